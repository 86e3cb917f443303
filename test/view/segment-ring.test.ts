import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SegmentHistory } from '../../src/view/segment-history.ts';
import { SEGMENT_BYTES, SegmentRing, WORDS } from '../../src/view/segment-ring.ts';
import { segmentBatch, type WrittenTrip } from './segment-batch.ts';

const LANES = 4;
const look = {
  laneEnds: Float32Array.from({ length: LANES * 4 }, (_, i) => i),
  laneMode: Uint8Array.from([0, 1, 2, 3]),
};

function ringOf(trips: readonly WrittenTrip[], capacity = 8): { history: SegmentHistory; ring: SegmentRing } {
  const history = new SegmentHistory();
  history.append(segmentBatch(trips));
  return { history, ring: new SegmentRing(history, look, capacity) };
}

/** Trips that the shader would show: by the numbers on the GPU, not by the ring's own books. */
function shown(ring: SegmentRing): number[] {
  const trips: number[] = [];
  for (let slot = 0; slot < ring.used; slot++) {
    const depart = ring.words[slot * WORDS + 4];
    const arrive = ring.words[slot * WORDS + 5];
    if (depart <= ring.shaderNow && ring.shaderNow < arrive) trips.push(ring.at(slot));
  }
  return trips.sort((a, b) => a - b);
}

function underWay(trips: readonly WrittenTrip[], now: number): number[] {
  return trips.flatMap((trip, i) => (trip.depart <= now && now < trip.arrive ? [i] : []));
}

const written = fc
  .array(
    fc.record({
      lane: fc.nat({ max: LANES - 1 }),
      depart: fc.nat({ max: 500 }),
      lasts: fc.integer({ min: 1, max: 200 }),
    }),
    { maxLength: 120 },
  )
  .map((trips) =>
    trips
      .map(({ lane, depart, lasts }) => ({ lane, depart, arrive: depart + lasts }))
      .sort((a, b) => a.depart - b.depart),
  );

