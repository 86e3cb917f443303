import { Block, ENTER } from '../../engine/blocks/block.ts';
import { Probe } from '../../engine/blocks/probe.ts';
import { WaitingLine } from '../../engine/blocks/waiting-line.ts';
import { MINUTE } from '../../engine/clock.ts';
import { PHASE, tieBase } from '../../engine/phase.ts';
import { compileDistribution } from '../../engine/random/distribution.ts';
import type { KeyedDraws } from '../../engine/random/keyed-draws.ts';
import type { Variate } from '../../engine/random/variate.ts';
import { Tally } from '../../engine/stats/tally.ts';
import { NONE } from '../../engine/subject-store.ts';
import type { WrittenVehicle } from '../../scenario/network/linehaul-schema.ts';
import type { NetworkLane } from '../../scenario/network/network-scenario.ts';
import type { FacilityState } from '../facility/facility-state.ts';
import { MICRO, partOf } from '../network/ledger.ts';
import { secondsOfWeek, WeeklyInstants } from '../network/local-time.ts';
import type { NetworkContext } from '../network/network-context.ts';
import { CUBE_UNITS_PER_M3 } from '../network/parcel-store.ts';
import type { Arrivals } from './arrivals.ts';

const DEPART = 1;

/** Load factors are tallied as whole ten-thousandths. */
export const LOAD_SCALE = 10_000;

/** What a vehicle takes, or a departure's vehicles together. */
interface Capacity {
  readonly parcels: number;
  readonly weightG: number;
  readonly cubeUnits: number;
}

/**
 * Where parcels wait for a lane's departures. At each planned departure it loads in order of arrival until parcels,
 * weight or cube run out; what does not fit is rolled to the next. Whoever arrives at that very instant is aboard.
 */
export class Dock extends Block {
  readonly probe: Probe;
  readonly lane: number;
  trips = 0;
  emptyTrips = 0;
  fullTrips = 0;
  parcelsCarried = 0;
  rolled = 0;
  costMicro = 0;
  /** Planned departures that did not take place. */
  cancelled = 0;
  /** Told of each departure after it has left, and whether something was left behind; for a sorting center. */
  departed: (ordinal: number, hasRolled: boolean) => void = () => {};
  /** Arrival at the dock to departure, µs. */
  readonly wait = new Tally();
  readonly load = new Tally();
  readonly travel = new Tally();
  readonly #context: NetworkContext;
  readonly #facility: FacilityState;
  readonly #arrivals: Arrivals;
  readonly #line: WaitingLine;
  readonly #departures: WeeklyInstants;
  readonly #capacity: Capacity;
  readonly #vehicle: Capacity;
  readonly #clearS: number;
  readonly #spread: Variate | null;
  readonly #draws: KeyedDraws;
  readonly #tripCostMicro: number;
  readonly #departBase: number;
  readonly #arrivalBase: number;
  #next = 0;
  #isBarred = false;

