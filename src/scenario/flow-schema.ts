import { countSchema, durationSchema } from './distribution-schema.ts';
import { labSchema } from './lab-schema.ts';
import { z } from './zod.ts';

const name = z.string().min(1).max(80);
const to = name.meta({ description: 'block to which subjects go next' });
const positive = z.number().positive();
const count = z.int().min(1);

const stepsSchema = z
  .strictObject({
    period_s: positive.meta({ description: 'length after which the steps repeat; 604800 for a week' }),
    start_s: z.number().nonnegative().default(0).meta({ description: 'where in the period the run begins' }),
    steps: z
      .array(
        z.strictObject({
          from_s: z.number().nonnegative().meta({ description: 'offset in the period' }),
          capacity: z.int().min(0).meta({ description: 'from then on' }),
        }),
      )
      .min(1)
      .meta({ description: 'capacity from each offset in the period on; the last holds until the first' }),
  })
  .meta({ id: 'Schedule', description: 'a capacity that repeats with a period' });

const breakdownSchema = z
  .strictObject({
    by: z
      .enum(['clock', 'use'])
      .meta({ description: 'whether life runs all the time or only while working' }),
    time_to_failure: durationSchema,
    repair: durationSchema,
  })
  .meta({
    id: 'Breakdown',
    description:
      'lives and repairs of any distribution, each server or unit by itself; the subject in hand stays and its remaining service is kept',
  });

const rateSchema = z
  .union([
    z.strictObject({
      constant: z.strictObject({
        per_hour: z.number().nonnegative().meta({ description: 'arrivals per hour, at any time' }),
      }),
    }),
    z.strictObject({
      steps: z.strictObject({
        period_s: positive.optional().meta({ description: 'repeats after this; once when absent' }),
        from_s: z.array(z.number().nonnegative()).min(1).meta({ description: 'rising, the first 0' }),
        per_hour: z
          .array(z.number().nonnegative())
          .min(1)
          .meta({ description: 'arrivals per hour from each of these on, as many as from_s' }),
      }),
    }),
    z.strictObject({
      sinusoid: z.strictObject({
        mean_per_hour: positive.meta({ description: 'mean arrivals per hour' }),
        amplitude_per_hour: z.number().meta({
          description:
            'most above the mean, at most the mean; the rate is mean + amplitude sin(2π (t − phase) / period)',
        }),
        period_s: positive.meta({ description: 'length of a wave' }),
        phase_s: z
          .number()
          .default(0)
          .meta({ description: 'instant at which the rate rises through its mean; default 0' }),
      }),
    }),
  ])
  .meta({ id: 'Rate', description: 'an arrival rate that may vary: a non-homogeneous Poisson process' });

const classChoice = z.union([
  name,
  z.strictObject({
    weights: z
      .record(name, z.number().nonnegative())
      .meta({ description: 'by name of the class; need not sum to 1' }),
  }),
]);

const timesByClass = z.record(name, durationSchema);

const sourceSchema = z.strictObject({
  type: z.literal('source'),
  interarrival: durationSchema.optional().meta({ description: 'gaps between arrivals, independent' }),
  every_s: positive
    .optional()
    .meta({ description: 'arrivals at this period exactly, the first one period after start_s' }),
  rate: rateSchema.optional().meta({ description: 'a Poisson process whose rate may vary' }),
  at_s: z
    .array(z.number().nonnegative())
    .min(1)
    .optional()
    .meta({ description: 'arrivals at these instants, rising' }),
  start_s: z
    .number()
    .nonnegative()
    .default(0)
    .meta({ description: 'nothing arrives before; for interarrival and every_s' }),
  batch_size: countSchema.optional().meta({ description: 'subjects per arrival; one when absent' }),
  class: classChoice.optional().meta({ description: 'class of its subjects; the first class when absent' }),
  limit: count.optional().meta({ description: 'most subjects it creates' }),
  to,
});

const populationSchema = z.strictObject({
  type: z.literal('population'),
  size: z.int().min(1).max(65536).meta({ description: 'subjects that enter at the start and circulate' }),
  class: name.optional().meta({ description: 'class of its subjects; the first class when absent' }),
  to,
});

