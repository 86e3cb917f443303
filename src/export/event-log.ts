import { EVENT_LOG } from '../records/event-log-table.ts';
import { textCell } from './csv-cell.ts';
import { csvHeader } from './csv-table-writer.ts';
import { scanReader } from './scan-reader.ts';
import type { TableInput } from './table-input.ts';
import { TextChunks } from './text-chunks.ts';

/**
 * Scans as a flat event log (`event-log.csv`): one row per scan, in the order of the scans.
 * @param startsAt simulated time 0 of the run, ISO 8601 with offset; 1970 in UTC where it is not known
 */
export async function* eventLog(
  scans: TableInput,
  startsAt?: string,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const read = scanReader(scans.table, startsAt);
  const chunks = new TextChunks();
  chunks.add(csvHeader(EVENT_LOG));
  for await (const batch of scans.rows()) {
    for (const cells of batch) {
      const { replication, subject, activity, time, place, trip, vehicle } = read(cells);
      const row = [`${replication}:${subject}`, activity, time, vehicle === '' ? place : vehicle, trip];
      chunks.add(`${row.map(textCell).join(',')},${replication}\n`);
    }
    if (chunks.isFull) yield chunks.take();
  }
  yield chunks.take();
}
