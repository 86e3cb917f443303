import { listed, quote } from '../found.ts';
import type { Place, Problems } from '../problem.ts';
import type { Table } from '../read-table.ts';
import { checkReferences } from '../references.ts';
import { toldCells } from '../told-cells.ts';
import { chutesOf } from './check-hub-sorters.ts';
import { formatChutes, parseChutes } from './chute-text.ts';
import type { HubBlock } from './hub-schema.ts';
import type { OUTBOUND_COLUMNS, SORT_PLAN_COLUMNS } from './hub-tables.ts';

type PlanTable = Table<typeof SORT_PLAN_COLUMNS>;
type PlanColumn = (typeof SORT_PLAN_COLUMNS)[number]['name'];

/**
 * Reports rows of a sort plan that name what is not there or give one chute to two directions, and every sorter and sort
 * in which a direction with volume has no chute. A cell that was reported already is passed over.
 * @param hub undefined where it could not be read: then only the text of the chutes is checked
 */
export function checkSortPlan(
  plan: PlanTable,
  hub: HubBlock | undefined,
  outbound: Table<typeof OUTBOUND_COLUMNS> | undefined,
  problems: Problems,
): void {
  new SortPlanCheck(plan, hub, outbound, problems).run();
}

/** A row whose every reference was found. */
interface PlannedRow {
  readonly row: number;
  /** Index of the sort; -1 for all. */
  readonly sort: number;
  /** Indices of sorters. */
  readonly sorters: readonly number[];
  readonly direction: string;
  readonly chutes: readonly number[];
  /** Index of the next sorter; -1 for none. */
  readonly next: number;
}

class SortPlanCheck {
  readonly #plan: PlanTable;
  readonly #sorts: readonly string[];
  readonly #sorters: HubBlock['sorters'];
  readonly #hasHub: boolean;
  readonly #outbound: Table<typeof OUTBOUND_COLUMNS> | undefined;
  readonly #problems: Problems;
  readonly #doorsFed: readonly number[];
  /** Sort, sorter and direction of every row. */
  readonly #served = new Set<string>();

  constructor(
    plan: PlanTable,
    hub: HubBlock | undefined,
    outbound: Table<typeof OUTBOUND_COLUMNS> | undefined,
    problems: Problems,
  ) {
    this.#plan = plan;
    this.#hasHub = hub !== undefined;
    this.#sorts = hub?.sorts.map(({ code }) => code) ?? [];
    this.#sorters = hub?.sorters ?? [];
    this.#outbound = outbound;
    this.#problems = problems;
    this.#doorsFed = this.#sorters.flatMap(({ fed_by: by }, index) => (by === 'doors' ? [index] : []));
  }

