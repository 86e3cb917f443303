import { openDemand } from '../../src/model/demand/open-demand.ts';
import { LocalTime } from '../../src/model/network/local-time.ts';
import { LoadPlan } from '../../src/model/policy/load-plan.ts';
import type { NetworkFacility, NetworkScenario } from '../../src/scenario/network/network-scenario.ts';
import {
  BIN_H,
  BINS,
  DAY_H,
  DepartureWait,
  type DepartureWindows,
  HANDLING_H,
  sharesOf,
  WINDOWS,
} from './departure-wait.ts';
import type { Sizing } from './lane-service.ts';
import type { LaneSketch } from './lane-skeleton.ts';
import type { Rules } from './sizing-rules.ts';

/** Timetables follow from one another: how often they are set anew; the best round counts. */
const ROUNDS = 6;

/** Length of a slow trip on the way to a village, over its mean, and hours that its load is sorted in: its crew is planned for one. */
const SLOW_TRIP = 1.15;
const RELAY_H = 1;

/** Lengths of a collection tour over its mean, and their shares. */
type TourTimes = readonly (readonly [ofMean: number, share: number])[];
const MEAN_TOUR: TourTimes = [[1, 1]];
const SPREAD_TOUR: TourTimes = [
  [0.7, 0.3],
  [1, 0.4],
  [1.3, 0.3],
];

/** Departures of a lane, hours after midnight, rising, and the share of its parcels on each. */
export interface LaneTimes {
  readonly departuresH: readonly number[];
  readonly shares: readonly number[];
}

/** A timetable and what it gives on paper. */
export interface Timetable {
  readonly lanes: readonly LaneTimes[];
  /** Mean time from acceptance to readiness at the last facility, hours, services taken as daily. */
  readonly meanH: number;
}

/**
 * Sets the departures of every lane at the half hours at which its parcels, as they become ready, wait least; before a
 * station the wait for its next delivery wave counts too. Lanes are set together, each by what the others bring.
 * @param earlier a timetable to start from, perhaps with other numbers of departures
 */
export function setTimetable(
  network: NetworkScenario,
  sketches: readonly LaneSketch[],
  counts: readonly number[],
  earlier: Timetable,
  { rules, windows = WINDOWS, timetableRounds = ROUNDS, relaysConnect = false }: Sizing,
): Timetable {
  const evenLoadsH = rules.timetable.even_loads_h ?? 0;
  const clock = new ParcelClock(network, evenLoadsH > 0 ? SPREAD_TOUR : MEAN_TOUR, relaysConnect);
  const first = sketches.map(({ laneClass }, lane) => {
    const { departuresH } = earlier.lanes[lane];
    return departuresH.length === counts[lane] ? departuresH : spread(windows[laneClass], counts[lane]);
  });
  let departures: readonly (readonly number[])[] = relaysConnect
    ? connected(first, network, sketches)
    : first;
  let best: Timetable = { lanes: [], meanH: Number.POSITIVE_INFINITY };
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round <= timetableRounds; round++) {
    const { ready, meanH, parcels } = clock.trace(departures);
    const lanes = departures.map((departuresH, lane) => ({
      departuresH,
      shares: sharesOf(ready[lane], departuresH),
    }));
    const evenH = ready.map((parcelsReady, lane) => evenLoadsOf(network, lane, parcelsReady, rules));
    const unevenH = unevenness(lanes, ready, evenH) / parcels;
    if (meanH + unevenH < least) {
      least = meanH + unevenH;
      best = { lanes, meanH };
    }
    const fresh = sketches.map((sketch, lane) => {
      // Half of the hubs at a time: all at once would answer one another for ever.
      if (sketch.laneClass === 'linehaul' && (sketch.from + round) % 2 === 1) return departures[lane];
      const wait = new DepartureWait(
        ready[lane],
        sketch.laneClass,
        travelH(network, lane),
        network,
        evenH[lane],
        windows[sketch.laneClass],
      );
      return evenLoadsH > 0 ? wait.evenDepartures(counts[lane]) : wait.bestDepartures(counts[lane]);
    });
    departures = relaysConnect ? connected(fresh, network, sketches) : fresh;
  }
  return best;
}

