import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { inChromium } from '../browser/chromium.ts';
import type { FloorFrames, FloorPage } from './floor-page/page.ts';

/** Frames measured; the stage remembers 240 of them. */
const FRAMES = 240;

/** The real floor in Chromium, 2,100 trays on it and new levels with every picture, at each zoom in turn. */
export async function floorFrames(options: { zooms: readonly number[] }): Promise<FloorFrames[]> {
  const site = mkdtempSync(path.join(tmpdir(), 'waybill-floor-'));
  try {
    await build({
      root: fileURLToPath(new URL('floor-page', import.meta.url)),
      base: './',
      configFile: false,
      logLevel: 'error',
      build: { outDir: site, emptyOutDir: true, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
    });
    const found: FloorFrames[] = [];
    for (const zoom of options.zooms) {
      await inChromium(
        async ({ page }) => {
          page.setDefaultTimeout(0);
          await page.waitForFunction(() => 'measureFloor' in globalThis);
          found.push(
            await page.evaluate(
              (asked) => {
                const { measureFloor } = globalThis as unknown as FloorPage;
                return measureFloor({}, asked.frames, asked.zoom);
              },
              { zoom, frames: FRAMES },
            ),
          );
        },
        { root: site },
      );
    }
    return found;
  } finally {
    rmSync(site, { recursive: true, force: true });
  }
}
