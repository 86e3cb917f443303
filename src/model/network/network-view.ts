import { HOUR } from '../../engine/clock.ts';
import { spanOf } from '../../scenario/network/event-span.ts';
import {
  type NetworkFrame,
  type NetworkWorld,
  type SegmentBatch,
  SNAPSHOT_VERSION,
} from '../../snapshot/network-snapshot.ts';
import { disruptionsOf } from '../control/disruptions.ts';
import { FloorFrames } from '../sorting/floor-frames.ts';
import { drawnWeather } from '../weather/drawn-weather.ts';
import type { CompiledNetwork } from './compile-network.ts';
import { MICRO } from './ledger.ts';

/** Takes snapshots of a network for the eye. Nothing here is read by the run. */
export class NetworkView {
  readonly #compiled: CompiledNetwork;
  readonly #replication: number;
  /** Trips that departed since the last frame, as seven numbers each; kept only once somebody watches. */
  #departed: number[] = [];
  #isWatched = false;
  /** Floors of the hubs that are sorting centers, by facility, and the one that frames tell of. */
  readonly #floors = new Map<number, FloorFrames>();
  #floor: number | null = null;

  constructor(compiled: CompiledNetwork, replication: number) {
    this.#compiled = compiled;
    this.#replication = replication;
    for (const { index, hub } of compiled.facilities)
      if (hub !== null) this.#floors.set(index, new FloorFrames(hub.center, hub.names));
  }

  /** Frames tell of the floor of this facility too from now on; of none when null. */
  watch(facility: number | null): void {
    this.#floor = facility;
  }

  world(): NetworkWorld {
    const { network, plan, regionWeather } = this.#compiled.context;
    const { settings } = network;
    return {
      kind: 'network',
      version: SNAPSHOT_VERSION,
      title: settings.title,
      startsAt: settings.starts_at,
      utcOffsetMinutes: network.utcOffsetMinutes,
      facilities: network.facilities.map(({ code, name, kind, lat, lon, region }) => ({
        code,
        name,
        kind,
        lat,
        lon,
        region,
      })),
      lanes: network.lanes.map(({ code, from, to, distanceKm, mode }) => ({
        code,
        from,
        to,
        distanceKm,
        mode,
      })),
      weather: settings.weather.map((event) => {
        const { code, name, kind, outline = [] } = event;
        const { fromH, toH } = spanOf(event, settings.starts_at);
        return { code, name, kind, outline, fromUs: fromH * HOUR, toUs: toH * HOUR };
      }),
      regionWeather: drawnWeather(regionWeather),
      disruptions: disruptionsOf(network).map(({ share, from, to, ...one }) => ({
        ...one,
        fromUs: from,
        toUs: to,
      })),
      plan: plan.table(),
      ...(this.#floors.size > 0 && {
        floors: [...this.#floors].map(([facility, floor]) => ({ facility, floor: floor.world() })),
      }),
    };
  }

  frame(): NetworkFrame {
    const { context, facilities } = this.#compiled;
    const { sim, totals, parcels, trips, ledger } = context;
    if (!this.#isWatched) this.#watch();
    const now = sim.now[0];
    const states = facilities.map((facility) => facility.state);
    const seen = totals.delivered > 0;
    const floor = this.#floor === null ? undefined : this.#floors.get(this.#floor);
    return {
      kind: 'network',
      nowUs: now,
      replication: this.#replication,
      facilities: {
        present: Int32Array.from(states, (state) => state.present),
        backlog: Int32Array.from(states, (state) => state.backlog.level),
        utilization: Float32Array.from(facilities, (facility) => busiest(facility)),
        throughputPerHour: Float32Array.from(states, (state) => state.throughputPerHour(now)),
      },
      segments: this.#takeSegments(),
      ...(floor !== undefined && { floor: { facility: this.#floor!, frame: floor.frame(now) } }),
      kpis: {
        created: totals.created,
        delivered: totals.delivered,
        inNetwork: parcels.live,
        backlog: states.reduce((sum, state) => sum + state.backlog.level, 0),
        rolled: totals.rolled,
        tripsUnderWay: trips.live,
        serviceLevel: totals.serviceLevelSoFar(now),
        transitP50H: seen ? totals.transitSketch.quantile(0.5) / HOUR : Number.NaN,
        transitP95H: seen ? totals.transitSketch.quantile(0.95) / HOUR : Number.NaN,
        costPerParcel: totals.created > 0 ? ledger.total / MICRO / totals.created : Number.NaN,
      },
    };
  }

  /**
   * From the first frame on departures are kept; what is under way by then is taken from the store, in order of
   * departure, as batches promise.
   */
  #watch(): void {
    const { trips, records } = this.#compiled.context;
    this.#isWatched = true;
    const underWay: number[] = [];
    for (let trip = 0; trip < trips.capacity; trip++) if (trips.underWay[trip] === 1) underWay.push(trip);
    underWay.sort((a, b) => trips.departedAt[a] - trips.departedAt[b] || trips.lane[a] - trips.lane[b]);
    for (const trip of underWay) this.#departed.push(...this.#segment(trip));
    records.onTrip = (trip) => this.#departed.push(...this.#segment(trip));
  }

  #segment(trip: number): number[] {
    const { trips } = this.#compiled.context;
    return [
      trips.lane[trip],
      trips.ordinal[trip],
      trips.departedAt[trip],
      trips.arrivesAt[trip],
      trips.count[trip],
      trips.loadFactor[trip],
      trips.isReturn[trip],
    ];
  }

  #takeSegments(): SegmentBatch {
    const WIDTH = 7;
    const values = this.#departed;
    const count = values.length / WIDTH;
    const field = (offset: number) => (_: unknown, i: number) => values[i * WIDTH + offset];
    const of = { length: count };
    this.#departed = [];
    return {
      count,
      lane: Int32Array.from(of, field(0)),
      trip: Int32Array.from(of, field(1)),
      isReturn: Uint8Array.from(of, field(6)),
      departUs: Float64Array.from(of, field(2)),
      arriveUs: Float64Array.from(of, field(3)),
      parcels: Int32Array.from(of, field(4)),
      loadFactor: Float32Array.from(of, field(5)),
    };
  }
}

/** Utilization right now of the step that is busiest; NaN when nobody is on duty. */
function busiest(facility: CompiledNetwork['facilities'][number]): number {
  let most = Number.NaN;
  if (facility.hub !== null) {
    const { serving, available } = facility.hub.center.hall.infeedsNow;
    if (available > 0) most = serving / available;
  }
  for (const step of facility.steps.values()) {
    const { serving, available } = step.probe.occupancy;
    if (available > 0 && !(serving / available <= most)) most = serving / available;
  }
  return most;
}
