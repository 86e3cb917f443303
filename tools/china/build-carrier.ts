import { openDemand } from '../../src/model/demand/open-demand.ts';
import {
  BY_TIMETABLE,
  type NetworkFacility,
  type NetworkLane,
  type NetworkScenario,
  type NetworkZone,
  NO_OPTIONAL_TABLES,
} from '../../src/scenario/network/network-scenario.ts';
import type { NetworkSettings } from '../../src/scenario/network/network-schema.ts';
import { networkStart } from '../../src/scenario/network/network-start.ts';
import { parseDepartures, parseWeekdays } from '../../src/scenario/timetable-text.ts';
import { crewFor, type FacilityLoad } from './crews.ts';
import { type Geography, rounded } from './geography.ts';
import { laneFlows } from './lane-flows.ts';
import { departuresPerDay, type LaneService, serviceFor } from './lane-service.ts';
import { type LaneSketch, sketchLanes } from './lane-skeleton.ts';
import { PROVINCES } from './provinces.ts';
import { RULES } from './sizing-rules.ts';
import { setTimetable, type Timetable } from './timetable.ts';

/** Rounds of choosing services for flows and finding flows for services; as many again in which services only grow. */
const ROUNDS = 3;

/** A carrier that fits its volume. */
export interface Carrier {
  readonly facilities: readonly NetworkFacility[];
  readonly zones: readonly NetworkZone[];
  readonly lanes: readonly (LaneSketch & LaneService & { readonly flowPerDay: number })[];
  /** Hubs that a parcel passes, on average. */
  readonly meanHubs: number;
  /** Expected hours from acceptance to the last facility, on paper. */
  readonly meanHours: number;
}

/** Sizes lanes and crews for the expected flows of the settings' volume. */
export function buildCarrier(geography: Geography, settings: NetworkSettings): Carrier {
  const start = networkStart(settings.starts_at)!;
  const empty: NetworkScenario = {
    settings,
    facilities: geography.facilities,
    zones: geography.zones,
    lanes: [],
    ...NO_OPTIONAL_TABLES,
    ...start,
  };
  const zones = withRuralShares(empty);
  const sketches = sketchLanes(geography, empty);
  const network = (services: readonly LaneService[]): NetworkScenario => ({
    ...empty,
    zones,
    lanes: sketches.map((sketch, index) => laneOf(sketch, services[index], geography.facilities, settings)),
  });
  const serve = (flows: Float64Array, { lanes }: Timetable): readonly LaneService[] =>
    sketches.map((sketch, index) =>
      serviceFor(sketch, flows[index], lanes[index], geography.facilities[sketch.to]),
    );
  let times: Timetable = {
    lanes: sketches.map(() => ({ departuresH: [0], shares: [1] })),
    meanH: Number.NaN,
  };
  let flows: Float64Array = new Float64Array(sketches.length);
  let services = serve(flows, times);
  for (let round = 0; round < ROUNDS; round++) {
    flows = laneFlows(network(services));
    const counts = sketches.map((sketch, index) => departuresPerDay(sketch, flows[index]));
    times = setTimetable(network(services), sketches, counts, times);
    services = serve(flows, times);
  }
  // The load plan may answer the last change of services with other flows: what they now lack is added.
  for (let round = 0; round < ROUNDS; round++) {
    flows = laneFlows(network(services));
    const wanted = serve(flows, times);
    services = services.map((service, index) => larger(service, wanted[index], settings));
  }
  flows = laneFlows(network(services));
  const lanes = sketches.map((sketch, index) => ({
    ...sketch,
    ...services[index],
    flowPerDay: flows[index],
  }));
  const loads = facilityLoads({ ...empty, zones }, lanes);
  const passes = lanes.reduce(
    (sum, { to, flowPerDay }) => sum + (geography.facilities[to].kind === 'hub' ? flowPerDay : 0),
    0,
  );
  return {
    facilities: geography.facilities.map((facility, index) => crewFor(facility, loads[index], settings)),
    zones,
    lanes,
    meanHubs: passes / settings.demand.parcels_per_day,
    meanHours: times.meanH,
  };
}

/** Rural shares in proportion to the province's, scaled so that the national share is as the rule says. */
function withRuralShares(network: NetworkScenario): readonly NetworkZone[] {
  const demand = openDemand(network);
  const ruralOf = new Map(PROVINCES.map(({ name, urbanShare }) => [name, 1 - urbanShare]));
  const raw = network.zones.map((zone) =>
    zone.villageStation < 0 ? 0 : ruralOf.get(network.facilities[zone.station].region)!,
  );
  const received = raw.reduce((sum, share, zone) => sum + share * demand.receivedPerDay(zone), 0);
  const scale = (RULES.rural_share.value * network.settings.demand.parcels_per_day) / received;
  return network.zones.map((zone, index) => ({ ...zone, ruralShare: rounded(raw[index] * scale, 3) }));
}

function laneOf(
  sketch: LaneSketch,
  service: LaneService,
  facilities: readonly NetworkFacility[],
  settings: NetworkSettings,
): NetworkLane {
  return {
    code: laneCode(sketch, facilities),
    from: sketch.from,
    to: sketch.to,
    mode: sketch.mode,
    distanceKm: sketch.distanceKm,
    vehicle: settings.vehicles.findIndex(({ code }) => code === service.vehicle),
    vehiclesPerDeparture: service.vehicles,
    ...BY_TIMETABLE,
    departuresS: parseDepartures(service.departures.join(' ')) as readonly number[],
    runsOn: parseWeekdays(service.weekdays) as readonly boolean[],
  };
}

/** `HUB-11:HUB-31`. */
export function laneCode({ from, to }: LaneSketch, facilities: readonly NetworkFacility[]): string {
  return `${facilities[from].code}:${facilities[to].code}`;
}

/** The new service where it carries more at a departure, else the old one; the times are the same. */
function larger(old: LaneService, fresh: LaneService, { vehicles }: NetworkSettings): LaneService {
  const carries = ({ vehicle, vehicles: count }: LaneService) =>
    count * vehicles.find(({ code }) => code === vehicle)!.parcels;
  return carries(fresh) > carries(old) ? fresh : old;
}

function facilityLoads(network: NetworkScenario, lanes: Carrier['lanes']): readonly FacilityLoad[] {
  const demand = openDemand(network);
  const loads = network.facilities.map(() => ({
    inbound: 0,
    outbound: 0,
    largestIn: 0,
    largestOut: 0,
    collected: 0,
    toDoor: 0,
  }));
  for (const { from, to, flowPerDay, load } of lanes) {
    loads[from].outbound += flowPerDay;
    loads[from].largestOut = Math.max(loads[from].largestOut, load);
    loads[to].inbound += flowPerDay;
    loads[to].largestIn = Math.max(loads[to].largestIn, load);
  }
  network.zones.forEach((zone, index) => {
    loads[zone.station].collected += demand.sentPerDay(index);
    loads[zone.station].toDoor += demand.receivedPerDay(index) * (1 - zone.ruralShare);
  });
  return loads;
}
