import { ConversionError } from './conversion-error.ts';
import { type RunKind, runKind } from './run-kind.ts';
import type { RowBatch, TableInput } from './table-input.ts';

/** Entries of the ledger by replication: `created`, `delivered` and so on. */
export type Ledger = ReadonlyMap<number, ReadonlyMap<string, number>>;

/** Rows that a run chose to write, as `run.json` has it: `all`, `none` or `sample:K`. */
export interface ChosenRows {
  readonly parcels: string;
  readonly scans: string;
}

/** A count of rows and the entry of the ledger that it is held against. */
interface Rule {
  /** Text in the column counted; undefined for every row. */
  readonly found: string | undefined;
  readonly entry: string;
  /** Whether every one must have its row; where not, there may be fewer rows than the ledger says. */
  readonly isExact: boolean;
}

const exact = (found: string | undefined, entry: string): Rule => ({ found, entry, isExact: true });

/** What is counted in a table: texts of a column, each row as one, or as many as another column says. */
interface Counting {
  readonly column: string;
  readonly weight?: string;
  readonly rules: readonly Rule[];
}

/** What is counted, by kind of run and table. */
const RULES: Readonly<Record<RunKind, Readonly<Record<'parcels' | 'scans', Counting>>>> = {
  network: {
    parcels: {
      column: 'outcome',
      rules: [exact(undefined, 'created'), exact('delivered', 'delivered'), exact('returned', 'returned')],
    },
    scans: {
      column: 'event',
      rules: [exact('delivered', 'delivered'), exact('returned', 'returned')],
    },
  },
  // Batches are subjects too: they end where they are split, without a row.
  flow: {
    parcels: {
      column: 'outcome',
      rules: [
        exact('lost', 'lost'),
        exact('in system', 'in_system'),
        { found: 'finished', entry: 'left', isExact: false },
      ],
    },
    scans: { column: 'step', rules: [] },
  },
  // A bag that passes unopened is one row for all its parcels.
  hub: {
    parcels: {
      column: 'place',
      weight: 'parcels',
      rules: [exact(undefined, 'created'), exact('departed', 'departed')],
    },
    scans: { column: 'event', rules: [] },
  },
};

/** Reads the ledger out of `replications.csv`. */
export async function readLedger(replications: TableInput): Promise<Ledger> {
  const names = replications.table.columns.map(({ name }) => name);
  const [replication, kpi, value] = ['replication', 'kpi', 'value'].map((name) => names.indexOf(name));
  const ledger = new Map<number, Map<string, number>>();
  for await (const batch of replications.rows()) {
    for (const row of batch) {
      if (!row[kpi].startsWith('ledger_')) continue;
      const ordinal = Number(row[replication]);
      const entries = ledger.get(ordinal) ?? new Map<string, number>();
      ledger.set(ordinal, entries);
      entries.set(row[kpi].slice('ledger_'.length), Number(row[value]));
    }
  }
  return ledger;
}

/** Counts rows as they are converted, and holds them against the ledger of their run. */
export class LedgerCheck {
  readonly #ledger: Ledger;
  readonly #chosen: ChosenRows;
  readonly #kind: RunKind;
  /** By table, then replication: how often each rule found its rows. */
  readonly #counts = new Map<'parcels' | 'scans', Map<string, number[]>>();

  /** @param tables of the run; their columns say what kind of run it was */
  constructor(ledger: Ledger, chosen: ChosenRows, tables: readonly TableInput[]) {
    this.#ledger = ledger;
    this.#chosen = chosen;
    this.#kind = runKind(tables);
  }

  /** The table, counted as its rows pass; each new reading counts anew. */
  watch(input: TableInput): TableInput {
    const { id, columns } = input.table;
    if (id !== 'parcels' && id !== 'scans') return input;
    const { column, weight, rules } = RULES[this.#kind][id];
    const place = (name: string) => {
      const found = columns.findIndex((one) => one.name === name);
      if (found === -1) throw new ConversionError(`${id}.csv has no ${name}: it is of another version`);
      return found;
    };
    const at = place(column);
    const weightAt = weight === undefined ? undefined : place(weight);
    const watched = async function* (this: LedgerCheck): AsyncGenerator<RowBatch> {
      const counts = new Map<string, number[]>();
      for await (const batch of input.rows()) {
        count(batch, at, weightAt, rules, counts);
        yield batch;
      }
      this.#counts.set(id, counts);
    };
    return { table: input.table, rows: () => watched.call(this) };
  }

  /**
   * Compares what was counted.
   * @returns what could not be compared, as sentences
   * @throws ConversionError where counts and ledger disagree
   */
  close(): readonly string[] {
    const notes: string[] = [];
    for (const [id, counts] of this.#counts) {
      const chosen = this.#chosen[id];
      const { weight, rules } = RULES[this.#kind][id];
      if (chosen !== 'all' && rules.length > 0) {
        notes.push(
          `${id}.csv holds a part of the parcels (${chosen}): its counts are only known not to exceed the ledger's`,
        );
      }
      for (const [replication, entries] of this.#ledger)
        rules.forEach((rule, at) => {
          const found = counts.get(String(replication))?.[at] ?? 0;
          const expected = entries.get(rule.entry) ?? Number.NaN;
          if (rule.isExact && chosen === 'all' ? found === expected : found <= expected) return;
          throw new ConversionError(
            `replication ${replication}: ${id}.csv has ${found} ${rule.found ?? weight ?? 'rows'}, ` +
              `but the ledger in replications.csv says ${expected} ${rule.entry}; nothing was converted`,
          );
        });
    }
    return notes;
  }
}

function count(
  batch: RowBatch,
  at: number,
  weightAt: number | undefined,
  rules: readonly Rule[],
  counts: Map<string, number[]>,
): void {
  let replication = '';
  let row: number[] = [];
  for (const cells of batch) {
    if (cells[0] !== replication) {
      replication = cells[0];
      row = counts.get(replication) ?? rules.map(() => 0);
      counts.set(replication, row);
    }
    const weight = weightAt === undefined ? 1 : Number(cells[weightAt]);
    for (let rule = 0; rule < rules.length; rule++)
      if (rules[rule].found === undefined || rules[rule].found === cells[at]) row[rule] += weight;
  }
}
