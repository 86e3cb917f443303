import { durationSchema } from '../distribution-schema.ts';
import { z } from '../zod.ts';
import { machineSchema, manualSchema, SPREAD } from './sorter-schema.ts';

const positive = z.number().positive();
const atLeast0 = z.number().nonnegative();
const share = z.number().min(0).max(1);
const code = z.string().min(1).max(40);
const source = z
  .string()
  .max(2000)
  .optional()
  .meta({ description: 'where the figures come from; "assumption" where nobody knows' });

/** A local time of day as `06:30`; where a span may pass midnight, up to `48:00`: 06:30 the next day is `30:30`. */
const timeOfDay = z.string().regex(/^\d{1,2}:[0-5]\d$/);

/** What people do in a hub. */
export const TASKS = ['unload', 'induct', 'code', 'sort', 'load'] as const;
export type Task = (typeof TASKS)[number];

const yardSchema = z
  .strictObject({
    spaces: z.int().min(0).default(80).meta({
      description:
        'trailers that can wait; more wait on the road outside, where no rule sees them (assumption)',
    }),
    dock_positions: z
      .int()
      .min(1)
      .optional()
      .meta({ description: 'doors that trailers can reach from the yard; no limit where left out' }),
    check_in: durationSchema
      .prefault({ constant: { value_s: 120 } })
      .meta({ description: 'at the gate; trailers do not wait for one another there (assumption: 2 min)' }),
    door_rule: z
      .enum(['first-come', 'earliest-cutoff', 'most-for-next-departure', 'dedicated'])
      .default('first-come')
      .meta({
        description:
          'which waiting trailer gets a free inbound door: the first; the one with a parcel for the earliest departure; ' +
          'the one with the most parcels for the departure closest to its cutoff; only doors of its origin',
      }),
  })
  .prefault({});

const inboundDoorsSchema = z.strictObject({
  count: z.int().min(1).max(2000).meta({ description: 'doors at which trailers are emptied' }),
  swap: durationSchema
    .prefault({ constant: { value_s: 600 } })
    .meta({ description: 'from an emptied trailer to the next one ready at the door (assumption: 10 min)' }),
  dedicated: z
    .array(z.strictObject({ origins: z.array(code).min(1), doors: z.array(z.int().min(1)).min(1) }))
    .default([])
    .meta({
      description:
        'with the rule "dedicated": doors, counted from 1, by origin; origins not named take the rest',
    }),
});

const unloadingSchema = z
  .strictObject({
    by: z
      .enum(['crew', 'machine'])
      .default('crew')
      .meta({ description: 'people, or an automatic unloader at each door' }),
    workers_per_door: z.int().min(1).max(20).default(2).meta({ description: 'most people at one trailer' }),
    parcels_per_worker_per_hour: positive.default(650).meta({
      description: 'loose parcels to a conveyor; default 650: DOMAIN.md 2, 600 to 700 (robo.works)',
    }),
    machine_parcels_per_hour: positive.default(8000).meta({
      description: 'automatic unloader, without people (assumption; DOMAIN.md 2 has 8,000 parcels in 6 min)',
    }),
    bags_per_worker_per_hour: positive.default(200).meta({ description: 'whole bags (assumption)' }),
    cv: atLeast0.default(0.3).meta({
      description: 'standard deviation / mean of the time per piece; 0 for always the same (assumption)',
    }),
    open_bag: durationSchema.prefault({ constant: { value_s: 40 } }).meta({
      description: 'one worker empties a bag that ends here onto the belt (assumption: 40 s)',
    }),
    belt_s: atLeast0
      .default(30)
      .meta({ description: 'from a door to the lines of its infeeds (assumption)' }),
    source,
  })
  .prefault({});

