import { HOUR, NEVER, type Time } from '../../../engine/clock.ts';
import { PHASE, tieBase } from '../../../engine/phase.ts';
import type { EventHandler } from '../../../engine/simulation.ts';
import { NONE } from '../../../engine/subject-store.ts';
import type { WrittenFleet } from '../../../scenario/network/linehaul-schema.ts';
import { MICRO } from '../../network/ledger.ts';
import type { NetworkContext } from '../../network/network-context.ts';
import type { Dock } from '../dock.ts';
import { type LaneTravel, slowed } from '../travel-time.ts';
import { tripEmissionsG } from '../trip-emissions.ts';
import type { EmptyArc } from './circulation.ts';
import { circulationsOf, fleetPlan, type TypePlan } from './fleet-plan.ts';
import type { EmptyRuns, FleetPort } from './fleet-port.ts';
import { VehiclePool } from './vehicle-pool.ts';

/** Kinds of event: vehicles are turned round; a pool is looked at; empty vehicles arrive. */
const READY = 0;
const LOOK = 1;
const ARRIVE = 2;

const MG_PER_G = 1000;

/** What a fleet needs of a replication. */
type FleetContext = Omit<NetworkContext, 'fleet'>;

/**
 * Vehicles that circulate: pools at facilities from which trips take theirs, and to which they come back at the other end
 * after a turnaround. What the plan sends back empty goes as a trip of its own, is paid as overhead, and is counted here.
 * Facilities touch only their own pools: vehicles pass between them by trips.
 */
export class Fleet implements FleetPort, EventHandler {
  readonly name = 'fleet';
  readonly vehicles: Int32Array;
  readonly empty: readonly EmptyRuns[];
  readonly #context: FleetContext;
  readonly #written: WrittenFleet;
  readonly #turnaround: Time;
  readonly #code: number;
  readonly #facilities: number;
  /** By facility and type. */
  readonly #pools: VehiclePool[] = [];
  #docks: readonly Dock[] = [];
  /** Empty trips so far on each lane, and along each arc, which name them and their luck. */
  readonly #named: Int32Array;
  readonly #runs = new Map<EmptyArc, { readonly travel: LaneTravel; count: number }>();

  constructor(context: FleetContext, written: WrittenFleet) {
    const { network, sim } = context;
    const types = network.settings.vehicles.length;
    this.#context = context;
    this.#written = written;
    this.#turnaround = Math.round(written.turnaround_h * HOUR);
    this.#facilities = network.facilities.length;
    this.vehicles = new Int32Array(types);
    this.empty = Array.from({ length: types }, () => ({ trips: 0, km: 0 }));
    this.#named = new Int32Array(network.lanes.length);
    this.#code = sim.register(this);
  }

  /** Puts the vehicles where the plan wants them. Called once, before the run. @param flows expected parcels per day by lane */
  begin(docks: readonly Dock[], flows: ArrayLike<number>): void {
    const { network, local, travel } = this.#context;
    this.#docks = docks;
    const plans = fleetPlan({ network, fleet: this.#written, local, travel, flows });
    plans.forEach((plan, type) => {
      this.#open(plan, type);
    });
    for (const { lane, gate } of docks) {
      const { from, vehicle } = network.lanes[lane];
      gate.pool = this.#pool(from, vehicle);
    }
  }

  #open({ stock, arcs, freePerWeek }: TypePlan, type: number): void {
    const circulations = circulationsOf(arcs, freePerWeek);
    for (const arc of arcs) this.#runs.set(arc, { travel: this.#travelOf(arc, type), count: 0 });
    for (let facility = 0; facility < this.#facilities; facility++) {
      const place = { facility, type };
      const circulation = circulations.get(facility) ?? null;
      const index = this.#pools.length;
      this.#pools.push(
        new VehiclePool(place, stock[facility], circulation, (pool) => this.#lookLater(pool, index)),
      );
      this.vehicles[type] += stock[facility];
    }
  }

  #travelOf({ lane, isReturn }: EmptyArc, type: number): LaneTravel {
    const { travel, network } = this.#context;
    const { code } = network.settings.vehicles[type];
    return travel.ofLane(lane, `empty ${code} ${isReturn ? 'back' : 'out'}`, type);
  }

