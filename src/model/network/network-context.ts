import type { Simulation } from '../../engine/simulation.ts';
import type { NetworkScenario } from '../../scenario/network/network-scenario.ts';
import type { Closures } from '../control/closures.ts';
import type { RoutingFigures } from '../control/routing-figures.ts';
import type { ParcelOrigins } from '../demand/parcel-origins.ts';
import type { ZoneSources } from '../demand/zone-sources.ts';
import type { FleetPort } from '../linehaul/fleet/fleet-port.ts';
import type { TravelTime } from '../linehaul/travel-time.ts';
import type { TripStore } from '../linehaul/trip-store.ts';
import type { ClosureOutlook } from '../policy/closure-outlook.ts';
import type { LoadPlan } from '../policy/load-plan.ts';
import type { PlansInForce } from '../policy/plans-in-force.ts';
import type { FacilityWeather } from '../weather/facility-weather.ts';
import type { RegionTimeline } from '../weather/region-timeline.ts';
import type { RoadWeather } from '../weather/road-weather.ts';
import type { Carbon } from './carbon.ts';
import type { Lateness } from './lateness.ts';
import type { Ledger } from './ledger.ts';
import type { LocalTime } from './local-time.ts';
import type { Luck } from './luck.ts';
import type { NetworkRecords } from './network-records.ts';
import type { NetworkTotals } from './network-totals.ts';
import type { ParcelStore } from './parcel-store.ts';

/** What every part of one replication of a network shares. Facilities still touch only their own state. */
export interface NetworkContext {
  readonly network: NetworkScenario;
  readonly sim: Simulation;
  readonly parcels: ParcelStore;
  readonly sources: ZoneSources;
  readonly origins: ParcelOrigins;
  readonly trips: TripStore;
  readonly travel: TravelTime;
  /** Vehicles that circulate; null where there are always enough. */
  readonly fleet: FleetPort | null;
  readonly local: LocalTime;
  /** The load plan with everything open, and the one that each facility goes by. */
  readonly plan: LoadPlan;
  readonly plans: PlansInForce;
  readonly closures: Closures;
  readonly routing: RoutingFigures;
  /** What the weather of each region is, what it does to lanes, and to the people of facilities; known before the run. */
  readonly regionWeather: RegionTimeline;
  readonly weather: RoadWeather;
  readonly facilityWeather: FacilityWeather;
  /** What is foretold of it. */
  readonly forecast: ClosureOutlook;
  readonly ledger: Ledger;
  readonly totals: NetworkTotals;
  readonly carbon: Carbon;
  readonly lateness: Lateness;
  readonly records: NetworkRecords;
  readonly luck: Luck;
}
