import { describe, expect, it } from 'vitest';
import { theoryOf } from '../../../src/experiment/theory/theory-of.ts';
import { flowSchema } from '../../../src/scenario/flow-schema.ts';
import { BATCHING } from '../../theory/batching.ts';
import { INTERRUPTIONS } from '../../theory/interruptions.ts';
import { NETWORKS } from '../../theory/networks.ts';
import { PRIORITIES } from '../../theory/priorities.ts';
import { SINGLE_STATION } from '../../theory/single-station.ts';
import type { TheoryCase } from '../../theory/theory-case.ts';
import { TIME_VARYING } from '../../theory/time-varying.ts';

/** The references have 9 digits. */
const REFERENCE_ERROR = 2e-8;

/** Families that theory must know whole: every mean that the reference gives. */
const KNOWN = [
  'MM1-',
  'MMc-',
  'MMcK-',
  'MG1-',
  'MDc-',
  'GIM1-',
  'MxG1-',
  'ErlangB-',
  'PriorityNP-',
  'PriorityPR-',
  'PriorityMMc-',
  'Jackson-',
  'BreakdownOper-',
  'BreakdownTime-',
  'Vacation-',
  'BatchServiceJoin-',
  'DispatchEveryT-',
  'DispatchWhenFull-',
  'DispatchTorFull-',
  'RandomHeadway-',
];

interface Met {
  readonly missing: string[];
  readonly faults: string[];
  readonly met: number;
}

/** Holds the product's theory of a case's flow against the reference's figures. */
function hold({ flow, comparisons }: TheoryCase): Met {
  const parsed = flowSchema.parse({ version: 1, kind: 'flow', title: 'case', ...flow });
  const { values } = theoryOf(parsed);
  const missing: string[] = [];
  const faults: string[] = [];
  let met = 0;
  for (const { name, exact, scale = 1, of } of comparisons) {
    if (typeof of === 'function' || of.column !== undefined) continue;
    const { kpi, place, class: ofClass = '' } = of;
    const found = values.find((one) => one.kpi === kpi && one.place === place && one.class === ofClass);
    if (found === undefined) missing.push(`${name}: ${kpi} of ${place} ${ofClass}`);
    else if (!(Math.abs(found.value - exact * scale) <= REFERENCE_ERROR * Math.abs(exact * scale)))
      faults.push(`${name}: ${found.value / scale} by ${found.name} against ${exact}`);
    else met++;
  }
  return { missing, faults, met };
}

const CASES = [...SINGLE_STATION, ...NETWORKS, ...PRIORITIES, ...INTERRUPTIONS, ...BATCHING, ...TIME_VARYING];

describe('theory of a flow as it stands', () => {
  it.each(CASES.map((each) => [each.id, each] as const))('%s meets the reference', (_id, each) => {
    expect(hold(each).faults).toEqual([]);
  });

  it.each(KNOWN)('knows every mean of the family %s', (family) => {
    const held = CASES.filter(({ id }) => id.startsWith(family)).map(hold);
    expect(held.flatMap(({ missing }) => missing)).toEqual([]);
    expect(held.reduce((sum, { met }) => sum + met, 0)).toBeGreaterThan(0);
  });
});
