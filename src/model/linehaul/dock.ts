import { Block, ENTER } from '../../engine/blocks/block.ts';
import { Probe } from '../../engine/blocks/probe.ts';
import { WaitingLine } from '../../engine/blocks/waiting-line.ts';
import { NEVER, type Time } from '../../engine/clock.ts';
import { PHASE, tieBase } from '../../engine/phase.ts';
import { NONE } from '../../engine/subject-store.ts';
import type { WrittenVehicle } from '../../scenario/network/linehaul-schema.ts';
import type { NetworkLane } from '../../scenario/network/network-scenario.ts';
import type { FacilityState } from '../facility/facility-state.ts';
import { MICRO, partOf } from '../network/ledger.ts';
import type { NetworkContext } from '../network/network-context.ts';
import type { Arrivals } from './arrivals.ts';
import { DepartureGate, type GatedDock, type KeptFor } from './dispatch/departure-gate.ts';
import { type LaneDispatch, laneDispatch } from './dispatch/lane-dispatch.ts';
import { LoadClock } from './dispatch/load-clock.ts';
import { LaneBooks } from './lane-books.ts';
import { type LoadCapacity, loadCapacity } from './load-capacity.ts';
import { type LaneTravel, slowed } from './travel-time.ts';

/** Kinds of event: a planned departure, a load that is due, another look at what keeps a trip. */
const DEPART = 1;
const LOAD_DUE = 2;
const RETRY = 3;

/**
 * Where parcels wait for a lane's departures, which its dispatch rule sets. A trip that leaves loads in order of arrival
 * until parcels, weight or cube run out; what does not fit is rolled to the next, or begins the next load where loads
 * decide. Whoever arrives at that very instant is aboard.
 */
export class Dock extends Block implements GatedDock {
  readonly probe: Probe;
  readonly lane: number;
  readonly books = new LaneBooks();
  /** What keeps trips that are due. */
  readonly gate: DepartureGate;
  /** Told of each departure after it has left, and whether something was left behind; for a sorting center. */
  departed: (ordinal: number, hasRolled: boolean) => void = () => {};
  readonly #context: NetworkContext;
  readonly #facility: FacilityState;
  readonly #arrivals: Arrivals;
  readonly #line: WaitingLine;
  readonly #dispatch: LaneDispatch;
  /** Null where departures are planned. */
  readonly #clock: LoadClock | null;
  readonly #capacity: LoadCapacity;
  readonly #vehicle: LoadCapacity;
  readonly #travel: LaneTravel;
  readonly #tripCostMicro: number;
  readonly #departBase: number;
  readonly #arrivalBase: number;
  /** Ordinal of the next departure. */
  #next = 0;
  #retryTie = NONE;

