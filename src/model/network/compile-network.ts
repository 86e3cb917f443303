import { ProfileArrivals } from '../../engine/blocks/arrival-process.ts';
import type { Block } from '../../engine/blocks/block.ts';
import { Source } from '../../engine/blocks/source.ts';
import { DAY } from '../../engine/clock.ts';
import { Simulation } from '../../engine/simulation.ts';
import { NO_LARGE_FILES } from '../../scenario/byte-source.ts';
import type { NetworkScenario } from '../../scenario/network/network-scenario.ts';
import { expectedFlows } from '../check/expected-flows.ts';
import { openPlanner } from '../check/open-planner.ts';
import { Closures } from '../control/closures.ts';
import { openControl } from '../control/open-control.ts';
import type { RecoveryWatch } from '../control/recovery-watch.ts';
import { RoutingFigures } from '../control/routing-figures.ts';
import type { Finish } from '../delivery/delivery-depot.ts';
import type { DemandModel } from '../demand/demand-model.ts';
import { DemandRates } from '../demand/demand-rates.ts';
import { forecastError } from '../demand/forecast-error.ts';
import { openDemand } from '../demand/open-demand.ts';
import { OrderArrivals } from '../demand/order-arrivals.ts';
import { ParcelOrigins } from '../demand/parcel-origins.ts';
import { ParcelTraits } from '../demand/parcel-traits.ts';
import { Returns } from '../demand/returns.ts';
import type { CohortSpan, ParcelChoices } from '../demand/trait-draws.ts';
import { ZoneSources } from '../demand/zone-sources.ts';
import { Facility } from '../facility/facility.ts';
import { Dock } from '../linehaul/dock.ts';
import { Fleet } from '../linehaul/fleet/fleet.ts';
import { TravelTime } from '../linehaul/travel-time.ts';
import { TripStore } from '../linehaul/trip-store.ts';
import type { Planner } from '../policy/planner.ts';
import { PlansInForce } from '../policy/plans-in-force.ts';
import { ThroughBags } from '../policy/through-bags.ts';
import type { RunOptions } from '../run.ts';
import { ClosureForecast } from '../weather/closure-forecast.ts';
import { FacilityWeather } from '../weather/facility-weather.ts';
import { RegionTimeline } from '../weather/region-timeline.ts';
import { RoadWeather } from '../weather/road-weather.ts';
import { Carbon } from './carbon.ts';
import { laneClasses } from './lane-class.ts';
import { Lateness } from './lateness.ts';
import { Ledger, MICRO } from './ledger.ts';
import { LocalTime } from './local-time.ts';
import { Luck } from './luck.ts';
import type { NetworkContext } from './network-context.ts';
import { NetworkRecords } from './network-records.ts';
import { NetworkTotals } from './network-totals.ts';
import { ParcelStore } from './parcel-store.ts';

/** A network made ready to run. */
export interface CompiledNetwork {
  readonly context: NetworkContext;
  readonly facilities: readonly Facility[];
  /** Per lane. */
  readonly docks: readonly Dock[];
  /** Every block of every facility, for conservation and warm-up. */
  readonly blocks: readonly Block[];
  /** How disruptions are got over; null where there are none. */
  readonly recovery: RecoveryWatch | null;
  /** Null where nothing is sent back. */
  readonly returns: Returns | null;
}

