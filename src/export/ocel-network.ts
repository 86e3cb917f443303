import { SCANS } from '../records/scan-codes.ts';
import { ConversionError } from './conversion-error.ts';
import { IdentitySet } from './identity-set.ts';
import { type OcelAttribute, type OcelType, objectId, objectText, type Pair } from './ocel-text.ts';
import { ReplicationRows } from './replication-rows.ts';
import { type Scan, scanReader } from './scan-reader.ts';
import type { RowBatch, TableInput } from './table-input.ts';

/** What the objects of a log are made from; tables that a run did not write leave their objects without attributes. */
export interface OcelTables {
  readonly scans: TableInput;
  readonly parcels?: TableInput | undefined;
  readonly trips?: TableInput | undefined;
  readonly facilities?: TableInput | undefined;
}

const PARCEL: readonly OcelAttribute[] = [
  { name: 'origin', type: 'string' },
  { name: 'destination', type: 'string' },
  { name: 'address', type: 'string' },
  { name: 'cohort', type: 'boolean' },
  { name: 'weight_kg', type: 'float' },
  { name: 'cube_m3', type: 'float' },
];
const TRIP: readonly OcelAttribute[] = [
  { name: 'lane', type: 'string' },
  { name: 'departed', type: 'time' },
  { name: 'arrived', type: 'time' },
  { name: 'parcels', type: 'integer' },
  { name: 'load_factor', type: 'float' },
];
const FACILITY: readonly OcelAttribute[] = [
  { name: 'kind', type: 'string' },
  { name: 'region', type: 'string' },
];

/** Types of the objects of a network. `bag` has none: through-bags are counted, not followed. */
export const NETWORK_OBJECTS: readonly OcelType[] = [
  { name: 'parcel', attributes: PARCEL },
  { name: 'bag', attributes: [] },
  { name: 'trip', attributes: TRIP },
  {
    name: 'vehicle',
    attributes: [
      { name: 'vehicle_type', type: 'string' },
      { name: 'vehicles', type: 'integer' },
    ],
  },
  { name: 'facility', attributes: FACILITY },
];

/** Types of the events of a network. */
export const NETWORK_EVENTS: readonly OcelType[] = Object.keys(SCANS).map((name) => ({
  name,
  attributes: [],
}));

/** What a scan is about. A trip has its own vehicles, which have its name; whoever is left behind is in none. */
export function networkRelationships(scan: Scan): Pair[] {
  const { replication, subject, activity, place, trip, vehicle } = scan;
  const pairs: Pair[] = [
    [objectId('parcel', replication, subject), 'scanned'],
    [objectId('facility', replication, place), 'at'],
  ];
  if (trip !== '') {
    const isLeft = activity === 'rolled';
    pairs.push([objectId('trip', replication, trip), isLeft ? 'left behind by' : 'aboard']);
    if (!isLeft) pairs.push([objectId('vehicle', replication, trip), 'in']);
  }
  if (vehicle !== '') pairs.push([objectId('vehicle', replication, vehicle), 'in']);
  return pairs;
}

/** The objects that the events of a network name, each once, batch by batch as JSON. */
export async function* networkObjects(tables: OcelTables): AsyncGenerator<readonly string[]> {
  const readers: ReplicationRows[] = [];
  const open = (input: TableInput | undefined) => {
    if (input === undefined) return undefined;
    const rows = new ReplicationRows(input);
    readers.push(rows);
    return rows;
  };
  const scans = open(tables.scans)!;
  const parcels = open(tables.parcels);
  const trips = open(tables.trips);
  const facilities = open(tables.facilities);
  try {
    for (let replication = await scans.next(); replication !== undefined; replication = await scans.next()) {
      const met = await meet(scans.of(replication), scanReader(tables.scans.table));
      yield* plainObjects(
        'parcel',
        PARCEL,
        replication,
        met.parcels,
        parcels?.of(replication),
        tables.parcels,
      );
      yield* tripObjects(replication, met, trips?.of(replication), tables.trips);
      yield courierObjects(replication, met);
      const known = facilities?.of(replication);
      yield* plainObjects('facility', FACILITY, replication, met.facilities, known, tables.facilities);
    }
  } finally {
    for (const reader of readers) await reader.close();
  }
}

interface Met {
  readonly parcels: IdentitySet;
  readonly trips: IdentitySet;
  readonly couriers: IdentitySet;
  readonly facilities: IdentitySet;
}