const scanSchema = z
  .strictObject({
    no_read_share: share
      .default(0.01)
      .meta({ description: 'per pass of the scanner; default 1 %: DOMAIN.md 2 (vitronic, Cognex)' }),
    no_read_goes: z
      .enum(['round', 'to-coding'])
      .default('round')
      .meta({ description: 'another lap, or at once to the reject chute and manual coding' }),
    missort_share: share
      .default(0.001)
      .meta({ description: 'to a chute of another direction; default 0.1 %: DOMAIN.md 2 (Yunda)' }),
    over_weight_kg: positive
      .default(30)
      .meta({ description: 'heavier parcels leave for the irregulars line before the sorter (assumption)' }),
    over_cube_m3: positive.default(0.15).meta({ description: 'so do larger ones (assumption)' }),
    source,
  })
  .prefault({});

const byHandSchema = (rate: number, what: string) =>
  z
    .strictObject({
      parcels_per_worker_per_hour: positive.default(rate).meta({ description: `${what} (assumption)` }),
      cv: atLeast0.default(0.5).meta({ description: SPREAD }),
    })
    .prefault({});

const sortSchema = z.strictObject({
  code: code.meta({ description: 'by which the sort plan knows it' }),
  from: timeOfDay.meta({ description: 'local time at which its plan comes into force' }),
  to: timeOfDay.meta({ description: 'end; the plan stays in force until the next sort begins' }),
  weekdays: z.string().default('1234567').meta({ description: 'days on which it begins, 1 for Monday' }),
});

const containersSchema = z
  .strictObject({
    kind: z
      .enum(['none', 'bag', 'pallet', 'roll-container'])
      .default('roll-container')
      .meta({ description: 'none: parcels are loaded loose' }),
    parcels: z.int().min(1).default(60).meta({ description: 'closed at so many (assumption)' }),
    weight_kg: positive.default(400).meta({ description: 'closed at such a weight (assumption)' }),
    cube_m3: positive.default(1.2).meta({ description: 'closed at such a volume (assumption)' }),
    standing: z.int().min(0).default(2).meta({
      description:
        "closed containers that can stand at a chute until a loader takes them; beyond, their parcels still take the chute's room (assumption)",
    }),
    after_min: positive.default(90).meta({ description: 'after its first parcel' }),
    close_before_seal_min: atLeast0.default(20).meta({
      description:
        'all that are open are closed so long before their trailer is sealed, to be loaded (assumption)',
    }),
    source,
  })
  .prefault({})
  .meta({ description: 'closed by whichever comes first, and before a cutoff (assumptions)' });

const loadingSchema = z
  .strictObject({
    parcels_per_worker_per_hour: positive
      .default(450)
      .meta({ description: 'loose: DOMAIN.md 2 has 400 to 500 for handling to a pallet' }),
    containers_per_worker_per_hour: positive.default(25).meta({ description: 'rolled in (assumption)' }),
    cv: atLeast0.default(0.3).meta({ description: SPREAD }),
    workers_per_door: z
      .int()
      .min(1)
      .max(20)
      .default(2)
      .meta({ description: 'most people at one trailer (assumption)' }),
    source,
  })
  .prefault({});

const outboundSchema = z
  .strictObject({
    swap: durationSchema
      .prefault({ constant: { value_s: 600 } })
      .meta({ description: 'until the next trailer stands open (assumption: 10 min)' }),
    seal_before_min: atLeast0
      .default(10)
      .meta({ description: 'sealed so long before departure (assumption)' }),
    sort_cutoff_min: atLeast0.default(90).meta({
      description:
        'a parcel whose trailer was due at the gate so long before a departure or earlier is planned for it (assumption)',
    }),
  })
  .prefault({});

