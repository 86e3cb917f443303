import { durationSchema } from '../distribution-schema.ts';
import { z } from '../zod.ts';
import { atLeast0, code, localDate, localTime, name, positive, share, source } from './network-fields.ts';

function durationFreeLognormal(unit: string) {
  return z
    .strictObject({ lognormal: z.strictObject({ mean: positive, cv: positive }) })
    .meta({ description: `distribution per parcel, ${unit}` });
}

const promotionSchema = z
  .strictObject({
    code,
    name,
    release_at: localTime.meta({
      description: 'when what was sold before is released; usually 00:00 of the day',
    }),
    day_factor: z.number().min(1).meta({
      description: 'volume of the day that begins with the release, over that of a normal day',
    }),
    presale_days: atLeast0.default(0).meta({
      description: 'so many days before the release buyers put orders off',
    }),
    presale_dip: share.default(0).meta({
      description: 'share of the normal volume put off in those days; all of it is part of the release',
    }),
    burst_share: share.default(0.3).meta({
      description: 'share of the extra volume of the day that falls into the burst after the release',
    }),
    burst_h: positive
      .max(24)
      .default(2)
      .meta({ description: 'length of the burst; the rest follows the hours of the day' }),
    tail_days: z.int().min(0).max(60).default(5).meta({
      description: 'days after the release day over which what is above normal falls to nothing',
    }),
    tail_factor: z.number().min(1).default(1.2).meta({
      description: 'volume of the day after the release day, over that of a normal day',
    }),
    pre_positioned_share: share.default(0).meta({
      description:
        'share of the extra parcels whose stock was brought to their region before: they start there, by population',
    }),
    source,
  })
  .meta({ id: 'Promotion', description: 'a sales event: orders put off, released at once, and a tail' });

const classSchema = z.strictObject({
  code,
  name,
  share: positive.meta({ description: 'relative share of parcels' }),
  commitment_h: positive.meta({ description: 'acceptance to delivery' }),
  source,
});

/** How many parcels, from where to where, when, of what kind. */
export const demandSchema = z.strictObject({
  parcels_per_day: positive.meta({
    description:
      'expected parcels created per day over all zones, of a mean day; holidays and promotions come on top',
  }),
  distance_exponent: z
    .number()
    .min(0)
    .max(5)
    .default(0.5)
    .meta({ description: 'gravity: flow falls with distance to this power' }),
  nearest_km: positive.default(50).meta({ description: 'distances below count as this, also within a zone' }),
  region_shares: z.record(z.string(), atLeast0).optional().meta({
    description:
      'relative share of parcels sent from each region of the facilities; seller weights then split it within the region',
  }),
  hour_shares: z
    .array(atLeast0)
    .length(24)
    .meta({ description: 'relative volume of each hour of the local day' }),
  weekday_shares: z
    .array(atLeast0)
    .length(7)
    .default([1, 1, 1, 1, 1, 1, 1])
    .meta({ description: 'relative volume from Monday to Sunday' }),
  month_shares: z
    .array(atLeast0)
    .length(12)
    .default([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1])
    .meta({ description: 'relative volume per day from January to December' }),
  holidays: z
    .array(
      z.strictObject({
        date: localDate,
        name: z.string().max(120).default(''),
        factor: atLeast0.meta({
          description: 'volume over that of the same weekday; make-up days may be above 1',
        }),
      }),
    )
    .default([])
    .meta({ description: 'days with a volume of their own' }),
  promotions: z.array(promotionSchema).default([]),
  weight_kg: durationFreeLognormal('kilograms'),
  cube_m3: durationFreeLognormal('cubic meters, voids included'),
  classes: z
    .array(classSchema)
    .max(15)
    .default([])
    .meta({ description: 'service classes; one with commitment_h of the scenario where there are none' }),
  fragile: z
    .strictObject({
      share,
      handling_factor: z.number().min(1).default(2).meta({
        description: 'time of people and machines for one, over that for another parcel',
      }),
      source,
    })
    .optional(),
  cold: z
    .strictObject({
      share,
      spoils_after_h: positive.meta({ description: 'acceptance to delivery; later it is delivered spoiled' }),
      source,
    })
    .optional(),
  returns: z
    .strictObject({
      share: share.meta({ description: 'share of delivered parcels that are sent back' }),
      after: durationSchema.meta({ description: 'from delivery until the return is handed in' }),
      source,
    })
    .optional(),
  forecast_error: z
    .strictObject({
      bias: z.number().gt(-1).default(0).meta({
        description:
          'expected actual volume over the planned one, less 1; the network is planned on the plan',
      }),
      cv: atLeast0.default(0).meta({
        description: "spread of each zone's actual volume around that, one draw per zone and replication",
      }),
      source,
    })
    .optional()
    .meta({ description: 'how far the actual demand is from the one that the network was planned for' }),
  orders: z
    .strictObject({
      bad_rows: z.enum(['stop', 'skip']).default('stop').meta({
        description:
          'what becomes of a row of the order table that cannot be read; those skipped are counted',
      }),
    })
    .prefault({})
    .meta({ description: 'for demand from an order table, tables.orders' }),
  source,
});

export type WrittenPromotion = z.infer<typeof promotionSchema>;
