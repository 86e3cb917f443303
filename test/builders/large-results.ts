import { once } from 'node:events';
import { createWriteStream, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { csvHeader, csvRow } from '../../src/export/csv-table-writer.ts';
import { InstantText } from '../../src/export/instant-text.ts';
import { NETWORK_PARCELS, NETWORK_SCANS, NETWORK_TRIPS } from '../../src/records/network-tables.ts';
import { REPLICATIONS } from '../../src/records/summary-tables.ts';
import type { Cell, TableSpec } from '../../src/records/table.ts';

/** Scans of each parcel: the first five at its station of origin and a hub, the others the same on a second day. */
const SCANS_EACH = 10;

/** How many parcels are scanned between two scans of the same one. */
const BETWEEN = 20_000;

const ZONES = 300;
const TRIPS = 100_000;
const instants = new InstantText('2026-03-02T00:00:00+08:00');

/**
 * Puts large tables of one replication in place of those of a run of `two-hubs`: rows of one parcel are far apart,
 * identities as many as in a big carrier's day, and the ledger closes.
 * @param scans rows of `scans.csv`, a multiple of ten
 */
export async function enlargeResults(folder: string, scans: number): Promise<void> {
  const parcels = scans / SCANS_EACH;
  await writeTable(folder, NETWORK_SCANS, scanRows(parcels));
  await writeTable(folder, NETWORK_PARCELS, parcelRows(parcels));
  await writeTable(folder, NETWORK_TRIPS, tripRows());
  const entries = { created: parcels, delivered: parcels, returned: 0 };
  await writeTable(
    folder,
    REPLICATIONS,
    Object.entries(entries).map(([entry, value]) =>
      REPLICATIONS.columns.map(({ name }) =>
        name === 'replication' ? 0 : name === 'kpi' ? `ledger_${entry}` : name === 'value' ? value : null,
      ),
    ),
  );
  const manifest = path.join(folder, 'run.json');
  const run = JSON.parse(readFileSync(manifest, 'utf8'));
  writeFileSync(manifest, JSON.stringify({ ...run, rows: { parcels: 'all', scans: 'all' } }));
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
    yield [0, nameOf(parcel), ...traits, from, from, to, 55.5, 'delivered', 'STATION-1', 4, 0, 0, 5.25];
  }
}

function* tripRows(): Generator<readonly Cell[]> {
  for (let trip = 0; trip < TRIPS; trip++) {
    const [lane, ordinal] = [trip % 1000, Math.floor(trip / 1000)];
    const ends: Cell[] = [`STATION-${lane}`, `STATION-${lane + 1000}`, 'truck', 1];
    yield [0, `LANE-${lane}`, ordinal, ...ends, trip * 1e6, trip * 1e6 + 3.6e9, 80, 0.8, 0, 900];
  }
}

async function writeTable(folder: string, table: TableSpec, rows: Iterable<readonly Cell[]>): Promise<void> {
  const file = createWriteStream(path.join(folder, `${table.id}.csv`));
  let text = csvHeader(table);
  for (const row of rows) {
    text += csvRow(table, row, instants);
    if (text.length < 2 ** 20) continue;
    if (!file.write(text)) await once(file, 'drain');
    text = '';
  }
  file.end(text);
  await once(file, 'close');
}
