import { finiteStation, lossShare } from './many-servers.ts';
import type { Station } from './station.ts';
import { type BlockTheory, type Figure, unknownBlock } from './theory-value.ts';

/** A station that turns away whoever finds it full; for Poisson arrivals. */
export function finiteTheory(station: Station): BlockTheory {
  const { block, servers, exponentialMean, hasRanks } = station;
  if (block.breakdown !== undefined || block.vacation !== undefined || block.group !== undefined) {
    return unknownBlock('finite room together with breakdowns, vacations or groups has no short formula');
  }
  const room = block.capacity!;
  if (room <= servers) return lossTheory(station, room);
  if (exponentialMean === undefined) {
    return unknownBlock('finite room with a line has an exact formula only for one exponential service time');
  }
  if (hasRanks) return unknownBlock('finite room together with priorities has no short formula');
  const load = station.total * exponentialMean;
  const { lossShare: lost, emptyShare, waiting, serving } = finiteStation(load, servers, room);
  const accepted = station.total * (1 - lost);
  const wait = waiting / accepted;
  const stay = wait + exponentialMean;
  const figures: Figure[] = [
    { kpi: 'loss_share', value: lost, formula: 'p_K' },
    { kpi: 'time_in_queue', value: wait, formula: 'L_q / (λ (1 − p_K))' },
    { kpi: 'time_in_system', value: stay, formula: 'W_q + 1 / μ' },
    { kpi: 'number_in_queue', value: waiting, formula: 'Σ (n − c) p_n, n > c' },
    { kpi: 'number_in_service', value: serving, formula: 'λ (1 − p_K) / μ' },
    { kpi: 'number_in_system', value: waiting + serving, formula: 'Σ n p_n, p_n ∝ Π λ / (min(i, c) μ)' },
    { kpi: 'utilization', value: serving / servers, formula: 'λ (1 − p_K) / (c μ)' },
    { kpi: 'share_empty', value: emptyShare, formula: 'p_0' },
    ...byClass(station, () => [wait, stay]),
  ];
  return {
    name: `M/M/${servers}/${room}`,
    source: 'Kleinrock (1975), Queueing Systems 1, sec. 3.6; Gross et al. (2008), sec. 2.5',
    figures,
    staysS: station.rates.map(() => stay),
    lossShare: lost,
    leavesPoisson: false,
  };
}

/** No line: who finds no server free is lost. What service times are like matters only by their mean. */
function lossTheory(station: Station, servers: number): BlockTheory {
  const { total, serviceMean, services } = station;
  const load = total * serviceMean;
  const lost = lossShare(load, servers);
  const carried = load * (1 - lost);
  const staysS = services.map(({ mean }) => mean);
  let term = 1;
  let sum = 1;
  for (let n = 1; n <= servers; n++) {
    term *= load / n;
    sum += term;
  }
  const formulas = { loss: 'B(c, a) = (a^c / c!) / Σ aⁿ / n!, n ≤ c', carried: 'a (1 − B)' };
  return {
    name: `M/G/${servers}/${servers} (Erlang loss)`,
    source:
      'Erlang (1917); Sevastyanov (1957) for service times of any distribution; Kleinrock (1975), sec. 3.6',
    figures: [
      { kpi: 'loss_share', value: lost, formula: formulas.loss },
      { kpi: 'number_in_system', value: carried, formula: formulas.carried },
      { kpi: 'number_in_service', value: carried, formula: formulas.carried },
      { kpi: 'utilization', value: carried / station.servers, formula: 'a (1 − B) / c' },
      { kpi: 'share_empty', value: 1 / sum, formula: '1 / Σ aⁿ / n!, n ≤ c' },
      { kpi: 'time_in_system', value: serviceMean, formula: 'E[S]' },
      ...byClass(station, (klass) => [0, staysS[klass]]).filter(({ kpi }) => kpi !== 'time_in_queue'),
    ],
    staysS,
    lossShare: lost,
    leavesPoisson: false,
  };
}

function byClass({ rates }: Station, times: (klass: number) => readonly [number, number]): Figure[] {
  if (rates.length === 1) return [];
  return rates.flatMap((rate, klass) => {
    if (rate === 0) return [];
    const [wait, stay] = times(klass);
    return [
      { kpi: 'time_in_queue', value: wait, formula: 'W_q', klass },
      { kpi: 'time_in_system', value: stay, formula: 'W', klass },
    ];
  });
}
