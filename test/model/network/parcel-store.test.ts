import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Ledger, partOf } from '../../../src/model/network/ledger.ts';
import { PARCEL_FLAG, ParcelStore } from '../../../src/model/network/parcel-store.ts';

describe('the store of parcels', () => {
  it('takes at most 64 bytes a parcel at any peak above 100,000', () => {
    const store = new ParcelStore();
    for (let ordinal = 0; ordinal < 1_000_000; ordinal++) {
      store.create(0, ordinal, 0, 0);
      if (store.live >= 100_000 && store.bytes / store.live > 64)
        throw new Error(`${store.bytes / store.live} bytes a parcel at ${store.live}`);
    }
    expect(store.bytes / store.peak).toBeLessThanOrEqual(64);
  });

  it('reports the bytes that its columns really take', () => {
    const store = new ParcelStore();
    store.create(0, 0, 0, 0);
    const columns = Object.values(store).filter((value) => ArrayBuffer.isView(value));
    const visible = columns.reduce((sum, column) => sum + column.byteLength, 0);
    // One column, the cost, is private: four bytes a parcel.
    expect(visible + 4 * store.capacity).toBe(store.bytes);
  });

  it('keeps nothing of finished parcels: a million pass through the room of a thousand', () => {
    const store = new ParcelStore();
    const live: number[] = [];
    for (let ordinal = 0; ordinal < 1_000_000; ordinal++) {
      const parcel = store.create(0, ordinal, 0, ordinal);
      store.addCost(parcel, 5e9);
      live.push(parcel);
      if (live.length === 1000) for (const one of live.splice(0)) store.release(one);
    }
    expect(store.capacity).toBeLessThanOrEqual(1024);
    expect(store.live).toBe(0);
    // What is used again begins anew.
    const parcel = store.create(0, 0, 0, 0);
    expect([
      store.costMicro(parcel),
      store.acceptedAt[parcel],
      store.flags[parcel],
      store.legs[parcel],
    ]).toEqual([0, -1, 0, 0]);
  });

  it('counts the cost of a parcel exactly, also where it alone bears a long trip', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2e11 }), { maxLength: 30 }), (amounts) => {
        const store = new ParcelStore();
        const [a, b] = [store.create(0, 0, 0, 0), store.create(0, 1, 0, 0)];
        for (const amount of amounts) {
          store.addCost(a, amount);
          store.addCost(b, 7);
        }
        expect(store.costMicro(a)).toBe(amounts.reduce((sum, amount) => sum + amount, 0));
        expect(store.costMicro(b)).toBe(7 * amounts.length);
      }),
    );
  });
});

describe('the parts of a cost', () => {
  it('are whole, sum to the whole, and differ by one micro-unit at most', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e12 }), fc.integer({ min: 1, max: 20_000 }), (whole, n) => {
        let sum = 0;
        for (let k = 0; k < n; k++) {
          const part = partOf(whole, k, n);
          sum += part;
          if (part !== Math.floor(whole / n) && part !== Math.ceil(whole / n))
            throw new Error(`${part} of ${whole} / ${n}`);
        }
        expect(sum).toBe(whole);
      }),
    );
  });

  it('go to accounts and parcels alike', () => {
    const store = new ParcelStore();
    const ledger = new Ledger(store, Uint8Array.of(0, 1));
    const parcels = [0, 1, 2].map((ordinal) => store.create(0, ordinal, 0, 0));
    parcels.forEach((parcel, k) => {
      ledger.charge('linehaul', parcel, partOf(20_000_000_000, k, 3));
    });
    ledger.emptyTrip(0, 5);
    expect(ledger.onLiveParcels()).toBe(20_000_000_000);
    expect(ledger.total).toBe(20_000_000_005);
  });

  it('are counted apart for the cohort, whenever they are booked, and for the measured days where nobody bears them', () => {
    const store = new ParcelStore();
    const ledger = new Ledger(store, Uint8Array.of(0, 1));
    const [one, other] = [0, 1].map((ordinal) => store.create(0, ordinal, 0, 0));
    store.flags[one] = PARCEL_FLAG.cohort;
    ledger.emptyTrip(0, 100);
    ledger.beginMeasuring();
    ledger.charge('pickup', one, 3);
    ledger.charge('pickup', other, 4);
    ledger.emptyTrip(0, 5);
    ledger.reposition(1, 11);
    expect([ledger.measured('overhead'), ledger.measured('repositioning')]).toEqual([5, 11]);
    ledger.endMeasuring();
    ledger.haul(1, one, 6);
    ledger.haul(0, other, 8);
    ledger.emptyTrip(1, 7);
    expect([ledger.ofCohort('pickup'), ledger.ofCohort('linehaul'), ledger.ofCohort('overhead')]).toEqual([
      3, 6, 0,
    ]);
    expect([0, 1, 2].map((laneClass) => ledger.hauledOfCohort(laneClass))).toEqual([0, 6, 0]);
    expect(ledger.measured('overhead')).toBe(5);
    expect([0, 1].map((laneClass) => ledger.measured('repositioning', laneClass))).toEqual([0, 11]);
    // Lanes forget the warm-up.
    expect([[...ledger.lanes.loaded], [...ledger.lanes.empty], [...ledger.lanes.repositioning]]).toEqual([
      [8, 6],
      [5, 7],
      [0, 11],
    ]);
    expect(ledger.byLaneClass).toBe(8 + 6 + 100 + 5 + 7 + 11);
    expect(ledger.total).toBe(ledger.unborne + ledger.onLiveParcels());
  });
});
