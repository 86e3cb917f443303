/** Whole amounts that grow over a run, by index, and what of them falls into the measured days. */
export class MeasuredSums {
  /** Since the beginning of the run. */
  readonly sums: Float64Array;
  readonly #before: Float64Array;
  #byEnd: Float64Array | null = null;

  constructor(length: number) {
    this.sums = new Float64Array(length);
    this.#before = new Float64Array(length);
  }

  /** The beginning of the measured days. */
  begin(): void {
    this.#before.set(this.sums);
  }

  /** The end of the measured days. */
  end(): void {
    this.#byEnd = this.sums.slice();
  }

  /** What was added in the measured days; before they have ended, until now. */
  measured(index: number): number {
    return (this.#byEnd ?? this.sums)[index] - this.#before[index];
  }

  /** The same over all indices. */
  get measuredTotal(): number {
    let total = 0;
    for (let index = 0; index < this.sums.length; index++) total += this.measured(index);
    return total;
  }
}
