/** What a kind of weather does where a scenario says nothing else of it. */
export interface DefaultWeatherEffect {
  readonly expressway_speed: number;
  readonly rural_speed: number;
  readonly closes_expressways?: boolean;
  readonly closes_rural?: boolean;
  readonly closes_airports?: boolean;
  readonly closes_ports?: boolean;
  readonly courier_rate: number;
  readonly demand_factor: number;
  readonly source: string;
}

const MANUAL = 'Highway Capacity Manual, 7th ed., Exhibit 11-21, free-flow speed 55 mi/h';

/**
 * Effects by kind of weather. Speeds on expressways are the manual's at its lowest free-flow speed, about that of trucks;
 * it covers freeways only and says nothing of the rest.
 */
export const DEFAULT_WEATHER_EFFECTS = {
  rain: {
    expressway_speed: 0.96,
    rural_speed: 0.85,
    courier_rate: 0.9,
    demand_factor: 1,
    source: `expressways: medium rain (${MANUAL}); the rest: assumption`,
  },
  fog: {
    expressway_speed: 0.95,
    rural_speed: 0.7,
    closes_airports: true,
    courier_rate: 0.9,
    demand_factor: 1,
    source: `expressways: visibility below 0.5 mi (${MANUAL}); the rest: assumption`,
  },
  snow: {
    expressway_speed: 0.94,
    rural_speed: 0.7,
    courier_rate: 0.8,
    demand_factor: 1,
    source: `expressways: light snow (${MANUAL}); the rest: assumption`,
  },
  'heavy-rain': {
    expressway_speed: 0.94,
    rural_speed: 0.7,
    courier_rate: 0.75,
    demand_factor: 1,
    source: `expressways: heavy rain (${MANUAL}); the rest: assumption`,
  },
  cold: {
    expressway_speed: 0.95,
    rural_speed: 0.9,
    courier_rate: 0.85,
    demand_factor: 1,
    source: `expressways: severe cold (${MANUAL}); the rest: assumption`,
  },
  'heavy-snow': {
    expressway_speed: 0.88,
    rural_speed: 0.5,
    closes_rural: true,
    closes_airports: true,
    courier_rate: 0.5,
    demand_factor: 0.9,
    source: `expressways: heavy snow, the lower of what the manual calls medium-heavy (.90) and heavy (.88) (${MANUAL}); the rest: assumption`,
  },
  typhoon: {
    expressway_speed: 0.7,
    rural_speed: 0.4,
    closes_rural: true,
    closes_airports: true,
    closes_ports: true,
    courier_rate: 0.4,
    demand_factor: 0.7,
    source: 'assumption',
  },
} as const satisfies Readonly<Record<string, DefaultWeatherEffect>>;
