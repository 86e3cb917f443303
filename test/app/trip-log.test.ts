import { describe, expect, it } from 'vitest';
import type { SegmentBatch } from '../../src/snapshot/network-snapshot.ts';

type Row = readonly [lane: number, trip: number, departUs: number, arriveUs: number, isReturn?: 0 | 1];

function batch(rows: readonly Row[]): SegmentBatch {
  return {
    count: rows.length,
    lane: Int32Array.from(rows, ([lane]) => lane),
    trip: Int32Array.from(rows, ([, trip]) => trip),
    isReturn: Uint8Array.from(rows, ([, , , , isReturn]) => isReturn ?? 0),
    departUs: Float64Array.from(rows, ([, , departUs]) => departUs),
    arriveUs: Float64Array.from(rows, ([, , , arriveUs]) => arriveUs),
    parcels: Int32Array.from(rows, ([, trip]) => 10 * trip),
    loadFactor: Float32Array.from(rows, () => 0.5),
  };
}

describe('the trips of a run', async () => {
  const { TripLog } = await import('../../src/app/state/trip-log.ts');

  it('are found by lane and instant, oldest first', () => {
    const log = new TripLog();
    log.append(
      batch([
        [0, 1, 10, 20],
        [1, 1, 11, 30],
        [0, 2, 15, 25],
      ]),
    );
    log.append(batch([[0, 3, 40, 50]]));
    expect(log.onLane(0, 39).map(({ trip }) => trip)).toEqual([1, 2]);
    expect(log.onLane(0, 99, 10).map(({ trip }) => trip)).toEqual([2, 3]);
    expect(log.onLane(7, 99)).toEqual([]);
    expect(log.find({ lane: 1, trip: 1 })).toMatchObject({ departUs: 11, arriveUs: 30, parcels: 10 });
    expect(log.find({ lane: 1, trip: 2 })).toBeUndefined();
  });

  it('tell an empty vehicle on its way back from the trip out of the same number', () => {
    const log = new TripLog();
    log.append(
      batch([
        [0, 1, 10, 20],
        [0, 1, 30, 40, 1],
      ]),
    );
    expect(log.find({ lane: 0, trip: 1 })?.departUs).toBe(10);
    expect(log.find({ lane: 0, trip: 1, isReturn: true })?.departUs).toBe(30);
  });

  it('are all kept through a run of ten days', () => {
    const log = new TripLog();
    const lanes = 5000;
    for (let day = 0; day < 40; day++) {
      log.append(
        batch(Array.from({ length: lanes }, (_, lane) => [lane, day, day * 1e6 + lane, day * 1e6 + 9e5])),
      );
    }
    expect(log.length).toBe(200_000);
    expect(log.onLane(4999, Number.POSITIVE_INFINITY)).toHaveLength(40);
    expect(log.find({ lane: 17, trip: 0 })?.departUs).toBe(17);
    log.clear();
    expect(log.length).toBe(0);
    expect(log.onLane(17, Number.POSITIVE_INFINITY)).toEqual([]);
  });
});
