import type { Limit } from '../../snapshot/floor-snapshot.ts';

/** The letter that says with its color which limit is meant; each is explained beside a bar. */
const LETTERS: Readonly<Record<Limit, string>> = {
  doors: 'D',
  unloaders: 'U',
  induction: 'I',
  trays: 'T',
  chutes: 'C',
  loaders: 'L',
  cutoff: 'O',
  stops: 'S',
  volume: '·',
};

/** How a limit is marked: its letter and the token of its color. */
export function limitMark(limit: Limit): { readonly letter: string; readonly color: string } {
  return { letter: LETTERS[limit], color: `var(--limit-${limit})` };
}
