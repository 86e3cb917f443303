import { HOUR, type Time } from '../../engine/clock.ts';
import type { SortPlanRow } from '../../scenario/hub/hub-scenario.ts';
import type { HubBlock } from '../../scenario/hub/hub-schema.ts';
import { MICRO } from '../network/ledger.ts';
import { SortClock } from './belt/sort-clock.ts';
import { SorterHall } from './belt/sorter-hall.ts';
import { accountedInfeeds } from './books/accounted-infeeds.ts';
import { CenterSituation } from './books/center-situation.ts';
import { LimitAccount, QUARTER } from './books/limit-account.ts';
import type { HubContext } from './hub-context.ts';
import { doorRule } from './inbound/door-rule.ts';
import { doorZones } from './inbound/door-zones.ts';
import { InboundDoors } from './inbound/inbound-doors.ts';
import type { UnloadHost } from './inbound/inbound-port.ts';
import { TrailerStore } from './inbound/trailer-store.ts';
import { Yard } from './inbound/yard.ts';
import { Chutes, chuteRooms } from './outbound/chutes.ts';
import { ContainerBuilding } from './outbound/container-building.ts';
import { LoadUnits } from './outbound/load-units.ts';
import { Loading } from './outbound/loading.ts';
import { OutboundFigures } from './outbound/outbound-figures.ts';
import type { OutboundDirection } from './outbound/outbound-port.ts';
import { workplacesOf } from './people/center-workplaces.ts';
import { HandWork } from './people/hand-work.ts';
import { Staff } from './people/staff.ts';
import { MARK } from './piece-store.ts';
import { STAGE } from './stage.ts';
import { outageTargets } from './stops/outage-targets.ts';
import { Outages } from './stops/outages.ts';

/** What a sorting center needs beyond its block. */
export interface CenterOptions {
  readonly detail: 'trays' | 'rates';
  /** Makes the directions, once what is loaded and what doors measure exist. */
  readonly directions: (units: LoadUnits, figures: OutboundFigures) => readonly OutboundDirection[];
  /** Relative volume per direction, for a sort plan that is spread by volume. */
  readonly shares: readonly number[];
  /** Codes of the origins of inbound trailers, by index. */
  readonly origins: readonly string[];
  /** The written sort plan; empty: spread by volume. */
  readonly plan: readonly SortPlanRow[];
  /** Fills in a parcel that comes out of a bag. */
  readonly fillLoose: (piece: number, bag: number) => void;
  /** A trailer is empty and leaves its door. */
  readonly emptied: (trailer: number) => void;
}

/**
 * A sorting center: a yard and doors, unloading, induction, sorters, chutes and containers, loading, people and what
 * breaks down, wired one to the other. A piece goes through them in this order; who embeds a center fills trailers, brings
 * them to `yard`, and supplies the directions in which the loaded ones leave.
 */
export class SortingCenter implements UnloadHost {
  readonly context: HubContext;
  readonly detail: 'trays' | 'rates';
  readonly trailers: TrailerStore;
  readonly yard: Yard;
  readonly doors: InboundDoors;
  readonly hall: SorterHall;
  readonly units: LoadUnits;
  readonly chutes: Chutes;
  readonly containers: ContainerBuilding;
  readonly loading: Loading;
  readonly outbound = new OutboundFigures();
  readonly directions: readonly OutboundDirection[];
  /** Labels that are typed in, and what no sorter takes. */
  readonly exceptions: HandWork;
  readonly staff: Staff;
  readonly outages: Outages;
  readonly account: LimitAccount;
  readonly sorts: SortClock;
  readonly #options: CenterOptions;
  /** Zone over all sorters that a door's belt leads to. */
  readonly #zoneOfDoor: Int32Array;
  #measuredFrom: Time = 0;

  constructor(context: HubContext, options: CenterOptions) {
    const { block, pieces } = context;
    const { origins } = options;
    this.context = context;
    this.detail = options.detail;
    this.#options = options;
    this.trailers = new TrailerStore(pieces);
    this.units = new LoadUnits(pieces);
    this.directions = options.directions(this.units, this.outbound);
    const { trailers, units, directions } = this;
    this.loading = new Loading(context, units, directions);
    const rooms = chuteRooms(block);
    this.containers = new ContainerBuilding(context, units, this.loading, rooms.length + directions.length);
    this.chutes = new Chutes(context, units, this.containers, this.loading, rooms);
    this.exceptions = this.#exceptions(block);
    const situation = new CenterSituation(this);
    this.account = new LimitAccount(situation, accountedInfeeds(block));
    context.journal.counts = this.account;
    this.hall = new SorterHall(context, {
      ...options,
      directions,
      chutes: this.chutes,
      account: this.account,
      reject: (piece) => this.exceptions.enter(piece),
      roomAgain: (zone) => this.doors.roomAgain(zone),
    });
    this.#zoneOfDoor = doorZones(block.inbound_doors.count, this.hall.zoneRates());
    const rule = doorRule({ block, pieces, trailers, directions, origins });
    this.yard = new Yard(context, { trailers, rule, origins, watch: situation });
    const { yard } = this;
    this.doors = new InboundDoors(context, { trailers, yard, origins, host: this, watch: situation });
    this.sorts = new SortClock(context);
    const places = [this.doors, this.exceptions, this.loading];
    this.staff = new Staff(
      context,
      workplacesOf(this.hall, places, () => situation.observe()),
    );
    this.outages = new Outages(context, outageTargets(this.hall, this.doors, this.staff));
    this.chutes.turns = () => situation.observe();
    this.loading.turns = () => situation.observe();
    this.sorts.begins = (sort) => {
      situation.observe();
      this.hall.putInForce(sort);
    };
  }