  /** @param from where trips reach the facility that the lane starts at @param arrivals where its own trips go */
  constructor(
    context: NetworkContext,
    facility: FacilityState,
    lane: number,
    ends: { readonly from: Arrivals; readonly to: Arrivals },
  ) {
    const { network, sim, parcels, local, travel } = context;
    const written = network.lanes[lane];
    super({ sim, subjects: parcels, facility: facility.index, name: written.code });
    this.probe = new Probe(parcels, 1, 'levels');
    this.lane = lane;
    this.#context = context;
    this.#facility = facility;
    this.#arrivals = ends.to;
    this.#line = new WaitingLine(parcels);
    const vehicle = network.settings.vehicles[written.vehicle];
    this.#dispatch = laneDispatch(written, local);
    this.#capacity = loadCapacity(vehicle, written.vehiclesPerDeparture);
    this.#vehicle = loadCapacity(vehicle, 1);
    this.#travel = travel.ofLane(lane, 'travel');
    this.#clock = this.#dispatch.isPlanned
      ? null
      : new LoadClock(this.#dispatch, this.#capacity, (at) => this.#schedule(at, LOAD_DUE));
    const { isPlanned, holdsFor } = this.#dispatch;
    const trips = ends.from.expected;
    const holding = holdsFor > 0 && trips !== null ? { holdsFor, trips } : null;
    this.gate = new DepartureGate(context, this, isPlanned, holding);
    this.#tripCostMicro = tripCost(vehicle, written);
    this.#departBase = tieBase(PHASE.departure, facility.index);
    this.#arrivalBase = tieBase(PHASE.arrival, facility.index);
  }

  override get holds(): number {
    return this.#line.count;
  }

  /** Puts the first departure on the calendar. Called once, before the run. */
  begin(): void {
    if (this.#dispatch.isPlanned) this.#scheduleNext();
  }

  /** Whether departures are planned by the week. */
  get isPlanned(): boolean {
    return this.#dispatch.isPlanned;
  }

  /** When the load that waits leaves at the latest, where loads decide; NEVER where nothing sets it. */
  get loadDueAt(): Time {
    return this.#clock?.dueAt ?? NEVER;
  }

  /** Whether no trip leaves, because a disruption closes the lane. */
  get isBarred(): boolean {
    return this.gate.isBarred;
  }

  /** No trip leaves until `unbar`: parcels wait, and planned departures are canceled. */
  bar(): void {
    this.gate.bar();
    this.#clock?.forget();
  }

  /** Trips leave again: a load that is due does so at this instant, a timetable goes on with its next departure. */
  unbar(): void {
    this.gate.unbar();
    this.#setLoadDue();
  }

  /** The parcels that wait, in order of arrival. */
  *waiting(): Generator<number> {
    const { parcels } = this.#context;
    for (let parcel = this.#line.first(); parcel !== NONE; parcel = parcels.link(parcel)) yield parcel;
  }

  /**
   * Takes all that wait off the dock, in order of arrival. Where loads decide, a trip that was due for them is so no more,
   * unless those that come back at once are a load too.
   * @param take gets each parcel, which is its own from then on
   */
  recall(take: (parcel: number) => void): void {
    const line = this.#line;
    // As many as there are now: what comes back while they are handed over has come anew.
    for (let left = line.count; left > 0; left--) {
      const parcel = line.shift();
      this.#leftLine(parcel);
      this.probe.departures++;
      take(parcel);
    }
    this.#clock?.forget();
    if (this.#clock !== null && !this.#hasLoadDue(this.#clock)) this.gate.clear();
    this.#setLoadDue();
  }

  override reset(now: number): void {
    super.reset(now);
    this.books.reset();
    this.gate.reset();
  }

  /** Whether a parcel goes into one vehicle of the lane. One that does not must not join the line: it would close it. */
  fits(parcel: number): boolean {
    const { parcels } = this.#context;
    const { weightG, cubeUnits } = this.#vehicle;
    return parcels.weightG(parcel) <= weightG && parcels.cubeUnits(parcel) <= cubeUnits;
  }

  enter(parcel: number): void {
    const now = this.sim.now[0];
    this.subjects.setEnteredAt(parcel, now);
    this.probe.arrivals++;
    this.#line.push(parcel, 0);
    if (this.#clock === null) return;
    const { parcels } = this.#context;
    this.#clock.joined(parcels.weightG(parcel), parcels.cubeUnits(parcel));
    if (this.#clock.dueAt > now) this.#setLoadDue();
  }

  override fire(kind: number, subject: number): void {
    if (kind === DEPART) this.#departurePlanned();
    else if (kind === ENTER) this.arrive(subject);
    else if (kind === LOAD_DUE) this.#loadIsDue();
    else if (kind === RETRY) this.#retry();
    else super.fire(kind, subject);
  }

  #departurePlanned(): void {
    const ordinal = this.#next - 1;
    this.#scheduleNext();
    this.gate.due(ordinal);
  }

  #loadIsDue(): void {
    if (this.#clock?.isSetBy(this.sim.firingTie) !== true) {
      this.sim.discard();
      return;
    }
    this.#clock?.forget();
    this.gate.due(this.#next);
  }

  #retry(): void {
    if (this.sim.firingTie !== this.#retryTie) {
      this.sim.discard();
      return;
    }
    this.#retryTie = NONE;
    this.gate.advance();
  }

  retryAt(at: Time): void {
    this.#retryTie = this.#schedule(at, RETRY);
  }

  cancel(ordinal: number): void {
    if (this.gate.isBarred) this.passed('closed');
    this.departed(ordinal, this.#line.count > 0);
  }

  passed(cause: 'rolled' | 'no vehicle' | 'closed'): void {
    const { parcels, lateness, sim } = this.#context;
    for (let parcel = this.#line.first(); parcel !== NONE; parcel = parcels.link(parcel))
      lateness.leftBehind(parcel, this.lane, sim.now[0], cause);
  }

  leave(due: number, { vehicleWaitUs, heldUs }: KeptFor): void {
    const { trips, sim, network, closures } = this.#context;
    const now = sim.now[0];
    const { vehicle, vehiclesPerDeparture } = network.lanes[this.lane];
    const ordinal = this.#dispatch.isPlanned ? due : this.#next++;
    const trip = trips.create();
    trips.lane[trip] = this.lane;
    trips.ordinal[trip] = ordinal;
    trips.vehicle[trip] = vehicle;
    trips.vehicles[trip] = vehiclesPerDeparture;
    trips.departedAt[trip] = now;
    const weightG = this.#fill(trip, now);
    const undisturbed = this.#travel.times(ordinal, now);
    const { arrival, weatherUs, incidentUs } = slowed(undisturbed, now, closures.speed(this.lane));
    trips.arrivesAt[trip] = arrival;
    trips.vehicleWaitUs[trip] = vehicleWaitUs;
    trips.heldUs[trip] = heldUs;
    trips.weatherUs[trip] = weatherUs;
    trips.incidentUs[trip] = incidentUs;
    const load = { parcels: trips.count[trip], weightG, loadFactor: trips.loadFactor[trip] };
    this.books.left(load, arrival - now, this.#tripCostMicro);
    this.#roll(trip, now);
    this.departed(ordinal, trips.leftBehind[trip] > 0);
    this.#bear(trip);
    this.#context.carbon.departed(trip);
    this.#context.records.tripDeparted(trip);
    this.#announce(trip, now);
    sim.schedule(arrival, this.#arrivalBase, this.facility, this.#arrivals.code, trip);
    this.#setLoadDue();
  }

  /** Tells the facility where the trip goes when to expect it, if anybody there waits for connections. */
  #announce(trip: number, now: Time): void {
    if (this.#arrivals.expected === null || this.#context.trips.count[trip] === 0) return;
    this.#arrivals.expected.announced(trip, this.facility, now + this.#context.travel.expected(this.lane));
  }

  /** Sets when the load that waits is due, where loads decide and no trip is due already. */
  #setLoadDue(): void {
    const first = this.#line.first();
    if (first === NONE || this.gate.isBusy || this.gate.isBarred) return;
    this.#clock?.set(this.sim.now[0], this.subjects.enteredAt(first));
  }

  #hasLoadDue(clock: LoadClock): boolean {
    const first = this.#line.first();
    return first !== NONE && clock.isDue(this.sim.now[0], this.subjects.enteredAt(first));
  }

  #leftLine(parcel: number): void {
    const { parcels } = this.#context;
    this.#clock?.left(parcels.weightG(parcel), parcels.cubeUnits(parcel));
  }

  /** Loads what fits, in order of arrival; the first that does not fit closes the vehicle. @returns grams aboard */
  #fill(trip: number, now: number): number {
    const { trips, parcels, records } = this.#context;
    let count = 0;
    let weight = 0;
    let cube = 0;
    let head = NONE;
    let tail = NONE;
    for (let parcel = this.#line.first(); parcel !== NONE; parcel = this.#line.first()) {
      if (count + 1 > this.#capacity.parcels) break;
      if (weight + parcels.weightG(parcel) > this.#capacity.weightG) break;
      if (cube + parcels.cubeUnits(parcel) > this.#capacity.cubeUnits) break;
      this.#line.shift();
      this.#leftLine(parcel);
      count++;
      weight += parcels.weightG(parcel);
      cube += parcels.cubeUnits(parcel);
      if (tail === NONE) head = parcel;
      else parcels.setLink(tail, parcel);
      tail = parcel;
      parcels.tookTrip(parcel);
      this.probe.departures++;
      this.books.wait.add(now - parcels.enteredAt(parcel));
      this.#facility.departed(parcel, now);
      records.departed(parcel, this.facility, trip, now);
    }
    trips.head[trip] = head;
    trips.count[trip] = count;
    trips.parcelsAboard += count;
    trips.loadFactor[trip] = Math.max(
      count / this.#capacity.parcels,
      weight / this.#capacity.weightG,
      cube / this.#capacity.cubeUnits,
    );
    return weight;
  }

  /** Counts those left behind, each with the fact that it was. */
  #roll(trip: number, now: number): void {
    const { trips, parcels, records, totals, lateness } = this.#context;
    const left = this.#line.count;
    trips.leftBehind[trip] = left;
    // Where a full load leaves at once, those behind it were never meant to be aboard.
    if (left === 0 || this.#dispatch.leavesWhenFull) return;
    this.books.leftBehind(left);
    this.#facility.rolled += left;
    totals.rolled += left;
    for (let parcel = this.#line.first(); parcel !== NONE; parcel = parcels.link(parcel)) {
      lateness.leftBehind(parcel, this.lane, now, 'rolled');
      parcels.leftBehind(parcel);
      records.rolled(parcel, this.facility, trip, now);
    }
  }

  /** Splits the cost of the trip over its parcels so that the parts sum to the whole. */
  #bear(trip: number): void {
    const { trips, parcels, ledger } = this.#context;
    const count = trips.count[trip];
    trips.costMicro[trip] = this.#tripCostMicro;
    if (count === 0) {
      ledger.emptyTrip(this.lane, this.#tripCostMicro);
      return;
    }
    let parcel = trips.head[trip];
    for (let k = 0; k < count; k++) {
      ledger.haul(this.lane, parcel, partOf(this.#tripCostMicro, k, count));
      parcel = parcels.link(parcel);
    }
  }

  #scheduleNext(): void {
    const at = this.#dispatch.clock.afterDeparture(this.#next++, this.sim.now[0]);
    this.#schedule(at, DEPART);
  }

  /** An event after all arrivals of its instant. */
  #schedule(at: Time, kind: number): number {
    return this.sim.schedule(at, this.#departBase, this.facility, this.code + kind, NONE);
  }
}

function tripCost(vehicle: WrittenVehicle, lane: NetworkLane): number {
  const one = vehicle.cost_per_trip + vehicle.cost_per_km * lane.distanceKm;
  return Math.round(one * lane.vehiclesPerDeparture * MICRO);
}
