import { exp, ln } from './transcendental.ts';

const INVERSE_SQRT_TWO_PI = 0.3989422804014327;

/** Density of the standard normal. */
export function normalDensity(z: number): number {
  return INVERSE_SQRT_TWO_PI * exp(-0.5 * z * z);
}

/**
 * Probability that a standard normal is at most z; relative error below 1e-13 in the lower tail, down to z = -37.
 * Source: Marsaglia (2004), "Evaluating the normal distribution", J. Stat. Soft. 11(4): the series about 0; Laplace's
 * continued fraction for Mills's ratio beyond |z| = 2.5.
 */
export function normalCdf(z: number): number {
  return z < 0 ? upperTail(-z) : 1 - upperTail(z);
}

/** Probability that a standard normal exceeds z; keeps its digits in the upper tail. */
export function normalUpperTail(z: number): number {
  return normalCdf(-z);
}

/** The upper tail for z >= 0. */
function upperTail(z: number): number {
  if (z > 39) return 0;
  if (z < 2.5) {
    let term = z;
    let sum = z;
    const square = z * z;
    for (let k = 3; term > 1e-17 * sum; k += 2) {
      term *= square / k;
      sum += term;
    }
    return 0.5 - normalDensity(z) * sum;
  }
  // Bottom up over a fixed depth that is enough at z = 2.5.
  let fraction = z;
  for (let k = 100; k >= 1; k--) fraction = z + k / fraction;
  return normalDensity(z) / fraction;
}

const CENTER_NUMERATOR = new Float64Array([
  3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987,
  67265.7709270087, 33430.57558358813, 2509.0809287301227,
]);
const CENTER_DENOMINATOR = new Float64Array([
  1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
  28729.085735721943, 5226.495278852854,
]);
const MIDDLE_NUMERATOR = new Float64Array([
  1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
  0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
]);
const MIDDLE_DENOMINATOR = new Float64Array([
  1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
  0.0005475938084995345, 1.0507500716444169e-9,
]);
const FAR_NUMERATOR = new Float64Array([
  6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
  0.0012426609473880784, 0.000027115555687434876, 2.0103343992922881e-7,
]);
const FAR_DENOMINATOR = new Float64Array([
  1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133,
  0.000018463183175100548, 1.421511758316446e-7, 2.0442631033899397e-15,
]);

/**
 * Quantile of the standard normal, relative error about 1e-15. @returns -Infinity at 0, Infinity at 1, NaN outside.
 * Source: Wichura (1988), Algorithm AS 241, PPND16.
 */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (q * polynomial(CENTER_NUMERATOR, r)) / polynomial(CENTER_DENOMINATOR, r);
  }
  const tail = q < 0 ? p : 1 - p;
  if (!(tail > 0))
    return tail === 0 ? (q < 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY) : Number.NaN;
  const r = Math.sqrt(-ln(tail));
  const z =
    r <= 5
      ? polynomial(MIDDLE_NUMERATOR, r - 1.6) / polynomial(MIDDLE_DENOMINATOR, r - 1.6)
      : polynomial(FAR_NUMERATOR, r - 5) / polynomial(FAR_DENOMINATOR, r - 5);
  return q < 0 ? -z : z;
}

function polynomial(coefficients: Float64Array, x: number): number {
  let value = coefficients[7];
  for (let i = 6; i >= 0; i--) value = value * x + coefficients[i];
  return value;
}
