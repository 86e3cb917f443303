import { scenarioHash } from '../canonical.ts';
import type { HubBlock } from '../hub/hub-schema.ts';
import { optionalHubParts } from '../hub/optional-hub-parts.ts';
import { isJsonObject, type JsonValue } from '../json-value.ts';
import type { Problems } from '../problem.ts';
import { namedFile } from '../scenario-files.ts';
import { formatPath } from '../scenario-path.ts';
import { TabledScenario, type WrittenScenario } from '../tabled-scenario.ts';
import { parseWith } from '../zod-problems.ts';
import { checkDemandTables } from './check-demand.ts';
import { checkDisruptions } from './check-disruptions.ts';
import { checkNetworkHubs } from './check-network-hubs.ts';
import { checkNetworkSettings } from './check-network-settings.ts';
import { checkNetworkTables, type NetworkTables } from './check-network-tables.ts';
import { checkOrders } from './check-orders.ts';
import { checkPlanEdits } from './check-plan-edits.ts';
import { checkUnreadDemand } from './check-unread-demand.ts';
import { checkWeather } from './check-weather.ts';
import type { NetworkScenario } from './network-scenario.ts';
import { type NetworkSettings, networkSchema } from './network-schema.ts';
import { networkStart } from './network-start.ts';
import {
  CLIMATE_COLUMNS,
  FACILITY_COLUMNS,
  LANE_COLUMNS,
  OD_COLUMNS,
  PLAN_COLUMNS,
  WEATHER_COLUMNS,
  ZONE_COLUMNS,
} from './network-tables.ts';
import type { OrderTable } from './order-table.ts';
import { orderTerms } from './order-terms.ts';
import { resolveNetwork } from './resolve-network.ts';
import { SLOWED_SHARE } from './routing-schema.ts';
import { WEATHER_REGIMES } from './weather-schema.ts';

/** Those that every network has, and those that it may have. */
const TABLES = [
  'facilities',
  'zones',
  'lanes',
  'od',
  'plan_edits',
  'climate_shares',
  'observed_weather',
] as const;

/**
 * Reads the settings and tables of a network, changes, completes and checks them; settings and tables are read to
 * their end whatever is wrong in either, so that every problem is reported at once.
 * @param overrides as the user writes them: settings by path, `demand.parcels_per_day=1000`, cells by table, row and
 * column, `facilities[code=HUB-42].infeeds=3`, wherever the table stands
 * @returns undefined where there was a problem. The hash is over settings and tables with defaults and overrides, not
 * over names of files.
 */
export function loadNetwork(
  network: WrittenScenario,
  overrides: readonly string[],
  problems: Problems,
): { readonly network: NetworkScenario; readonly hash: string } | undefined {
  const before = problems.errorCount;
  const source = new TabledScenario(network, TABLES, optionalObjects(network.written.hubs), problems);
  for (const text of overrides) source.override(text);
  const settings = withDefaults(parseWith(networkSchema, source.written, source.file, problems));
  if (settings !== undefined) checkNetworkSettings(settings, source.file, problems);
  const offset = utcOffset(source.written.starts_at);
  const tables = {
    facilities: source.table('facilities', FACILITY_COLUMNS, 'one facility'),
    zones: source.table('zones', ZONE_COLUMNS, 'one zone'),
    lanes: source.table('lanes', LANE_COLUMNS),
    od: source.mentions('od') ? source.table('od', OD_COLUMNS, 'one pair') : undefined,
    plan_edits: source.mentions('plan_edits') ? source.table('plan_edits', PLAN_COLUMNS) : undefined,
    climate_shares: source.mentions('climate_shares')
      ? source.table('climate_shares', CLIMATE_COLUMNS)
      : undefined,
    // Without a start, which is told, nothing can be said of local times.
    observed_weather:
      source.mentions('observed_weather') && offset !== undefined
        ? source.table('observed_weather', WEATHER_COLUMNS, '', offset)
        : undefined,
  };
  const { vehicles, hubs, tables: files } = source.written;
  const hasOrders = isJsonObject(files) && files.orders !== undefined;
  const beside = {
    vehicles: vehicleCodes(vehicles),
    hubs: new Set(isJsonObject(hubs) ? Object.keys(hubs) : []),
    sellersSend: !source.mentions('od') && !hasOrders,
  };
  checkNetworkTables(tables, beside, problems);
  checkPlanEdits(tables, problems);
  checkWeather(settings, tables, source.file, problems);
  if (settings !== undefined) checkDemandTables(settings, tables, source.file, problems);
  if (settings !== undefined) checkUnreadDemand(settings, source.written, source.file, problems);
  if (settings?.hubs !== undefined)
    checkNetworkHubs(settings.hubs, tables, settings.vehicles, source.file, problems);
  if (settings !== undefined) checkDisruptions(settings.disruptions, tables, source.file, problems);
  if (problems.errorCount > before || settings === undefined) return undefined;
  const orders =
    settings.tables.orders === undefined ? undefined : readOrders(network, settings, tables, problems);
  if (problems.errorCount > before) return undefined;
  const { $schema, inline, tables: names, ...content } = settings;
  const ordersHash = orders && `${orders.hash}/${orders.rows}/${orders.badRows}`;
  const hash = scenarioHash({ ...content, tables: { ...canonicalTables(tables), orders: ordersHash } });
  return { network: resolveNetwork(settings, tables, orders), hash };
}

