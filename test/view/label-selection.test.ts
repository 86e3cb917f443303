import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LabelCandidate, selectLabels } from '../../src/view/label-selection.ts';

const screen = { width: 800, height: 600 };
const candidate = (part: Partial<LabelCandidate>): LabelCandidate => ({
  x: 400,
  y: 300,
  radius: 6,
  width: 60,
  height: 15,
  importance: 1,
  lastSide: -1,
  ...part,
});

describe('the choice of labels', () => {
  it('puts a lone label to the right of its mark, level with it', () => {
    const [label] = selectLabels([candidate({})], [], screen, 10);
    expect(label).toMatchObject({ candidate: 0, side: 0, y: 300 });
    expect(label.x - 30).toBeGreaterThan(406);
  });

  it('gives the place to the more important and moves the other to a free side', () => {
    const labels = selectLabels([candidate({ importance: 1 }), candidate({ importance: 5 })], [], screen, 10);
    expect(labels.map((label) => [label.candidate, label.side])).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });

  it('keeps the side a label had while it is free', () => {
    expect(selectLabels([candidate({ lastSide: 3 })], [], screen, 10)[0].side).toBe(3);
  });

  it('leaves out what would lie on another mark on every side', () => {
    const marks = [0, 90, 180, 270].map((degrees) => ({
      x: 400 + 40 * Math.cos((degrees * Math.PI) / 180),
      y: 300 + 40 * Math.sin((degrees * Math.PI) / 180),
      radius: 34,
    }));
    expect(selectLabels([candidate({})], marks, screen, 10)).toEqual([]);
  });

  it('never lets labels overlap, leave the screen or exceed the limit', () => {
    const some = fc.record({
      x: fc.integer({ min: -50, max: 850 }),
      y: fc.integer({ min: -50, max: 650 }),
      radius: fc.integer({ min: 0, max: 20 }),
      width: fc.integer({ min: 10, max: 160 }),
      height: fc.constantFrom(13, 15),
      importance: fc.integer({ min: 0, max: 9 }),
      lastSide: fc.integer({ min: -1, max: 3 }),
      isArea: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(some, { maxLength: 60 }), (candidates) => {
        const marks = candidates.filter((each) => !each.isArea);
        const labels = selectLabels(candidates, marks, screen, 25);
        expect(labels.length).toBeLessThanOrEqual(25);
        labels.forEach((a, i) => {
          const { width, height } = candidates[a.candidate];
          expect(a.x - width / 2).toBeGreaterThanOrEqual(0);
          expect(a.x + width / 2).toBeLessThanOrEqual(screen.width);
          for (const b of labels.slice(i + 1)) {
            const other = candidates[b.candidate];
            const apart =
              Math.abs(a.x - b.x) >= (width + other.width) / 2 ||
              Math.abs(a.y - b.y) >= (height + other.height) / 2;
            expect(apart).toBe(true);
          }
        });
      }),
    );
  });
});
