/** Times that every crew is divided anew given the others, before people are counted out whole. */
const ROUNDS = 20;

/** A crew that can do several tasks. */
export interface DividedCrew {
  readonly people: number;
  /** Indices of its tasks, the first its own. */
  readonly tasks: readonly number[];
}

/**
 * Divides crews among their tasks so that the hours of work per person are as even as can be: the least sum of n² / work
 * over tasks with n people, which is found by dividing one crew after the other given the rest (the problem is convex).
 * Whole people by largest remainder, ties in the order of the crew's tasks. Nobody goes to a task without work; a crew
 * without any work at its tasks is at its first.
 * @param others people at each task who cannot be moved
 * @param workH hours of work that wait at each task
 * @returns people per task of each crew
 */
export function dividePeople(
  crews: readonly DividedCrew[],
  others: readonly number[],
  workH: readonly number[],
): readonly Int32Array[] {
  const at = [...others];
  const shares = crews.map(() => new Float64Array(workH.length));
  const divideAnew = (crew: number, isWhole: boolean) => {
    const share = shares[crew];
    for (const task of crews[crew].tasks) at[task] -= share[task];
    const even = evenShares(crews[crew], at, workH);
    share.set(isWhole ? wholePeople(crews[crew], even) : even);
    for (const task of crews[crew].tasks) at[task] += share[task];
  };
  for (let round = 0; round < (crews.length > 1 ? ROUNDS : 0); round++) {
    for (let crew = 0; crew < crews.length; crew++) divideAnew(crew, false);
  }
  for (let crew = 0; crew < crews.length; crew++) divideAnew(crew, true);
  return shares.map((share) => Int32Array.from(share));
}

/** Fills up the tasks with fewest people per hour of work first, until the crew is used up. */
function evenShares(
  { people, tasks }: DividedCrew,
  at: readonly number[],
  workH: readonly number[],
): Float64Array {
  const share = new Float64Array(workH.length);
  const filled = tasks
    .filter((task) => workH[task] > 0)
    .sort((a, b) => at[a] / workH[a] - at[b] / workH[b] || tasks.indexOf(a) - tasks.indexOf(b));
  if (filled.length === 0) {
    share[tasks[0]] = people;
    return share;
  }
  let heads = people;
  let work = 0;
  let level = 0;
  let used = 0;
  for (const task of filled) {
    // A task that has more than the level already gets nobody, nor does any after it.
    if (used > 0 && at[task] / workH[task] >= level) break;
    heads += at[task];
    work += workH[task];
    level = heads / work;
    used++;
  }
  for (const task of filled.slice(0, used)) share[task] = Math.max(0, level * workH[task] - at[task]);
  return share;
}

function wholePeople({ people, tasks }: DividedCrew, even: Float64Array): Float64Array {
  const whole = even.map(Math.floor);
  let left = people;
  for (const task of tasks) left -= whole[task];
  const byRemainder = tasks
    .filter((task) => even[task] > 0)
    .sort((a, b) => even[b] - whole[b] - (even[a] - whole[a]) || tasks.indexOf(a) - tasks.indexOf(b));
  for (let k = 0; left > 0; k = (k + 1) % byRemainder.length, left--) whole[byRemainder[k]]++;
  return whole;
}
