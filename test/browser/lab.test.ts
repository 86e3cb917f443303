import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { inChromium } from './chromium.ts';
import { addressOf, openPanel, press, untilReady, untilRunIs } from './page-driver.ts';

function question(page: Page, ordinal: number): Locator {
  return page.getByRole('form', { name: `Question ${ordinal} of 2` });
}

/** Writes an answer and presses Enter. */
async function answer(page: Page, ordinal: number, text: string): Promise<void> {
  const field = question(page, ordinal).getByRole('textbox');
  await field.fill(text);
  await field.press('Enter');
}

async function untilSaid(page: Page, ordinal: number, words: string): Promise<void> {
  await question(page, ordinal).getByRole('status').getByText(words).first().waitFor();
}

describe('the queueing lab', () => {
  it('shows the exact 20 s of M/M/1 beside the simulated interval, with formula and source by keyboard', async () => {
    await inChromium(
      async ({ page }) => {
        await untilReady(page);
        await press(page, 'Run');
        await untilRunIs(page, 'Finished');
        await openPanel(page, 'Results');
        await page.getByText('M/M/1: theory beside the figures.').waitFor();
        await page.getByPlaceholder('Find a figure').fill('time in system counter');
        const row = page.getByRole('row').filter({ hasText: 'time in system' });
        const cells = await row.getByRole('cell').allTextContents();
        const [, , mean, halfWidth, theory] = cells.map((cell) => cell.trim());
        expect(Math.abs(Number(mean) - 20)).toBeLessThan(2);
        expect(Number(halfWidth)).toBeGreaterThan(0);
        const isWithin = Math.abs(Number(mean) - 20) <= Number(halfWidth);
        expect(theory).toMatch(isWithin ? /^20\s+within$/ : /^20\s+outside$/);
        const exact = row.getByRole('button');
        await exact.focus();
        await page.keyboard.press('Enter');
        const note = page.getByRole('region', { name: 'Where the exact value comes from' });
        await note.getByText('1 / (μ − λ)').waitFor();
        await note.getByText('Kleinrock').waitFor();
        await page.keyboard.press('Escape');
        await note.waitFor({ state: 'detached' });
        await page.getByRole('heading', { name: 'Results' }).waitFor();
      },
      { open: `${addressOf('mm1', 'max')}&replications=5` },
    );
  });

  it('finds an answer wrong, near and right in words, and offers the right one after two misses', async () => {
    await inChromium(
      async ({ page }) => {
        await untilReady(page);
        await answer(page, 1, 'four');
        await untilSaid(page, 1, 'Write a number');
        await answer(page, 1, '3');
        await untilSaid(page, 1, 'too low');
        await untilSaid(page, 1, 'Hint:');
        expect(await page.getByRole('button', { name: 'Show the answer' }).count()).toBe(0);
        await answer(page, 1, '4.1');
        await untilSaid(page, 1, 'Near');
        await page.getByRole('button', { name: 'Show the answer' }).waitFor();
        await answer(page, 1, '4');
        await untilSaid(page, 1, 'Right.');
        await untilSaid(page, 1, 'M/M/1');
        await answer(page, 2, '0.75');
        await untilSaid(page, 2, 'asked in s');
        await page.reload();
        await untilReady(page);
        await untilSaid(page, 1, 'Right.');
        expect(await question(page, 2).getByRole('textbox').inputValue()).toBe('0.75');
      },
      { open: addressOf('mm1', 'max') },
    );
  });

  it('holds answers against the flow as it is written, whatever is tried out', async () => {
    await inChromium(
      async ({ page }) => {
        await untilReady(page);
        await openPanel(page, 'Scenarios');
        await page.locator('summary', { hasText: 'Seed, replications and values' }).click();
        await page.getByRole('textbox', { name: 'Other values' }).fill('blocks.counter.servers=2');
        await page.getByRole('button', { name: 'Apply' }).click();
        await openPanel(page, 'Results');
        await page.getByText('M/M/2: theory beside the figures.').waitFor();
        await press(page, 'Close the panel');
        await answer(page, 1, '4');
        await untilSaid(page, 1, 'Right.');
      },
      { open: addressOf('mm1', 'max') },
    );
  });

  it('fits a phone: the diagram reads down, the exercise is a sheet, nothing scrolls sideways', async () => {
    await inChromium(
      async ({ page }) => {
        await untilReady(page);
        await press(page, 'Open the exercise');
        await answer(page, 1, '4');
        await untilSaid(page, 1, 'Right.');
        const sheet = await page.getByRole('region', { name: 'Exercise' }).boundingBox();
        expect(sheet?.x).toBe(0);
        expect(sheet?.width).toBe(360);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
        await press(page, 'Close the exercise');
        await page.getByRole('button', { name: 'Open the exercise' }).waitFor();
      },
      { open: addressOf('mm1', 'max'), viewport: { width: 360, height: 640 } },
    );
  });
});
