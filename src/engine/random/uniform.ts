import type { BitSource } from './bit-source.ts';

const TWO_TO_26 = 67_108_864;
const TWO_TO_MINUS_53 = 1 / 9_007_199_254_740_992;

/**
 * A uniform number strictly between 0 and 1: a multiple of 2^-53, where 0 becomes 2^-54. One step of the source:
 * 27 bits of the high word over 26 of the low one.
 */
export function uniform53(source: BitSource): number {
  source.advance();
  const whole = (source.bits[0] >>> 5) * TWO_TO_26 + (source.bits[1] >>> 6);
  return (whole === 0 ? 0.5 : whole) * TWO_TO_MINUS_53;
}
