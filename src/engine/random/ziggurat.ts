/**
 * Exponential and normal variates without a logarithm on the fast path.
 *
 * The area under the density is cut in 256 layers of equal area v; a point of a random layer is accepted at once when
 * its abscissa lies within the next layer. Source: Marsaglia & Tsang (2000), "The ziggurat method for generating random
 * variables", J. Stat. Soft. 5(8). Layer, sign and abscissa come from disjoint bits, unlike the original, whose shared
 * bits Doornik (2005) found to fail tests.
 */
import { normalUpperTail } from '../math/normal-distribution.ts';
import { exp, ln } from '../math/transcendental.ts';
import type { BitSource } from './bit-source.ts';
import { uniform53 } from './uniform.ts';

const LAYERS = 256;
const SQRT_HALF_PI = 1.2533141373155003;
const TWO_TO_21 = 2_097_152;
const TWO_TO_MINUS_53 = 1 / 9_007_199_254_740_992;

/** Where the tail begins: the root that makes 256 layers meet at the mode, of exp(-x) and of exp(-x^2 / 2). */
const EXPONENTIAL_TAIL = 7.69711747013105;
const NORMAL_TAIL = 3.654152885361009;

/** Right edges of the layers from the base up, and the density there. */
interface Layers {
  readonly edge: Float64Array;
  readonly height: Float64Array;
}

const EXPONENTIAL = layers(
  EXPONENTIAL_TAIL,
  exp(-EXPONENTIAL_TAIL),
  (x) => exp(-x),
  (y) => -ln(y),
);
const NORMAL = layers(
  NORMAL_TAIL,
  SQRT_HALF_PI * 2 * normalUpperTail(NORMAL_TAIL),
  (x) => exp(-0.5 * x * x),
  (y) => Math.sqrt(-2 * ln(y)),
);
const EXPONENTIAL_EDGE = EXPONENTIAL.edge;
const EXPONENTIAL_HEIGHT = EXPONENTIAL.height;
const NORMAL_EDGE = NORMAL.edge;
const NORMAL_HEIGHT = NORMAL.height;

/** An exponential variate of mean 1, at least 0. Mostly one step of the source; at worst two a try, 1.1 % of tries. */
export function standardExponential(source: BitSource): number {
  for (;;) {
    source.advance();
    const layer = source.bits[1] & 255;
    const x = abscissa(source) * EXPONENTIAL_EDGE[layer];
    if (x < EXPONENTIAL_EDGE[layer + 1]) return x;
    // The tail of an exponential is an exponential.
    if (layer === 0) return EXPONENTIAL_TAIL - ln(uniform53(source));
    const base = EXPONENTIAL_HEIGHT[layer];
    const y = base + uniform53(source) * (EXPONENTIAL_HEIGHT[layer + 1] - base);
    if (y < exp(-x)) return x;
  }
}

/** A normal variate of mean 0 and standard deviation 1. Mostly one step of the source. */
export function standardNormal(source: BitSource): number {
  for (;;) {
    source.advance();
    const low = source.bits[1];
    const layer = low & 255;
    const sign = (low & 256) === 0 ? 1 : -1;
    const x = abscissa(source) * NORMAL_EDGE[layer];
    if (x < NORMAL_EDGE[layer + 1]) return sign * x;
    if (layer === 0) return sign * normalTail(source);
    const base = NORMAL_HEIGHT[layer];
    const y = base + uniform53(source) * (NORMAL_HEIGHT[layer + 1] - base);
    if (y < exp(-0.5 * x * x)) return sign * x;
  }
}

/** 53 bits in [0, 1): the high word over the 21 top bits of the low one; layer and sign lie below those. */
function abscissa(source: BitSource): number {
  return ((source.bits[0] >>> 0) * TWO_TO_21 + (source.bits[1] >>> 11)) * TWO_TO_MINUS_53;
}

/** A normal variate given that it exceeds the tail's start. Source: Marsaglia (1964). */
function normalTail(source: BitSource): number {
  for (;;) {
    const x = -ln(uniform53(source)) / NORMAL_TAIL;
    const y = -ln(uniform53(source));
    if (y + y >= x * x) return NORMAL_TAIL + x;
  }
}

/** The base layer is as wide as its whole area, tail included, would be at the height of the tail's start. */
function layers(
  tail: number,
  tailArea: number,
  density: (x: number) => number,
  inverse: (y: number) => number,
): Layers {
  const edge = new Float64Array(LAYERS + 1);
  const height = new Float64Array(LAYERS + 1);
  const area = tail * density(tail) + tailArea;
  edge[0] = area / density(tail);
  edge[1] = tail;
  height[1] = density(tail);
  for (let i = 2; i < LAYERS; i++) {
    height[i] = height[i - 1] + area / edge[i - 1];
    edge[i] = inverse(height[i]);
  }
  edge[LAYERS] = 0;
  height[LAYERS] = 1;
  return { edge, height };
}
