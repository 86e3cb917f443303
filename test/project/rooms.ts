/** A room of `src/`: what it may import, and why no more. */
export interface Room {
  /** Rooms it may import from, beside itself. */
  readonly rooms: readonly string[];
  /** Packages it may import; a name that ends in `*` or `:` stands for all that begin so. */
  readonly packages: readonly string[];
  readonly reason: string;
}

/** The import rules, in import order: a room stands below every room that it may import. */
export const ROOMS: Readonly<Record<string, Room>> = {
  engine: {
    rooms: [],
    packages: ['@stdlib/*', 'seedrandom', 'seedrandom/*'],
    reason: 'an engine that knows no parcel can be proved on queues alone',
  },
  scenario: {
    rooms: ['engine'],
    packages: ['zod', 'fflate'],
    reason: 'a file says what is, not how it behaves; of the engine it needs how distributions are written',
  },
  records: {
    rooms: [],
    packages: [],
    reason: 'the columns are a contract with readers of the tables, whoever fills them',
  },
  snapshot: {
    rooms: [],
    packages: [],
    reason: 'the view must be able to read it without the model, the model to write it without the view',
  },
  model: {
    rooms: ['engine', 'scenario', 'records', 'snapshot'],
    packages: [],
    reason: 'behavior must not know where files come from, who watches, or which run it is part of',
  },
  experiment: {
    rooms: ['engine', 'scenario', 'records', 'snapshot', 'model'],
    packages: ['simple-statistics'],
    reason: 'one runner for page, terminal and tests: where its workers come from is a port',
  },
  export: {
    rooms: ['scenario', 'records', 'experiment'],
    packages: ['fflate', 'hyparquet', 'hyparquet-writer/*'],
    reason: 'tables are written from records, never from the model, so that they are exact and complete',
  },
  worker: {
    rooms: ['scenario', 'records', 'snapshot', 'experiment', 'export'],
    packages: ['comlink', 'comlink/*', 'idb', 'node:*'],
    reason: 'a thin shell around the runner; the adapters for browser and Node lie in folders of these names',
  },
  view: {
    rooms: ['snapshot'],
    packages: ['d3-delaunay', 'phaser', 'topojson-client', 'topojson-specification', 'world-atlas/*'],
    reason: 'watching a run cannot change it: the view sees snapshots and nothing else',
  },
  app: {
    rooms: ['scenario', 'records', 'snapshot', 'experiment', 'export', 'worker', 'view'],
    packages: [
      'svelte',
      'svelte/*',
      'uplot',
      'uplot/*',
      '@fontsource-variable/*',
      'comlink',
      'topojson-client',
      'world-atlas/*',
      'virtual:pwa-register',
    ],
    reason: 'the page speaks to the model through the worker alone, so the model never blocks it',
  },
  cli: {
    rooms: ['scenario', 'experiment', 'export', 'worker'],
    packages: ['node:*', 'comlink', 'comlink/*'],
    reason: 'the terminal speaks to the model through the runner alone, as the page does',
  },
};

/** Rooms that must give the same bytes in every JavaScript engine and know neither browser nor Node. */
export const CORE_ROOMS: readonly string[] = [
  'engine',
  'scenario',
  'records',
  'snapshot',
  'model',
  'experiment',
  'export',
];
