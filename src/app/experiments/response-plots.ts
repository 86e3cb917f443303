import type { PairComparison } from '../../experiment/comparison/pair-comparison.ts';
import type { EffectRow } from '../../experiment/design/effects.ts';
import type { TornadoBar } from '../../experiment/design/tornado.ts';
import type { ResponseReport } from '../../experiment/report.ts';
import type { BatchMeansReport } from '../../experiment/steady-state.ts';
import { formatCount, formatShare } from '../format.ts';
import { t } from '../messages/translate.ts';
import { comparisonSentence, verdictOf } from './comparison-sentence.ts';
import { type DisplayUnit, displayUnit, intervalText } from './display-unit.ts';
import type { IntervalRow } from './plots/interval-rows.ts';
import type { Ink } from './plots/picture.ts';
import { columnName, type PlotTable } from './plots/plot-table.ts';

/** The unit in which everything of a response is shown. */
export function unitOf({ sample, intervals }: Pick<ResponseReport, 'sample' | 'intervals'>): DisplayUnit {
  const means = intervals.map(({ mean }) => Math.abs(mean)).filter(Number.isFinite);
  return displayUnit(sample.unit, Math.max(0, ...means));
}

/** The mean of each point with its own interval. */
export function meanRows({ sample, intervals }: ResponseReport, names: readonly string[]): IntervalRow[] {
  const shown = unitOf({ sample, intervals });
  return intervals.map(({ mean, halfWidth, n, confidence }, point) => {
    const text = intervalText(mean, halfWidth, shown);
    return {
      label: names[point] ?? '',
      value: mean / shown.divisor,
      halfWidth: halfWidth / shown.divisor,
      text,
      told: t('experiment.plot.mean', {
        name: names[point] ?? '',
        value: text,
        n,
        confidence: formatShare(confidence),
      }),
      ink: '--series-1',
    };
  });
}

/** The mean of each point from the batches of its one long run. */
export function batchRows(reports: readonly BatchMeansReport[], names: readonly string[]): IntervalRow[] {
  const shown = displayUnit(
    reports[0]?.unit ?? '',
    Math.max(0, ...reports.map(({ mean }) => Math.abs(mean))),
  );
  return reports.map(({ point, mean, halfWidth, batches, confidence }) => {
    const text = intervalText(mean, halfWidth, shown);
    const name = names[point] ?? '';
    return {
      label: name,
      value: mean / shown.divisor,
      halfWidth: halfWidth / shown.divisor,
      text,
      told: t('experiment.plot.mean', { name, value: text, n: batches, confidence: formatShare(confidence) }),
      ink: '--series-1',
    };
  });
}

export function batchesTable(reports: readonly BatchMeansReport[], names: readonly string[]): PlotTable {
  const unit = reports[0]?.unit ?? '';
  return {
    columns: [
      'point',
      'batches',
      'batch_s',
      columnName('mean', unit),
      columnName('half_width', unit),
      'confidence',
      'batch_lag_1_correlation',
      'von_neumann_ratio',
    ],
    rows: reports.map((one) => [
      names[one.point] ?? '',
      one.batches,
      one.everyS,
      one.mean,
      one.halfWidth,
      one.confidence,
      one.batchLag1,
      one.vonNeumannRatio,
    ]),
  };
}

/** The numbers of the means and of every replication, a row for each replication of each point. */
export function sampleTable({ sample }: Pick<ResponseReport, 'sample'>, names: readonly string[]): PlotTable {
  return {
    columns: ['point', 'replication', columnName(sample.response.kpi, sample.unit)],
    rows: sample.values.flatMap((values, point) =>
      [...values].flatMap((value, row) =>
        Number.isNaN(value) ? [] : [[names[point] ?? '', sample.replications[row], value]],
      ),
    ),
  };
}

export function meansTable({ sample, intervals }: ResponseReport, names: readonly string[]): PlotTable {
  const { unit } = sample;
  return {
    columns: ['point', 'n', columnName('mean', unit), columnName('half_width', unit), 'confidence'],
    rows: intervals.map(({ n, mean, halfWidth, confidence }, point) => [
      names[point] ?? '',
      n,
      mean,
      halfWidth,
      confidence,
    ]),
  };
}

