import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { inChromium } from './chromium.ts';
import {
  addressOf,
  colorsIn,
  kpiText,
  openPanel,
  press,
  stagePicture,
  untilKpi,
  untilReady,
  untilRunIs,
} from './page-driver.ts';

const SCENARIOS = fileURLToPath(new URL('../../scenarios', import.meta.url));
const PATIENCE_MS = 60_000;
/** A day of a large hub, or an afternoon of the largest network, on a busy machine. */
const LONG_MS = 150_000;

const TABLES = [
  'summary',
  'parcels',
  'trailers',
  'departures',
  'facilities',
  'timeseries',
  'limits',
  'missed',
  'laps',
  'stops',
].map((name) => `${name}.csv`);

/** Runs what is open to its end at once. */
async function runToEnd(page: Page): Promise<void> {
  await untilReady(page);
  await press(page, 'Run');
  await untilRunIs(page, 'Finished');
}

/** Moves the shown instant, in thousandths of the run, and waits until it is drawn. */
async function seek(page: Page, step: number): Promise<void> {
  const slider = page.getByRole('slider', { name: 'Time shown' });
  await slider.fill(String(step));
  await page.waitForTimeout(1000);
}

/** Chooses something of the list of places by its name. */
async function choosePlace(page: Page, list: string, name: string): Promise<void> {
  const search = page.getByPlaceholder('Find a place');
  if (!(await search.isVisible())) await openPanel(page, list);
  await search.fill(name);
  await page.locator('#panel').getByRole('button', { name }).first().dispatchEvent('click');
}

/** Values of the inspector by their labels. */
async function inspected(page: Page): Promise<Record<string, string>> {
  const facts = page.getByRole('complementary').locator('dl > div');
  const found: Record<string, string> = {};
  for (const fact of await facts.all()) {
    found[(await fact.locator('dt').textContent()) ?? ''] = (await fact.locator('dd').textContent()) ?? '';
  }
  return found;
}

