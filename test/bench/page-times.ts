import type { Page } from 'playwright-core';
import { ensureBuilt } from '../../tools/freshness.mjs';
import { inChromium } from '../browser/chromium.ts';
import { type TaskTimes, tasksDuring } from '../browser/long-tasks.ts';

/** Opened so often, each time by a fresh browser with nothing kept. */
const OPENINGS = 5;
const WATCHED_MS = 15_000;
/** The play button, once it can be pressed. */
const PLAY = 'button.play:not([disabled])';

/** Tasks of the page's own thread while a run is on. */
export interface RunTasks extends TaskTimes {
  readonly speed: string;
  /** Wall times of tasks above 50 ms as the browser itself reports them. */
  readonly longTasksMs: readonly number[];
  /** Frames of the screen that the page had a chance to draw in. */
  readonly pictures: number;
  /** How long the page was watched, seconds. */
  readonly watchedS: number;
  /** What the page shows as parcels in the network at the end. */
  readonly inNetwork: string;
}

/** Tasks of the page's own thread while an experiment runs. */
export interface ExperimentTasks extends TaskTimes {
  readonly scenario: string;
  readonly watchedS: number;
  /** `34 of 160 replications`, at the end. */
  readonly finished: string;
}

/** How soon and how well the built page answers. */
export interface PageTimes {
  /** From navigation until a run can be started, ms, once per opening. */
  readonly interactiveMs: readonly number[];
  readonly runs: readonly RunTasks[];
  readonly experiments: readonly ExperimentTasks[];
}

/** Times of the built site with its default address, and of china-31 at each speed of the page's menu asked for. */
export async function pageTimes(options: { speeds: readonly string[] }): Promise<PageTimes> {
  ensureBuilt('site');
  const interactiveMs: number[] = [];
  for (let opening = 0; opening < OPENINGS; opening++) interactiveMs.push(await openingMs());
  const runs: RunTasks[] = [];
  for (const speed of options.speeds) runs.push(await tasksOfRun(speed));
  const experiments: ExperimentTasks[] = [];
  for (const one of EXPERIMENTS) experiments.push(await tasksOfExperiment(one));
  return { interactiveMs, runs, experiments };
}

/** Experiments that come along: one of long replications, one of many short ones, whose plots change all the time. */
const EXPERIMENTS = [
  { scenario: 'china-31', title: 'One more courier at every station' },
  { scenario: 'jackson-rework', title: 'Time over load and rework' },
];

async function tasksOfExperiment({
  scenario,
  title,
}: (typeof EXPERIMENTS)[number]): Promise<ExperimentTasks> {
  let found: ExperimentTasks | undefined;
  await inChromium(
    async ({ page }) => {
      page.setDefaultTimeout(120_000);
      await page.locator('.stage canvas').waitFor();
      await page.locator(PLAY).waitFor();
      await page.waitForLoadState('networkidle');
      await page.getByRole('navigation').getByRole('button', { name: 'Experiments' }).dispatchEvent('click');
      const run = page.locator('#panel').getByRole('button', { name: new RegExp(title) });
      await run.waitFor();
      await page.waitForTimeout(1000);
      const times = await tasksDuring(page, async () => {
        await run.dispatchEvent('click');
        await page.waitForTimeout(WATCHED_MS);
      });
      const told = page
        .locator('#panel')
        .getByText(/of \d+ replications/)
        .first();
      const finished = (await told.textContent()) ?? '';
      found = { scenario, watchedS: WATCHED_MS / 1000, finished, ...times };
    },
    { open: `?scenario=${scenario}&speed=1h` },
  );
  return found!;
}

/** A blank page has been open before, so the browser itself has started. */
async function openingMs(): Promise<number> {
  let ms = Number.NaN;
  await inChromium(
    async ({ page, url }) => {
      await page.addInitScript((play) => {
        const look = () => {
          if (document.querySelector(play) === null) return false;
          Object.assign(globalThis, { interactiveMs: performance.now() });
          return true;
        };
        const watch = new MutationObserver(() => {
          if (look()) watch.disconnect();
        });
        watch.observe(document, { subtree: true, childList: true, attributes: true });
      }, PLAY);
      await page.goto(url);
      await page.waitForFunction(() => 'interactiveMs' in globalThis);
      ms = await page.evaluate(() => Reflect.get(globalThis, 'interactiveMs') as number);
    },
    { open: 'about:blank' },
  );
  return ms;
}

async function tasksOfRun(speed: string): Promise<RunTasks> {
  let found: RunTasks | undefined;
  await inChromium(
    async ({ page }) => {
      page.setDefaultTimeout(120_000);
      await page.locator('.stage canvas').waitFor();
      await page.locator(PLAY).waitFor();
      await page.waitForLoadState('networkidle');
      await page.waitForTimeout(1000);
      await observeLongTasks(page);
      let longTasksMs: number[] = [];
      let pictures = 0;
      let inNetwork = '';
      const times = await tasksDuring(page, async () => {
        await page.locator(PLAY).dispatchEvent('click');
        await page.waitForTimeout(WATCHED_MS);
        ({ longTasksMs, pictures } = await page.evaluate(
          () => Reflect.get(globalThis, 'seen') as { longTasksMs: number[]; pictures: number },
        ));
        inNetwork = (await page.locator('[data-kpi="kpi.inNetwork"]').textContent()) ?? '';
      });
      found = { speed, longTasksMs, pictures, watchedS: WATCHED_MS / 1000, inNetwork, ...times };
    },
    { open: `?scenario=china-31&speed=${speed}` },
  );
  return found!;
}

async function observeLongTasks(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen = { longTasksMs: [] as number[], pictures: 0 };
    Object.assign(globalThis, { seen });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) seen.longTasksMs.push(duration);
    }).observe({ type: 'longtask' });
    const count = () => {
      seen.pictures++;
      requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
  });
}
