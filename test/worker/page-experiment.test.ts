import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inChromium } from '../browser/chromium.ts';
import { createFolder, runProgram } from '../cli/program.ts';
import { buildEnginePage } from './page/build-page.ts';
import type { EnginePage } from './page/page.ts';

let site: string;
const MM1 = readFileSync(new URL('../fixtures/mm1.json', import.meta.url), 'utf8');

const EXPERIMENT = {
  version: 1,
  kind: 'experiment',
  title: 'Test',
  scenario: '../mm1.json',
  set: ['run.horizon_s=60000', 'run.warm_up_s=0'],
  responses: [{ kpi: 'time_in_system', place: 'exit', better: 'lower' }],
  warm_up: { mser5: { pilot_replications: 3, every_s: 100 } },
  replications: 12,
  alternatives: [{ name: 'today' }, { name: 'faster', set: ['blocks.counter.service.exponential.mean_s=3'] }],
};

beforeAll(async () => {
  site = await buildEnginePage();
});

afterAll(() => rmSync(site, { recursive: true, force: true }));

/** Runs the experiment in a page. @param stopsAt results of the main phase after which it is stopped */
function runInPage(page: Page, stopsAt: number) {
  return page.evaluate(
    async ([scenario, text, most]) => {
      const { openEngine } = globalThis as unknown as EnginePage;
      const engine = openEngine({ workers: 2 });
      const content = new Map([['mm1.json', new TextEncoder().encode(scenario)]]);
      const source = { content, name: 'mm1', overrides: [] };
      const { key, experiment, problems } = await engine.readExperiment({
        text,
        file: 'test.json',
        scenario: source,
        others: new Map(),
      });
      const stored = await engine.storedReplications(key);
      let seen = 0;
      const handle = await engine.startExperiment(key, {
        onProgress: ({ finished, planned }) => {
          // The pilot has six in all.
          if (planned === 6) return;
          seen = Math.max(seen, finished);
          if (finished >= most) handle.stop();
        },
      });
      const { report } = await handle.done;
      const files: Record<string, string> = {};
      for (const { name, content: blob } of handle.files()) files[name] = await blob.text();
      const left = await engine.storedReplications(key);
      engine.close();
      const finished = report.points.map((point) => point.finished);
      return { files, stored, left, seen, finished, problems, hash: experiment?.hash };
    },
    [MM1, JSON.stringify(EXPERIMENT), stopsAt] as const,
  );
}

/** The tables of the same experiment from the terminal. */
async function tablesOfTerminal(): Promise<Record<string, string>> {
  const folder = createFolder();
  mkdirSync(path.join(folder, 'experiments'));
  writeFileSync(path.join(folder, 'mm1.json'), MM1);
  const file = path.join(folder, 'experiments', 'test.json');
  writeFileSync(file, JSON.stringify(EXPERIMENT));
  const out = path.join(folder, 'out');
  await runProgram('experiment', file, '--quiet', '--out', out);
  const names = readdirSync(out).filter((name) => name.endsWith('.csv'));
  return Object.fromEntries(names.map((name) => [name, readFileSync(path.join(out, name), 'utf8')]));
}

describe('an experiment in a built page', () => {
  it('goes on after the page was closed and opened again, to the bytes of the terminal', async () => {
    await inChromium(
      async ({ page, context, url }) => {
        await page.waitForFunction(() => 'openEngine' in globalThis);
        const first = await runInPage(page, 5);
        expect(first.problems).toEqual([]);
        expect(first.stored).toBe(0);
        expect(Math.max(...first.finished)).toBeLessThan(12);
        expect(first.left).toBeGreaterThanOrEqual(6 + 5);
        await page.close();
        const again = await context.newPage();
        await again.goto(url);
        await again.waitForFunction(() => 'openEngine' in globalThis);
        const second = await runInPage(again, 1e9);
        expect(second.stored).toBe(first.left);
        expect(second.hash).toBe(first.hash);
        expect(second.finished).toEqual([12, 12]);
        // What is whole is given up.
        expect(second.left).toBe(0);
        const expected = await tablesOfTerminal();
        expect(Object.keys(expected).length).toBeGreaterThanOrEqual(5);
        for (const [name, text] of Object.entries(expected)) {
          expect(second.files[name] === text, name).toBe(true);
        }
      },
      { root: site },
    );
  });
});
