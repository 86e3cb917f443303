import { meanInterval } from '../engine/stats/interval.ts';
import { QuantileSketch } from '../engine/stats/quantile-sketch.ts';
import { Tally } from '../engine/stats/tally.ts';
import type { KpiValue, ReplicationOutcome } from '../model/run.ts';

/** The quantiles of a summary, in the order of its columns. */
const SUMMARY_QUANTILES = [0.05, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99] as const;

/** Most that a quantile of a summary lies from the true order statistic, as a share of it. */
export const QUANTILE_RELATIVE_ERROR = new QuantileSketch().relativeError;

/** One figure over all replications. NaN where there is nothing to say. */
export interface SummaryRow {
  readonly kpi: string;
  readonly place: string;
  readonly class: string;
  readonly unit: string;
  /** Replications that have a value. */
  readonly n: number;
  /** Mean of their values, and half-width of its t interval (NaN below two). */
  readonly mean: number;
  readonly halfWidth: number;
  readonly confidence: number;
  /** Pooled over the observations of all replications; 0 and NaN for a plain figure. */
  readonly observations: number;
  readonly sd: number;
  readonly min: number;
  readonly quantiles: readonly number[];
  readonly max: number;
}

/**
 * Every figure over replications: mean and interval over their values, spread and quantiles pooled over observations.
 * @param outcomes in the order of replications, which is the order of merging
 */
export function summarize(outcomes: readonly ReplicationOutcome[], confidence: number): SummaryRow[] {
  const figures = new Map<string, Figure>();
  for (const { kpis } of outcomes) {
    for (const value of kpis) {
      const key = figureKey(value);
      const figure = figures.get(key) ?? new Figure(value);
      figures.set(key, figure);
      figure.add(value);
    }
  }
  return [...figures.values()].map((figure) => figure.row(confidence));
}

/** What tells one figure of a run from another. */
export function figureKey({
  kpi,
  place,
  class: ofClass,
  unit,
}: Pick<KpiValue, 'kpi' | 'place' | 'class' | 'unit'>): string {
  return JSON.stringify([kpi, place, ofClass, unit]);
}

class Figure {
  readonly #first: KpiValue;
  readonly #values: number[] = [];
  readonly #tally = new Tally();
  readonly #sketch = new QuantileSketch();

  constructor(first: KpiValue) {
    this.#first = first;
  }

  add({ value, observations }: KpiValue): void {
    if (!Number.isNaN(value)) this.#values.push(value);
    if (observations === undefined) return;
    this.#tally.merge(Tally.from(observations.tally));
    if (observations.sketch !== undefined) this.#sketch.merge(QuantileSketch.from(observations.sketch));
  }

  row(confidence: number): SummaryRow {
    const { kpi, place, class: ofClass, unit, observations } = this.#first;
    const { n, mean, halfWidth } = meanInterval(this.#values, confidence);
    const scale = observations?.scale ?? 1;
    return {
      kpi,
      place,
      class: ofClass,
      unit,
      n,
      mean,
      halfWidth,
      confidence,
      observations: this.#tally.n,
      sd: this.#tally.sd / scale,
      min: this.#tally.min / scale,
      quantiles: SUMMARY_QUANTILES.map((p) => this.#sketch.quantile(p) / scale),
      max: this.#tally.max / scale,
    };
  }
}
