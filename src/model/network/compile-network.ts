import { ProfileArrivals } from '../../engine/blocks/arrival-process.ts';
import type { Block } from '../../engine/blocks/block.ts';
import { Source } from '../../engine/blocks/source.ts';
import { Simulation } from '../../engine/simulation.ts';
import type { NetworkScenario } from '../../scenario/network/network-scenario.ts';
import { expectedFlows } from '../check/expected-flows.ts';
import { openPlanner } from '../check/open-planner.ts';
import { Closures } from '../control/closures.ts';
import { openControl } from '../control/open-control.ts';
import type { RecoveryWatch } from '../control/recovery-watch.ts';
import { RoutingFigures } from '../control/routing-figures.ts';
import type { Finish } from '../delivery/delivery-depot.ts';
import { demandProfile } from '../demand/demand-profile.ts';
import { GravityDemand } from '../demand/gravity.ts';
import { type CohortSpan, ParcelTraits } from '../demand/parcel-traits.ts';
import { ZoneSources } from '../demand/zone-sources.ts';
import { Facility } from '../facility/facility.ts';
import { Dock } from '../linehaul/dock.ts';
import { TripStore } from '../linehaul/trip-store.ts';
import { NOTHING_FORECAST } from '../policy/closure-outlook.ts';
import type { Planner } from '../policy/planner.ts';
import { PlansInForce } from '../policy/plans-in-force.ts';
import { ThroughBags } from '../policy/through-bags.ts';
import type { RunOptions } from '../run.ts';
import { RoadWeather } from '../weather/road-weather.ts';
import { Ledger, MICRO } from './ledger.ts';
import { LocalTime } from './local-time.ts';
import { Luck, type NetworkContext } from './network-context.ts';
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
}

/** Builds stores, facilities, docks and sources of one replication, wires them and sets them going. */
export function compileNetwork(
  network: NetworkScenario,
  options: RunOptions,
  cohort: CohortSpan,
): CompiledNetwork {
  const demand = new GravityDemand(network);
  const { context, planner } = openContext(network, options, demand);
  const { parcels, sources, totals, records, ledger, sim } = context;
  if (network.settings.routing.bags !== undefined)
    context.routing.bags = new ThroughBags(context, (each) =>
      expectedFlows(network, context.plan, demand, each),
    );
  const docksByFacility = network.facilities.map(() => new Map<number, Dock>());
  const blocks: Block[] = [];
  const finish: Finish = {
    delivered: (parcel, facility, courier, now) => leave(parcel, true, facility, courier, now),
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
    records.finished(parcel, isDelivered ? 'delivered' : 'returned', facility, courier, now);
    ledger.finished += parcels.costMicro(parcel);
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
        deliversPerRound: toDoor[index] / waves,
        expected,
      }),
  );
  const docks = network.lanes.map((lane, index) => {
    const dock = new Dock(context, facilities[lane.from].state, index, facilities[lane.to].arrivals);
    docksByFacility[lane.from].set(index, dock);
    return dock;
  });
  for (const facility of facilities) blocks.push(...facility.blocks);
  blocks.push(...docks);
  for (const facility of facilities) facility.begin();
  for (const dock of docks) dock.begin();
  network.zones.forEach((zone, index) => {
    const rate = demandProfile(network.settings, context.local, demand.sentPerDay(index));
    const arrivals = new ProfileArrivals(rate, context.luck.stream(`demand/${zone.code}`));
    const place = { sim, subjects: parcels, facility: zone.station, name: `${zone.code}.demand` };
    const source = new Source(place, { source: sources.numberOf[index], arrivals, klass: 0 });
    const traits = new ParcelTraits(context, index, { demand, cohort, rows: options });
    source.next = traits;
    traits.next = facilities[zone.station].pickup!;
    blocks.push(source, traits);
    source.begin();
  });
  // The last: who has no disruptions and no desk to see them has the same places in the order of events as ever.
  const recovery = openControl(context, {
    planner,
    facilities,
    docks,
    expectedAt: () => expectedFlows(network, context.plan, demand).byFacility,
  });
  return { context, facilities, docks, blocks, recovery };
}

function openContext(
  network: NetworkScenario,
  options: RunOptions,
  demand: GravityDemand,
): { readonly context: NetworkContext; readonly planner: Planner } {
  const parcels = new ParcelStore();
  const trips = new TripStore();
  const local = new LocalTime(network.startWeekday, network.startSecondOfDay);
  const sources = new ZoneSources(network);
  const stores = { parcels, trips, sources };
  const records = new NetworkRecords(network, stores, options.records, options.replication);
  const sim = new Simulation({
    facilities: network.facilities.length,
    seed: options.seed,
    replication: options.replication,
    nameSubject: (subject) =>
      subject >= 0 && subject < parcels.capacity && parcels.alive[subject] === 1
        ? records.name(subject)
        : `#${subject}`,
  });
  const planner = openPlanner(network, local, demand);
  const plans = new PlansInForce(planner.base, network.facilities.length);
  const context = {
    network,
    sim,
    parcels,
    sources,
    trips,
    local,
    records,
    plan: planner.base,
    plans,
    closures: new Closures(network.facilities.length, network.lanes.length),
    forecast: NOTHING_FORECAST,
    routing: new RoutingFigures(Math.round(network.settings.costs.reroute_per_parcel * MICRO)),
    weather: new RoadWeather(network),
    ledger: new Ledger(parcels),
    totals: new NetworkTotals(parcels, network.settings.commitment_h),
    luck: new Luck(options.seed, options.replication),
  };
  return { context, planner };
}

/** Expected parcels per day that each station delivers to the door. */
function parcelsToDoor(network: NetworkScenario, demand: GravityDemand): Float64Array {
  const toDoor = new Float64Array(network.facilities.length);
  network.zones.forEach((zone, index) => {
    const share = zone.villageStation >= 0 ? 1 - zone.ruralShare : 1;
    toDoor[zone.station] += demand.receivedPerDay(index) * share;
  });
  return toDoor;
}
