import { DueHeap } from '../../../engine/blocks/due-heap.ts';
import { HOUR, MINUTE, repeatAt, type Time } from '../../../engine/clock.ts';
import type { WrittenFleet } from '../../../scenario/network/linehaul-schema.ts';
import type { NetworkScenario } from '../../../scenario/network/network-scenario.ts';
import { type LocalTime, secondsOfWeek } from '../../network/local-time.ts';
import { expectedDeparturesPerDay } from '../dispatch/expected-wait.ts';
import type { TravelTime } from '../travel-time.ts';
import { cheapestMoves } from './cheapest-moves.ts';
import { Circulation, type EmptyArc } from './circulation.ts';

const WEEK_S = 604_800;
/** Weeks after which a plan that has not settled is taken as it is. */
const MOST_WEEKS = 12;
/** Rounding of a product that should be whole. */
const SLACK = 1e-9;

/** A departure of a week of the plan. */
interface PlannedTrip {
  readonly lane: number;
  /** Seconds from the start of the run, below a week. */
  readonly atS: number;
}

/** What the plan says of one type of vehicle. */
export interface TypePlan {
  /** Vehicles at each facility at the start. */
  readonly stock: Int32Array;
  /** Empty trips of a week. */
  readonly arcs: readonly EmptyArc[];
  /** Vehicles that come free at each facility in a week, empty ones included. */
  readonly freePerWeek: Float64Array;
}

/** What it is made from. */
export interface FleetPlanInput {
  readonly network: NetworkScenario;
  readonly fleet: WrittenFleet;
  readonly local: LocalTime;
  readonly travel: TravelTime;
  /** Expected parcels per day on each lane. */
  readonly flows: ArrayLike<number>;
}

/**
 * The plan of a fleet, per type of vehicle. A week of the timetable (lanes where loads decide: as many trips as expected,
 * evenly spread) leaves too many vehicles at some facilities and too few at others; they are brought back empty over the
 * fewest kilometers. The stock is the smallest with which, at planned travel times, no trip ever lacks a vehicle, from a
 * start with all at rest; more by the spare share, rounded up.
 */
export function fleetPlan(input: FleetPlanInput): TypePlan[] {
  const { network, local, flows } = input;
  const trips = weekOf(network, local, flows);
  return network.settings.vehicles.map((_, type) => {
    const own = trips.filter(({ lane }) => network.lanes[lane].vehicle === type);
    return new TypePlanner(input, type, own).plan();
  });
}

/** Departures of a week, in order of time and then of the lane's code. */
function weekOf(network: NetworkScenario, local: LocalTime, flows: ArrayLike<number>): PlannedTrip[] {
  const { lanes } = network;
  const trips = lanes.flatMap((lane, index): PlannedTrip[] => {
    if (lane.dispatch === 'timetable' || lane.dispatch === 'hold') {
      return local
        .firstWeek(secondsOfWeek(lane.departuresS, lane.runsOn))
        .map((atS) => ({ lane: index, atS }));
    }
    const count = Math.ceil(7 * expectedDeparturesPerDay(network, lane, flows[index]) - SLACK);
    return Array.from({ length: count }, (_, k) => ({ lane: index, atS: ((k + 0.5) * WEEK_S) / count }));
  });
  return trips.sort(
    (a, b) => a.atS - b.atS || (a.lane === b.lane ? 0 : lanes[a.lane].code < lanes[b.lane].code ? -1 : 1),
  );
}

class TypePlanner {
  readonly #input: FleetPlanInput;
  readonly #type: number;
  readonly #trips: readonly PlannedTrip[];
  readonly #facilities: number;

  constructor(input: FleetPlanInput, type: number, trips: readonly PlannedTrip[]) {
    this.#input = input;
    this.#type = type;
    this.#trips = trips;
    this.#facilities = input.network.facilities.length;
  }

