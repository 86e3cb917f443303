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
  readonly summary: string;
  readonly options: readonly OptionSpec[];
  readonly notes: readonly string[];
}

const SET: OptionSpec = {
  name: 'set',
  value: 'path=value',
  meaning: 'change a value of the scenario, as in run.warm_up_s=600; may be repeated',
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
      QUIET,
      HELP,
    ],
    notes: [
      PATH_NOTE,
      'Tables hold the same bytes for any number of workers. They are written whole or not at all: Ctrl-C leaves',
      'what was there before.',
      EXIT_NOTE,
    ],
  },
  {
    name: 'validate',
    operands: ['PATH'],
    summary: 'report every problem of a scenario, each with its place',
    options: [SET, HELP],
    notes: [PATH_NOTE, EXIT_NOTE],
  },
  {
    name: 'compare',
    operands: ['A', 'B'],
    summary: 'run two scenarios on the same luck and say which differences are real',
    options: [SEED, REPLICATIONS, HORIZON, SET, WORKERS, OUT, QUIET, HELP],
    notes: [
      'A and B are paths as for run. Differences are B - A, paired replication by replication.',
      'Each interval holds for itself: among many figures a few leave out 0 by chance.',
      EXIT_NOTE,
    ],
  },
  {
    name: 'experiment',
    operands: ['FILE'],
    summary: 'run a designed experiment (not there yet)',
    options: [OUT, HELP],
    notes: [EXIT_NOTE],
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
      ({ name, operands, summary }) => `  ${`${name} ${operands.join(' ')}`.padEnd(18)}${summary}`,
    ),
    '',
    'waybill COMMAND --help says more; waybill --version prints the version.',
  ].join('\n')}\n`;
}

/** Help for one command. */
export function commandHelp({ name, operands, summary, options, notes }: CommandSpec): string {
  const forms = options.map((option) => `--${option.name}${option.value === '' ? '' : ` ${option.value}`}`);
  const width = Math.max(...forms.map((form) => form.length)) + 2;
  return `${[
    `Usage: waybill ${[name, ...operands].join(' ')} [options]`,
    `  ${summary}`,
    '',
    ...options.map((option, at) => `  ${forms[at].padEnd(width)}${option.meaning}`),
    '',
    ...notes,
  ].join('\n')}\n`;
}
