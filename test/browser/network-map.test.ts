import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { inChromium } from './chromium.ts';
import { addressOf, kpiText, openPanel, press, untilReady } from './page-driver.ts';

const PATIENCE_MS = 60_000;
/** An afternoon of the largest network, on a busy machine. */
const LONG_MS = 150_000;

/** Puts the time shown at a share of what has been simulated. */
async function seek(page: Page, share: number): Promise<void> {
  await page.getByRole('slider', { name: 'Time shown' }).fill(String(Math.round(1000 * share)));
}

describe('the map of a network in the built page', () => {
  it(
    'shows the way of a parcel from the keyboard, and looks back over the run without running again',
    async () => {
      await inChromium(
        async ({ page }) => {
          await untilReady(page);
          await openPanel(page, 'Network');
          await page.getByPlaceholder('Find a place').fill('Wuhan hub');
          await page.locator('.row').getByRole('button', { name: 'Wuhan hub' }).dispatchEvent('click');
          const inspector = page.getByLabel('What is chosen');
          await inspector.getByLabel('Way of a parcel to').fill('Lhasa township');
          await inspector.getByLabel('Way of a parcel to').press('Enter');
          const legs = inspector.getByRole('listitem');
          await expect.poll(() => legs.count()).toBeGreaterThan(2);
          expect(await legs.first().textContent()).toMatch(/^Wuhan hub → .* km$/);
          expect(await legs.last().textContent()).toContain('→ Lhasa township');
          await page.keyboard.press('Escape');
          await expect.poll(() => legs.count()).toBe(0);

          // There are two places of this name.
          await inspector.getByLabel('Way of a parcel to').fill('Suzhou · Anhui');
          await inspector.getByLabel('Way of a parcel to').press('Enter');
          await expect.poll(() => legs.last().textContent()).toContain('→ Suzhou · Anhui');
          await page.keyboard.press('Escape');
          await expect.poll(() => legs.count()).toBe(0);
          await inspector.getByLabel('Way of a parcel to').fill('Wuhan hub');
          await inspector.getByLabel('Way of a parcel to').press('Enter');
          await inspector.getByText('A parcel is already at this place.').waitFor();

          await press(page, 'Run');
          await page
            .locator('time')
            .getByText(/, (1\d|2\d):/)
            .waitFor({ timeout: PATIENCE_MS });
          await press(page, 'Pause');
          await page.locator('.progress').getByText('Paused').waitFor({ timeout: PATIENCE_MS });
          await seek(page, 1);
          const latest = [await page.locator('time').textContent(), await kpiText(page, 'kpi.inNetwork')];
          await seek(page, 0.5);
          const half = [await page.locator('time').textContent(), await kpiText(page, 'kpi.inNetwork')];
          expect(half[0]).not.toBe(latest[0]);
          expect(half[1]).not.toBe(latest[1]);
          await seek(page, 1);
          expect([await page.locator('time').textContent(), await kpiText(page, 'kpi.inNetwork')]).toEqual(
            latest,
          );
          await seek(page, 0.5);
          expect([await page.locator('time').textContent(), await kpiText(page, 'kpi.inNetwork')]).toEqual(
            half,
          );
        },
        { open: addressOf('china-31', '6h') },
      );
    },
    LONG_MS,
  );
});
