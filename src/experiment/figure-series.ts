import type { ModelRun, RunningFigure } from '../model/run.ts';
import type { SeriesChoice } from './plan.ts';

/** One figure of one replication over time: its mean over each stretch of simulated time. Structured-cloneable. */
export interface FigureSeries {
  readonly kpi: string;
  readonly place: string;
  readonly class: string;
  readonly unit: string;
  /** Beginning of the first stretch, µs. */
  readonly fromUs: number;
  /** Length of a stretch, µs. */
  readonly everyUs: number;
  /** Mean over each whole stretch; NaN where nothing was observed in it. */
  readonly values: Float64Array;
  /** What each mean rests on: observations, or simulated time. Batches of stretches are weighted by it. */
  readonly weights: Float64Array;
}

/** Reads the figures of a run at the ends of stretches of equal length. Reading changes nothing. */
export class SeriesRecorder {
  readonly #run: ModelRun;
  readonly #choice: SeriesChoice;
  #before: readonly RunningFigure[];
  readonly #values: number[][];
  readonly #weights: number[][];
  /** Whole stretches read; -1 before the first has begun. */
  #stretches: number;

  constructor(run: ModelRun, choice: SeriesChoice) {
    this.#run = run;
    this.#choice = choice;
    this.#stretches = choice.fromUs > 0 ? -1 : 0;
    this.#before = run.running();
    this.#values = this.#before.map(() => []);
    this.#weights = this.#before.map(() => []);
  }

  /** End of the stretch under way, µs: the run must not go beyond it before `read`. */
  get untilUs(): number {
    // Computed from the beginning: stretches do not drift.
    return this.#choice.fromUs + Math.round((this.#stretches + 1) * this.#choice.everyUs);
  }

  /** Closes the stretch: the run has executed everything before its end, and nothing after. */
  read(): void {
    this.#stretches++;
    const figures = this.#run.running();
    if (this.#stretches === 0) {
      // The warm-up ends at this instant: from now on every sum begins at 0.
      this.#before = figures.map((figure) => ({ ...figure, sum: 0, weight: 0 }));
      return;
    }
    for (const [at, now] of figures.entries()) {
      const before = this.#before[at];
      const weight = now.weight - before.weight;
      this.#values[at].push(weight > 0 ? (now.sum - before.sum) / weight : Number.NaN);
      this.#weights[at].push(weight);
    }
    this.#before = figures;
  }

  get series(): FigureSeries[] {
    return this.#before.map(({ kpi, place, class: ofClass, unit }, at) => ({
      kpi,
      place,
      class: ofClass,
      unit,
      ...this.#choice,
      values: Float64Array.from(this.#values[at]),
      weights: Float64Array.from(this.#weights[at]),
    }));
  }
}
