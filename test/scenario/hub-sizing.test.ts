import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { busiestHour, dueAt, shareBefore } from '../../tools/hub/arrival-curve.ts';
import { shareAbove } from '../../tools/hub/crews.ts';
import { dayOnPaper } from '../../tools/hub/day-on-paper.ts';
import { doorHours, doorsBusy } from '../../tools/hub/doors.ts';
import { sizeMachines } from '../../tools/hub/machines.ts';
import { expectedAboard } from '../../tools/hub/outbound.ts';
import { dealt } from '../../tools/hub/places.ts';
import { sizeHub } from '../../tools/hub/size-hub.ts';

const curve = { from: 960, to: 1245, ramp: 0.2 };

describe('the arrivals of a sort', () => {
  it('are due when their share of the window has passed', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (share) => {
        expect(shareBefore(curve, dueAt(curve, share))).toBeCloseTo(share, 12);
      }),
    );
    expect(shareBefore(curve, 900)).toBe(0);
    expect(shareBefore(curve, 1300)).toBe(1);
  });

  it('come in the busiest hour at 1 / (1 - ramp) times their mean rate', () => {
    expect(busiestHour(curve, 4750)).toBeCloseTo(1250, 9);
    // No hour has more, wherever it begins.
    for (let at = 900; at < 1300; at += 5)
      expect(4750 * (shareBefore(curve, at + 60) - shareBefore(curve, at))).toBeLessThan(1250.001);
  });

  it('are dealt to origins by weight, at no time more than one trailer off', () => {
    const weights = [5, 3, 1, 1];
    const order = dealt(200, weights);
    const has = [0, 0, 0, 0];
    order.forEach((place, before) => {
      has[place]++;
      const off = has.map((count, i) => Math.abs(count - ((before + 1) * weights[i]) / 10));
      expect(Math.max(...off)).toBeLessThan(1);
    });
  });
});

describe('the machines of a hub', () => {
  /** What passes a cross-section when every zone puts in the same: laps are followed one by one. */
  function sectionLoad(perZone: number, zones: number, inVain: number): number {
    let load = perZone;
    let round = zones * perZone;
    for (let lap = 0; lap < 200; lap++) {
      round *= inVain;
      load += round;
    }
    return load;
  }

  it('fill a cross-section exactly at the rate that a loop is said to sort', () => {
    const { loopRate, sectionRate } = sizeMachines(100_000, 80);
    expect(sectionRate).toBeCloseTo(15_000, 9);
    expect(sectionLoad(loopRate / 2, 2, 0.02)).toBeCloseTo(sectionRate, 6);
  });

  it('are as few as the busiest hour allows at 80 % of nameplate', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1000, max: 500_000 }), (peak) => {
        const { loops, loopRate, infeeds } = sizeMachines(peak, 80);
        expect(peak / (loops * loopRate)).toBeLessThanOrEqual(0.8 + 1e-12);
        if (loops > 1) expect(peak / ((loops - 1) * loopRate)).toBeGreaterThan(0.8);
        const perInfeed = peak / (2 * loops * infeeds);
        expect(perInfeed).toBeLessThanOrEqual(0.8 * 2000 + 1e-9);
        if (infeeds > 1) expect(peak / (2 * loops * (infeeds - 1))).toBeGreaterThan(0.8 * 2000);
      }),
    );
  });

  it('have doors for the trailers of the busiest hour: two people at 650 an hour, and ten minutes to swap', () => {
    expect(doorHours(1300)).toBeCloseTo(1 + 1 / 6, 12);
    const sort = { code: 'night', curve, parcels: 13_000, trailers: 10, trailerParcels: 1300 } as const;
    // 10 trailers in 4.75 h, 1.25 times as many an hour in the middle.
    expect(doorsBusy(sort)).toBeCloseTo((10 / 4.75) * 1.25 * (7 / 6), 9);
  });

  it('have two people who type in labels and carry what fits no tray, however small they are', () => {
    const people = (volume: number) =>
      sizeHub(volume)
        .crews.filter(({ task }) => task === 'code')
        .map((crew) => crew.people);
    expect(people(20_000)).toEqual([2, 2]);
    for (const many of people(900_000)) expect(many).toBeGreaterThan(2);
  });

  it('leave to the hands what a lognormal parcel is too large for', () => {
    // The median of a lognormal is mean / sqrt(1 + cv²): half lie above it.
    expect(shareAbove({ mean: 2, cv: 1.5, over: 2 / Math.sqrt(3.25) })).toBeCloseTo(0.5, 12);
    // Two standard deviations of the logarithm beyond: 2.275 %.
    const sigma = Math.sqrt(Math.log(2));
    expect(shareAbove({ mean: 1, cv: 1, over: Math.exp(2 * sigma) / Math.SQRT2 })).toBeCloseTo(0.02275, 5);
  });
});

describe('a hub that was sized', () => {
  const volumes = fc.integer({ min: 20_000, max: 3_000_000 });

  it('sorts its day on paper: the scarcest resource at 90 % at most, breaks included, and nothing left at the end', () => {
    fc.assert(
      fc.property(volumes, (volume) => {
        const quarters = dayOnPaper(sizeHub(volume));
        expect(quarters.at(-1)!.backlog).toBeCloseTo(0, 3);
        expect(quarters.reduce((sum, { sorted }) => sum + sorted, 0) / volume).toBeCloseTo(1, 3);
        const usual = quarters.filter(
          ({ at, limit }) => limit > 0 && at >= 16 * 60 + 30 && (at < 23 * 60 || at >= 23 * 60 + 45),
        );
        for (const { at, sorted, limit } of usual)
          expect(sorted / limit, `at ${at}`).toBeLessThanOrEqual(0.9);
      }),
      { numRuns: 30 },
    );
  });

  it('plans every parcel that comes for a departure, with room for all of it', () => {
    fc.assert(
      fc.property(volumes, (volume) => {
        const hub = sizeHub(volume);
        expect(hub.directions.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
        for (const { share, departures, trailersPerDeparture, trailerParcels } of hub.directions) {
          const aboard = expectedAboard(departures, hub.sorts);
          expect(aboard.reduce((sum, parcels) => sum + parcels, 0)).toBeCloseTo(
            hub.sorts.reduce((sum, { parcels }) => sum + parcels, 0),
            3,
          );
          for (const parcels of aboard)
            expect(share * parcels * 1.299).toBeLessThan(trailersPerDeparture * trailerParcels);
        }
      }),
      { numRuns: 30 },
    );
  });
});