  plan(): TypePlan {
    const { fleet, network } = this.#input;
    const free = new Float64Array(this.#facilities);
    const surplus = new Float64Array(this.#facilities);
    for (const { lane } of this.#trips) {
      const { from, to, vehiclesPerDeparture } = network.lanes[lane];
      free[to] += vehiclesPerDeparture;
      surplus[to] += vehiclesPerDeparture;
      surplus[from] -= vehiclesPerDeparture;
    }
    const arcs = fleet.reposition === 'none' ? [] : this.#empties(surplus);
    for (const { to, perWeek } of arcs) free[to] += perWeek;
    const lowest = this.#lowest(arcs, free);
    const stock = Int32Array.from(lowest, (least) => Math.ceil(-least * (1 + fleet.spare_share) - SLACK));
    this.#firstLoads(stock);
    return { stock, arcs, freePerWeek: free };
  }

  /** A lane where loads decide has the vehicles of one departure, whatever is expected. */
  #firstLoads(stock: Int32Array): void {
    for (const { vehicle, from, dispatch, vehiclesPerDeparture } of this.#input.network.lanes) {
      if (vehicle !== this.#type || dispatch === 'timetable' || dispatch === 'hold') continue;
      stock[from] = Math.max(stock[from], vehiclesPerDeparture);
    }
  }

  /** Empty trips of a week, over lanes of the modes that the type runs on, forwards or backwards. */
  #empties(surplus: Float64Array): EmptyArc[] {
    const { lanes, facilities } = this.#input.network;
    const modes = new Set(lanes.filter(({ vehicle }) => vehicle === this.#type).map(({ mode }) => mode));
    // Places and ways in order of their codes: what files list first decides nothing.
    const order = facilities
      .map((_, facility) => facility)
      .sort((a, b) => (facilities[a].code < facilities[b].code ? -1 : 1));
    const placeOf = new Int32Array(facilities.length);
    order.forEach((facility, place) => {
      placeOf[facility] = place;
    });
    const arcs = lanes
      .map((_, lane) => lane)
      .filter((lane) => modes.has(lanes[lane].mode))
      .sort((a, b) => (lanes[a].code < lanes[b].code ? -1 : 1))
      .flatMap((lane) => {
        const { from, to } = lanes[lane];
        return [
          { lane, isReturn: false, from, to },
          { lane, isReturn: true, from: to, to: from },
        ];
      });
    const moves = cheapestMoves(
      order.map((facility) => surplus[facility]),
      arcs.map(({ lane, from, to }) => ({
        from: placeOf[from],
        to: placeOf[to],
        cost: Math.round(lanes[lane].distanceKm * 1000),
      })),
    );
    return arcs.flatMap((arc, k) => (moves[k] > 0 ? [{ ...arc, perWeek: moves[k] }] : []));
  }

  /** Lowest balance of each facility that begins with none, over weeks until one ends as it began. */
  #lowest(arcs: readonly EmptyArc[], free: Float64Array): Float64Array {
    const circulations = circulationsOf(arcs, free);
    const balance = new Float64Array(this.#facilities);
    const lowest = new Float64Array(this.#facilities);
    const coming = new DueHeap();
    const vehicles: number[] = [];
    const send = (facility: number, count: number, readyAt: Time) => {
      // What the heap keeps is where and how many.
      coming.push(vehicles.push(facility, count) - 2, readyAt);
    };
    const take = (facility: number, count: number) => {
      balance[facility] -= count;
      lowest[facility] = Math.min(lowest[facility], balance[facility]);
    };
    const makeReady = (until: Time) => {
      while (coming.count > 0 && coming.firstDue <= until) {
        const at = coming.firstDue;
        const slot = coming.shift();
        const facility = vehicles[slot];
        balance[facility] += vehicles[slot + 1];
        const circulation = circulations.get(facility);
        if (circulation === undefined) continue;
        circulation.freed(vehicles[slot + 1]);
        for (let arc = circulation.next(); arc !== null; arc = circulation.next()) {
          circulation.sent(arc);
          const { lane, to } = circulation.arcs[arc];
          take(facility, 1);
          send(to, 1, at + this.#turn(lane, at, 0));
        }
      }
    };
    const weeks = this.#input.fleet.reposition === 'none' ? 1 : MOST_WEEKS;
    let before: Float64Array | null = null;
    for (let week = 0; week < weeks; week++) {
      for (const { lane, atS } of this.#trips) {
        const at = repeatAt(atS, WEEK_S, week);
        makeReady(at);
        const { from, to, vehiclesPerDeparture, holdMin } = this.#input.network.lanes[lane];
        take(from, vehiclesPerDeparture);
        send(to, vehiclesPerDeparture, at + this.#turn(lane, at, Number.isNaN(holdMin) ? 0 : holdMin));
      }
      makeReady(repeatAt(0, WEEK_S, week + 1) - 1);
      if (before?.every((level, facility) => level === balance[facility])) break;
      before = balance.slice();
    }
    return lowest;
  }

  /** From a departure until the vehicle can leave again, µs. */
  #turn(lane: number, at: Time, heldMin: number): Time {
    const { travel, fleet } = this.#input;
    const turnaround = Math.round(fleet.turnaround_h * HOUR);
    return travel.planned(lane, at, this.#type) + turnaround + Math.round(heldMin * MINUTE);
  }
}

/** The rule of each facility that sends empty vehicles away. @param free vehicles that come free there in a week */
export function circulationsOf(
  arcs: readonly EmptyArc[],
  free: ArrayLike<number>,
): ReadonlyMap<number, Circulation> {
  const from = new Map<number, EmptyArc[]>();
  for (const arc of arcs) from.set(arc.from, [...(from.get(arc.from) ?? []), arc]);
  return new Map([...from].map(([facility, own]) => [facility, new Circulation(own, free[facility])]));
}
