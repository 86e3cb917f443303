import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Long enough for a machine that does much else at the same time. */
const PATIENCE_MS = 60_000;

/** Address of a scenario in the built page at a speed of its menu. */
export function addressOf(scenario: string, speed: string): string {
  return `?scenario=${scenario}&speed=${speed}`;
}

/** Waits until the scenario is drawn and can be run, and nothing is loading any more. */
export async function untilReady(page: Page): Promise<void> {
  await page.locator('.stage canvas').waitFor({ timeout: PATIENCE_MS });
  await untilRunnable(page);
  await page.waitForLoadState('networkidle');
}

/** Waits until the scenario can be run, drawn or not. */
export async function untilRunnable(page: Page): Promise<void> {
  const run = page.getByRole('button', { name: 'Run', exact: true });
  await expect.poll(() => run.isEnabled(), { timeout: PATIENCE_MS }).toBe(true);
}

/** Presses a button by its name, however busy the page is with drawing. */
export async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).dispatchEvent('click');
}

/** Opens a panel of the rail. */
export async function openPanel(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name }).dispatchEvent('click');
}

/** Waits until the words beside the progress bar say so: `Finished`, `Paused` … */
export async function untilRunIs(page: Page, state: string): Promise<void> {
  await page.locator('.progress').getByText(state).waitFor({ timeout: PATIENCE_MS });
}

/** Waits until a card of the strip shows what it should. @param kpi as in the catalogue: `kpi.delivered` */
export async function untilKpi(page: Page, kpi: string, shows: RegExp): Promise<void> {
  await expect.poll(() => kpiText(page, kpi), { timeout: PATIENCE_MS }).toMatch(shows);
}

/** What a card of the strip shows. @param kpi as in the catalogue: `kpi.delivered` */
export async function kpiText(page: Page, kpi: string): Promise<string> {
  return (await page.locator(`[data-kpi="${kpi}"]`).textContent()) ?? '';
}

/** Number of colors in a picture, as the browser itself reads it. */
export async function colorsIn(page: Page, png: Buffer): Promise<number> {
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('no canvas');
    context.drawImage(picture, 0, 0);
    const { data } = context.getImageData(0, 0, picture.width, picture.height);
    return new Set(new Uint32Array(data.buffer)).size;
  }, png.toString('base64'));
}

/** The picture of the network, without what lies over it. */
export async function stagePicture(page: Page): Promise<Buffer> {
  return page.locator('.stage').screenshot();
}
