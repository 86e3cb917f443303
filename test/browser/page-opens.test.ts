import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { inChromium } from './chromium.ts';
import { untilReady } from './page-driver.ts';

describe('the built page', () => {
  it('opens without an error under the strict policy and shows its name', async () => {
    await inChromium(async ({ page }) => {
      await page.getByRole('heading', { name: 'Waybill' }).waitFor();
      expect(await page.title()).toContain('Waybill');
      await untilReady(page);
    });
  });

  it('opens without the server once it has been opened with it', async () => {
    await inChromium(async ({ page, goOffline }) => {
      await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
      await untilReady(page);
      await page.waitForLoadState('networkidle');
      await goOffline();
      await page.reload();
      await untilReady(page);
      const scenarios = await page.evaluate(() =>
        fetch('scenarios/index.json').then((answer) => answer.json()),
      );
      expect(scenarios).toHaveProperty('scenarios');
    });
  });
});

describe('the watch over the page', () => {
  const cases: readonly [string, string, RegExp][] = [
    ['an inline script', '<script>document.title = "ran"</script>', /policy: script-src-elem refuses inline/],
    ['a missing file', '<img src="gone.png">', /status 404: .*gone\.png/],
    ['an uncaught error', '<script src="throws.js"></script>', /uncaught: Error: on purpose/],
    ['a worker that evaluates text', '<script src="starts.js"></script>', /unsafe-eval/],
  ];

  it.each(cases)('reports %s', async (_what, body, complaint) => {
    const root = await mkdtemp(path.join(tmpdir(), 'waybill-page-'));
    try {
      await writeFile(path.join(root, 'index.html'), `<!doctype html><link rel="icon" href="data:,">${body}`);
      await writeFile(path.join(root, 'starts.js'), 'new Worker("evaluates.js");');
      await writeFile(path.join(root, 'evaluates.js'), 'new Function("return 1")();');
      await writeFile(path.join(root, 'throws.js'), 'throw new Error("on purpose");');
      await expect(
        inChromium(async ({ page }) => page.waitForLoadState('networkidle'), { root }),
      ).rejects.toThrow(complaint);
    } finally {
      await rm(root, { recursive: true, force: true });
    }
  });
});
