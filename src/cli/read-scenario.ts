import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { loadWithWarnings } from '../experiment/load-with-warnings.ts';
import { horizonOverride } from '../experiment/measured-time.ts';
import { LARGE_FROM, type StoredFile } from '../scenario/byte-source.ts';
import { didYouMean } from '../scenario/did-you-mean.ts';
import type { LoadedScenario } from '../scenario/load-scenario.ts';
import { Problems } from '../scenario/problem.ts';
import { readZip } from '../scenario/read-zip.ts';
import type { ScenarioFiles } from '../scenario/scenario-files.ts';
import { largeFileAt, openPath } from '../worker/node/open-path.ts';
import { UsageError } from './usage-error.ts';

/** Where scenarios are looked for. */
export interface ScenarioPlaces {
  /** Folder that paths are relative to. */
  readonly cwd: string;
  /** Folder of the scenarios that come with the product. */
  readonly scenarios: string;
}

/** Most files of a folder: beyond it, it is no scenario but somebody's home. */
const MOST_FILES = 1_000;

/**
 * Reads a scenario from a folder, a JSON file, a zip archive or by its id.
 * @param horizonS simulated time in place of the scenario's own, seconds
 * @throws UsageError where there is nothing of that name
 */
export function readScenario(
  written: string,
  places: ScenarioPlaces,
  overrides: readonly string[],
  horizonS?: number,
): LoadedScenario {
  const place = findScenario(written, places);
  const name = path.parse(place).name;
  const problems = new Problems();
  const files = place.toLowerCase().endsWith('.zip')
    ? readZip(path.basename(place), readFileSync(place), problems)
    : readFiles(place);
  if (files === undefined) return { scenario: undefined, problems };
  const loaded = loadWithWarnings(files, overrides, name, openPath);
  if (horizonS === undefined || loaded.scenario === undefined) return loaded;
  return loadWithWarnings(files, [...overrides, horizonOverride(loaded.scenario, horizonS)], name, openPath);
}

/** The folder or file that is meant. @throws UsageError where there is nothing of that name */
export function findScenario(written: string, { cwd, scenarios }: ScenarioPlaces): string {
  const candidates = [
    path.resolve(cwd, written),
    path.resolve(cwd, 'scenarios', written),
    path.resolve(cwd, 'scenarios', `${written}.json`),
    path.join(scenarios, written),
    path.join(scenarios, `${written}.json`),
    // `scenarios/<id>` works from anywhere.
    path.resolve(scenarios, '..', written),
  ];
  const found = candidates.find((candidate) => existsSync(candidate));
  if (found !== undefined) return found;
  const ids = idsIn(scenarios);
  const near = didYouMean(path.basename(written), ids);
  const hint = near !== '' ? near : ids.length > 0 ? `scenarios that come along: ${ids.join(', ')}` : '';
  throw new UsageError(`there is no scenario "${written}"${hint === '' ? '' : `; ${hint}`}`);
}

function readFiles(place: string): ScenarioFiles {
  if (statSync(place).isFile()) return new Map([[path.basename(place), readFileSync(place)]]);
  const files = new Map<string, StoredFile>();
  const visit = (folder: string, prefix: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (entry.name.startsWith('.')) continue;
      if (entry.isDirectory()) visit(path.join(folder, entry.name), `${prefix}${entry.name}/`);
      else if (/\.(json|csv)$/i.test(entry.name)) {
        if (files.size === MOST_FILES)
          throw new UsageError(`"${place}" holds more than ${MOST_FILES} tables: it is no scenario`);
        files.set(prefix + entry.name, stored(path.join(folder, entry.name)));
      }
    }
  };
  visit(place, '');
  return files;
}

/** Large tables are read in pieces, where they are needed. */
function stored(file: string): StoredFile {
  const isLarge = /\.csv$/i.test(file) && statSync(file).size >= LARGE_FROM;
  return isLarge ? largeFileAt(file) : readFileSync(file);
}

function idsIn(scenarios: string): string[] {
  if (!existsSync(scenarios)) return [];
  return readdirSync(scenarios, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() || entry.name.endsWith('.json'))
    .map((entry) => path.parse(entry.name).name)
    .sort();
}
