import { grown, NONE } from '../../engine/subject-store.ts';

/**
 * Trips under way, as columns over recycled slots. A trip is named by its lane and the ordinal of its departure; those
 * that bring empty vehicles to where they are needed count -1, -2, ... on theirs.
 */
export class TripStore {
  lane = new Int32Array(0);
  ordinal = new Int32Array(0);
  /** Type of its vehicles, an index into the settings, and how many run together. */
  vehicle = new Int32Array(0);
  vehicles = new Int32Array(0);
  /** 1 for empty vehicles that run the lane backwards. */
  isReturn = new Uint8Array(0);
  /** First parcel aboard, in the order loaded; NONE when empty. */
  head = new Int32Array(0);
  count = new Int32Array(0);
  departedAt = new Float64Array(0);
  arrivesAt = new Float64Array(0);
  loadFactor = new Float64Array(0);
  leftBehind = new Int32Array(0);
  costMicro = new Float64Array(0);
  /** Well-to-wheel emissions, milligrams of CO2e. */
  emissionsMg = new Float64Array(0);
  /** How much later it left than planned for want of a vehicle, and because something was closed, µs. */
  vehicleWaitUs = new Float64Array(0);
  heldUs = new Float64Array(0);
  /** How much longer it is under way for weather, and for incidents and disruptions, µs. */
  weatherUs = new Float64Array(0);
  incidentUs = new Float64Array(0);
  underWay = new Uint8Array(0);
  live = 0;
  /** Parcels aboard all trips. */
  parcelsAboard = 0;
  #free = NONE;

  create(): number {
    if (this.#free === NONE) this.#grow();
    const trip = this.#free;
    this.#free = this.head[trip];
    this.underWay[trip] = 1;
    this.isReturn[trip] = 0;
    this.emissionsMg[trip] = 0;
    this.vehicleWaitUs[trip] = 0;
    this.heldUs[trip] = 0;
    this.weatherUs[trip] = 0;
    this.incidentUs[trip] = 0;
    this.live++;
    return trip;
  }

  release(trip: number): void {
    this.underWay[trip] = 0;
    this.head[trip] = this.#free;
    this.#free = trip;
    this.live--;
  }

  get capacity(): number {
    return this.lane.length;
  }

  #grow(): void {
    const from = this.lane.length;
    const to = from + Math.max(256, from >> 3);
    this.lane = grown(this.lane, to);
    this.ordinal = grown(this.ordinal, to);
    this.vehicle = grown(this.vehicle, to);
    this.vehicles = grown(this.vehicles, to);
    this.isReturn = grown(this.isReturn, to);
    this.head = grown(this.head, to);
    this.count = grown(this.count, to);
    this.departedAt = grown(this.departedAt, to);
    this.arrivesAt = grown(this.arrivesAt, to);
    this.loadFactor = grown(this.loadFactor, to);
    this.leftBehind = grown(this.leftBehind, to);
    this.costMicro = grown(this.costMicro, to);
    this.emissionsMg = grown(this.emissionsMg, to);
    this.vehicleWaitUs = grown(this.vehicleWaitUs, to);
    this.heldUs = grown(this.heldUs, to);
    this.weatherUs = grown(this.weatherUs, to);
    this.incidentUs = grown(this.incidentUs, to);
    this.underWay = grown(this.underWay, to);
    for (let trip = to - 1; trip >= from; trip--) {
      this.head[trip] = this.#free;
      this.#free = trip;
    }
  }
}
