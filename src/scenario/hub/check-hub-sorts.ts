import { checkCodesOnce } from '../check-codes.ts';
import { quote } from '../found.ts';
import type { ReportSetting } from '../setting-fault.ts';
import { parseSpanTime, parseWeekdays } from '../timetable-text.ts';
import type { HubBlock } from './hub-schema.ts';

const DAY_S = 86_400;
const WEEK_S = 7 * DAY_S;

/** A span of local time on some days of the week, past midnight counted on. */
export interface WrittenSpan {
  readonly from: string;
  readonly to: string;
  readonly weekdays: string;
}

/** The same, seconds after midnight of the day on which it begins. */
export interface Span {
  readonly fromS: number;
  readonly toS: number;
  readonly runsOn: readonly boolean[];
}

/** Reads a span and reports what is wrong with it; undefined where there was a problem. @param what `a shift` */
export function readSpan(
  path: string,
  { from, to, weekdays }: WrittenSpan,
  what: string,
  report: ReportSetting,
): Span | undefined {
  const [fromS, toS] = [parseSpanTime(from), parseSpanTime(to)];
  const isBeginning = fromS !== undefined && fromS < DAY_S;
  if (!isBeginning)
    report(`${path}.from`, quote(from), 'a local time from 00:00 to 23:59', 'as in 06:30', 'type');
  if (toS === undefined) {
    const allowed = 'a local time up to 48:00, past midnight counted on';
    report(`${path}.to`, quote(to), allowed, 'write 06:00 of the next day as 30:00', 'type');
  }
  const days = parseWeekdays(weekdays);
  const runsOn = 'found' in days ? undefined : days;
  if ('found' in days) report(`${path}.weekdays`, days.found, days.allowed, days.hint, 'type');
  if (!isBeginning || toS === undefined) return undefined;
  if (toS <= fromS) {
    const next = toS + DAY_S > fromS ? `: ${spanTime(toS + DAY_S)} is ${to} of the next day` : '';
    report(`${path}.to`, quote(to), `after ${from}, where ${what} begins`, `past midnight count on${next}`);
    return undefined;
  }
  return runsOn && { fromS, toS, runsOn };
}

/** Whether a span begins again before it ends. */
export function repeatsWithin(span: Span): boolean {
  return overlap(span, span, true);
}

/** `30:30` for seconds after midnight. */
function spanTime(seconds: number): string {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}

/** Reports sorts that end before they begin, overlap one another or share a code. */
export function checkHubSorts(sorts: HubBlock['sorts'], report: ReportSetting): void {
  checkCodesOnce('sorts', sorts, report);
  const spans = sorts.map((sort, index) => readSpan(`sorts[${index}]`, sort, 'the sort', report));
  sorts.forEach(({ code }, index) => {
    if (code !== '*') return;
    report(`sorts[${index}].code`, '"*"', 'any other code', 'in a sort plan "*" means every sort');
  });
  spans.forEach((span, index) => {
    const other = spans.findIndex((each, at) => at <= index && overlap(each, span, at === index));
    if (other < 0) return;
    const found =
      other === index
        ? `a sort that runs until ${sorts[index].to} and begins again before`
        : `${sorts[index].from}, while the sort ${quote(sorts[other].code)} runs until ${sorts[other].to}`;
    report(`sorts[${index}].from`, found, 'sorts one after another', 'one sort plan is in force at a time');
  });
}

/** Whether two spans of the week share an instant; of one span whether two of its days do. */
function overlap(a: Span | undefined, b: Span | undefined, isSame: boolean): boolean {
  if (a === undefined || b === undefined) return false;
  return startsOf(a).some((from) =>
    startsOf(b).some((other) => {
      if (isSame && from === other) return false;
      // Seconds from the first start to the second, around the week.
      const later = (other - from + WEEK_S) % WEEK_S;
      return later < a.toS - a.fromS || WEEK_S - later < b.toS - b.fromS;
    }),
  );
}

function startsOf({ fromS, runsOn }: Span): number[] {
  return runsOn.flatMap((runs, day) => (runs ? [day * DAY_S + fromS] : []));
}
