import type { ScenarioFiles } from '../../scenario/scenario-files.ts';
import { describeScenario, type ScenarioBrief } from './scenario-brief.ts';

/** A scenario that comes with the page. */
export interface GalleryEntry {
  readonly id: string;
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
  readonly bytes: number;
  /** What its main file says; undefined until it is read, null where it says nothing that can be read. */
  readonly brief: ScenarioBrief | null | undefined;
}

interface Index {
  readonly scenarios: readonly {
    readonly id: string;
    readonly files: readonly { readonly path: string; readonly bytes: number }[];
  }[];
}

/** Networks shown first, where they are there. */
const FIRST = ['china-31', 'china-national', 'singles-day', 'singles-day-snow', 'china-2015', 'two-hubs'];
/** Sorting centers, from the usual night to the worst. */
const HUBS = ['single-hub', 'hub-peak-night'];
/** The queueing lab, from simple to hard. */
const LAB = [
  'mm1',
  'mmc',
  'mm1k',
  'erlang-loss',
  'mg1',
  'mdc',
  'priority',
  'breakdowns',
  'batch-server',
  'full-or-on-time',
  'time-varying',
  'jackson-rework',
  'chain',
];

/** The scenarios that come with the page. */
export class Gallery {
  entries = $state.raw<readonly GalleryEntry[]>([]);
  #hasBriefs = false;

  /** Reads the list. @throws Error where it cannot be had */
  async load(): Promise<void> {
    const { scenarios } = (await (await fetchOk('scenarios/index.json')).json()) as Index;
    this.entries = scenarios
      .map(({ id, files }) => ({
        id,
        files,
        bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
        brief: undefined,
      }))
      .sort((a, b) => rank(a.id) - rank(b.id));
  }

  /** Those that are neither a sorting center nor a part of the queueing lab. */
  get networks(): readonly GalleryEntry[] {
    return this.entries.filter((entry) => !isInLab(entry) && !isHub(entry));
  }

  /** Sorting centers alone. */
  get hubs(): readonly GalleryEntry[] {
    return this.entries.filter(isHub);
  }

  /** The queueing lab. */
  get labs(): readonly GalleryEntry[] {
    return this.entries.filter(isInLab);
  }

  /** Reads title and description of each, once. */
  async loadBriefs(): Promise<void> {
    if (this.#hasBriefs) return;
    this.#hasBriefs = true;
    await Promise.all(
      this.entries.map(async ({ id, files }) => {
        const brief = await readBrief(id, files).catch(() => null);
        this.entries = this.entries.map((entry) => (entry.id === id ? { ...entry, brief } : entry));
      }),
    );
  }

  /** The files of one, by their paths within it. @throws Error where one cannot be had */
  async fetchFiles(id: string): Promise<ScenarioFiles> {
    const entry = this.entries.find((one) => one.id === id);
    if (entry === undefined) throw new Error(id);
    // Notes beside a scenario are no part of it.
    const files = entry.files.filter(({ path }) => /\.(json|csv)$/.test(path));
    const read = files.map(async ({ path }) => {
      const bytes = new Uint8Array(await (await fetchOk(`scenarios/${path}`)).arrayBuffer());
      return [path.startsWith(`${id}/`) ? path.slice(id.length + 1) : path, bytes] as const;
    });
    return new Map(await Promise.all(read));
  }
}

/** Known by name, so that no card moves once its text is there; other flows when it is. */
function isInLab({ id, brief }: GalleryEntry): boolean {
  return LAB.includes(id) || brief?.kind === 'flow';
}

function isHub({ id, brief }: GalleryEntry): boolean {
  return HUBS.includes(id) || brief?.kind === 'hub';
}

/** Place in the list: the first ones, what has no place, sorting centers, the lab. */
function rank(id: string): number {
  const first = FIRST.indexOf(id);
  if (first >= 0) return first;
  const hub = HUBS.indexOf(id);
  if (hub >= 0) return FIRST.length + 1 + hub;
  const lab = LAB.indexOf(id);
  return lab >= 0 ? FIRST.length + 1 + HUBS.length + lab : FIRST.length;
}

async function readBrief(id: string, files: GalleryEntry['files']): Promise<ScenarioBrief> {
  // Experiments lie below the main file of a folder; a scenario may also be one file.
  const main =
    files.find(({ path }) => path === `${id}/scenario.json`) ??
    files.find(({ path }) => path === `${id}.json`);
  if (main === undefined) throw new Error('no JSON file');
  return describeScenario(await (await fetchOk(`scenarios/${main.path}`)).json());
}

async function fetchOk(path: string): Promise<Response> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path}: HTTP ${response.status}`);
  return response;
}