/** The same departures, but those of the second and third step to a village when what the step before brought is ready. */
function connected(
  departures: readonly (readonly number[])[],
  network: NetworkScenario,
  sketches: readonly LaneSketch[],
): readonly (readonly number[])[] {
  const set: (readonly number[])[] = [];
  sketches.forEach(({ laneClass }, lane) => {
    if (laneClass !== 'to-township' && laneClass !== 'to-village') set.push(departures[lane]);
    else {
      const laterH = travelH(network, lane - 1) * SLOW_TRIP + RELAY_H;
      set.push(set[lane - 1].map((hour) => Math.ceil((hour + laterH) / BIN_H) * BIN_H));
    }
  });
  return set;
}

/** Departures spread over their windows, as if parcels became ready evenly. */
export function spreadTimetable(
  sketches: readonly LaneSketch[],
  counts: readonly number[],
  windows: DepartureWindows = WINDOWS,
): Timetable {
  const lanes = sketches.map(({ laneClass }, lane) => ({
    departuresH: spread(windows[laneClass], counts[lane]),
    shares: Array.from({ length: counts[lane] }, () => 1 / counts[lane]),
  }));
  return { lanes, meanH: Number.NaN };
}

function spread([from, to]: readonly [number, number], count: number): readonly number[] {
  return Array.from({ length: count }, (_, k) => Math.round(from + ((k + 0.5) * (to - from)) / count));
}

