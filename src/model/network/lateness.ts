import type { NetworkScenario } from '../../scenario/network/network-scenario.ts';
import type { Closures } from '../control/closures.ts';
import { Commitments } from '../demand/parcel-kind.ts';
import type { TripStore } from '../linehaul/trip-store.ts';
import { NO_LANE } from '../policy/plan-graph.ts';
import { destinationOf } from './destination.ts';
import { type Drives, ExpectedRest, type WaysInForce } from './expected-rest.ts';
import { type LateCause, Overruns } from './late-cause.ts';
import { LateGroups, type LatePlace } from './late-groups.ts';
import type { LocalTime } from './local-time.ts';
import { PARCEL_FLAG, type ParcelStore } from './parcel-store.ts';
import type { OriginOf } from './region-pairs.ts';

/** What the marks of parcels are found from. */
interface Stores {
  readonly parcels: ParcelStore;
  readonly trips: TripStore;
  readonly plan: WaysInForce;
  readonly travel: Drives;
  readonly local: LocalTime;
  readonly originOf: OriginOf;
  readonly closures: Closures;
}

/** Why a parcel does not move; `in network` for one that does. */
type Stuck = 'no path' | 'fits no vehicle' | 'embargo' | 'closed' | 'in network';

/**
 * Says for each late parcel of the cohort where and why it turned late. At every step it is known when the parcel is due
 * by the plan in force; the step at which that moves beyond its commitment, and stays there, is the one that made it late,
 * and what took longest over plan in that step is the cause. Reads the run and decides nothing in it.
 */
export class Lateness {
  readonly rest: ExpectedRest;
  readonly groups: LateGroups;
  readonly #network: NetworkScenario;
  readonly #parcels: ParcelStore;
  readonly #trips: TripStore;
  readonly #plan: WaysInForce;
  readonly #originOf: OriginOf;
  readonly #closures: Closures;
  readonly #commitments: Commitments;
  readonly #over = new Overruns();

  constructor(network: NetworkScenario, { parcels, trips, plan, travel, local, originOf, closures }: Stores) {
    this.#network = network;
    this.#parcels = parcels;
    this.#trips = trips;
    this.#plan = plan;
    this.#originOf = originOf;
    this.#closures = closures;
    this.rest = new ExpectedRest(network, plan, travel, local);
    this.groups = new LateGroups(network);
    this.#commitments = new Commitments(network.settings);
  }

