import { scenarioHash } from './canonical.ts';
import { checkNetworkHubs } from './check-network-hubs.ts';
import { checkNetworkSettings } from './check-network-settings.ts';
import { checkNetworkTables, type NetworkTables } from './check-network-tables.ts';
import type { HubBlock } from './hub/hub-schema.ts';
import { optionalHubParts } from './hub/optional-hub-parts.ts';
import { isJsonObject, type JsonValue } from './json-value.ts';
import type {
  NetworkFacility,
  NetworkFacilityKind,
  NetworkLane,
  NetworkScenario,
  NetworkZone,
} from './network-scenario.ts';
import { type NetworkSettings, networkSchema } from './network-schema.ts';
import { networkStart } from './network-start.ts';
import { FACILITY_COLUMNS, LANE_COLUMNS, ZONE_COLUMNS } from './network-tables.ts';
import type { Problems } from './problem.ts';
import { formatPath } from './scenario-path.ts';
import { TabledScenario, type WrittenScenario } from './tabled-scenario.ts';
import { parseDepartures, parseWeekdays } from './timetable-text.ts';
import { parseWith } from './zod-problems.ts';

const TABLES = ['facilities', 'zones', 'lanes'] as const;

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
  const settings = withDetail(parseWith(networkSchema, source.written, source.file, problems));
  if (settings !== undefined) checkNetworkSettings(settings, source.file, problems);
  const tables = {
    facilities: source.table('facilities', FACILITY_COLUMNS, 'one facility'),
    zones: source.table('zones', ZONE_COLUMNS, 'one zone'),
    lanes: source.table('lanes', LANE_COLUMNS),
  };
  checkNetworkTables(tables, vehicleCodes(source.written.vehicles), problems);
  if (settings?.hubs !== undefined)
    checkNetworkHubs(settings.hubs, tables, settings.vehicles, source.file, problems);
  if (problems.errorCount > before || settings === undefined) return undefined;
  const { $schema, inline, tables: names, ...content } = settings;
  const hash = scenarioHash({ ...content, tables: canonicalTables(tables) });
  return { network: resolve(settings, tables), hash };
}

/** Objects that a network may leave out and an override may begin. */
function optionalObjects(hubs: JsonValue | undefined): ReadonlySet<string> {
  const codes = isJsonObject(hubs) ? Object.keys(hubs) : [];
  const parts = codes.flatMap((code) => optionalHubParts(formatPath(['hubs', code])));
  return new Set(['tables', 'sizing', 'hubs', ...parts]);
}

/** At national scale hubs are simulated by rates where nothing else is said. */
function withDetail(settings: NetworkSettings | undefined): NetworkSettings | undefined {
  if (settings?.hubs === undefined) return settings;
  const hubs = Object.entries(settings.hubs).map(([code, hub]): [string, HubBlock] => [
    code,
    { ...hub, detail: hub.detail ?? 'rates' },
  ]);
  return { ...settings, hubs: Object.fromEntries(hubs) };
}

/** Codes of the vehicles as far as they can be made out; undefined where the list is faulty and they would mislead. */
function vehicleCodes(vehicles: JsonValue | undefined): ReadonlySet<string> | undefined {
  if (!Array.isArray(vehicles)) return undefined;
  const codes = vehicles.map((vehicle) => (isJsonObject(vehicle) ? vehicle.code : undefined));
  return codes.every((code) => typeof code === 'string') ? new Set(codes) : undefined;
}

function canonicalTables(tables: NetworkTables): object {
  return Object.fromEntries(TABLES.map((name) => [name, tables[name]?.toCanonical()]));
}

/** Turns codes into indices; for tables without a problem. */
function resolve(settings: NetworkSettings, tables: NetworkTables): NetworkScenario {
  const [facilities, zones, lanes] = [tables.facilities!, tables.zones!, tables.lanes!];
  const facilityAt = indexOf(facilities.column('code'));
  const vehicleAt = indexOf(settings.vehicles.map(({ code }) => code));
  return {
    settings,
    facilities: Array.from(
      { length: facilities.rows },
      (_, row): NetworkFacility => ({
        code: facilities.column('code')[row],
        name: facilities.column('name')[row],
        kind: facilities.column('kind')[row] as NetworkFacilityKind,
        region: facilities.column('region')[row],
        lat: facilities.column('lat')[row],
        lon: facilities.column('lon')[row],
        unloadWorkers: facilities.column('unload_workers')[row],
        infeeds: facilities.column('infeeds')[row],
        sorters: facilities.column('sorters')[row],
        loadWorkers: facilities.column('load_workers')[row],
        sortWorkers: facilities.column('sort_workers')[row],
        couriers: facilities.column('couriers')[row],
      }),
    ),
    zones: Array.from(
      { length: zones.rows },
      (_, row): NetworkZone => ({
        code: zones.column('code')[row],
        name: zones.column('name')[row],
        station: facilityAt.get(zones.column('station')[row])!,
        villageStation: facilityAt.get(zones.column('village_station')[row]) ?? -1,
        population: zones.column('population')[row],
        sellerWeight: zones.column('seller_weight')[row],
        ruralShare: zones.column('rural_share')[row],
      }),
    ),
    lanes: Array.from(
      { length: lanes.rows },
      (_, row): NetworkLane => ({
        code: lanes.column('code')[row],
        from: facilityAt.get(lanes.column('from')[row])!,
        to: facilityAt.get(lanes.column('to')[row])!,
        mode: lanes.column('mode')[row] as NetworkLane['mode'],
        distanceKm: lanes.column('distance_km')[row],
        vehicle: vehicleAt.get(lanes.column('vehicle')[row])!,
        vehiclesPerDeparture: lanes.column('vehicles_per_departure')[row],
        departuresS: parseDepartures(lanes.column('departures')[row]) as readonly number[],
        runsOn: parseWeekdays(lanes.column('weekdays')[row]) as readonly boolean[],
      }),
    ),
    ...networkStart(settings.starts_at)!,
  };
}

function indexOf(codes: readonly string[]): ReadonlyMap<string, number> {
  return new Map(codes.map((code, index) => [code, index]));
}
