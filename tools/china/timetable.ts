import { openDemand } from '../../src/model/demand/open-demand.ts';
import { LocalTime } from '../../src/model/network/local-time.ts';
import { LoadPlan } from '../../src/model/policy/load-plan.ts';
import type { NetworkScenario } from '../../src/scenario/network/network-scenario.ts';
import type { LaneClass, LaneSketch } from './lane-skeleton.ts';

/** Half hours of a day. */
const BINS = 48;
const BIN_H = 0.5;
const DAY_H = 24;
/** Between arrival at a facility and readiness to depart, hours. Assumption. */
const HANDLING_H = {
  hub: 1.5,
  station: 1,
  'county-center': 0.75,
  township: 0.75,
  'village-station': 0,
} as const;
/** Times of day at which a class of lanes may depart. Assumption. */
const WINDOWS: Readonly<Record<LaneClass, readonly [fromH: number, toH: number]>> = {
  linehaul: [0, 24],
  'to-hub': [12, 23],
  'to-station': [0, 13],
  'to-county': [7, 18],
  'to-township': [7, 18],
  'to-village': [7, 18],
};
/** Timetables follow from one another: how often they are set anew; the best round counts. */
const ROUNDS = 6;

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
): Timetable {
  const clock = new ParcelClock(network);
  let departures: readonly (readonly number[])[] = sketches.map(({ laneClass }, lane) => {
    const { departuresH } = earlier.lanes[lane];
    return departuresH.length === counts[lane] ? departuresH : spread(WINDOWS[laneClass], counts[lane]);
  });
  let best: Timetable = { lanes: [], meanH: Number.POSITIVE_INFINITY };
  for (let round = 0; round <= ROUNDS; round++) {
    const { ready, meanH } = clock.trace(departures);
    if (meanH < best.meanH) {
      const lanes = departures.map((departuresH, lane) => ({
        departuresH,
        shares: sharesOf(ready[lane], departuresH),
      }));
      best = { lanes, meanH };
    }
    departures = sketches.map((sketch, lane) => {
      // Half of the hubs at a time: all at once would answer one another for ever.
      if (sketch.laneClass === 'linehaul' && (sketch.from + round) % 2 === 1) return departures[lane];
      return bestDepartures(ready[lane], counts[lane], sketch.laneClass, travelH(network, lane), network);
    });
  }
  return best;
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

  constructor(network: NetworkScenario) {
    this.#network = network;
    this.#collected = collectionTimes(network);
    const plan = new LoadPlan(network, new LocalTime(network.startWeekday, network.startSecondOfDay));
    const demand = openDemand(network);
    const add = (from: number, to: number, flow: number): void => {
      if (flow === 0) return;
      this.#starts.push(this.#lanes.length);
      this.#flows.push(flow);
      for (let at = from; at !== to; at = network.lanes[this.#lanes.at(-1)!].to)
        this.#lanes.push(plan.next(at, to));
    };
    network.zones.forEach((origin, from) => {
      network.zones.forEach((destination, to) => {
        const flow = demand.flowPerDay(from, to);
        add(origin.station, destination.station, flow * (1 - destination.ruralShare));
        if (destination.villageStation >= 0)
          add(origin.station, destination.villageStation, flow * destination.ruralShare);
      });
    });
    this.#starts.push(this.#lanes.length);
  }

  /** By lane, how many parcels become ready in each half hour of the day. */
  trace(departures: readonly (readonly number[])[]): {
    readonly ready: readonly Float64Array[];
    readonly meanH: number;
  } {
    const { lanes, facilities } = this.#network;
    const ready = lanes.map(() => new Float64Array(BINS));
    const travel = lanes.map((_, lane) => travelH(this.#network, lane));
    const handling = lanes.map(({ to }) => HANDLING_H[facilities[to].kind]);
    let [total, hours] = [0, 0];
    for (let path = 0; path < this.#flows.length; path++) {
      for (const { acceptedH, atStationH, share } of this.#collected) {
        const flow = this.#flows[path] * share;
        let now = atStationH + HANDLING_H.station;
        for (let k = this.#starts[path]; k < this.#starts[path + 1]; k++) {
          const lane = this.#lanes[k];
          const ofDay = now % DAY_H;
          ready[lane][Math.floor(ofDay / BIN_H)] += flow;
          now += waitFor(departures[lane], ofDay) + travel[lane] + handling[lane];
        }
        total += flow;
        hours += flow * (now - acceptedH);
      }
    }
    return { ready, meanH: hours / total };
  }
}

function travelH({ lanes, settings }: NetworkScenario, lane: number): number {
  const { distanceKm, vehicle } = lanes[lane];
  return distanceKm / settings.vehicles[vehicle].speed_km_per_h;
}

function waitFor(departures: readonly number[], ofDay: number): number {
  for (const departure of departures) if (departure >= ofDay) return departure - ofDay;
  return departures[0] + DAY_H - ofDay;
}

/** When parcels are accepted and come to the station, by the hours of demand and the waves of collection. */
function collectionTimes({ settings: { demand, pickup } }: NetworkScenario) {
  const tourH = (pickup.tour as { lognormal: { mean_s: number } }).lognormal.mean_s / 3600;
  const waves = [...pickup.waves_h, pickup.waves_h[0] + DAY_H];
  const total = demand.hour_shares.reduce((sum, share) => sum + share, 0);
  const shares = new Map<number, number>();
  demand.hour_shares.forEach((share, hour) => {
    const wave = waves.find((at) => at >= hour + 1) ?? waves.at(-1)!;
    shares.set(wave, (shares.get(wave) ?? 0) + share / total);
  });
  return [...shares].map(([wave, share]) => ({
    acceptedH: wave + tourH / 2,
    atStationH: wave + tourH,
    share,
  }));
}

/** The one or two half hours within the window at which the least time is lost. */
function bestDepartures(
  ready: Float64Array,
  count: number,
  laneClass: LaneClass,
  travel: number,
  network: NetworkScenario,
): readonly number[] {
  const [fromH, toH] = WINDOWS[laneClass];
  const after = (departure: number): number => {
    if (laneClass !== 'to-station') return 0;
    const { waves_h: waves } = network.settings.delivery;
    return waitFor(waves, (departure * BIN_H + travel + HANDLING_H.station) % DAY_H);
  };
  const candidates: number[] = [];
  for (let bin = 0; bin < BINS; bin++) if (bin * BIN_H >= fromH && bin * BIN_H < toH) candidates.push(bin);
  const later = candidates.map(after);
  let best: readonly number[] = [candidates[0]];
  let least = Number.POSITIVE_INFINITY;
  const consider = (bins: readonly number[], extra: readonly number[]): void => {
    let lost = 0;
    for (let bin = 0; bin < BINS && lost < least; bin++) {
      if (ready[bin] === 0) continue;
      const next = caughtBy(bins, bin);
      const wait = ((bins[next] - bin - 0.5 + BINS) % BINS) * BIN_H;
      lost += ready[bin] * (wait + extra[next]);
    }
    if (lost >= least) return;
    least = lost;
    best = bins;
  };
  candidates.forEach((one, i) => {
    if (count === 1) consider([one], [later[i]]);
    else for (let j = i + 1; j < candidates.length; j++) consider([one, candidates[j]], [later[i], later[j]]);
  });
  return best.map((bin) => bin * BIN_H);
}

/** Which departure, by its half hour, takes what becomes ready within a half hour: the first that begins after it. */
function caughtBy(bins: readonly number[], bin: number): number {
  const next = bins.findIndex((departure) => departure > bin);
  return next === -1 ? 0 : next;
}

function sharesOf(ready: Float64Array, departuresH: readonly number[]): readonly number[] {
  const shares = departuresH.map(() => 0);
  const bins = departuresH.map((hour) => hour / BIN_H);
  let total = 0;
  for (let bin = 0; bin < BINS; bin++) {
    shares[caughtBy(bins, bin)] += ready[bin];
    total += ready[bin];
  }
  return shares.map((share) => (total === 0 ? 1 / departuresH.length : share / total));
}
