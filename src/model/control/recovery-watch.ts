import { DAY, HOUR, MINUTE, type Time } from '../../engine/clock.ts';
import { PHASE, tieBase } from '../../engine/phase.ts';
import type { EventHandler } from '../../engine/simulation.ts';
import type { Facility } from '../facility/facility.ts';
import type { Dock } from '../linehaul/dock.ts';
import type { NetworkContext } from '../network/network-context.ts';
import type { Disruption } from './disruptions.ts';

/** Parcels are counted so often, in the day before a disruption and after its end. */
const EVERY = 15 * MINUTE;
const HOURS = 24;
/** A backlog is back when it is above its level of the same hour before by no more than this share of the largest. */
const TOLERANCE = 0.1;

/** What is counted for one disruption. */
interface Watched {
  readonly disruption: Disruption;
  /** Sum and number of counts in each hour of the day before, from its beginning on. */
  readonly sums: Float64Array;
  readonly counts: Int32Array;
  /** µs after the end of the disruption; NaN until the backlog is back. */
  recovery: number;
}

/**
 * How long it takes after each disruption until no more parcels wait than before it: at the facility and at the docks that
 * lead to it, or at the dock of the lane. Counted every quarter of an hour; the level before is the mean of the same hour
 * of the day before the disruption began.
 */
export class RecoveryWatch implements EventHandler {
  readonly name = 'recovery';
  readonly #context: NetworkContext;
  readonly #facilities: readonly Facility[];
  readonly #docks: readonly Dock[];
  readonly #watched: readonly Watched[];
  readonly #code: number;

  constructor(
    context: NetworkContext,
    disruptions: readonly Disruption[],
    places: { readonly facilities: readonly Facility[]; readonly docks: readonly Dock[] },
  ) {
    this.#context = context;
    this.#facilities = places.facilities;
    this.#docks = places.docks;
    this.#watched = disruptions.map((disruption) => ({
      disruption,
      sums: new Float64Array(HOURS),
      counts: new Int32Array(HOURS),
      recovery: Number.NaN,
    }));
    this.#code = context.sim.register(this);
  }

  /** Puts the first count of each on the calendar. Called once, before the run. */
  begin(): void {
    this.#watched.forEach(({ disruption: { from, to } }, index) => {
      if (to <= 0) return;
      const first = from - DAY;
      const skipped = Math.max(0, Math.ceil(-first / EVERY));
      const at = first + skipped * EVERY;
      this.#await(at < from ? at : to, index);
    });
  }

  fire(_kind: number, index: number): void {
    const { disruption, sums, counts, recovery } = this.#watched[index];
    const now = this.#context.sim.now[0];
    const hour = Math.floor((((now - disruption.from) % DAY) + DAY) / HOUR) % HOURS;
    const waiting = this.#waiting(disruption);
    if (now < disruption.from) {
      sums[hour] += waiting;
      counts[hour]++;
      this.#await(now + EVERY < disruption.from ? now + EVERY : disruption.to, index);
      return;
    }
    if (!Number.isNaN(recovery)) return;
    if (waiting <= levelBefore(sums, counts, hour)) this.#watched[index].recovery = now - disruption.to;
    else this.#await(now + EVERY, index);
  }

  /** Hours from the end of each disruption until its backlog was back; NaN where it has not been. */
  recoveryH(): { readonly code: string; readonly hours: number }[] {
    return this.#watched.map(({ disruption, recovery }) => ({
      code: disruption.code,
      hours: recovery / HOUR,
    }));
  }

  #waiting({ facility, lane }: Disruption): number {
    if (lane >= 0) return this.#docks[lane].holds;
    let waiting = this.#facilities[facility].state.present;
    for (const dock of this.#docks)
      if (this.#context.network.lanes[dock.lane].to === facility) waiting += dock.holds;
    return waiting;
  }

  #await(at: Time, index: number): void {
    const { facility, lane } = this.#watched[index].disruption;
    const place = facility >= 0 ? facility : this.#context.network.lanes[lane].from;
    this.#context.sim.schedule(at, tieBase(PHASE.observe, place), place, this.#code, index);
  }
}

/** Most that may wait in an hour for a backlog to be back; -1 where nothing was counted before. */
function levelBefore(sums: Float64Array, counts: Int32Array, hour: number): number {
  const means = sums.map((sum, h) => (counts[h] === 0 ? 0 : sum / counts[h]));
  const counted = counts.reduce((sum, n) => sum + n, 0);
  if (counted === 0) return -1;
  const level = counts[hour] > 0 ? means[hour] : sums.reduce((sum, x) => sum + x, 0) / counted;
  return level + Math.max(1, TOLERANCE * Math.max(...means));
}
