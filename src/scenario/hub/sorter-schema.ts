import { z } from '../zod.ts';

const positive = z.number().positive();
const atLeast0 = z.number().nonnegative();
const share = z.number().min(0).max(1);
const code = z.string().min(1).max(40);

/** What every cv says of itself: the spread of a time per piece. */
export const SPREAD = 'standard deviation / mean of the time per piece; 0 for always the same (assumption)';

const zoneSchema = z.strictObject({
  at_m: atLeast0.meta({ description: 'of its first infeed, along the direction of travel' }),
  infeeds: z.int().min(1).max(60).meta({ description: 'side by side' }),
  kind: z
    .enum(['manual', 'semi-automatic', 'automatic'])
    .default('semi-automatic')
    .meta({ description: 'one person stands at each infeed but the automatic ones' }),
  rate_per_hour: positive.optional().meta({
    description:
      'parcels of one infeed; default 1,400 manual, 2,000 semi-automatic, 3,000 automatic: DOMAIN.md 2 (huojia808)',
  }),
  spacing_m: positive.default(1.5).meta({ description: 'from one infeed to the next (assumption)' }),
  line_parcels: z.int().min(1).max(10_000).default(40).meta({
    description:
      'room on the belt of one infeed, parcels still on the belt to it included; when all are full unloading stops (assumption)',
  }),
});

const bankSchema = z.strictObject({
  from_m: atLeast0.meta({ description: 'of the first chute' }),
  to_m: positive.meta({ description: 'of the last chute' }),
  chutes: z.int().min(1).max(2000).meta({ description: 'evenly from the first to the last' }),
});

const sorterBase = {
  code: code.meta({ description: 'by which plans and breakdowns know it' }),
  fed_by: z
    .string()
    .min(1)
    .default('doors')
    .meta({ description: '"doors", or the sorter whose chutes lead here: a secondary sort' }),
  chute_parcels: z
    .int()
    .min(1)
    .max(100_000)
    .default(60)
    .meta({ description: 'room in a chute before its container takes them (assumption)' }),
};

/** A sorter that carries parcels on trays or windows: where its infeeds and chutes lie, how fast it runs. */
export const machineSchema = z.strictObject({
  ...sorterBase,
  type: z.enum(['cross-belt', 'tilt-tray', 'sliding-shoe']).meta({
    description:
      'the first two are loops; a sliding-shoe sorter is a line whose end leads back or to the reject chute',
  }),
  length_m: positive.max(5000).meta({ description: 'of the loop, or of the line from end to end' }),
  pitch_m: positive.default(0.6).meta({ description: 'of trays, or of the windows of a line: DOMAIN.md 2' }),
  speed_m_per_s: positive
    .default(2)
    .meta({ description: 'the design rate is speed / pitch at each cross-section: DOMAIN.md 2' }),
  decks: z
    .int()
    .min(1)
    .max(2)
    .default(1)
    .meta({ description: 'loops above one another over the same chutes' }),
  max_laps: z
    .int()
    .min(1)
    .max(100)
    .default(3)
    .meta({ description: 'passes after which a parcel goes to the reject chute (assumption)' }),
  return_s: atLeast0
    .default(60)
    .meta({ description: 'sliding-shoe: from the end of the line back to its start (assumption)' }),
  zones: z
    .array(zoneSchema)
    .min(1)
    .max(40)
    .meta({ description: 'groups of infeeds; each inbound door leads to one' }),
  banks: z.array(bankSchema).min(1).max(200).meta({ description: 'groups of chutes along the sorter' }),
});

/** A sort by hand: people read labels and throw parcels. */
export const manualSchema = z.strictObject({
  ...sorterBase,
  type: z.literal('manual'),
  chutes: z.int().min(1).max(2000).meta({ description: 'places into which parcels are thrown' }),
  parcels_per_worker_per_hour: positive.default(500).meta({ description: 'read and thrown (assumption)' }),
  cv: atLeast0.default(0.5).meta({ description: SPREAD }),
  missort_share: share
    .default(0.05)
    .meta({ description: 'thrown to another direction; default 5 %: DOMAIN.md 2' }),
  line_parcels: z
    .int()
    .min(1)
    .max(100_000)
    .default(500)
    .meta({ description: 'room in front of it; when it is full unloading stops (assumption)' }),
});
