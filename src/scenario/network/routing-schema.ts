import { z } from '../zod.ts';
import { atLeast0, code, name, positive, share, source, spanFields } from './network-fields.ts';

const bagSchema = z
  .strictObject({
    parcels_per_bag: z.int().min(2).default(30),
    from_parcels_per_day: positive.meta({
      description:
        'a hub builds through-bags for a last hub to which it expects so many parcels a day by way of another hub',
    }),
    transfer_min: positive.default(20).meta({
      description: 'from the gate to the dock of a hub that a bag passes unopened',
    }),
    transfer_cost_per_parcel: atLeast0
      .default(0)
      .meta({ description: 'instead of sorting, at a hub that a bag passes' }),
    source,
  })
  .meta({ id: 'ThroughBags', description: 'bags that pass hubs unopened, to the last hub of their parcels' });

/** Of its capacity, what a slowed facility or lane is left with where nothing is written. */
export const SLOWED_SHARE = 0.5;

const disruptionSchema = z
  .strictObject({
    code,
    name,
    facility: code.optional().meta({ description: 'facility that is hit; or a lane' }),
    lane: code.optional(),
    effect: z.enum(['closed', 'slowed']).default('closed').meta({
      description:
        'closed: nothing is handled, no trip leaves or is let in; slowed: people, machines or speed at capacity_share',
    }),
    capacity_share: share
      .gt(0)
      .optional()
      .meta({ description: `slowed: what is left; absent: ${SLOWED_SHARE}` }),
    ...spanFields,
    source,
  })
  .meta({ id: 'Disruption', description: 'something that stands still, or is slow, for a time' });

/** Which way parcels take, and what becomes of them when it is barred. */
export const routingSchema = z.strictObject({
  plan: z.enum(['mean-wait', 'timetable', 'least-cost']).default('mean-wait').meta({
    description:
      'least expected time with the mean wait for a departure; with the departures that parcels really make; or least cost within the commitment',
  }),
  handling_h: z
    .strictObject({
      hub: atLeast0.default(1.5),
      station: atLeast0.default(0.5),
      relay: atLeast0.default(0.5),
    })
    .prefault({})
    .meta({ description: 'planned time from arrival to readiness to depart' }),
  bags: bagSchema.optional(),
  policy: z.enum(['static', 'reactive', 'forecast-aware']).default('static').meta({
    description:
      'static: the plan holds whatever happens; reactive: a new plan when something has closed, opened or is overloaded; forecast-aware: also for what is forecast',
  }),
  decision_delay_min: atLeast0
    .default(30)
    .meta({ description: 'from what the control desk sees until facilities act on it' }),
  review_every_h: positive
    .default(1)
    .meta({ description: 'how often the desk looks at backlogs and forecasts' }),
  overload_h: positive.optional().meta({
    description: 'a hub whose backlog takes longer than this to sort counts as overloaded; absent: none does',
  }),
  embargo: z.boolean().default(false).meta({
    description: 'origins hold back parcels whose destination cannot be reached, until it can',
  }),
  source,
});

export const disruptionsSchema = z.array(disruptionSchema).default([]);

export type WrittenBags = z.infer<typeof bagSchema>;
export type WrittenDisruption = z.infer<typeof disruptionSchema>;
