import { scenarioHash } from '../canonical.ts';
import { networkStart } from '../network/network-start.ts';
import type { Problems } from '../problem.ts';
import { TabledScenario, type WrittenScenario } from '../tabled-scenario.ts';
import { parseDepartures, parseWeekdays } from '../timetable-text.ts';
import { parseWith } from '../zod-problems.ts';
import { checkHubSettings } from './check-hub-settings.ts';
import { checkHubTables, type HubTables, surroundingsIn } from './check-hub-tables.ts';
import { parseChutes } from './chute-text.ts';
import type { HubDirection, HubInbound, HubScenario, SortPlanRow } from './hub-scenario.ts';
import { type HubSettings, hubSchema } from './hub-schema.ts';
import { INBOUND_COLUMNS, OUTBOUND_COLUMNS, SORT_PLAN_COLUMNS } from './hub-tables.ts';
import { optionalHubParts } from './optional-hub-parts.ts';

const TABLES = ['inbound', 'outbound', 'sort_plan'] as const;

/** Objects that a hub may leave out and an override may begin. */
const OPTIONAL_OBJECTS: ReadonlySet<string> = new Set([
  'run',
  'tables',
  'facility',
  'parcels',
  'sizing',
  ...optionalHubParts('hub'),
]);

/**
 * Reads the settings and tables of a hub alone, changes, completes and checks them, all to their end whatever is wrong.
 * @param overrides as the user writes them: settings by path, `hub.inbound_doors.count=30` or
 * `hub.sorters[code=LOOP-1].speed_m_per_s=2.5`, cells by table, row and column, `inbound[code=NORTH].parcels*=1.2`
 * @returns undefined where there was a problem. The hash is over settings and tables with defaults and overrides, not
 * over names of files.
 */
export function loadHub(
  hub: WrittenScenario,
  overrides: readonly string[],
  problems: Problems,
): { readonly hub: HubScenario; readonly hash: string } | undefined {
  const before = problems.errorCount;
  const source = new TabledScenario(hub, TABLES, OPTIONAL_OBJECTS, problems);
  for (const text of overrides) source.override(text);
  const parsed = parseWith(hubSchema, source.written, source.file, problems);
  const settings = parsed && { ...parsed, hub: { ...parsed.hub, detail: parsed.hub.detail ?? 'trays' } };
  const tables: HubTables = {
    inbound: source.table('inbound', INBOUND_COLUMNS, 'one origin'),
    outbound: source.table('outbound', OUTBOUND_COLUMNS, 'one direction'),
    sort_plan: source.mentions('sort_plan')
      ? source.table(
          'sort_plan',
          SORT_PLAN_COLUMNS,
          'one row, or no sort plan: chutes are then spread by volume',
        )
      : undefined,
  };
  const around = surroundingsIn(tables, problems);
  checkHubTables(tables, settings, problems);
  if (settings !== undefined) checkHubSettings(settings, around, source.file, problems);
  if (problems.errorCount > before || settings === undefined) return undefined;
  const { $schema, inline, tables: names, ...content } = settings;
  const canonical = Object.fromEntries(TABLES.map((name) => [name, tables[name]?.toCanonical()]));
  return { hub: resolve(settings, tables), hash: scenarioHash({ ...content, tables: canonical }) };
}

/** Turns codes into indices; for tables without a problem. */
function resolve(settings: HubSettings, tables: HubTables): HubScenario {
  const [inbound, outbound] = [tables.inbound!, tables.outbound!];
  const total = outbound.column('share').reduce((sum, share) => sum + share, 0);
  return {
    settings,
    inbound: Array.from(
      { length: inbound.rows },
      (_, row): HubInbound => ({
        code: inbound.column('code')[row],
        origin: inbound.column('origin')[row],
        arrivalsS: parseDepartures(inbound.column('arrivals')[row]) as readonly number[],
        runsOn: parseWeekdays(inbound.column('weekdays')[row]) as readonly boolean[],
        parcels: inbound.column('parcels')[row],
        parcelsCv: inbound.column('parcels_cv')[row],
        lateMeanMin: inbound.column('late_mean_min')[row],
        baggedShare: inbound.column('bagged_share')[row],
        throughShare: inbound.column('through_share')[row],
      }),
    ),
    directions: Array.from(
      { length: outbound.rows },
      (_, row): HubDirection => ({
        code: outbound.column('code')[row],
        name: outbound.column('name')[row],
        share: outbound.column('share')[row] / total,
        departuresS: parseDepartures(outbound.column('departures')[row]) as readonly number[],
        runsOn: parseWeekdays(outbound.column('weekdays')[row]) as readonly boolean[],
        doors: outbound.column('doors')[row],
        trailersPerDeparture: outbound.column('trailers_per_departure')[row],
        trailerParcels: outbound.column('trailer_parcels')[row],
        trailerWeightKg: outbound.column('trailer_weight_kg')[row],
        trailerCubeM3: outbound.column('trailer_cube_m3')[row],
      }),
    ),
    plan: tables.sort_plan === undefined ? [] : resolvePlan(settings, tables),
    ...networkStart(settings.starts_at)!,
  };
}

/** A row for all sorters fed by doors becomes one row for each. */
function resolvePlan({ hub }: HubSettings, { sort_plan, outbound }: HubTables): SortPlanRow[] {
  const plan = sort_plan!;
  const sortAt = indexOf(hub.sorts.map(({ code }) => code));
  const sorterAt = indexOf(hub.sorters.map(({ code }) => code));
  const directionAt = indexOf(outbound!.column('code'));
  const fedByDoors = hub.sorters.flatMap(({ fed_by: by }, sorter) => (by === 'doors' ? [sorter] : []));
  return Array.from({ length: plan.rows }, (_, row) => {
    const sorter = sorterAt.get(plan.column('sorter')[row]);
    return (sorter === undefined ? fedByDoors : [sorter]).map(
      (each): SortPlanRow => ({
        sort: sortAt.get(plan.column('sort')[row]) ?? -1,
        sorter: each,
        direction: directionAt.get(plan.column('direction')[row])!,
        chutes: parseChutes(plan.column('chutes')[row]) as readonly number[],
        nextSorter: sorterAt.get(plan.column('next_sorter')[row]) ?? -1,
      }),
    );
  }).flat();
}

function indexOf(codes: readonly string[]): ReadonlyMap<string, number> {
  return new Map(codes.map((code, index) => [code, index]));
}
