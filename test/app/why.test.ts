import './browser-language.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ScenarioClock } from '../../src/app/format.ts';
import {
  countQuarters,
  foldSorts,
  QUARTER_US,
  quartersOf,
  sum,
  worstFault,
} from '../../src/app/why/quarters.ts';
import { whySentence } from '../../src/app/why/why-sentence.ts';
import { LIMITS, MISS_CAUSES } from '../../src/snapshot/floor-snapshot.ts';
import { type QuarterInput, SMALL_HUB, whyOf } from './small-floor.ts';

const clock = new ScenarioClock(SMALL_HUB.startsAt);

function foldedOf(quarters: readonly QuarterInput[]) {
  return foldSorts(quartersOf(whyOf(quarters), quarters.length));
}

function sentenceOf(quarters: readonly QuarterInput[]): string {
  const [span] = foldedOf(quarters);
  return whySentence(span, clock);
}

const quarterInput = fc.record({
  sort: fc.integer({ min: -1, max: 2 }),
  inducted: fc.integer({ min: 0, max: 20_000 }),
  lost: fc.record(Object.fromEntries(LIMITS.map((limit) => [limit, fc.integer({ min: 0, max: 5000 })]))),
  missed: fc.record(
    Object.fromEntries(MISS_CAUSES.map((cause) => [cause, fc.integer({ min: 0, max: 500 })])),
  ),
});

describe('quarter-hours', () => {
  it('name the fault that cost most, and none where nothing was lost', () => {
    const [first, second, third, fourth] = quartersOf(
      whyOf([
        { sort: 0, inducted: 900, lost: { trays: 200, induction: 300 } },
        { sort: 0, inducted: 1000 },
        { sort: 0, inducted: 10, lost: { volume: 990, trays: 5 } },
        { sort: 0, inducted: 10, lost: { volume: 990, trays: 40 } },
      ]),
      4,
    );
    expect(first).toMatchObject({ limit: 'induction', possible: 1400, fromUs: 0, toUs: QUARTER_US });
    expect(second).toMatchObject({ limit: undefined, possible: 1000 });
    // A fault counts before a lack of work, unless it cost less than a hundredth.
    expect(third).toMatchObject({ limit: 'volume', fromUs: 2 * QUARTER_US });
    expect(fourth.limit).toBe('trays');
  });

  it('fold into sorts without losing a parcel or a quarter-hour', () => {
    fc.assert(
      fc.property(fc.array(quarterInput, { minLength: 1, maxLength: 40 }), (inputs) => {
        const quarters = quartersOf(whyOf(inputs), inputs.length);
        const spans = foldSorts(quarters);
        expect(spans.flatMap((span) => span.quarters)).toEqual(quarters);
        for (const [i, span] of spans.entries()) {
          expect(new Set(span.quarters.map(({ sort }) => sort))).toEqual(new Set([span.sort]));
          if (i > 0) expect(span.sort).not.toBe(spans[i - 1].sort);
          expect(span.possible).toBeCloseTo(span.inducted + sum(span.lost), 3);
        }
        for (const [i] of LIMITS.entries())
          expect(sum(spans.map(({ lost }) => lost[i]))).toBe(sum(quarters.map(({ lost }) => lost[i])));
        expect(sum(spans.flatMap(({ missed }) => missed))).toBe(
          sum(quarters.flatMap(({ missed }) => missed)),
        );
      }),
    );
  });

  it('are shown up to the instant shown, and a quarter-hour under way is not', () => {
    const why = whyOf(Array.from({ length: 5 }, () => ({ sort: 0, inducted: 1 })));
    expect(countQuarters(why, 3 * QUARTER_US - 1)).toBe(2);
    expect(countQuarters(why, 3 * QUARTER_US)).toBe(3);
    expect(countQuarters(why, 90 * QUARTER_US)).toBe(5);
    expect(countQuarters(undefined, 90 * QUARTER_US)).toBe(0);
  });

  it('never take the lack of work for a fault', () => {
    const [span] = foldedOf([{ sort: 0, inducted: 5, lost: { volume: 9000, chutes: 2 } }]);
    expect(worstFault(span.lost)).toEqual({ limit: 'chutes', parcels: 2 });
    const [calm] = foldedOf([{ sort: 0, inducted: 5, lost: { volume: 9000 } }]);
    expect(worstFault(calm.lost)).toBeUndefined();
  });
});

describe('the sentence over a sort', () => {
  it('says from when to when which limit held, what it cost, and where the parcels were that missed', () => {
    const busy = { sort: 0, inducted: 3000, lost: { induction: 2480, trays: 100 } };
    const quarters: QuarterInput[] = [
      ...Array.from({ length: 5 }, () => ({ sort: 0, inducted: 100, lost: { volume: 3000 } })),
      ...Array.from({ length: 5 }, () => busy),
      { sort: 0, inducted: 3000, lost: { volume: 10 }, missed: { chutes: 250, doors: 60 } },
    ];
    expect(sentenceOf(quarters)).toBe(
      'Between 19:15 and 20:30 induction was the limit: about 12,400 parcels were not inducted because every infeed was busy. 310 parcels missed their departure, most of them still in chutes.',
    );
  });

  it('takes the hold that cost most, not the first one', () => {
    const sentence = sentenceOf([
      { sort: 0, inducted: 10, lost: { doors: 5 } },
      { sort: 0, inducted: 10, lost: { volume: 5 } },
      { sort: 0, inducted: 10, lost: { doors: 40 } },
      { sort: 0, inducted: 10, lost: { doors: 50 } },
    ]);
    expect(sentence).toContain('Between 18:30 and 19:00 doors were the limit: about 90 parcels');
    expect(sentence).toContain('No parcel missed its departure.');
  });

  it('does not blame where the sort kept up, nor where nothing came', () => {
    expect(sentenceOf([{ sort: 0, inducted: 10, lost: { volume: 500 } }])).toMatch(/^The sort kept up/);
    expect(sentenceOf([{ sort: 0, inducted: 0, lost: { volume: 500 } }])).toMatch(/^Nothing came/);
  });

  it('says so where a limit cost something but was never the main one', () => {
    expect(sentenceOf([{ sort: 0, inducted: 10, lost: { volume: 50_000, stops: 120 } }])).toMatch(
      /^Nothing held the sort back for long; most was lost where stops were the limit: about 120 parcels/,
    );
  });

  it('gives the largest part where no cause has more than half', () => {
    expect(sentenceOf([{ sort: 0, inducted: 10, missed: { chutes: 40, space: 35, late: 30 } }])).toContain(
      '105 parcels missed their departure; the largest part, 40, still in chutes.',
    );
  });

  it('has words for every limit and cause', () => {
    for (const limit of LIMITS.filter((one) => one !== 'volume')) {
      const sentence = sentenceOf([{ sort: 0, inducted: 1, lost: { [limit]: 70 } }]);
      expect(sentence).toMatch(/^Between 18:00 and 18:15 .+ (was|were) the limit: about 70 parcels/);
      expect(sentence).not.toContain('undefined');
    }
    for (const cause of MISS_CAUSES)
      expect(sentenceOf([{ sort: 0, inducted: 1, missed: { [cause]: 9 } }])).toMatch(
        /9 parcels missed their departure, most of them \w+/,
      );
  });
});