/** Reads the order table once, against valid settings and tables. */
function readOrders(
  { file: main, files, open }: WrittenScenario,
  settings: NetworkSettings,
  tables: NetworkTables,
  problems: Problems,
): OrderTable | undefined {
  const name = settings.tables.orders!;
  const file = namedFile(files, name, { file: main, place: { path: 'tables.orders' } }, problems);
  if (file === undefined) return undefined;
  const { startSecondOfDay } = networkStart(settings.starts_at)!;
  const terms = orderTerms(tables.zones!.column('code'), settings);
  return checkOrders(name, file, open, { settings, terms, startSecondOfDay }, problems);
}

/** Of instants that a table writes without one, whatever else is wrong with the settings; undefined without a start. */
function utcOffset(written: JsonValue | undefined): number | undefined {
  const startsAt = networkSchema.shape.starts_at.safeParse(written).data;
  return startsAt === undefined ? undefined : networkStart(startsAt)?.utcOffsetMinutes;
}

/** Objects that a network may leave out and an override may begin. */
function optionalObjects(hubs: JsonValue | undefined): ReadonlySet<string> {
  const codes = isJsonObject(hubs) ? Object.keys(hubs) : [];
  const parts = codes.flatMap((code) => optionalHubParts(formatPath(['hubs', code])));
  return new Set(['tables', 'sizing', 'hubs', ...OPTIONAL_PARTS, ...parts]);
}

/** Parts of the settings that are absent where nothing is said of them. */
const OPTIONAL_PARTS = [
  'linehaul',
  'linehaul.speed_by_hour',
  'linehaul.incidents',
  'linehaul.fleet',
  'routing',
  'routing.handling_h',
  'routing.bags',
  'climate',
  'weather_effects',
  ...WEATHER_REGIMES.map((kind) => formatPath(['weather_effects', kind])),
  'forecast',
  'demand.region_shares',
  'demand.fragile',
  'demand.cold',
  'demand.returns',
  'demand.forecast_error',
  'demand.orders',
];

/** Defaults that hang on what else is written: at national scale hubs are simulated by rates; slowed is slowed to a share. */
function withDefaults(settings: NetworkSettings | undefined): NetworkSettings | undefined {
  if (settings === undefined) return undefined;
  const hubs = Object.entries(settings.hubs ?? {}).map(([code, hub]): [string, HubBlock] => [
    code,
    { ...hub, detail: hub.detail ?? 'rates' },
  ]);
  const disruptions = settings.disruptions.map((event) =>
    event.effect === 'slowed' ? { ...event, capacity_share: event.capacity_share ?? SLOWED_SHARE } : event,
  );
  return { ...settings, disruptions, ...(settings.hubs !== undefined && { hubs: Object.fromEntries(hubs) }) };
}

/** Codes of the vehicles as far as they can be made out; undefined where the list is faulty and they would mislead. */
function vehicleCodes(vehicles: JsonValue | undefined): ReadonlySet<string> | undefined {
  if (!Array.isArray(vehicles)) return undefined;
  const codes = vehicles.map((vehicle) => (isJsonObject(vehicle) ? vehicle.code : undefined));
  return codes.every((code) => typeof code === 'string') ? new Set(codes) : undefined;
}

function canonicalTables(tables: NetworkTables): object {
  const there = TABLES.filter((name) => tables[name] !== undefined);
  return Object.fromEntries(there.map((name) => [name, tables[name]?.toCanonical()]));
}
