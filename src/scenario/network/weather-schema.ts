import { z } from '../zod.ts';
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

/** What a kind of weather does. Factors multiply; a closure holds vehicles where they would set out. */
const effectSchema = z
  .strictObject({
    expressway_speed: speedFactor.default(1).meta({ description: 'between hubs, and hubs and stations' }),
    rural_speed: speedFactor.default(1).meta({
      description: 'on lanes to county centers, townships and village stations',
    }),
    closes_expressways: z.boolean().default(false),
    closes_rural: z.boolean().default(false),
    closes_airports: z.boolean().default(false),
    courier_rate: z.number().gt(0).max(1).default(1).meta({ description: 'pace of couriers' }),
    demand_factor: atLeast0.default(1).meta({ description: 'orders placed there, over normal' }),
    source,
  })
  .meta({
    id: 'WeatherEffect',
    description: 'what a kind of weather does to roads, flights, couriers and demand',
  });

const eventSchema = z
  .strictObject({
    code,
    name,
    kind: z.enum(WEATHER_REGIMES).exclude(['clear']),
    ...spanFields,
    regions: z.array(z.string().min(1)).min(1).optional().meta({
      description: 'regions of the facilities that it covers; or an outline',
    }),
    outline: z
      .array(z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]))
      .min(3)
      .optional()
      .meta({ description: 'corners as [lon, lat] in degrees' }),
    speed_factor: speedFactor
      .optional()
      .meta({ description: 'speed on roads inside, instead of what weather_effects says of its kind' }),
    relay_speed_factor: speedFactor.optional().meta({
      description: 'the same on lanes to county centers, townships and village stations',
    }),
    closes_roads: z.boolean().optional().meta({ description: 'no trip sets out on a road inside' }),
    source,
  })
  .meta({ id: 'WeatherEvent', description: 'weather that is drawn: over an area, from when to when' });

/** Weather that comes and goes by itself, region by region. */
const climateSchema = z
  .strictObject({
    step_h: positive.default(3).meta({ description: 'how often the weather of a region may change' }),
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
      'regimes as a Markov process, correlated in space and time; how often each occurs is in climate.csv',
  });

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
  weather_effects: z
    .partialRecord(z.enum(WEATHER_REGIMES).exclude(['clear']), effectSchema)
    .default({})
    .meta({ description: 'by kind of weather, in place of the defaults of MODEL.md' }),
  forecast: forecastSchema.prefault({}),
};

export type WrittenWeather = z.infer<typeof eventSchema>;
export type WrittenWeatherEffect = z.infer<typeof effectSchema>;
export type WrittenClimate = z.infer<typeof climateSchema>;
export type WrittenForecast = z.infer<typeof forecastSchema>;
