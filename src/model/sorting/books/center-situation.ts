import { DOOR, type DoorState } from '../../../snapshot/floor-snapshot.ts';
import type { SortClock } from '../belt/sort-clock.ts';
import type { SorterHall } from '../belt/sorter-hall.ts';
import type { HubContext } from '../hub-context.ts';
import type { InboundDoors } from '../inbound/inbound-doors.ts';
import type { InboundWatch } from '../inbound/inbound-port.ts';
import type { Yard } from '../inbound/yard.ts';
import type { Loading } from '../outbound/loading.ts';
import type { HubSituation, LimitAccount } from './limit-account.ts';

/** The parts of a sorting center that say how things stand. */
export interface WatchedCenter {
  readonly context: HubContext;
  readonly yard: Yard;
  readonly doors: InboundDoors;
  readonly hall: SorterHall;
  readonly loading: Loading;
  readonly sorts: SortClock;
  readonly account: LimitAccount;
  zoneOf(door: number): number;
}

/** What the account by quarter-hours asks of a sorting center, and what tells it that something is about to change. */
export class CenterSituation implements HubSituation, InboundWatch {
  readonly #center: WatchedCenter;
  /** Parcels per hour that could be unloaded at each door that stands for want of room, and before each sorter. */
  readonly #stuckAt: Float64Array;
  readonly #stuckRate: Float64Array;

  /** @param center as far as it is built: it is asked from the beginning of the run on */
  constructor(center: WatchedCenter) {
    const { block } = center.context;
    this.#center = center;
    this.#stuckAt = new Float64Array(block.inbound_doors.count);
    this.#stuckRate = new Float64Array(block.sorters.length);
  }

  onDoor(from: DoorState, to: DoorState, door: number): void {
    const { hall, doors } = this.#center;
    this.observe();
    const sorter = hall.zones[this.#center.zoneOf(door)].placed;
    if (from === DOOR.blocked) {
      this.#stuckRate[sorter] -= this.#stuckAt[door];
      this.#stuckAt[door] = 0;
    } else if (to === DOOR.blocked) {
      this.#stuckAt[door] = doors.ratePerHourAt(door);
      this.#stuckRate[sorter] += this.#stuckAt[door];
    }
  }

  onYard(): void {
    this.observe();
  }

  /** Something is about to change: the account counts up to now. */
  observe(): void {
    const { account, context } = this.#center;
    account.observe(context.sim.now[0]);
  }

  get trailersWaiting(): number {
    return this.#center.yard.waiting;
  }

  get doorsWorking(): number {
    const { inState } = this.#center.doors;
    return inState[DOOR.working] + inState[DOOR.blocked];
  }

  get doorsWithoutCrew(): number {
    return this.#center.doors.inState[DOOR.waiting];
  }

  stuckUnloadRate(sorter: number): number {
    return this.#stuckRate[sorter];
  }

  get hasFullCrews(): boolean {
    return this.#center.doors.hasFullCrews;
  }

  get turnedAwayShare(): number {
    return this.#center.hall.turnedAwayShare;
  }

  get chutesWaitFor(): 'loaders' | 'cutoff' | 'chutes' {
    const { occupancy } = this.#center.loading;
    if (occupancy.waiting === 0) return 'chutes';
    return occupancy.serving >= occupancy.available ? 'loaders' : 'cutoff';
  }

  get sort(): number {
    return this.#center.sorts.now;
  }
}
