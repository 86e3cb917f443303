import type { Problems } from '../problem.ts';
import type { Table } from '../read-table.ts';
import { parseDepartures, parseWeekdays, type TextFault, type TimeHints } from '../timetable-text.ts';
import { toldCells } from '../told-cells.ts';
import { checkSortPlan } from './check-sort-plan.ts';
import type { HubSettings } from './hub-schema.ts';
import type { HubSurroundings } from './hub-surroundings.ts';
import type { INBOUND_COLUMNS, OUTBOUND_COLUMNS, SORT_PLAN_COLUMNS } from './hub-tables.ts';

/** The tables of a hub as far as they could be read; without a sort plan chutes are spread by volume. */
export interface HubTables {
  readonly inbound: Table<typeof INBOUND_COLUMNS> | undefined;
  readonly outbound: Table<typeof OUTBOUND_COLUMNS> | undefined;
  readonly sort_plan: Table<typeof SORT_PLAN_COLUMNS> | undefined;
}

/** Parcels of one trailer are counted in two bytes, its spread above the mean included. */
const MOST_IN_A_TRAILER = 65_000;
/** Directions that a sorting center can be thought to serve, and rows of trailers that come to it. */
const MOST_DIRECTIONS = 5_000;
const MOST_INBOUND = 60_000;
/** Outbound doors of all directions together. */
const MOST_DOORS = 10_000;

const ARRIVAL_HINTS: TimeHints = {
  twice: 'for two trailers at once write a second row',
  none: 'an origin without trailers is left out',
};
const DEPARTURE_HINTS: TimeHints = {
  twice: 'for several trailers at once raise trailers_per_departure',
  none: 'a direction without departures is left out',
};

/**
 * Reports what no single cell shows: timetables that cannot be read, shares that do not add up, trailers too large to
 * count, a sort plan with gaps. A cell that was reported already is passed over.
 * @param settings undefined where they could not be read
 */
export function checkHubTables(
  tables: HubTables,
  settings: HubSettings | undefined,
  problems: Problems,
): void {
  const { inbound, outbound, sort_plan: plan } = tables;
  if (inbound !== undefined) checkInbound(inbound, settings?.volume_factor ?? 1, problems);
  if (outbound !== undefined) checkOutbound(outbound, problems);
  if (plan !== undefined) checkSortPlan(plan, settings?.hub, outbound, problems);
}

function checkInbound(
  inbound: Table<typeof INBOUND_COLUMNS>,
  volumeFactor: number,
  problems: Problems,
): void {
  const isTold = toldCells(inbound.file, problems);
  checkRows(inbound, MOST_INBOUND, 'code', problems);
  const [parcels, bagged, through] = [
    inbound.column('parcels'),
    inbound.column('bagged_share'),
    inbound.column('through_share'),
  ];
  for (let row = 0; row < inbound.rows; row++) {
    const told = (column: (typeof INBOUND_COLUMNS)[number]['name']) => isTold(inbound.place(row, column));
    reportText(inbound, row, 'arrivals', ARRIVAL_HINTS, isTold, problems);
    reportText(inbound, row, 'weekdays', ARRIVAL_HINTS, isTold, problems);
    if (parcels[row] * volumeFactor > MOST_IN_A_TRAILER && !told('parcels')) {
      problems.error('range', inbound.file, inbound.place(row, 'parcels'), {
        found: volumeFactor === 1 ? `${parcels[row]}` : `${parcels[row]} × volume_factor ${volumeFactor}`,
        allowed: `at most ${MOST_IN_A_TRAILER} parcels aboard a trailer`,
        hint: 'let several trailers come instead',
      });
    }
    if (bagged[row] + through[row] > 1 + 1e-9 && !told('bagged_share') && !told('through_share')) {
      problems.error('rule', inbound.file, inbound.place(row, 'through_share'), {
        found: `${through[row]} beside a bagged_share of ${bagged[row]}`,
        allowed: 'bagged_share and through_share of at most 1 together',
        hint: 'the rest comes loose',
      });
    }
  }
}

