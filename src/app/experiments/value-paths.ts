import type { ScenarioFiles } from '../../scenario/scenario-files.ts';
import { formatPath } from '../../scenario/scenario-path.ts';
import type { ScenarioSummary } from '../../worker/browser/engine-messages.ts';

/** Most paths that are offered: a list of more helps nobody. */
const MOST_PATHS = 400;

/** Columns of tables that planners vary, for all rows of a kind. */
const NETWORK_PATHS = [
  'facilities[kind=station].couriers',
  'facilities[kind=station].sort_workers',
  'facilities[kind=hub].unload_workers',
  'facilities[kind=hub].load_workers',
  'facilities[kind=hub].sorters',
  'lanes[mode=road].vehicles_per_departure',
];

/** What planners vary of a hub alone, though its main file may leave it to the default. */
const HUB_PATHS = [
  'volume_factor',
  'hub.unloading.workers_per_door',
  'hub.unloading.parcels_per_worker_per_hour',
  'hub.loading.workers_per_door',
  'hub.loading.parcels_per_worker_per_hour',
  'hub.scan.no_read_share',
  'hub.containers.parcels',
  'hub.outbound.seal_before_min',
  'hub.outbound.sort_cutoff_min',
];

/** A number of the scenario, by the path that changes it. */
export interface ValuePath {
  readonly path: string;
  /** As it stands; undefined for many at once. */
  readonly value: number | undefined;
}

/** Numbers of a scenario's main file that can be varied, in its order; empty where it cannot be read here. */
export function valuePaths(content: ScenarioFiles | Uint8Array, kind: ScenarioSummary['kind']): ValuePath[] {
  const paths = { network: NETWORK_PATHS, hub: HUB_PATHS, flow: [] }[kind];
  const tables = paths.map((path) => ({ path, value: undefined }));
  if (content instanceof Uint8Array) return tables;
  const main =
    [...content.keys()].find((path) => /(^|\/)scenario\.json$/.test(path)) ??
    [...content.keys()].find((path) => path.endsWith('.json'));
  const bytes = main === undefined ? undefined : content.get(main);
  if (!(bytes instanceof Uint8Array)) return tables;
  const found: ValuePath[] = [];
  try {
    collect(JSON.parse(new TextDecoder().decode(bytes)), [], found);
  } catch {
    return tables;
  }
  const written = new Set(found.map(({ path }) => path));
  return [...tables.filter(({ path }) => !written.has(path)), ...found].slice(0, MOST_PATHS);
}

/** What a run is told by its plan, and what only says which format this is. */
const NO_INPUT = /^(version|run\.(replications|seed|confidence)|inline)\b/;

function collect(value: unknown, steps: readonly (string | number)[], found: ValuePath[]): void {
  if (typeof value === 'number') {
    const path = formatPath(steps);
    if (!NO_INPUT.test(path)) found.push({ path, value });
  } else if (Array.isArray(value)) {
    // Long lists are outlines and tables, which nobody varies by index.
    if (value.length <= 12)
      for (const [index, element] of value.entries()) collect(element, [...steps, index], found);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, child] of Object.entries(value)) collect(child, [...steps, key], found);
  }
}