describe('the ring of trips under way', () => {
  it('draws empty vehicles hollow, and those that run back from the end of the lane to its start', () => {
    const { ring } = ringOf([
      { lane: 1, depart: 0, arrive: 10 },
      { lane: 1, depart: 1, arrive: 10, isReturn: true },
      { lane: 1, depart: 2, arrive: 10, isEmpty: true },
    ]);
    ring.setTime(5e6);
    const octets = new Uint8Array(ring.bytes);
    const slots = [0, 1, 2].map((slot) => ({
      ends: [...ring.words.subarray(slot * WORDS, slot * WORDS + 4)],
      isHollow: octets[slot * SEGMENT_BYTES + 27] > 0,
    }));
    expect(slots).toEqual([
      { ends: [4, 5, 6, 7], isHollow: false },
      { ends: [6, 7, 4, 5], isHollow: true },
      { ends: [4, 5, 6, 7], isHollow: true },
    ]);
  });

  it('shows a trip from its departure until, not at, its arrival', () => {
    const { ring } = ringOf([{ lane: 1, depart: 10, arrive: 20 }]);
    const seen = [9, 10, 19, 20, 25].map((now) => {
      ring.setTime(now * 1e6);
      return shown(ring).length;
    });
    expect(seen).toEqual([0, 1, 1, 0, 0]);
  });

  it('writes ends, mode and load factor of the lane into the slot', () => {
    const { ring } = ringOf([{ lane: 2, depart: 0, arrive: 10, parcels: 100, load: 1 }]);
    ring.setTime(0);
    expect([...ring.words.subarray(0, 4)]).toEqual([8, 9, 10, 11]);
    const octets = new Uint8Array(ring.bytes, 24, 3);
    expect([...octets]).toEqual([2, 255, 80]);
  });

  it('appends a trip under way again instead of overwriting it', () => {
    const long = { lane: 0, depart: 0, arrive: 1000 };
    const short = Array.from({ length: 40 }, (_, i) => ({ lane: 1, depart: i + 1, arrive: i + 3 }));
    const { ring } = ringOf([long, ...short]);
    for (let now = 0; now <= 41; now++) {
      ring.setTime(now * 1e6);
      expect(shown(ring)).toContain(0);
    }
    expect(ring.capacity).toBe(8);
  });

  it('grows when too many are under way, and loses none', () => {
    const trips = Array.from({ length: 100 }, (_, i) => ({ lane: i % LANES, depart: i, arrive: 1000 }));
    const { ring } = ringOf(trips);
    for (let now = 0; now < 100; now++) {
      ring.setTime(now * 1e6);
      expect(shown(ring)).toHaveLength(now + 1);
    }
    expect(ring.bytes.byteLength).toBe(ring.capacity * SEGMENT_BYTES);
  });

  it('shows exactly the trips under way at any sequence of instants, forward or back', () => {
    fc.assert(
      fc.property(written, fc.array(fc.nat({ max: 700 }), { maxLength: 40 }), (trips, instants) => {
        const { ring } = ringOf(trips);
        for (const now of instants) {
          ring.setTime(now * 1e6);
          expect(shown(ring)).toEqual(underWay(trips, now));
        }
      }),
    );
  });

  it('uploads every slot it wrote: a copy kept by the dirty ranges alone equals the ring', () => {
    fc.assert(
      fc.property(written, fc.array(fc.nat({ max: 700 }), { maxLength: 40 }), (trips, instants) => {
        const { ring } = ringOf(trips);
        let source = ring.bytes;
        let copy = new Uint8Array(source.byteLength);
        for (const now of instants) {
          ring.setTime(now * 1e6);
          ring.takeDirty((first, count) => {
            if (ring.bytes !== source) {
              // The layer uploads a new buffer whole.
              source = ring.bytes;
              copy = new Uint8Array(source.slice(0));
            }
            const from = first * SEGMENT_BYTES;
            copy.set(new Uint8Array(ring.bytes, from, count * SEGMENT_BYTES), from);
          });
          expect(copy).toEqual(new Uint8Array(ring.bytes));
        }
      }),
    );
  });

  it('keeps times exact to a sixteenth of a second after a year', () => {
    const year = 365 * 86400;
    const { ring } = ringOf([{ lane: 0, depart: year, arrive: year + 3600 }]);
    ring.setTime((year + 1800) * 1e6);
    const [depart, arrive] = ring.words.subarray(4, 6);
    expect((ring.shaderNow - depart) / (arrive - depart)).toBeCloseTo(0.5, 4);
    expect(arrive - depart).toBeCloseTo(3600, 1);
  });

  it('starts empty again after clear', () => {
    const { history, ring } = ringOf([{ lane: 0, depart: 0, arrive: 100 }]);
    ring.setTime(50e6);
    history.clear();
    ring.clear();
    history.append(segmentBatch([{ lane: 1, depart: 3, arrive: 8 }]));
    ring.setTime(5e6);
    expect(shown(ring)).toEqual([0]);
    expect(ring.words[0]).toBe(4);
  });
});

describe('the history of trips', () => {
  it('refuses a trip that departs before the one that precedes it, naming both', () => {
    const history = new SegmentHistory();
    history.append(segmentBatch([{ lane: 0, depart: 5, arrive: 6 }]));
    expect(() => history.append(segmentBatch([{ lane: 3, depart: 4, arrive: 6 }]))).toThrow(
      /lane 3 trip 0 departs at 4000000 us, after one that departed at 5000000 us/,
    );
  });

  it('reads back across chunks what was appended', () => {
    const history = new SegmentHistory();
    const trips = Array.from({ length: 40_000 }, (_, i) => ({ lane: i % LANES, depart: i, arrive: i + 7 }));
    history.append(segmentBatch(trips));
    expect(history.length).toBe(40_000);
    for (const i of [0, 16_383, 16_384, 39_999]) {
      expect([history.lane(i), history.trip(i), history.departUs(i)]).toEqual([i % LANES, i, i * 1e6]);
    }
    expect(history.departedBy(20_000.5e6)).toBe(20_001);
    expect(history.firstPossiblyLive(20_000e6)).toBeLessThanOrEqual(19_994);
  });
});
