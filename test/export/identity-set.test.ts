import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IdentitySet } from '../../src/export/identity-set.ts';

const name = fc.oneof(
  fc.tuple(fc.constantFrom('A', 'B#1', ''), fc.nat(5000)).map(([source, at]) => `${source}#${at}`),
  fc.constantFrom('A', 'A#', 'A#01', 'A#1x', 'A#-1', '#', 'A#99999999999', 'A#1.5', 'A# 1'),
);

describe('a set of identities', () => {
  it('is a set of texts', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), name)), (changes) => {
        const set = new IdentitySet();
        const model = new Set<string>();
        for (const [isAdded, one] of changes) {
          const isNew = !model.has(one);
          if (isAdded) {
            expect(set.add(one)).toBe(isNew);
            model.add(one);
          } else expect(set.delete(one)).toBe(model.delete(one));
        }
        expect([...set].sort()).toEqual([...model].sort());
      }),
    );
  });
});
