import { expect, it } from 'vitest';
import { inChromium } from './chromium.ts';
import { addressOf, openPanel, press, untilKpi, untilReady, untilRunIs } from './page-driver.ts';

it('answers while the largest network runs as fast as it can: panels open, it pauses and goes on', async () => {
  await inChromium(
    async ({ page }) => {
      await untilReady(page);
      await press(page, 'Run');
      await untilKpi(page, 'kpi.inNetwork', /^[1-9]/);
      for (const panel of ['Charts', 'Network', 'Results']) {
        await openPanel(page, panel);
        await page.getByRole('heading', { level: 2, name: panel }).first().waitFor();
      }
      await press(page, 'Pause');
      await untilRunIs(page, 'Paused');
      await press(page, 'Go on');
      await page.getByRole('button', { name: 'Pause', exact: true }).waitFor();
      await press(page, 'Stop');
      await untilRunIs(page, 'Stopped');
      // What was shown stays to be looked at, and the run can be started again.
      await expect.poll(() => page.getByRole('button', { name: 'Run again' }).isEnabled()).toBe(true);
    },
    { open: addressOf('china-31', 'max') },
  );
});
