import { describe, expect, it } from 'vitest';
import { TimeLeft } from '../../src/experiment/time-left.ts';

describe('time left', () => {
  it('is unknown at first, and exact at a steady pace', () => {
    const left = new TimeLeft();
    left.note(0, 0);
    expect(left.ms).toBeNaN();
    for (let s = 1; s <= 10; s++) left.note(s * 1000, s / 40);
    expect(left.ms).toBeCloseTo(30_000, 6);
  });

  it('follows a pace that changes within twenty seconds', () => {
    const left = new TimeLeft();
    for (let s = 0; s <= 30; s++) left.note(s * 1000, s / 1000);
    for (let s = 31; s <= 60; s++) left.note(s * 1000, 0.03 + (s - 30) / 100);
    expect(left.ms).toBeCloseTo((1 - 0.33) * 100_000, 3);
  });

  it('is unknown while nothing gets done', () => {
    const left = new TimeLeft();
    for (let s = 0; s <= 5; s++) left.note(s * 1000, 0.5);
    expect(left.ms).toBeNaN();
  });
});