/** Follows expected parcels from their collection to their last facility by the load plan and given departures. */
class ParcelClock {
  readonly #network: NetworkScenario;
  readonly #collected: readonly {
    readonly acceptedH: number;
    readonly atStationH: number;
    readonly share: number;
  }[];
  /** Lanes of all paths one after another, where each begins, and its flow. */
  readonly #lanes: number[] = [];
  readonly #starts: number[] = [];
  readonly #flows: number[] = [];
  readonly #countsNights: boolean;

  /** @param countsNights whether what comes while nobody is on duty waits for the morning */
  constructor(network: NetworkScenario, tour: TourTimes, countsNights: boolean) {
    this.#network = network;
    this.#countsNights = countsNights;
    this.#collected = collectionTimes(network, tour);
    const plan = new LoadPlan(network, new LocalTime(network.startWeekday, network.startSecondOfDay));
    const demand = openDemand(network);
    const add = (from: number, to: number, flow: number): void => {
      if (flow === 0) return;
      this.#starts.push(this.#lanes.length);
      this.#flows.push(flow);
      for (let at = from; at !== to; at = network.lanes[this.#lanes.at(-1)!].to)
        this.#lanes.push(plan.next(at, to));
    };
    const returned = network.settings.demand.returns?.share ?? 0;
    network.zones.forEach((origin, from) => {
      network.zones.forEach((destination, to) => {
        const flow = demand.flowPerDay(from, to);
        add(origin.station, destination.station, flow * (1 - destination.ruralShare));
        if (destination.villageStation >= 0)
          add(origin.station, destination.villageStation, flow * destination.ruralShare);
        add(destination.station, origin.station, flow * returned);
      });
    });
    this.#starts.push(this.#lanes.length);
  }

  /** By lane, how many parcels become ready in each half hour of the day. */
  trace(departures: readonly (readonly number[])[]): {
    readonly ready: readonly Float64Array[];
    readonly meanH: number;
    readonly parcels: number;
  } {
    const { lanes, facilities } = this.#network;
    const ready = lanes.map(() => new Float64Array(BINS));
    const travel = lanes.map((_, lane) => travelH(this.#network, lane));
    const handling = lanes.map(({ to }) => HANDLING_H[facilities[to].kind]);
    const duty = lanes.map(({ to }) => this.#onDuty(facilities[to].kind));
    const next = nextDepartures(departures);
    let [total, hours] = [0, 0];
    for (let path = 0; path < this.#flows.length; path++) {
      for (const { acceptedH, atStationH, share } of this.#collected) {
        const flow = this.#flows[path] * share;
        let now = atStationH + HANDLING_H.station;
        for (let k = this.#starts[path]; k < this.#starts[path + 1]; k++) {
          const lane = this.#lanes[k];
          const ofDay = now % DAY_H;
          ready[lane][Math.floor(ofDay / BIN_H)] += flow;
          now += next[lane * (BINS + 1) + Math.ceil(ofDay / BIN_H)] - ofDay + travel[lane];
          now += untilOnDuty(now % DAY_H, duty[lane]) + handling[lane];
        }
        total += flow;
        hours += flow * (now - acceptedH);
      }
    }
    return { ready, meanH: hours / total, parcels: total };
  }

  #onDuty(kind: NetworkFacility['kind']): readonly [fromH: number, toH: number] {
    const { hub, station, relay } = this.#network.settings.shifts;
    const shifts = kind === 'hub' ? hub : kind === 'station' ? station : relay;
    const opens = shifts.find(({ share_on_duty }) => share_on_duty > 0)!.from_h;
    const closes = shifts.find(({ from_h, share_on_duty }) => from_h > opens && share_on_duty === 0)?.from_h;
    return this.#countsNights && closes !== undefined && opens > 0 ? [opens, closes] : [0, DAY_H];
  }
}

/** Hours from a time of day until somebody is on duty. */
function untilOnDuty(ofDay: number, [fromH, toH]: readonly [number, number]): number {
  if (ofDay < fromH) return fromH - ofDay;
  return ofDay < toH ? 0 : fromH + DAY_H - ofDay;
}

/** By lane and half hour, the next departure at its beginning or later, hours after midnight of the same day. */
function nextDepartures(departures: readonly (readonly number[])[]): Float64Array {
  const next = new Float64Array(departures.length * (BINS + 1));
  departures.forEach((departuresH, lane) => {
    for (let bin = 0; bin <= BINS; bin++) {
      const later = departuresH.find((departure) => departure >= bin * BIN_H);
      next[lane * (BINS + 1) + bin] = later ?? departuresH[0] + DAY_H;
    }
  });
  return next;
}

/** Hours that parcels may wait on average so that a lane's vehicles need not carry a day's flow again. */
function evenLoadsOf(network: NetworkScenario, lane: number, ready: Float64Array, rules: Rules): number {
  const { even_loads_h: most = 0 } = rules.timetable;
  if (most === 0 || rules.value_of_time === undefined) return most;
  const { vehicle, vehiclesPerDeparture, departuresS, distanceKm } = network.lanes[lane];
  const { cost_per_km, cost_per_trip } = network.settings.vehicles[vehicle];
  const cost = departuresS.length * vehiclesPerDeparture * (cost_per_trip + cost_per_km * distanceKm);
  const parcels = ready.reduce((all, one) => all + one, 0);
  return Math.min(most, parcels === 0 ? most : cost / (rules.value_of_time.value * parcels));
}

/** Hours of parcels that room for uneven loads of a lane's departures is worth, over all lanes. @param evenH by lane */
function unevenness(
  lanes: readonly LaneTimes[],
  ready: readonly Float64Array[],
  evenH: readonly number[],
): number {
  return lanes.reduce((sum, { shares }, lane) => {
    const parcels = ready[lane].reduce((all, one) => all + one, 0);
    return sum + evenH[lane] * parcels * (shares.length * Math.max(...shares) - 1);
  }, 0);
}

function travelH({ lanes, settings }: NetworkScenario, lane: number): number {
  const { distanceKm, vehicle } = lanes[lane];
  return distanceKm / settings.vehicles[vehicle].speed_km_per_h;
}

/** When parcels are accepted and come to the station, by the hours of demand and the waves of collection. */
function collectionTimes({ settings: { demand, pickup } }: NetworkScenario, tour: TourTimes) {
  const tourH = (pickup.tour as { lognormal: { mean_s: number } }).lognormal.mean_s / 3600;
  const waves = [...pickup.waves_h, pickup.waves_h[0] + DAY_H];
  const total = demand.hour_shares.reduce((sum, share) => sum + share, 0);
  const shares = new Map<number, number>();
  demand.hour_shares.forEach((share, hour) => {
    const wave = waves.find((at) => at >= hour + 1) ?? waves.at(-1)!;
    shares.set(wave, (shares.get(wave) ?? 0) + share / total);
  });
  return [...shares].flatMap(([wave, share]) =>
    tour.map(([ofMean, part]) => ({
      acceptedH: wave + (ofMean * tourH) / 2,
      atStationH: wave + ofMean * tourH,
      share: share * part,
    })),
  );
}
