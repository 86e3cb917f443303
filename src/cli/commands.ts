/** An option of the command line. */
export interface OptionSpec {
  readonly name: string;
  /** What stands for its value in the help; empty for a switch. */
  readonly value: string;
  readonly meaning: string;
  /** May be given more than once. */
  readonly isList?: boolean;
}

/** A command, what it takes, and how its help reads. */
export interface CommandSpec {
  readonly name: string;
  /** Names of what stands behind the command. */
  readonly operands: readonly string[];
  /** The last operand may be followed by more of its kind. */
  readonly hasMore?: boolean;
  readonly summary: string;
  readonly options: readonly OptionSpec[];
  readonly notes: readonly string[];
}

const SET: OptionSpec = {
  name: 'set',
  value: 'path=value',
  meaning: 'change values of the scenario: run.warm_up_s=600, couriers+=1, path*=1.1; may be repeated',
  isList: true,
};
const HELP: OptionSpec = { name: 'help', value: '', meaning: 'show this' };
const SEED: OptionSpec = { name: 'seed', value: 'N', meaning: 'master seed, a whole number or a text' };
const REPLICATIONS: OptionSpec = {
  name: 'replications',
  value: 'N',
  meaning: 'how many, instead of what the scenario says',
};
const HORIZON: OptionSpec = {
  name: 'horizon',
  value: '7d',
  meaning: 'simulated time (s, min, h, d, w); for a network the days measured',
};
const WORKERS: OptionSpec = {
  name: 'workers',
  value: 'N',
  meaning: 'threads; as many as processors unless given',
};
const OUT: OptionSpec = {
  name: 'out',
  value: 'DIR',
  meaning: 'folder for the tables; without it only the summary is printed',
};
const FRESH: OptionSpec = {
  name: 'fresh',
  value: '',
  meaning: 'start over, where an earlier run into DIR was stopped and could be continued',
};
const ALSO_PARQUET: OptionSpec = {
  name: 'also',
  value: 'parquet',
  meaning: 'tables as Parquet beside CSV',
};
const QUIET: OptionSpec = { name: 'quiet', value: '', meaning: 'no progress' };

const PATH_NOTE = 'PATH is a folder, a .json file, a .zip archive, or the id of a scenario in scenarios/.';
const EXIT_NOTE = 'Exit code: 0 done, 1 the run failed or was stopped, 2 the input was bad.';

/** Every command of the terminal. */
export const COMMANDS: readonly CommandSpec[] = [
  {
    name: 'run',
    operands: ['PATH'],
    summary: 'run a scenario, print its summary, write its tables',
    options: [
      SEED,
      REPLICATIONS,
      {
        name: 'precision',
        value: 'SHARE',
        meaning: 'replications until the relative half-width is below it, as in 0.05; at least 10',
      },
      {
        name: 'kpi',
        value: 'NAME[@PLACE]',
        meaning:
          'figure for --precision; transit_time, gate_to_chute, or time_in_system of each sink; may be repeated',
        isList: true,
      },
      {
        name: 'at-most',
        value: 'N',
        meaning: 'replications at which --precision gives up; 200 unless given',
      },
      { name: 'only-replication', value: 'K', meaning: 'just replication K (from 0), to look into it again' },
      HORIZON,
      SET,
      WORKERS,
      {
        name: 'parcels',
        value: 'all|sample:K|none',
        meaning: 'rows of parcels.csv: every parcel, one in K by hash, none',
      },
      {
        name: 'scans',
        value: 'all|sample:K|none',
        meaning: 'parcels whose scans are in scans.csv; one in 100 unless given',
      },
      OUT,
      FRESH,
      {
        name: 'also',
        value: 'FORMATS',
        meaning: 'tables in other formats beside CSV, as for export --format',
      },
      QUIET,
      HELP,
    ],
    notes: [
      PATH_NOTE,
      'Tables hold the same bytes for any number of workers. They are written whole or not at all: Ctrl-C leaves',
      'what was there before, keeps the replications that are finished, and the same command goes on from them.',
      EXIT_NOTE,
    ],
  },
  {
    name: 'validate',
    operands: ['PATH'],
    summary: 'report every problem of a scenario and its experiments, each with its place',
    options: [SET, HELP],
    notes: [PATH_NOTE, EXIT_NOTE],
  },
  {
    name: 'export',
    operands: ['DIR'],
    summary: 'write the tables of a run in other formats beside CSV',
    options: [
      {
        name: 'format',
        value: 'FORMATS',
        meaning: 'parquet, event-log, ocel, with commas between; all that can be made unless given',
      },
      { name: 'out', value: 'DIR', meaning: 'another folder for them' },
      HELP,
    ],
    notes: [
      'DIR is a folder that run wrote. parquet: each table; event-log: its scans as case, activity, timestamp and',
      'resource; ocel: its scans as OCEL 2.0 JSON, not of a hub alone. Counts are held against the ledger of the run.',
      EXIT_NOTE,
    ],
  },
  {
    name: 'compare',
    operands: ['A', 'B'],
    hasMore: true,
    summary: 'run 2 to 20 scenarios on the same luck and say which differences are real',
    options: [
      SEED,
      REPLICATIONS,
      HORIZON,
      SET,
      {
        name: 'control',
        value: 'ID',
        meaning: 'compare each with this one (intervals after Dunnett) instead of all pairs (Bonferroni)',
      },
      WORKERS,
      OUT,
      FRESH,
      ALSO_PARQUET,
      QUIET,
      HELP,
    ],
    notes: [
      'A, B … are paths as for run. Differences are B - A, paired replication by replication. The intervals of one',
      'figure hold together; among many figures a few leave out 0 by chance.',
      EXIT_NOTE,
    ],
  },
  {
    name: 'experiment',
    operands: ['FILE'],
    summary: 'run an experiment: scenarios compared, factors varied, the best selected',
    options: [SEED, REPLICATIONS, SET, WORKERS, OUT, FRESH, ALSO_PARQUET, QUIET, HELP],
    notes: [
      'FILE is an experiment as docs/experiments.md describes it, mostly in experiments/ of a scenario.',
      'With --out, what is finished is kept when it is stopped or killed: the same command goes on from it.',
      EXIT_NOTE,
    ],
  },
];

/** Help for the program as a whole. */
export function programHelp(): string {
  return `${[
    'Waybill: a discrete-event simulator of parcel networks.',
    '',
    'Usage: waybill COMMAND …',
    '',
    ...COMMANDS.map(
      ({ name, operands, hasMore = false, summary }) =>
        `  ${`${operandsText({ name, operands, hasMore })}`.padEnd(18)}${summary}`,
    ),
    '',
    'waybill COMMAND --help says more; waybill --version prints the version.',
  ].join('\n')}\n`;
}

/** Help for one command. */
export function commandHelp({
  name,
  operands,
  hasMore = false,
  summary,
  options,
  notes,
}: CommandSpec): string {
  const forms = options.map((option) => `--${option.name}${option.value === '' ? '' : ` ${option.value}`}`);
  const width = Math.max(...forms.map((form) => form.length)) + 2;
  return `${[
    `Usage: waybill ${operandsText({ name, operands, hasMore })} [options]`,
    `  ${summary}`,
    '',
    ...options.map((option, at) => `  ${forms[at].padEnd(width)}${option.meaning}`),
    '',
    ...notes,
  ].join('\n')}\n`;
}

function operandsText({
  name,
  operands,
  hasMore,
}: Pick<CommandSpec, 'name' | 'operands' | 'hasMore'>): string {
  return [name, ...operands, ...(hasMore ? ['…'] : [])].join(' ');
}
