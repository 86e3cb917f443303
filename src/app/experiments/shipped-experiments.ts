import type { ScenarioFiles } from '../../scenario/scenario-files.ts';
import { galleryIdOf } from './experiment-text.ts';

/** An experiment that comes with a scenario. */
export interface ShippedExperiment {
  /** Path within the scenario, `experiments/one-more-courier.json`. */
  readonly file: string;
  readonly text: string;
  readonly title: string;
  readonly description: string;
}

/** The experiments among a scenario's files, by path; what cannot be read is there under its file's name. */
export function shippedExperiments(content: ScenarioFiles | Uint8Array): ShippedExperiment[] {
  // An archive is unpacked in the worker only.
  if (content instanceof Uint8Array) return [];
  const found: ShippedExperiment[] = [];
  for (const [path, bytes] of content) {
    if (!(bytes instanceof Uint8Array) || !/(^|\/)experiments\/[^/]+\.json$/.test(path)) continue;
    const text = new TextDecoder().decode(bytes);
    const file = path.slice(path.lastIndexOf('experiments/'));
    found.push({ file, text, ...wordsOf(text, file) });
  }
  return found.sort((a, b) => (a.file < b.file ? -1 : 1));
}

function wordsOf(text: string, file: string): { title: string; description: string } {
  const json = readLeniently(text) as
    | { readonly title?: unknown; readonly description?: unknown }
    | undefined;
  return {
    title:
      typeof json?.title === 'string' ? json.title : file.replace(/^.*\/|\.json$/g, '').replaceAll('-', ' '),
    description: typeof json?.description === 'string' ? json.description : '',
  };
}

/** Paths of other scenarios that an experiment names, with the id of each in the gallery. */
export function namedScenarios(text: string): ReadonlyMap<string, string> {
  const json = readLeniently(text) as
    | { readonly scenario?: unknown; readonly alternatives?: readonly { readonly scenario?: unknown }[] }
    | undefined;
  const alternatives = Array.isArray(json?.alternatives) ? json.alternatives : [];
  const paths = [json?.scenario, ...alternatives.map((one) => one?.scenario)];
  const named = new Map<string, string>();
  for (const path of paths) {
    const id = typeof path === 'string' ? galleryIdOf(path) : undefined;
    if (id !== undefined) named.set(path as string, id);
  }
  return named;
}

/** For titles and names only: what is wrong with it is told by the loader. */
function readLeniently(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