  /** Puts people to work, the first plan in force and what can fail on the calendar. Called once, before the run. */
  begin(): void {
    this.sorts.begin();
    this.hall.putInForce(this.sorts.planned);
    this.staff.begin();
    this.outages.begin();
  }

  /** Nobody works and nothing moves from now on; pieces in hand are finished. */
  standStill(): void {
    this.outages.standStill();
  }

  /** Ends that. */
  goOn(): void {
    this.outages.goOnAgain();
  }

  /** @param share of the rate at which people work from now on, above 0 to 1 */
  slow(share: number): void {
    this.staff.slow(share);
  }

  zoneOf(door: number): number {
    return this.#zoneOfDoor[door];
  }

  hasRoom(door: number): boolean {
    return this.hall.hasRoom(this.#zoneOfDoor[door]);
  }

  unloaded(piece: number, door: number): void {
    const { pieces } = this.context;
    const marks = pieces.marks[piece];
    if ((marks & MARK.through) !== 0) this.chutes.addByHand(pieces.sentTo[piece], piece);
    else if ((marks & MARK.irregular) !== 0) this.exceptions.enter(piece);
    else this.hall.enter(this.#zoneOfDoor[door], piece);
  }

  fillLoose(piece: number, bag: number): void {
    this.#options.fillLoose(piece, bag);
  }

  emptied(trailer: number): void {
    this.#options.emptied(trailer);
  }

  /** Most parcels sorted in one quarter-hour that has ended, of those since the start or the warm-up cut. */
  get bestQuarter(): number {
    const { account } = this;
    let most = 0;
    for (let quarter = Math.ceil(this.#measuredFrom / QUARTER); quarter < account.quarters - 1; quarter++)
      most = Math.max(most, account.sortedIn[quarter]);
    return most;
  }

  /** What people and sorters have cost since the start or the warm-up cut, per parcel sorted; NaN before the first. */
  costPerParcel(now: Time): number {
    const { sorted } = this.context.journal;
    const machines = this.hall.placed.filter(({ layout }) => layout !== undefined).length;
    const hours = (now - this.#measuredFrom) / HOUR;
    const cost =
      this.staff.laborCost(now) / MICRO + machines * this.context.block.cost_per_sorter_hour * hours;
    return sorted > 0 ? cost / sorted : Number.NaN;
  }

  /** Parcels sorted per paid hour; NaN where none was paid. */
  parcelsPerLaborHour(now: Time): number {
    const hours = this.staff.laborHours(now);
    return hours > 0 ? this.context.journal.sorted / hours : Number.NaN;
  }

  /** Allocated bytes of pieces, of what loaders carry, and of trailers. */
  get bytes(): number {
    return this.context.pieces.bytes + this.units.bytes + this.trailers.bytes;
  }

  /** The end of the warm-up: forgets what was measured before now. */
  reset(now: Time): void {
    this.context.journal.reset(now);
    this.yard.reset(now);
    this.doors.reset(now);
    this.hall.reset(now);
    this.exceptions.reset(now);
    this.chutes.reset(now);
    this.containers.reset();
    this.loading.reset(now);
    this.outbound.reset(now);
    this.staff.reset(now);
    this.outages.reset(now);
    this.#measuredFrom = now;
  }

  #exceptions({ coding, irregulars }: HubBlock): HandWork {
    const { pieces } = this.context;
    const work = (written: HubBlock['coding']) => ({
      ratePerHour: written.parcels_per_worker_per_hour,
      cv: written.cv,
    });
    return new HandWork(this.context, {
      name: 'code',
      task: 'code',
      work: [
        { stage: STAGE.code, ...work(coding) },
        { stage: STAGE.irregular, ...work(irregulars) },
      ],
      workOf: (piece) => ((pieces.marks[piece] & MARK.irregular) === 0 ? 0 : 1),
      done: (piece) => this.chutes.addByHand(pieces.sentTo[piece], piece),
    });
  }
}