const crewSchema = z.strictObject({
  code,
  tasks: z.array(z.enum(TASKS)).min(1).meta({ description: 'what they can do; they begin with the first' }),
  people: z.int().min(1).max(100_000).meta({ description: 'of a full shift' }),
  from: timeOfDay.meta({ description: 'local time at which the shift begins' }),
  to: timeOfDay.meta({ description: 'past midnight counted on: 06:00 the next day is 30:00' }),
  weekdays: z
    .string()
    .default('1234567')
    .meta({ description: 'days on which the shift begins, 1 for Monday' }),
  breaks: z
    .array(
      z.strictObject({
        at: timeOfDay.meta({
          description: 'local time; one before the start of the shift is of the next day',
        }),
        minutes: positive.meta({ description: 'how long; within the shift' }),
      }),
    )
    .default([])
    .meta({ description: 'all of the crew rest together; the piece in hand is finished' }),
  absence_share: share.default(0).meta({ description: 'chance of each person to be missing, by shift' }),
  cost_per_hour: atLeast0
    .default(25)
    .meta({ description: 'paid from the start of the shift to its end (assumption)' }),
  learning: z.array(positive).default([]).meta({
    description:
      'temporary staff: share of the rate on their first day, second day …; afterwards the last of the list',
  }),
  from_day: z
    .int()
    .min(0)
    .default(0)
    .meta({ description: 'local day of the scenario on which they first come' }),
  to_day: z.int().min(0).optional().meta({ description: 'last day on which they come' }),
});

const breakdownSchema = z.strictObject({
  of: z.string().min(1).meta({
    description:
      'what stops: "sorter CODE", "infeeds CODE" (each infeed of that sorter), or "unloaders" (each automatic one)',
  }),
  counted_by: z
    .enum(['clock', 'use'])
    .default('clock')
    .meta({ description: 'whether time passes to the next failure always, or only while it works' }),
  up: durationSchema.meta({ description: 'time between repairs and the next failure' }),
  repair: durationSchema.meta({ description: 'time until it works again; what is on it waits there' }),
  source,
});

const incidentSchema = z.strictObject({
  of: z.string().min(1).meta({ description: 'as for breakdowns; "door N" and "unload" … "load" too' }),
  from_h: atLeast0.meta({ description: 'hours after the start of the scenario' }),
  to_h: positive.meta({ description: 'end, hours after the start of the scenario' }),
  name: z.string().min(1).max(120).meta({ description: 'shown on the floor' }),
});

/** A sorting center: what stands in one hub, who works there, and by which rules. */
export const hubBlockSchema = z
  .strictObject({
    detail: z
      .enum(['trays', 'rates'])
      .optional()
      .meta({ description: 'how finely sorters are simulated; trays for a hub alone, rates in a network' }),
    yard: yardSchema,
    inbound_doors: inboundDoorsSchema,
    unloading: unloadingSchema,
    scan: scanSchema,
    coding: byHandSchema(300, 'labels typed in'),
    irregulars: byHandSchema(120, 'carried to their direction by the people of the task "code"'),
    sorters: z
      .array(z.discriminatedUnion('type', [machineSchema, manualSchema]))
      .min(1)
      .max(40),
    sorts: z.array(sortSchema).min(1).max(24),
    containers: containersSchema,
    loading: loadingSchema,
    outbound: outboundSchema,
    people: z.strictObject({
      crews: z.array(crewSchema).min(1).max(200),
      moves: z
        .enum(['none', 'by-backlog'])
        .default('none')
        .meta({ description: 'whether people go to the task of theirs with the most work waiting' }),
      review_min: positive
        .default(15)
        .meta({ description: 'how often people are moved by backlog (assumption)' }),
    }),
    breakdowns: z.array(breakdownSchema).default([]),
    incidents: z.array(incidentSchema).default([]),
    cost_per_sorter_hour: atLeast0
      .default(0)
      .meta({ description: 'of each machine, all day, in the currency of the scenario (assumption)' }),
    source,
  })
  .meta({ id: 'Hub', description: 'a sorting center down to its trays' });

