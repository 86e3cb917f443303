import { describe, expect, it } from 'vitest';
import known from '../reference/case-ids.json' with { type: 'json' };
import traces from '../reference/traces.json' with { type: 'json' };
import { ALL_CASES, COMPARISONS } from './all-cases.ts';
import { IDENTITY_CASE } from './identity-case.ts';
import { LEFT_OUT, OTHER_FAMILIES } from './left-out.ts';

const families: Readonly<Record<string, readonly string[]>> = known.families;
const used = [...ALL_CASES.map(({ id }) => id), ...traces.cases.map(({ id }) => id), IDENTITY_CASE];

describe('the reference cases', () => {
  it('are each run once, or left out with a reason', () => {
    const elsewhere = Object.keys(OTHER_FAMILIES).flatMap((family) => families[family]);
    const accounted = [...used, ...Object.keys(LEFT_OUT), ...elsewhere].sort();
    expect(accounted).toEqual(Object.values(families).flat().sort());
  });

  it('that are left out are a small part of the families that a flow can express', () => {
    expect(Object.keys(LEFT_OUT).length).toBeLessThanOrEqual(0.05 * used.length);
  });

  it('that are run are compared in at least one figure each', () => {
    expect(ALL_CASES.filter(({ comparisons }) => comparisons.length === 0)).toEqual([]);
    expect(COMPARISONS).toBeGreaterThan(1000);
  });
});
