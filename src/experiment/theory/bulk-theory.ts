import { generalBulkStation, joinedStation } from './bulk-service.ts';
import { noSteadyState } from './dispatch.ts';
import type { Station } from './station.ts';
import { type BlockTheory, unknownBlock } from './theory-value.ts';

/** One exponential server that takes several together; for Poisson arrivals. */
export function bulkTheory(station: Station): BlockTheory {
  const { block, servers, exponentialMean, hasRanks, total } = station;
  const { at_least: least, at_most: most, joins } = block.group!;
  if (servers > 1 || exponentialMean === undefined || hasRanks) {
    return unknownBlock('groups have an exact formula only for one exponential server without priorities');
  }
  if (joins && least > 1)
    return unknownBlock('groups that others join have an exact formula only with at_least 1');
  const load = total * exponentialMean;
  if (load >= most) return unknownBlock(noSteadyState(load / most));
  const { waiting, serving, emptyShare } = joins
    ? joinedStation(load, most)
    : generalBulkStation(load, least, most);
  const inSystem = waiting + serving;
  return {
    name: joins ? `M/M[${most}]/1 that others join` : `M/M(${least},${most})/1`,
    source: joins
      ? 'Gross et al. (2008), Fundamentals of Queueing Theory, sec. 3.2.1'
      : 'Neuts (1967), A general class of bulk queues, Ann. Math. Statistics 38, 759-770; Medhi (2003), ch. 6',
    figures: [
      { kpi: 'time_in_queue', value: waiting / total, formula: 'L_q / λ' },
      { kpi: 'time_in_system', value: inSystem / total, formula: 'L / λ' },
      {
        kpi: 'number_in_queue',
        value: waiting,
        formula: joins
          ? 'r^(b+1) / (1 − r), with r + … + r^b = λ / μ'
          : 'Σ n A rⁿ + Σ q P(0, q), with r + … + r^b = λ / μ',
      },
      { kpi: 'number_in_service', value: serving, formula: joins ? 'L − L_q' : 'λ / μ' },
      { kpi: 'number_in_system', value: inSystem, formula: joins ? 'r / (1 − r)' : 'L_q + λ / μ' },
      { kpi: 'utilization', value: serving / most, formula: 'served / b' },
      { kpi: 'share_empty', value: emptyShare, formula: joins ? '1 − r' : 'P(0, 0)' },
    ],
    staysS: station.rates.map(() => inSystem / total),
    lossShare: 0,
    leavesPoisson: false,
  };
}
