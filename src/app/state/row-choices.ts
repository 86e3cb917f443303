import type { RowChoice } from '../../experiment/plan.ts';

/** Choices of rows that the page offers, as the terminal's options write them. */
export const ROW_CHOICES = ['all', 'sample:10', 'sample:100', 'sample:1000', 'none'] as const;

/** A choice of rows: `all`, `none`, or `sample:K` for one parcel in K. @throws RangeError for anything else */
export function rowChoiceOf(text: string): RowChoice {
  if (text === 'all' || text === 'none') return text;
  const sample = /^sample:([1-9]\d{0,8})$/.exec(text);
  if (sample === null) throw new RangeError(`"${text}" is no choice of rows`);
  return { sample: Number(sample[1]) };
}

/** One of the choices that the page offers; empty for anything else. */
export function knownRows(text: string | null): string {
  return ROW_CHOICES.find((choice) => choice === text) ?? '';
}
