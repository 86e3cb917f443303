import type { Column, TableSpec } from './table.ts';

/** What tells one figure from another. */
export const FIGURE: readonly Column[] = [
  { name: 'kpi', type: 'text', unit: '', meaning: 'What is measured, in snake case.' },
  {
    name: 'place',
    type: 'text',
    unit: '',
    meaning: 'Block, facility, region or service it belongs to; empty for the whole.',
  },
  {
    name: 'class',
    type: 'text',
    unit: '',
    meaning:
      'Class of parcel or subject, or another part of the whole: door or village, class of lane, mode, cause, delivery, empty (runs without parcels); an empty cell for all.',
  },
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

const ofReplication = (name: string, share: string): Column => ({
  name,
  type: 'number',
  unit: 'see unit',
  meaning: `Value that ${share} of the observations of the replication do not exceed (relative error: run.json); empty where none are kept.`,
});

const REPLICATION_QUANTILES: readonly Column[] = [
  ofReplication('p05', '5 %'),
  ofReplication('p50', '50 %'),
  ofReplication('p90', '90 %'),
  ofReplication('p95', '95 %'),
  ofReplication('p99', '99 %'),
];

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
    {
      name: 'observations',
      type: 'integer',
      unit: '',
      meaning: 'Observations behind it; empty for a plain figure.',
    },
    ...REPLICATION_QUANTILES,
  ],
};
