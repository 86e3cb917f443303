import { constant, exponential, mean, queue, runOfParcels, SINK, source } from './flow-parts.ts';
import { erlangC } from './formulas.ts';
import { type Move, stationaryMean } from './markov-chain.ts';
import type { TheoryCase } from './theory-case.ts';

/** Servers shared by all present: the number is that of M/M/c whatever the service (Kelly 1979, sec. 3.3). */
function processorSharing(): TheoryCase[] {
  const cases = [
    { id: 'PS-exponential', servers: 1, service: exponential(7), parcels: 300_000 },
    { id: 'PS-constant', servers: 1, service: constant(7), parcels: 300_000 },
    { id: 'PS-lognormal', servers: 1, service: { lognormal: { mean_s: 7, cv: 2 } }, parcels: 500_000 },
    { id: 'PS-three-servers', servers: 3, service: { erlang: { k: 3, mean_s: 24 } }, parcels: 300_000 },
  ];
  return cases.map(({ id, servers, service, parcels }) => {
    const load = servers === 1 ? 0.7 : 0.8;
    const offered = load * servers;
    const present =
      servers === 1 ? load / (1 - load) : offered + (erlangC(offered, servers) * load) / (1 - load);
    return {
      id,
      flow: {
        blocks: {
          in: source(exponential(10), 'shared'),
          shared: queue(service, { servers, discipline: 'processor_sharing' }),
          out: SINK,
        },
        run: runOfParcels(parcels, 0.1),
      },
      comparisons: [
        mean('L', present, { kpi: 'number_in_system', place: 'shared' }),
        mean('W', present * 10, { kpi: 'time_in_system', place: 'shared' }),
        mean('rho', load, { kpi: 'utilization', place: 'shared' }),
      ],
    };
  });
}

/** The slowdown of shared servers is the same for all: a class stays in proportion to its work. */
function sharingByClass(): TheoryCase {
  return {
    id: 'PS-classes',
    flow: {
      classes: [
        { name: 'short', priority: 0 },
        { name: 'long', priority: 0 },
      ],
      blocks: {
        in: source(exponential(10), 'shared', { class: { weights: { short: 3, long: 1 } } }),
        shared: {
          type: 'queue',
          discipline: 'processor_sharing',
          service_by_class: { short: constant(3), long: { uniform: { min_s: 5, max_s: 15 } } },
          to: 'out',
        },
        out: SINK,
      },
      run: runOfParcels(300_000, 0.1),
    },
    // Load 0.1 (0.75 x 3 + 0.25 x 10) = 0.475.
    comparisons: [
      mean('W[short]', 3 / 0.525, { kpi: 'time_in_system', place: 'shared', class: 'short' }),
      mean('W[long]', 10 / 0.525, { kpi: 'time_in_system', place: 'shared', class: 'long' }),
    ],
  };
}

/** Two exponential servers that each take a copy of every parcel: (12 − ρ) / 8 times an M/M/1 (Flatto & Hahn 1984). */
function forkJoin(): TheoryCase[] {
  return [0.5, 0.8].map((load) => {
    const copy = (place: string) => ({ [place]: queue(exponential(10), { to: 'together' }) });
    const stay = (((12 - load) / 8) * 10) / (1 - load);
    return {
      id: `ForkJoin-${load}`,
      flow: {
        blocks: {
          in: source(exponential(10 / load), 'fork'),
          fork: { type: 'split', branches: [{ to: 'one' }, { to: 'other' }] },
          ...copy('one'),
          ...copy('other'),
          together: { type: 'join', to: 'out' },
          out: SINK,
        },
        run: runOfParcels(load < 0.7 ? 150_000 : 500_000, load / 10),
      },
      comparisons: [
        mean('W', stay, { kpi: 'time_in_system', place: 'fork' }),
        mean('W to the end', stay, { kpi: 'time_in_system', place: 'out' }),
        mean('L', (stay * load) / 10, { kpi: 'number_in_system', place: 'fork' }),
        // Each server is an M/M/1 that knows nothing of the other.
        mean('W of a copy', 10 / (1 - load), { kpi: 'time_in_system', place: 'one' }),
        mean('wait for the other', stay - 10 / (1 - load), { kpi: 'time_in_queue', place: 'together' }),
      ],
    };
  });
}

