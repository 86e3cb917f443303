import { quote } from './found.ts';
import { parseTimeOfDay } from './instant.ts';

/** What is wrong with a text, in the words of a problem. */
export interface TextFault {
  readonly found: string;
  readonly allowed: string;
  readonly hint: string;
}

const DAY_S = 86_400;
/** Weekdays as a table writes all of them. */
export const EVERY_DAY = '1234567';
const MOST_SPAN_S = 2 * DAY_S;

/** What to do instead of what a list of times cannot say. */
export interface TimeHints {
  /** Instead of the same time twice. */
  readonly twice: string;
  /** Instead of no time at all. */
  readonly none: string;
}

const LANE_HINTS: TimeHints = {
  twice: 'for several vehicles at once raise vehicles_per_departure',
  none: 'a lane without departures is left out',
};

/** Reads `06:30 14:00;22:15` as seconds after local midnight: at least one time, rising, all within the day. */
export function parseDepartures(text: string, hints = LANE_HINTS): readonly number[] | TextFault {
  const allowed = 'local times from 00:00 to 23:59, rising, separated by spaces or semicolons';
  const words = text.split(/[\s;]+/).filter((word) => word !== '');
  const times: number[] = [];
  for (const word of words) {
    const seconds = parseTimeOfDay(word);
    if (seconds === undefined || seconds >= DAY_S) {
      const hint = word.includes(',')
        ? 'separate times by spaces or semicolons'
        : 'write a time such as 06:30';
      return { found: `${quote(word)}, which is no time of day`, allowed, hint };
    }
    const last = times.at(-1);
    if (last !== undefined && seconds === last) {
      return {
        found: `${quote(word)} twice`,
        allowed,
        hint: hints.twice,
      };
    }
    if (last !== undefined && seconds < last) {
      return {
        found: `${quote(word)} after ${quote(words[times.length - 1])}`,
        allowed,
        hint: 'sort the times',
      };
    }
    times.push(seconds);
  }
  if (times.length === 0) return { found: `no time in ${quote(text)}`, allowed, hint: hints.none };
  return times;
}

/** Reads `135` as the days on which something happens: seven claims, Monday first. */
export function parseWeekdays(text: string): readonly boolean[] | TextFault {
  const fault = {
    found: quote(text),
    allowed: 'digits from 1 for Monday to 7 for Sunday, each once, rising',
  };
  if (!/^[1-7]{1,7}$/.test(text)) return { ...fault, hint: 'write the days together, as in 135' };
  for (let at = 1; at < text.length; at++) {
    if (text[at] <= text[at - 1])
      return { ...fault, hint: text[at] === text[at - 1] ? 'remove the repeated day' : 'sort the days' };
  }
  return [...EVERY_DAY].map((day) => text.includes(day));
}

/** Reads the end of a span, `22:00` or `30:30` for 06:30 of the next day, as seconds after midnight; at most `48:00`. */
export function parseSpanTime(text: string): number | undefined {
  const match = /^(\d{1,2}):([0-5]\d)$/.exec(text);
  if (match === null) return undefined;
  const seconds = Number(match[1]) * 3600 + Number(match[2]) * 60;
  return seconds <= MOST_SPAN_S ? seconds : undefined;
}

/** The text that `parseDepartures` reads, `06:30 14:00`; seconds only where there are any. */
export function formatTimes(times: readonly number[]): string {
  return times.map(timeText).join(' ');
}

/** The text that `parseWeekdays` reads. @param runsOn seven claims, Monday first */
export function formatWeekdays(runsOn: readonly boolean[]): string {
  return runsOn.flatMap((runs, day) => (runs ? [day + 1] : [])).join('');
}

function timeText(seconds: number): string {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[2] === 0 ? parts.slice(0, 2) : parts;
  return shown.map((part) => String(part).padStart(2, '0')).join(':');
}
