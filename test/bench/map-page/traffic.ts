import type { NetworkFrame, NetworkWorld, SegmentBatch } from '../../../src/snapshot/network-snapshot.ts';

const HOUR_US = 3600e6;
const KM_PER_HOUR = 70;
/** At the dock, included in a trip: also keeps the shortest lanes from being over at once. */
const SHORTEST_US = HOUR_US / 2;
/** A little more than asked for, since the number under way moves as long and short trips alternate. */
const MARGIN = 1.02;
/** Any number without a common factor with the count of lanes: goes through all of them in a scattered order. */
const LANE_STRIDE = 7919;

/**
 * Made-up trips on the lanes of a real world, as even as a clockwork: every lane as often as any other, each trip as
 * long as its road, and so many a second that about the number asked for is under way at any instant.
 */
export class Traffic {
  readonly #world: NetworkWorld;
  readonly #tripUs: Float64Array;
  readonly #gapUs: number;
  /** Arrivals still to come, earliest instants counted off as they pass. */
  readonly #arrivals = new Map<number, number>();
  nowUs: number;
  /** Trips so far. */
  departed = 0;
  /** Trips under way now. */
  moving = 0;
  #nextUs: number;
  #countedToS: number;

  constructor(world: NetworkWorld, moving: number) {
    this.#world = world;
    this.#tripUs = Float64Array.from(
      world.lanes,
      ({ distanceKm }) => SHORTEST_US + (distanceKm / KM_PER_HOUR) * HOUR_US,
    );
    const sum = this.#tripUs.reduce((total, us) => total + us, 0);
    const longest = this.#tripUs.reduce((most, us) => Math.max(most, us), 0);
    this.#gapUs = sum / world.lanes.length / (moving * MARGIN);
    // Begun so long ago that the first picture is already full.
    this.#nextUs = HOUR_US;
    this.nowUs = this.#nextUs + longest + HOUR_US;
    this.#countedToS = 0;
  }

  /** Time goes on. @returns what happened since the frame before */
  next(stepUs: number): NetworkFrame {
    this.nowUs += stepUs;
    return this.frame();
  }

  /** Trips that departed since the last frame, and levels that differ from its. */
  frame(): NetworkFrame {
    const segments = this.#departures();
    const nowS = Math.floor(this.nowUs / 1e6);
    for (; this.#countedToS < nowS; this.#countedToS++) {
      this.moving -= this.#arrivals.get(this.#countedToS) ?? 0;
      this.#arrivals.delete(this.#countedToS);
    }
    const count = this.#world.facilities.length;
    const busy = (i: number) => ((i * 37 + this.departed) % 100) / 100;
    return {
      kind: 'network',
      nowUs: this.nowUs,
      replication: 0,
      facilities: {
        present: Int32Array.from({ length: count }, (_, i) => Math.round(5000 * busy(i))),
        backlog: Int32Array.from({ length: count }, (_, i) => Math.round(2000 * busy(i + 1))),
        utilization: Float32Array.from({ length: count }, (_, i) => busy(i)),
        throughputPerHour: Float32Array.from({ length: count }, (_, i) => 4000 * busy(i + 2)),
      },
      segments,
      kpis: {
        created: this.departed,
        delivered: 0,
        inNetwork: this.moving,
        backlog: 0,
        rolled: 0,
        tripsUnderWay: this.moving,
        serviceLevel: Number.NaN,
        transitP50H: Number.NaN,
        transitP95H: Number.NaN,
        costPerParcel: Number.NaN,
      },
    };
  }

  #departures(): SegmentBatch {
    const count = Math.max(0, Math.floor((this.nowUs - this.#nextUs) / this.#gapUs));
    const batch = {
      count,
      lane: new Int32Array(count),
      trip: new Int32Array(count),
      departUs: new Float64Array(count),
      arriveUs: new Float64Array(count),
      parcels: new Int32Array(count),
      isReturn: new Uint8Array(count),
      loadFactor: new Float32Array(count),
    };
    const lanes = this.#tripUs.length;
    for (let i = 0; i < count; i++, this.departed++) {
      const lane = (this.departed * LANE_STRIDE) % lanes;
      const departUs = Math.round(this.#nextUs);
      const arriveUs = departUs + Math.round(this.#tripUs[lane]);
      this.#nextUs += this.#gapUs;
      batch.lane[i] = lane;
      batch.trip[i] = Math.floor(this.departed / lanes);
      batch.departUs[i] = departUs;
      batch.arriveUs[i] = arriveUs;
      batch.parcels[i] = 100 + (this.departed % 700);
      batch.loadFactor[i] = (this.departed % 97) / 97;
      this.moving++;
      const arriveS = Math.floor(arriveUs / 1e6);
      this.#arrivals.set(arriveS, (this.#arrivals.get(arriveS) ?? 0) + 1);
    }
    return batch;
  }
}