/** The k-th to end of n exponential times, all begun together: mean (1/n + … + 1/(n − k + 1)). */
function orderStatistics(): TheoryCase[] {
  return [
    { needs: 6, of: 6 },
    { needs: 2, of: 6 },
  ].map(({ needs, of }) => {
    let stay = 0;
    for (let i = 0; i < needs; i++) stay += 60 / (of - i);
    return {
      id: `ForkJoin-${needs}-of-${of}`,
      flow: {
        blocks: {
          in: source(exponential(10), 'fork'),
          fork: { type: 'split', branches: [{ to: 'way', copies: of }] },
          way: { type: 'delay', time: exponential(60), to: 'together' },
          together: { type: 'join', needs, to: 'out' },
          out: SINK,
        },
        run: runOfParcels(40_000, 0.1),
      },
      comparisons: [
        mean('W', stay, { kpi: 'time_in_system', place: 'out' }),
        // All copies go the whole way, also those that nobody waits for.
        mean('under way', 36, { kpi: 'number_in_system', place: 'way' }),
      ],
    };
  });
}

/** M/G/1 with two stages per visit said by a change of class: each is served twice, first short, then long. */
function feedbackByClass(): TheoryCase {
  // Served as `first` for 2, back as `second` for 4 at rank 0, not interrupted: as if one service of 2 + 4, whose
  // second stage begins at once because its rank is better. M/G/1: both exponential, E[S] = 6, var = 4 + 16.
  const rate = 0.1;
  const second = 20 + 36;
  const wait = (rate * second) / 2 / (1 - rate * 6);
  return {
    id: 'Assign-stages',
    flow: {
      classes: [
        { name: 'first', priority: 1 },
        { name: 'second', priority: 0 },
      ],
      blocks: {
        in: source(exponential(10), 'desk'),
        desk: {
          type: 'queue',
          discipline: 'priority',
          service_by_class: { first: exponential(2), second: exponential(4) },
          to: 'which',
        },
        which: {
          type: 'selector',
          by: 'class',
          branches: [{ to: 'change', class: 'first' }, { to: 'out' }],
        },
        change: { type: 'assign', class: 'second', to: 'desk' },
        out: SINK,
      },
      run: runOfParcels(300_000, rate),
    },
    comparisons: [
      mean('W', wait + 6, { kpi: 'time_in_system', place: 'out' }),
      mean('Wq[first]', wait, { kpi: 'time_in_queue', place: 'desk', class: 'first' }),
      mean('rho', 0.6, { kpi: 'utilization', place: 'desk' }),
    ],
  };
}

/** A class that changes at random at each turn: the visits as each class follow the Markov chain of the changes. */
function randomClasses(): TheoryCase {
  // From `a`: stay a 1/2, b 1/2; from `b`: out 1/3, a 1/3, b 1/3 (as c, which leaves). Visits: a = 1 + a/2 + b/3 and
  // b = a/2 + b/3, so a = 4 and b = 3.
  return {
    id: 'Assign-chain',
    flow: {
      classes: ['a', 'b', 'c'].map((name) => ({ name, priority: 0 })),
      blocks: {
        in: source(exponential(10), 'stay', { class: 'a' }),
        stay: {
          type: 'delay',
          time_by_class: { a: exponential(5), b: constant(7), c: constant(1) },
          to: 'change',
        },
        change: {
          type: 'assign',
          by_class: { a: { weights: { a: 1, b: 1 } }, b: { weights: { a: 1, b: 1, c: 1 } } },
          to: 'which',
        },
        which: { type: 'selector', by: 'class', branches: [{ to: 'out', class: 'c' }, { to: 'stay' }] },
        out: SINK,
      },
      run: runOfParcels(60_000, 0.1),
    },
    comparisons: [mean('W', 4 * 5 + 3 * 7, { kpi: 'time_in_system', place: 'out' })],
  };
}

