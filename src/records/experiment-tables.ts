import { FIGURE, REPLICATIONS, SUMMARY } from './summary-tables.ts';
import type { Column, TableSpec } from './table.ts';

const POINT: Column = { name: 'point', type: 'text', unit: '', meaning: 'Name of the design point.' };

function text(name: string, meaning: string): Column {
  return { name, type: 'text', unit: '', meaning };
}

function number(name: string, meaning: string, unit = ''): Column {
  return { name, type: 'number', unit, meaning };
}

function integer(name: string, unit: string, meaning: string): Column {
  return { name, type: 'integer', unit, meaning };
}

function inUnit(name: string, meaning: string): Column {
  return number(name, meaning, 'see unit');
}

const CONFIDENCE = number('confidence', 'Probability that the interval covers the true value.');

/** What a factor's column of `design.csv` holds. */
export interface FactorColumn {
  readonly name: string;
  readonly type: 'text' | 'number' | 'boolean';
}

/** One row per design point; the columns of the factors have their names. */
export function designTable(factors: readonly FactorColumn[]): TableSpec {
  return {
    id: 'design',
    title: 'Every design point: what was run, and how often',
    columns: [
      integer('ordinal', '', 'Ordinal of the point, from 0.'),
      POINT,
      text('scenario', 'Scenario that it belongs to, as the experiment names it.'),
      text('scenario_hash', 'Hash of its scenario, changes included.'),
      text('seed', 'Master seed.'),
      text('changes', 'What the experiment changes in the scenario, as after --set, separated by "; ".'),
      integer('replications', 'replications', 'Replications that count.'),
      integer('failed', 'replications', 'Replications that failed and are missing.'),
      ...factors.map(
        ({ name, type }): Column => ({
          name: `factor_${name}`,
          type,
          unit: '',
          meaning: `Level of the factor ${name}, in the unit of what it changes.`,
        }),
      ),
    ],
  };
}

/** `summary.csv` of an experiment: as of a run, by design point. */
export const POINT_SUMMARY: TableSpec = {
  ...SUMMARY,
  title: 'Every figure of every design point over its replications, with its interval',
  columns: [POINT, ...SUMMARY.columns],
};

/** `replications.csv` of an experiment. */
export const POINT_REPLICATIONS: TableSpec = {
  ...REPLICATIONS,
  title: 'Every figure of each replication of each design point',
  columns: [POINT, ...REPLICATIONS.columns],
};

/** One row per response and pair of points. */
export const PAIRS: TableSpec = {
  id: 'comparison',
  title: 'Differences between design points, B - A, over pairs of equal replications',
  columns: [
    ...FIGURE,
    text('a', 'Name of point A; the control, where there is one.'),
    text('b', 'Name of point B.'),
    integer('n', 'replications', 'Replications in which both have a value.'),
    inUnit('mean_a', 'Mean of A over these replications.'),
    inUnit('mean_b', 'Mean of B over these replications.'),
    inUnit('difference', 'Mean of B - A.'),
    inUnit('half_width', 'Half-width of the interval of the difference, widened by the correction.'),
    inUnit('own_half_width', 'Half-width of the interval of this difference alone.'),
    CONFIDENCE,
    text('correction', 'bonferroni, dunnett or none: how the intervals of a response hold together.'),
    number('correlation', 'Correlation of A and B over replications; empty without spread.'),
    number(
      'variance_reduction',
      '1 - variance of the paired difference / sum of the variances of A and B: what common random numbers saved.',
    ),
    inUnit('paired_variance', 'Variance of the paired difference of one replication, in squared units.'),
    inUnit('independent_variance', 'Sum of the variances of A and B, in squared units.'),
    number('p_value', 'Two-sided, of the hypothesis that there is no difference.'),
    number('p_holm', 'The same, adjusted by Holm over the pairs of the response.'),
    { name: 'is_significant', type: 'boolean', unit: '', meaning: 'Whether half_width leaves out 0.' },
  ],
};

