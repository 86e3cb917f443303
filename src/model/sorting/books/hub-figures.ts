import { HOUR, MINUTE, type Time } from '../../../engine/clock.ts';
import { HUB_FIGURE_COLUMNS } from '../../../records/hub-tables.ts';
import type { KpiValue } from '../../run.ts';
import type { SortingCenter } from '../sorting-center.ts';
import { STAGE, type Stage } from '../stage.ts';

/** What a sorting center came to since the start or the warm-up cut, by name of `HUB_FIGURE_COLUMNS`; NaN where there is nothing to say. */
export function hubFigures(center: SortingCenter, now: Time): Readonly<Record<string, number>> {
  const { context, hall, staff } = center;
  const { journal } = context;
  const laborHours = staff.laborHours(now);
  const infeeds = sharesOf(center, now);
  let passes = 0;
  let notRead = 0;
  let recirculated = 0;
  let rejected = 0;
  for (const { sorter, desk } of hall.placed) {
    const { figures } = sorter;
    passes += desk.passes;
    notRead += desk.notRead;
    recirculated += figures.fullChutes;
    rejected += figures.rejected;
  }
  const minutes = (stage: Stage) => journal.stays[stage].mean / MINUTE;
  return {
    sorted: journal.sorted,
    achieved_rate_per_hour: center.bestQuarter * 4,
    design_rate_per_hour: hall.designRatePerHour,
    inbound_door_utilization: center.doors.occupancy.utilization(now),
    outbound_door_utilization: center.outbound.doors.utilization(now),
    infeed_utilization: infeeds.busy,
    infeed_blocked_share: infeeds.blocked,
    infeed_starved_share: infeeds.starved,
    tray_utilization: infeeds.trays,
    chute_full_share: center.chutes.occupancy.utilization(now),
    unload_people_utilization: center.doors.people.utilization(now),
    load_people_utilization: center.loading.occupancy.utilization(now),
    yard_wait_mean_min: minutes(STAGE.yard),
    unload_wait_mean_min: minutes(STAGE.unload),
    induction_wait_mean_min: minutes(STAGE.induct),
    sort_time_mean_min: minutes(STAGE.sort),
    chute_wait_mean_min: minutes(STAGE.chute),
    load_wait_mean_min: minutes(STAGE.load),
    no_read_share: notRead / passes,
    recirculated,
    rejected,
    missorted: hall.missorted,
    missed: journal.missedInAll,
    labor_hours: laborHours,
    parcels_per_labor_hour: center.parcelsPerLaborHour(now),
    cost_per_parcel: center.costPerParcel(now),
  };
}

/** Busy, blocked and starved shares of staffed infeeds, and the share of trays occupied, over all machines. */
function sharesOf({ hall }: SortingCenter, now: Time) {
  let busy = 0;
  let blocked = 0;
  let staffed = 0;
  let occupied = 0;
  let trays = 0;
  for (const { figures, infeeds } of hall.sorters) {
    if (infeeds === 0) continue;
    busy += figures.infeeds.meanServing(now);
    blocked += figures.infeeds.meanWaiting(now);
    staffed += figures.infeeds.meanAvailable(now);
    occupied += figures.trays.meanServing(now);
    trays += figures.trays.meanAvailable(now);
  }
  return {
    busy: busy / staffed,
    blocked: blocked / staffed,
    starved: (staffed - busy - blocked) / staffed,
    trays: occupied / trays,
  };
}

/** Figures that stand beside the times of the whole way. */
const MAIN: ReadonlySet<string> = new Set([
  'missed',
  'cost_per_parcel',
  'parcels_per_labor_hour',
  'achieved_rate',
  'design_rate',
]);

/** Stages whose times are figures of their own, by name. */
const WAITS: readonly (readonly [string, Stage])[] = [
  ['yard_wait', STAGE.yard],
  ['unload_wait', STAGE.unload],
  ['induction_wait', STAGE.induct],
  ['sort_time', STAGE.sort],
  ['chute_wait', STAGE.chute],
  ['load_wait', STAGE.load],
];

/** The figures of one replication, each with its observations where it is a mean of many. */
export function hubKpis(center: SortingCenter, now: Time, currency: string): KpiValue[] {
  const { journal } = center.context;
  const kpis: KpiValue[] = [
    {
      ...figure('gate_to_chute', 'min', journal.gateToChute.mean / MINUTE),
      observations: { tally: journal.gateToChute.state, scale: MINUTE },
    },
    {
      ...figure('dwell', 'h', journal.dwell.mean / HOUR),
      observations: { tally: journal.dwell.state, sketch: journal.dwellSketch.toState(), scale: HOUR },
    },
    ...WAITS.map(([name, stage]) => ({
      ...figure(name, 'min', journal.stays[stage].mean / MINUTE),
      observations: {
        tally: journal.stays[stage].state,
        sketch: journal.staySketches[stage].toState(),
        scale: MINUTE,
      },
    })),
    figure('arrived', 'parcels', journal.arrived),
    figure('departed', 'parcels', journal.departed),
    figure('in_hub', 'parcels', journal.inHub),
    figure('backlog', 'parcels', journal.backlog.mean(now)),
    figure('laps', 'laps', meanLaps(center)),
  ];
  const figures = hubFigures(center, now);
  const all = HUB_FIGURE_COLUMNS.flatMap(({ name, unit }) => {
    if (name.includes('_mean_')) return [];
    const inCurrency = unit === 'currency' ? `${currency}/parcel` : unit;
    return [figure(kpiName(name), inCurrency, figures[name])];
  });
  const main = all.filter(({ kpi }) => MAIN.has(kpi));
  // What a planner asks for first stands first: short summaries end after some twenty lines.
  return [...kpis.slice(0, 2), ...main, ...kpis.slice(2), ...all.filter(({ kpi }) => !MAIN.has(kpi))];
}

/** Columns carry their unit in the name, figures beside it. */
function kpiName(column: string): string {
  return column.replace(/_per_hour$/, '');
}

function meanLaps({ hall }: SortingCenter): number {
  let pieces = 0;
  let passes = 0;
  for (const { figures } of hall.sorters) {
    figures.laps.forEach((n, laps) => {
      pieces += n;
      passes += n * laps;
    });
  }
  return passes / pieces;
}

function figure(kpi: string, unit: string, value: number): KpiValue {
  return { kpi, place: '', class: '', unit, value };
}
