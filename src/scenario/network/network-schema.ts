import { durationSchema } from '../distribution-schema.ts';
import { hubBlockSchema } from '../hub/hub-schema.ts';
import { z } from '../zod.ts';
import { demandSchema } from './demand-schema.ts';
import { linehaulSchema, vehicleSchema } from './linehaul-schema.ts';
import { atLeast0, positive, share, source } from './network-fields.ts';
import { disruptionsSchema, routingSchema } from './routing-schema.ts';
import { weatherSchemas } from './weather-schema.ts';

/** A staffing pattern: the share of a facility's people on duty from each hour of the day on. */
const shiftSchema = z
  .array(z.strictObject({ from_h: z.number().min(0).lt(24), share_on_duty: share }))
  .min(1)
  .meta({
    id: 'Shift',
    description: 'share of the people on duty from each hour of the local day on, every day',
  });

const stepSchema = z
  .strictObject({
    rate_per_hour: positive.meta({ description: 'parcels per hour and worker, infeed or machine' }),
    cv: atLeast0
      .default(1)
      .meta({ description: 'standard deviation / mean of the time per parcel; 0 for a machine' }),
    source,
  })
  .meta({ id: 'Step', description: 'one step of handling: how fast one server does it' });

const costSchema = z.strictObject({
  pickup_per_parcel: atLeast0,
  station_sort_per_parcel: atLeast0,
  hub_sort_per_parcel: atLeast0,
  delivery_per_stop: atLeast0,
  delivery_per_parcel: atLeast0,
  village_per_parcel: atLeast0.meta({
    description: 'paid to the village station for each parcel handed over',
  }),
  return_per_parcel: atLeast0.default(0).meta({
    description: 'taking a return in at the door or station, in place of its pickup',
  }),
  reroute_per_parcel: atLeast0.default(0).meta({
    description: 'each time a parcel is taken off a dock and sent another way',
  }),
  source,
});

const pickupSchema = z.strictObject({
  waves_h: z
    .array(z.number().min(0).lt(24))
    .min(1)
    .meta({ description: 'local hours at which couriers set out to collect' }),
  tour: durationSchema.meta({
    description: 'from setting out until a parcel is at the station; acceptance is half way',
  }),
  source,
});

const deliverySchema = z.strictObject({
  waves_h: z
    .array(z.number().min(0).lt(24))
    .min(1)
    .meta({ description: 'local hours at which couriers may leave with a load' }),
  last_departure_h: z
    .number()
    .min(0)
    .max(24)
    .default(18)
    .meta({ description: 'a courier who is back before leaves again if parcels wait' }),
  parcels_per_round: z.int().min(1).max(5000),
  drive_to_first_stop: durationSchema,
  drive_between_stops: durationSchema,
  service_per_stop: durationSchema,
  parcels_per_stop: z
    .number()
    .min(1)
    .default(1.25)
    .meta({ description: 'sets how many addresses a zone has: parcels to one address share a stop' }),
  failure_share: share.meta({ description: 'chance that nobody is home, per stop, day and attempt' }),
  attempts: z
    .int()
    .min(1)
    .max(9)
    .default(3)
    .meta({ description: 'after the last failure the parcel is returned' }),
  co2e_g_per_stop: atLeast0.default(0).meta({
    description: 'well to wheel, of a stop of a round; 0 leaves couriers out of the emissions',
  }),
  source,
});

const villageSchema = z.strictObject({
  collection_after: durationSchema.meta({
    description: 'from arrival at the village station until it is collected',
  }),
  source,
});

