import { fromSeconds, MINUTE, type Time } from '../../engine/clock.ts';
import { compileDistribution } from '../../engine/random/distribution.ts';
import type { KeyedDraws } from '../../engine/random/keyed-draws.ts';
import type { Variate } from '../../engine/random/variate.ts';
import type { NetworkLane, NetworkScenario } from '../../scenario/network/network-scenario.ts';
import type { LocalTime } from '../network/local-time.ts';
import type { RoadWeather } from '../weather/road-weather.ts';
import { driveS, expectedTravelS } from './expected-travel.ts';
import { Incidents } from './incidents.ts';
import { SpeedByHour } from './speed-by-hour.ts';

type Mode = NetworkLane['mode'];

/** Draws that belong to trips, by key. */
interface TripLuck {
  draws(purpose: string, place: string): KeyedDraws;
}

/**
 * How long trips take. A drive of distance over speed, spread by a lognormal factor of the trip, runs through the hours of
 * the local day at their speeds, then through the weather on its lane; delays of incidents come on top as they are. At
 * least a minute in all.
 */
export class TravelTime {
  readonly #network: NetworkScenario;
  readonly #weather: RoadWeather;
  readonly #luck: TripLuck;
  readonly #hours: ReadonlyMap<Mode, SpeedByHour>;
  readonly #spread: Variate | null;

  constructor(network: NetworkScenario, local: LocalTime, weather: RoadWeather, luck: TripLuck) {
    this.#network = network;
    this.#weather = weather;
    this.#luck = luck;
    const written = network.settings.linehaul.speed_by_hour;
    this.#hours = new Map(
      (['road', 'rail', 'air', 'sea'] as const).flatMap((mode) => {
        const factors = written[mode];
        return factors === undefined ? [] : [[mode, new SpeedByHour(factors, local)] as const];
      }),
    );
    const cv = network.settings.travel_time_cv;
    this.#spread = cv === 0 ? null : compileDistribution({ kind: 'lognormal', mean: 1, cv });
  }

  /** What plans count with, µs: distance over speed and the mean of the hours, without spread, incidents or weather. */
  expected(lane: number): Time {
    return fromSeconds(expectedTravelS(this.#network, this.#network.lanes[lane]));
  }

  /**
   * What a trip that leaves at an instant takes without spread, incidents and weather, µs.
   * @param vehicle its type, where it is not that of the lane
   */
  planned(lane: number, departure: Time, vehicle = this.#network.lanes[lane].vehicle): Time {
    return this.#clear(lane, departure, driveS(this.#network, this.#network.lanes[lane], vehicle) * 1e6);
  }

  /**
   * The trips of a lane with luck of their own.
   * @param purpose of the draws @param vehicle their type, where it is not that of the lane
   */
  ofLane(lane: number, purpose: string, vehicle = this.#network.lanes[lane].vehicle): LaneTravel {
    const { lanes, settings } = this.#network;
    const { code, distanceKm } = lanes[lane];
    const { incidents } = settings.linehaul;
    const spread = this.#spread;
    const draws = this.#luck.draws(purpose, code);
    const seconds = driveS(this.#network, lanes[lane], vehicle);
    const drive = (ordinal: number) =>
      seconds * (spread === null ? 1 : spread.draw(draws.at(ordinal, 0, 0))) * 1e6;
    if (incidents === undefined) {
      return { times: (ordinal, departure) => this.#course(lane, departure, drive(ordinal), 0) };
    }
    const met = new Incidents(incidents, distanceKm);
    const incidentDraws: KeyedDraws = this.#luck.draws(`${purpose} incidents`, code);
    return {
      times: (ordinal, departure) =>
        this.#course(lane, departure, drive(ordinal), met.delay(incidentDraws, ordinal)),
    };
  }

  #course(lane: number, departure: Time, drive: number, incidentUs: Time): TripTimes {
    const clear = this.#clear(lane, departure, drive);
    const there = this.#weather.arrival(lane, departure, clear);
    return { arrival: there + incidentUs, weatherUs: there - departure - clear, incidentUs };
  }

  #clear(lane: number, departure: Time, drive: number): Time {
    const hours = this.#hours.get(this.#network.lanes[lane].mode);
    return Math.max(MINUTE, Math.round(hours === undefined ? drive : hours.through(departure, drive)));
  }
}

/** When a trip arrives, and how much of its time is for weather, and for incidents and disruptions, µs. */
export interface TripTimes {
  readonly arrival: Time;
  readonly weatherUs: Time;
  readonly incidentUs: Time;
}

/** The trips of one lane. */
export interface LaneTravel {
  /** What a trip takes. @param ordinal of the trip on its lane, at least 0, which names its luck */
  times(ordinal: number, departure: Time): TripTimes;
}

/** The same where a disruption leaves a lane a share of its speed: what it takes longer counts as an incident. */
export function slowed(times: TripTimes, departure: Time, share: number): TripTimes {
  const arrival = departure + Math.round((times.arrival - departure) / share);
  return { ...times, arrival, incidentUs: times.incidentUs + arrival - times.arrival };
}