/** The differences of all pairs, B minus A, under the correction, with their own intervals inside. */
export function differenceRows(
  { comparisons, ...response }: ResponseReport,
  names: readonly string[],
): IntervalRow[] {
  const { divisor, unit } = unitOf(response);
  return comparisons.map((pair) => ({
    label: t('experiment.plot.minus', { a: names[pair.a] ?? '', b: names[pair.b] ?? '' }),
    value: pair.difference / divisor,
    halfWidth: pair.halfWidth / divisor,
    ownHalfWidth: pair.ownHalfWidth / divisor,
    text: intervalText(pair.difference, pair.halfWidth, { divisor, unit }),
    told: `${comparisonSentence(pair, names)} n = ${formatCount(pair.n)}`,
    ink: differenceInk(pair),
  }));
}

/** Blue below zero, orange above, gray where it may be chance; the words say whether it is good. */
function differenceInk({
  difference,
  isSignificant,
}: Pick<PairComparison, 'difference' | 'isSignificant'>): Ink {
  if (!isSignificant) return '--text-muted';
  return difference < 0 ? '--minus' : '--plus';
}

export function differencesTable(
  { comparisons, sample }: ResponseReport,
  names: readonly string[],
): PlotTable {
  const { unit } = sample;
  return {
    columns: [
      'a',
      'b',
      'n',
      columnName('mean_a', unit),
      columnName('mean_b', unit),
      columnName('difference', unit),
      columnName('half_width', unit),
      columnName('own_half_width', unit),
      'confidence',
      'correction',
      'p_value',
      'p_holm',
      'is_significant',
      'verdict',
      'correlation',
      'variance_reduction',
    ],
    rows: comparisons.map((pair) => [
      names[pair.a] ?? '',
      names[pair.b] ?? '',
      pair.n,
      pair.meanA,
      pair.meanB,
      pair.difference,
      pair.halfWidth,
      pair.ownHalfWidth,
      pair.confidence,
      pair.correction,
      pair.pValue,
      pair.pHolm,
      String(pair.isSignificant),
      verdictOf(pair),
      pair.correlation,
      pair.varianceReduction,
    ]),
  };
}

/** Main effects and interactions with their intervals. */
export function effectRows(effects: readonly EffectRow[], shown: DisplayUnit): IntervalRow[] {
  const times = new Map<string, number>();
  for (const { effect } of effects) times.set(effect, (times.get(effect) ?? 0) + 1);
  return effects.map((effect) => {
    const text = intervalText(effect.estimate, effect.halfWidth, shown);
    return {
      // More than two levels have an effect for each.
      label: times.get(effect.effect) === 1 ? effect.effect : `${effect.effect}, ${effect.contrast}`,
      value: effect.estimate / shown.divisor,
      halfWidth: effect.halfWidth / shown.divisor,
      text,
      told: t(effect.isSignificant ? 'experiment.plot.effect' : 'experiment.plot.effect.chance', {
        effect: effect.effect,
        contrast: effect.contrast,
        value: text,
        n: effect.n,
        confidence: formatShare(effect.confidence),
      }),
      ink: differenceInk({ difference: effect.estimate, isSignificant: effect.isSignificant }),
    };
  });
}

export function effectsTable(effects: readonly EffectRow[], unit: string): PlotTable {
  return {
    columns: [
      'effect',
      'order',
      'contrast',
      'n',
      columnName('estimate', unit),
      columnName('half_width', unit),
      'confidence',
      'p_value',
      'is_significant',
      'aliases',
    ],
    rows: effects.map((effect) => [
      effect.effect,
      effect.order,
      effect.contrast,
      effect.n,
      effect.estimate,
      effect.halfWidth,
      effect.confidence,
      effect.pValue,
      String(effect.isSignificant),
      effect.aliases.join('; '),
    ]),
  };
}

export function tornadoTable(bars: readonly TornadoBar[], unit: string): PlotTable {
  return {
    columns: [
      'factor',
      'low',
      'high',
      columnName('mean_low', unit),
      columnName('mean_high', unit),
      columnName('mean_base', unit),
      columnName('swing', unit),
      columnName('half_width', unit),
      'confidence',
      'n',
    ],
    rows: bars.map((bar) => [
      bar.factor,
      String(bar.low.level),
      String(bar.high.level),
      bar.low.mean,
      bar.high.mean,
      bar.baseMean,
      bar.swing,
      bar.halfWidth,
      bar.confidence,
      bar.n,
    ]),
  };
}
