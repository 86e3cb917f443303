/** A move of a continuous-time Markov chain: its rate and where it leads. */
export type Move<State> = readonly [rate: number, to: State];

/**
 * Stationary law of the finite chain that starts somewhere, by elimination without subtraction
 * (Grassmann, Taksar & Heyman 1985). @returns the mean of a function of the state
 */
export function stationaryMean<State extends readonly number[]>(
  start: State,
  movesOf: (state: State) => readonly Move<State>[],
): (value: (state: State) => number) => number {
  const states = [start];
  const indexOf = new Map([[start.join(), 0]]);
  const rows: Map<number, number>[] = [];
  for (let i = 0; i < states.length; i++) {
    const row = new Map<number, number>();
    for (const [rate, to] of movesOf(states[i])) {
      const key = to.join();
      if (!indexOf.has(key)) {
        indexOf.set(key, states.length);
        states.push(to);
      }
      const j = indexOf.get(key)!;
      if (j !== i) row.set(j, (row.get(j) ?? 0) + rate);
    }
    rows.push(row);
  }
  const n = states.length;
  const rates = rows.map((row) => Array.from({ length: n }, (_, j) => row.get(j) ?? 0));
  for (let last = n - 1; last > 0; last--) {
    const out = rates[last].slice(0, last).reduce((sum, rate) => sum + rate, 0);
    for (let i = 0; i < last; i++) {
      rates[i][last] /= out;
      for (let j = 0; j < last; j++) rates[i][j] += rates[i][last] * rates[last][j];
    }
  }
  const weights = [1];
  for (let j = 1; j < n; j++) {
    let weight = 0;
    for (let i = 0; i < j; i++) weight += weights[i] * rates[i][j];
    weights.push(weight);
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return (value) => states.reduce((sum, state, i) => sum + weights[i] * value(state), 0) / total;
}
