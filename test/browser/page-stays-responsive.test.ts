import { expect, it } from 'vitest';
import { inChromium } from './chromium.ts';
import { tasksDuring } from './long-tasks.ts';
import { addressOf, press, untilKpi, untilReady } from './page-driver.ts';

it('keeps every task of the page below 50 ms of processor time while the largest network runs', async () => {
  await inChromium(
    async ({ page }) => {
      await untilReady(page);
      const { longestCpuMs, longestWallMs, tasks } = await tasksDuring(page, async () => {
        await press(page, 'Run');
        await untilKpi(page, 'kpi.inNetwork', /^[1-9]/);
        await page.waitForTimeout(4000);
      });
      process.stdout.write(
        `longest task while running: ${longestCpuMs.toFixed(1)} ms of processor time, ${longestWallMs.toFixed(0)} ms by the clock\n`,
      );
      expect(tasks).toBeGreaterThan(100);
      expect(longestCpuMs).toBeGreaterThan(0);
      expect(longestCpuMs).toBeLessThan(50);
    },
    { open: addressOf('china-31', '6h') },
  );
});
