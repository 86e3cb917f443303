import { describe, expect, it } from 'vitest';
import { openConversion } from '../../src/export/convert.ts';
import { REPLICATIONS } from '../../src/records/summary-tables.ts';
import { runNetwork } from '../builders/network-tables.ts';
import { shippedNetwork } from '../builders/shipped-network.ts';
import { gathered, tableInput, tableInputs } from '../builders/table-inputs.ts';

const run = runNetwork(shippedNetwork('two-hubs'));

/** Converts the tables of the run with some rows left out, beside its ledger. */
async function notesOf(
  leavesOut: (table: string, cells: readonly unknown[]) => boolean,
  chosen: string,
): Promise<readonly string[]> {
  const rows = run.rows.filter(({ table, cells }) => !leavesOut(table.id, cells));
  const ledger = Object.entries(run.outcome.ledger).map(([entry, value]) =>
    REPLICATIONS.columns.map(({ name }) =>
      name === 'replication' ? 0 : name === 'kpi' ? `ledger_${entry}` : name === 'value' ? value : null,
    ),
  );
  const inputs = [tableInput(REPLICATIONS, ledger), ...tableInputs(rows)];
  const conversion = await openConversion(['parquet', 'event-log'], inputs, {
    chosen: { parcels: chosen, scans: chosen },
  });
  for (const { chunks } of conversion.files) await gathered(chunks);
  return conversion.close();
}

/** Leaves out one row of a table with this cell. */
function one(table: string, cell: string) {
  let isDone = false;
  return (id: string, cells: readonly unknown[]) => {
    if (isDone || id !== table || !cells.includes(cell)) return false;
    isDone = true;
    return true;
  };
}

describe('counts of converted rows', () => {
  it('close with the ledger of the run', async () => {
    expect(run.outcome.ledger.delivered).toBeGreaterThan(0);
    expect(await notesOf(() => false, 'all')).toEqual([]);
  });

  it('stop a conversion where a parcel or a scan is missing', async () => {
    const { created, delivered } = run.outcome.ledger;
    await expect(notesOf(one('parcels', 'delivered'), 'all')).rejects.toThrow(
      `replication 0: parcels.csv has ${created - 1} rows, but the ledger in replications.csv says ${created} created`,
    );
    await expect(notesOf(one('scans', 'delivered'), 'all')).rejects.toThrow(
      `replication 0: scans.csv has ${delivered - 1} delivered, but the ledger in replications.csv says ${delivered} delivered`,
    );
  });

  it('of a sample are said not to be compared, but may not exceed the ledger', async () => {
    const notes = await notesOf(one('parcels', 'delivered'), 'sample:100');
    expect(notes.length).toBe(2);
    expect(notes[0]).toContain('(sample:100)');
  });
});