const queueSchema = z.strictObject({
  type: z.literal('queue'),
  servers: count.max(1_000_000).default(1).meta({ description: 'servers side by side, all alike' }),
  server_speeds: z.array(positive).min(1).max(1000).optional().meta({
    description:
      'speed of each server instead of servers; a service takes its time / the speed; whoever starts takes the fastest that is free',
  }),
  service: durationSchema.optional().meta({ description: 'time that a server takes for a subject' }),
  service_by_class: timesByClass.optional().meta({ description: 'a service time for every class' }),
  discipline: z
    .enum([
      'fifo',
      'lifo',
      'priority',
      'preemptive_priority',
      'processor_sharing',
      'random',
      'shortest_service',
      'lifo_preemptive',
    ])
    .default('fifo')
    .meta({
      description:
        'priority ranks come from the classes; preemptive: resume where interrupted; processor_sharing: nobody waits, n subjects get min(1, servers / n) of a server each; random: any of those who wait is equally likely to be next; shortest_service: the least service time is next, without interruption; lifo_preemptive: an arrival takes the server of the one that came first of those in service',
    }),
  capacity: count
    .optional()
    .meta({ description: 'most in the block, those in service included; no limit when absent' }),
  when_full: z.enum(['lose', 'block']).default('lose').meta({
    description:
      'lose: those that find it full are turned away; block: they stay at their server in the queue before, which serves nobody until there is room',
  }),
  lost_to: name
    .optional()
    .meta({ description: 'block to which those go that find it full; they leave when absent' }),
  patience: durationSchema.optional().meta({
    description:
      'longest time that a subject waits for its service to start; then it leaves the line. Where a server gets free at that very instant, it is served',
  }),
  reneged_to: name
    .optional()
    .meta({ description: 'block to which those go whose patience ends; they leave when absent' }),
  joins: z.array(z.number().min(0).max(1)).min(1).max(100_000).optional().meta({
    description:
      'chance that a subject stays that finds 0, 1, 2, … in the block, those in service included; the last holds for all greater numbers. Those who do not are losses and go to lost_to. All stay when absent',
  }),
  starts_at: count.optional().meta({
    description:
      'a server that finds nobody waiting goes off, and begins again when so many wait (N-policy; with several servers one for every so many); then it serves until nobody waits. All are off at the start; one when absent',
  }),
  setup: durationSchema.optional().meta({
    description:
      'time that a server which was off needs before it serves again; it goes off as soon as it finds nobody waiting. The setup begun last is given up where fewer wait than servers are being set up',
  }),
  schedule: stepsSchema.optional().meta({ description: 'servers on duty over time; replaces servers' }),
  breakdown: breakdownSchema.optional().meta({ description: 'of each server by itself; preemptive resume' }),
  vacation: z
    .strictObject({
      length: durationSchema,
      repeats: z.boolean().default(true).meta({ description: 'leaves again when nobody waits on return' }),
    })
    .optional()
    .meta({ description: 'a server that finds nobody waiting leaves for a while (exhaustive service)' }),
  group: z
    .strictObject({
      at_least: count.default(1).meta({ description: 'a service begins with at least these' }),
      at_most: count.meta({ description: 'and takes at most these together; one service time for all' }),
      joins: z
        .boolean()
        .default(false)
        .meta({ description: 'arrivals join a running service that has room' }),
    })
    .optional()
    .meta({ description: 'a server serves several together' }),
  to,
});

const delaySchema = z.strictObject({
  type: z.literal('delay'),
  time: durationSchema.optional().meta({ description: 'time that each subject stays' }),
  time_by_class: timesByClass.optional().meta({ description: 'a time for every class' }),
  to,
});

const batchSchema = z.strictObject({
  type: z.literal('batch'),
  capacity: count.optional().meta({ description: 'most members; no limit when absent' }),
  departs_when_full: z
    .boolean()
    .default(false)
    .meta({ description: 'departs as soon as capacity is aboard' }),
  clock: z
    .union([
      z.strictObject({
        every_s: positive.meta({ description: 'period' }),
        first_s: z
          .number()
          .nonnegative()
          .optional()
          .meta({ description: 'first departure; one period after the start when absent' }),
        restarts: z.boolean().default(false).meta({ description: 'each departure restarts the period' }),
      }),
      z.strictObject({ headway: durationSchema }),
      z.strictObject({ after_first_s: positive.meta({ description: 'timer started by the first member' }) }),
      z.strictObject({
        timetable: z.strictObject({
          period_s: positive.meta({ description: 'length after which the departures repeat' }),
          start_s: z
            .number()
            .nonnegative()
            .default(0)
            .meta({ description: 'where in the period the run begins' }),
          at_s: z.array(z.number().nonnegative()).min(1).meta({ description: 'rising, within the period' }),
        }),
      }),
    ])
    .optional()
    .meta({ description: 'departures by the clock; none when absent' }),
  departs_empty: z
    .boolean()
    .default(false)
    .meta({ description: 'departures by the clock happen with nobody aboard' }),
  sends: z
    .enum(['batch', 'members'])
    .default('members')
    .meta({ description: 'one subject that stands for all until an unbatch, or each by itself' }),
  to,
});

const unbatchSchema = z.strictObject({ type: z.literal('unbatch'), to });

const gateSchema = z.strictObject({
  type: z.literal('gate'),
  is_open: z.boolean().default(true).meta({ description: 'at the start, where there is no schedule' }),
  schedule: stepsSchema.optional().meta({ description: 'open where the capacity is above 0' }),
  to,
});