/** One row per response and effect. */
export const EFFECTS: TableSpec = {
  id: 'effects',
  title: 'Main effects of the factors and their interactions in twos',
  columns: [
    ...FIGURE,
    text('effect', 'Factor, or two factors with a cross between them.'),
    integer('order', '', '1 for a main effect, 2 for an interaction.'),
    text('contrast', 'Levels between which it is the change.'),
    integer('n', 'replications', 'Replications in which every point that it needs has a value.'),
    inUnit('estimate', 'Change of the response.'),
    inUnit('half_width', 'Half-width of its t interval over replications; empty below two.'),
    CONFIDENCE,
    number('p_value', 'Two-sided, of the hypothesis that there is no effect.'),
    { name: 'is_significant', type: 'boolean', unit: '', meaning: 'Whether the interval leaves out 0.' },
    text('aliases', 'Effects that this design cannot tell from it, separated by "; ".'),
  ],
};

/** One row per response and term of its linear metamodel. */
export const METAMODEL: TableSpec = {
  id: 'metamodel',
  title: 'Linear metamodels: coefficients, and how well they fit',
  columns: [
    ...FIGURE,
    text('term', 'intercept, a factor, or two with a cross between them.'),
    inUnit('coefficient', 'With the factors coded from -1 (low) to 1 (high).'),
    inUnit('half_width', 'Half-width of its t interval over replications; empty below two.'),
    number('p_value', 'Two-sided, of the hypothesis that it is 0.'),
    number('natural', 'With the factors in their own units: unit of the response per unit of the factors.'),
    number(
      'r_squared',
      'Share of the variation between points that the model explains; the same in all rows.',
    ),
    number('adjusted_r_squared', 'The same, adjusted for the number of terms.'),
    text('verdict', 'good, rough or poor; empty where the points are too few to judge.'),
  ],
};

/** One row per system of a selection. */
export const SELECTION: TableSpec = {
  id: 'selection',
  title: 'Selection of the best after Kim and Nelson',
  columns: [
    POINT,
    text('state', 'selected, dropped, or in contention where the search stopped undecided.'),
    integer(
      'stage',
      'replications',
      'Replications used when it was dropped, selected, or the search stopped.',
    ),
    text('dropped_by', 'The point that beat it by most; empty for others.'),
    inUnit('mean', 'Mean over its replications.'),
    text('unit', 'Unit of the mean.'),
  ],
};

/** One row per point and difference in its input. */
export const INPUTS: TableSpec = {
  id: 'inputs',
  title: "What differs in each point's input from the first point's",
  columns: [
    POINT,
    text('path', 'Place in the scenario, as after --set.'),
    text('kind', 'changed, added or removed.'),
    text('from', 'Value at the first point; of the first row, where there are several.'),
    text('to', 'Value at this point.'),
    integer('count', '', 'Values, or rows, that it stands for.'),
  ],
};

/** One row per stretch of the curve that a warm-up was read off. */
export const WARM_UP: TableSpec = {
  id: 'warmup',
  title: 'The curves that the warm-up was read off',
  columns: [
    ...FIGURE,
    POINT,
    text('method', 'mser5 or welch.'),
    number('time_s', 'Beginning of the stretch.', 's'),
    inUnit('mean', 'Mean over the replications of the pilot.'),
    number(
      'curve',
      "Welch: moving average, in the figure's unit. MSER-5: statistic of a cut here, in squared units; empty between batches.",
    ),
    { name: 'is_cut', type: 'boolean', unit: '', meaning: 'Whether it lies before the cut of this curve.' },
  ],
};

/** One row per response and point of a long run that was cut into batches. */
export const BATCH_MEANS: TableSpec = {
  id: 'batchmeans',
  title: 'Means and intervals from the batches of one long run',
  columns: [
    ...FIGURE,
    POINT,
    integer('batches', '', 'Batches.'),
    number('batch_s', 'Simulated time of a batch.', 's'),
    inUnit('mean', 'Mean of the batch means.'),
    inUnit('half_width', 'Half-width of its t interval over batches.'),
    CONFIDENCE,
    number('lag1', 'Autocorrelation of successive batch means: near 0 where batches are long enough.'),
    number('von_neumann', 'Ratio of von Neumann: near 2 where batches are independent.'),
  ],
};
