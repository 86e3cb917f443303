import { describe, expect, it } from 'vitest';
import { inChromium } from './chromium.ts';
import {
  addressOf,
  openPanel,
  press,
  untilKpi,
  untilReady,
  untilRunIs,
  untilRunnable,
} from './page-driver.ts';

const BROKEN = JSON.stringify({
  version: 1,
  kind: 'flow',
  title: 'Broken',
  starts_at: '2026-01-05T06:00:00+08:00',
  run: { horizon_s: -5 },
  blocks: {
    arrivals: { type: 'source', interarrival: { exponential: { mean_s: 5 } }, to: 'counter' },
    counter: { type: 'queue', servers: 0, service: { exponential: { mean_s: 4 } }, to: 'exit' },
    exit: { type: 'sink' },
  },
});

describe('when something goes wrong, the page', () => {
  it('lists what is wrong with a file, with place and hint, and stays usable', async () => {
    await inChromium(
      async ({ page }) => {
        await untilReady(page);
        await openPanel(page, 'Scenarios');
        const file = { name: 'broken.json', mimeType: 'application/json', buffer: Buffer.from(BROKEN) };
        await page.locator('input[type=file]').first().setInputFiles(file);
        const list = page.getByRole('region', { name: 'Problems of the scenario' });
        await list.waitFor();
        expect(await list.getByRole('heading').textContent()).toContain('2 errors');
        const text = await list.textContent();
        for (const part of ['broken.json', 'run.horizon_s', '-5', 'blocks.counter.servers', 'at least 1']) {
          expect(text).toContain(part);
        }
        await press(page, 'Run');
        await untilRunIs(page, 'Finished');
        await untilKpi(page, 'kpi.delivered', /^[1-9]\d$/);
      },
      { open: addressOf('two-hubs', 'max') },
    );
  });

  it('tells of a worker that died without a word, and keeps the other replications', async () => {
    await inChromium(
      async ({ page }) => {
        await untilReady(page);
        await press(page, 'Run');
        await page.locator('.progress').getByText('1 of 2 replications').waitFor({ timeout: 60_000 });
        // The first worker keeps the books, the second runs the replication that is watched.
        void page
          .workers()[1]
          .evaluate(() => self.close())
          .catch(() => {});
        const notice = page
          .getByRole('alert')
          .filter({ hasText: '1 replication failed; the others are kept' });
        await notice.waitFor({ timeout: 60_000 });
        expect(await notice.textContent()).toContain('run again');
        await openPanel(page, 'Tables');
        await page.getByRole('button', { name: 'Download parcels.csv' }).waitFor();
      },
      { open: addressOf('two-hubs', '1min') },
    );
  });

  it('tells on reopening that a run was not finished and nothing of it was kept', async () => {
    await inChromium(
      async ({ page, context, url }) => {
        await untilReady(page);
        await press(page, 'Run');
        await untilRunIs(page, '1 of 2 replications');
        await page.close({ runBeforeUnload: false });
        const reopened = await context.newPage();
        await reopened.goto(url);
        const notice = reopened.getByRole('note').filter({ hasText: 'was not finished' });
        await notice.waitFor();
        expect(await notice.textContent()).toContain('nothing of that run was kept');
        await untilReady(reopened);
        await reopened.reload();
        await untilReady(reopened);
        expect(await reopened.getByRole('note').count()).toBe(0);
      },
      { open: addressOf('two-hubs', '1min') },
    );
  });

  it('says nothing of a run in another tab until that tab is closed', async () => {
    await inChromium(
      async ({ page, context, url }) => {
        await untilReady(page);
        await press(page, 'Run');
        await untilRunIs(page, '1 of 2 replications');
        const beside = await context.newPage();
        await beside.goto(url);
        await untilReady(beside);
        const notice = beside.getByRole('note').filter({ hasText: 'was not finished' });
        expect(await notice.count()).toBe(0);
        await page.close({ runBeforeUnload: false });
        await notice.waitFor();
      },
      { open: addressOf('two-hubs', '1min') },
    );
  });

  it('runs without a picture where the browser cannot draw one', async () => {
    await inChromium(
      async ({ page, url }) => {
        await untilReady(page);
        await page.addInitScript(() => {
          const original = HTMLCanvasElement.prototype.getContext as (
            kind: string,
            ...rest: unknown[]
          ) => unknown;
          const withoutWebGL = function (this: HTMLCanvasElement, kind: string, ...rest: unknown[]): unknown {
            return kind.startsWith('webgl') ? null : original.call(this, kind, ...rest);
          };
          HTMLCanvasElement.prototype.getContext =
            withoutWebGL as typeof HTMLCanvasElement.prototype.getContext;
        });
        await page.goto(url + addressOf('two-hubs', 'max'));
        await page.getByText('WebGL is off or missing').waitFor();
        await untilRunnable(page);
        await press(page, 'Run');
        await untilRunIs(page, 'Finished');
        await untilKpi(page, 'kpi.delivered', /^[1-9]\d$/);
      },
      { open: addressOf('two-hubs', 'max') },
    );
  });
});
