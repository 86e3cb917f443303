import type { Column, TableSpec } from './table.ts';

const FIGURE: readonly Column[] = [
  { name: 'kpi', type: 'text', unit: '', meaning: 'What is measured, in snake case.' },
  {
    name: 'place',
    type: 'text',
    unit: '',
    meaning: 'Block, facility, region or service it belongs to; empty for the whole.',
  },
  { name: 'class', type: 'text', unit: '', meaning: 'Class of parcel or subject; empty for all.' },
  {
    name: 'unit',
    type: 'text',
    unit: '',
    meaning: 'Unit of the figures of the row; empty for a share or a plain number.',
  },
];

const N: Column = {
  name: 'n',
  type: 'integer',
  unit: 'replications',
  meaning: 'Replications that have a value.',
};
const CONFIDENCE: Column = {
  name: 'confidence',
  type: 'number',
  unit: '',
  meaning: 'Probability that the interval mean ± half_width covers the true mean.',
};

const pooled = (name: string, meaning: string): Column => ({
  name,
  type: 'number',
  unit: 'see unit',
  meaning: `${meaning}, pooled over the observations of all replications; empty where the figure has none.`,
});

const quantile = (name: string, share: string): Column =>
  pooled(
    name,
    `Value that ${share} of the observations do not exceed (relative error of the sketch: run.json)`,
  );

/** Every figure over all replications. */
export const SUMMARY: TableSpec = {
  id: 'summary',
  title: 'Every figure over all replications, with its interval',
  columns: [
    ...FIGURE,
    N,
    {
      name: 'mean',
      type: 'number',
      unit: 'see unit',
      meaning: 'Mean of the values of the replications; empty without any.',
    },
    {
      name: 'half_width',
      type: 'number',
      unit: 'see unit',
      meaning: 'Half-width of the t interval of the mean; empty below two replications.',
    },
    CONFIDENCE,
    {
      name: 'observations',
      type: 'integer',
      unit: '',
      meaning: 'Observations pooled; empty for a plain figure.',
    },
    pooled('sd', 'Sample standard deviation'),
    pooled('min', 'Least value, exact'),
    quantile('p05', '5 %'),
    quantile('p25', '25 %'),
    quantile('p50', '50 %'),
    quantile('p75', '75 %'),
    quantile('p90', '90 %'),
    quantile('p95', '95 %'),
    quantile('p99', '99 %'),
    pooled('max', 'Greatest value, exact'),
  ],
};

/** Every figure of every replication. */
export const REPLICATIONS: TableSpec = {
  id: 'replications',
  title: 'Every figure of each replication, and what the replication came to',
  columns: [
    { name: 'replication', type: 'integer', unit: '', meaning: 'Replication, from 0.' },
    ...FIGURE,
    {
      name: 'value',
      type: 'number',
      unit: 'see unit',
      meaning: 'Value of the replication; empty where there was nothing to measure.',
    },
  ],
};

/** Paired differences of two scenarios under common random numbers. */
export const COMPARISON: TableSpec = {
  id: 'comparison',
  title: 'Differences between two scenarios, B - A, over pairs of equal replications',
  columns: [
    ...FIGURE,
    { ...N, meaning: 'Replications in which both scenarios have a value.' },
    {
      name: 'mean_a',
      type: 'number',
      unit: 'see unit',
      meaning: 'Mean of scenario A over these replications.',
    },
    {
      name: 'mean_b',
      type: 'number',
      unit: 'see unit',
      meaning: 'Mean of scenario B over these replications.',
    },
    { name: 'difference', type: 'number', unit: 'see unit', meaning: 'Mean of B - A.' },
    {
      name: 'half_width',
      type: 'number',
      unit: 'see unit',
      meaning: 'Half-width of the paired t interval of the difference; empty below two pairs.',
    },
    {
      ...CONFIDENCE,
      meaning:
        'Probability that the interval difference ± half_width covers the true difference, row by row.',
    },
    {
      name: 'is_significant',
      type: 'boolean',
      unit: '',
      meaning: 'Whether the interval leaves out 0; false without an interval.',
    },
  ],
};
