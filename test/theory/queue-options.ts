import {
  constant,
  type Duration,
  exponential,
  mean,
  queue,
  runOfParcels,
  SINK,
  source,
} from './flow-parts.ts';
import { erlangC } from './formulas.ts';
import { type Move, stationaryMean } from './markov-chain.ts';
import type { Comparison, TheoryCase } from './theory-case.ts';

const DESK = 'desk';

/** One queue between a Poisson source of a parcel every 10 s and a sink. */
function atDesk(id: string, service: Duration, options: object, parcels: number, comparisons: Comparison[]) {
  return {
    id,
    flow: {
      blocks: { in: source(exponential(10), DESK), desk: queue(service, options), out: SINK },
      run: runOfParcels(parcels, 0.1),
    },
    comparisons,
  };
}

/** M/G/1 that goes off when empty, begins at N and is set up first (Yadin & Naor 1963; Medhi & Templeton 1992). */
function removableServer(): TheoryCase[] {
  const rate = 0.1;
  const general = { duration: { lognormal: { mean_s: 6, cv: 1.5 } }, second: 36 * 3.25 };
  const plain = { duration: exponential(6), second: 72 };
  const setups = {
    none: { duration: undefined, mean: 0, second: 0 },
    exponential: { duration: exponential(20), mean: 20, second: 800 },
    constant: { duration: constant(15), mean: 15, second: 225 },
  };
  return [
    { id: 'Setup-exponential', service: plain, n: 1, setup: setups.exponential },
    { id: 'Setup-constant', service: general, n: 1, setup: setups.constant },
    { id: 'Threshold-5', service: plain, n: 5, setup: setups.none },
    { id: 'Threshold-3-setup', service: general, n: 3, setup: setups.exponential },
  ].map(({ id, service, n, setup }) => {
    const met = n + rate * setup.mean;
    const extra = (n * (n - 1) + 2 * n * rate * setup.mean + rate * rate * setup.second) / (2 * met) / rate;
    const wait = (rate * service.second) / (2 * 0.4) + extra;
    const start = setup.duration === undefined ? {} : { setup: setup.duration };
    return atDesk(id, service.duration, { starts_at: n, ...start }, 500_000, [
      mean('Wq', wait, { kpi: 'time_in_queue', place: DESK }),
      mean('L', rate * (wait + 6), { kpi: 'number_in_system', place: DESK }),
      mean('rho', 0.6, { kpi: 'utilization', place: DESK }),
      mean('P0', 0.4 / met, { kpi: 'share_empty', place: DESK }),
      ...(setup.mean === 0
        ? []
        : [mean('set up', (0.4 * rate * setup.mean) / met, { kpi: 'number_setting_up', place: DESK })]),
    ]);
  });
}

/** M/M/3 whose servers go off one by one, a setup given up where nobody waits for it (Gandhi et al. 2010). */
function removableServers(): TheoryCase {
  const [rate, mu, alpha, servers, room] = [0.1, 1 / 18, 1 / 40, 3, 120];
  // Servers that serve, and all who are there.
  type State = readonly [number, number];
  const settingUp = ([on, n]: State) => Math.min(servers - on, n - on);
  const of = stationaryMean<State>([0, 0], ([on, n]) => {
    const ready = settingUp([on, n]) * alpha;
    const moves: Move<State>[] = n < room ? [[rate, [on, n + 1]]] : [];
    if (on > 0) moves.push([on * mu, [n > on ? on : on - 1, n - 1]]);
    if (ready > 0) moves.push([ready, [on + 1, n]]);
    return moves;
  });
  const present = of(([, n]) => n);
  return atDesk('Setup-three-servers', exponential(18), { servers, setup: exponential(40) }, 300_000, [
    mean('L', present, { kpi: 'number_in_system', place: DESK }),
    mean('Wq', present / rate - 18, { kpi: 'time_in_queue', place: DESK }),
    mean('set up', of(settingUp), { kpi: 'number_setting_up', place: DESK }),
    mean('rho', 0.6, { kpi: 'utilization', place: DESK }),
  ]);
}

