import type { FloorSorter, FloorSorterLevels } from '../../snapshot/floor-snapshot.ts';

/**
 * How far the trays of a sorter stand from their places at the start of the run, m, from 0 to below its length: what
 * the frame tells, and what the sorter has traveled since, if it runs. Of the frame and the instant only.
 */
export function beltOffsetM(
  sorter: Pick<FloorSorter, 'lengthM' | 'speedMPerS'>,
  levels: Pick<FloorSorterLevels, 'traveledM' | 'isRunning'>,
  frameUs: number,
  shownUs: number,
): number {
  if (sorter.lengthM <= 0) return 0;
  const sinceM = levels.isRunning ? (sorter.speedMPerS * (shownUs - frameUs)) / 1e6 : 0;
  const offsetM = (levels.traveledM + sinceM) % sorter.lengthM;
  return offsetM < 0 ? offsetM + sorter.lengthM : offsetM;
}

/** Where tray `k` of a deck is along its sorter, m, from 0 to below its length. */
export function trayAtM(
  sorter: Pick<FloorSorter, 'lengthM' | 'speedMPerS' | 'pitchM'>,
  levels: Pick<FloorSorterLevels, 'traveledM' | 'isRunning'>,
  k: number,
  frameUs: number,
  shownUs: number,
): number {
  return (k * sorter.pitchM + beltOffsetM(sorter, levels, frameUs, shownUs)) % sorter.lengthM;
}
