import { checkCodesOnce } from '../check-codes.ts';
import { quote } from '../found.ts';
import type { ReportSetting } from '../setting-fault.ts';
import { parseSpanTime } from '../timetable-text.ts';
import { readSpan, repeatsWithin } from './check-hub-sorts.ts';
import type { HubBlock, Task, WrittenCrew } from './hub-schema.ts';

const DAY_S = 86_400;

/** Reports shifts and breaks that cannot be, and work for which nobody is there. */
export function checkHubPeople(hub: HubBlock, report: ReportSetting): void {
  const { crews, moves } = hub.people;
  checkCodesOnce('people.crews', crews, report);
  for (const [index, crew] of crews.entries()) checkCrew(`people.crews[${index}]`, crew, report);
  const isMoved = moves === 'by-backlog';
  const can = new Set(crews.flatMap(({ tasks }) => (isMoved ? tasks : tasks[0])));
  for (const [task, why] of tasksNeeded(hub)) {
    if (can.has(task)) continue;
    report(
      'people.crews',
      isMoved ? `nobody whose tasks include "${task}"` : `nobody whose first task is "${task}"`,
      `at least one crew with it, since ${why}`,
      isMoved
        ? 'parcels would wait for ever'
        : 'parcels would wait for ever; with people.moves "by-backlog" people take turns at all of their tasks',
      'missing',
    );
  }
}

function tasksNeeded({ unloading, sorters }: HubBlock): ReadonlyMap<Task, string> {
  const needed = new Map<Task, string>([['load', 'trailers are loaded by people']]);
  if (unloading.by === 'crew') needed.set('unload', 'unloading.by is "crew"');
  for (const sorter of sorters) {
    if (sorter.type === 'manual') {
      needed.set('sort', `${quote(sorter.code)} is a manual sorter`);
      continue;
    }
    needed.set('code', `${quote(sorter.code)} rejects what it cannot sort`);
    const staffed = sorter.zones.find(({ kind }) => kind !== 'automatic');
    if (staffed !== undefined) needed.set('induct', `${quote(sorter.code)} has ${staffed.kind} infeeds`);
  }
  return needed;
}

function checkCrew(path: string, crew: WrittenCrew, report: ReportSetting): void {
  const shift = readSpan(path, crew, 'the shift', report);
  crew.breaks.forEach(({ at, minutes }, index) => {
    const from = parseSpanTime(at);
    const place = `${path}.breaks[${index}]`;
    if (from === undefined) {
      const allowed = 'a local time up to 48:00, past midnight counted on';
      report(`${place}.at`, quote(at), allowed, 'write 02:00 of the next day as 26:00', 'type');
      return;
    }
    if (shift === undefined) return;
    // As shifts are worked: a time before the start of the shift is one of the next day.
    const begins = from < shift.fromS ? from + DAY_S : from;
    if (begins + minutes * 60 <= shift.toS) return;
    report(
      `${place}.at`,
      `a break of ${minutes} min at ${at}`,
      `breaks within the shift, ${crew.from} to ${crew.to}`,
      'past midnight count on: 02:00 of the next day is 26:00',
    );
  });
  if (shift !== undefined && repeatsWithin(shift)) {
    const found = `a shift until ${crew.to} that begins again before`;
    report(`${path}.to`, found, 'shifts one after another', 'a second crew may work meanwhile');
  }
  const { from_day: first, to_day: last } = crew;
  if (last !== undefined && last < first) {
    const hint = 'they would never come';
    report(`${path}.to_day`, `${last}`, `at least ${first}, the day on which they first come`, hint);
  }
}
