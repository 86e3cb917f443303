import { readFileSync, rmSync } from 'node:fs';
import { unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InlineExecutor } from '../../src/experiment/inline-executor.ts';
import { usedTables } from '../../src/experiment/point-result.ts';
import { runPoint } from '../../src/experiment/run-experiment.ts';
import { summarize } from '../../src/experiment/summarize.ts';
import { CsvTableWriter, csvHeader } from '../../src/export/csv-table-writer.ts';
import { InstantText } from '../../src/export/instant-text.ts';
import { writeReplications, writeSummary } from '../../src/export/summary-csv.ts';
import { inChromium } from '../browser/chromium.ts';
import { orderFolder } from '../builders/order-folder.ts';
import { createPlan, never, pause } from '../experiment/fixtures.ts';
import { buildEnginePage } from './page/build-page.ts';
import type { EnginePage } from './page/page.ts';

let site: string;
const MM1 = readFileSync(new URL('../fixtures/mm1.json', import.meta.url), 'utf8');

beforeAll(async () => {
  site = await buildEnginePage();
});

afterAll(() => rmSync(site, { recursive: true, force: true }));

/** Runs a test against the engine in a built page, under the policy of the site. */
function withEngine(test: (page: Page) => Promise<void>, expected?: RegExp): Promise<void> {
  const check = async ({ page }: { page: Page }) => {
    await page.waitForFunction(() => 'openEngine' in globalThis);
    await test(page);
  };
  return inChromium(check, { root: site, ...(expected === undefined ? {} : { expected }) });
}

/** The tables of the same run, made here on one thread. */
async function tablesHere(): Promise<Record<string, string>> {
  const plan = createPlan('mm1');
  const texts = new Map<string, string>();
  const port = {
    write: async (table: string, _: number, bytes: Uint8Array) => {
      texts.set(table, (texts.get(table) ?? '') + Buffer.from(bytes).toString());
    },
    close: async () => {},
    discard: async () => {},
  };
  const instants = new InstantText('2026-01-05T06:00:00+08:00');
  const openRows = ({ replication }: { replication: number }) =>
    new CsvTableWriter(port, replication, instants);
  const result = await runPoint(
    plan,
    new InlineExecutor([plan], { clock: () => performance.now(), pause, openRows }),
    {},
    never,
  );
  const outcomes = result.results.map(({ outcome }) => outcome);
  const small = [writeSummary(summarize(outcomes, plan.confidence)), writeReplications(outcomes)];
  return Object.fromEntries([
    ...small.map(({ table, bytes }) => [`${table.id}.csv`, Buffer.from(bytes).toString()]),
    ...usedTables(result.results).map(({ table }) => [
      `${table.id}.csv`,
      csvHeader(table) + texts.get(table.id),
    ]),
  ]);
}

