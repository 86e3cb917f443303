import type { StoredFile } from './byte-source.ts';
import { didYouMean } from './did-you-mean.ts';
import { listed, quote } from './found.ts';
import type { Place, Problems } from './problem.ts';

/** The files of one scenario: relative paths with `/` between folders, over their bytes or where these lie. */
export type ScenarioFiles = ReadonlyMap<string, StoredFile>;

/** The files of one scenario where all of them are held. */
export type HeldFiles = ReadonlyMap<string, Uint8Array>;

/** The file that names all others of a scenario folder. */
const MAIN_FILE = 'scenario.json';

/** The folder, beside the main file, whose files run a scenario and are no part of it. */
const EXPERIMENTS_FOLDER = 'experiments/';

const MEBIBYTE = 2 ** 20;

/** How large a scenario may be. Order tables are streamed and have no limit of their own. */
export const LIMITS = {
  /** Bytes of one JSON file. */
  jsonBytes: 16 * MEBIBYTE,
  /** Objects and lists within one another in a JSON file. */
  jsonDepth: 64,
  /** Bytes of one structural table. */
  tableBytes: 64 * MEBIBYTE,
  /** Rows of one structural table. */
  tableRows: 1_000_000,
  /** Columns of one table. */
  tableColumns: 200,
  /** Rows times columns of one table: cells that a file leaves out cost as much as those it writes. */
  tableCells: 32_000_000,
  /** Bytes of all files of an archive together, inflated. */
  archiveBytes: 512 * MEBIBYTE,
  /** Files and folders of an archive. */
  archiveEntries: 1_000,
} as const;

/** Where a scenario lies among its files. */
export interface ScenarioRoot {
  /** Path of the main file, relative to the files. */
  readonly main: string;
  /** Files by their path relative to the main file's folder; those outside it are left out. */
  readonly files: ScenarioFiles;
}

/**
 * Finds the main file: `scenario.json` at the top, or in the single folder at the top (as archives have it), or else
 * the only JSON file there is outside `experiments/`.
 */
export function findRoot(files: ScenarioFiles, name: string, problems: Problems): ScenarioRoot | undefined {
  if (files.has(MAIN_FILE)) return { main: MAIN_FILE, files };
  const paths = [...files.keys()];
  const tops = new Set(paths.map((path) => path.slice(0, path.indexOf('/') + 1)));
  const [folder] = tops;
  if (tops.size === 1 && folder !== '' && files.has(folder + MAIN_FILE))
    return rootIn(files, folder + MAIN_FILE);
  const jsons = scenariosAmong(paths.filter((path) => path.toLowerCase().endsWith('.json')));
  if (jsons.length === 1) return rootIn(files, jsons[0]);
  problems.error(
    'missing',
    name,
    { path: '' },
    {
      found:
        jsons.length === 0 ? `no JSON file among ${paths.length} files` : `the JSON files ${listed(jsons)}`,
      allowed: `${MAIN_FILE} at the top or in the only folder there, or exactly one JSON file`,
      hint: `name the file that describes the scenario ${MAIN_FILE}`,
    },
  );
  return undefined;
}

/** Without experiments, unless there is nothing else: the only file is then told to be none. */
function scenariosAmong(jsons: readonly string[]): readonly string[] {
  const others = jsons.filter((path) => !`/${path}`.includes(`/${EXPERIMENTS_FOLDER}`));
  return others.length > 0 ? others : jsons;
}

function rootIn(files: ScenarioFiles, main: string): ScenarioRoot {
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  const inside = [...files].filter(([path]) => path.startsWith(folder));
  return { main, files: new Map(inside.map(([path, bytes]) => [path.slice(folder.length), bytes])) };
}

/**
 * The file that a scenario names, or a problem at the place that names it.
 * @param mention file and place of the name
 */
export function namedFile(
  files: ScenarioFiles,
  name: string,
  mention: { readonly file: string; readonly place: Place },
  problems: Problems,
): StoredFile | undefined {
  const stored = files.get(name.startsWith('./') ? name.slice(2) : name);
  if (stored !== undefined) return stored;
  const near = didYouMean(name, files.keys());
  problems.error('missing', mention.file, mention.place, {
    found: `the name ${quote(name)} of a file that is not there`,
    allowed: 'the path of a file of the scenario, relative to its folder, with / between folders',
    hint: near === '' ? `there are ${listed([...files.keys()])}` : near,
  });
  return undefined;
}
