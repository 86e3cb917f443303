/** What `+=` (or `-=`) and `*=` do to a number. */
export type NumberChange = { readonly by: number } | { readonly times: number };

/**
 * The number after a change.
 * @param isWhole whether the place holds whole numbers: a product is then rounded to the nearest, halves up, so that a
 * tenth more of 4, 7 and 12 couriers is 4, 8 and 13; a sum is never rounded
 * @returns undefined where it lies beyond the range of a double
 */
export function changedNumber(from: number, change: NumberChange, isWhole: boolean): number | undefined {
  const exact = 'by' in change ? from + change.by : from * change.times;
  // Adding 0 turns -0 into 0.
  const to = (isWhole && 'times' in change ? Math.round(exact) : exact) + 0;
  return Number.isFinite(to) ? to : undefined;
}

/** The change as it is written before a value: `+=` or `*=`. */
export function formatChange(change: NumberChange): string {
  return 'by' in change ? `+=${change.by}` : `*=${change.times}`;
}
