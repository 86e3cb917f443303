import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inChromium } from '../browser/chromium.ts';
import {
  addressOf,
  openPanel,
  press,
  untilReady,
  untilRunIs,
  untilRunnable,
} from '../browser/page-driver.ts';
import { runProgram } from '../cli/program.ts';

const FOLDER = mkdtempSync(path.join(tmpdir(), 'waybill-tenth-'));
const FIXTURE = fileURLToPath(new URL('../fixtures/china-31-tenth', import.meta.url));

/** A tenth of china-31 over fewer days: two replications, a few seconds each. */
function shortScenario(): string {
  const folder = path.join(FOLDER, 'china-31-tenth');
  mkdirSync(folder);
  cpSync(FIXTURE, folder, { recursive: true });
  const file = path.join(folder, 'scenario.json');
  const scenario = JSON.parse(readFileSync(file, 'utf8'));
  Object.assign(scenario.run, { warm_up_days: 1, measured_days: 0.5, cap_days: 3, replications: 2 });
  writeFileSync(file, JSON.stringify(scenario));
  return folder;
}

async function tablesOf(scenario: string, workers: number): Promise<Map<string, Buffer>> {
  const out = path.join(FOLDER, `out-${workers}`);
  const { code, stderr } = await runProgram('run', scenario, '--workers', `${workers}`, '--out', out);
  expect(code, stderr).toBe(0);
  const names = readdirSync(out).filter((name) => name.endsWith('.csv'));
  return new Map(names.map((name) => [name, readFileSync(path.join(out, name))]));
}

afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

describe('a tenth of china-31', () => {
  let scenario: string;
  let alone: Map<string, Buffer>;

  beforeAll(async () => {
    scenario = shortScenario();
    alone = await tablesOf(scenario, 1);
  });

  it('writes every table of a network', () => {
    expect([...alone.keys()].sort()).toEqual(
      [
        'facilities',
        'lanes',
        'lateness',
        'od',
        'parcels',
        'replications',
        'scans',
        'service',
        'summary',
        'timeseries',
        'trips',
      ].map((id) => `${id}.csv`),
    );
  });

  it('gives the same bytes from two workers as from one', async () => {
    const together = await tablesOf(scenario, 2);
    for (const [name, bytes] of alone) expect(together.get(name)?.equals(bytes), name).toBe(true);
  });

  it('gives the same bytes through the built page’s own workers', async () => {
    await inChromium(
      async ({ page }) => {
        await untilReady(page);
        await openPanel(page, 'Scenarios');
        const files = readdirSync(scenario)
          .filter((name) => !name.endsWith('.md'))
          .map((name) => path.join(scenario, name));
        await page.locator('input[type=file][multiple]:not([webkitdirectory])').first().setInputFiles(files);
        await page.getByText('20,000 parcels a day').first().waitFor();
        await untilRunnable(page);
        await press(page, 'Run');
        await untilRunIs(page, 'Finished');
        await openPanel(page, 'Tables');
        for (const [name, bytes] of alone) {
          const [download] = await Promise.all([
            page.waitForEvent('download'),
            // A click of a person: without one Chromium asks before the eleventh file.
            page.getByRole('button', { name: `Download ${name}`, exact: true }).click(),
          ]);
          expect(readFileSync(await download.path()).equals(bytes), name).toBe(true);
        }
      },
      { open: addressOf('two-hubs', 'max') },
    );
  });
});
