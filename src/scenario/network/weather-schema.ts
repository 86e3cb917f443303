import { z } from '../zod.ts';
import { DEFAULT_WEATHER_EFFECTS, type DefaultWeatherEffect } from './default-weather-effects.ts';
import { atLeast0, code, name, positive, share, source, spanFields } from './network-fields.ts';

/** What the weather of a region can be, the calmest first. The order is that of severity on the latent scale. */
export const WEATHER_REGIMES = [
  'clear',
  'rain',
  'fog',
  'snow',
  'heavy-rain',
  'cold',
  'heavy-snow',
  'typhoon',
] as const;
export type WeatherRegime = (typeof WEATHER_REGIMES)[number];

const speedFactor = z.number().gt(0).max(1);

/** What a kind of weather does, field by field in place of the defaults. A closure holds vehicles where they would set out. */
function effectSchema(defaults: DefaultWeatherEffect) {
  return z
    .strictObject({
      expressway_speed: speedFactor.default(defaults.expressway_speed).meta({
        description: 'speed over that in clear weather between hubs, and between hubs and stations',
      }),
      rural_speed: speedFactor.default(defaults.rural_speed).meta({
        description: 'the same on lanes to and from county centers, townships and village stations',
      }),
      closes_expressways: z
        .boolean()
        .default(defaults.closes_expressways ?? false)
        .meta({ description: 'no trip sets out between hubs, or between hubs and stations' }),
      closes_rural: z.boolean().default(defaults.closes_rural ?? false),
      closes_airports: z
        .boolean()
        .default(defaults.closes_airports ?? false)
        .meta({ description: 'no trip by air sets out from there or to there' }),
      closes_ports: z
        .boolean()
        .default(defaults.closes_ports ?? false)
        .meta({ description: 'no trip by sea sets out from there or to there' }),
      courier_rate: z
        .number()
        .gt(0)
        .max(1)
        .default(defaults.courier_rate)
        .meta({ description: 'pace of couriers over that in clear weather' }),
      demand_factor: atLeast0
        .default(defaults.demand_factor)
        .meta({ description: 'orders placed there, over normal' }),
      source: source.default(defaults.source),
    })
    .prefault({});
}

/** All kinds that do something. */
const effectsSchema = z
  .strictObject({
    rain: effectSchema(DEFAULT_WEATHER_EFFECTS.rain),
    fog: effectSchema(DEFAULT_WEATHER_EFFECTS.fog),
    snow: effectSchema(DEFAULT_WEATHER_EFFECTS.snow),
    'heavy-rain': effectSchema(DEFAULT_WEATHER_EFFECTS['heavy-rain']),
    cold: effectSchema(DEFAULT_WEATHER_EFFECTS.cold),
    'heavy-snow': effectSchema(DEFAULT_WEATHER_EFFECTS['heavy-snow']),
    typhoon: effectSchema(DEFAULT_WEATHER_EFFECTS.typhoon),
  })
  .prefault({})
  .meta({ description: 'what each kind of weather does to roads, flights, couriers and demand' });

const eventSchema = z
  .strictObject({
    code,
    name,
    kind: z.enum(WEATHER_REGIMES).exclude(['clear']),
    ...spanFields,
    regions: z.array(z.string().min(1)).min(1).optional().meta({
      description:
        'regions of the facilities that it covers, where it stands in place of the weather that would be; or an outline',
    }),
    outline: z
      .array(z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]))
      .min(3)
      .optional()
      .meta({
        description: 'corners as [lon, lat] in degrees; an area acts on lanes, not on couriers or demand',
      }),
    speed_factor: speedFactor.optional().meta({
      description:
        'speed on roads inside, instead of what weather_effects says of its kind; they stay open unless closes_roads is set',
    }),
    relay_speed_factor: speedFactor.optional().meta({
      description: 'the same on lanes to county centers, townships and village stations',
    }),
    closes_roads: z.boolean().optional().meta({
      description:
        'whether trips are kept from setting out on roads inside, instead of what weather_effects says',
    }),
    source,
  })
  .meta({ id: 'WeatherEvent', description: 'weather that is drawn: over an area, from when to when' });

/** Weather that comes and goes by itself, region by region. */
const climateSchema = z
  .strictObject({
    step_h: z
      .number()
      .min(0.25)
      .default(3)
      .meta({ description: 'how often the weather of a region may change' }),
    persistence_h: positive.default(18).meta({
      description: 'time over which the weather of a region forgets itself (to a correlation of 1/e)',
    }),
    correlation_km: positive
      .default(500)
      .meta({ description: 'distance over which regions forget one another (to a correlation of 1/e)' }),
    source,
  })
  .meta({
    id: 'Climate',
    description:
      'weather as a Markov process, correlated in space and time; how often each kind occurs is in tables.climate_shares',
  });

/** How weather comes and goes where a scenario has a table of climate shares and says no more. */
export const DEFAULT_CLIMATE: WrittenClimate = climateSchema.parse({});

const forecastSchema = z
  .strictObject({
    skill: share.default(0.9).meta({
      description:
        'chance that the forecast of a region for the next day is right; for n days ahead its n-th power, else it is a draw from the climate',
    }),
    horizon_h: positive.default(48).meta({ description: 'how far the control desk looks ahead' }),
    source,
  })
  .meta({ id: 'Forecast', description: 'what forecast-aware policies see of the weather to come' });

const weatherEventsSchema = z.array(eventSchema).default([]);
export const weatherSchemas = {
  weather: weatherEventsSchema,
  climate: climateSchema.optional(),
  weather_effects: effectsSchema,
  forecast: forecastSchema.prefault({}),
};

export type WrittenWeather = z.infer<typeof eventSchema>;
export type WrittenWeatherEffect = z.infer<ReturnType<typeof effectSchema>>;
export type WrittenClimate = z.infer<typeof climateSchema>;
export type WrittenForecast = z.infer<typeof forecastSchema>;