/** Two exponential stations in a row, room for few in each; who is done in the first waits there for room. */
function blockingTandem(): TheoryCase {
  const [rate, first, next] = [1 / 10, 1 / 8, 1 / 9];
  const [room, roomNext] = [4, 2];
  // In the first, in the second, and whether the server of the first is blocked.
  type State = readonly [number, number, number];
  const moves = ([n, m, blocked]: State): Move<State>[] => [
    ...(n < room ? [[rate, [n + 1, m, blocked]] as const] : []),
    ...(n > 0 && blocked === 0 ? [[first, m < roomNext ? [n - 1, m + 1, 0] : [n, m, 1]] as Move<State>] : []),
    ...(m > 0 ? [[next, blocked === 1 ? [n - 1, m, 0] : [n, m - 1, 0]] as Move<State>] : []),
  ];
  const of = stationaryMean<State>([0, 0, 0], moves);
  const accepted = rate * (1 - of(([n]) => (n === room ? 1 : 0)));
  return {
    id: 'Blocking-tandem',
    flow: {
      blocks: {
        in: source(exponential(10), 'first'),
        first: queue(exponential(8), { capacity: room, to: 'next' }),
        next: queue(exponential(9), { capacity: roomNext, when_full: 'block' }),
        out: SINK,
      },
      run: runOfParcels(300_000, rate),
    },
    comparisons: [
      mean(
        'lost',
        of(([n]) => (n === room ? 1 : 0)),
        { kpi: 'loss_share', place: 'first' },
      ),
      mean(
        'L[first]',
        of(([n]) => n),
        { kpi: 'number_in_system', place: 'first' },
      ),
      mean(
        'L[next]',
        of(([, m]) => m),
        { kpi: 'number_in_system', place: 'next' },
      ),
      mean(
        'blocked',
        of(([, , blocked]) => blocked),
        { kpi: 'number_blocked', place: 'first' },
      ),
      mean('rho', accepted * 8, { kpi: 'utilization', place: 'first' }),
      mean('W', of(([n, m]) => n + m) / accepted, { kpi: 'time_in_system', place: 'out' }),
    ],
  };
}

/** A first station that never runs out of work: with b places between two equal ones, (b + 2) / (b + 3) of one's rate (Hunt 1956). */
function saturatedTandem(): TheoryCase[] {
  return [0, 2].map((between) => ({
    id: `Blocking-saturated-${between}`,
    flow: {
      blocks: {
        crew: { type: 'population', size: between + 5, to: 'first' },
        first: queue(exponential(10), { to: 'next' }),
        next: queue(exponential(10), { capacity: between + 1, when_full: 'block', to: 'first' }),
      },
      run: runOfParcels(150_000, 0.07),
    },
    comparisons: [
      mean('rho', (between + 2) / (between + 3), { kpi: 'utilization', place: 'first' }),
      mean('blocked', 1 - (between + 2) / (between + 3), { kpi: 'number_blocked', place: 'first' }),
    ],
  }));
}

/** M/M/2 with servers of speeds 2 and 1, the fast one taken first; so many places that nobody is lost. */
function unequalServers(): TheoryCase {
  const [rate, fast, slow] = [0.1, 2 / 21, 1 / 21];
  const places = 120;
  // In line, at the fast server, at the slow one.
  type State = readonly [number, number, number];
  const moves = ([line, a, b]: State): Move<State>[] => [
    ...(line < places
      ? [[rate, a === 0 ? [line, 1, b] : b === 0 ? [line, 1, 1] : [line + 1, 1, 1]] as Move<State>]
      : []),
    ...(a === 1 ? [[fast, line > 0 ? [line - 1, 1, b] : [0, 0, b]] as Move<State>] : []),
    ...(b === 1 ? [[slow, line > 0 ? [line - 1, a, 1] : [0, a, 0]] as Move<State>] : []),
  ];
  const of = stationaryMean<State>([0, 0, 0], moves);
  const present = of(([line, a, b]) => line + a + b);
  return {
    id: 'Unequal-servers',
    flow: {
      blocks: {
        in: source(exponential(10), 'desk'),
        desk: queue(exponential(21), { server_speeds: [1, 2] }),
        out: SINK,
      },
      run: runOfParcels(300_000, rate),
    },
    comparisons: [
      mean('L', present, { kpi: 'number_in_system', place: 'desk' }),
      mean('W', present / rate, { kpi: 'time_in_system', place: 'desk' }),
      mean('Wq', of(([line]) => line) / rate, { kpi: 'time_in_queue', place: 'desk' }),
      mean(
        'rho',
        of(([, a, b]) => (a + b) / 2),
        { kpi: 'utilization', place: 'desk' },
      ),
    ],
  };
}

