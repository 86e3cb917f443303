import type { PairComparison } from '../experiment/comparison/pair-comparison.ts';
import { figureText, percentText } from './figure-text.ts';

/**
 * A difference in a plain sentence: `one more courier lowers transit time by 3.1 h ± 0.6 h, which is better; this is
 * more than chance at 95 %`.
 * @param names of the design points
 */
export function comparisonSentence(pair: PairComparison, names: readonly string[]): string {
  const { a, b, n, difference, halfWidth, unit, confidence, better } = pair;
  const what = pair.kpi.replaceAll('_', ' ');
  const level = percentText(confidence);
  const inUnit = (value: number) => `${figureText(value)}${unit === '' ? '' : ` ${unit}`}`;
  if (n < 2) return `${names[b]} against ${names[a]}: too few replications to tell a difference`;
  if (difference === 0 && halfWidth === 0)
    return `${names[b]} and ${names[a]} have the same ${what} in every replication`;
  if (!pair.isSignificant) {
    return (
      `${names[b]} against ${names[a]}: no more than chance at ${level}; the difference in ${what} lies between ` +
      `${inUnit(difference - halfWidth)} and ${inUnit(difference + halfWidth)}`
    );
  }
  const direction = difference < 0 ? 'lowers' : 'raises';
  const isBetter = better !== undefined && (better === 'lower') === difference < 0;
  const praise = better === undefined ? '' : isBetter ? ', for the better' : ', for the worse';
  return (
    `${names[b]} ${direction} ${what} by ${inUnit(Math.abs(difference))} ± ${inUnit(halfWidth)} against ${names[a]}${praise}; ` +
    `this is more than chance at ${level}`
  );
}
