import { DAY, HOUR, SECOND } from '../../engine/clock.ts';
import { compileDistribution } from '../../engine/random/distribution.ts';
import { distributionSpec } from '../../scenario/distribution-schema.ts';
import type { NetworkFacilityKind, NetworkScenario } from '../../scenario/network/network-scenario.ts';
import type { NetworkSettings } from '../../scenario/network/network-schema.ts';
import { EVERY_DAY, type LocalTime, secondsOfWeek, WeeklyInstants } from './local-time.ts';

const WEEK = 7 * DAY;

/** Which lanes parcels take, and how long their way is, by the plan in force where they are. */
export interface Ways {
  /** Lane to take from a facility towards a destination; NO_LANE where no path leads there. */
  next(facility: number, destination: number): number;
  /** Expected time from readiness at a facility to arrival at the destination, seconds; Infinity where no path leads. */
  expectedS(facility: number, destination: number): number;
}

/** The plan in force, and the load plan with everything open. */
export interface WaysInForce extends Ways {
  readonly base: Ways;
}

/** How long trips take. */
export interface Drives {
  /** What plans count with for a trip on a lane, µs. */
  expected(lane: number): number;
}

/**
 * What a parcel still needs by the plan in force, µs: planned handling, the load plan's expected time of its lanes, and
 * the last mile as it is on average. Nothing here knows how full or how late things are just now.
 */
export class ExpectedRest {
  /** Planned handling per facility. */
  readonly handling: Float64Array;
  /** Mean wait of someone ready at a random instant for a wave of couriers. */
  readonly waveWait: number;
  /** From acceptance, half way through a pickup tour, until the station. */
  readonly halfTour: number;
  /** From arrival at a village station to collection. */
  readonly collection: number;
  readonly #network: NetworkScenario;
  readonly #plan: WaysInForce;
  readonly #drives: Drives;
  readonly #local: LocalTime;
  readonly #waves: readonly number[];
  readonly #wave: { readonly toFirst: number; readonly between: number; readonly service: number };
  /** Half a round of each station's couriers. */
  readonly #halfRound: Float64Array;
  /** Departures of the first week per lane, once asked for. */
  readonly #firstWeek: (number[] | undefined)[];