/** Parcels that join by the number they find, with and without patience: birth and death (Haight 1957). */
function balking(): TheoryCase[] {
  const rate = 0.1;
  return [
    {
      id: 'Balking-2',
      servers: 2,
      serviceS: 24,
      joins: [1, 1, 0.8, 0.5, 0.2],
      patienceS: Number.POSITIVE_INFINITY,
    },
    {
      id: 'Balking-endless',
      servers: 1,
      serviceS: 11,
      joins: [0.9, 0.7],
      patienceS: Number.POSITIVE_INFINITY,
    },
    { id: 'Balking-patience', servers: 1, serviceS: 12, joins: [1, 0.9, 0.6], patienceS: 30 },
  ].map(({ id, servers, serviceS, joins, patienceS }) => {
    const chance = (n: number) => joins[Math.min(n, joins.length - 1)];
    const of = stationaryMean<[number]>([0], ([n]) => {
      const up: Move<[number]>[] = n < 150 ? [[rate * chance(n), [n + 1]]] : [];
      const down = Math.min(n, servers) / serviceS + Math.max(0, n - servers) / patienceS;
      return n > 0 ? [...up, [down, [n - 1]]] : up;
    });
    const lost = of(([n]) => 1 - chance(n));
    const waiting = of(([n]) => Math.max(0, n - servers));
    const busy = of(([n]) => Math.min(n, servers));
    const isPatient = patienceS === Number.POSITIVE_INFINITY;
    const options = { servers, joins, ...(isPatient ? {} : { patience: exponential(patienceS) }) };
    return atDesk(id, exponential(serviceS), options, 300_000, [
      mean('lost', lost, { kpi: 'loss_share', place: DESK }),
      mean('Lq', waiting, { kpi: 'number_in_queue', place: DESK }),
      mean('rho', busy / servers, { kpi: 'utilization', place: DESK }),
      isPatient
        ? mean('Wq', waiting / (rate * (1 - lost)), { kpi: 'time_in_queue', place: DESK })
        : mean('reneged', waiting / patienceS / rate, { kpi: 'renege_share', place: DESK }),
    ]);
  });
}

/** M/M/1 at load 0.5 in random order: the mean of M/M/1, its second moment 1 / (1 − ρ/2) times as large (Kingman 1962). */
function randomOrder(): TheoryCase {
  const second = 100 / (1 - 0.25);
  return atDesk('Random-order', exponential(5), { discipline: 'random' }, 1_000_000, [
    mean('Wq', 5, { kpi: 'time_in_queue', place: DESK }),
    mean('sd of Wq', Math.sqrt(second - 25), { kpi: 'time_in_queue', place: DESK, column: 'sd' }),
  ]);
}

/** Shortest first: a service of x waits λ E[S²] / (2 (1 − load of those before) (1 − those up to x)) (Phipps 1956). */
function shortestFirst(): TheoryCase[] {
  const rate = 0.1;
  // Of two lengths it is a line of two ranks: 3 of 4 take 4 s, load 0.3; 1 of 4 takes 16 s, load 0.4.
  const residual = (rate * (0.75 * 16 + 0.25 * 256)) / 2;
  const twoLengths = 0.75 * (residual / 0.7) + 0.25 * (residual / (0.7 * 0.3));
  // Exponential of mean 8: the integral over x of λ E[S²] / 2 / (1 − load up to x)², by Simpson's rule.
  const upTo = (x: number) => 0.8 * (1 - (1 + x / 8) * Math.exp(-x / 8));
  const density = (x: number) => ((rate * 128) / 2 / (1 - upTo(x)) ** 2) * (Math.exp(-x / 8) / 8);
  const [steps, end] = [20_000, 400];
  let integral = 0;
  for (let i = 0; i <= steps; i++) {
    const weight = i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2;
    integral += (weight * density((i * end) / steps) * end) / steps / 3;
  }
  const discrete: Duration = { discrete: { values_s: [4, 16], weights: [3, 1] } };
  return [
    atDesk('Shortest-of-two', discrete, { discipline: 'shortest_service' }, 300_000, [
      mean('Wq', twoLengths, { kpi: 'time_in_queue', place: DESK }),
      mean('rho', 0.7, { kpi: 'utilization', place: DESK }),
    ]),
    atDesk('Shortest-exponential', exponential(8), { discipline: 'shortest_service' }, 1_000_000, [
      mean('Wq', integral, { kpi: 'time_in_queue', place: DESK }),
    ]),
  ];
}

/** The latest interrupts: L = ρ / (1 − ρ) at one server whatever the service, that of M/M/c at several. */
function latestFirst(): TheoryCase[] {
  const latest = { discipline: 'lifo_preemptive' };
  const one = (id: string, service: Duration) =>
    atDesk(id, service, latest, 500_000, [
      mean('L', 0.7 / 0.3, { kpi: 'number_in_system', place: DESK }),
      mean('W', 7 / 0.3, { kpi: 'time_in_system', place: DESK }),
      mean('Wq', 7 / 0.3 - 7, { kpi: 'time_in_queue', place: DESK }),
      mean('rho', 0.7, { kpi: 'utilization', place: DESK }),
    ]);
  const waiting = (erlangC(2.1, 3) * 0.7) / 0.3;
  return [
    one('Latest-constant', constant(7)),
    one('Latest-lognormal', { lognormal: { mean_s: 7, cv: 1.5 } }),
    atDesk('Latest-three-servers', exponential(21), { ...latest, servers: 3 }, 300_000, [
      mean('Lq', waiting, { kpi: 'number_in_queue', place: DESK }),
      mean('Wq', waiting * 10, { kpi: 'time_in_queue', place: DESK }),
      mean('W', waiting * 10 + 21, { kpi: 'time_in_system', place: DESK }),
    ]),
  ];
}

/** Cases of options of a queue that no file of references holds, with the formula or the source of each. */
export const QUEUE_OPTIONS: readonly TheoryCase[] = [
  ...removableServer(),
  removableServers(),
  ...balking(),
  randomOrder(),
  ...shortestFirst(),
  ...latestFirst(),
];
