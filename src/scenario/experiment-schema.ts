import { z } from './zod.ts';

const name = z.string().min(1).max(80);
const positive = z.number().positive();
const whole = (least: number, most: number) => z.int().min(least).max(most);
const confidence = z.number().gt(0).lt(1);
const seed = z.union([z.int(), z.string().min(1)]);

/** Written as after `--set` in the terminal; whether one fits its scenario shows when the scenario is loaded. */
const overrides = z.array(z.string().min(1).max(10_000)).max(1_000).default([]).meta({
  description:
    'changes of the scenario, in order, written as for --set: `path=value`, `path+=number`, `path-=number`, `path*=number`',
});

const scenarioPath = z
  .string()
  .min(1)
  .max(1_000)
  .meta({ description: 'folder, .json or .zip of a scenario, relative to the folder of this file' });

const figure = {
  kpi: z
    .string()
    .min(1)
    .max(200)
    .meta({ description: 'name of a figure as in the column kpi of summary.csv, as in transit_time' }),
  place: z
    .string()
    .max(200)
    .default('')
    .meta({ description: 'block, facility or region; empty for the whole' }),
  class: z.string().max(200).default('').meta({ description: 'class of subject or parcel; empty for all' }),
};

const responseSchema = z
  .strictObject({
    ...figure,
    better: z
      .enum(['lower', 'higher'])
      .optional()
      .meta({ description: 'which value is the better one; left out, differences are told without praise' }),
  })
  .meta({ id: 'Response', description: 'A figure that is measured and compared.' });

const precisionSchema = z
  .strictObject({
    relative_half_width: z
      .number()
      .gt(0)
      .lt(1)
      .meta({ description: 'half-width of the interval / size of the mean: 0.02 for 2 %' }),
    at_least: whole(10, 100_000).default(10).meta({ description: 'replications before it may stop' }),
    at_most: whole(10, 100_000)
      .default(200)
      .meta({ description: 'replications at which it stops, precise or not' }),
  })
  .meta({
    id: 'Precision',
    description:
      'Replications are added until the relative half-width of every response at every design point is small enough.',
  });

const pilot = {
  pilot_replications: whole(1, 1_000)
    .default(5)
    .meta({ description: 'replications that are run to find the cut, averaged over one another' }),
  every_s: positive.default(60).meta({ description: 'simulated time, s, between two values of the series' }),
};

const warmUpSchema = z
  .union([
    z.strictObject({
      fixed_s: z
        .number()
        .nonnegative()
        .meta({ description: 'simulated time, s, that is cut from the start of every replication' }),
    }),
    z.strictObject({
      mser5: z.strictObject(pilot).meta({
        description:
          'cut where the marginal standard error of the rest is least, in batches of 5 (White 1997)',
      }),
    }),
    z.strictObject({
      welch: z
        .strictObject({
          ...pilot,
          window: whole(1, 10_000)
            .default(20)
            .meta({ description: 'values on either side over which the moving average goes' }),
          tolerance: z.number().gt(0).lt(1).default(0.05).meta({
            description:
              'cut where the moving average stays within this share of the mean of its second half',
          }),
        })
        .meta({
          description: "cut where the moving average of Welch's plot has settled (Law 2015, sec. 9.5.1)",
        }),
    }),
  ])
  .meta({ id: 'WarmUp', description: 'How the start of a run that is to be discarded is found.' });

const batchMeansSchema = z
  .strictObject({
    batches: whole(2, 10_000).default(30).meta({ description: 'equal parts of the measured time' }),
  })
  .meta({
    id: 'BatchMeans',
    description: 'Intervals from the parts of one long run instead of from replications.',
  });

const alternativeSchema = z
  .strictObject({
    name: name.meta({ description: 'as tables and charts call it' }),
    scenario: scenarioPath.optional().meta({
      description: 'another scenario than that of the experiment, relative to the folder of this file',
    }),
    set: overrides,
  })
  .meta({ id: 'Alternative', description: 'A scenario that is compared: that of the experiment, changed.' });

const levelSchema = z.union([z.number(), z.string().max(200), z.boolean()]);
const path = z.string().min(1).max(1_000);

const factorSchema = z
  .strictObject({
    name: name.meta({ description: 'as tables and charts call it' }),
    path: z.union([path, z.array(path).min(1).max(100)]).meta({
      description:
        'what is varied, as in demand.parcels_per_day or facilities[kind=station].couriers; several paths are changed together',
    }),
    change: z.enum(['replace', 'add', 'multiply']).default('replace').meta({
      description: 'whether a level is the value itself, is added to what stands there, or multiplies it',
    }),
    low: z.number().optional().meta({ description: 'lowest level, in the unit of the path' }),
    high: z.number().optional().meta({ description: 'highest level' }),
    levels: z
      .array(levelSchema)
      .min(2)
      .max(100)
      .optional()
      .meta({ description: 'all levels, instead of low and high' }),
    base: levelSchema.optional().meta({
      description:
        'level while other factors are varied one at a time; left out, 0 to add and 1 to multiply where that is between low and high, otherwise low or the first level',
    }),
    is_integer: z
      .boolean()
      .default(false)
      .meta({ description: 'only whole numbers are levels; low and high must be whole' }),
  })
  .meta({
    id: 'Factor',
    description: 'A value of the scenario that is varied, between low and high or over levels.',
  });

