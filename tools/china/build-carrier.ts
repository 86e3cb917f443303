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
import { departuresPerDay, type LaneService, type Sizing, serviceFor } from './lane-service.ts';
import { type LaneSketch, sketchLanes } from './lane-skeleton.ts';
import { PROVINCES } from './provinces.ts';
import type { Rules } from './sizing-rules.ts';
import { setTimetable, spreadTimetable, type Timetable } from './timetable.ts';

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
export function buildCarrier(geography: Geography, settings: NetworkSettings, sizing: Sizing): Carrier {
  const { rules } = sizing;
  const start = networkStart(settings.starts_at)!;
  const empty: NetworkScenario = {
    settings,
    facilities: geography.facilities,
    zones: geography.zones,
    lanes: [],
    ...NO_OPTIONAL_TABLES,
    ...start,
  };
  const zones = withRuralShares(empty, rules);
  const sketches = sketchLanes(geography, empty, rules);
  const network = (services: readonly LaneService[]): NetworkScenario => ({
    ...empty,
    zones,
    lanes: sketches.map((sketch, index) => laneOf(sketch, services[index], geography.facilities, settings)),
  });
  const serve = (flows: Float64Array, { lanes }: Timetable): readonly LaneService[] =>
    sketches.map((sketch, index) =>
      serviceFor(sketch, flows[index], lanes[index], geography.facilities[sketch.to], sizing),
    );
  let times: Timetable = {
    lanes: sketches.map(() => ({ departuresH: [0], shares: [1] })),
    meanH: Number.NaN,
  };
  let flows: Float64Array = new Float64Array(sketches.length);
  let services = serve(flows, times);
  // How often a lane runs and how many parcels choose it follow from one another; hours matter less.
  for (let round = 0; round < (sizing.settleRounds ?? 0); round++) {
    flows = laneFlows(network(services));
    const counts = departuresPerDay(sketches, flows, sizing);
    times = spreadTimetable(sketches, counts, sizing.windows);
    services = serve(flows, times);
  }
  for (let round = 0; round < ROUNDS; round++) {
    flows = laneFlows(network(services));
    const counts = departuresPerDay(sketches, flows, sizing);
    times = setTimetable(network(services), sketches, counts, times, sizing);
    services = serve(flows, times);
  }
  // The load plan may answer the last change of services with other flows: what they now lack is added.
  for (let round = 0; round < (sizing.settleRounds ?? 0); round++)
    services = serve(laneFlows(network(services)), times);
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
    facilities: geography.facilities.map((facility, index) =>
      crewFor(facility, loads[index], settings, rules),
    ),
    zones,
    lanes,
    meanHubs: passes / carriedPerDay(settings),
    meanHours: times.meanH,
  };
}

/** Rural shares in proportion to the province's, scaled so that the national share is as the rule says. */
function withRuralShares(network: NetworkScenario, rules: Rules): readonly NetworkZone[] {
  const demand = openDemand(network);
  const ruralOf = new Map(PROVINCES.map(({ name, urbanShare }) => [name, 1 - urbanShare]));
  const raw = network.zones.map((zone) =>
    zone.villageStation < 0 ? 0 : ruralOf.get(network.facilities[zone.station].region)!,
  );
  const received = raw.reduce((sum, share, zone) => sum + share * demand.receivedPerDay(zone), 0);
  const scale = (rules.rural_share.value * network.settings.demand.parcels_per_day) / received;
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

/** Parcels a day, what is sent back among them. */
export function carriedPerDay({
  demand,
}: {
  readonly demand: {
    readonly parcels_per_day: number;
    readonly returns?: { readonly share: number } | undefined;
  };
}): number {
  return demand.parcels_per_day * (1 + (demand.returns?.share ?? 0));
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
  const returned = network.settings.demand.returns?.share ?? 0;
  network.zones.forEach((zone, index) => {
    const [sent, received] = [demand.sentPerDay(index), demand.receivedPerDay(index)];
    // What is sent back is handed in where it was received, and brought to the door of its sender.
    loads[zone.station].collected += sent + returned * received;
    loads[zone.station].toDoor += received * (1 - zone.ruralShare) + returned * sent;
  });
  return loads;
}