function checkOutbound(outbound: Table<typeof OUTBOUND_COLUMNS>, problems: Problems): void {
  const isTold = toldCells(outbound.file, problems);
  checkRows(outbound, MOST_DIRECTIONS, 'code', problems);
  for (let row = 0; row < outbound.rows; row++) {
    reportText(outbound, row, 'departures', DEPARTURE_HINTS, isTold, problems);
    reportText(outbound, row, 'weekdays', DEPARTURE_HINTS, isTold, problems);
  }
  const shares = outbound.column('share');
  // A faulty cell might be the one above 0.
  if (outbound.rows > 0 && shares.every((share) => share === 0)) {
    problems.error('rule', outbound.file, outbound.place(0, 'share'), {
      found: '0 in every direction',
      allowed: 'a share above 0 in at least one direction',
      hint: 'parcels would have nowhere to go',
    });
  }
  if (
    !(shares.reduce((sum, share) => sum + share, 0) < Number.POSITIVE_INFINITY || shares.some(Number.isNaN))
  ) {
    problems.error('range', outbound.file, outbound.place(0, 'share'), {
      found: 'shares whose sum is beyond any number',
      allowed: 'shares whose sum is a number',
    });
  }
  const doors = outbound.column('doors').reduce((sum, count) => sum + count, 0);
  if (doors > MOST_DOORS) {
    problems.error('limit', outbound.file, outbound.place(0, 'doors'), {
      found: `${doors} doors in all rows`,
      allowed: `at most ${MOST_DOORS} outbound doors`,
    });
  }
}

function checkRows<Columns extends typeof INBOUND_COLUMNS | typeof OUTBOUND_COLUMNS>(
  table: Table<Columns>,
  most: number,
  column: Columns[number]['name'],
  problems: Problems,
): void {
  if (table.rows <= most) return;
  problems.error('limit', table.file, table.place(most, column), {
    found: `${table.rows} rows`,
    allowed: `at most ${most}`,
  });
}

function reportText<Columns extends typeof INBOUND_COLUMNS | typeof OUTBOUND_COLUMNS>(
  table: Table<Columns>,
  row: number,
  column: 'arrivals' | 'departures' | 'weekdays',
  hints: TimeHints,
  isTold: ReturnType<typeof toldCells>,
  problems: Problems,
): void {
  const place = table.place(row, column as Columns[number]['name']);
  const text = (table.column(column as Columns[number]['name']) as readonly string[])[row];
  if (text === '' || isTold(place)) return;
  const read: readonly unknown[] | TextFault =
    column === 'weekdays' ? parseWeekdays(text) : parseDepartures(text, hints);
  if ('found' in read) problems.error('type', table.file, place, read);
}

/** What the tables say of the hub's surroundings; nothing of what was reported there. */
export function surroundingsIn(tables: HubTables, problems: Problems): HubSurroundings {
  const { inbound, outbound, sort_plan: plan } = tables;
  const isSpread = plan === undefined;
  if (outbound === undefined)
    return { origins: originsIn(inbound), outboundDoors: undefined, trailers: [], spreadOver: undefined };
  const isTold = toldCells(outbound.file, problems);
  const sound = Array.from({ length: outbound.rows }, (_, row) => row).filter((row) =>
    OF_TRAILERS.every((column) => !isTold(outbound.place(row, column))),
  );
  return {
    origins: originsIn(inbound),
    outboundDoors: sound.reduce((sum, row) => sum + outbound.column('doors')[row], 0),
    trailers: sound.map((row) => ({
      direction: outbound.column('code')[row],
      parcels: outbound.column('trailer_parcels')[row],
      weightKg: outbound.column('trailer_weight_kg')[row],
      cubeM3: outbound.column('trailer_cube_m3')[row],
    })),
    spreadOver: isSpread ? sound.filter((row) => outbound.column('share')[row] > 0).length : undefined,
  };
}

const OF_TRAILERS = [
  'code',
  'share',
  'doors',
  'trailer_parcels',
  'trailer_weight_kg',
  'trailer_cube_m3',
] as const;

function originsIn(inbound: Table<typeof INBOUND_COLUMNS> | undefined): ReadonlySet<string> | undefined {
  return inbound && new Set(inbound.column('origin'));
}
