import { NETWORK_PARCELS, NETWORK_SCANS, NETWORK_TRIPS } from '../../src/records/network-tables.ts';
import { REPLICATIONS } from '../../src/records/summary-tables.ts';
import type { Cell, TableSpec } from '../../src/records/table.ts';

/** Scans of each parcel: the first five at its station of origin and a hub, the others the same on a second day. */
const SCANS_EACH = 10;

/** How many parcels are scanned between two scans of the same one. */
const BETWEEN = 20_000;

const ZONES = 300;
const TRIPS = 100_000;

/** A table and its rows. */
export interface LargeTable {
  readonly table: TableSpec;
  readonly rows: Iterable<readonly Cell[]>;
}

/** Simulated time 0 of the rows. */
export const LARGE_STARTS_AT = '2026-03-02T00:00:00+08:00';

/**
 * Large tables of one replication of a network: rows of one parcel are far apart, identities as many as in a big
 * carrier's day, and the ledger closes.
 * @param scans rows of `scans.csv`, a multiple of ten
 */
export function largeTables(scans: number): LargeTable[] {
  const parcels = scans / SCANS_EACH;
  const entries = { created: parcels, delivered: parcels, returned: 0 };
  const ledger = Object.entries(entries).map(([entry, value]) =>
    REPLICATIONS.columns.map(({ name }) =>
      name === 'replication' ? 0 : name === 'kpi' ? `ledger_${entry}` : name === 'value' ? value : null,
    ),
  );
  return [
    { table: NETWORK_SCANS, rows: scanRows(parcels) },
    { table: NETWORK_PARCELS, rows: parcelRows(parcels) },
    { table: NETWORK_TRIPS, rows: tripRows() },
    { table: REPLICATIONS, rows: ledger },
  ];
}

function nameOf(parcel: number): string {
  return `ZONE-${parcel % ZONES}#${Math.floor(parcel / ZONES)}`;
}

function* scanRows(parcels: number): Generator<readonly Cell[]> {
  for (let at = 0; at < parcels + BETWEEN * SCANS_EACH; at++) {
    for (let step = 0; step < SCANS_EACH; step++) {
      const parcel = at - step * BETWEEN;
      if (parcel < 0 || parcel >= parcels) continue;
      yield [0, nameOf(parcel), ...scan(parcel, step), at * 1e6 + step, ...carriage(parcel, step)];
    }
  }
}

function scan(parcel: number, step: number): [string, string, string] {
  const place = `STATION-${(parcel * 7 + step) % 2000}`;
  if (step === SCANS_EACH - 1) return ['EMI', 'delivered', place];
  if (step === SCANS_EACH - 2) return ['out', 'outForDelivery', place];
  return step % 2 === 0 ? ['EMK', 'departedInTransit', place] : ['EMJ', 'arrivedInTransit', place];
}

function carriage(parcel: number, step: number): [string, string] {
  if (step >= SCANS_EACH - 2) return ['', `STATION-${(parcel * 7 + step) % 2000}.courier#${parcel % 50}`];
  return [`LANE-${(parcel + step) % 1000}#${parcel % (TRIPS / 1000)}`, ''];
}

function* parcelRows(parcels: number): Generator<readonly Cell[]> {
  for (let parcel = parcels - 1; parcel >= 0; parcel--) {
    const zone = `ZONE-${parcel % ZONES}`;
    const [from, to] = [parcel * 1e6, (parcel + BETWEEN * SCANS_EACH) * 1e6];
    const traits: Cell[] = [zone, `ZONE-${parcel % 299}`, 'door', true, 1.25, 0.012];
    yield [
      0,
      nameOf(parcel),
      ...traits,
      from,
      from,
      to,
      55.5,
      'delivered',
      'STATION-1',
      4,
      0,
      0,
      5.25,
      '',
      '',
      '',
    ];
  }
}

function* tripRows(): Generator<readonly Cell[]> {
  for (let trip = 0; trip < TRIPS; trip++) {
    const [lane, ordinal] = [trip % 1000, Math.floor(trip / 1000)];
    const ends: Cell[] = [`STATION-${lane}`, `STATION-${lane + 1000}`, 'truck', 1];
    yield [
      0,
      `LANE-${lane}`,
      ordinal,
      ...ends,
      trip * 1e6,
      trip * 1e6 + 3.6e9,
      80,
      0.8,
      0,
      900,
      450,
      0,
      0,
      0,
      0,
    ];
  }
}
