/** Probability of at most `successes` in `trials` at the claimed rate: the sum of the binomial probabilities. */
export function binomialCdf(successes: number, trials: number, rate: number): number {
  let sum = 0;
  let logChoose = 0;
  for (let k = 0; k <= successes; k++) {
    if (k > 0) logChoose += Math.log((trials - k + 1) / k);
    sum += Math.exp(logChoose + k * Math.log(rate) + (trials - k) * Math.log(1 - rate));
  }
  return Math.min(1, sum);
}

/** Two-sided exact p-value of a rate of success against its claim: twice the smaller tail. */
export function binomialPValue(successes: number, trials: number, claim: number): number {
  const low = binomialCdf(successes, trials, claim);
  const high = successes === 0 ? 1 : 1 - binomialCdf(successes - 1, trials, claim);
  return Math.min(1, 2 * Math.min(low, high));
}

/** Error of every such test. Source: DEFINITIONS of the project, "Accepting a simulated value". */
export const BINOMIAL_ERROR = 1e-3;
