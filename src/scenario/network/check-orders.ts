import { hash128Hex } from '../../engine/random/hash.ts';
import { type ByteSource, type OpenFile, type StoredFile, sourceOf } from '../byte-source.ts';
import type { Problems } from '../problem.ts';
import type { NetworkSettings } from './network-schema.ts';
import { type OrderFault, OrderReader, type OrderTerms } from './order-reader.ts';
import type { OrderTable } from './order-table.ts';
import { cohortSpan, daysOfDemand } from './run-days.ts';

const DAY_US = 86_400_000_000;

/** Rows whose texts are gathered before they go into the hash, which depends on it: another number, another hash. */
const ROWS_PER_HASH = 4096;

/** Rows that are skipped and told with their faults; further ones are counted, lest they hide all other warnings. */
const MOST_SKIPPED_TOLD = 50;

/**
 * Reads an order table once, without holding it: bad rows are told, all as problems or, where they are
 * skipped, the first of them as warnings; the others are counted by pair of zones.
 * @returns undefined where the table cannot be used
 */
export function checkOrders(
  name: string,
  file: StoredFile,
  open: OpenFile,
  of: {
    readonly settings: NetworkSettings;
    readonly terms: OrderTerms;
    /** Seconds of the local day gone at the start. */
    readonly startSecondOfDay: number;
  },
  problems: Problems,
): OrderTable | undefined {
  let source: ByteSource;
  try {
    source = sourceOf(file, open);
  } catch (error) {
    problems.error(
      'missing',
      name,
      { path: '' },
      { found: messageOf(error), allowed: 'a file that can be read' },
    );
    return undefined;
  }
  return new OrderCheck(name, file, of, problems).read(source);
}

class OrderCheck {
  readonly #name: string;
  readonly #file: StoredFile;
  readonly #of: Parameters<typeof checkOrders>[3];
  readonly #problems: Problems;
  readonly #skips: boolean;
  /** Lines with faults that are skipped, and the last of them. */
  #skipped = 0;
  #line = 0;

  constructor(name: string, file: StoredFile, of: Parameters<typeof checkOrders>[3], problems: Problems) {
    this.#name = name;
    this.#file = file;
    this.#of = of;
    this.#problems = problems;
    this.#skips = of.settings.demand.orders.bad_rows === 'skip';
  }

  read(source: ByteSource): OrderTable | undefined {
    const { terms, settings, startSecondOfDay } = this.#of;
    const problems = this.#problems;
    const errors = problems.errorCount;
    const reader = new OrderReader(
      source,
      terms,
      (fault) => this.#tell(fault),
      () => this.#wantsHints,
    );
    const { run } = settings;
    const horizon = Math.round(daysOfDemand(run) * DAY_US);
    const cohort = cohortSpan(run);
    const zones = [...terms.zones.keys()];
    const classes = [...terms.classes.keys()];
    const counts = new Map<number, number>();
    const hash = new RowHash();
    let [rows, before, after, measured, first, last] = [0, 0, 0, 0, Number.NaN, Number.NaN];
    try {
      for (let order = reader.next(); order !== undefined; order = reader.next()) {
        rows++;
        const { at, from, to, weightKg, cubeM3, serviceClass } = order;
        hash.add(`${at},${zones[from]},${zones[to]},${weightKg},${cubeM3},${classes[serviceClass] ?? ''}\n`);
        if (at < 0) before++;
        else if (at >= horizon) after++;
        else {
          if (Number.isNaN(first)) first = at;
          last = at;
          if (at >= cohort.from && at < cohort.to) measured++;
          const pair = from * zones.length + to;
          counts.set(pair, (counts.get(pair) ?? 0) + 1);
        }
      }
    } catch (error) {
      this.#problems.error(
        'missing',
        this.#name,
        { path: '' },
        { found: messageOf(error), allowed: 'a file that can be read' },
      );
    }
    if (this.#skipped > MOST_SKIPPED_TOLD) {
      problems.add({
        severity: 'warning',
        kind: 'rule',
        file: this.#name,
        place: { path: '' },
        found: `${this.#skipped - MOST_SKIPPED_TOLD} more rows that cannot be read`,
        allowed: 'rows without a fault',
        hint: 'they are skipped too',
      });
    }
    if (problems.errorCount > errors) return undefined;
    const ordersInRun = rows - before - after;
    if (ordersInRun === 0) {
      const found = rows === 0 ? 'no row that can be read' : `${rows} orders, none of them within the run`;
      const allowed = `orders from ${settings.starts_at} on, within ${horizon / DAY_US} days`;
      problems.error(
        'rule',
        this.#name,
        { path: '' },
        { found, allowed, hint: 'set starts_at to their first day' },
      );
      return undefined;
    }
    if (measured === 0) {
      const [from, to] = [cohort.from / DAY_US, cohort.to / DAY_US];
      problems.error(
        'rule',
        this.#name,
        { path: '' },
        {
          found: `${ordersInRun} orders in the run, none in the measured days`,
          allowed: `at least one order from day ${from} to day ${to} of the run`,
          hint: from === 0 ? 'set starts_at to their first day' : 'run.warm_up_days=0',
        },
      );
      return undefined;
    }
    const dayOf = (at: number) => Math.floor((at + startSecondOfDay * 1e6) / DAY_US);
    const pairs = [...counts].sort(([a], [b]) => a - b);
    return {
      name: this.#name,
      file: this.#file,
      hash: hash.digest(),
      skipsBadRows: this.#skips,
      rows,
      badRows: reader.badRows,
      before,
      after,
      firstAt: first,
      volumes: pairs.map(([pair, volume]) => ({
        from: Math.floor(pair / zones.length),
        to: pair % zones.length,
        volume,
      })),
      perDay: ordersInRun / (dayOf(last) - dayOf(first) + 1),
    };
  }

  #tell({ kind, line, column, found, allowed, hint, isOfRow }: OrderFault): void {
    const isSkipped = this.#skips && isOfRow;
    if (isSkipped && line !== this.#line) {
      this.#line = line;
      this.#skipped++;
    }
    if (isSkipped && this.#skipped > MOST_SKIPPED_TOLD) return;
    const severity = isSkipped ? 'warning' : 'error';
    const place = { row: line, column };
    this.#problems.add({ severity, kind, file: this.#name, place, found, allowed, hint });
  }

  /** Looking for what was meant at each of a million faults would take hours, and nobody would see it. */
  get #wantsHints(): boolean {
    return this.#skips ? this.#skipped <= MOST_SKIPPED_TOLD : !this.#problems.isFull;
  }
}

/** A hash of rows of any number, a few thousand at a time. */
class RowHash {
  #texts: string[] = [];
  #digest = '';

  add(text: string): void {
    this.#texts.push(text);
    if (this.#texts.length === ROWS_PER_HASH) this.#turn();
  }

  digest(): string {
    this.#turn();
    return this.#digest;
  }

  #turn(): void {
    this.#digest = hash128Hex(this.#digest + this.#texts.join(''));
    this.#texts = [];
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
