import { didYouMean } from '../did-you-mean.ts';
import { quote } from '../found.ts';
import type { Problems } from '../problem.ts';
import type { Table } from '../read-table.ts';
import { checkReferences } from '../references.ts';
import { EVERY_DAY, parseDepartures, parseWeekdays, type TextFault } from '../timetable-text.ts';
import { toldCells } from '../told-cells.ts';
import { checkOdTable } from './check-od-table.ts';
import type {
  CLIMATE_COLUMNS,
  FACILITY_COLUMNS,
  LANE_COLUMNS,
  OD_COLUMNS,
  PLAN_COLUMNS,
  WEATHER_COLUMNS,
  ZONE_COLUMNS,
} from './network-tables.ts';

/** The tables of a network as far as they could be read. */
export interface NetworkTables {
  readonly facilities: Table<typeof FACILITY_COLUMNS> | undefined;
  readonly zones: Table<typeof ZONE_COLUMNS> | undefined;
  readonly lanes: Table<typeof LANE_COLUMNS> | undefined;
  /** Undefined where the scenario has none. */
  readonly od: Table<typeof OD_COLUMNS> | undefined;
  readonly plan_edits: Table<typeof PLAN_COLUMNS> | undefined;
  readonly climate_shares: Table<typeof CLIMATE_COLUMNS> | undefined;
  readonly observed_weather: Table<typeof WEATHER_COLUMNS> | undefined;
}

type CountColumn = Exclude<
  Extract<(typeof FACILITY_COLUMNS)[number], { readonly type: 'integer' }>['name'],
  undefined
>;

/** A parcel knows where it is by 16 bits. */
const MOST_FACILITIES = 65_535;

/** Counts of people and machines that a facility of each kind cannot do without. */
const NEEDS: ReadonlyMap<string, readonly CountColumn[]> = new Map([
  ['hub', ['unload_workers', 'infeeds', 'sorters', 'load_workers']],
  ['station', ['sort_workers', 'couriers']],
  ['county-center', ['sort_workers']],
  ['township', ['sort_workers']],
  ['village-station', ['sort_workers']],
] as const);

/** What the settings say that tables are checked by. */
export interface TableSettings {
  /** Codes of the vehicles; undefined where they could not be read. */
  readonly vehicles: ReadonlySet<string> | undefined;
  /** Of hubs that have a block of their own, and in it their people and machines. */
  readonly hubs: ReadonlySet<string>;
  /** Whether seller weights say who sends how much: not beside a table of volumes or orders. */
  readonly sellersSend: boolean;
}

/**
 * Reports what no single cell shows: references that lead nowhere or to the wrong kind, facilities without people,
 * timetables that cannot be read, no demand at all. A cell that was reported already is passed over.
 */
export function checkNetworkTables(
  tables: NetworkTables,
  { vehicles, hubs, sellersSend }: TableSettings,
  problems: Problems,
): void {
  const { facilities, zones, lanes } = tables;
  if (facilities !== undefined) checkFacilities(facilities, hubs, problems);
  if (zones !== undefined) checkZones(zones, facilities, sellersSend, problems);
  if (lanes !== undefined) checkLanes(lanes, facilities, vehicles, problems);
  if (tables.od !== undefined) checkOdTable(tables.od, zones, problems);
}

function checkFacilities(
  facilities: Table<typeof FACILITY_COLUMNS>,
  hubs: ReadonlySet<string>,
  problems: Problems,
): void {
  if (facilities.rows > MOST_FACILITIES) {
    problems.error('limit', facilities.file, facilities.place(MOST_FACILITIES, 'code'), {
      found: `${facilities.rows} facilities`,
      allowed: `at most ${MOST_FACILITIES}`,
      hint: 'one station may stand for several',
    });
  }
  const isTold = toldCells(facilities.file, problems);
  const [codes, kinds] = [facilities.column('code'), facilities.column('kind')];
  for (let row = 0; row < facilities.rows; row++) {
    if (kinds[row] === 'hub' && hubs.has(codes[row])) continue;
    for (const column of NEEDS.get(kinds[row]) ?? []) {
      if (facilities.column(column)[row] !== 0 || isTold(facilities.place(row, column))) continue;
      problems.error('rule', facilities.file, facilities.place(row, column), {
        found: '0',
        allowed: `at least 1 at a ${kinds[row]}`,
        hint: 'without it parcels would wait for ever',
      });
    }
  }
}

