import { HOUR } from '../../engine/clock.ts';
import { HUB_FIGURE_COLUMNS, HUB_LEVEL_COLUMNS } from '../../records/hub-tables.ts';
import { NETWORK_FACILITIES, NETWORK_LANES, NETWORK_TIMESERIES } from '../../records/network-tables.ts';
import type { Cell } from '../../records/table.ts';
import type { Facility } from '../facility/facility.ts';
import type { Dock } from '../linehaul/dock.ts';
import { LOAD_SCALE } from '../linehaul/lane-books.ts';
import type { RunOptions } from '../run.ts';
import { figureCells, writeAccounts } from '../sorting/books/hub-accounts.ts';
import { HubLevels } from '../sorting/books/hub-levels.ts';
import type { CompiledNetwork } from './compile-network.ts';
import { LANE_CLASSES } from './lane-class.ts';
import { MICRO } from './ledger.ts';
import { writeService } from './service-report.ts';

/** The tables of levels and totals: what is written at observations and at the end. */
export class NetworkReport {
  readonly #compiled: CompiledNetwork;
  readonly #options: RunOptions;
  readonly #hubs: readonly Facility[];
  readonly #seen: { arrivals: number; departures: number; rolled: number }[];
  /** Of the hubs that are sorting centers; null for the others. */
  readonly #levels: readonly (HubLevels | null)[];
  readonly #whole = { created: 0, gone: 0, rolled: 0 };

  constructor(compiled: CompiledNetwork, options: RunOptions) {
    this.#compiled = compiled;
    this.#options = options;
    const { network } = compiled.context;
    this.#hubs = compiled.facilities.filter(({ index }) => network.facilities[index].kind === 'hub');
    this.#seen = this.#hubs.map(() => ({ arrivals: 0, departures: 0, rolled: 0 }));
    this.#levels = this.#hubs.map(({ hub }) => (hub === null ? null : new HubLevels(hub.center)));
  }

  /** The end of the warm-up: facilities and lanes forget what they have seen. */
  cut(now: number): void {
    const { ledger, totals, routing, fleet, carbon } = this.#compiled.context;
    // What was seen goes below 0, so that the next observation still counts from the one before.
    this.#hubs.forEach(({ state }, i) => {
      const seen = this.#seen[i];
      seen.arrivals -= state.arrivals;
      seen.departures -= state.departures;
      seen.rolled -= state.rolled;
    });
    for (const block of this.#compiled.blocks) block.reset(now);
    for (const { state, hub } of this.#compiled.facilities) {
      state.reset(now);
      hub?.center.reset(now);
    }
    for (const levels of this.#levels) levels?.cut();
    routing.reset();
    fleet?.reset();
    ledger.beginMeasuring();
    carbon.beginMeasuring();
    totals.beginMeasuring();
  }

  /** The end of the measured days. */
  endMeasuring(): void {
    const { ledger, totals, carbon } = this.#compiled.context;
    ledger.endMeasuring();
    carbon.endMeasuring();
    totals.endMeasuring();
  }

  /** One row for the network and one per hub. */
  observe(now: number): void {
    const { totals, parcels, trips } = this.#compiled.context;
    const gone = totals.delivered + totals.returned;
    const backlog = this.#hubs.reduce((sum, hub) => sum + hub.state.backlog.level, 0);
    this.#row(
      now,
      '',
      parcels.live,
      backlog,
      totals.created - this.#whole.created,
      gone - this.#whole.gone,
      totals.rolled - this.#whole.rolled,
      trips.live,
      ...NO_LEVELS,
    );
    Object.assign(this.#whole, { created: totals.created, gone, rolled: totals.rolled });
    this.#hubs.forEach(({ state }, i) => {
      const seen = this.#seen[i];
      const levels = this.#levels[i];
      const { arrivals, departures, rolled } = state;
      this.#row(
        now,
        state.code,
        state.present,
        state.backlog.level,
        arrivals - seen.arrivals,
        departures - seen.departures,
        rolled - seen.rolled,
        null,
        ...(levels === null ? NO_LEVELS : levels.next(now)),
      );
      Object.assign(seen, { arrivals, departures, rolled });
    });
  }

  /** The tables of facilities, lanes, service and lateness. */
  finish(): void {
    const { context, facilities, docks } = this.#compiled;
    const now = context.sim.now[0];
    for (const facility of facilities) this.#facility(facility, now);
    for (const dock of docks) this.#lane(dock);
    writeService(context, this.#options);
  }

  #lane(dock: Dock): void {
    const { network, ledger, carbon } = this.#compiled.context;
    const lane = network.lanes[dock.lane];
    const loaded = ledger.lanes.loaded[dock.lane] / MICRO;
    const emittedMg = carbon.lanes.trips[dock.lane];
    this.#options.records.write(NETWORK_LANES, [
      this.#options.replication,
      lane.code,
      network.facilities[lane.from].code,
      network.facilities[lane.to].code,
      lane.distanceKm,
      dock.books.trips,
      dock.books.emptyTrips,
      dock.books.parcelsCarried,
      orNull(dock.books.load.mean / LOAD_SCALE),
      dock.books.fullTrips,
      dock.books.rolled,
      orNull(dock.books.wait.mean / HOUR),
      orNull(dock.books.travel.mean / HOUR),
      dock.books.costMicro / MICRO,
      emittedMg / 1e6,
      LANE_CLASSES[carbon.laneClass[dock.lane]],
      lane.mode,
      loaded,
      ledger.lanes.empty[dock.lane] / MICRO,
      ledger.lanes.repositioning[dock.lane] / MICRO,
      orNull(loaded / dock.books.parcelsCarried),
      carbon.lanes.repositioning[dock.lane] / 1e6,
      orNull(emittedMg / 1000 / dock.books.parcelsCarried),
    ]);
  }

  #facility(facility: Facility, now: number): void {
    const { state, steps, depot, hub } = facility;
    const written = this.#compiled.context.network.facilities[state.index];
    const utilization = (step: string): Cell =>
      orNull(steps.get(step)?.probe.occupancy.utilization(now) ?? Number.NaN);
    this.#options.records.write(NETWORK_FACILITIES, [
      this.#options.replication,
      written.code,
      written.kind,
      written.region,
      state.arrivals,
      state.departures,
      orNull(state.dwell.mean / HOUR),
      state.dwell.n === 0 ? null : state.dwellSketch.quantile(0.95) / HOUR,
      utilization('unload'),
      utilization('induct'),
      utilization('sort'),
      utilization('load'),
      orNull(depot?.courierTime.utilization(now) ?? Number.NaN),
      orNull(state.backlog.mean(now)),
      state.backlog.max,
      state.rolled,
      state.stranded,
      ...(hub === null ? NO_FIGURES : figureCells(hub.center, now)),
    ]);
    if (hub !== null) writeAccounts(hub.center, this.#options.records, this.#options.replication, now);
  }

  #row(now: number, facility: string, ...levels: Cell[]): void {
    this.#options.records.write(NETWORK_TIMESERIES, [this.#options.replication, now, facility, ...levels]);
  }
}

/** Facilities that are no sorting centers have nothing to say in their columns. */
const NO_FIGURES: readonly Cell[] = HUB_FIGURE_COLUMNS.map(() => null);
const NO_LEVELS: readonly Cell[] = HUB_LEVEL_COLUMNS.map(() => null);

function orNull(value: number): Cell {
  return Number.isFinite(value) ? value : null;
}