/** Builds stores, facilities, docks and sources of one replication, wires them and sets them going. */
export function compileNetwork(
  network: NetworkScenario,
  options: RunOptions,
  cohort: CohortSpan,
): CompiledNetwork {
  const demand = openDemand(network);
  const { context, planner } = openContext(network, options, demand);
  const { parcels, totals, lateness, records, ledger } = context;
  const choices = { cohort, rows: options };
  if (network.settings.routing.bags !== undefined)
    context.routing.bags = new ThroughBags(context, (each) =>
      expectedFlows(network, context.plan, demand, each),
    );
  const docksByFacility = network.facilities.map(() => new Map<number, Dock>());
  const blocks: Block[] = [];
  const finish: Finish = {
    delivered: (parcel, facility, courier, now) => {
      returns?.delivered(parcel, now);
      leave(parcel, true, facility, courier, now);
    },
    returned: (parcel, facility, courier, now) => leave(parcel, false, facility, courier, now),
  };
  const leave = (
    parcel: number,
    isDelivered: boolean,
    facility: number,
    courier: number,
    now: number,
  ): void => {
    totals.parcelFinished(parcel, isDelivered, now);
    lateness.finished(parcel, isDelivered, now);
    records.finished(parcel, isDelivered ? 'delivered' : 'returned', facility, courier, now);
    ledger.finished += parcels.costMicro(parcel);
    context.origins.release(parcel);
    parcels.release(parcel);
  };
  const toDoor = parcelsToDoor(network, demand);
  const waves = network.settings.delivery.waves_h.length;
  let byLane: Float64Array | undefined;
  const expected = () => {
    byLane ??= expectedFlows(network, context.plan, demand).byLane;
    return byLane;
  };
  const facilities = network.facilities.map(
    (_, index) =>
      new Facility(context, index, {
        docks: docksByFacility[index],
        finish,
        deliversPerWave: toDoor[index] / waves,
        expected,
      }),
  );
  const docks = network.lanes.map((lane, index) => {
    const ends = { from: facilities[lane.from].arrivals, to: facilities[lane.to].arrivals };
    const dock = new Dock(context, facilities[lane.from].state, index, ends);
    docksByFacility[lane.from].set(index, dock);
    return dock;
  });
  for (const facility of facilities) blocks.push(...facility.blocks);
  blocks.push(...docks);
  context.fleet?.begin(docks, expected());
  for (const facility of facilities) facility.begin();
  for (const dock of docks) dock.begin();
  const returns = openReturns(context, facilities, choices);
  if (returns !== null) blocks.push(...returns.desks);
  if (network.orders === null) blocks.push(...drawnDemand(context, demand, facilities, choices));
  else {
    const inlets = network.zones.map(({ station }) => facilities[station].pickup!);
    const open = options.openFile ?? NO_LARGE_FILES;
    const orders = new OrderArrivals(context, network.orders, { ...choices, open, inlets });
    blocks.push(orders);
    orders.begin();
  }
  // The last: who has no disruptions and no desk to see them has the same places in the order of events as ever.
  const recovery = openControl(context, {
    planner,
    facilities,
    docks,
    expectedAt: () => expectedFlows(network, context.plan, demand).byFacility,
  });
  return { context, facilities, docks, blocks, recovery, returns };
}

/** A source for each zone, and what gives its parcels their traits; set going. */
function drawnDemand(
  context: NetworkContext,
  demand: DemandModel,
  facilities: readonly Facility[],
  choices: ParcelChoices,
): Block[] {
  const { network, sim, parcels, sources, luck, local } = context;
  const factor = forecastError(network, luck);
  const rates = new DemandRates(network, demand, local, {
    windows: (zone) => context.facilityWeather.demandWindows(zone),
    ...(factor !== undefined && { factor }),
  });
  const until = Math.round((network.settings.run.demand_days ?? Number.POSITIVE_INFINITY) * DAY);
  return network.zones.flatMap((zone, index) => {
    const rate = rates.of(index);
    const arrivals = new ProfileArrivals(rate.profile, luck.stream(`demand/${zone.code}`));
    const place = { sim, subjects: parcels, facility: zone.station, name: `${zone.code}.demand` };
    const source = new Source(place, { source: sources.numberOf[index], arrivals, klass: 0, until });
    const traits = new ParcelTraits(context, index, { ...choices, demand, rate });
    source.next = traits;
    traits.next = facilities[zone.station].pickup!;
    source.begin();
    return [source, traits];
  });
}