function checkZones(
  zones: Table<typeof ZONE_COLUMNS>,
  facilities: Table<typeof FACILITY_COLUMNS> | undefined,
  sellersSend: boolean,
  problems: Problems,
): void {
  const isTold = toldCells(zones.file, problems);
  if (facilities !== undefined) {
    checkFacilityReferences(zones, 'station', facilities, 'station', problems);
    checkFacilityReferences(zones, 'village_station', facilities, 'village-station', problems);
  }
  const shares = zones.column('rural_share');
  const villages = zones.column('village_station');
  for (let row = 0; row < zones.rows; row++) {
    if (!(shares[row] > 0) || villages[row] !== '' || isTold(zones.place(row, 'village_station'))) continue;
    problems.error('rule', zones.file, zones.place(row, 'village_station'), {
      found: 'nothing',
      allowed: `the code of a village station, since rural_share is ${shares[row]}`,
      hint: 'name one, or set rural_share to 0',
    });
  }
  for (const column of ['population', 'seller_weight'] as const) {
    if (column === 'seller_weight' && !sellersSend) continue;
    const values = zones.column(column);
    // A faulty cell might be the one above 0.
    if (zones.rows === 0 || values.some((value) => value !== 0)) continue;
    problems.error('rule', zones.file, zones.place(0, column), {
      found: '0 in every zone',
      allowed: `a ${column} above 0 in at least one zone`,
      hint: column === 'population' ? 'nobody would receive a parcel' : 'nobody would send a parcel',
    });
  }
}

function checkLanes(
  lanes: Table<typeof LANE_COLUMNS>,
  facilities: Table<typeof FACILITY_COLUMNS> | undefined,
  vehicles: ReadonlySet<string> | undefined,
  problems: Problems,
): void {
  if (facilities !== undefined) {
    checkFacilityReferences(lanes, 'from', facilities, undefined, problems);
    checkFacilityReferences(lanes, 'to', facilities, undefined, problems);
  }
  if (vehicles !== undefined) {
    const known = withToldCodes(lanes, 'vehicle', vehicles, toldCells(lanes.file, problems));
    checkReferences(lanes, 'vehicle', known, 'vehicle', problems);
  }
  const isTold = toldCells(lanes.file, problems);
  const [from, to, departures, weekdays] = [
    lanes.column('from'),
    lanes.column('to'),
    lanes.column('departures'),
    lanes.column('weekdays'),
  ];
  for (let row = 0; row < lanes.rows; row++) {
    if (from[row] !== '' && from[row] === to[row] && !isTold(lanes.place(row, 'to'))) {
      problems.error('rule', lanes.file, lanes.place(row, 'to'), {
        found: `${quote(to[row])}, where it starts`,
        allowed: 'another facility than in from',
        hint: 'parcels that stay in a facility need no lane',
      });
    }
    if (departures[row] !== '')
      reportText(lanes, row, 'departures', parseDepartures(departures[row]), isTold, problems);
    reportText(lanes, row, 'weekdays', parseWeekdays(weekdays[row]), isTold, problems);
  }
  checkDispatch(lanes, problems);
}

/** What each dispatch rule needs, of the columns that only some need. */
const DISPATCH_NEEDS: ReadonlyMap<string, readonly ('departures' | 'timer_min' | 'hold_min')[]> = new Map([
  ['timetable', ['departures']],
  ['hold', ['departures', 'hold_min']],
  ['timer', ['timer_min']],
  ['full-or-timer', ['timer_min']],
  ['full', []],
] as const);

