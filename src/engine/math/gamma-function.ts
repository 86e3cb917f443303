import { exp, ln, pow } from './transcendental.ts';

/*
 * Lanczos's approximation in the rational form with g = 6.0247 and 13 terms. Source: Lanczos (1964); coefficients of
 * Maddock, Boost.Math `lanczos13m53`. All are positive, so nothing cancels for x > 0.
 */
const LANCZOS_G = 6.02468004077673;
const NUMERATOR = new Float64Array([
  23531376880.41076, 42919803642.6491, 35711959237.35567, 17921034426.03721, 6039542586.352028,
  1439720407.3117216, 248874557.86205417, 31426415.585400194, 2876370.6289353725, 186056.26539522348,
  8071.672002365816, 210.82427775157936, 2.5066282746310002,
]);
const DENOMINATOR = new Float64Array([
  0, 39916800, 120543840, 150917976, 105258076, 45995730, 13339535, 2637558, 357423, 32670, 1925, 66, 1,
]);

/** Largest x whose gamma function is finite. */
const GAMMA_OVERFLOW = 171.6243769563027;

/**
 * Natural logarithm of the gamma function for x > 0, with an error below 1e-13 x max(1, |result|).
 * @returns NaN for x <= 0. Cost: two logarithms.
 */
export function lnGamma(x: number): number {
  if (!(x > 0)) return Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  if (x === 1 || x === 2) return 0;
  // For tiny x gamma is 1/x and the rational sum would overflow.
  if (x < 1e-20) return -ln(x);
  return ln(lanczosSum(x)) - LANCZOS_G + (x - 0.5) * (ln(x + (LANCZOS_G - 0.5)) - 1);
}

/** Gamma function for x > 0, relative error below 1e-13. @returns NaN for x <= 0, Infinity above 171.62. */
export function gamma(x: number): number {
  if (!(x > 0)) return Number.NaN;
  if (x > GAMMA_OVERFLOW) return Number.POSITIVE_INFINITY;
  if (x < 1e-20) return 1 / x;
  const base = x + (LANCZOS_G - 0.5);
  // Half the power twice: the whole would overflow before the exponential brings it down.
  const halfPower = pow(base, (x - 0.5) * 0.5);
  return (lanczosSum(x) / exp(base)) * halfPower * halfPower;
}

/** The rational part, evaluated from the end that does not overflow. */
function lanczosSum(x: number): number {
  let numerator = 0;
  let denominator = 0;
  if (x < 5) {
    for (let i = 12; i >= 0; i--) {
      numerator = numerator * x + NUMERATOR[i];
      denominator = denominator * x + DENOMINATOR[i];
    }
  } else {
    for (let i = 0; i < 13; i++) {
      numerator = numerator / x + NUMERATOR[i];
      denominator = denominator / x + DENOMINATOR[i];
    }
  }
  return numerator / denominator;
}