  constructor(network: NetworkScenario, plan: WaysInForce, drives: Drives, local: LocalTime) {
    const { delivery, pickup, village } = network.settings;
    this.#network = network;
    this.#plan = plan;
    this.#drives = drives;
    this.#local = local;
    this.handling = Float64Array.from(network.facilities, ({ kind }) => handlingOf(kind, network.settings));
    const waves = [...delivery.waves_h].sort((a, b) => a - b).map((hour) => Math.round(hour * 3600));
    this.#waves = waves.map((second) => second * SECOND);
    const instants = new WeeklyInstants(local.firstWeek(secondsOfWeek(waves, EVERY_DAY)));
    this.waveWait = Math.round(instants.meanWaitS * SECOND);
    this.halfTour = meanUs(pickup.tour) / 2;
    this.collection = meanUs(village.collection_after);
    this.#wave = {
      toFirst: meanUs(delivery.drive_to_first_stop),
      between: meanUs(delivery.drive_between_stops),
      service: meanUs(delivery.service_per_stop),
    };
    this.#halfRound = new Float64Array(network.facilities.length);
    this.#firstWeek = new Array(network.lanes.length).fill(undefined);
  }

  /** Says what a station's couriers are expected to take out. @param parcels of one wave, over all couriers */
  expectRounds(facility: number, parcels: number): void {
    const { parcels_per_round: most, parcels_per_stop: perStop } = this.#network.settings.delivery;
    const { couriers } = this.#network.facilities[facility];
    const load = Math.min(most, parcels / Math.max(1, couriers));
    const stopsBefore = Math.max(0, load / perStop - 1) / 2;
    const { toFirst, between, service } = this.#wave;
    this.#halfRound[facility] = Math.round(toFirst + service + stopsBefore * (between + service));
  }

  /** From setting out to the door, on average over a round. */
  halfRound(facility: number): number {
    return this.#halfRound[facility];
  }

  /** From arrival at a facility to delivery or collection; Infinity where no path leads on. */
  from(facility: number, destination: number): number {
    return this.#by(this.#plan, facility, destination);
  }

  /** The same by the load plan with everything open. */
  fromWithAllOpen(facility: number, destination: number): number {
    return this.#by(this.#plan.base, facility, destination);
  }

  #by(plan: Ways, facility: number, destination: number): number {
    if (facility === destination) return this.handling[facility] + this.#lastMile(facility);
    const way = plan.expectedS(facility, destination) * SECOND;
    return this.handling[facility] + way + this.handling[destination] + this.#lastMile(destination);
  }

  /**
   * Planned wait for a departure of a lane that a parcel has taken, where the plan in force names it: what the plan allows
   * for it beyond travel. NaN where the plan names another lane.
   */
  wait(lane: number, destination: number): number {
    const { from, to } = this.#network.lanes[lane];
    if (this.#plan.next(from, destination) !== lane) return Number.NaN;
    const rest = to === destination ? 0 : this.handling[to] + this.#plan.expectedS(to, destination) * SECOND;
    return this.#plan.expectedS(from, destination) * SECOND - rest - this.travel(lane);
  }

  /** Mean wait for a departure of a lane by its timetable; 0 where it has none. */
  meanWait(lane: number): number {
    const seconds = this.#departures(lane).map((at) => at / SECOND);
    return seconds.length === 0 ? 0 : Math.round(new WeeklyInstants(seconds).meanWaitS * SECOND);
  }

  /** Time of a trip on a lane, as plans count with it. */
  travel(lane: number): number {
    return this.#drives.expected(lane);
  }

  /** Whether the timetable of a lane has a departure in [from, to). */
  departsWithin(lane: number, from: number, to: number): boolean {
    if (to <= from) return false;
    return this.#departures(lane).some((first) => {
      const week = Math.max(0, Math.ceil((from - first) / WEEK));
      return first + week * WEEK < to;
    });
  }

  /** The first wave of couriers at or after an instant. */
  waveFrom(now: number): number {
    const timeOfDay = this.#local.timeOfDay(now);
    const next = this.#waves.find((wave) => wave >= timeOfDay);
    return next === undefined ? this.firstWaveTomorrow(now) : now - timeOfDay + next;
  }

  /** The first wave of the next local day. */
  firstWaveTomorrow(now: number): number {
    return now - this.#local.timeOfDay(now) + DAY + this.#waves[0];
  }

  /** Instants of the first week's departures by the timetable of a lane. */
  #departures(lane: number): readonly number[] {
    const { departuresS, runsOn } = this.#network.lanes[lane];
    this.#firstWeek[lane] ??= this.#local
      .firstWeek(secondsOfWeek(departuresS, runsOn))
      .map((second) => second * SECOND);
    return this.#firstWeek[lane];
  }

  #lastMile(facility: number): number {
    const isVillage = this.#network.facilities[facility].kind === 'village-station';
    return isVillage ? this.collection : this.waveWait + this.#halfRound[facility];
  }
}

/** Planned time from arrival to readiness to depart; a village station has none, as in the load plan. */
function handlingOf(kind: NetworkFacilityKind, { routing }: NetworkSettings): number {
  const { hub, station, relay } = routing.handling_h;
  switch (kind) {
    case 'hub':
      return Math.round(hub * HOUR);
    case 'station':
      return Math.round(station * HOUR);
    case 'village-station':
      return 0;
    default:
      return Math.round(relay * HOUR);
  }
}

function meanUs(written: Parameters<typeof distributionSpec>[0]): number {
  return Math.round(compileDistribution(distributionSpec(written)).mean * SECOND);
}
