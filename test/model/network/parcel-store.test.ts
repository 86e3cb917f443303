import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NONE } from '../../../src/engine/subject-store.ts';
import { Ledger, partOf } from '../../../src/model/network/ledger.ts';
import { MOST_LATE_MARKS, PARCEL_FLAG, ParcelStore } from '../../../src/model/network/parcel-store.ts';

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

  it('reports the bytes that its records really take', () => {
    const store = new ParcelStore();
    store.create(0, 0, 0, 0);
    const views = Object.values(store).filter((value) => ArrayBuffer.isView(value));
    const visible = new Set(views.map(({ buffer }) => buffer));
    const bytes = [...visible].reduce((sum, { byteLength }) => sum + byteLength, 0);
    // Two octets beside the record are private.
    expect(bytes + 2 * store.capacity).toBe(store.bytes);
  });

  it('keeps every field of every parcel to itself, also when it grows', () => {
    const octet = fc.integer({ min: 0, max: 255 });
    const half = fc.integer({ min: 0, max: 0xffff });
    const time = fc.integer({ min: 0, max: 2 ** 45 });
    const fields = fc.record({
      source: half,
      ordinal: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
      klass: octet,
      createdAt: time,
      enteredAt: time,
      acceptedAt: time,
      arrivedAt: time,
      place: half,
      toZone: half,
      weightG: half,
      cubeUnits: half,
      flags: octet,
      lateAs: fc.integer({ min: 0, max: MOST_LATE_MARKS }),
      costMicro: time,
      trips: fc.integer({ min: 0, max: 3 }),
    });
    fc.assert(
      fc.property(fc.array(fields, { minLength: 2, maxLength: 20 }), (all) => {
        const store = new ParcelStore();
        const slots = all.map((one) => {
          const slot = store.create(one.source, one.ordinal, one.klass, one.createdAt);
          store.setEnteredAt(slot, one.enteredAt);
          store.setAcceptedAt(slot, one.acceptedAt);
          store.setArrivedAt(slot, one.arrivedAt);
          store.setPlace(slot, one.place);
          store.setToZone(slot, one.toZone);
          store.setWeightG(slot, one.weightG);
          store.setCubeUnits(slot, one.cubeUnits);
          store.setFlags(slot, one.flags);
          store.setLate(slot, one.lateAs);
          store.addCost(slot, one.costMicro);
          for (let trip = 0; trip < one.trips; trip++) store.tookTrip(slot);
          return slot;
        });
        slots.forEach((slot, k) => {
          store.setLink(slot, slots[k + 1] ?? NONE);
        });
        while (store.capacity === 1024) store.create(0, 0, 0, 0);
        const found = slots.map((slot) => ({
          source: store.source(slot),
          ordinal: store.ordinal(slot),
          klass: store.klass(slot),
          createdAt: store.createdAt(slot),
          enteredAt: store.enteredAt(slot),
          acceptedAt: store.acceptedAt(slot),
          arrivedAt: store.arrivedAt(slot),
          place: store.place(slot),
          toZone: store.toZone(slot),
          weightG: store.weightG(slot),
          cubeUnits: store.cubeUnits(slot),
          flags: store.flags(slot),
          lateAs: store.lateAs(slot),
          costMicro: store.costMicro(slot),
          trips: store.legs(slot),
        }));
        expect(found).toEqual(all);
        expect(slots.map((slot) => store.link(slot))).toEqual([...slots.slice(1), NONE]);
      }),
      { numRuns: 50 },
    );
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
      store.acceptedAt(parcel),
      store.flags(parcel),
      store.legs(parcel),
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
    store.setFlags(one, PARCEL_FLAG.cohort);
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
