import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM_FLAGS, findChromium } from '../../tools/find-browser.mjs';
import { serve } from '../../tools/static-server.mjs';
import { type BrowserProcess, browserProcesses, forgetPeak, peakMb } from './browser-memory.ts';
import type { ExportPage } from './export-page/page.ts';

const FEW = 300_000;

/** Ten million take seven minutes and 6 GB of memory and disk: EXPORT_SCANS=10000000. */
const SCANS = Number(process.env.EXPORT_SCANS ?? FEW);

const FOLDER = mkdtempSync(path.join(tmpdir(), 'waybill-export-'));
const [SITE, PROFILE] = [path.join(FOLDER, 'site'), path.join(FOLDER, 'profile')];

beforeAll(async () => {
  await build({
    root: fileURLToPath(new URL('export-page', import.meta.url)),
    base: './',
    configFile: false,
    logLevel: 'warn',
    define: { __VERSION__: '"0"' },
    worker: { format: 'es' },
    build: { outDir: SITE, emptyOutDir: true, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  });
});

afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

/**
 * Opens the page with large tables made in it. The browser has a profile of its own on disk: what a private window
 * keeps of files is in memory.
 */
async function withTables(rows: number, test: (page: Page) => Promise<void>): Promise<void> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('No Chromium: run `npm test`, or set CHROME_PATH.');
  const server = await serve({ root: SITE });
  const context = await chromium.launchPersistentContext(PROFILE, {
    executablePath,
    args: CHROMIUM_FLAGS,
    chromiumSandbox: false,
  });
  try {
    const page = await context.newPage();
    await page.goto(server.url);
    await page.waitForFunction(() => 'exportPage' in globalThis);
    const bytes = await page.evaluate((scans) => {
      const { exportPage } = globalThis as unknown as { exportPage: ExportPage };
      return exportPage.makeTables(scans);
    }, rows);
    expect(bytes).toBeGreaterThan(rows * 60);
    await test(page);
  } finally {
    await context.close();
    await server.close();
  }
}

describe('a conversion of large tables in the page', () => {
  it('ends when it is canceled', async () => {
    await withTables(FEW, async (page) => {
      const said = await page.evaluate(() => {
        const { exportPage } = globalThis as unknown as { exportPage: ExportPage };
        return exportPage.cancel('parquet');
      });
      expect(said).toBe('RunError: the conversion was canceled');
    });
  });

  it.runIf(process.platform === 'linux')(
    'keeps its tab below 512 MB for each format, whatever the number of scans',
    { timeout: 3_600_000 },
    async () => {
      await withTables(SCANS, async (page) => {
        for (const format of ['parquet', 'event-log', 'ocel'] as const) {
          const processes = browserProcesses(PROFILE);
          for (const one of processes) forgetPeak(one);
          const files = await page.evaluate((asked) => {
            const { exportPage } = globalThis as unknown as { exportPage: ExportPage };
            return exportPage.convert(asked);
          }, format);
          const tab = peakOf(processes, 'renderer');
          if (process.env.EXPORT_SCANS !== undefined) {
            const sizes = files.map((file) => `${file.name} ${Math.round(file.bytes / 2 ** 20)} MB`);
            const keeper = Math.round(peakOf(processes, 'browser'));
            console.log(
              `${SCANS} scans as ${format} (${sizes}): tab ${Math.round(tab)} MB, browser ${keeper} MB at most`,
            );
          }
          expect(tab, format).toBeLessThan(512);
          expect(files.reduce((sum, file) => sum + file.bytes, 0)).toBeGreaterThan(SCANS * 10);
        }
      });
    },
  );
});

/** The most that a process of a type held, MB. */
function peakOf(processes: readonly BrowserProcess[], type: string): number {
  return Math.max(...processes.filter((one) => one.type === type).map(peakMb));
}
