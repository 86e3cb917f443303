import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { createFolder, runProgram } from '../cli/program.ts';
import { inChromium } from './chromium.ts';
import { addressOf, colorsIn, openPanel, untilReady } from './page-driver.ts';

const PATIENCE_MS = 60_000;

/** The panel, where everything of an experiment is. */
function panelOf(page: Page) {
  return page.locator('#panel');
}

/** Starts an experiment that comes with the open scenario. */
async function startShipped(page: Page, title: string): Promise<void> {
  await openPanel(page, 'Experiments');
  const run = panelOf(page).getByRole('button', { name: new RegExp(title) });
  await run.waitFor({ timeout: PATIENCE_MS });
  await run.dispatchEvent('click');
}

/** Replications that the panel says are finished. */
async function finishedIn(page: Page): Promise<number> {
  const text =
    (await panelOf(page)
      .getByText(/\d+ of \d+ replications/)
      .first()
      .textContent()) ?? '';
  return Number(/(\d+) of/.exec(text)?.[1] ?? 0);
}

async function saved(page: Page, name: string | RegExp): Promise<Buffer> {
  const button = panelOf(page).getByRole('button', { name }).first();
  const [file] = await Promise.all([page.waitForEvent('download'), button.dispatchEvent('click')]);
  return readFile(await file.path());
}

describe('the experiments panel', () => {
  it('is cancelled, survives the tab, goes on, and saves the bytes of the terminal', async () => {
    const out = path.join(createFolder(), 'out');
    const file = path.join('scenarios', 'jackson-rework', 'experiments', 'screening.json');
    await runProgram('experiment', file, '--quiet', '--out', out);
    await inChromium(
      async ({ page, context, url }) => {
        await untilReady(page);
        await startShipped(page, 'Five factors in eight runs');
        await expect.poll(() => finishedIn(page), { timeout: PATIENCE_MS }).toBeGreaterThan(3);
        await panelOf(page).getByRole('button', { name: 'Cancel' }).dispatchEvent('click');
        const kept = panelOf(page).getByText(/\d+ of 160 replications are kept/);
        await kept.waitFor({ timeout: PATIENCE_MS });
        await page.close();

        const again = await context.newPage();
        await again.goto(new URL(addressOf('jackson-rework', '1h'), url).href);
        await untilReady(again);
        await openPanel(again, 'Experiments');
        const text =
          (await panelOf(again)
            .getByText(/\d+ of 160 replications are kept/)
            .textContent()) ?? '';
        expect(Number(/(\d+) of/.exec(text)?.[1])).toBeGreaterThan(3);
        await panelOf(again).getByRole('button', { name: 'Continue' }).dispatchEvent('click');
        await panelOf(again).getByText('160 of 160 replications').waitFor({ timeout: PATIENCE_MS });
        await panelOf(again).getByText('Finished').waitFor({ timeout: PATIENCE_MS });
        for (const table of ['design', 'effects', 'replications']) {
          const bytes = await saved(again, new RegExp(`${table}\\.csv`));
          expect(bytes.equals(readFileSync(path.join(out, `${table}.csv`))), table).toBe(true);
        }
        const png = await saved(again, /^Save as PNG|PNG/);
        expect(await colorsIn(again, png)).toBeGreaterThan(3);
      },
      { open: addressOf('jackson-rework', '1h') },
    );
  }, 120_000);

  it('says whether a difference is real in a sentence', async () => {
    await inChromium(
      async ({ page }) => {
        await untilReady(page);
        await startShipped(page, 'A faster clerk');
        const sentence = panelOf(page).getByText(
          /4\.12 s ± 0\.13 s\s+lower than with .as it is.: better, and more than chance at 95/,
        );
        await sentence.waitFor({ timeout: PATIENCE_MS });
      },
      { open: addressOf('mm1', '1h') },
    );
  });
});
