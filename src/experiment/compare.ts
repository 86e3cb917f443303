import { meanInterval, pairedDifference } from '../engine/stats/interval.ts';
import type { ReplicationOutcome } from '../model/run.ts';
import { figureKey } from './summarize.ts';

/** One figure of two scenarios under common random numbers. */
export interface ComparisonRow {
  readonly kpi: string;
  readonly place: string;
  readonly class: string;
  readonly unit: string;
  /** Replications in which both have a value. */
  readonly n: number;
  readonly meanA: number;
  readonly meanB: number;
  /** Mean of B - A over pairs of equal replications, and half-width of its t interval (NaN below two pairs). */
  readonly difference: number;
  readonly halfWidth: number;
  readonly confidence: number;
  /** The interval leaves out 0; false where there is none. */
  readonly isSignificant: boolean;
}

/**
 * Differences B - A, figure by figure, over the replications that both finished; figures of one side are left out.
 * Each interval holds for itself: with many figures, some leave out 0 by chance.
 */
export function compareOutcomes(
  a: readonly ReplicationOutcome[],
  b: readonly ReplicationOutcome[],
  confidence: number,
): ComparisonRow[] {
  const valuesOfB = new Map(
    b.map(({ replication, kpis }) => [replication, new Map(kpis.map((one) => [figureKey(one), one.value]))]),
  );
  const pairs = new Map<string, { first: ReplicationOutcome['kpis'][number]; a: number[]; b: number[] }>();
  for (const { replication, kpis } of a) {
    for (const kpi of kpis) {
      const key = figureKey(kpi);
      const other = valuesOfB.get(replication)?.get(key);
      if (other === undefined || Number.isNaN(other) || Number.isNaN(kpi.value)) continue;
      const pair = pairs.get(key) ?? { first: kpi, a: [], b: [] };
      pairs.set(key, pair);
      pair.a.push(kpi.value);
      pair.b.push(other);
    }
  }
  return [...pairs.values()].map(({ first, a: valuesA, b: valuesB }) => {
    const { n, mean, halfWidth } = pairedDifference(valuesB, valuesA, confidence);
    return {
      kpi: first.kpi,
      place: first.place,
      class: first.class,
      unit: first.unit,
      n,
      meanA: meanInterval(valuesA).mean,
      meanB: meanInterval(valuesB).mean,
      difference: mean,
      halfWidth,
      confidence,
      isSignificant: Math.abs(mean) > halfWidth,
    };
  });
}
