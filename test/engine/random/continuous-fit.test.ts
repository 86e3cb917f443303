import jstat from 'jstat';
import { describe, expect, it } from 'vitest';
import { compileDistribution, type DistributionSpec } from '../../../src/engine/random/distribution.ts';
import { Stream } from '../../../src/engine/random/stream.ts';

/** Distribution functions from another library, or written out here. */
const phi = (z: number) => jstat.normal.cdf(z, 0, 1);
const cut = (x: number, a: number, b: number) => (phi(x) - phi(a)) / (phi(b) - phi(a));
const FITS: [DistributionSpec, (x: number) => number][] = [
  [{ kind: 'exponential', mean: 3 }, (x) => 1 - Math.exp(-x / 3)],
  [{ kind: 'uniform', min: 2, max: 6 }, (x) => (x - 2) / 4],
  [{ kind: 'triangular', min: 1, mode: 2, max: 6 }, (x) => jstat.triangular.cdf(x, 1, 6, 2)],
  [{ kind: 'normal', mean: 0, sd: 1 }, phi],
  [{ kind: 'normal', mean: 5, sd: 2, min: 0 }, (x) => cut((x - 5) / 2, -2.5, 12)],
  // Below half of the parent: by inversion.
  [{ kind: 'normal', mean: 0, sd: 1, min: 1, max: 3 }, (x) => cut(x, 1, 3)],
  [{ kind: 'normal', mean: 0, sd: 1, min: -2, max: -0.5 }, (x) => cut(x, -2, -0.5)],
  [
    { kind: 'lognormal', mean: 5, cv: 2 },
    (x) => phi((Math.log(x / 5) + Math.log(5) / 2) / Math.sqrt(Math.log(5))),
  ],
  [{ kind: 'gamma', shape: 0.3, scale: 2 }, (x) => jstat.gamma.cdf(x, 0.3, 2)],
  [{ kind: 'gamma', shape: 2.5, scale: 4 }, (x) => jstat.gamma.cdf(x, 2.5, 4)],
  [{ kind: 'gamma', shape: 50, scale: 0.1 }, (x) => jstat.gamma.cdf(x, 50, 0.1)],
  [{ kind: 'erlang', k: 3, mean: 6 }, (x) => jstat.gamma.cdf(x, 3, 2)],
  [{ kind: 'weibull', shape: 0.7, scale: 2 }, (x) => 1 - Math.exp(-((x / 2) ** 0.7))],
  [{ kind: 'weibull', shape: 1.5, mean: 3 }, (x) => 1 - Math.exp(-(((x * jstat.gammafn(5 / 3)) / 3) ** 1.5))],
  [{ kind: 'beta', alpha: 2, beta: 3 }, (x) => jstat.beta.cdf(x, 2, 3)],
  [{ kind: 'beta', alpha: 0.5, beta: 0.5 }, (x) => jstat.beta.cdf(x, 0.5, 0.5)],
  [{ kind: 'pert', min: 1, mode: 2, max: 6 }, (x) => jstat.beta.cdf((x - 1) / 5, 1.8, 4.2)],
  [
    { kind: 'hyperexponential', weights: [3, 1], means: [1, 5] },
    (x) => 1 - 0.75 * Math.exp(-x) - 0.25 * Math.exp(-x / 5),
  ],
  [{ kind: 'empirical', values: [0, 1, 3], interpolate: true }, (x) => (x < 1 ? x / 2 : 0.5 + (x - 1) / 4)],
];

/** Largest distance between the sample's distribution function and the theoretical one. */
function kolmogorovDistance(sample: Float64Array, cdf: (x: number) => number): number {
  sample.sort();
  const n = sample.length;
  let distance = 0;
  for (let i = 0; i < n; i++) {
    const p = cdf(sample[i]);
    distance = Math.max(distance, p - i / n, (i + 1) / n - p);
  }
  return distance;
}

describe('a continuous variate', () => {
  it.each(FITS)('%j passes the Kolmogorov-Smirnov test, 1e-3 over the family', (spec, cdf) => {
    const n = 20_000;
    const variate = compileDistribution(spec);
    const stream = new Stream(2109, 0, JSON.stringify(spec));
    const sample = Float64Array.from({ length: n }, () => variate.draw(stream));
    // Kolmogorov's limit 2 exp(-2 x^2) = 1e-3 / family, with the small-sample factor of Stephens (1970).
    const limit = Math.sqrt(-Math.log(1e-3 / FITS.length / 2) / 2);
    const root = Math.sqrt(n);
    expect(kolmogorovDistance(sample, cdf)).toBeLessThan(limit / (root + 0.12 + 0.11 / root));
  });
});
