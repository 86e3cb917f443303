import { measure } from './processes.ts';
import { check, median, type Results, spread } from './report.ts';

/** Vehicles under way; the budget is that of the larger number. */
const FEW = 2_000;
const MANY = 100_000;
/** From the whole floor to single trays. */
const ZOOMS = [1, 3, 9];
/** Of the page's menu: as fast as possible, and the fastest pace. */
const SPEEDS = ['max', '6h'];
/** Longest that the page may be busy without answering, ms. */
const LONG_TASK_MS = 50;

/** Main-thread script per picture of the real map, in Chromium, while trips are appended. */
export function map({ findings, checks }: Results): void {
  const sizes = [FEW, MANY];
  const measured = measure('map', { moving: sizes });
  sizes.forEach((moving, i) => {
    const found = measured[i];
    const section = `map, ${moving.toLocaleString('en')} moving`;
    const interval = found.medianIntervalMs.toFixed(0);
    findings.push(
      {
        section,
        what: 'script per frame, median',
        value: found.medianMs,
        unit: 'ms',
        budget: { atMost: 4 },
        note: `${found.frames} frames, one each ${interval} ms; a frame goes on by a minute`,
      },
      { section, what: 'script per frame, p95', value: found.p95Ms, unit: 'ms' },
      {
        section,
        what: 'appending per frame, p95',
        value: found.p95AppendMs,
        unit: 'ms',
        note: `${found.appended.toFixed(0)} trips and all levels, beside the script above`,
      },
    );
    checks.push(
      {
        what: `${section}: under way at every frame`,
        holds: found.fewestMoving >= moving,
        found: `at least ${found.fewestMoving.toLocaleString('en')}`,
      },
      check(`${section}: frames measured`, found.frames, 240),
    );
  });
}

/** Main-thread script per picture of the real floor, in Chromium, new levels with every picture. */
export function floor({ findings, checks }: Results): void {
  const measured = measure('floor', { zooms: ZOOMS });
  ZOOMS.forEach((zoom, i) => {
    const { medianMs, p95Ms, frames, medianShowMs } = measured[i];
    const section = `floor, 2,100 trays, zoom ${zoom}`;
    findings.push(
      {
        section,
        what: 'script per frame, median',
        value: medianMs,
        unit: 'ms',
        budget: { atMost: 4 },
        note: `${frames} frames; handing over the levels of one, median ${medianShowMs.toFixed(2)} ms, is apart`,
      },
      { section, what: 'script per frame, p95', value: p95Ms, unit: 'ms' },
    );
    checks.push(check(`${section}: frames measured`, frames, 240));
  });
}

/** How soon the built page can be used, and how long it is ever busy while china-31 runs. */
export function page({ findings, checks }: Results): void {
  const { interactiveMs, runs, experiments } = measure('page', { speeds: SPEEDS });
  findings.push({
    section: 'page',
    what: 'first interaction',
    value: median(interactiveMs) / 1000,
    unit: 's',
    budget: { atMost: 2 },
    note: `navigation to Run enabled; ${spread(interactiveMs.map((ms) => ms / 1000))}`,
  });
  for (const run of runs) {
    const section = `page, china-31 at ${run.speed}`;
    findings.push(
      {
        section,
        what: 'longest task, processor time',
        value: run.longestCpuMs,
        unit: 'ms',
        budget: { atMost: LONG_TASK_MS },
        note: `${run.tasks.toLocaleString('en')} tasks in ${run.watchedS} s`,
      },
      {
        section,
        what: 'longest task, wall',
        value: run.longestWallMs,
        unit: 'ms',
        budget: { atMost: LONG_TASK_MS },
        note: 'with waiting for a processor and for the graphics process',
      },
      {
        section,
        what: `tasks above ${LONG_TASK_MS} ms, wall`,
        value: run.longTasksMs.length,
        unit: '',
        budget: { atMost: 0 },
        note: `longest of them ${Math.max(0, ...run.longTasksMs).toFixed(0)} ms; ${run.pictures} frames of the screen`,
      },
    );
    checks.push({
      what: `${section}: parcels moved while the page was watched`,
      holds: /^[1-9]/.test(run.inNetwork),
      found: `${run.inNetwork} in the network at the end`,
    });
  }
  for (const { scenario, finished, longestCpuMs, longestWallMs, tasks, watchedS } of experiments) {
    const section = `page, experiment on ${scenario}`;
    findings.push(
      {
        section,
        what: 'longest task, processor time',
        value: longestCpuMs,
        unit: 'ms',
        budget: { atMost: LONG_TASK_MS },
        note: `${tasks.toLocaleString('en')} tasks in ${watchedS} s; ${finished}`,
      },
      {
        section,
        what: 'longest task, wall',
        value: longestWallMs,
        unit: 'ms',
        budget: { atMost: LONG_TASK_MS },
      },
    );
  }
}
