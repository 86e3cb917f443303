import { HOUR } from '../../engine/clock.ts';
import { QuantileSketch } from '../../engine/stats/quantile-sketch.ts';
import { Tally } from '../../engine/stats/tally.ts';
import { TimeWeighted } from '../../engine/stats/time-weighted.ts';
import type { NetworkContext } from '../network/network-context.ts';
import { STUCK } from '../network/parcel-store.ts';

/** What a facility knows of the parcels inside it. Only its own blocks write here. */
export class FacilityState {
  readonly index: number;
  /** In the building. */
  present = 0;
  /** Present and not yet sorted. */
  readonly backlog = new TimeWeighted();
  arrivals = 0;
  departures = 0;
  rolled = 0;
  stranded = 0;
  /** Sorted in this hour of the run and in the one before. */
  sortedThisHour = 0;
  sortedLastHour = 0;
  /** Arrival to departure by trip, µs. */
  readonly dwell = new Tally();
  readonly dwellSketch = new QuantileSketch();
  readonly #context: NetworkContext;
  #hour = 0;

  constructor(context: NetworkContext, index: number) {
    this.#context = context;
    this.index = index;
  }

  get code(): string {
    return this.#context.network.facilities[this.index].code;
  }

  /** A parcel enters the building. */
  arrived(parcel: number, now: number): void {
    const { parcels } = this.#context;
    parcels.setArrivedAt(parcel, now);
    parcels.setPlace(parcel, this.index);
    this.present++;
    this.arrivals++;
    this.backlog.add(1, now);
  }

  /** It is sorted and goes to a dock, a courier or a shelf. */
  sorted(now: number): void {
    this.backlog.add(-1, now);
    this.#turn(now);
    this.sortedThisHour++;
  }

  /** Nothing leads it on: it waits aside, with its cause. @param cause bits of its flags, which its row tells */
  strand(parcel: number, cause: number): void {
    this.#context.parcels.mark(parcel, cause);
    this.stranded++;
    this.#context.totals.stranded++;
  }

  /** It is tried again. */
  unstrand(parcel: number): void {
    this.#context.parcels.unmark(parcel, STUCK.embargo);
    this.stranded--;
    this.#context.totals.stranded--;
  }

  /** It leaves by trip. */
  departed(parcel: number, now: number): void {
    const dwell = now - this.#context.parcels.arrivedAt(parcel);
    this.dwell.add(dwell);
    this.dwellSketch.add(dwell);
    this.left();
  }

  /** It leaves otherwise: with a courier, or collected. */
  left(): void {
    this.present--;
    this.departures++;
  }

  /** A courier brings it back. */
  returned(): void {
    this.present++;
    this.arrivals++;
  }

  /** Parcels sorted per hour: in the last full hour of the run. */
  throughputPerHour(now: number): number {
    const hour = Math.floor(now / HOUR);
    return hour === this.#hour ? this.sortedLastHour : hour === this.#hour + 1 ? this.sortedThisHour : 0;
  }

  reset(now: number): void {
    this.arrivals = 0;
    this.departures = 0;
    this.rolled = 0;
    this.dwell.reset();
    this.dwellSketch.reset();
    this.backlog.reset(now);
  }

  #turn(now: number): void {
    const hour = Math.floor(now / HOUR);
    if (hour === this.#hour) return;
    this.sortedLastHour = hour === this.#hour + 1 ? this.sortedThisHour : 0;
    this.sortedThisHour = 0;
    this.#hour = hour;
  }
}
