import { HOUR } from '../../engine/clock.ts';
import { NETWORK_LATENESS, NETWORK_OD, NETWORK_SERVICE } from '../../records/service-tables.ts';
import type { Cell } from '../../records/table.ts';
import type { RunOptions } from '../run.ts';
import type { CohortStats } from './cohort-stats.ts';
import { LANE_CLASSES, laneClasses } from './lane-class.ts';
import { LATE_CAUSES } from './late-cause.ts';
import type { LateGroup, LatePlace } from './late-groups.ts';
import { MICRO } from './ledger.ts';
import type { NetworkContext } from './network-context.ts';

/** Writes the tables of service and lateness of a run that is over. */
export function writeService(context: NetworkContext, { records, replication }: RunOptions): void {
  const { totals, network } = context;
  const { byAddress, byClass, byRegion, cohort } = totals;
  for (const { from, to, stats } of byRegion.met())
    records.write(NETWORK_OD, [replication, from, to, ...fared(stats)]);
  const group = (by: string, name: string, stats: CohortStats) =>
    records.write(NETWORK_SERVICE, [replication, by, name, ...fared(stats)]);
  group('all', '', cohort);
  group('address', 'door', byAddress.door);
  group('address', 'village', byAddress.village);
  byClass.forEach((stats, index) => {
    group('service class', network.settings.demand.classes[index].code, stats);
  });
  for (const [region, stats] of byRegion.by('from')) group('from region', region, stats);
  for (const [region, stats] of byRegion.by('to')) group('to region', region, stats);
  writeLateness(context, { records, replication });
}

function writeLateness(context: NetworkContext, to: Pick<RunOptions, 'records' | 'replication'>): void {
  const { network, totals, lateness } = context;
  const late = totals.cohort.created - totals.cohort.onTime;
  const laneClass = laneClasses(network);
  const named = (place: LatePlace | null): readonly [code: string, kind: string] => {
    if (place === null) return ['', ''];
    if (place.kind === 'lane')
      return [network.lanes[place.index].code, `${LANE_CLASSES[laneClass[place.index]]} lane`];
    const { code, kind } = network.facilities[place.index];
    return [code, kind];
  };
  const rows = lateness.groups.met.map((group) => ({ group, place: named(group.place) }));
  rows.sort(
    (a, b) => b.group.parcels - a.group.parcels || inOrder(a.place, b.place) || byCause(a.group, b.group),
  );
  for (const { group, place } of rows) {
    const { cause, parcels, delivered, returned, unfinished } = group;
    to.records.write(NETWORK_LATENESS, [
      to.replication,
      ...place,
      cause,
      parcels,
      parcels / late,
      delivered,
      returned,
      unfinished,
      orNull(group.meanLate / HOUR),
    ]);
  }
}

function fared(stats: CohortStats): Cell[] {
  const { created, delivered, returned, open, onTime, within72h, transit, transitSketch, cost } = stats;
  return [
    created,
    delivered,
    returned,
    open,
    onTime,
    orNull(onTime / created),
    within72h,
    orNull(within72h / created),
    orNull(transit.mean / HOUR),
    orNull(transitSketch.quantile(0.5) / HOUR),
    orNull(transitSketch.quantile(0.95) / HOUR),
    orNull(cost.mean / MICRO),
  ];
}

function inOrder([a, kindA]: readonly [string, string], [b, kindB]: readonly [string, string]): number {
  if (a === b) return kindA < kindB ? -1 : kindA > kindB ? 1 : 0;
  return a < b ? -1 : 1;
}

function byCause(a: LateGroup, b: LateGroup): number {
  return LATE_CAUSES.indexOf(a.cause) - LATE_CAUSES.indexOf(b.cause);
}

/** Nothing where there is nothing to divide by. */
function orNull(value: number): Cell {
  return Number.isFinite(value) ? value : null;
}
