import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { inChromium } from './chromium.ts';
import {
  addressOf,
  openPanel,
  press,
  stagePicture,
  untilKpi,
  untilReady,
  untilRunIs,
} from './page-driver.ts';

/** Simulated time on the clock. */
function clockText(page: Page): Promise<string | null> {
  return page.locator('time').textContent();
}

/** What the clock says once the last frame of a stopped run has come: the same twice in a row. */
async function settledClock(page: Page): Promise<string | null> {
  let before: string | null = '';
  let now = await clockText(page);
  while (now !== before) {
    await page.waitForTimeout(500);
    before = now;
    now = await clockText(page);
  }
  return now;
}

describe('run control', () => {
  it('does not move a pixel while it is paused', async () => {
    await inChromium(
      async ({ page }) => {
        await untilReady(page);
        const before = await stagePicture(page);
        await press(page, 'Run');
        await untilKpi(page, 'kpi.inNetwork', /^[1-9]/);
        await press(page, 'Pause');
        await untilRunIs(page, 'Paused');
        // The last frame may be on its way to the screen.
        await page.waitForTimeout(1500);
        const paused = await stagePicture(page);
        await page.waitForTimeout(1500);
        expect((await stagePicture(page)).equals(paused)).toBe(true);
        expect(paused.equals(before)).toBe(false);
      },
      { open: addressOf('two-hubs', '6h') },
    );
  });

  it('obeys the keys: space runs and pauses, a point steps, S stops, a question mark helps', async () => {
    await inChromium(
      async ({ page }) => {
        await untilReady(page);
        await page.keyboard.press('Space');
        await untilRunIs(page, 'left');
        await page.keyboard.press('Space');
        await untilRunIs(page, 'Paused');
        await page.waitForTimeout(500);
        const paused = await clockText(page);
        await page.keyboard.press('.');
        await expect.poll(() => clockText(page), { timeout: 10_000 }).not.toBe(paused);
        await page.keyboard.press('s');
        await untilRunIs(page, 'Stopped');
        await page.keyboard.press('?');
        await page.getByRole('heading', { name: 'Keys' }).waitFor();
        await page.keyboard.press('Escape');
        await page.getByRole('heading', { name: 'Keys' }).waitFor({ state: 'detached' });
      },
      { open: addressOf('two-hubs', '10min') },
    );
  });

  it('looks back over what was simulated, and comes back to the present', async () => {
    await inChromium(
      async ({ page }) => {
        await untilReady(page);
        await press(page, 'Run');
        await untilKpi(page, 'kpi.delivered', /^[1-9]/);
        await press(page, 'Stop');
        await untilRunIs(page, 'Stopped');
        const end = await settledClock(page);
        const slider = page.getByRole('slider', { name: 'Time shown' });
        await slider.focus();
        await page.keyboard.press('Home');
        await expect.poll(() => clockText(page)).toContain('00:00');
        await untilKpi(page, 'kpi.delivered', /^[–0]/);
        await press(page, 'To end');
        await expect.poll(() => clockText(page)).toBe(end);
      },
      { open: addressOf('two-hubs', '6h') },
    );
  });
});

describe('the page on a phone', () => {
  it('never scrolls sideways at 360 pixels, whatever is open', async () => {
    await inChromium(
      async ({ page }) => {
        await untilReady(page);
        await press(page, 'Run');
        await untilRunIs(page, 'Finished');
        for (const panel of ['Scenarios', 'Network', 'Charts', 'Results', 'Tables', 'Help']) {
          await openPanel(page, panel);
          await page.getByRole('heading', { level: 2 }).first().waitFor();
          const widths = await page.evaluate(() => [
            document.documentElement.scrollWidth,
            document.body.scrollWidth,
          ]);
          expect(Math.max(...widths), panel).toBeLessThanOrEqual(360);
          const play = await page.getByRole('button', { name: 'Run again' }).boundingBox();
          expect(play !== null && play.x >= 0 && play.y + play.height <= 640, panel).toBe(true);
        }
      },
      { open: addressOf('two-hubs', 'max'), viewport: { width: 360, height: 640 } },
    );
  });
});
