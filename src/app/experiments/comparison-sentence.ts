import type { PairComparison } from '../../experiment/comparison/pair-comparison.ts';
import { formatShare } from '../format.ts';
import { t } from '../messages/translate.ts';
import { displayUnit, intervalText, valueText } from './display-unit.ts';
import { figureName } from './figure-name.ts';

/** What is known of a difference: `none` where values are too few for an interval. */
export type Finding = 'none' | 'equal' | 'chance' | 'lower' | 'higher';

/** What a comparison found, from the interval that holds together with those of the other pairs. */
export function findingOf({
  difference,
  halfWidth,
  isSignificant,
}: Pick<PairComparison, 'difference' | 'halfWidth' | 'isSignificant'>): Finding {
  if (!Number.isFinite(difference) || Number.isNaN(halfWidth)) return 'none';
  if (difference === 0 && halfWidth === 0) return 'equal';
  if (!isSignificant) return 'chance';
  return difference < 0 ? 'lower' : 'higher';
}

/** Whether B is the better one, the worse one, or neither is said. */
export function verdictOf(comparison: PairComparison): 'better' | 'worse' | 'neutral' {
  const finding = findingOf(comparison);
  if (comparison.better === undefined || (finding !== 'lower' && finding !== 'higher')) return 'neutral';
  return finding === comparison.better ? 'better' : 'worse';
}

/** Figures whose lower value means that parcels come sooner. */
const ARRIVALS: ReadonlySet<string> = new Set(['transit_time']);

/**
 * A comparison as a sentence: "B delivers 3.1 h ± 0.6 h sooner than A; this is more than chance at 95 %."
 * @param names of the points, in their order
 */
export function comparisonSentence(comparison: PairComparison, names: readonly string[]): string {
  const { difference, halfWidth, unit, meanA, meanB } = comparison;
  const shown = displayUnit(unit, Math.max(Math.abs(meanA), Math.abs(meanB)));
  const [a, b] = [names[comparison.a] ?? '', names[comparison.b] ?? ''];
  const figure = figureName(comparison);
  const confidence = formatShare(comparison.confidence);
  const amount = intervalText(Math.abs(difference), halfWidth, shown);
  const finding = findingOf(comparison);
  switch (finding) {
    case 'none':
      return Number.isFinite(difference)
        ? t('experiment.says.tooFew', { a, b, figure, amount: valueText(difference, Number.NaN, shown) })
        : t('experiment.says.nothing', { a, b, figure });
    case 'equal':
      return t('experiment.says.equal', { a, b, figure });
    case 'chance': {
      const [low, high] = [difference - halfWidth, difference + halfWidth];
      return t('experiment.says.chance', {
        a,
        b,
        figure,
        confidence,
        low: valueText(low, halfWidth, shown),
        high: valueText(high, halfWidth, shown),
      });
    }
    case 'lower':
    case 'higher': {
      const verdict = verdictOf(comparison);
      const values = { a, b, figure, amount, confidence };
      if (ARRIVALS.has(comparison.kpi) && verdict !== 'neutral')
        return t(finding === 'lower' ? 'experiment.says.sooner' : 'experiment.says.later', {
          a,
          b,
          amount,
          confidence,
        });
      return t(`experiment.says.${finding}.${verdict}`, values);
    }
  }
}

/** What pairing was worth, as a sentence; empty where nothing can be said. */
export function pairingSentence({ correlation, varianceReduction }: PairComparison): string {
  if (!Number.isFinite(correlation) || !Number.isFinite(varianceReduction)) return '';
  if (varianceReduction <= 0) return t('experiment.pairing.worthless');
  // Replications go with the variance: a quarter of it needs a quarter of them.
  const times = 1 / (1 - varianceReduction);
  return times > 1000
    ? t('experiment.pairing.exact')
    : t('experiment.pairing.worth', { times: times.toPrecision(2).replace(/\.0$/, '') });
}
