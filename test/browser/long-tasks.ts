import type { Page } from 'playwright-core';

/** Tasks of the page's own thread over some time. */
export interface TaskTimes {
  /** Processor time of the longest task, ms: what the page itself does, however busy the machine is. */
  readonly longestCpuMs: number;
  /** Wall time of the longest task, ms: with waiting for the graphics process and for a processor. */
  readonly longestWallMs: number;
  readonly tasks: number;
}

interface TraceEvent {
  readonly ph: string;
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

/** Measures the tasks of the page's thread while something happens. */
export async function tasksDuring(page: Page, something: () => Promise<void>): Promise<TaskTimes> {
  const browser = page.context().browser();
  if (browser === null) throw new Error('The page has no browser of its own.');
  await browser.startTracing(page, { categories: ['toplevel'] });
  await something();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
    traceEvents: TraceEvent[];
  };
  const threads = new Set(
    traceEvents
      .filter(({ ph, name, args }) => ph === 'M' && name === 'thread_name' && args.name === 'CrRendererMain')
      .map(threadOf),
  );
  const tasks = traceEvents.filter(
    (event) => event.ph === 'X' && event.name.endsWith('RunTask') && threads.has(threadOf(event)),
  );
  return {
    longestCpuMs: Math.max(0, ...tasks.map(({ tdur }) => (tdur ?? 0) / 1000)),
    longestWallMs: Math.max(0, ...tasks.map(({ dur }) => (dur ?? 0) / 1000)),
    tasks: tasks.length,
  };
}

function threadOf({ pid, tid }: TraceEvent): string {
  return `${pid}:${tid}`;
}
