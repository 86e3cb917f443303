import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LaneFlow } from '../../src/view/lane-flow.ts';
import { SegmentHistory } from '../../src/view/segment-history.ts';
import { segmentBatch } from './segment-batch.ts';

const HOUR = 3600;

describe('the flow of a lane', () => {
  it('counts the parcels of the 24 hours up to the instant', () => {
    const history = new SegmentHistory();
    history.append(
      segmentBatch([
        { lane: 0, depart: 1 * HOUR, arrive: 2 * HOUR, parcels: 10, load: 0 },
        { lane: 1, depart: 2 * HOUR, arrive: 3 * HOUR, parcels: 20, load: 1 },
        { lane: 0, depart: 20 * HOUR, arrive: 22 * HOUR, parcels: 40, load: 1 },
      ]),
    );
    const flow = new LaneFlow(history, 2);
    flow.setTime(20 * HOUR * 1e6);
    expect([...flow.parcels]).toEqual([50, 20]);
    expect(flow.load(0)).toBeCloseTo(0.5, 12);
    flow.setTime(25 * HOUR * 1e6);
    expect([...flow.parcels]).toEqual([40, 20]);
    flow.setTime(50 * HOUR * 1e6);
    expect([...flow.parcels]).toEqual([0, 0]);
    expect(flow.load(0)).toBeNaN();
  });

  it('leaves out empty vehicles, whichever way they run', () => {
    const history = new SegmentHistory();
    history.append(
      segmentBatch([
        { lane: 0, depart: 0, arrive: HOUR, parcels: 10, load: 1 },
        { lane: 0, depart: HOUR, arrive: 2 * HOUR, parcels: 0, load: 0, isReturn: true },
        { lane: 0, depart: 2 * HOUR, arrive: 3 * HOUR, parcels: 0, load: 0, isEmpty: true },
      ]),
    );
    const flow = new LaneFlow(history, 1);
    flow.setTime(3 * HOUR * 1e6);
    expect([flow.parcels[0], flow.load(0)]).toEqual([10, 1]);
  });

  it('depends on the instant alone, not on the way there', () => {
    const trip = fc.record({
      lane: fc.nat({ max: 2 }),
      depart: fc.nat({ max: 80 * HOUR }),
      parcels: fc.nat({ max: 900 }),
      load: fc.float({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(
        fc.array(trip),
        fc.array(fc.nat({ max: 100 * HOUR })),
        fc.nat({ max: 100 * HOUR }),
        (trips, way, end) => {
          const history = new SegmentHistory();
          history.append(
            segmentBatch(
              trips
                .sort((a, b) => a.depart - b.depart)
                .map((each) => ({ ...each, arrive: each.depart + HOUR })),
            ),
          );
          const wandered = new LaneFlow(history, 3);
          for (const instant of way) wandered.setTime(instant * 1e6);
          wandered.setTime(end * 1e6);
          const direct = new LaneFlow(history, 3);
          direct.setTime(end * 1e6);
          expect(wandered.parcels).toEqual(direct.parcels);
          expect([0, 1, 2].map((lane) => wandered.load(lane))).toEqual(
            [0, 1, 2].map((lane) => direct.load(lane)),
          );
        },
      ),
    );
  });
});