describe('the engine in a built page', () => {
  it('reads an order table in pieces from a file of the browser, to the bytes of one that is held', async () => {
    const files = orderFolder(3000);
    const texts = [...files].map(([name, bytes]) => [name, new TextDecoder().decode(bytes)] as const);
    await withEngine(async (page) => {
      const found = await page.evaluate(async (written) => {
        const { openEngine } = globalThis as unknown as EnginePage;
        const engine = openEngine({ workers: 2 });
        const runs: string[] = [];
        for (const isHeld of [true, false]) {
          const content = new Map(
            written.map(([name, text]) => {
              const file = new File([text], name);
              const isLarge = !isHeld && name === 'orders.csv';
              return [
                name,
                isLarge ? { size: file.size, at: file } : new TextEncoder().encode(text),
              ] as const;
            }),
          );
          const { key } = await engine.load({ content, name: 'orders', overrides: [] });
          const run = await engine.start(key, {}, {});
          const { result } = await run.done;
          runs.push(
            `${result.resultHash} ${result.failures.length}\n${await run.file('parcels.csv')?.text()}`,
          );
        }
        engine.close();
        return runs;
      }, texts);
      expect(found[0]).toContain('order#0');
      expect(found[1] === found[0]).toBe(true);
    });
  });

  it('writes the bytes that Node writes, watched or not, and the same into an archive', async () => {
    await withEngine(async (page) => {
      const found = await page.evaluate(async (text) => {
        const { openEngine } = globalThis as unknown as EnginePage;
        const engine = openEngine({ workers: 2 });
        const content = new Map([['mm1.json', new TextEncoder().encode(text)]]);
        const { key, world, scenario } = await engine.load({ content, name: 'mm1', overrides: [] });
        const frames: number[] = [];
        const summaries: number[] = [];
        const run = await engine.start(
          key,
          {},
          {
            onFrame: (frame) => frames.push(frame.nowUs),
            onSummary: (rows) => summaries.push(rows.length),
          },
        );
        const { result } = await run.done;
        const files: Record<string, string> = {};
        for (const { name } of run.tables()) files[name] = await run.file(name)!.text();
        const archive = [...new Uint8Array(await (await run.zip()).arrayBuffer())];
        engine.close();
        return {
          files,
          archive,
          frames,
          summaries,
          world,
          title: scenario?.title,
          failures: result.failures,
        };
      }, MM1);
      const expected = await tablesHere();
      expect(found.failures).toEqual([]);
      expect(Object.keys(found.files).sort()).toEqual(
        [...Object.keys(expected), 'datapackage.json', 'run.json'].sort(),
      );
      for (const [name, text] of Object.entries(expected))
        expect(found.files[name] === text, name).toBe(true);
      const unpacked = unzipSync(Uint8Array.from(found.archive));
      for (const [name, text] of Object.entries(found.files)) {
        expect(Buffer.from(unpacked[name]).toString() === text, `${name} in the archive`).toBe(true);
      }
      expect(found.title).toBe('One clerk at a counter');
      expect(found.world).toMatchObject({ kind: 'flow' });
      expect(found.frames.at(-1)).toBe(20_000_000_000);
      expect(found.summaries.length).toBeGreaterThan(0);
    });
  });

  it('pauses, steps and stops a watched run, and keeps what is finished', async () => {
    await withEngine(async (page) => {
      const found = await page.evaluate(async (text) => {
        const { openEngine } = globalThis as unknown as EnginePage;
        const engine = openEngine({ workers: 2 });
        const content = new Map([['mm1.json', new TextEncoder().encode(text)]]);
        const { key } = await engine.load({ content, name: 'mm1', overrides: [] });
        const frames: number[] = [];
        let wake = () => {};
        const next = () =>
          new Promise<void>((resolve) => {
            wake = resolve;
          });
        const onFrame = (frame: { nowUs: number }) => {
          frames.push(frame.nowUs);
          wake();
        };
        const first = next();
        const run = await engine.start(key, { replications: 2 }, { onFrame });
        run.pause();
        await first;
        const second = next();
        run.step({ us: 60_000_000 });
        await second;
        while (run.tables().length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
        run.stop();
        const { result } = await run.done;
        engine.close();
        return {
          frames,
          finished: result.results.map(({ outcome }) => outcome.replication),
          unfinished: result.unfinished,
        };
      }, MM1);
      expect(found).toEqual({ frames: [0, 60_000_000], finished: [1], unfinished: [0] });
    });
  });

  it('tells the problems of a bad scenario with their places and stays usable', async () => {
    await withEngine(async (page) => {
      const found = await page.evaluate(async (text) => {
        const { openEngine } = globalThis as unknown as EnginePage;
        const engine = openEngine({ workers: 1 });
        const load = (json: string, overrides: string[]) =>
          engine.load({
            content: new Map([['a.json', new TextEncoder().encode(json)]]),
            name: 'a',
            overrides,
          });
        const bad = await load(text, ['blocks.counter.servers=-1', 'run.horizon_s=x']);
        const good = await load(text, []);
        engine.close();
        return {
          bad: bad.problems.map(({ place }) => place),
          scenario: bad.scenario,
          good: good.scenario?.title,
        };
      }, MM1);
      expect(found.scenario).toBe(undefined);
      expect(found.bad).toEqual([{ path: 'run.horizon_s' }, { path: 'blocks.counter.servers' }]);
      expect(found.good).toBe('One clerk at a counter');
    });
  });

  it.each([
    ['without a word', 'self.close()', /no sign of life for ten seconds/],
    ['with an error', 'setTimeout(() => { throw new Error("burst"); })', /burst/],
  ])('reports a worker that dies %s, and the other replications go on', async (_, deed, message) => {
    await withEngine(async (page) => {
      await page.evaluate(async (text) => {
        const { openEngine } = globalThis as unknown as EnginePage;
        const engine = openEngine({ workers: 2 });
        const content = new Map([['mm1.json', new TextEncoder().encode(text)]]);
        const { key } = await engine.load({ content, name: 'mm1', overrides: [] });
        const run = await engine.start(
          key,
          {},
          { onFrame: () => Object.assign(globalThis, { isUnderWay: true }) },
        );
        run.pause();
        Object.assign(globalThis, { run });
      }, MM1);
      await page.waitForFunction(() => 'isUnderWay' in globalThis);
      // The bookkeeper was the first worker, that of the watched replication the second.
      await page.workers()[1].evaluate(deed);
      const { failures, finished } = await page.evaluate(async () => {
        const { run } = globalThis as unknown as {
          run: Awaited<ReturnType<ReturnType<EnginePage['openEngine']>['start']>>;
        };
        const { result } = await run.done;
        return {
          failures: result.failures,
          finished: result.results.map(({ outcome }) => outcome.replication),
        };
      });
      expect(failures).toMatchObject([{ replication: 0, name: 'RunError', message }]);
      expect(finished).toEqual([1, 2, 3]);
    }, /burst/);
  });
});
