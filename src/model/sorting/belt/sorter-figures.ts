import { Occupancy } from '../../../engine/stats/occupancy.ts';
import type { SorterFigures } from './sorter.ts';

/** What a sorter measures, empty. @param maxLaps most passes a piece can make */
export function sorterFigures(maxLaps: number): SorterFigures {
  return {
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
  figures.laps.fill(0);
  figures.inducted = 0;
  figures.sorted = 0;
  figures.rejected = 0;
  figures.fullChutes = 0;
  figures.notRead = 0;
  figures.infeeds.reset(now);
  figures.trays.reset(now);
}
