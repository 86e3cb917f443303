import { Occupancy } from '../../../engine/stats/occupancy.ts';
import { QuantileSketch } from '../../../engine/stats/quantile-sketch.ts';
import { Tally } from '../../../engine/stats/tally.ts';
import type { PieceStore } from '../piece-store.ts';
import type { SorterFigures } from './sorter.ts';

/** What a sorter measures, empty. @param maxLaps most passes a piece can make */
export function sorterFigures(maxLaps: number): SorterFigures {
  return {
    inductionWait: new Tally(),
    inductionSketch: new QuantileSketch(),
    sorterTime: new Tally(),
    sorterSketch: new QuantileSketch(),
    laps: new Float64Array(maxLaps + 1),
    inducted: 0,
    sorted: 0,
    rejected: 0,
    fullChutes: 0,
    notRead: 0,
    infeeds: new Occupancy(),
    trays: new Occupancy(),
  };
}

/** Forgets what was measured before now; levels stand. */
export function resetFigures(figures: SorterFigures, now: number): void {
  figures.inductionWait.reset();
  figures.inductionSketch.reset();
  figures.sorterTime.reset();
  figures.sorterSketch.reset();
  figures.laps.fill(0);
  figures.inducted = 0;
  figures.sorted = 0;
  figures.rejected = 0;
  figures.fullChutes = 0;
  figures.notRead = 0;
  figures.infeeds.reset(now);
  figures.trays.reset(now);
}

/** A piece leaves its line and begins its first pass: its wait ends, and `enteredAt` says from now on when that was. */
export function startedOnSorter(
  figures: SorterFigures,
  pieces: PieceStore,
  piece: number,
  now: number,
  cut: number,
): void {
  const { createdAt, enteredAt, inductedAt } = pieces;
  figures.inducted++;
  if (createdAt[piece] >= cut) {
    const wait = now - enteredAt[piece];
    figures.inductionWait.add(wait);
    figures.inductionSketch.add(wait);
  }
  enteredAt[piece] = now;
  if (inductedAt[piece] < 0) inductedAt[piece] = now;
}

/** A piece has left for good. @param laps passes made @param time since its first pass began, µs */
export function leftSorter(figures: SorterFigures, laps: number, time: number, isMeasured: boolean): void {
  if (!isMeasured) return;
  figures.sorterTime.add(time);
  figures.sorterSketch.add(time);
  figures.laps[laps]++;
}