  /** A parcel's acceptance scan: late already where its plan, or the way round what is closed, takes longer than its commitment. */
  accepted(parcel: number, facility: number, now: number): void {
    if (!this.#isOfCohort(parcel)) return;
    const rest = this.rest.halfTour + this.rest.from(facility, this.#destination(parcel));
    if (this.#turnsLate(parcel, now, rest)) this.#mark(parcel, 'facility', facility, whereTo(rest, 'detour'));
  }

  /** A pickup tour has brought it to its station. */
  brought(parcel: number, facility: number, now: number): void {
    if (!this.#isOfCohort(parcel)) return;
    const rest = this.rest.from(facility, this.#destination(parcel));
    if (this.#turnsLate(parcel, now, rest)) this.#mark(parcel, 'facility', facility, whereTo(rest, 'pickup'));
  }

  /** A trip has brought it to a facility. Called before the parcel's own facts of where it came from are overwritten. */
  arrived(parcel: number, trip: number, facility: number, now: number): void {
    if (!this.#isOfCohort(parcel)) return;
    const destination = this.#destination(parcel);
    const rest = this.rest.from(facility, destination);
    const wasLeftBehind = this.#parcels.wasLeftBehind(parcel);
    if (!this.#turnsLate(parcel, now, rest)) return;
    if (rest === Number.POSITIVE_INFINITY) {
      this.#mark(parcel, 'facility', facility, 'no path');
      return;
    }
    const lane = this.#trips.lane[trip];
    const cause = this.#causeOfLeg(parcel, trip, { destination, rest, now, wasLeftBehind });
    const { from } = this.#network.lanes[lane];
    const isAtFacility =
      cause === 'backlog' ||
      cause === 'missed connection' ||
      cause === 'no vehicle' ||
      (cause === 'closed' && this.#closedAt(parcel, from, this.#parcels.enteredAt(parcel)) > 0);
    if (isAtFacility) this.#mark(parcel, 'facility', from, cause);
    else this.#mark(parcel, 'lane', lane, cause);
  }

  /** The facility where its trip stood at the gate has opened. */
  letIn(parcel: number, facility: number, now: number): void {
    if (!this.#isOfCohort(parcel)) return;
    const rest = this.rest.from(facility, this.#destination(parcel));
    if (this.#turnsLate(parcel, now, rest)) this.#mark(parcel, 'facility', facility, whereTo(rest, 'closed'));
  }

  /**
   * It stays at a dock while a departure passes. Called before the store of parcels counts it as rolled.
   * @param cause why: it was full, had no vehicle, or was not let out
   */
  leftBehind(parcel: number, lane: number, now: number, cause: 'rolled' | 'no vehicle' | 'closed'): void {
    if (!this.#isOfCohort(parcel)) return;
    const { from, to } = this.#network.lanes[lane];
    const destination = this.#destination(parcel);
    const inPlan = this.rest.wait(lane, destination);
    const wait = Number.isNaN(inPlan) ? this.rest.meanWait(lane) : inPlan;
    const rest = wait + this.rest.travel(lane) + this.rest.from(to, destination);
    if (!this.#turnsLate(parcel, now, rest)) return;
    if (cause === 'no vehicle') this.#mark(parcel, 'facility', from, cause);
    else this.#mark(parcel, 'lane', lane, cause);
  }

  /** It is sorted and waits for couriers. */
  ready(parcel: number, facility: number, now: number): void {
    if (!this.#isOfCohort(parcel)) return;
    const wave = this.rest.waveFrom(now);
    if (!this.#turnsLate(parcel, now, wave - now + this.rest.halfRound(facility))) return;
    const closed = this.#closedAt(parcel, facility, now);
    this.#over.clear();
    this.#over.set('closed', closed);
    this.#over.set('backlog', now - this.#parcels.arrivedAt(parcel) - this.rest.handling[facility] - closed);
    this.#over.set('timetable', wave - now - this.rest.waveWait);
    this.#mark(parcel, 'facility', facility, this.#over.longest('timetable'));
  }

  /** A wave of couriers has left without it, or has not set out because the station is closed. */
  leftByCouriers(parcel: number, facility: number, now: number, cause: 'courier backlog' | 'closed'): void {
    if (!this.#isOfCohort(parcel)) return;
    const rest = this.rest.waveFrom(now + 1) - now + this.rest.halfRound(facility);
    if (this.#turnsLate(parcel, now, rest)) this.#mark(parcel, 'facility', facility, cause);
  }

  /** A courier sets out with it. */
  setOut(parcel: number, facility: number, now: number): void {
    if (!this.#isOfCohort(parcel)) return;
    if (this.#turnsLate(parcel, now, this.rest.halfRound(facility)))
      this.#mark(parcel, 'facility', facility, 'courier backlog');
  }

  /** Nobody was home: it goes out again on the next day, or not at all. */
  notHome(parcel: number, facility: number, now: number): void {
    if (!this.#isOfCohort(parcel)) return;
    const rest = this.rest.firstWaveTomorrow(now) - now + this.rest.halfRound(facility);
    if (this.#turnsLate(parcel, now, rest)) this.#mark(parcel, 'facility', facility, 'nobody home');
  }

  /** Its consignee comes for it and finds the village station closed. */
  calledFor(parcel: number, facility: number, now: number): void {
    if (!this.#isOfCohort(parcel)) return;
    if (this.#turnsLate(parcel, now, 0))
      this.#mark(parcel, 'facility', facility, this.#causeOfDelivery(parcel, now));
  }

  /** The village station has opened, before which its consignee waits. */
  handedOut(parcel: number, facility: number, now: number): void {
    if (!this.#isOfCohort(parcel)) return;
    if (this.#turnsLate(parcel, now, 0)) this.#mark(parcel, 'facility', facility, 'closed');
  }

  /** It has left the network. Called while it is still at its last facility. */
  finished(parcel: number, isDelivered: boolean, now: number): void {
    if (!this.#isOfCohort(parcel)) return;
    const parcels = this.#parcels;
    const late = now - this.#dueAt(parcel);
    if (isDelivered && late <= 0) {
      parcels.setLate(parcel, 0);
      return;
    }
    if (parcels.lateAs(parcel) === 0) {
      const cause = isDelivered ? this.#causeOfDelivery(parcel, now) : 'nobody home';
      this.#mark(parcel, 'facility', parcels.place(parcel), cause);
    }
    const group = this.groups.group(parcels.lateAs(parcel));
    if (isDelivered) group.deliver(late);
    else group.returned++;
  }

  /** Counts a parcel of the cohort that is in the network at the end of the run; others not. @param stuck why it does not move */
  unfinished(parcel: number, stuck: Stuck): void {
    if (!this.#isOfCohort(parcel)) return;
    if (this.#parcels.lateAs(parcel) === 0) this.#markUnfinished(parcel, stuck);
    this.groups.group(this.#parcels.lateAs(parcel)).unfinished++;
  }

  /** Where and why a parcel is late; null for one in time or outside the cohort. */
  reason(parcel: number): { readonly place: LatePlace | null; readonly cause: LateCause } | null {
    const mark = this.#parcels.lateAs(parcel);
    return mark === 0 ? null : this.groups.group(mark);
  }

  /** How long the facility that a parcel is at was closed since it came there, µs. */
  #closedAt(parcel: number, facility: number, until: number): number {
    return this.#closures.closedWithin(facility, this.#parcels.arrivedAt(parcel), until);
  }

  #isOfCohort(parcel: number): boolean {
    return (this.#parcels.flags(parcel) & PARCEL_FLAG.cohort) !== 0;
  }

  #destination(parcel: number): number {
    return destinationOf(this.#network, this.#parcels, parcel);
  }

  #dueAt(parcel: number): number {
    return this.#parcels.acceptedAt(parcel) + this.#commitments.commitmentUs(this.#parcels.klass(parcel));
  }

  /**
   * Keeps the mark of a parcel that stays late, takes it from one that is in time again. One that takes longer than its
   * commitment by the load plan with everything open is late by plan until that explains less than half of its lateness.
   * @returns whether it turns late now, by what has just been
   */
  #turnsLate(parcel: number, now: number, rest: number): boolean {
    const parcels = this.#parcels;
    const due = this.#dueAt(parcel);
    const mark = parcels.lateAs(parcel);
    // Also forgets that it was left behind where it was before.
    parcels.setLate(parcel, now + rest > due ? mark : 0);
    if (now + rest <= due) return false;
    const origin = this.#originOf(parcel).station;
    const planned = this.rest.halfTour + this.rest.fromWithAllOpen(origin, this.#destination(parcel));
    const byPlan = planned - (due - parcels.acceptedAt(parcel));
    if (byPlan > 0 && byPlan < Number.POSITIVE_INFINITY && now + rest <= due + 2 * byPlan) {
      this.#mark(parcel, 'facility', origin, 'plan');
      return false;
    }
    return mark === 0 || this.groups.group(mark).cause === 'plan';
  }

  #mark(parcel: number, kind: LatePlace['kind'], index: number, cause: LateCause): void {
    this.#parcels.setLate(parcel, this.groups.numberOf(kind, index, cause));
  }

  /** Of the time since it arrived where the trip began, what was longest over plan. */
  #causeOfLeg(
    parcel: number,
    trip: number,
    at: {
      readonly destination: number;
      readonly rest: number;
      readonly now: number;
      readonly wasLeftBehind: boolean;
    },
  ): LateCause {
    const { lane: lanes, departedAt, weatherUs, incidentUs, vehicleWaitUs, heldUs } = this.#trips;
    const { rest, now } = at;
    const over = this.#over;
    const lane = lanes[trip];
    const { from } = this.#network.lanes[lane];
    const ready = this.#parcels.arrivedAt(parcel) + this.rest.handling[from];
    const atDock = this.#parcels.enteredAt(parcel);
    const waited = departedAt[trip] - atDock;
    // Who came while the vehicle was late already waited for less.
    const forVehicle = Math.min(waited, vehicleWaitUs[trip]);
    const held = Math.min(waited, heldUs[trip]);
    const inPlan = this.rest.wait(lane, at.destination);
    const isInPlan = !Number.isNaN(inPlan);
    const planned = isInPlan ? inPlan : this.rest.meanWait(lane);
    const waitOver = waited - forVehicle - held - planned;
    const onTheWay = now - departedAt[trip] - this.rest.travel(lane);
    const closed = this.#closedAt(parcel, from, atDock);
    over.clear();
    over.set('backlog', atDock - ready - closed);
    over.set('no vehicle', forVehicle);
    over.set('closed', closed + held);
    over.set('weather', weatherUs[trip]);
    over.set('incident', incidentUs[trip]);
    over.set('slow trip', onTheWay - weatherUs[trip] - incidentUs[trip]);
    if (at.wasLeftBehind) over.set('rolled', waitOver);
    else if (this.rest.departsWithin(lane, ready, atDock)) over.set('missed connection', waitOver);
    else over.set('timetable', waitOver);
    if (!isInPlan) {
      const before = this.#parcels.arrivedAt(parcel) + this.rest.from(from, at.destination);
      over.set('detour', now + rest - before - (atDock - ready) - (waited - planned) - onTheWay);
    }
    return over.longest('detour');
  }

  /** Delivered late though it was expected in time when it was last looked at. */
  #causeOfDelivery(parcel: number, now: number): LateCause {
    const facility = this.#parcels.place(parcel);
    if (this.#network.facilities[facility].kind !== 'village-station') return 'round';
    const onShelf = this.#parcels.enteredAt(parcel);
    const closed = this.#closedAt(parcel, facility, onShelf);
    this.#over.clear();
    this.#over.set('closed', closed);
    this.#over.set(
      'backlog',
      onShelf - this.#parcels.arrivedAt(parcel) - this.rest.handling[facility] - closed,
    );
    this.#over.set('collection', now - onShelf - this.rest.collection);
    return this.#over.longest('collection');
  }

  /** In the network at the end, and nothing of it was late before. */
  #markUnfinished(parcel: number, stuck: Stuck): void {
    const facility = this.#parcels.place(parcel);
    const lane = this.#plan.next(facility, this.#destination(parcel));
    if (stuck !== 'in network') this.#mark(parcel, 'facility', facility, stuck);
    else if (this.#parcels.acceptedAt(parcel) < 0) this.#mark(parcel, 'facility', facility, 'pickup');
    else if (this.#parcels.wasLeftBehind(parcel) && lane !== NO_LANE)
      this.#mark(parcel, 'lane', lane, 'rolled');
    else this.#mark(parcel, 'facility', facility, 'unfinished');
  }
}

/** The cause at a place from which no path leads on is that. */
function whereTo(rest: number, otherwise: LateCause): LateCause {
  return rest === Number.POSITIVE_INFINITY ? 'no path' : otherwise;
}