const centerPoint = z
  .boolean()
  .default(false)
  .meta({ description: 'one more point in the middle of all factors, to see whether responses bend' });

const designSchema = z
  .union([
    z.strictObject({
      one_at_a_time: z.strictObject({}).meta({
        description: 'the base, and each factor at each of its levels with the others at their base',
      }),
    }),
    z.strictObject({
      full_factorial: z
        .strictObject({ center_point: centerPoint })
        .meta({ description: 'every combination of levels' }),
    }),
    z.strictObject({
      fractional_factorial: z
        .strictObject({
          runs: whole(4, 512).optional().meta({
            description: 'a power of two below 2^factors: the fraction of best resolution is taken',
          }),
          generators: z.array(z.string().min(1).max(40)).min(1).max(18).optional().meta({
            description:
              'instead of runs, as in D=ABC or E=-AB; the letters A, B, C … (without I) are the factors in their order',
          }),
          center_point: centerPoint,
        })
        .meta({ description: 'a share of the combinations of factors with two levels each' }),
    }),
    z.strictObject({
      latin_hypercube: z
        .strictObject({
          points: whole(2, 1_000).meta({ description: 'design points' }),
          seed: seed.default(1).meta({ description: 'of the points, apart from the seed of the runs' }),
          candidates: whole(1, 100).default(20).meta({
            description: 'hypercubes that are drawn; the one whose points lie farthest apart is taken',
          }),
        })
        .meta({
          description: 'points spread over all factors at once, each level range cut into equal parts',
        }),
    }),
  ])
  .meta({ id: 'Design', description: 'Which combinations of levels are run.' });

const comparisonSchema = z
  .strictObject({
    pairs: z
      .enum(['all', 'control'])
      .default('all')
      .meta({ description: 'every alternative with every other, or each with the control' }),
    control: name.optional().meta({
      description: 'name of the alternative that others are compared with; the first when left out',
    }),
    correction: z.enum(['bonferroni', 'dunnett', 'none']).default('bonferroni').meta({
      description:
        'how intervals are widened to hold together; dunnett is for pairs with a control, none lets each hold for itself',
    }),
  })
  .meta({ id: 'Comparison', description: 'Which differences between alternatives are told, and how.' });

const selectionSchema = z
  .strictObject({
    ...figure,
    best: z.enum(['lowest', 'highest']).meta({ description: 'which mean is the best' }),
    indifference_zone: positive.meta({
      description: 'least difference that matters, in the unit of the figure',
    }),
    first_stage: whole(2, 10_000)
      .default(10)
      .meta({ description: 'replications of every alternative before the first may be dropped' }),
    at_most: whole(2, 100_000)
      .default(500)
      .meta({ description: 'replications of an alternative at which the search stops, decided or not' }),
  })
  .meta({
    id: 'Selection',
    description:
      'Ranking and selection: alternatives are dropped as soon as they cannot be the best (Kim and Nelson 2001).',
  });

/** An experiment: which scenarios or design points are run, how often, and what is told of them. */
export const experimentSchema = z
  .strictObject({
    $schema: z
      .string()
      .optional()
      .meta({ description: 'path of public/experiment.schema.json, for editors' }),
    version: z.int().min(1).meta({ description: 'version of the format' }),
    kind: z.literal('experiment').meta({ description: 'tells it from a scenario' }),
    title: z.string().min(1).max(200).meta({ description: 'what is asked, in a line' }),
    description: z.string().max(4000).default('').meta({ description: 'why, for the reader' }),
    scenario: scenarioPath.default('..'),
    seed: seed
      .optional()
      .meta({ description: 'of all replications of all points; that of the first scenario when left out' }),
    confidence: confidence
      .optional()
      .meta({ description: 'probability that an interval covers; that of the first scenario when left out' }),
    common_random_numbers: z
      .boolean()
      .default(true)
      .meta({ description: 'equal replications of all points have the same luck; false: independent ones' }),
    set: overrides,
    responses: z.array(responseSchema).min(1).max(100).meta({ description: 'what is measured and compared' }),
    replications: z
      .union([whole(1, 100_000), precisionSchema])
      .optional()
      .meta({ description: 'of every point: a number, or a precision; those of the scenario when left out' }),
    warm_up: warmUpSchema.optional().meta({ description: 'flows only; that of the scenario when left out' }),
    batch_means: batchMeansSchema.optional().meta({ description: 'flows only, with one replication' }),
    alternatives: z
      .array(alternativeSchema)
      .min(1)
      .max(20)
      .optional()
      .meta({ description: 'scenarios that are run; one for an experiment without comparison' }),
    comparison: comparisonSchema.optional().meta({ description: 'of at least two alternatives' }),
    selection: selectionSchema
      .optional()
      .meta({ description: 'of the best alternative; replaces replications and comparison' }),
    factors: z
      .array(factorSchema)
      .min(1)
      .max(20)
      .optional()
      .meta({ description: 'values that are varied, instead of alternatives' }),
    design: designSchema.optional().meta({ description: 'required with factors, and only with them' }),
  })
  .meta({ id: 'Experiment', description: 'Waybill experiment: points × replications' });

/** An experiment file, defaults filled in. */
export type ExperimentFile = z.infer<typeof experimentSchema>;
export type WrittenFactor = z.infer<typeof factorSchema>;
export type WrittenLevel = z.infer<typeof levelSchema>;
export type WrittenWarmUp = z.infer<typeof warmUpSchema>;
