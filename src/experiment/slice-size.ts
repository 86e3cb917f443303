/** Real time of a slice, ms: short enough for messages to be answered at once, long enough to cost nothing. */
const SLICE_MS = 25;

const FEWEST = 256;
const MOST = 2 ** 22;

/** How many events fit into a slice, learned from the slices before. */
export class SliceSize {
  events = 1024;

  /** @param events executed in the last slice @param ms real time they took */
  learn(events: number, ms: number): void {
    // A slice cut short by its instant, not by its events, says little about how many would have fitted.
    if (events < this.events && ms < SLICE_MS) return;
    const fit = ms < SLICE_MS / 2 ? this.events * 2 : Math.floor((events * SLICE_MS) / ms);
    this.events = Math.min(Math.max(fit, FEWEST), MOST);
  }
}