function checkDispatch(lanes: Table<typeof LANE_COLUMNS>, problems: Problems): void {
  const isTold = toldCells(lanes.file, problems);
  const rules = lanes.column('dispatch');
  for (const column of ['departures', 'timer_min', 'hold_min'] as const) {
    const values = lanes.column(column) as ArrayLike<string | number>;
    const isEmpty = (row: number) => values[row] === '' || Number.isNaN(values[row]);
    const wants = (row: number) => DISPATCH_NEEDS.get(rules[row])?.includes(column);
    const rows = Array.from({ length: lanes.rows }, (_, row) => row);
    if (rows.length > 0 && rows.every((row) => isEmpty(row) && wants(row) === true)) {
      problems.error(
        'missing',
        lanes.file,
        { row: 1, column },
        {
          found: `no ${column} in any lane`,
          allowed: `${column}, which dispatch ${rules[0]} needs`,
        },
      );
      continue;
    }
    for (const row of rows) {
      const isNeeded = wants(row);
      if (isNeeded === undefined || isNeeded !== isEmpty(row) || isTold(lanes.place(row, column))) continue;
      problems.error('rule', lanes.file, lanes.place(row, column), {
        found: isNeeded ? 'nothing' : `${values[row]}`,
        allowed: isNeeded
          ? `${column}, which dispatch ${rules[row]} needs`
          : `nothing: dispatch ${rules[row]} does not look at it`,
        hint: 'or choose another dispatch',
      });
    }
  }
  const weekdays = lanes.column('weekdays');
  for (let row = 0; row < lanes.rows; row++) {
    const needs = DISPATCH_NEEDS.get(rules[row]);
    if (needs === undefined || needs.includes('departures') || weekdays[row] === EVERY_DAY) continue;
    if (isTold(lanes.place(row, 'weekdays'))) continue;
    problems.error('rule', lanes.file, lanes.place(row, 'weekdays'), {
      found: weekdays[row],
      allowed: `nothing: dispatch ${rules[row]} does not look at it`,
      hint: 'it leaves on every day; or choose another dispatch',
    });
  }
}

function reportText(
  lanes: Table<typeof LANE_COLUMNS>,
  row: number,
  column: 'departures' | 'weekdays',
  read: readonly unknown[] | TextFault,
  isTold: ReturnType<typeof toldCells>,
  problems: Problems,
): void {
  if (!('found' in read) || isTold(lanes.place(row, column))) return;
  problems.error('type', lanes.file, lanes.place(row, column), read);
}

/** @param kind that the facility must have; undefined for any */
function checkFacilityReferences<Columns extends typeof ZONE_COLUMNS | typeof LANE_COLUMNS>(
  table: Table<Columns>,
  column: 'station' | 'village_station' | 'from' | 'to',
  facilities: Table<typeof FACILITY_COLUMNS>,
  kind: string | undefined,
  problems: Problems,
): void {
  const isTold = toldCells(table.file, problems);
  const codes = facilities.column('code');
  const known = withToldCodes(table, column, new Set(codes), isTold);
  checkReferences(table, column, known, 'facility', problems);
  if (kind === undefined) return;
  const kinds = facilities.column('kind');
  const kindOf = new Map(codes.map((code, row) => [code, kinds[row]]));
  const right = new Set(codes.filter((_, row) => kinds[row] === kind));
  const named = table.column(column) as readonly string[];
  for (let row = 0; row < table.rows; row++) {
    const found = kindOf.get(named[row]);
    // A kind that is none is reported where it stands.
    if (found === undefined || found === kind || !NEEDS.has(found) || isTold(table.place(row, column)))
      continue;
    problems.error('reference', table.file, table.place(row, column), {
      found: `${quote(named[row])}, which is a ${found}`,
      allowed: `the code of a ${kind}`,
      hint: problems.isFull ? '' : didYouMean(named[row], right),
    });
  }
}

/** The known codes, and those in cells that were reported already: one problem a cell is enough. */
function withToldCodes<Columns extends typeof ZONE_COLUMNS | typeof LANE_COLUMNS>(
  table: Table<Columns>,
  column: Columns[number]['name'],
  known: ReadonlySet<string>,
  isTold: ReturnType<typeof toldCells>,
): ReadonlySet<string> {
  const codes = table.column(column) as readonly string[];
  const told = codes.filter((code, row) => !known.has(code) && isTold(table.place(row, column)));
  return told.length === 0 ? known : new Set([...known, ...told]);
}
