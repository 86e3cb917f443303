import { quote } from './found.ts';
import { parseTimeOfDay } from './instant.ts';

/** What is wrong with a text, in the words of a problem. */
export interface TextFault {
  readonly found: string;
  readonly allowed: string;
  readonly hint: string;
}

const DAY_S = 86_400;
const DAYS = '1234567';

/** Reads `06:30 14:00;22:15` as seconds after local midnight: at least one time, rising, all within the day. */
export function parseDepartures(text: string): readonly number[] | TextFault {
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
        hint: 'for several vehicles at once raise vehicles_per_departure',
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
  if (times.length === 0)
    return { found: `no time in ${quote(text)}`, allowed, hint: 'a lane without departures is left out' };
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
  return [...DAYS].map((day) => text.includes(day));
}
