import { QuantileSketch } from '../engine/stats/quantile-sketch.ts';
import { Tally } from '../engine/stats/tally.ts';
import type { KpiValue } from '../model/run.ts';

/** The quantiles of a replication, in the order of the columns of `replications.csv`. */
const REPLICATION_QUANTILES = [0.05, 0.5, 0.9, 0.95, 0.99] as const;

/** The observations behind a figure of one replication. */
export interface Observed {
  /** Undefined for a plain figure. */
  readonly count: number | undefined;
  /** 5, 50, 90, 95 and 99 %, in the unit of the figure, each within the sketch's relative error; NaN where not kept. */
  readonly quantiles: readonly number[];
}

/** What is known of the observations behind a figure. */
export function observedOf({ observations }: KpiValue): Observed {
  const sketch = observations?.sketch;
  if (observations === undefined) return { count: undefined, quantiles: NONE };
  const count = Tally.from(observations.tally).n;
  if (sketch === undefined) return { count, quantiles: NONE };
  const kept = QuantileSketch.from(sketch);
  return { count, quantiles: REPLICATION_QUANTILES.map((p) => kept.quantile(p) / observations.scale) };
}

const NONE: readonly number[] = REPLICATION_QUANTILES.map(() => Number.NaN);
