import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DividedCrew, dividePeople } from '../../../src/model/sorting/people/divide-people.ts';

const ALONE = [0, 0, 0, 0, 0];

function divided(
  crews: readonly DividedCrew[],
  others: readonly number[],
  workH: readonly number[],
): number[][] {
  return dividePeople(crews, others, workH).map((crew) => [...crew]);
}

describe('dividing crews by the work that waits', () => {
  it('gives every task people in proportion to its hours of work', () => {
    expect(divided([{ people: 12, tasks: [0, 1, 2] }], ALONE, [1, 2, 3, 9, 0])).toEqual([[2, 4, 6, 0, 0]]);
  });

  it('rounds by largest remainder', () => {
    // 10 people over 1 : 2 : 4 are 1.43, 2.86 and 5.71: the second and the third are rounded up.
    expect(divided([{ people: 10, tasks: [0, 1, 2] }], ALONE, [1, 2, 4, 0, 0])).toEqual([[1, 3, 6, 0, 0]]);
  });

  it('breaks ties in the order of the tasks of the crew', () => {
    expect(divided([{ people: 3, tasks: [4, 0] }], ALONE, [2, 0, 0, 0, 2])).toEqual([[1, 0, 0, 0, 2]]);
  });

  it('counts those who are there anyway', () => {
    // 6 unloaders cannot leave: of 16 people in all each task has 8.
    expect(divided([{ people: 10, tasks: [0, 4] }], [6, 0, 0, 0, 0], [5, 0, 0, 0, 5])).toEqual([
      [2, 0, 0, 0, 8],
    ]);
    // Where they are more than their share already nobody joins them.
    expect(divided([{ people: 4, tasks: [0, 4] }], [60, 0, 0, 0, 0], [5, 0, 0, 0, 5])).toEqual([
      [0, 0, 0, 0, 4],
    ]);
  });

  it('sends nobody to a task without work, and leaves a crew without any at its first', () => {
    const crew = { people: 5, tasks: [1, 2, 3] };
    expect(divided([crew], ALONE, [9, 0, 0, 0.01, 0])).toEqual([[0, 0, 0, 5, 0]]);
    expect(divided([crew], ALONE, [9, 0, 0, 0, 9])).toEqual([[0, 5, 0, 0, 0]]);
  });

  it('takes crews together: who can do more makes room for who cannot', () => {
    const loaders = { people: 6, tasks: [0, 4] };
    const coders = { people: 6, tasks: [4, 2] };
    // Work only at 0 and 4: coders can only load, so all the others unload.
    expect(divided([loaders, coders], ALONE, [3, 0, 0, 0, 3])).toEqual([
      [6, 0, 0, 0, 0],
      [0, 0, 0, 0, 6],
    ]);
  });

  it('is even between two crews of one person each', () => {
    const one = { people: 1, tasks: [0, 4] };
    expect(divided([one, one], ALONE, [3, 0, 0, 0, 3])).toEqual([
      [1, 0, 0, 0, 0],
      [0, 0, 0, 0, 1],
    ]);
  });

  it('loses nobody, and no exchange of one person makes it more even', () => {
    const tasks = fc.subarray([0, 1, 2, 3, 4], { minLength: 1 });
    const level = fc.integer({ min: 0, max: 50 });
    const levels = fc.array(level, { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(fc.nat(60), tasks, levels, levels, (people, own, others, workH) => {
        const [share] = divided([{ people, tasks: own }], others, workH);
        expect(share.reduce((a, b) => a + b)).toBe(people);
        expect(share.every((n, task) => n === 0 || own.includes(task))).toBe(true);
        const busy = own.filter((task) => workH[task] > 0);
        if (busy.length === 0) {
          expect(share[own[0]]).toBe(people);
          return;
        }
        for (const task of own) if (workH[task] === 0) expect(share[task]).toBe(0);
        // Nobody at a task could be spared by more than one whole person against another task.
        for (const from of busy) {
          for (const to of busy) {
            if (from === to || share[from] === 0) continue;
            expect((others[from] + share[from] - 1) / workH[from]).toBeLessThanOrEqual(
              (others[to] + share[to] + 1) / workH[to] + 1e-9,
            );
          }
        }
      }),
    );
  });
});
