import { scenarioHash } from './canonical.ts';
import { checkNetworkSettings } from './check-network-settings.ts';
import { checkNetworkTables, type NetworkTables } from './check-network-tables.ts';
import type { ColumnSpec } from './column-spec.ts';
import { isJsonObject, type JsonObject, type JsonValue } from './json-value.ts';
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
import { applyOverride, cellOverride, parseOverride } from './override.ts';
import type { CellOverride } from './override-cell.ts';
import type { Problems } from './problem.ts';
import type { TableSource } from './raw-table.ts';
import { readTable, type Table } from './read-table.ts';
import { namedFile, type ScenarioFiles } from './scenario-files.ts';
import { parseDepartures, parseWeekdays } from './timetable-text.ts';
import { parseWith } from './zod-problems.ts';

const TABLES = ['facilities', 'zones', 'lanes'] as const;
type TableName = (typeof TABLES)[number];

/** Objects that a scenario may leave out and an override may begin. */
const OPTIONAL_OBJECTS: ReadonlySet<string> = new Set(['tables', 'sizing']);

/** A network as it stands in a scenario's main file, and the files beside it. */
export interface WrittenNetwork {
  /** The main file's content, of the current version. */
  readonly written: JsonObject;
  /** Its name, for problems. */
  readonly file: string;
  /** Files by their path relative to its folder. */
  readonly files: ScenarioFiles;
}

/**
 * Reads the settings and tables of a network, changes, completes and checks them; settings and tables are read to
 * their end whatever is wrong in either, so that every problem is reported at once.
 * @param overrides as the user writes them: settings by path, `demand.parcels_per_day=1000`, cells by table, row and
 * column, `facilities[code=HUB-42].infeeds=3`, wherever the table stands
 * @returns undefined where there was a problem. The hash is over settings and tables with defaults and overrides, not
 * over names of files.
 */
export function loadNetwork(
  network: WrittenNetwork,
  overrides: readonly string[],
  problems: Problems,
): { readonly network: NetworkScenario; readonly hash: string } | undefined {
  return new NetworkLoader(network, problems).load(overrides);
}

class NetworkLoader {
  readonly #file: string;
  readonly #files: ScenarioFiles;
  readonly #problems: Problems;
  readonly #cells: Record<TableName, CellOverride[]> = { facilities: [], zones: [], lanes: [] };
  #written: JsonObject;

  constructor({ written, file, files }: WrittenNetwork, problems: Problems) {
    this.#written = written;
    this.#file = file;
    this.#files = files;
    this.#problems = problems;
  }

  load(overrides: readonly string[]): { network: NetworkScenario; hash: string } | undefined {
    const before = this.#problems.errorCount;
    for (const text of overrides) this.#override(text);
    const settings = parseWith(networkSchema, this.#written, this.#file, this.#problems);
    if (settings !== undefined) checkNetworkSettings(settings, this.#file, this.#problems);
    const tables = {
      facilities: this.#table('facilities', FACILITY_COLUMNS),
      zones: this.#table('zones', ZONE_COLUMNS),
      lanes: this.#table('lanes', LANE_COLUMNS),
    };
    checkNetworkTables(tables, vehicleCodes(this.#written.vehicles), this.#problems);
    if (this.#problems.errorCount > before || settings === undefined) return undefined;
    const { $schema, inline, tables: names, ...content } = settings;
    const hash = scenarioHash({ ...content, tables: canonicalTables(tables) });
    return { network: resolve(settings, tables), hash };
  }

  #override(text: string): void {
    const override = parseOverride(text, this.#problems);
    if (override === undefined) return;
    for (const name of TABLES) {
      const cell = cellOverride(override, name);
      if (cell === undefined) continue;
      this.#cells[name].push(cell);
      return;
    }
    const changed = applyOverride(this.#written, override, this.#problems, OPTIONAL_OBJECTS);
    if (isJsonObject(changed)) this.#written = changed;
  }

  #table<const Columns extends readonly ColumnSpec[]>(
    name: TableName,
    columns: Columns,
  ): Table<Columns> | undefined {
    const found = this.#source(name);
    if (found === undefined) return undefined;
    const table = readTable(found.file, found.source, columns, this.#problems, {
      overrides: this.#cells[name],
    });
    if (table?.rows === 0 && name !== 'lanes') {
      const place = found.source instanceof Uint8Array ? { row: 1, column: '' } : { path: found.source.path };
      const one = name === 'zones' ? 'one zone' : 'one facility';
      this.#problems.error('missing', found.file, place, { found: 'no rows', allowed: `at least ${one}` });
    }
    return table;
  }

  /** Where a table stands, read leniently: the schema reports what is wrong with the names themselves. */
  #source(name: TableName): { file: string; source: TableSource } | undefined {
    const { inline, tables = {} } = this.#written;
    const rows = isJsonObject(inline) ? inline[name] : undefined;
    const written = isJsonObject(tables) ? tables[name] : null;
    if (rows !== undefined) {
      if (!Array.isArray(rows)) return undefined;
      if (written !== undefined) {
        this.#problems.error(
          'rule',
          this.#file,
          { path: `inline.${name}` },
          {
            found: 'a table within this file',
            allowed: `either a table here or the name of a file in tables.${name}`,
            hint: 'remove one of them',
          },
        );
      }
      return { file: this.#file, source: { path: `inline.${name}`, rows } };
    }
    const path = written === undefined ? `${name}.csv` : written;
    if (typeof path !== 'string') return undefined;
    const source = namedFile(
      this.#files,
      path,
      { file: this.#file, place: { path: `tables.${name}` } },
      this.#problems,
    );
    return source === undefined ? undefined : { file: path, source };
  }
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
