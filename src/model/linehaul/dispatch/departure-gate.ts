import { NEVER, type Time } from '../../../engine/clock.ts';
import { Tally } from '../../../engine/stats/tally.ts';
import type { NetworkContext } from '../../network/network-context.ts';
import type { Asker, VehiclePool } from '../fleet/vehicle-pool.ts';
import type { ExpectedTrips } from './expected-trips.ts';

/** What the gate needs of its dock. */
export interface GatedDock {
  readonly lane: number;
  /** Parcels at the dock. */
  readonly holds: number;
  /** The trip leaves at this instant. @param keptFor what it was late for */
  leave(ordinal: number, keptFor: KeptFor): void;
  /** What waits stays where it is though a departure was due. */
  passed(cause: 'no vehicle' | 'closed'): void;
  /** A planned departure does not take place. */
  cancel(ordinal: number): void;
  /** Asks for `retry` at an instant, after all arrivals of that instant. */
  retryAt(at: Time): void;
}

/**
 * How long a trip that was due waited for its vehicles, and for its road to open, µs. What keeps the first trip of a dock
 * keeps those behind it for the same time.
 */
export interface KeptFor {
  readonly vehicleWaitUs: Time;
  readonly heldUs: Time;
}

/** How long departures of a lane may be held for connections, and what they know of them. */
export interface Holding {
  readonly holdsFor: Time;
  readonly trips: ExpectedTrips;
}

/** A departure that is due and has not left. */
interface DueTrip {
  readonly ordinal: number;
  readonly dueAt: Time;
  /** Whether it has asked for its vehicles: it is then held for connections no more. */
  hasAsked: boolean;
  /** Vehicles it has from the pool. */
  hasVehicles: boolean;
  /** Whether it has found its road closed. */
  hasStopped: boolean;
  /** How long it waited for connections, for vehicles and for its road, µs. */
  connectionUs: Time;
  vehicleWaitUs: Time;
  heldUs: Time;
}

/**
 * What stands between a trip that is due and its departure, in this order: connections that it is held for, vehicles, and
 * an open road. Trips of a dock leave in the order in which they were due; a planned one that the trip before it has
 * overtaken, and that finds nothing to load, is canceled.
 */
export class DepartureGate implements Asker {
  readonly code: string;
  /** Time for which departures waited, µs, one entry for each that did. */
  readonly heldForConnection = new Tally();
  readonly waitedForVehicle = new Tally();
  readonly heldByRoad = new Tally();
  /** Planned departures that did not take place. */
  canceled = 0;
  isBarred = false;
  readonly #context: NetworkContext;
  readonly #dock: GatedDock;
  readonly #isPlanned: boolean;
  readonly #to: number;
  readonly #vehicles: number;
  readonly #holding: Holding | null;
  /** Vehicles of the lane's type where it starts; null where there are always enough. */
  pool: VehiclePool | null = null;
  readonly #due: DueTrip[] = [];
  #lastLeftAt: Time = -1;
  /** Why the first of them could not leave when it was last tried. */
  #blockedBy: 'connection' | 'vehicle' | 'road' = 'connection';
  /** Up to when the time that trips have waited is booked. */
  #bookedTo: Time = 0;

  constructor(context: NetworkContext, dock: GatedDock, isPlanned: boolean, holding: Holding | null) {
    const { code, to, vehiclesPerDeparture } = context.network.lanes[dock.lane];
    this.code = code;
    this.#context = context;
    this.#dock = dock;
    this.#isPlanned = isPlanned;
    this.#to = to;
    this.#vehicles = vehiclesPerDeparture;
    this.#holding = holding;
  }

  /** Whether a trip is due and has not left. */
  get isBusy(): boolean {
    return this.#due.length > 0;
  }

  /** Vehicles that trips have from the pool and have not left with. */
  get vehiclesWaiting(): number {
    return this.#due.reduce((sum, trip) => sum + (trip.hasVehicles ? this.#vehicles : 0), 0);
  }

