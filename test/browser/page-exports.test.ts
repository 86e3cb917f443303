import { readFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import { parquetReadObjects } from 'hyparquet';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { inChromium } from './chromium.ts';
import { addressOf, openPanel, press, untilReady, untilRunIs } from './page-driver.ts';

/** Runs the open scenario and shows its tables. */
async function runToTables(page: Page): Promise<void> {
  await untilReady(page);
  await press(page, 'Run');
  await untilRunIs(page, 'Finished');
  await openPanel(page, 'Tables');
}

/** Bytes and name of the file that a button hands over. */
async function downloaded(page: Page, button: string): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), press(page, button)]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

/** All tables in a format, by the words of its menu. */
async function converted(page: Page, format: string): Promise<{ name: string; bytes: Buffer }> {
  await page.getByLabel('Format of the download').selectOption({ label: format });
  return downloaded(page, 'Download');
}

/** Lines of a file without its header. */
function rowsOf(csv: Buffer): string[] {
  return csv.toString().trimEnd().split('\n').slice(1);
}

interface EventLog {
  readonly events: readonly { readonly type: string }[];
  readonly objects: readonly { readonly type: string }[];
}

describe('tables of a run in the built page', () => {
  it('become Parquet, a flat event log and OCEL, with as many rows and no note where all are there', async () => {
    await inChromium(
      async ({ page }) => {
        await runToTables(page);
        const scans = rowsOf((await downloaded(page, 'Download scans.csv')).bytes);
        const parcels = rowsOf((await downloaded(page, 'Download parcels.csv')).bytes);
        const replications = new Set(parcels.map((line) => line.slice(0, line.indexOf(','))));
        expect(replications.size).toBeGreaterThan(1);
        expect(scans.length).toBeGreaterThan(parcels.length);

        const archive = await converted(page, 'Parquet, all tables');
        expect(archive.name).toBe('two-hubs-parquet.zip');
        const files = unzipSync(archive.bytes);
        for (const [table, count] of [
          ['scans', scans.length],
          ['parcels', parcels.length],
        ] as const) {
          const file = Uint8Array.from(files[`${table}.parquet`]).buffer;
          expect((await parquetReadObjects({ file })).length, table).toBe(count);
        }
        expect(Object.keys(files)).toEqual(
          expect.arrayContaining(['summary.parquet', 'replications.parquet', 'trips.parquet']),
        );

        const log = await converted(page, 'Event log, CSV');
        expect(log.name).toBe('two-hubs-event-log.csv');
        expect(log.bytes.toString().split('\n')[0]).toBe('case,activity,timestamp,resource,trip,replication');
        expect(rowsOf(log.bytes).length).toBe(scans.length);

        const ocel = await converted(page, 'OCEL 2.0, JSON');
        expect(ocel.name).toBe('two-hubs-ocel.json');
        const { events, objects }: EventLog = JSON.parse(ocel.bytes.toString());
        expect(events.length).toBe(scans.length);
        // A parcel that nobody scanned is no object.
        const scanned = new Set(scans.map((line) => line.split(',', 2).join(':')));
        expect(objects.filter(({ type }) => type === 'parcel').length).toBe(scanned.size);
        expect(await page.getByText(/^Note: /).count()).toBe(0);
      },
      { open: `${addressOf('two-hubs', 'max')}&scans=all&parcels=all` },
    );
  });

  it('of a sample are said not to be compared with the ledger', async () => {
    await inChromium(
      async ({ page }) => {
        await runToTables(page);
        expect(rowsOf((await converted(page, 'Event log, CSV')).bytes).length).toBeGreaterThan(0);
        await page.getByText(/^Note: scans\.csv holds a part of the parcels \(sample:10\)/).waitFor();
      },
      { open: `${addressOf('two-hubs', 'max')}&scans=sample:10` },
    );
  });

  it('become no log where the run wrote no scans, until rows of scans are chosen in the form', async () => {
    await inChromium(
      async ({ page }) => {
        await runToTables(page);
        await page.getByLabel('Format of the download').selectOption({ label: 'OCEL 2.0, JSON' });
        const make = page.getByRole('button', { name: 'Download', exact: true });
        expect(await make.isDisabled()).toBe(true);
        await page.getByText('This run wrote no scans').waitFor();
        await openPanel(page, 'Scenarios');
        await page.getByLabel('Rows of scans').selectOption('all');
        await press(page, 'Apply');
        await runToTables(page);
        expect(await make.isDisabled()).toBe(false);
        const { events }: EventLog = JSON.parse((await downloaded(page, 'Download')).bytes.toString());
        expect(events.length).toBeGreaterThan(0);
      },
      { open: `${addressOf('two-hubs', 'max')}&scans=none` },
    );
  });
});