/** Cases of blocks that no file of references holds, with the formula or the source of each. */
/** Patience of exponential length, M/M/c+M: a birth-death chain (Palm 1957; Garnett, Mandelbaum & Reiman 2002). */
function impatience(): TheoryCase[] {
  return [
    { load: 0.8, servers: 3, patienceS: 30 },
    { load: 1.3, servers: 3, patienceS: 60 },
    { load: 0.9, servers: 1, patienceS: 20 },
  ].map(({ load, servers, patienceS }) => {
    const serviceS = 24;
    const rate = (load * servers) / serviceS;
    const over = stationaryMean<[number]>([0], ([n]) => {
      const up: Move<[number]>[] = n < 150 ? [[rate, [n + 1]]] : [];
      const leave = Math.min(n, servers) / serviceS + Math.max(0, n - servers) / patienceS;
      return n > 0 ? [...up, [leave, [n - 1]]] : up;
    });
    const waiting = over(([n]) => Math.max(0, n - servers));
    const busy = over(([n]) => Math.min(n, servers));
    return {
      id: `ErlangA-${load}-${servers}`,
      flow: {
        blocks: {
          in: source(exponential(1 / rate), 'desk'),
          desk: queue(exponential(serviceS), {
            servers,
            patience: exponential(patienceS),
            reneged_to: 'gone',
          }),
          out: SINK,
          gone: SINK,
        },
        run: runOfParcels(400_000, rate),
      },
      comparisons: [
        mean('Lq', waiting, { kpi: 'number_in_queue', place: 'desk' }),
        // Each who waits leaves at the rate 1 / patience.
        mean('P(renege)', waiting / patienceS / rate, { kpi: 'renege_share', place: 'desk' }),
        mean('rho', busy / servers, { kpi: 'utilization', place: 'desk' }),
        mean('served', (busy / serviceS) * 3600, { kpi: 'throughput', place: 'out' }),
      ],
    };
  });
}

/** M/M/1 with the same patience T for all: the wait has the density of M/M/1 up to T (Barrer 1957). */
function constantPatience(): TheoryCase {
  const [arrivalS, serviceS, patienceS] = [10, 9, 25];
  // Work found by an arrival: mass p0 at 0 and density p0 rate e^{-(mu - rate) w} below T; beyond, e^{-mu} decay.
  const [rate, mu] = [1 / arrivalS, 1 / serviceS];
  const drift = mu - rate;
  const below = (rate * (1 - Math.exp(-drift * patienceS))) / drift;
  const beyond = (rate * Math.exp(-drift * patienceS)) / mu;
  const lost = beyond / (1 + below + beyond);
  return {
    id: 'ConstantPatience',
    flow: {
      blocks: {
        in: source(exponential(arrivalS), 'desk'),
        desk: queue(exponential(serviceS), { patience: constant(patienceS) }),
        out: SINK,
      },
      run: runOfParcels(500_000, rate),
    },
    comparisons: [
      mean('P(renege)', lost, { kpi: 'renege_share', place: 'desk' }),
      mean('rho', (rate * (1 - lost)) / mu, { kpi: 'utilization', place: 'desk' }),
    ],
  };
}

export const MORE_BLOCKS: readonly TheoryCase[] = [
  ...processorSharing(),
  ...impatience(),
  constantPatience(),
  sharingByClass(),
  ...forkJoin(),
  ...orderStatistics(),
  feedbackByClass(),
  randomClasses(),
  blockingTandem(),
  ...saturatedTandem(),
  unequalServers(),
];
