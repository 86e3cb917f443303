import { describe, expect, it } from 'vitest';
import { spanOnBar } from '../../src/app/strip/span-on-bar.ts';

describe('a time on the time bar', () => {
  it('is cut to what has been simulated', () => {
    const on = (fromUs: number, toUs: number) => spanOnBar({ fromUs, toUs }, 100);
    expect(on(20, 50)).toEqual({ left: 0.2, width: 0.3 });
    expect(on(-40, 50)).toEqual({ left: 0, width: 0.5 });
    expect(on(80, 300)).toEqual({ left: 0.8, width: 0.2 });
  });

  it('is not there before the start of the run or after what has been simulated', () => {
    for (const [fromUs, toUs] of [
      [-90, -10],
      [-10, 0],
      [100, 120],
    ]) {
      expect(spanOnBar({ fromUs, toUs }, 100)).toBeNull();
    }
  });
});
