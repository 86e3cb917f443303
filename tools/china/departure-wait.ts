import type { NetworkScenario } from '../../src/scenario/network/network-scenario.ts';
import type { LaneClass } from './lane-skeleton.ts';

/** Half hours of a day. */
export const BINS = 48;
/** Their length, hours. */
export const BIN_H = 0.5;
/** Length of a day, hours. */
export const DAY_H = 24;
/** Between arrival at a facility and readiness to depart, hours. Assumption. */
export const HANDLING_H = {
  hub: 1.5,
  station: 1,
  'county-center': 0.75,
  township: 0.75,
  'village-station': 0,
} as const;
/** By class of lanes, from when to when a vehicle may leave, hours after midnight. */
export type DepartureWindows = Readonly<Record<LaneClass, readonly [fromH: number, toH: number]>>;

/** Times of day at which a class of lanes may depart. Assumption. */
export const WINDOWS: DepartureWindows = {
  linehaul: [0, 24],
  'to-hub': [12, 23],
  'to-station': [0, 13],
  'to-county': [7, 18],
  'to-township': [7, 18],
  'to-village': [7, 18],
};

/** Hours from a time of day to the next of the departures, which may be tomorrow's first. */
function waitFor(departures: readonly number[], ofDay: number): number {
  for (const departure of departures) if (departure >= ofDay) return departure - ofDay;
  return departures[0] + DAY_H - ofDay;
}

/** How well departures of a lane suit the parcels that become ready for it over the day. */
export class DepartureWait {
  readonly #ready: Float64Array;
  /** Half hours within the window, and what is lost after a departure at each, hours. */
  readonly #candidates: readonly number[];
  readonly #later: readonly number[];
  readonly #evenLoadsH: number;
  /** Parcels that are ready before each half hour, and the sum of their half hours. */
  readonly #mass = new Float64Array(BINS + 1);
  readonly #moment = new Float64Array(BINS + 1);

  /** @param ready parcels by half hour @param travelH of the lane @param evenLoadsH as for setTimetable */
  constructor(
    ready: Float64Array,
    laneClass: LaneClass,
    travelH: number,
    network: NetworkScenario,
    evenLoadsH: number,
    [fromH, toH]: readonly [number, number],
  ) {
    const { waves_h: waves } = network.settings.delivery;
    const candidates: number[] = [];
    for (let bin = 0; bin < BINS; bin++) if (bin * BIN_H >= fromH && bin * BIN_H < toH) candidates.push(bin);
    this.#ready = ready;
    this.#candidates = candidates;
    this.#later = candidates.map((bin) =>
      laneClass === 'to-station' ? waitFor(waves, (bin * BIN_H + travelH + HANDLING_H.station) % DAY_H) : 0,
    );
    this.#evenLoadsH = evenLoadsH;
    for (let bin = 0; bin < BINS; bin++) {
      this.#mass[bin + 1] = this.#mass[bin] + ready[bin];
      this.#moment[bin + 1] = this.#moment[bin] + ready[bin] * (bin + 0.5);
    }
  }

  /** The one or two half hours at which the least time is lost, hours after midnight. */
  bestDepartures(count: number): readonly number[] {
    const [ready, candidates, later] = [this.#ready, this.#candidates, this.#later];
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
      else
        for (let j = i + 1; j < candidates.length; j++) consider([one, candidates[j]], [later[i], later[j]]);
    });
    return best.map((bin) => bin * BIN_H);
  }

  /** Departures that lose little time and whose loads are not too uneven, hours after midnight, rising. */
  evenDepartures(count: number): readonly number[] {
    const candidates = this.#candidates;
    const places = Math.min(count, candidates.length);
    let best: readonly number[] = [];
    let least = Number.POSITIVE_INFINITY;
    const consider = (chosen: readonly number[]): boolean => {
      const lost = this.#lost(chosen);
      if (lost >= least) return false;
      least = lost;
      best = chosen;
      return true;
    };
    if (this.#mass[BINS] === 0)
      return spreadOver(candidates, places).map((place) => candidates[place] * BIN_H);
    for (let start = 0; start < BINS; start += 2) consider(this.#equalLoads(start, places));
    for (let improved = true; improved; ) {
      improved = false;
      for (let which = 0; which < places; which++) {
        for (let by = -3; by <= 3; by++) {
          const moved = best[which] + by;
          if (moved < 0 || moved >= candidates.length || best.includes(moved)) continue;
          const chosen = best.map((place, index) => (index === which ? moved : place)).sort((a, b) => a - b);
          improved = consider(chosen) || improved;
        }
      }
    }
    return best.map((place) => candidates[place] * BIN_H);
  }

  /** Mean hours lost, uneven loads included. @param places of the departures among the candidates, rising */
  #lost(places: readonly number[]): number {
    const [mass, moment] = [this.#mass, this.#moment];
    const total = mass[BINS];
    let [hours, most] = [0, 0];
    let before = 0;
    for (const [index, place] of places.entries()) {
      const bin = this.#candidates[place];
      let parcels = mass[bin] - mass[before];
      let lost = parcels * bin - (moment[bin] - moment[before]);
      if (index === 0) {
        const last = this.#candidates[places.at(-1)!];
        const overnight = mass[BINS] - mass[last];
        parcels += overnight;
        lost += overnight * (bin + BINS) - (moment[BINS] - moment[last]);
      }
      hours += lost * BIN_H + parcels * this.#later[place];
      most = Math.max(most, parcels);
      before = bin;
    }
    return hours / total + this.#evenLoadsH * ((places.length * most) / total - 1);
  }

  /** Places that divide what becomes ready from a half hour on into equal loads, as far as the window allows. */
  #equalLoads(start: number, count: number): readonly number[] {
    const candidates = this.#candidates;
    const total = this.#mass[BINS];
    const chosen = new Set<number>();
    let gathered = 0;
    for (let step = 0; step < BINS && chosen.size < count; step++) {
      const bin = (start + step) % BINS;
      gathered += this.#ready[bin];
      if (gathered < ((chosen.size + 1) * total) / count - 1e-9 * total) continue;
      const next = candidates.findIndex((candidate) => candidate > bin);
      chosen.add(Math.max(next, 0));
    }
    for (let place = 0; chosen.size < count; place++) chosen.add(place);
    return [...chosen].sort((a, b) => a - b);
  }
}

function spreadOver(candidates: readonly number[], count: number): readonly number[] {
  return Array.from({ length: count }, (_, k) => Math.floor(((k + 0.5) * candidates.length) / count));
}

/** Which departure, by its half hour, takes what becomes ready within a half hour: the first that begins after it. */
function caughtBy(bins: readonly number[], bin: number): number {
  const next = bins.findIndex((departure) => departure > bin);
  return next === -1 ? 0 : next;
}

/** Share of a lane's parcels on each of its departures. */
export function sharesOf(ready: Float64Array, departuresH: readonly number[]): readonly number[] {
  const shares = departuresH.map(() => 0);
  const bins = departuresH.map((hour) => hour / BIN_H);
  let total = 0;
  for (let bin = 0; bin < BINS; bin++) {
    shares[caughtBy(bins, bin)] += ready[bin];
    total += ready[bin];
  }
  return shares.map((share) => (total === 0 ? 1 / departuresH.length : share / total));
}