async function meet(
  batches: AsyncIterable<RowBatch>,
  read: (cells: readonly string[]) => Scan,
): Promise<Met> {
  const met: Met = {
    parcels: new IdentitySet(),
    trips: new IdentitySet(),
    couriers: new IdentitySet(),
    facilities: new IdentitySet(),
  };
  for await (const batch of batches) {
    for (const cells of batch) {
      const { subject, place, trip, vehicle } = read(cells);
      met.parcels.add(subject);
      met.facilities.add(place);
      if (trip !== '') met.trips.add(trip);
      if (vehicle !== '') met.couriers.add(vehicle);
    }
  }
  return met;
}

/** Parcels or facilities: those met, with what their table knows of them, then those that it does not know. */
async function* plainObjects(
  kind: 'parcel' | 'facility',
  attributes: readonly OcelAttribute[],
  replication: number,
  met: IdentitySet,
  rows: AsyncIterable<RowBatch> | undefined,
  input: TableInput | undefined,
): AsyncGenerator<readonly string[]> {
  const cell = cellsOf(input);
  const object = (name: string, pairs: readonly Pair[]) =>
    objectText(objectId(kind, replication, name), kind, pairs);
  for await (const batch of rows ?? []) {
    yield batch
      .filter((row) => met.delete(cell(row, kind)))
      .map((row) => object(cell(row, kind), attributesOf(attributes, row, cell)));
  }
  yield* inPieces(met, (name) => object(name, []));
}

async function* tripObjects(
  replication: number,
  met: Met,
  rows: AsyncIterable<RowBatch> | undefined,
  input: TableInput | undefined,
): AsyncGenerator<readonly string[]> {
  const cell = cellsOf(input);
  const place = (code: string) => objectId('facility', replication, code);
  const trip = (
    name: string,
    attributes: readonly Pair[],
    ends: readonly Pair[],
    vehicle: readonly Pair[],
  ) => {
    const vehicleId = objectId('vehicle', replication, name);
    return `${objectText(objectId('trip', replication, name), 'trip', attributes, [...ends, [vehicleId, 'run by']])},\n${objectText(vehicleId, 'vehicle', vehicle)}`;
  };
  for await (const batch of rows ?? []) {
    const objects: string[] = [];
    for (const row of batch) {
      const name = `${cell(row, 'lane')}#${cell(row, 'trip')}`;
      if (!met.trips.delete(name)) continue;
      const [from, to] = [cell(row, 'from'), cell(row, 'to')];
      met.facilities.add(from);
      met.facilities.add(to);
      const ends: Pair[] = [
        [place(from), 'from'],
        [place(to), 'to'],
      ];
      const vehicle: Pair[] = [
        ['vehicle_type', cell(row, 'vehicle_type')],
        ['vehicles', cell(row, 'vehicles')],
      ];
      objects.push(trip(name, attributesOf(TRIP, row, cell), ends, vehicle));
    }
    yield objects;
  }
  yield* inPieces(met.trips, (name) => trip(name, [], [], []));
}

function courierObjects(replication: number, met: Met): readonly string[] {
  return [...met.couriers].map((name) => {
    const station = name.slice(0, name.lastIndexOf('.courier#'));
    met.facilities.add(station);
    const attributes: Pair[] = [
      ['vehicle_type', 'courier'],
      ['vehicles', '1'],
    ];
    return objectText(objectId('vehicle', replication, name), 'vehicle', attributes, [
      [objectId('facility', replication, station), 'based at'],
    ]);
  });
}

type CellOf = (row: readonly string[], column: string) => string;

/** Cells by the names of their columns. */
function cellsOf(input: TableInput | undefined): CellOf {
  const columns = new Map(input?.table.columns.map(({ name }, at) => [name, at]));
  return (row, column) => {
    const at = columns.get(column);
    if (at === undefined) {
      const { id } = input!.table;
      throw new ConversionError(
        `${id}.csv has no ${column}: it is of another version; run the scenario again`,
      );
    }
    return row[at];
  };
}

function attributesOf(attributes: readonly OcelAttribute[], row: readonly string[], cell: CellOf): Pair[] {
  return attributes.map(({ name }) => [name, cell(row, name)]);
}

/** Objects of names that no table knows, some thousands at a time. */
function* inPieces(names: Iterable<string>, object: (name: string) => string): Generator<readonly string[]> {
  let piece: string[] = [];
  for (const name of names) {
    if (piece.push(object(name)) < 2000) continue;
    yield piece;
    piece = [];
  }
  yield piece;
}