/** A hub alone: trailers come by a timetable and leave by another. */
export const hubSchema = z
  .strictObject({
    $schema: z.string().optional(),
    version: z.int().min(1).meta({ description: 'version of the format' }),
    kind: z.literal('hub'),
    title: z.string().min(1).max(200),
    description: z.string().max(4000).default(''),
    source,
    starts_at: z
      .string()
      .default('2026-03-02T12:00:00+08:00')
      .meta({ description: 'instant of simulated time 0, ISO 8601 with the offset that holds throughout' }),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .default('CNY'),
    run: z
      .strictObject({
        warm_up_h: atLeast0.default(0).meta({ description: 'what arrives before is not measured' }),
        horizon_h: positive.default(24).meta({ description: 'end of simulated time, warm-up included' }),
        replications: z.int().min(1).max(100_000).default(4).meta({ description: 'independent runs' }),
        seed: z
          .union([z.int(), z.string().min(1)])
          .default(1)
          .meta({ description: 'of all luck: the same seed gives the same runs' }),
        confidence: z.number().gt(0).lt(1).default(0.95).meta({ description: 'of the intervals of results' }),
        observe_every_min: positive.default(15).meta({ description: 'period of the rows of timeseries.csv' }),
      })
      .prefault({}),
    tables: z
      .strictObject({
        inbound: z.string().default('inbound.csv').meta({ description: 'trailers that come' }),
        outbound: z
          .string()
          .default('outbound.csv')
          .meta({ description: 'directions in which trailers leave' }),
        sort_plan: z
          .string()
          .optional()
          .meta({ description: 'destination to chutes; spread by volume where left out' }),
      })
      .prefault({}),
    inline: z
      .strictObject({
        inbound: z.array(z.unknown()).optional(),
        outbound: z.array(z.unknown()).optional(),
        sort_plan: z.array(z.unknown()).optional(),
      })
      .optional()
      .meta({ description: 'tables inside this file, as lists of objects, instead of CSV files' }),
    facility: z
      .strictObject({
        code: code.default('HUB').meta({ description: 'by which tables of results know the hub' }),
        name: z.string().min(1).max(120).default('Hub').meta({ description: 'shown on the floor' }),
      })
      .prefault({}),
    volume_factor: positive
      .default(1)
      .meta({ description: 'multiplies the parcels of every inbound trailer' }),
    parcels: z
      .strictObject({
        weight_kg: z
          .strictObject({ lognormal: z.strictObject({ mean: positive, cv: positive }) })
          .default({ lognormal: { mean: 1.6, cv: 1.2 } })
          .meta({ description: 'distribution per parcel, kilograms (assumption)' }),
        cube_m3: z
          .strictObject({ lognormal: z.strictObject({ mean: positive, cv: positive }) })
          .default({ lognormal: { mean: 0.0076, cv: 1 } })
          .meta({ description: 'distribution per parcel, cubic meters, voids included (assumption)' }),
        per_bag: z.int().min(1).max(1000).default(25).meta({ description: 'parcels in a bag (assumption)' }),
        source,
      })
      .prefault({}),
    hub: hubBlockSchema,
    sizing: z.record(z.string(), z.unknown()).optional().meta({
      description: 'the rules by which the hub was sized for its volume, for the reader; not read by a run',
    }),
  })
  .meta({ id: 'HubScenario', description: 'Waybill scenario of one sorting center' });

/** `scenario.json` of a hub alone, defaults filled in. */
export type HubSettings = z.infer<typeof hubSchema>;
/** The sorting center itself, as a hub alone or a network writes it, defaults filled in. */
export type HubBlock = z.infer<typeof hubBlockSchema>;
export type WrittenSorter = HubBlock['sorters'][number];
export type WrittenMachine = Extract<WrittenSorter, { readonly zones: unknown }>;
export type WrittenManual = Extract<WrittenSorter, { readonly type: 'manual' }>;
export type WrittenCrew = HubBlock['people']['crews'][number];
export type WrittenBreakdown = HubBlock['breakdowns'][number];
export type WrittenIncident = HubBlock['incidents'][number];
