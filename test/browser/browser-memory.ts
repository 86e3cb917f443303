import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

/** A process of a browser. */
export interface BrowserProcess {
  readonly pid: number;
  /** `browser` for the first, else as the browser calls it: `renderer`, `utility` … */
  readonly type: string;
}

/** The processes of the browser that was started with a profile of its own. Linux only. */
export function browserProcesses(profile: string): BrowserProcess[] {
  const all = readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    const pid = Number(name);
    const [command, status] = [textOf(pid, 'cmdline'), textOf(pid, 'status')];
    return [{ pid, command, parent: Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]) }];
  });
  const first = all.find(({ command }) => command.includes(profile) && !command.includes('--type='));
  if (first === undefined) throw new Error(`no browser has the profile ${profile}`);
  const found: BrowserProcess[] = [{ pid: first.pid, type: 'browser' }];
  // Children come after their parents in no order that can be relied on.
  for (const { pid } of found)
    for (const { pid: child, parent, command } of all)
      if (parent === pid) found.push({ pid: child, type: /--type=([\w-]+)/.exec(command)?.[1] ?? 'other' });
  return found;
}

/** From now on the peak of a process is counted anew. */
export function forgetPeak({ pid }: BrowserProcess): void {
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
}

/** The most memory that a process held since its peak was forgotten, MB, shared pages of its program included. */
export function peakMb({ pid }: BrowserProcess): number {
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(textOf(pid, 'status'))?.[1] ?? 0) / 1024;
}

/** Empty where the process has ended meanwhile. */
function textOf(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
