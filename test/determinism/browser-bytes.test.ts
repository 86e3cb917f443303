import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFirefox } from '../../tools/find-browser.mjs';
import { inChromium } from '../browser/chromium.ts';
import { reportFromFirefox } from '../browser/firefox.ts';
import { Program, type Tables } from '../program/program.ts';
import byteFlow from './byte-flow.json' with { type: 'json' };
import byteHub from './byte-hub.json' with { type: 'json' };
import lastBitsFlow from './last-bits-flow.json' with { type: 'json' };
import { type Swapped, swappedFunction } from './swapped-functions.ts';

/** The tables of both flows and of the hub. */
interface All {
  readonly byteFlow: Tables;
  readonly byteHub: Tables;
  readonly lastBitsFlow: Tables;
}

/** Builds the page whose worker runs the flows. */
async function buildPage(outDir: string, plugins: () => Plugin[] = () => []): Promise<void> {
  await build({
    root: fileURLToPath(new URL('page', import.meta.url)),
    base: './',
    configFile: false,
    logLevel: 'warn',
    plugins: plugins(),
    worker: { format: 'es', plugins },
    build: { outDir, emptyOutDir: true, target: 'es2022', modulePreload: { polyfill: false } },
  });
}

async function inNode(plugins: Plugin[] = []): Promise<All> {
  const program = await Program.start(plugins);
  const run = (scenario: object) =>
    program.run(scenario, ['--workers', '1', '--parcels', 'all', '--scans', 'all']);
  try {
    return {
      byteFlow: await run(byteFlow),
      byteHub: await run(byteHub),
      lastBitsFlow: await run(lastBitsFlow),
    };
  } finally {
    await program.stop();
  }
}

async function inChromiumPage(root: string): Promise<All> {
  let tables: All | undefined;
  await inChromium(
    async ({ page }) => {
      tables = await page.evaluate(() => Reflect.get(globalThis, 'tables') as Promise<All>);
    },
    { root },
  );
  return tables!;
}

/** The last bits of a function of the JavaScript engine, over 200,000 arguments that no flow has more of. */
function lastBits(name: 'log' | 'exp'): number {
  const bits = new DataView(new ArrayBuffer(8));
  let state = 1;
  let digest = 0;
  for (let i = 0; i < 200_000; i++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    bits.setFloat64(0, Math[name]((state + 1) / 2 ** 30));
    digest = (Math.imul(digest ^ bits.getUint32(4), 16_777_619) + bits.getUint32(0)) >>> 0;
  }
  return digest;
}

async function lastBitsInChromium(name: 'log' | 'exp', root: string): Promise<number> {
  let digest = Number.NaN;
  await inChromium(
    async ({ page }) => {
      digest = await page.evaluate(lastBits, name);
    },
    { root },
  );
  return digest;
}

const firefox = findFirefox();

describe('a run in a worker of a page', () => {
  let folder: string;
  let node: All;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'waybill-bytes-'));
    await buildPage(path.join(folder, 'right'));
    node = await inNode();
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('gives the same bytes in Chromium as in Node', async () => {
    expect(await inChromiumPage(path.join(folder, 'right'))).toEqual(node);
  });

  // Where no Firefox can be had, `npm test` says so.
  it.runIf(firefox !== undefined)('gives the same bytes in Firefox as in Node', async () => {
    const root = path.join(folder, 'right');
    const report = await reportFromFirefox({
      program: firefox!,
      root,
      open: 'index.html?report',
      limitS: 100,
    });
    expect(JSON.parse(report)).toEqual(node);
  });

  // Whether engines differ is a matter of their versions: Chromium 156 and Node 20 do, Chromium 150 and Node 20 do not.
  it.each<[string, Swapped, 'log' | 'exp']>([
    ['logarithm', 'ln', 'log'],
    ['exponential', 'exp', 'exp'],
  ])('hangs on the engine, were our %s that of the JavaScript engine', async (_name, swapped, ofMath) => {
    const root = path.join(folder, swapped);
    await buildPage(root, () => [swappedFunction(swapped)]);
    const wrongInChromium = (await inChromiumPage(root)).lastBitsFlow;
    const wrongInNode = (await inNode([swappedFunction(swapped)])).lastBitsFlow;
    expect(Object.keys(wrongInChromium).sort()).toEqual(Object.keys(wrongInNode).sort());
    const enginesAgree = (await lastBitsInChromium(ofMath, root)) === lastBits(ofMath);
    expect(wrongInChromium.parcels === wrongInNode.parcels).toBe(enginesAgree);
    // And neither gives what ours gives, or nothing would be swapped.
    expect(wrongInNode.parcels === node.lastBitsFlow.parcels && enginesAgree).toBe(
      wrongInChromium.parcels === node.lastBitsFlow.parcels,
    );
  });
});