  constructor(context: NetworkContext, facility: FacilityState, lane: number, arrivals: Arrivals) {
    const { network, sim, parcels, local, luck } = context;
    const written = network.lanes[lane];
    super({ sim, subjects: parcels, facility: facility.index, name: written.code });
    this.probe = new Probe(parcels, 1, 'levels');
    this.lane = lane;
    this.#context = context;
    this.#facility = facility;
    this.#arrivals = arrivals;
    this.#line = new WaitingLine(parcels);
    const vehicle = network.settings.vehicles[written.vehicle];
    this.#departures = new WeeklyInstants(
      local.firstWeek(secondsOfWeek(written.departuresS, written.runsOn)),
    );
    this.#capacity = capacityOf(vehicle, written.vehiclesPerDeparture);
    this.#vehicle = capacityOf(vehicle, 1);
    this.#clearS = (written.distanceKm / vehicle.speed_km_per_h) * 3600;
    const cv = network.settings.travel_time_cv;
    this.#spread = cv === 0 ? null : compileDistribution({ kind: 'lognormal', mean: 1, cv });
    this.#draws = luck.draws('travel', written.code);
    this.#tripCostMicro = tripCost(vehicle, written);
    this.#departBase = tieBase(PHASE.departure, facility.index);
    this.#arrivalBase = tieBase(PHASE.arrival, facility.index);
  }

  override get holds(): number {
    return this.#line.count;
  }

  /** Puts the first departure on the calendar. Called once, before the run. */
  begin(): void {
    this.#scheduleNext();
  }

  override reset(now: number): void {
    super.reset(now);
    this.trips = 0;
    this.emptyTrips = 0;
    this.fullTrips = 0;
    this.parcelsCarried = 0;
    this.rolled = 0;
    this.costMicro = 0;
    this.cancelled = 0;
    this.wait.reset();
    this.load.reset();
    this.travel.reset();
  }

  /** Whether a parcel goes into one vehicle of the lane. One that does not must not join the line: it would close it. */
  fits(parcel: number): boolean {
    const { weightG, cubeUnits } = this.#context.parcels;
    return weightG[parcel] <= this.#vehicle.weightG && cubeUnits[parcel] <= this.#vehicle.cubeUnits;
  }

  enter(parcel: number): void {
    const now = this.sim.now[0];
    this.subjects.enteredAt[parcel] = now;
    this.probe.arrivals++;
    this.#line.push(parcel, 0);
  }

  /** Whether no trip leaves. */
  get isBarred(): boolean {
    return this.#isBarred;
  }

  /** No trip leaves from now on: planned departures that pass are cancelled and counted. */
  bar(): void {
    this.#isBarred = true;
  }

  unbar(): void {
    this.#isBarred = false;
  }

  /** Takes all that wait off the dock, in order of arrival. @param take gets each parcel, which is its own from then on */
  recall(take: (parcel: number) => void): void {
    for (let left = this.#line.count; left > 0; left--) take(this.#line.shift());
  }

  override fire(kind: number, subject: number): void {
    if (kind === DEPART) this.#depart();
    else if (kind === ENTER) this.arrive(subject);
    else super.fire(kind, subject);
  }

  #depart(): void {
    const { trips, sim, weather } = this.#context;
    const now = sim.now[0];
    const ordinal = this.#next - 1;
    this.#scheduleNext();
    if (this.#isBarred) {
      this.cancelled++;
      this.departed(ordinal, this.#line.count > 0);
      return;
    }
    const trip = trips.create();
    trips.lane[trip] = this.lane;
    trips.ordinal[trip] = ordinal;
    trips.departedAt[trip] = now;
    this.#fill(trip, now);
    const slow = this.#context.closures.speed(this.lane);
    const clear = Math.max(MINUTE, Math.round((this.#clearS / slow) * this.#factor(ordinal) * 1e6));
    const arrival = weather.arrival(this.lane, now, clear);
    trips.arrivesAt[trip] = arrival;
    this.travel.add(arrival - now);
    this.#roll(trip, now);
    this.departed(ordinal, trips.leftBehind[trip] > 0);
    this.#bear(trip);
    this.#context.records.tripDeparted(trip);
    sim.schedule(arrival, this.#arrivalBase, this.facility, this.#arrivals.code, trip);
  }

  /** Loads what fits, in order of arrival; the first that does not fit closes the vehicle. */
  #fill(trip: number, now: number): void {
    const { trips, parcels, records } = this.#context;
    const { weightG, cubeUnits, link } = parcels;
    let count = 0;
    let weight = 0;
    let cube = 0;
    let head = NONE;
    let tail = NONE;
    for (let parcel = this.#line.first(); parcel !== NONE; parcel = this.#line.first()) {
      if (count + 1 > this.#capacity.parcels) break;
      if (weight + weightG[parcel] > this.#capacity.weightG) break;
      if (cube + cubeUnits[parcel] > this.#capacity.cubeUnits) break;
      this.#line.shift();
      count++;
      weight += weightG[parcel];
      cube += cubeUnits[parcel];
      if (tail === NONE) head = parcel;
      else link[tail] = parcel;
      tail = parcel;
      if (parcels.legs[parcel] < 255) parcels.legs[parcel]++;
      this.probe.departures++;
      this.wait.add(now - parcels.enteredAt[parcel]);
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
    this.trips++;
    this.parcelsCarried += count;
    this.load.add(Math.round(trips.loadFactor[trip] * LOAD_SCALE));
  }

  /** Counts those left behind, each with the fact that it was. */
  #roll(trip: number, now: number): void {
    const { trips, parcels, records, totals } = this.#context;
    const left = this.#line.count;
    trips.leftBehind[trip] = left;
    if (left === 0) return;
    this.fullTrips++;
    this.rolled += left;
    this.#facility.rolled += left;
    totals.rolled += left;
    for (let parcel = this.#line.first(); parcel !== NONE; parcel = parcels.link[parcel]) {
      if (parcels.rolled[parcel] < 255) parcels.rolled[parcel]++;
      records.rolled(parcel, this.facility, trip, now);
    }
  }

  /** Splits the cost of the trip over its parcels so that the parts sum to the whole. */
  #bear(trip: number): void {
    const { trips, parcels, ledger } = this.#context;
    const count = trips.count[trip];
    trips.costMicro[trip] = this.#tripCostMicro;
    this.costMicro += this.#tripCostMicro;
    if (count === 0) {
      this.emptyTrips++;
      ledger.overhead(this.#tripCostMicro);
      return;
    }
    let parcel = trips.head[trip];
    for (let k = 0; k < count; k++) {
      ledger.charge('linehaul', parcel, partOf(this.#tripCostMicro, k, count));
      parcel = parcels.link[parcel];
    }
  }

  #factor(ordinal: number): number {
    return this.#spread === null ? 1 : this.#spread.draw(this.#draws.at(ordinal, 0, 0));
  }

  #scheduleNext(): void {
    const at = this.#departures.at(this.#next++);
    this.sim.schedule(at, this.#departBase, this.facility, this.code + DEPART, NONE);
  }
}

function capacityOf(vehicle: WrittenVehicle, vehicles: number): Capacity {
  return {
    parcels: vehicle.parcels * vehicles,
    weightG: vehicle.weight_kg * 1000 * vehicles,
    cubeUnits: vehicle.cube_m3 * CUBE_UNITS_PER_M3 * vehicles,
  };
}

function tripCost(vehicle: WrittenVehicle, lane: NetworkLane): number {
  const one = vehicle.cost_per_trip + vehicle.cost_per_km * lane.distanceKm;
  return Math.round(one * lane.vehiclesPerDeparture * MICRO);
}
