import { NEVER, type Time } from '../../../engine/clock.ts';
import {
  HUB_FIGURE_COLUMNS,
  HUB_LAPS,
  HUB_LIMITS,
  HUB_MISSED,
  HUB_STOPS,
} from '../../../records/hub-tables.ts';
import type { Cell, RecordSink } from '../../../records/table.ts';
import { LIMITS } from '../../../snapshot/floor-snapshot.ts';
import type { SortingCenter } from '../sorting-center.ts';
import { CAUSES } from '../stage.ts';
import { hubFigures } from './hub-figures.ts';
import { QUARTER } from './limit-account.ts';

/** The cells of `HUB_FIGURE_COLUMNS`, in their order. */
export function figureCells(center: SortingCenter, now: Time): Cell[] {
  const figures = hubFigures(center, now);
  return HUB_FIGURE_COLUMNS.map(({ name }) => (Number.isFinite(figures[name]) ? figures[name] : null));
}

/** Less than this of a parcel is what is left of sums of fractions. */
const LEAST = 1e-6;

/** Writes what a sorting center kept books on: limits and missed departures by quarter-hour, passes, stops. */
export function writeAccounts(center: SortingCenter, sink: RecordSink, replication: number, now: Time): void {
  const { account, context, hall, outages } = center;
  const { code } = context;
  account.observe(now);
  for (let quarter = 0; quarter < account.quarters && quarter * QUARTER < now; quarter++) {
    const sort = account.sort[quarter];
    const name = sort < 0 ? '' : context.block.sorts[sort].code;
    const place = [replication, code, quarter * QUARTER, name];
    const lost = LIMITS.map((_, i) => account.lost[quarter * LIMITS.length + i]);
    // The last is volume: nothing to do.
    const faults = lost.slice(0, -1);
    const most = Math.max(...faults);
    LIMITS.forEach((limit, i) => {
      const isCritical = most > LEAST && faults.indexOf(most) === i;
      if (lost[i] > LEAST) sink.write(HUB_LIMITS, [...place, limit, lost[i], isCritical]);
    });
    CAUSES.forEach((cause, i) => {
      const parcels = account.missedIn[quarter * CAUSES.length + i];
      if (parcels > 0) sink.write(HUB_MISSED, [...place, cause, parcels]);
    });
  }
  for (const { code: sorter, figures } of hall.sorters) {
    figures.laps.forEach((pieces, laps) => {
      if (pieces > 0) sink.write(HUB_LAPS, [replication, code, sorter, laps, pieces]);
    });
  }
  for (const { target, unit, cause, from, to } of outages.stops) {
    sink.write(HUB_STOPS, [replication, code, target, unit + 1, cause, from, to === NEVER ? null : to]);
  }
}