  run(): void {
    const before = this.#problems.errorCount;
    const plan = this.#plan;
    if (this.#hasHub) {
      this.#references('sort', ['*', ...this.#sorts], 'sort');
      const codes = this.#sorters.map(({ code }) => code);
      this.#references('sorter', ['*', ...codes], 'sorter');
      this.#references('next_sorter', codes, 'sorter');
    }
    if (this.#outbound !== undefined)
      this.#references('direction', this.#outbound.column('code'), 'direction');
    const isTold = toldCells(plan.file, this.#problems);
    const rows = Array.from({ length: plan.rows }, (_, row) => this.#row(row, isTold)).filter(
      (row) => row !== undefined,
    );
    if (!this.#hasHub) return;
    this.#sharedChutes(rows);
    // A row with a fault may be the one that is missed.
    if (this.#problems.errorCount === before && this.#outbound !== undefined) this.#gaps(rows);
  }

  #references(column: PlanColumn, known: readonly string[], what: string): void {
    checkReferences(this.#plan, column, new Set(known), what, this.#problems);
  }

  /** Reads a row and reports what is wrong within it; undefined where there is a problem in it. */
  #row(row: number, isTold: (place: Place) => boolean): PlannedRow | undefined {
    const plan = this.#plan;
    const chutes = parseChutes(plan.column('chutes')[row]);
    if ('found' in chutes) {
      const place = plan.place(row, 'chutes');
      if (!isTold(place)) this.#problems.error('type', plan.file, place, chutes);
      return undefined;
    }
    const columns: readonly PlanColumn[] = ['sort', 'sorter', 'direction', 'next_sorter'];
    if (columns.some((column) => isTold(plan.place(row, column)))) return undefined;
    const written = plan.column('sorter')[row];
    const sorters = this.#sorters.flatMap(({ code }, index) => (code === written ? [index] : []));
    const nextCode = plan.column('next_sorter')[row];
    const planned: PlannedRow = {
      row,
      sort: this.#sorts.indexOf(plan.column('sort')[row]),
      sorters: written === '*' ? this.#doorsFed : sorters,
      direction: plan.column('direction')[row],
      chutes,
      next: nextCode === '' ? -1 : this.#sorters.findIndex(({ code }) => code === nextCode),
    };
    return this.#fits(planned) ? planned : undefined;
  }

  /** Whether every sorter of a row has its chutes and leads to its next sorter. */
  #fits({ row, sorters, chutes, next }: PlannedRow): boolean {
    let fits = true;
    const refuse = (column: PlanColumn, found: string, allowed: string, hint: string) => {
      this.#report(row, column, found, allowed, hint);
      fits = false;
    };
    for (const index of sorters) {
      const { code } = this.#sorters[index];
      const most = chutesOf(this.#sorters[index]);
      const last = chutes[chutes.length - 1] + 1;
      if (last > most)
        refuse(
          'chutes',
          `chute ${last}`,
          `chutes from 1 to ${most} of ${quote(code)}`,
          'they are counted along it',
        );
      if (next < 0 || this.#sorters[next].fed_by === code) continue;
      const { code: to, fed_by: by } = this.#sorters[next];
      const fed = by === 'doors' ? 'doors' : quote(by);
      const hint = `say so in fed_by of the sorter ${to}, or leave the cell empty`;
      refuse(
        'next_sorter',
        `${quote(to)}, which is fed by ${fed}`,
        `a sorter that ${quote(code)} feeds`,
        hint,
      );
    }
    return fits;
  }

  /** Chutes that two rows of one sort send to different places; told at the later row, once. */
  #sharedChutes(rows: readonly PlannedRow[]): void {
    const told = new Set<number>();
    for (const sort of this.#sorts.keys()) {
      const first = new Map<string, PlannedRow>();
      for (const planned of rows) {
        if (planned.sort !== -1 && planned.sort !== sort) continue;
        for (const sorter of planned.sorters) {
          for (const chute of planned.chutes) {
            const key = `${sorter} ${chute}`;
            const other = first.get(key);
            if (other === undefined) first.set(key, planned);
            else if (!leadAlike(other, planned) && !told.has(planned.row)) {
              told.add(planned.row);
              this.#report(
                planned.row,
                'chutes',
                `chute ${chute + 1} of ${quote(this.#sorters[sorter].code)} for ${quote(planned.direction)}`,
                `a chute that the sort ${quote(this.#sorts[sort])} gives to nobody else`,
                `${this.#lineOf(other.row)} gives it to ${quote(other.direction)}`,
              );
            }
          }
        }
      }
    }
  }

  #lineOf(row: number): string {
    const place = this.#plan.place(row, 'direction');
    return 'row' in place ? `line ${place.row}` : place.path;
  }

  /** Directions with volume that have no chute: on a sorter fed by doors, or on the one that their chute leads to. */
  #gaps(rows: readonly PlannedRow[]): void {
    const outbound = this.#outbound!;
    for (const { sort, sorters, direction } of rows) {
      for (const sorter of sorters) this.#served.add(servedKey(sort, sorter, direction));
    }
    const isTold = toldCells(outbound.file, this.#problems);
    const shares = outbound.column('share');
    const wanted = outbound
      .column('code')
      .filter((_, row) => shares[row] > 0 && !isTold(outbound.place(row, 'code')));
    for (const sorter of this.#doorsFed) {
      for (const direction of wanted) this.#gap(rows, sorter, direction, shares);
    }
    for (const planned of rows) {
      if (planned.next < 0) continue;
      const without = this.#sortsWithout(planned.next, planned.direction, planned.sort);
      if (without.length === 0) continue;
      this.#report(
        planned.row,
        'next_sorter',
        `${quote(this.#sorters[planned.next].code)}, which has no chute for ${quote(planned.direction)} in the sort ${listed(without)}`,
        'a sorter with a chute for the direction in the same sort',
        'add a row for it there',
      );
    }
  }

  #gap(rows: readonly PlannedRow[], sorter: number, direction: string, shares: Float64Array): void {
    const without = this.#sortsWithout(sorter, direction, -1);
    if (without.length === 0) return;
    const { code } = this.#sorters[sorter];
    const taken = new Set(rows.flatMap((row) => (row.sorters.includes(sorter) ? row.chutes : [])));
    const free = Array.from({ length: chutesOf(this.#sorters[sorter]) }, (_, chute) => chute).find(
      (chute) => !taken.has(chute),
    );
    const share = shares[this.#outbound!.column('code').indexOf(direction)];
    const place = this.#plan.place(0, 'direction');
    this.#problems.error(
      'missing',
      this.#plan.file,
      'row' in place ? { row: 1, column: 'direction' } : { path: 'inline.sort_plan' },
      {
        found: `no chute of ${quote(code)} for ${quote(direction)}, which has a share of ${share}, in the sort ${listed(without)}`,
        allowed: 'a chute for each direction with volume, on each sorter fed by doors, in each sort',
        hint:
          free === undefined
            ? `every chute of ${code} is taken: take one from another direction`
            : `add the row ${without[0]},${code},${direction},${formatChutes([free])},`,
      },
    );
  }

  /** Sorts, among those of `sort`, in which a direction has no chute on a sorter. @param sort -1 for all */
  #sortsWithout(sorter: number, direction: string, sort: number): string[] {
    if (this.#served.has(servedKey(-1, sorter, direction))) return [];
    return this.#sorts.filter(
      (_, index) => (sort === -1 || sort === index) && !this.#served.has(servedKey(index, sorter, direction)),
    );
  }

  #report(row: number, column: PlanColumn, found: string, allowed: string, hint: string): void {
    this.#problems.error('rule', this.#plan.file, this.#plan.place(row, column), { found, allowed, hint });
  }
}

function servedKey(sort: number, sorter: number, direction: string): string {
  return `${sort} ${sorter} ${direction}`;
}

/** Chutes of two directions may be one where it leads to the sorter that parts them. */
function leadAlike(a: PlannedRow, b: PlannedRow): boolean {
  return a.next === b.next && (a.next >= 0 || a.direction === b.direction);
}
