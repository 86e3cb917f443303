import { describe, expect, it } from 'vitest';
import { SilenceWatch } from '../../src/worker/silence-watch.ts';

/** Ticks until a worker counts as dead. */
function ticksToDeath(watch: SilenceWatch): number {
  let ticks = 1;
  while (!watch.tick()) ticks++;
  return ticks;
}

describe('the watch over a silent worker', () => {
  it('gives it ten seconds since its last sign of life', () => {
    const watch = new SilenceWatch();
    watch.heard();
    for (let at = 0; at < 9; at++) expect(watch.tick()).toBe(false);
    watch.heard();
    expect(ticksToDeath(watch)).toBe(10);
  });

  it('gives it a minute to start', () => {
    expect(ticksToDeath(new SilenceWatch())).toBe(60);
  });
});
