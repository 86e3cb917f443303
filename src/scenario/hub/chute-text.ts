import { quote } from '../found.ts';
import type { TextFault } from '../timetable-text.ts';

/** No sorter has more: keeps a span such as 1-999999999 from being written out. */
const MOST_CHUTES = 400_000;

/** Reads `12-15 40` as indices of chutes, from 0 and rising; numbers and spans are separated by spaces or semicolons. */
export function parseChutes(text: string): readonly number[] | TextFault {
  const allowed = 'chutes counted from 1, as in 12-15 40, each once';
  const chutes = new Set<number>();
  for (const word of text.split(/[\s;]+/).filter((part) => part !== '')) {
    const match = /^(\d{1,6})(?:-(\d{1,6}))?$/.exec(word);
    const [first, last] = match === null ? [0, 0] : [Number(match[1]), Number(match[2] ?? match[1])];
    if (first < 1 || last < first || last > MOST_CHUTES) {
      const hint = word.includes(',') ? 'separate them by spaces or semicolons' : '';
      return { found: `${quote(word)}, which is no chute and no span of chutes`, allowed, hint };
    }
    for (let chute = first; chute <= last; chute++) {
      if (chutes.has(chute - 1)) return { found: `chute ${chute} twice`, allowed, hint: 'name it once' };
      chutes.add(chute - 1);
    }
  }
  if (chutes.size === 0) return { found: `no chute in ${quote(text)}`, allowed, hint: '' };
  return [...chutes].sort((a, b) => a - b);
}

/** The text that `parseChutes` reads, spans drawn together: `12-15 40`. @param chutes indices from 0, rising */
export function formatChutes(chutes: readonly number[]): string {
  const spans: [first: number, last: number][] = [];
  for (const chute of chutes) {
    const last = spans.at(-1);
    if (last !== undefined && chute === last[1] + 1) last[1] = chute;
    else spans.push([chute, chute]);
  }
  return spans
    .map(([first, last]) => (first === last ? `${first + 1}` : `${first + 1}-${last + 1}`))
    .join(' ');
}
