import type { Time } from '../../../engine/clock.ts';
import type { Cell } from '../../../records/table.ts';
import { TASKS } from '../../../scenario/hub/hub-schema.ts';
import type { SortingCenter } from '../sorting-center.ts';
import { STAGE } from '../stage.ts';

/** Time-weighted sums since the start or the last cut, µs times infeeds or trays. */
interface Areas {
  readonly busy: number;
  readonly blocked: number;
  readonly staffed: number;
  readonly occupied: number;
  readonly trays: number;
}

const NOTHING: Areas = { busy: 0, blocked: 0, staffed: 0, occupied: 0, trays: 0 };

/** What `HUB_LEVEL_COLUMNS` say of a sorting center: levels now, and what happened since it was asked before. */
export class HubLevels {
  readonly #center: SortingCenter;
  #sorted = 0;
  #missed = 0;
  #areas = NOTHING;

  constructor(center: SortingCenter) {
    this.#center = center;
  }

  /** The cells of one row, in the order of the columns. Asked at rising instants. */
  next(now: Time): Cell[] {
    const { context, yard, doors, staff } = this.#center;
    const { present, sorted, missedInAll } = context.journal;
    const areas = areasOf(this.#center, now);
    const before = this.#areas;
    const staffed = areas.staffed - before.staffed;
    const cells = [
      yard.waiting,
      doors.occupancy.serving,
      present[STAGE.yard],
      present[STAGE.unload],
      present[STAGE.induct],
      present[STAGE.sort],
      present[STAGE.chute],
      present[STAGE.load],
      present[STAGE.trailer],
      sorted - this.#sorted,
      missedInAll - this.#missed,
      orNull((areas.busy - before.busy) / staffed),
      orNull((areas.blocked - before.blocked) / staffed),
      orNull((areas.occupied - before.occupied) / (areas.trays - before.trays)),
      TASKS.reduce((sum, task) => sum + staff.onDuty(task), 0),
    ];
    this.#sorted = sorted;
    this.#missed = missedInAll;
    this.#areas = areas;
    return cells;
  }

  /** The center has forgotten what it measured: counts begin anew. */
  cut(): void {
    this.#sorted = 0;
    this.#missed = 0;
    this.#areas = NOTHING;
  }
}

function areasOf({ hall }: SortingCenter, now: Time): Areas {
  const sum = { busy: 0, blocked: 0, staffed: 0, occupied: 0, trays: 0 };
  for (const { figures, infeeds } of hall.sorters) {
    const span = figures.infeeds.observedTime(now);
    if (infeeds === 0 || span === 0) continue;
    sum.busy += figures.infeeds.meanServing(now) * span;
    sum.blocked += figures.infeeds.meanWaiting(now) * span;
    sum.staffed += figures.infeeds.meanAvailable(now) * span;
    sum.occupied += figures.trays.meanServing(now) * span;
    sum.trays += figures.trays.meanAvailable(now) * span;
  }
  return sum;
}

function orNull(value: number): Cell {
  return Number.isFinite(value) ? value : null;
}