/** A parcel network with geography; its tables are CSV files beside it or lists inside `inline`. */
export const networkSchema = z
  .strictObject({
    $schema: z.string().optional(),
    version: z.int().min(1).meta({ description: 'version of the format' }),
    kind: z.literal('network'),
    title: z.string().min(1).max(200),
    description: z.string().max(4000).default(''),
    source,
    starts_at: z
      .string()
      .default('2026-03-02T00:00:00+08:00')
      .meta({ description: 'instant of simulated time 0, ISO 8601 with the offset that holds throughout' }),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .default('CNY'),
    run: z.strictObject({
      warm_up_days: atLeast0.default(4).meta({ description: 'parcels created before are not measured' }),
      measured_days: positive
        .default(1)
        .meta({ description: 'parcels created in these days are the cohort' }),
      cap_days: positive.default(10).meta({
        description:
          'demand goes on until the cohort is finished, at most this long after it; what is unfinished then is late',
      }),
      demand_days: positive.optional().meta({
        description: 'nothing is ordered after so many days; absent: demand goes on until the run ends',
      }),
      replications: z.int().min(1).max(100_000).default(4),
      seed: z.union([z.int(), z.string().min(1)]).default(1),
      confidence: z.number().gt(0).lt(1).default(0.95),
      observe_every_h: positive.default(1).meta({ description: 'period of the rows of timeseries.csv' }),
    }),
    tables: z
      .strictObject({
        facilities: z.string().default('facilities.csv'),
        zones: z.string().default('zones.csv'),
        lanes: z.string().default('lanes.csv'),
        od: z
          .string()
          .optional()
          .meta({ description: 'parcels a day by origin and destination, in place of the gravity model' }),
        orders: z.string().optional().meta({ description: 'real orders, streamed, in place of drawn ones' }),
        plan_edits: z
          .string()
          .optional()
          .meta({ description: 'lanes to take that are not those of the load plan' }),
        climate_shares: z
          .string()
          .optional()
          .meta({ description: 'how often each kind of weather occurs, by region and month' }),
        observed_weather: z.string().optional().meta({ description: 'observed weather by region, replayed' }),
      })
      .prefault({}),
    inline: z
      .strictObject({
        facilities: z.array(z.unknown()).optional(),
        zones: z.array(z.unknown()).optional(),
        lanes: z.array(z.unknown()).optional(),
        od: z.array(z.unknown()).optional(),
        plan_edits: z.array(z.unknown()).optional(),
        climate_shares: z.array(z.unknown()).optional(),
        observed_weather: z.array(z.unknown()).optional(),
      })
      .optional()
      .meta({ description: 'tables inside this file, as lists of objects, instead of CSV files' }),
    demand: demandSchema,
    pickup: pickupSchema,
    handling: z.strictObject({
      station_sort: stepSchema,
      hub_unload: stepSchema,
      hub_induct: stepSchema,
      hub_sort: stepSchema,
      hub_load: stepSchema,
      relay: stepSchema.meta({ description: 'at county centers, townships and village stations' }),
    }),
    shifts: z.strictObject({ hub: shiftSchema, station: shiftSchema, relay: shiftSchema }),
    delivery: deliverySchema,
    village: villageSchema,
    vehicles: z.array(vehicleSchema).min(1),
    hubs: z.record(z.string(), hubBlockSchema).optional().meta({
      description:
        'hubs down to their sorters, by the code of the facility; the others are chains of servers',
    }),
    travel_time_cv: atLeast0
      .default(0.08)
      .meta({ description: 'spread of a trip around its time in clear weather' }),
    linehaul: linehaulSchema.prefault({}),
    routing: routingSchema.prefault({}),
    disruptions: disruptionsSchema,
    ...weatherSchemas,
    costs: costSchema,
    commitment_h: positive
      .default(72)
      .meta({ description: 'acceptance to delivery; the service level is the share within' }),
    sizing: z.record(z.string(), z.unknown()).optional().meta({
      description:
        'the rules by which the carrier was built for its volume, for the reader; not read by a run',
    }),
  })
  .meta({ id: 'Network', description: 'Waybill network scenario' });

/** `scenario.json` of a network, defaults filled in. */
export type NetworkSettings = z.infer<typeof networkSchema>;
export type WrittenStep = z.infer<typeof stepSchema>;
export type WrittenShift = z.infer<typeof shiftSchema>;
