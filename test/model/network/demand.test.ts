import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { demandProfile } from '../../../src/model/demand/demand-profile.ts';
import { GravityDemand } from '../../../src/model/demand/gravity.ts';
import { ZoneSources } from '../../../src/model/demand/zone-sources.ts';
import { LocalTime } from '../../../src/model/network/local-time.ts';
import { type NetworkDraft, network } from '../../builders/network-draft.ts';

const towns = fc
  .array(
    fc.record({
      population: fc.integer({ min: 0, max: 100 }),
      sellerWeight: fc.integer({ min: 0, max: 5 }),
      lat: fc.integer({ min: 20, max: 45 }),
      lon: fc.integer({ min: 90, max: 125 }),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .filter(
    (all) => all.some(({ population }) => population > 0) && all.some(({ sellerWeight }) => sellerWeight > 0),
  )
  .map(
    (all): NetworkDraft => ({
      settings: { demand: { parcels_per_day: 1000, distance_exponent: 1, nearest_km: 80 } },
      facilities: all.map(({ lat, lon }, i) => ({ code: `S${i}`, kind: 'station', lat, lon })),
      zones: all.map(({ population, sellerWeight }, i) => ({
        code: `Z${i}`,
        station: `S${i}`,
        population,
        sellerWeight,
      })),
      lanes: [],
    }),
  );

describe('gravity demand', () => {
  it('sends every parcel somewhere: flows sum to what zones send, and those to the whole', () => {
    fc.assert(
      fc.property(towns, (draft) => {
        const scenario = network(draft);
        const demand = new GravityDemand(scenario);
        const zones = scenario.zones.map((_, zone) => zone);
        const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
        expect(sum(zones.map((zone) => demand.sentPerDay(zone)))).toBeCloseTo(1000, 6);
        for (const from of zones)
          expect(sum(zones.map((to) => demand.flowPerDay(from, to)))).toBeCloseTo(demand.sentPerDay(from), 6);
        expect(sum(zones.map((zone) => demand.receivedPerDay(zone)))).toBeCloseTo(1000, 6);
      }),
    );
  });

  it('draws destinations in the shares of the flows, and none where nobody lives', () => {
    fc.assert(
      fc.property(towns, (draft) => {
        const scenario = network(draft);
        const demand = new GravityDemand(scenario);
        const from = scenario.zones.findIndex(({ sellerWeight }) => sellerWeight > 0);
        const n = 4000;
        const drawn = scenario.zones.map(() => 0);
        // Evenly spread instead of random: each zone gets its share to one draw.
        for (let i = 0; i < n; i++) drawn[demand.destination(from, (i + 0.5) / n)]++;
        drawn.forEach((count, to) => {
          const share = demand.flowPerDay(from, to) / demand.sentPerDay(from);
          expect(Math.abs(count - n * share)).toBeLessThanOrEqual(1);
          if (scenario.zones[to].population === 0) expect(count).toBe(0);
        });
      }),
    );
  });

  it('falls with distance as told, and not below the nearest', () => {
    // On the equator a degree is 111.19 km: 1, 2 and 4 degrees, and one nearer than 100 km.
    const at = (lon: number, i: number) => ({ code: `S${i}`, kind: 'station' as const, lat: 0, lon });
    const scenario = network({
      settings: { demand: { parcels_per_day: 1, distance_exponent: 2, nearest_km: 111.195 } },
      facilities: [0, 0.5, 2, 4].map(at),
      zones: [0, 1, 2, 3].map((i) => ({ code: `Z${i}`, station: `S${i}`, sellerWeight: i === 0 ? 1 : 0 })),
      lanes: [],
    });
    const demand = new GravityDemand(scenario);
    const flows = [0, 1, 2, 3].map((to) => demand.flowPerDay(0, to) / demand.flowPerDay(0, 0));
    [1, 1, 1 / 4, 1 / 16].forEach((flow, to) => {
      expect(flows[to]).toBeCloseTo(flow, 5);
    });
  });

  it('sends a parcel to the same zone in whatever order zones are listed', () => {
    fc.assert(
      fc.property(towns, fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }), (draft, u) => {
        const [a, b] = [draft, { ...draft, zones: draft.zones.toReversed() }].map(network);
        const from = a.zones.findIndex(({ code }) => code === 'Z0');
        const to = new GravityDemand(a).destination(from, u);
        const other = new GravityDemand(b).destination(
          b.zones.findIndex(({ code }) => code === 'Z0'),
          u,
        );
        expect(b.zones[other].code).toBe(a.zones[to].code);
      }),
    );
  });
});

describe('the profile of a week', () => {
  const shares = fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: 24, maxLength: 24 })
    .filter((all) => all.some((one) => one > 0));
  const weekdays = fc
    .array(fc.integer({ min: 0, max: 3 }), { minLength: 7, maxLength: 7 })
    .filter((all) => all.some((one) => one > 0));

  it('brings seven mean days a week, in the shares of hours and weekdays, wherever in the hour it starts', () => {
    fc.assert(
      fc.property(
        shares,
        weekdays,
        fc.integer({ min: 0, max: 604_799 }),
        (hour_shares, weekday_shares, startS) => {
          const { settings } = network({
            settings: { demand: { hour_shares, weekday_shares } },
            facilities: [{ code: 'S', kind: 'station' }],
            zones: [{ code: 'Z', station: 'S' }],
            lanes: [],
          });
          const local = new LocalTime(Math.floor(startS / 86_400), startS % 86_400);
          const profile = demandProfile(settings, local, 50);
          expect(profile.cumulative(604_800)).toBeCloseTo(350, 6);
          const total = (all: readonly number[]) => all.reduce((sum, one) => sum + one, 0);
          // Every full hour of the week, seen from a start anywhere in it.
          for (let hourOfWeek = 0; hourOfWeek < 168; hourOfWeek += 5) {
            const from = (hourOfWeek * 3600 - startS + 604_800) % 604_800;
            const share =
              (weekday_shares[Math.floor(hourOfWeek / 24)] / total(weekday_shares)) *
              (hour_shares[hourOfWeek % 24] / total(hour_shares));
            expect(profile.cumulative(from + 3600) - profile.cumulative(from)).toBeCloseTo(350 * share, 6);
          }
        },
      ),
    );
  });
});

describe('the numbers of sources', () => {
  it('come from the codes: neither the order of the file nor another zone changes them', () => {
    const zones = (codes: readonly string[]) =>
      network({
        facilities: [{ code: 'S', kind: 'station' }],
        zones: codes.map((code) => ({ code, station: 'S' })),
        lanes: [],
      });
    const numbers = (codes: readonly string[]) => {
      const scenario = zones(codes);
      const sources = new ZoneSources(scenario);
      for (const [i, code] of codes.entries()) expect(sources.zone(sources.numberOf[i]).code).toBe(code);
      return new Map(codes.map((code, i) => [code, sources.numberOf[i]]));
    };
    const codes = Array.from({ length: 400 }, (_, i) => `ZONE-${i}`);
    const before = numbers(codes);
    expect(new Set(before.values()).size).toBe(400);
    expect([...numbers(codes.toReversed())].sort()).toEqual([...before].sort());
    const after = numbers(['NEW', ...codes]);
    for (const [code, number] of before) expect(after.get(code)).toBe(number);
  });
});
