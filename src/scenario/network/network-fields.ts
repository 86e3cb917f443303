import { z } from '../zod.ts';

/** Fields that every part of a network's settings is written with. */
export const positive = z.number().positive();
export const atLeast0 = z.number().nonnegative();
export const share = z.number().min(0).max(1);
export const code = z.string().min(1).max(40);
export const name = z.string().min(1).max(120);

/** Beside every group of figures. */
export const source = z
  .string()
  .max(2000)
  .optional()
  .meta({ description: 'where the figure comes from; "assumption" where nobody knows' });

/** A local instant without an offset: the scenario's holds. */
export const localTime = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/)
  .meta({ description: 'local date and time, as in 2026-11-08T06:00' });

/** A local day. */
export const localDate = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d$/)
  .meta({ description: 'local date, as in 2026-10-01' });

/** From when to when something holds: hours after the start, or local times. */
export const spanFields = {
  from_h: atLeast0.optional().meta({ description: 'begins so many hours after the start of the scenario' }),
  to_h: positive.optional().meta({ description: 'ends so many hours after the start of the scenario' }),
  from: localTime.optional().meta({ description: 'instead of from_h: local date and time' }),
  to: localTime.optional().meta({ description: 'instead of to_h: local date and time' }),
};
