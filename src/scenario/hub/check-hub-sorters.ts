import { checkCodesOnce } from '../check-codes.ts';
import { didYouMean } from '../did-you-mean.ts';
import { listed, quote } from '../found.ts';
import type { ReportSetting } from '../setting-fault.ts';
import { checkSorterFloor } from './check-sorter-floor.ts';
import type { HubBlock, WrittenSorter } from './hub-schema.ts';
import type { HubSurroundings } from './hub-surroundings.ts';

/** Chutes of a sorter; of a machine those of all its banks, counted in their order. */
export function chutesOf(sorter: WrittenSorter): number {
  return sorter.type === 'manual' ? sorter.chutes : sorter.banks.reduce((sum, { chutes }) => sum + chutes, 0);
}

/** Reports sorters that nothing feeds, that feed one another in a circle, or whose parts do not fit on them. */
export function checkHubSorters(hub: HubBlock, around: HubSurroundings, report: ReportSetting): void {
  const { sorters } = hub;
  checkCodesOnce('sorters', sorters, report);
  const codes = new Set(sorters.map(({ code }) => code));
  sorters.forEach((sorter, index) => {
    const path = `sorters[${index}]`;
    if (sorter.code === 'doors' || sorter.code === '*') {
      const hint =
        sorter.code === '*' ? 'in a sort plan "*" means every sorter' : '"doors" feed a sorter directly';
      report(`${path}.code`, quote(sorter.code), 'any other code', hint);
    }
    checkFeeding(`${path}.fed_by`, sorter, sorters, codes, report);
    if (sorter.type !== 'manual') checkSorterFloor(path, sorter, report);
    checkSpread(path, sorter, sorters, around.spreadOver, report);
  });
}

function checkFeeding(
  path: string,
  { code, fed_by: by }: WrittenSorter,
  sorters: readonly WrittenSorter[],
  codes: ReadonlySet<string>,
  report: ReportSetting,
): void {
  if (by === 'doors') return;
  if (by === code) {
    report(path, `${quote(by)}, the sorter itself`, '"doors" or another sorter');
    return;
  }
  if (!codes.has(by)) {
    const allowed = `"doors" or the code of a sorter: ${listed([...codes], 8)}`;
    const hint = didYouMean(by, ['doors', ...codes]);
    report(path, `${quote(by)}, which is no sorter`, allowed, hint, 'reference');
    return;
  }
  const feeders = new Map(sorters.map((sorter) => [sorter.code, sorter.fed_by]));
  const way = [code];
  let at: string | undefined = by;
  // A circle that this sorter only hangs on is told where it is.
  while (at !== undefined && at !== 'doors' && !way.includes(at)) {
    way.push(at);
    at = feeders.get(at);
  }
  if (at !== code) return;
  const hint = 'one of them must be fed by doors';
  report(path, `a circle of sorters that feed one another: ${listed(way, 8)}`, 'a way from doors', hint);
}

/** Of a plan spread by volume: fewer chutes than directions, and no secondary sorter that could take the rest. */
function checkSpread(
  path: string,
  sorter: WrittenSorter,
  sorters: readonly WrittenSorter[],
  directions: number | undefined,
  report: ReportSetting,
): void {
  const chutes = chutesOf(sorter);
  const hasSecondary = sorters.some(({ fed_by: by }) => by === sorter.code);
  if (directions === undefined || sorter.fed_by !== 'doors' || hasSecondary || chutes >= directions) return;
  report(
    `${path}.${sorter.type === 'manual' ? 'chutes' : 'banks'}`,
    `${chutes} chutes`,
    `at least ${directions}, one for each direction with volume`,
    'add chutes, a sorter that this one feeds, or fewer directions',
  );
}
