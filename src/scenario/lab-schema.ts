import { z } from './zod.ts';

const text = z.string().min(1).max(4000);

const computedAnswer = z.strictObject({
  kpi: z.string().min(1).meta({ description: 'figure as in summary.csv: time_in_system, loss_share' }),
  place: z.string().min(1).meta({ description: 'block' }),
  class: z.string().default('').meta({ description: 'class; all together when empty' }),
  set: z
    .array(z.string())
    .default([])
    .meta({ description: 'changes made first, as in blocks.desk.servers=3' }),
});

const writtenAnswer = z.strictObject({
  value: z.number().meta({ description: 'the answer' }),
  formula: z.string().min(1).meta({ description: 'where the value comes from, in plain text' }),
});

const questionSchema = z.strictObject({
  ask: text.meta({ description: 'the question' }),
  answer: z
    .union([computedAnswer, writtenAnswer])
    .meta({ description: 'what theory says of the flow so changed, or a value with its formula' }),
  unit: z
    .string()
    .default('')
    .meta({ description: 'unit of the answer; the unit of the figure where it is one' }),
  tolerance: z
    .number()
    .positive()
    .max(0.5)
    .default(0.01)
    .meta({ description: 'share of the answer by which a right one may be off' }),
  hint: text.meta({ description: 'shown after a wrong answer' }),
});

/** The exercise of a flow: a text and questions whose answers are checked. No part of what is simulated. */
export const labSchema = z
  .strictObject({
    exercise: text.meta({ description: 'what to do and to think about' }),
    questions: z.array(questionSchema).min(1).max(10),
  })
  .meta({ id: 'Lab', description: 'an exercise with questions, for teaching; changes nothing in a run' });

export type Lab = z.infer<typeof labSchema>;
export type LabQuestion = Lab['questions'][number];
export type ComputedAnswer = Extract<LabQuestion['answer'], { kpi: string }>;