describe('a sorting center in the built page', () => {
  it('opens from the gallery, which says in two sentences what it is and what to watch', async () => {
    await inChromium(
      async ({ page }) => {
        await untilReady(page);
        await openPanel(page, 'Scenarios');
        const card = page.locator('#panel').getByRole('button', { name: /^Single hub/ });
        const told = (await card.textContent()) ?? '';
        expect(told).toContain('Stations of the region fill the twilight sort');
        expect(told).toContain('Watch the trays fill');
        expect(told).toMatch(/Hub · 120 inbound doors · 5 sorters · [\d,]+ parcels a day/);
        await card.dispatchEvent('click');
        await untilKpi(page, 'kpi.departed', /^–$/);
        await untilReady(page);
        expect(await colorsIn(page, await stagePicture(page))).toBeGreaterThan(10);
      },
      { open: addressOf('two-hubs', 'max') },
    );
  });

  it(
    'runs, draws, and shows any instant of the run again, with the levels of that instant',
    async () => {
      await inChromium(
        async ({ page }) => {
          await untilReady(page);
          const empty = await stagePicture(page);
          await press(page, 'Run');
          await untilRunIs(page, 'Finished');
          await untilKpi(page, 'kpi.departed', /^[\d.]+[KM]$/);
          for (const kpi of ['achieved', 'gateToChute', 'hubCost', 'perLaborHour']) {
            expect(await kpiText(page, `kpi.${kpi}`), kpi).toMatch(/^[\d.]/);
          }
          expect(await kpiText(page, 'kpi.achieved')).toMatch(/of [\d.]+K\/h$/);

          await seek(page, 330);
          const busy = await stagePicture(page);
          const backlog = await kpiText(page, 'kpi.hubBacklog');
          expect(await colorsIn(page, busy)).toBeGreaterThan(100);
          expect(busy.equals(empty)).toBe(false);
          await seek(page, 20);
          expect((await stagePicture(page)).equals(busy)).toBe(false);
          await seek(page, 330);
          expect((await stagePicture(page)).equals(busy)).toBe(true);
          expect(await kpiText(page, 'kpi.hubBacklog')).toBe(backlog);

          await choosePlace(page, 'Floor', 'Inbound door 1');
          const inspector = page.getByRole('complementary');
          await inspector.locator('.u-over, canvas').first().waitFor();
          expect(await inspector.getByRole('heading').textContent()).toBe('Inbound door 1');
          expect(await inspector.textContent()).toContain('from Station');
          expect((await inspected(page)).People).toMatch(/^\d+$/);

          await choosePlace(page, 'Floor', 'Sorter LOOP-2');
          await expect.poll(() => inspected(page)).toHaveProperty('Speed', '2.5 m/s');
          const sorter = await inspected(page);
          expect(sorter.Length).toBe('420 m');
          expect(sorter['Trays occupied']).toMatch(/^[1-9][\d.]*%$/);
          expect(sorter['Design rate']).toMatch(/ per hour$/);

          await choosePlace(page, 'Floor', 'Chute 3 of LOOP-1');
          await expect.poll(() => inspected(page)).toHaveProperty('Parcels in the chute');
          const chute = await inspected(page);
          expect(chute['Parcels in the chute']).toMatch(/^\d+ of 80$/);
          expect(await inspector.locator('canvas').count()).toBe(1);
        },
        { open: `${addressOf('single-hub', 'max')}&replications=1` },
      );
    },
    LONG_MS,
  );

  it(
    'says at its end why it did not do more and when its incidents were, and hands over its tables',
    async () => {
      await inChromium(
        async ({ page }) => {
          await runToEnd(page);
          // The picture comes a little after the last event.
          await page.locator('time').getByText('Mar 03, 12:00').waitFor({ timeout: PATIENCE_MS });
          await page.keyboard.press('5');
          const panel = page.locator('#panel');
          await panel.getByRole('heading', { name: 'Why not more' }).waitFor();
          await panel.getByRole('button', { name: /^night/ }).dispatchEvent('click');
          const sentence = panel.locator('.sentence');
          expect(await sentence.textContent()).toMatch(
            /^Between \d\d:\d\d and \d\d:\d\d .+ the limit: about [\d,]+ parcels were not inducted because .+\./,
          );
          const quarters = panel.getByRole('button', { name: /^\d\d:\d\d to / });
          expect(await quarters.count()).toBeGreaterThan(8);
          await panel.getByText('As a table').click();
          const rows = panel.getByRole('table').getByRole('row');
          await rows.first().waitFor();
          expect(await rows.count()).toBe((await quarters.count()) + 1);
          expect(await rows.nth(1).getByRole('rowheader').textContent()).toMatch(/^\d\d:\d\d$/);

          const mark = page.getByTitle('jam: LOOP-1 stands still for an hour');
          const [of, track] = await Promise.all([
            mark.boundingBox(),
            page.locator('.scrubber .track').boundingBox(),
          ]);
          // From hour 13 to hour 14 of 24.
          expect((of!.x - track!.x) / track!.width).toBeCloseTo(13 / 24, 2);
          expect(of!.width / track!.width).toBeCloseTo(1 / 24, 2);

          await openPanel(page, 'Results');
          await page.getByPlaceholder('Find a figure').fill('gate to chute');
          const row = page.getByRole('table').getByRole('row').nth(1);
          await expect.poll(() => row.getByRole('cell').first().textContent()).toBe('gate to chute');
          expect(Number(await row.getByRole('cell').nth(1).textContent())).toBeGreaterThan(1);
          await openPanel(page, 'Tables');
          for (const name of TABLES) {
            await page.getByRole('button', { name: `Download ${name}` }).waitFor({ timeout: PATIENCE_MS });
          }
          const [download] = await Promise.all([
            page.waitForEvent('download'),
            press(page, 'All tables (.zip)'),
          ]);
          const files = unzipSync(await readFile(await download.path()));
          expect(Object.keys(files)).toEqual(expect.arrayContaining(TABLES));
          for (const name of TABLES) {
            const lines = Buffer.from(files[name]).toString().trimEnd().split('\n');
            expect(lines.length, name).toBeGreaterThan(1);
          }
        },
        { open: `${addressOf('hub-peak-night', 'max')}&replications=1` },
      );
    },
    LONG_MS,
  );

  it('lists the mistakes of a hub that was dropped on it, each with its place', async () => {
    const folder = `${SCENARIOS}/single-hub`;
    const text = (name: string) => readFile(`${folder}/${name}`, 'utf8');
    const scenario = JSON.parse(await text('scenario.json')) as {
      hub: { inbound_doors: { count: number }; sorters: { pitch_m: number }[] };
    };
    scenario.hub.inbound_doors.count = 0;
    scenario.hub.sorters[1].pitch_m = -0.6;
    const files = {
      'scenario.json': JSON.stringify(scenario),
      'inbound.csv': (await text('inbound.csv')).replace('1000', 'many'),
      'outbound.csv': await text('outbound.csv'),
    };
    await inChromium(
      async ({ page }) => {
        await untilReady(page);
        await page.evaluate((contents) => {
          const transfer = new DataTransfer();
          for (const [name, content] of Object.entries(contents)) {
            transfer.items.add(new File([content], name));
          }
          window.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true }));
        }, files);
        const list = page.getByRole('region', { name: 'Problems of the scenario' });
        await list.waitFor();
        const told = (await list.textContent()) ?? '';
        for (const part of [
          'hub.inbound_doors.count',
          'hub.sorters[1].pitch_m',
          '-0.6',
          'inbound.csv',
          'many',
        ]) {
          expect(told).toContain(part);
        }
      },
      { open: addressOf('two-hubs', 'max') },
    );
  });
});

