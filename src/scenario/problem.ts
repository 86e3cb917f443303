/** Where a problem lies: a path into a JSON file (empty for the file itself), or a line of a file and what stands there. */
export type Place =
  | {
      /** As in `blocks.desk.servers` or `stops[3]["a.b"]`; empty for the file as a whole. */
      readonly path: string;
    }
  | {
      /** Line in the file as an editor counts, from 1; a table's header is line 1. */
      readonly row: number;
      /** Name of the table's column; the character's number in a JSON file; empty for the whole line. */
      readonly column: string;
    };

/** One thing that is wrong with a scenario, in words for whoever wrote it. */
export interface Problem {
  readonly severity: 'error' | 'warning';
  readonly file: string;
  readonly place: Place;
  /** What stands there, as it stands there. */
  readonly found: string;
  /** What may stand there. */
  readonly allowed: string;
  /** How to mend it; empty where nothing can be said. */
  readonly hint: string;
  /**
   * The family it is counted under: `archive`, `choice`, `code`, `duplicate`, `encoding`, `fields`, `limit`, `missing`,
   * `override`, `range`, `reference`, `rule`, `syntax`, `type`, `unknown`, `unsafe`, `version`.
   */
  readonly kind: string;
}

/** Most problems of one severity that are kept whole; further ones are counted by kind. */
const MOST_PROBLEMS_LISTED = 1_000;

/** Collects the problems of one scenario in the order in which they are found. */
export class Problems {
  readonly #list: Problem[] = [];
  readonly #beyond = new Map<string, number>();
  #errors = 0;
  #warnings = 0;

  add(problem: Problem): void {
    const ordinal = problem.severity === 'error' ? ++this.#errors : ++this.#warnings;
    if (ordinal <= MOST_PROBLEMS_LISTED) this.#list.push(problem);
    else this.#beyond.set(problem.kind, (this.#beyond.get(problem.kind) ?? 0) + 1);
  }

  /** Adds an error; `hint` may be left out. */
  error(
    kind: string,
    file: string,
    place: Place,
    texts: { readonly found: string; readonly allowed: string; readonly hint?: string },
  ): void {
    this.add({ severity: 'error', file, place, hint: '', ...texts, kind });
  }

  /** The first thousand errors and the first thousand warnings, in the order found. */
  get list(): readonly Problem[] {
    return this.#list;
  }

  /** How many of each kind were found and not listed. */
  get beyond(): ReadonlyMap<string, number> {
    return this.#beyond;
  }

  /** Errors found, listed or not. */
  get errorCount(): number {
    return this.#errors;
  }

  get hasErrors(): boolean {
    return this.#errors > 0;
  }

  /** No further error will be listed: a costly hint for one would be lost. */
  get isFull(): boolean {
    return this.#errors >= MOST_PROBLEMS_LISTED;
  }

  /** @throws ScenarioError where an error was found; warnings do not stop a run. */
  throwIfErrors(): void {
    if (this.hasErrors) throw new ScenarioError(this);
  }
}

/** The scenario cannot be run; its message lists every problem, one per line. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError';
  readonly problems: Problems;

  constructor(problems: Problems) {
    super([...problems.list.map(formatProblem), ...formatBeyond(problems)].join('\n'));
    this.problems = problems;
  }
}

/** One line: `file:place: found …, allowed … (hint)`. */
export function formatProblem({ file, place, found, allowed, hint }: Problem): string {
  return `${file}${formatPlace(place)}: found ${found}, allowed ${allowed}${hint === '' ? '' : ` (${hint})`}`;
}

function formatPlace(place: Place): string {
  if ('path' in place) return place.path === '' ? '' : `:${place.path}`;
  return place.column === '' ? `:${place.row}` : `:${place.row}:${place.column}`;
}

function formatBeyond({ beyond }: Problems): string[] {
  if (beyond.size === 0) return [];
  let total = 0;
  for (const count of beyond.values()) total += count;
  return [`and ${total} more: ${[...beyond].map(([kind, count]) => `${kind} ${count}`).join(', ')}`];
}
