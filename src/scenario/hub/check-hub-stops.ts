import { checkDistribution } from '../check-distribution.ts';
import { didYouMean } from '../did-you-mean.ts';
import { listed, quote } from '../found.ts';
import type { ReportSetting } from '../setting-fault.ts';
import { type HubBlock, TASKS } from './hub-schema.ts';

/** Reports breakdowns and incidents of what is not there, that never leave time to work, or end before they begin. */
export function checkHubStops(hub: HubBlock, report: ReportSetting): void {
  const stoppable = hub.sorters.flatMap(({ type, code }) =>
    type === 'manual' ? [] : [`sorter ${code}`, `infeeds ${code}`],
  );
  if (hub.unloading.by === 'machine') stoppable.push('unloaders');
  const breakable = new Set(stoppable);
  hub.breakdowns.forEach(({ of, up, repair }, index) => {
    const path = `breakdowns[${index}]`;
    if (!breakable.has(of)) reportUnknown(`${path}.of`, of, breakable, '', report);
    if (checkDistribution(`${path}.up`, up, report) === 0) {
      report(`${path}.up`, 'a mean of 0', 'a mean above 0', 'it would never work');
    }
    checkDistribution(`${path}.repair`, repair, report);
  });
  const doors = hub.inbound_doors.count;
  const incidental = new Set([...breakable, ...TASKS]);
  hub.incidents.forEach(({ of, from_h: from, to_h: to }, index) => {
    const path = `incidents[${index}]`;
    const door = /^door (\d{1,9})$/.exec(of);
    const isDoor = door !== null && Number(door[1]) >= 1 && Number(door[1]) <= doors;
    if (!isDoor && !incidental.has(of))
      reportUnknown(`${path}.of`, of, incidental, ` or "door 1" to "door ${doors}"`, report);
    if (to > from) return;
    report(`${path}.to_h`, `${to}`, `above ${from}, where it begins`, 'an incident ends after it begins');
  });
}

function reportUnknown(
  path: string,
  of: string,
  known: ReadonlySet<string>,
  others: string,
  report: ReportSetting,
): void {
  const found = `${quote(of)}, which is not here`;
  const allowed = known.size === 0 ? 'nothing: no machine is here' : `${listed([...known], 12)}${others}`;
  const hint = of === 'unloaders' ? 'unloading.by is "crew"' : didYouMean(of, known);
  report(path, found, allowed, hint, 'reference');
}
