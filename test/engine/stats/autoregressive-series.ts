import { normalQuantile } from '../../../src/engine/math/normal-distribution.ts';

/** An autoregressive series with a decaying bias, as the reference cases describe it in their `generator`. */
export interface SeriesRecipe {
  readonly seed: number;
  readonly n: number;
  readonly phi: number;
  readonly mu: number;
  readonly sd: number;
  readonly bias: number;
  readonly decay: number;
}

export function autoregressiveSeries({ seed, n, phi, mu, sd, bias, decay }: SeriesRecipe): number[] {
  const values: number[] = [];
  let state = seed;
  let a = 0;
  for (let i = 0; i < n; i++) {
    state = (16_807 * state) % (2 ** 31 - 1);
    const z = normalQuantile(state / (2 ** 31 - 1));
    a = i === 0 ? z / Math.sqrt(1 - phi * phi) : phi * a + z;
    values.push(Math.round((mu + sd * a + bias * Math.exp(-i / decay)) * 1e6) / 1e6);
  }
  return values;
}