  /** A trip is due now. */
  due(ordinal: number): void {
    if (this.isBarred) {
      this.#cancel(ordinal);
      return;
    }
    const now = this.#context.sim.now[0];
    this.#due.push({
      ordinal,
      dueAt: now,
      hasAsked: false,
      hasVehicles: false,
      hasStopped: false,
      connectionUs: 0,
      vehicleWaitUs: 0,
      heldUs: 0,
    });
    if (this.#due.length === 1) this.advance();
    else if (this.#blockedBy !== 'connection')
      this.#dock.passed(this.#blockedBy === 'road' ? 'closed' : 'no vehicle');
  }

  /** Lets go what may leave now. */
  advance(): void {
    const now = this.#context.sim.now[0];
    this.#book(now);
    while (this.#due.length > 0) {
      const trip = this.#due[0];
      if (this.#isPointless(trip)) {
        this.#drop(trip);
        continue;
      }
      if (!this.#mayLeave(trip, now)) return;
      this.#due.shift();
      this.#lastLeftAt = now;
      this.#dock.leave(trip.ordinal, trip);
    }
  }

  /** The vehicles that the first trip asked for are there. */
  granted(): void {
    const trip = this.#due[0];
    this.#book(this.#context.sim.now[0]);
    trip.hasVehicles = true;
    if (trip.vehicleWaitUs > 0) this.waitedForVehicle.add(trip.vehicleWaitUs);
    this.advance();
  }

  /** No trip leaves from now on: those that are due and those that come due meanwhile do not take place. */
  bar(): void {
    this.isBarred = true;
    this.clear();
  }

  /** No trip is due any more: those that were do not take place. */
  clear(): void {
    for (const trip of [...this.#due]) this.#drop(trip);
  }

  unbar(): void {
    this.isBarred = false;
  }

  reset(): void {
    this.heldForConnection.reset();
    this.waitedForVehicle.reset();
    this.heldByRoad.reset();
    this.canceled = 0;
  }

  /** A trip that would leave with nothing though nothing planned demands it. */
  #isPointless({ dueAt }: DueTrip): boolean {
    return this.#dock.holds === 0 && (!this.#isPlanned || this.#lastLeftAt >= dueAt);
  }

  #mayLeave(trip: DueTrip, now: Time): boolean {
    return this.#hasConnections(trip, now) && this.#hasVehicles(trip, now) && this.#hasRoad(trip, now);
  }

  /** Books the time since the last look on what kept the first trip, for all that were due by then. */
  #book(now: Time): void {
    for (const trip of this.#due) {
      const waited = now - Math.max(trip.dueAt, this.#bookedTo);
      if (this.#blockedBy === 'connection') trip.connectionUs += waited;
      else if (this.#blockedBy === 'vehicle') trip.vehicleWaitUs += waited;
      else trip.heldUs += waited;
    }
    this.#bookedTo = now;
  }

  #hasConnections({ dueAt, hasAsked, connectionUs }: DueTrip, now: Time): boolean {
    if (this.#holding === null || hasAsked) return true;
    const until = this.#holding.trips.holdUntil(this.#to, now, dueAt + this.#holding.holdsFor);
    if (until !== NEVER) {
      this.#blockedBy = 'connection';
      this.#dock.retryAt(until);
      return false;
    }
    if (connectionUs > 0) this.heldForConnection.add(connectionUs);
    return true;
  }

  #hasVehicles(trip: DueTrip, now: Time): boolean {
    if (trip.hasVehicles) return true;
    const isFirst = !trip.hasAsked;
    trip.hasAsked = true;
    if (this.pool === null) return true;
    if (isFirst) this.pool.ask(this, this.#vehicles, now);
    this.#blockedBy = 'vehicle';
    return false;
  }

  #hasRoad(trip: DueTrip, now: Time): boolean {
    const { weather } = this.#context;
    const { lane } = this.#dock;
    if (weather.isClosed(lane, now)) {
      if (!trip.hasStopped) this.#dock.passed('closed');
      trip.hasStopped = true;
      this.#blockedBy = 'road';
      const opens = weather.opensAt(lane, now);
      if (opens !== NEVER) this.#dock.retryAt(Math.max(opens, now + 1));
      return false;
    }
    if (trip.heldUs > 0) this.heldByRoad.add(trip.heldUs);
    return true;
  }

  #drop(trip: DueTrip): void {
    this.#due.splice(this.#due.indexOf(trip), 1);
    if (trip.hasVehicles) this.pool?.giveBack(this.#vehicles);
    else if (trip.hasAsked) this.pool?.withdraw(this);
    this.#cancel(trip.ordinal);
  }

  #cancel(ordinal: number): void {
    if (!this.#isPlanned) return;
    this.canceled++;
    this.#dock.cancel(ordinal);
  }
}
