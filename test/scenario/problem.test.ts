import { describe, expect, it } from 'vitest';
import { nearest } from '../../src/scenario/did-you-mean.ts';
import { formatProblem, type Problem, Problems, ScenarioError } from '../../src/scenario/problem.ts';

const problem: Problem = {
  severity: 'error',
  file: 'facilities.csv',
  place: { row: 12, column: 'unloaders' },
  found: '"x"',
  allowed: 'a whole number at least 1',
  hint: 'doors are counted apart',
  kind: 'type',
};

describe('a problem on one line', () => {
  it('names file, row and column, what was found, what is allowed and a hint', () => {
    const line =
      'facilities.csv:12:unloaders: found "x", allowed a whole number at least 1 (doors are counted apart)';
    expect(formatProblem(problem)).toBe(line);
  });

  it('leaves out what there is not', () => {
    const place = { path: 'run.seed' };
    expect(formatProblem({ ...problem, file: 's.json', place, hint: '' })).toBe(
      's.json:run.seed: found "x", allowed a whole number at least 1',
    );
    expect(formatProblem({ ...problem, place: { path: '' }, hint: '' })).toMatch(/^facilities\.csv: found/);
    expect(formatProblem({ ...problem, place: { row: 3, column: '' } })).toMatch(/^facilities\.csv:3: found/);
  });
});

describe('the collection of problems', () => {
  it('keeps the first thousand errors and counts the rest by kind', () => {
    const problems = new Problems();
    for (let i = 0; i < 1003; i++) problems.add({ ...problem, kind: i % 2 ? 'type' : 'range' });
    expect(problems.list).toHaveLength(1000);
    expect([...problems.beyond]).toEqual([
      ['range', 2],
      ['type', 1],
    ]);
    expect(problems.errorCount).toBe(1003);
    const lines = new ScenarioError(problems).message.split('\n');
    expect(lines).toHaveLength(1001);
    expect(lines[1000]).toBe('and 3 more: range 2, type 1');
  });

  it('does not stop at warnings, and does not lose an error behind a thousand of them', () => {
    const problems = new Problems();
    for (let i = 0; i < 1001; i++) problems.add({ ...problem, severity: 'warning' });
    expect(problems.hasErrors).toBe(false);
    expect(() => problems.throwIfErrors()).not.toThrow();
    problems.add(problem);
    expect(problems.list.at(-1)).toBe(problem);
    expect(() => problems.throwIfErrors()).toThrow(ScenarioError);
  });
});

describe('the guess at what was meant', () => {
  it('finds swapped, missing and wrong letters, and ignores case', () => {
    expect(nearest('srevers', ['service', 'servers', 'schedule'])).toBe('servers');
    expect(nearest('exponentail', ['erlang', 'exponential'])).toBe('exponential');
    expect(nearest('hub-42', ['HUB-41', 'HUB-42'])).toBe('HUB-42');
  });

  it('stays silent where nothing is near', () => {
    expect(nearest('color', ['servers', 'type', 'to'])).toBe(undefined);
    expect(nearest('x', ['y'])).toBe(undefined);
  });
});
