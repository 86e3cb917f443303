import type { Time } from '../../engine/clock.ts';
import { Tally } from '../../engine/stats/tally.ts';

/** Load factors are tallied as whole ten-thousandths. */
export const LOAD_SCALE = 10_000;

/** What a trip was when it left. */
interface TripLoad {
  readonly parcels: number;
  readonly weightG: number;
  /** 0 to 1: of parcels, weight and cube, whichever is nearest to full. */
  readonly loadFactor: number;
}

/** What the trips of a lane have come to since the last reset. */
export class LaneBooks {
  trips = 0;
  emptyTrips = 0;
  fullTrips = 0;
  parcelsCarried = 0;
  rolled = 0;
  costMicro = 0;
  /** Grams carried. */
  weightG = 0;
  /** Arrival at the dock to departure, µs. */
  readonly wait = new Tally();
  /** Load factors times LOAD_SCALE. */
  readonly load = new Tally();
  /** Departure to arrival, µs. */
  readonly travel = new Tally();

  left({ parcels, weightG, loadFactor }: TripLoad, travelUs: Time, costMicro: number): void {
    this.trips++;
    if (parcels === 0) this.emptyTrips++;
    this.parcelsCarried += parcels;
    this.weightG += weightG;
    this.load.add(Math.round(loadFactor * LOAD_SCALE));
    this.travel.add(travelUs);
    this.costMicro += costMicro;
  }

  /** A full trip left so many parcels behind. */
  leftBehind(parcels: number): void {
    this.fullTrips++;
    this.rolled += parcels;
  }

  reset(): void {
    this.trips = 0;
    this.emptyTrips = 0;
    this.fullTrips = 0;
    this.parcelsCarried = 0;
    this.rolled = 0;
    this.costMicro = 0;
    this.weightG = 0;
    this.wait.reset();
    this.load.reset();
    this.travel.reset();
  }
}
