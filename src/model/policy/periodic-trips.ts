import { compileDistribution } from '../../engine/random/distribution.ts';
import { distributionSpec } from '../../scenario/distribution-schema.ts';
import type { NetworkFacility, NetworkScenario } from '../../scenario/network/network-scenario.ts';
import { EVERY_DAY, type LocalTime, secondsOfWeek } from '../network/local-time.ts';
import { DutyClock, mod } from './duty-clock.ts';
import type { PlanGraph } from './plan-graph.ts';
import { sendingStations } from './sending-stations.ts';

const HOUR_S = 3600;
const DAY_S = 86_400;
const WEEK_S = 7 * DAY_S;

/**
 * The trips of a week as the timetable has them, in clear weather, and when parcels become ready where they start; of a
 * day, where every lane runs every day. All in whole seconds from time 0, modulo that period. A lane without departures
 * counts as one that leaves at every full hour, after its mean wait.
 */
export class PeriodicTrips {
  /** A week, or a day where every lane runs every day; seconds. */
  readonly periodS: number;
  /** Departures of lane l: `departureS[first[l]]` up to `departureS[first[l + 1]]`, exclusive, rising. */
  readonly first: Int32Array;
  readonly departureS: Float64Array;
  /** From the departure until parcels are ready to go on where the trip ends. */
  readonly readyAfterS: Float64Array;
  /** From the departure until a courier sets out with them, or they are at a village station, for those that end there. */
  readonly endsAfterS: Float64Array;
  /** Of the parcels ready where the lane begins, as many as leave with the departure if all take it. */
  readonly ready: Float64Array;
  /** Sum over `ready` of the waits for the departures, and of `ready`, per lane. */
  readonly waitedS: Float64Array;
  readonly readyInAll: Float64Array;

  constructor(network: NetworkScenario, local: LocalTime, graph: PlanGraph) {
    const { facilities, lanes } = network;
    const periodS = lanes.every(({ runsOn }) => runsOn.every((runs) => runs)) ? DAY_S : WEEK_S;
    this.periodS = periodS;
    const isInPeriod = (instant: number): boolean => instant < periodS;
    const everyHour = Array.from({ length: periodS / HOUR_S }, (_, hour) => hour * HOUR_S);
    const departures = lanes.map(({ departuresS, runsOn }) =>
      departuresS.length > 0
        ? local.firstWeek(secondsOfWeek(departuresS, runsOn)).filter(isInPeriod)
        : everyHour,
    );
    this.first = new Int32Array(lanes.length + 1);
    departures.forEach((list, lane) => {
      this.first[lane + 1] = this.first[lane] + list.length;
    });
    this.departureS = Float64Array.from(departures.flat());
    this.readyAfterS = new Float64Array(this.departureS.length);
    this.endsAfterS = new Float64Array(this.departureS.length);
    this.ready = new Float64Array(this.departureS.length);
    this.waitedS = new Float64Array(lanes.length);
    this.readyInAll = new Float64Array(lanes.length);
    const handling = new Handling(network, local, graph, periodS);
    const readyAt: number[][] = facilities.map((facility, index) => handling.picked(facility, index));
    const takesTrips = readyAt.map((list) => list.length === 0);
    lanes.forEach((lane, index) => {
      const extraS = lane.departuresS.length > 0 ? 0 : graph.waitS[index];
      for (let k = this.first[index]; k < this.first[index + 1]; k++) {
        const leaves = this.departureS[k];
        const arrives = Math.round(leaves + extraS + graph.travelS[index]);
        const ready = Math.round(handling.ready(lane.to, arrives));
        this.readyAfterS[k] = ready - leaves;
        this.endsAfterS[k] = Math.round(handling.ends(lane.to, ready)) - leaves;
        if (takesTrips[lane.to]) readyAt[lane.to].push(mod(ready, periodS));
      }
    });
    lanes.forEach(({ from }, index) => {
      for (const at of readyAt[from].length > 0 ? readyAt[from] : everyHour) {
        const k = this.firstFrom(index, at);
        this.ready[k]++;
        this.readyInAll[index]++;
        this.waitedS[index] += mod(this.departureS[k] - at, periodS);
      }
    });
  }

  /** The first departure of a lane at or after an instant of the period, as its place in the columns. */
  firstFrom(lane: number, atS: number): number {
    const { departureS } = this;
    const begin = this.first[lane];
    let low = begin;
    let high = this.first[lane + 1];
    const end = high;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (departureS[middle] < atS) low = middle + 1;
      else high = middle;
    }
    return low === end ? begin : low;
  }
}

/** When parcels are ready, by handling, shifts, cutoffs and waves. */
class Handling {
  readonly #network: NetworkScenario;
  readonly #graph: PlanGraph;
  readonly #periodS: number;
  readonly #clocks: Record<'hub' | 'station' | 'relay', DutyClock>;
  readonly #pickupS: readonly number[];
  readonly #deliveryS: readonly number[];
  readonly #senders: ReadonlySet<number>;
  /** At sorting centers, whose own sort cutoff says it; -1 elsewhere. */
  readonly #cutoffS: Float64Array;

  constructor(network: NetworkScenario, local: LocalTime, graph: PlanGraph, periodS: number) {
    const { shifts, pickup, delivery, hubs } = network.settings;
    const startOfDayS = local.startOfWeekS % DAY_S;
    this.#network = network;
    this.#periodS = periodS;
    this.#graph = graph;
    this.#senders = sendingStations(network);
    this.#clocks = {
      hub: new DutyClock(shifts.hub, startOfDayS),
      station: new DutyClock(shifts.station, startOfDayS),
      relay: new DutyClock(shifts.relay, startOfDayS),
    };
    const tourS = compileDistribution(distributionSpec(pickup.tour)).mean;
    const inPeriod = (wavesH: readonly number[]) =>
      local.firstWeek(daily(wavesH)).filter((instant) => instant < periodS);
    this.#pickupS = inPeriod(pickup.waves_h).map((wave) => wave + tourS);
    this.#deliveryS = inPeriod(delivery.waves_h);
    this.#cutoffS = Float64Array.from(network.facilities, ({ code }) => {
      const hub = hubs?.[code];
      return hub === undefined ? -1 : hub.outbound.sort_cutoff_min * 60;
    });
  }

  /** When parcels that are picked up at a station are ready in a period; never elsewhere. */
  picked({ kind }: NetworkFacility, index: number): number[] {
    if (kind !== 'station' || !this.#senders.has(index)) return [];
    return this.#pickupS.map((back) => mod(Math.round(this.ready(index, back)), this.#periodS));
  }

  ready(facility: number, arrivesS: number): number {
    if (this.#cutoffS[facility] >= 0) return arrivesS + this.#cutoffS[facility];
    const { kind } = this.#network.facilities[facility];
    const clock = this.#clocks[kind === 'hub' || kind === 'station' ? kind : 'relay'];
    return clock.after(arrivesS, this.#graph.handlingS[facility]);
  }

  /** When a courier sets out with what is ready at a station. */
  ends(facility: number, readyS: number): number {
    if (this.#network.facilities[facility].kind !== 'station') return readyS;
    const at = mod(readyS, this.#periodS);
    const wave = this.#deliveryS.find((instant) => instant >= at) ?? this.#deliveryS[0] + this.#periodS;
    return readyS + wave - at;
  }
}

function daily(wavesH: readonly number[]): number[] {
  return secondsOfWeek(
    [...wavesH].sort((a, b) => a - b).map((hour) => hour * HOUR_S),
    EVERY_DAY,
  );
}