describe('the floor of a hub of a network', () => {
  it(
    'opens from the map with what is on it, and Escape goes back to the map and its vehicles',
    async () => {
      await inChromium(
        async ({ page }) => {
          await untilReady(page);
          await press(page, 'Run');
          // Trucks of the afternoon reach the hub.
          await page
            .locator('time')
            .getByText(/Jun 01, (2\d:)|Jun 02/)
            .waitFor({ timeout: PATIENCE_MS });
          await choosePlace(page, 'Network', 'Wuhan hub');
          const map = await stagePicture(page);
          await press(page, 'Open the floor');
          await page.getByRole('button', { name: 'Back to the map' }).waitFor();
          await choosePlace(page, 'Network', 'Outbound door 1');
          // Before the pause: on a busy machine the first picture of the floor takes its time.
          await expect
            .poll(async () => (await inspected(page))['Room used'], { timeout: PATIENCE_MS })
            .toMatch(/^[\d.]+%$/);
          await press(page, 'Pause');
          await untilRunIs(page, 'Paused');
          await page.waitForTimeout(1000);
          const floor = await stagePicture(page);
          expect(await colorsIn(page, floor)).toBeGreaterThan(30);
          expect(floor.equals(map)).toBe(false);

          const back = page.getByRole('button', { name: 'Back to the map' });
          await page.locator('.stage').focus();
          for (let press = 0; press < 4 && (await back.count()) > 0; press++) {
            await page.keyboard.press('Escape');
            await page.waitForTimeout(300);
          }
          expect(await back.count()).toBe(0);
          const inspector = page.getByRole('complementary');
          expect(await inspector.getByRole('heading').textContent()).toBe('Wuhan hub');
          await page.waitForTimeout(1000);
          expect(await colorsIn(page, await stagePicture(page))).toBeGreaterThan(100);
          await press(page, 'Stop');
          await untilRunIs(page, 'Stopped');

          // What was not watched is not made up.
          await choosePlace(page, 'Network', 'Chengdu hub');
          await press(page, 'Open the floor');
          await page.getByText('This floor was not open at this time of the run').waitFor();
        },
        { open: addressOf('china-31', '6h') },
      );
    },
    LONG_MS,
  );
});
