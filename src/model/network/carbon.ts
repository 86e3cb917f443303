import { NONE } from '../../engine/subject-store.ts';
import type { NetworkScenario } from '../../scenario/network/network-scenario.ts';
import { tripEmissionsG } from '../linehaul/trip-emissions.ts';
import type { TripStore } from '../linehaul/trip-store.ts';
import { LANE_CLASSES, laneClasses } from './lane-class.ts';
import { partOf } from './ledger.ts';
import { MeasuredSums } from './measured-sums.ts';
import { PARCEL_FLAG, type ParcelStore } from './parcel-store.ts';

const MG_PER_G = 1000;

/** How parcels and vehicles are carried, as emissions are told apart. */
export const MODES = ['road', 'rail', 'air', 'sea'] as const;

/**
 * Well-to-wheel emissions in whole milligrams of CO2e. Those of a trip are split evenly over its parcels by count, as its
 * cost is; trips without any and empty runs are borne by none. Couriers' stops count where the scenario has a factor.
 */
export class Carbon {
  /** Per lane since the warm-up: its trips, and empty runs of vehicles. */
  readonly lanes: { readonly trips: Float64Array; readonly repositioning: Float64Array };
  /** Couriers' stops since the warm-up. */
  delivery = 0;
  /** What parcels of the cohort bear, whenever it was emitted: per class of lane, per mode, of couriers' stops. */
  readonly cohort = {
    byLaneClass: new Float64Array(LANE_CLASSES.length),
    byMode: new Float64Array(MODES.length),
    delivery: 0,
  };
  /** What nobody bears, per class of lane. */
  readonly unborne = new MeasuredSums(LANE_CLASSES.length);
  /** Index of the class of each lane. */
  readonly laneClass: Uint8Array;
  readonly #network: NetworkScenario;
  readonly #parcels: ParcelStore;
  readonly #trips: TripStore;
  readonly #laneMode: Uint8Array;
  readonly #stopMg: number;

  constructor(network: NetworkScenario, parcels: ParcelStore, trips: TripStore) {
    this.#network = network;
    this.#parcels = parcels;
    this.#trips = trips;
    this.laneClass = laneClasses(network);
    this.#laneMode = Uint8Array.from(network.lanes, ({ mode }) => MODES.indexOf(mode));
    this.#stopMg = Math.round(network.settings.delivery.co2e_g_per_stop * 1000);
    const perLane = () => new Float64Array(network.lanes.length);
    this.lanes = { trips: perLane(), repositioning: perLane() };
  }

  /** A trip has left with its parcels. Writes its emissions to the store of trips. */
  departed(trip: number): void {
    const trips = this.#trips;
    const lane = trips.lane[trip];
    const { distanceKm } = this.#network.lanes[lane];
    const vehicle = this.#network.settings.vehicles[trips.vehicle[trip]];
    const weightG = vehicle.co2e_g_per_tkm === 0 ? 0 : this.#weightG(trip);
    const emitted = Math.round(tripEmissionsG(vehicle, distanceKm, trips.vehicles[trip], weightG) * MG_PER_G);
    trips.emissionsMg[trip] = emitted;
    if (emitted === 0) return;
    this.lanes.trips[lane] += emitted;
    if (trips.count[trip] === 0) {
      this.unborne.sums[this.laneClass[lane]] += emitted;
      return;
    }
    const borne = this.#cohortPart(trips.head[trip], trips.count[trip], emitted);
    this.cohort.byLaneClass[this.laneClass[lane]] += borne;
    this.cohort.byMode[this.#laneMode[lane]] += borne;
  }

  /** Vehicles have run empty. @param lane the one along which they run, or whose vehicles they are */
  repositioned(lane: number, emittedMg: number): void {
    this.lanes.repositioning[lane] += emittedMg;
    this.unborne.sums[this.laneClass[lane]] += emittedMg;
  }

  /** A courier has stopped for some parcels. @param first of them, linked in order */
  stopped(first: number, count: number): void {
    if (this.#stopMg === 0) return;
    this.delivery += this.#stopMg;
    this.cohort.delivery += this.#cohortPart(first, count, this.#stopMg);
  }

  /** The beginning of the measured days: the end of the warm-up. */
  beginMeasuring(): void {
    this.unborne.begin();
    this.lanes.trips.fill(0);
    this.lanes.repositioning.fill(0);
    this.delivery = 0;
  }

  /** The end of the measured days. */
  endMeasuring(): void {
    this.unborne.end();
  }

  #weightG(trip: number): number {
    let sum = 0;
    for (let parcel = this.#trips.head[trip]; parcel !== NONE; parcel = this.#parcels.link(parcel))
      sum += this.#parcels.weightG(parcel);
    return sum;
  }

  /** The part of a whole amount that falls on parcels of the cohort. */
  #cohortPart(first: number, count: number, whole: number): number {
    let sum = 0;
    let parcel = first;
    for (let k = 0; k < count; k++) {
      if ((this.#parcels.flags(parcel) & PARCEL_FLAG.cohort) !== 0) sum += partOf(whole, k, count);
      parcel = this.#parcels.link(parcel);
    }
    return sum;
  }
}
