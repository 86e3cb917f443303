import { BATCHING } from './batching.ts';
import { EXTREMES } from './extremes.ts';
import { INTERRUPTIONS } from './interruptions.ts';
import { LINEHAUL_CASES } from './linehaul-cases.ts';
import { MORE_BLOCKS } from './more-blocks.ts';
import { NETWORKS } from './networks.ts';
import { PRIORITIES } from './priorities.ts';
import { QUEUE_OPTIONS } from './queue-options.ts';
import { REVIEW } from './review.ts';
import { SINGLE_STATION } from './single-station.ts';
import type { TheoryCase } from './theory-case.ts';
import { TIME_VARYING } from './time-varying.ts';

/** Every case that is held against an interval: known before the first run, because its size sets the tolerance. */
export const ALL_CASES: readonly TheoryCase[] = [
  ...SINGLE_STATION,
  ...NETWORKS,
  ...PRIORITIES,
  ...INTERRUPTIONS,
  ...BATCHING,
  ...TIME_VARYING,
  ...EXTREMES,
  ...REVIEW,
];

/** Cases that are held against an interval too, but stand in no file of references. */
const BEYOND_REFERENCES: readonly TheoryCase[] = [...MORE_BLOCKS, ...QUEUE_OPTIONS];

/** Comparisons in the whole suite, over which the error of 10^-3 is shared out. */
export const COMPARISONS = [...ALL_CASES, ...BEYOND_REFERENCES, ...LINEHAUL_CASES].reduce(
  (count, each) => count + each.comparisons.length,
  0,
);