const branch = { to };
const selectorSchema = z.strictObject({
  type: z.literal('selector'),
  by: z.enum(['chance', 'class', 'shortest', 'turn']).meta({
    description:
      'chance by weight; class by its branch; shortest by the number waiting and in service, the first of equals; turn one after the other',
  }),
  branches: z
    .array(
      z.strictObject({
        ...branch,
        weight: z.number().nonnegative().optional().meta({ description: 'for chance; need not sum to 1' }),
        class: name.optional().meta({ description: 'for class; a branch without one takes all others' }),
      }),
    )
    .min(1),
});

const assignSchema = z.strictObject({
  type: z.literal('assign'),
  class: classChoice.optional().meta({ description: 'class that every subject becomes, or its chances' }),
  by_class: z
    .record(name, classChoice)
    .optional()
    .meta({ description: 'what each class becomes; those that are not named stay as they are' }),
  to,
});

const splitSchema = z.strictObject({
  type: z.literal('split'),
  branches: z
    .array(
      z.strictObject({
        ...branch,
        copies: count.max(1000).default(1).meta({ description: 'copies sent along this branch' }),
      }),
    )
    .min(1)
    .meta({ description: 'where copies go; all of them must come to one and the same join' }),
});

const joinSchema = z.strictObject({
  type: z.literal('join'),
  needs: count
    .optional()
    .meta({ description: 'copies that must come; later ones end on arrival; all when absent' }),
  to,
});

const seizeSchema = z.strictObject({
  type: z.literal('seize'),
  resource: name.meta({ description: 'name of a resource' }),
  units: count.default(1).meta({ description: 'units taken together' }),
  to,
});
const releaseSchema = z.strictObject({
  type: z.literal('release'),
  resource: name.meta({ description: 'name of a resource' }),
  units: count.default(1).meta({ description: 'units given back' }),
  to,
});
const sinkSchema = z.strictObject({ type: z.literal('sink') });

const blockSchema = z.discriminatedUnion('type', [
  sourceSchema,
  populationSchema,
  queueSchema,
  delaySchema,
  batchSchema,
  unbatchSchema,
  gateSchema,
  selectorSchema,
  assignSchema,
  splitSchema,
  joinSchema,
  seizeSchema,
  releaseSchema,
  sinkSchema,
]);

/** A flow: a graph of process blocks without geography. The test bench of every block, and the queueing lab. */
export const flowSchema = z
  .strictObject({
    $schema: z
      .string()
      .optional()
      .meta({ description: 'path of the published schema, for completion in an editor' }),
    version: z.int().min(1).meta({ description: 'version of the format' }),
    kind: z.literal('flow').meta({ description: 'what tells a flow from a network' }),
    title: z.string().min(1).max(200).meta({ description: 'shown in the gallery' }),
    description: z.string().max(4000).default('').meta({ description: 'what to watch and what to try' }),
    source: z.string().max(2000).optional().meta({ description: 'where the figures come from' }),
    starts_at: z
      .string()
      .default('2026-01-05T00:00:00+08:00')
      .meta({ description: 'instant of simulated time 0, ISO 8601 with offset' }),
    run: z.strictObject({
      horizon_s: positive.max(9e9).meta({ description: 'simulated time, half-open' }),
      warm_up_s: z.number().nonnegative().default(0).meta({ description: 'statistics before are discarded' }),
      replications: z
        .int()
        .min(1)
        .max(100_000)
        .default(10)
        .meta({ description: 'independent runs; intervals need two or more' }),
      seed: z
        .union([z.int(), z.string().min(1)])
        .default(1)
        .meta({ description: 'equal seeds give equal bytes' }),
      confidence: z.number().gt(0).lt(1).default(0.95).meta({ description: 'of the intervals' }),
      observe_every_s: positive
        .optional()
        .meta({ description: 'period of the rows of timeseries.csv; none when absent' }),
    }),
    classes: z
      .array(
        z.strictObject({
          name,
          priority: z.int().min(0).max(255).default(0).meta({ description: '0 is served first' }),
        }),
      )
      .min(1)
      .max(255)
      .default([{ name: 'subject', priority: 0 }]),
    resources: z
      .record(
        name,
        z.strictObject({
          capacity: z.int().min(0),
          schedule: stepsSchema.optional(),
          breakdown: breakdownSchema.optional(),
        }),
      )
      .default({}),
    blocks: z.record(name, blockSchema),
    lab: labSchema.optional(),
  })
  .meta({ id: 'Flow', description: 'Waybill flow scenario: a graph of process blocks' });

export type FlowScenario = z.infer<typeof flowSchema>;
export type FlowBlock = z.infer<typeof blockSchema>;
export type FlowBlockOf<Type extends FlowBlock['type']> = Extract<FlowBlock, { type: Type }>;
export type WrittenSchedule = z.infer<typeof stepsSchema>;
export type WrittenBreakdown = z.infer<typeof breakdownSchema>;
