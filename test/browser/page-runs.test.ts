import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { inChromium } from './chromium.ts';
import {
  addressOf,
  colorsIn,
  kpiText,
  openPanel,
  press,
  stagePicture,
  untilKpi,
  untilReady,
  untilRunIs,
} from './page-driver.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Files of the terminal's run of a shipped scenario, by name. */
async function terminalTables(scenario: string): Promise<Map<string, Buffer>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'waybill-terminal-'));
  try {
    const out = path.join(folder, 'out');
    const args = ['tools/simulate.mjs', 'run', `scenarios/${scenario}`, '--out', out];
    await promisify(execFile)(process.execPath, args, { cwd: ROOT });
    const tables = (await readdir(out)).filter((name) => name.endsWith('.csv'));
    return new Map(
      await Promise.all(tables.map(async (name) => [name, await readFile(path.join(out, name))] as const)),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

describe('a run in the built page', () => {
  it('draws its network, changes the figures, and downloads the bytes of the terminal', async () => {
    const expected = await terminalTables('two-hubs');
    expect([...expected.keys()]).toContain('parcels.csv');
    await inChromium(
      async ({ page }) => {
        await untilReady(page);
        expect(await kpiText(page, 'kpi.delivered')).toBe('–');
        await press(page, 'Run');
        await untilRunIs(page, 'Finished');
        await untilKpi(page, 'kpi.delivered', /^[1-9]\d$/);
        expect(await colorsIn(page, await stagePicture(page))).toBeGreaterThan(20);
        await openPanel(page, 'Tables');
        for (const [name, bytes] of expected) {
          const [download] = await Promise.all([
            page.waitForEvent('download'),
            press(page, `Download ${name}`),
          ]);
          expect(await readFile(await download.path()), name).toEqual(bytes);
        }
      },
      { open: addressOf('two-hubs', 'max') },
    );
  });

  it('shows every figure with its interval, finds and sorts them', async () => {
    await inChromium(
      async ({ page }) => {
        await untilReady(page);
        await press(page, 'Run');
        await untilRunIs(page, 'Finished');
        await openPanel(page, 'Results');
        await page.getByPlaceholder('Find a figure').fill('transit time door');
        const rows = page.getByRole('table').getByRole('row');
        await expect.poll(() => rows.count()).toBe(2);
        const cells = await rows.nth(1).getByRole('cell').allTextContents();
        expect(cells[0]).toBe('transit time (door)');
        expect(Number(cells[1]), 'mean').toBeGreaterThan(0);
        expect(Number(cells[2]), 'half-width').toBeGreaterThan(0);
        expect(cells[3]).toBe('h');
      },
      { open: addressOf('two-hubs', 'max') },
    );
  });

  it('draws a flow as a diagram and counts its customers', async () => {
    await inChromium(
      async ({ page }) => {
        await untilReady(page);
        await press(page, 'Run');
        await untilRunIs(page, 'Finished');
        await untilKpi(page, 'kpi.meanWait', /^\d/);
        expect(await colorsIn(page, await stagePicture(page))).toBeGreaterThan(10);
      },
      { open: addressOf('mm1', 'max') },
    );
  });

  it('packs every table into one archive in a worker', async () => {
    await inChromium(
      async ({ page }) => {
        await untilReady(page);
        await press(page, 'Run');
        await untilRunIs(page, 'Finished');
        await openPanel(page, 'Tables');
        const [download] = await Promise.all([
          page.waitForEvent('download'),
          press(page, 'All tables (.zip)'),
        ]);
        const archive = await readFile(await download.path());
        expect(archive.subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004');
        for (const name of ['summary.csv', 'parcels.csv', 'run.json', 'datapackage.json']) {
          expect(archive.includes(name), name).toBe(true);
        }
      },
      { open: addressOf('two-hubs', 'max') },
    );
  });
});
