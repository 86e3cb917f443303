import { lnGamma } from '../math/gamma-function.ts';
import { ln, log1p } from '../math/transcendental.ts';

/** From here on the series below is exact to the last bit. */
const STIRLING = 15;

/** ln(Gamma(a + b) / Gamma(a)) for positive a and b, without the cancellation of two large logarithms when a is large. */
export function lnGammaRatio(a: number, b: number): number {
  if (a < STIRLING) return lnGamma(a + b) - lnGamma(a);
  return (a + b - 0.5) * log1p(b / a) + b * (ln(a) - 1) + stirlingRest(a + b) - stirlingRest(a);
}

/** Logarithm of the beta function. */
export function lnBeta(a: number, b: number): number {
  return a > b ? lnGamma(b) - lnGammaRatio(a, b) : lnGamma(a) - lnGammaRatio(b, a);
}

/** What Stirling's formula for lnGamma leaves out. Source: DLMF 5.11.1. */
function stirlingRest(x: number): number {
  const w = 1 / (x * x);
  return (1 / 12 - w * (1 / 360 - w * (1 / 1260 - w * (1 / 1680 - w / 1188)))) / x;
}