  arrived(trip: number): void {
    const { trips, network, sim } = this.#context;
    const { from, to } = network.lanes[trips.lane[trip]];
    const facility = trips.isReturn[trip] === 1 ? from : to;
    const index = trips.vehicle[trip] * this.#facilities + facility;
    const at = sim.now[0] + this.#turnaround;
    this.#pools[index].came(trips.vehicles[trip], at);
    sim.schedule(at, tieBase(PHASE.capacityUp, facility), facility, this.#code + READY, index);
  }

  fire(kind: number, subject: number): void {
    if (kind === READY) this.#pools[subject].ready();
    else if (kind === LOOK) this.#look(this.#pools[subject], subject);
    else this.#arrive(subject);
  }

  laneOpened(lane: number): void {
    const { from, to } = this.#context.network.lanes[lane];
    for (let type = 0; type < this.vehicles.length; type++) {
      for (const facility of [from, to]) {
        const index = type * this.#facilities + facility;
        this.#lookLater(this.#pools[index], index);
      }
    }
  }

  reset(): void {
    for (const runs of this.empty) Object.assign(runs, { trips: 0, km: 0 });
  }

  check(): void {
    const { trips, sim, network } = this.#context;
    const found = new Int32Array(this.vehicles.length);
    for (const pool of this.#pools) found[pool.type] += pool.present;
    for (const { lane, gate } of this.#docks) found[network.lanes[lane].vehicle] += gate.vehiclesWaiting;
    for (let trip = 0; trip < trips.capacity; trip++) {
      if (trips.underWay[trip] === 1) found[trips.vehicle[trip]] += trips.vehicles[trip];
    }
    found.forEach((count, type) => {
      if (count === this.vehicles[type]) return;
      const { code } = network.settings.vehicles[type];
      throw sim.violation(`the fleet has ${this.vehicles[type]} of ${code}, but ${count} are in some place`);
    });
  }

  #pool(facility: number, type: number): VehiclePool {
    return this.#pools[type * this.#facilities + facility];
  }

  /** After all that comes to the facility at this instant, so that who asks at one instant is served by lane code. */
  #lookLater(pool: VehiclePool, index: number): void {
    if (pool.isDue) return;
    pool.isDue = true;
    this.#scheduleLook(pool.facility, index, this.#context.sim.now[0]);
  }

  #scheduleLook(facility: number, index: number, at: Time): void {
    this.#context.sim.schedule(at, tieBase(PHASE.departure, facility), facility, this.#code + LOOK, index);
  }

  #look(pool: VehiclePool, index: number): void {
    pool.isDue = false;
    pool.serve();
    const { circulation } = pool;
    if (circulation === null) return;
    while (!pool.hasAsks && pool.available > 0) {
      const next = circulation.next();
      if (next === null) return;
      const arc = circulation.arcs[next];
      if (this.#isClosed(arc, pool.facility, index)) return;
      let vehicles = 0;
      do {
        circulation.sent(next);
        vehicles++;
      } while (pool.available > vehicles && circulation.next() === next);
      pool.available -= vehicles;
      this.#send(arc, vehicles, pool.type);
    }
  }

  /** Whether an arc is closed now, by a disruption or the weather; then the pool is looked at again when it opens. */
  #isClosed({ lane }: EmptyArc, facility: number, index: number): boolean {
    const { weather, sim, closures } = this.#context;
    if (closures.isLaneClosed(lane)) return true;
    const now = sim.now[0];
    if (!weather.isClosed(lane, now)) return false;
    const opens = weather.opensAt(lane, now);
    if (opens !== NEVER) this.#scheduleLook(facility, index, Math.max(opens, now + 1));
    return true;
  }

  /** Empty vehicles leave for where they are needed. */
  #send(arc: EmptyArc, vehicles: number, type: number): void {
    const { trips, sim, network, ledger, carbon, records, closures } = this.#context;
    const { lane, isReturn, from } = arc;
    const now = sim.now[0];
    const vehicle = network.settings.vehicles[type];
    const km = network.lanes[lane].distanceKm;
    const run = this.#runs.get(arc)!;
    const trip = trips.create();
    trips.lane[trip] = lane;
    trips.ordinal[trip] = -++this.#named[lane];
    trips.vehicle[trip] = type;
    trips.vehicles[trip] = vehicles;
    trips.isReturn[trip] = isReturn ? 1 : 0;
    trips.head[trip] = NONE;
    trips.count[trip] = 0;
    trips.loadFactor[trip] = 0;
    trips.leftBehind[trip] = 0;
    trips.departedAt[trip] = now;
    const undisturbed = run.travel.times(run.count++, now);
    const { arrival, weatherUs, incidentUs } = slowed(undisturbed, now, closures.speed(lane));
    trips.arrivesAt[trip] = arrival;
    trips.weatherUs[trip] = weatherUs;
    trips.incidentUs[trip] = incidentUs;
    const share = this.#written.empty_cost_share;
    const costMicro = Math.round(vehicle.cost_per_km * km * vehicles * share * MICRO);
    trips.costMicro[trip] = costMicro;
    const emittedMg = Math.round(share * tripEmissionsG(vehicle, km, vehicles, 0) * MG_PER_G);
    ledger.reposition(lane, costMicro);
    carbon.repositioned(lane, emittedMg);
    trips.emissionsMg[trip] = emittedMg;
    const sums = this.empty[type];
    sums.trips++;
    sums.km += km * vehicles;
    records.tripDeparted(trip);
    sim.schedule(arrival, tieBase(PHASE.arrival, from), from, this.#code + ARRIVE, trip);
  }

  #arrive(trip: number): void {
    this.#context.records.tripArrived(trip);
    this.arrived(trip);
    this.#context.trips.release(trip);
  }
}
