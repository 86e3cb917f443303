import type { NetworkFacilityKind, NetworkScenario } from '../../scenario/network/network-scenario.ts';
import { expectedWaitS } from '../linehaul/dispatch/expected-wait.ts';
import { expectedTravelS } from '../linehaul/expected-travel.ts';

/** No lane leads on. */
export const NO_LANE = -1;

/** What a plan is made for beyond the network as it is written. */
export interface PlanConditions {
  /** 1 for each lane that is not to be taken; null where all can be. */
  readonly barred: Uint8Array | null;
  /** Seconds by which handling at each facility takes longer than planned; null where none does. */
  readonly delayS: Float64Array | null;
}

/** Everything is open and nothing is late. */
export const AS_WRITTEN: PlanConditions = { barred: null, delayS: null };

/** The network as plans read it: lanes by where they end, expected times, the order of codes. Columns, made once. */
export class PlanGraph {
  readonly facilities: number;
  readonly lanes: number;
  /** Facilities where parcels end, rising; and the place of each facility among them, -1 for the others. */
  readonly destinations: Int32Array;
  readonly columnOf: Int32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Lanes that end at facility f: `into[intoFirst[f]]` up to `into[intoFirst[f + 1]]`, exclusive. */
  readonly intoFirst: Int32Array;
  readonly into: Int32Array;
  /** Mean wait for a departure, and travel at the mean speed of the day in clear weather; their sum in whole seconds. */
  readonly waitS: Float64Array;
  readonly travelS: Float64Array;
  readonly legS: Float64Array;
  /** From arrival to readiness to depart, seconds, per facility. */
  readonly handlingS: Float64Array;
  /** Place of each lane's code in order of codes. */
  readonly rank: Int32Array;

  constructor(network: NetworkScenario) {
    const { facilities, zones, lanes } = network;
    this.facilities = facilities.length;
    this.lanes = lanes.length;
    this.destinations = Int32Array.from(new Set(zones.flatMap((zone) => [zone.station, zone.villageStation])))
      .filter((facility) => facility >= 0)
      .sort();
    this.columnOf = new Int32Array(facilities.length).fill(-1);
    this.destinations.forEach((facility, column) => {
      this.columnOf[facility] = column;
    });
    this.from = Int32Array.from(lanes, (lane) => lane.from);
    this.to = Int32Array.from(lanes, (lane) => lane.to);
    this.handlingS = Float64Array.from(facilities, ({ kind }) => handlingS(kind, network));
    this.waitS = Float64Array.from(lanes, (lane) => expectedWaitS(network, lane, undefined));
    this.travelS = Float64Array.from(lanes, (lane) => expectedTravelS(network, lane));
    this.legS = Float64Array.from(lanes, (_, lane) => Math.round(this.waitS[lane] + this.travelS[lane]));
    this.rank = new Int32Array(lanes.length);
    lanes
      .map((_, lane) => lane)
      .sort((a, b) => (lanes[a].code < lanes[b].code ? -1 : 1))
      .forEach((lane, place) => {
        this.rank[lane] = place;
      });
    this.intoFirst = new Int32Array(facilities.length + 1);
    for (const lane of lanes) this.intoFirst[lane.to + 1]++;
    for (let facility = 0; facility < facilities.length; facility++)
      this.intoFirst[facility + 1] += this.intoFirst[facility];
    this.into = new Int32Array(lanes.length);
    const next = this.intoFirst.slice();
    lanes.forEach((lane, index) => {
      this.into[next[lane.to]++] = index;
    });
  }
}

/** Planned time from arrival to readiness to depart, seconds. */
export function handlingS(kind: NetworkFacilityKind, { settings }: NetworkScenario): number {
  const { hub, station, relay } = settings.routing.handling_h;
  switch (kind) {
    case 'hub':
      return Math.round(hub * 3600);
    case 'station':
      return Math.round(station * 3600);
    // Nothing leads on from a village station.
    case 'village-station':
      return 0;
    default:
      return Math.round(relay * 3600);
  }
}
