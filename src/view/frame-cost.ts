const KEPT = 240;

/** Main-thread milliseconds per frame over the latest frames. */
export class FrameCost {
  private readonly costs = new Float64Array(KEPT);
  /** Frames measured since the start. */
  frames = 0;

  add(ms: number): void {
    this.costs[this.frames % KEPT] = ms;
    this.frames++;
  }

  get medianMs(): number {
    return this.quantile(0.5);
  }

  get p95Ms(): number {
    return this.quantile(0.95);
  }

  /** Nearest rank over at most the 240 latest frames; NaN before the first. */
  private quantile(share: number): number {
    const kept = this.costs.slice(0, Math.min(KEPT, this.frames)).sort();
    return kept.length === 0 ? Number.NaN : kept[Math.max(0, Math.ceil(share * kept.length) - 1)];
  }
}
