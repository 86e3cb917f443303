import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { readScenario } from '../../src/cli/read-scenario.ts';
import { describeWorld } from '../../src/experiment/describe-world.ts';
import type { NetworkWorld } from '../../src/snapshot/network-snapshot.ts';
import { inChromium } from '../browser/chromium.ts';
import type { MapFrames, MapPage } from './map-page/page.ts';

/** Frames measured; the stage remembers 240 of them. */
const FRAMES = 240;

/** The real map in Chromium, in a page of its own, at each number of moving vehicles in turn. */
export async function mapFrames(options: { moving: readonly number[] }): Promise<MapFrames[]> {
  const site = mkdtempSync(path.join(tmpdir(), 'waybill-map-'));
  try {
    await build({
      root: fileURLToPath(new URL('map-page', import.meta.url)),
      base: './',
      configFile: false,
      logLevel: 'error',
      build: { outDir: site, emptyOutDir: true, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
    });
    const world = chinaWorld();
    const found: MapFrames[] = [];
    for (const moving of options.moving) {
      await inChromium(
        async ({ page }) => {
          page.setDefaultTimeout(0);
          await page.waitForFunction(() => 'measureMap' in globalThis);
          const given = { world, moving, frames: FRAMES };
          found.push(
            await page.evaluate((asked) => {
              const { measureMap } = globalThis as unknown as MapPage;
              return measureMap(asked.world, asked.moving, asked.frames);
            }, given),
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

/** Facilities, lanes and weather of the largest scenario that comes with the product. */
function chinaWorld(): NetworkWorld {
  const scenarios = fileURLToPath(new URL('../../scenarios', import.meta.url));
  const { scenario } = readScenario('china-31', { cwd: scenarios, scenarios }, []);
  if (scenario === undefined) throw new Error('china-31 cannot be read');
  const world = describeWorld(scenario);
  if (world.kind !== 'network') throw new Error('china-31 is no network');
  return world;
}