/** Desks at the stations of the zones, where something is sent back. */
function openReturns(
  context: NetworkContext,
  facilities: readonly Facility[],
  choices: ParcelChoices,
): Returns | null {
  const { network } = context;
  if (network.settings.demand.returns === undefined) return null;
  const stations = [...new Set(network.zones.map(({ station }) => station))].sort((a, b) => a - b);
  const returns = new Returns(
    context,
    stations.map((station) => facilities[station].state),
    choices,
  );
  for (const desk of returns.desks) desk.next = facilities[desk.facility].pickup!.next;
  return returns;
}

function openContext(
  network: NetworkScenario,
  options: RunOptions,
  demand: DemandModel,
): {
  readonly context: NetworkContext & { readonly fleet: Fleet | null };
  readonly planner: Planner;
} {
  const parcels = new ParcelStore();
  const trips = new TripStore();
  const local = new LocalTime(network.startWeekday, network.startSecondOfDay);
  const luck = new Luck(options.seed, options.replication);
  const sources = new ZoneSources(network);
  const origins = new ParcelOrigins(network, parcels, sources);
  const planner = openPlanner(network, local, demand);
  const plan = planner.base;
  const plans = new PlansInForce(plan, network.facilities.length);
  const weather = openWeather(network, luck);
  const travel = new TravelTime(network, local, weather.weather, luck);
  const closures = new Closures(network.facilities.length, network.lanes.length);
  const lateness = new Lateness(network, {
    parcels,
    trips,
    plan: plans,
    travel,
    local,
    originOf: (parcel) => origins.of(parcel),
    closures,
  });
  const stores = { parcels, trips, origins, lateness };
  const records = new NetworkRecords(network, stores, options.records, options.replication);
  const sim = new Simulation({
    facilities: network.facilities.length,
    seed: options.seed,
    replication: options.replication,
    nameSubject: (subject) =>
      subject >= 0 && subject < parcels.capacity && parcels.isAlive(subject)
        ? records.name(subject)
        : `#${subject}`,
  });
  const base = {
    network,
    sim,
    parcels,
    sources,
    origins,
    trips,
    travel,
    local,
    records,
    plan,
    plans,
    closures,
    routing: new RoutingFigures(Math.round(network.settings.costs.reroute_per_parcel * MICRO)),
    ...weather,
    ledger: new Ledger(parcels, laneClasses(network)),
    totals: new NetworkTotals(network, parcels, (parcel) => origins.of(parcel)),
    carbon: new Carbon(network, parcels, trips),
    lateness,
    luck,
  };
  const { fleet } = network.settings.linehaul;
  const context = { ...base, fleet: fleet === undefined ? null : new Fleet(base, fleet) };
  return { context, planner };
}

/** The weather of the run, and what it does. */
function openWeather(
  network: NetworkScenario,
  luck: Luck,
): Pick<NetworkContext, 'regionWeather' | 'weather' | 'facilityWeather' | 'forecast'> {
  const regionWeather = new RegionTimeline(network, () => luck.stream('weather'));
  const weather = new RoadWeather(network, regionWeather);
  return {
    regionWeather,
    weather,
    facilityWeather: new FacilityWeather(network, regionWeather),
    forecast: new ClosureForecast(network, regionWeather, weather, (place) => luck.draws('forecast', place)),
  };
}

/** Expected parcels per day that each station delivers to the door. */
function parcelsToDoor(network: NetworkScenario, demand: DemandModel): Float64Array {
  const toDoor = new Float64Array(network.facilities.length);
  const { returns } = network.settings.demand;
  network.zones.forEach((zone, index) => {
    const share = zone.villageStation >= 0 ? 1 - zone.ruralShare : 1;
    toDoor[zone.station] += demand.receivedPerDay(index) * share;
    if (returns !== undefined) toDoor[zone.station] += demand.sentPerDay(index) * returns.share;
  });
  return toDoor;
}
