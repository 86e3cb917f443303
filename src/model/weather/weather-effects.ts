import type { NetworkLane } from '../../scenario/network/network-scenario.ts';
import type { NetworkSettings } from '../../scenario/network/network-schema.ts';
import {
  WEATHER_REGIMES,
  type WeatherRegime,
  type WrittenWeather,
  type WrittenWeatherEffect,
} from '../../scenario/network/weather-schema.ts';

/** What weather of one kind lets through: roads by their class, flights, ships, trains. */
export type Way = 'expressway' | 'rural' | 'air' | 'sea' | 'rail';

/**
 * Weather as one number: the place of its kind in WEATHER_REGIMES, and in the higher bits the drawn event that it comes
 * of, if any, which may say itself what it does to roads. 0 is clear.
 */
export type Condition = number;

const KIND_BITS = 3;

/** @param event index in the settings' weather; -1 for none */
export function conditionOf(kind: number, event = -1): Condition {
  return ((event + 1) << KIND_BITS) | kind;
}

/** Place of its kind in WEATHER_REGIMES. */
export function kindOf(condition: Condition): number {
  return condition & ((1 << KIND_BITS) - 1);
}

/** Index of the drawn event that it comes of; -1 for none. */
export function eventOf(condition: Condition): number {
  return (condition >> KIND_BITS) - 1;
}

/** Place of a kind in the order of severity, 0 for clear. */
export function severityOf(kind: WeatherRegime): number {
  return WEATHER_REGIMES.indexOf(kind);
}

/** Facilities whose roads are rural. */
const RELAYS: ReadonlySet<string> = new Set(['county-center', 'township', 'village-station']);

/** Which way a lane takes. @param from and to: kinds of the facilities at its ends */
export function wayOf({ mode }: Pick<NetworkLane, 'mode'>, from: string, to: string): Way {
  if (mode !== 'road') return mode;
  return RELAYS.has(from) || RELAYS.has(to) ? 'rural' : 'expressway';
}

/** What weather does, by condition: data of the scenario, where a drawn event stands before its kind. */
export class WeatherEffects {
  readonly #byKind: readonly (WrittenWeatherEffect | null)[];
  readonly #events: readonly WrittenWeather[];

  constructor({ weather, weather_effects: effects }: NetworkSettings) {
    this.#byKind = WEATHER_REGIMES.map((kind) => (kind === 'clear' ? null : effects[kind]));
    this.#events = weather;
  }

  /** Speed over that in clear weather, above 0; 1 off the roads. */
  speed(condition: Condition, way: Way): number {
    const effect = this.#byKind[kindOf(condition)];
    if (effect === null || (way !== 'expressway' && way !== 'rural')) return 1;
    const event = this.#events[eventOf(condition)] as WrittenWeather | undefined;
    return writtenSpeed(event, way) ?? (way === 'rural' ? effect.rural_speed : effect.expressway_speed);
  }

  /** Whether no trip may set out. A drawn event that says how fast its roads are leaves them open unless it says so. */
  closes(condition: Condition, way: Way): boolean {
    const effect = this.#byKind[kindOf(condition)];
    if (effect === null) return false;
    if (way === 'air') return effect.closes_airports;
    if (way === 'sea') return effect.closes_ports;
    if (way === 'rail') return false;
    const event = this.#events[eventOf(condition)] as WrittenWeather | undefined;
    if (event?.closes_roads !== undefined) return event.closes_roads;
    if (writtenSpeed(event, way) !== undefined) return false;
    return way === 'rural' ? effect.closes_rural : effect.closes_expressways;
  }

  /** Pace of couriers over that in clear weather, above 0. */
  courierRate(condition: Condition): number {
    return this.#byKind[kindOf(condition)]?.courier_rate ?? 1;
  }

  /** Orders placed over the normal number. */
  demandFactor(condition: Condition): number {
    return this.#byKind[kindOf(condition)]?.demand_factor ?? 1;
  }
}

/** What a drawn event says itself of the speed on its roads; undefined where it says nothing. */
function writtenSpeed(event: WrittenWeather | undefined, way: 'expressway' | 'rural'): number | undefined {
  if (way === 'expressway') return event?.speed_factor;
  return event?.relay_speed_factor ?? event?.speed_factor;
}
