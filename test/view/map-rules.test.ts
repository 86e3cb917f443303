import { describe, expect, it } from 'vitest';
import type { NetworkWorld, WorldDisruption } from '../../src/snapshot/network-snapshot.ts';
import { disruptionsAt, troubledLanes } from '../../src/view/disruptions-at.ts';
import { framesKept } from '../../src/view/frame-history.ts';
import {
  crowdScale,
  facilityTiers,
  LaneLevels,
  levelAlpha,
  NAMES_FROM,
  plannedImportance,
  tierAlpha,
} from '../../src/view/level-of-detail.ts';
import { sunDirection } from '../../src/view/night.ts';
import { plannedPath } from '../../src/view/plan-path.ts';
import { isSameLayout } from '../../src/view/same-layout.ts';
import { regionOfFacilities, worldRegions } from '../../src/view/world-regions.ts';

const place = (kind: 'hub' | 'station' | 'township' | 'village-station', region = '') =>
  ({ code: '', name: '', kind, lat: 0, lon: 0, region }) as const;

describe('how much is drawn', () => {
  it('begins with hubs and ends with village stations', () => {
    const facilities = [place('hub'), place('station'), place('township'), place('village-station')];
    const tiers = facilityTiers(facilities, Uint8Array.of(1, 0, 0, 0));
    expect([...tiers]).toEqual([0, 1, 2, 3]);
    const drawn = (doublings: number) => [...tiers].map((tier) => tierAlpha(tier, doublings) > 0);
    expect(drawn(-4)).toEqual([true, false, false, false]);
    expect(drawn(0)).toEqual([true, true, false, false]);
    expect(drawn(2)).toEqual([true, true, true, false]);
    expect([...tiers].map((tier) => tierAlpha(tier, 5))).toEqual([1, 1, 1, 1]);
    // What has no mark has no name.
    for (const tier of tiers) expect(tierAlpha(tier, Math.max(-9, NAMES_FROM[tier]))).toBeGreaterThan(0.8);
  });

  it('makes hubs smaller where they are many, until one comes near', () => {
    expect(crowdScale(31, 0)).toBe(1);
    expect(crowdScale(180, 0)).toBeCloseTo(0.5, 12);
    expect(99 * crowdScale(99, 0) ** 2).toBeCloseTo(45, 9);
    expect(crowdScale(99, 2)).toBe(1);
  });

  it('takes the strongest lanes first, about four times as many with every doubling', () => {
    const lanes = 5000;
    const importance = Uint8Array.from({ length: lanes }, (_, i) => Math.round(255 * Math.sqrt(i / lanes)));
    const levels = new Float32Array(lanes);
    new LaneLevels(new Uint8Array(lanes)).rank(importance, levels);
    const shownAt = (doublings: number) =>
      levels.filter((level) => levelAlpha(level, doublings) === 1).length;
    expect(shownAt(0)).toBeGreaterThan(180);
    expect(shownAt(0)).toBeLessThan(260);
    expect(shownAt(1) / shownAt(0)).toBeCloseTo(4, 0);
    expect(shownAt(4)).toBe(lanes);
    for (let i = 1; i < lanes; i++) expect(levels[i]).toBeLessThanOrEqual(levels[i - 1]);
  });

  it('leaves feeders out from afar, however strong, and draws all lanes of a small network', () => {
    const levels = new Float32Array(4);
    new LaneLevels(Uint8Array.of(0, 0, 1, 1)).rank(Uint8Array.of(255, 1, 255, 1), levels);
    expect(Array.from(levels, (level) => levelAlpha(level, 0) > 0)).toEqual([true, true, false, false]);
    expect(Array.from(levels, (level) => levelAlpha(level, 1))).toEqual([1, 1, 1, 1]);
  });

  it('keeps at most 2,000 frames, and fewer where each holds many facilities', () => {
    expect(framesKept(10)).toBe(2000);
    expect(framesKept(1500)).toBe(1500);
    expect(framesKept(1_000_000)).toBe(400);
  });
});

/** a → hub → b, hub → c, and c → d: parcels end at b and d. */
const PLANNED = {
  facilities: ['a', 'hub', 'b', 'c', 'd'].map((code) => ({ ...place('station'), code })),
  lanes: [
    [0, 1],
    [1, 2],
    [1, 3],
    [3, 4],
  ].map(([from, to]) => ({ code: `${from}:${to}`, from, to, distanceKm: 1, mode: 'road' as const })),
  plan: {
    destinations: Int32Array.of(2, 4),
    // Row by row: towards b, towards d.
    next: Int32Array.of(0, 0, 1, 2, -1, -1, -1, 3, -1, -1),
  },
} satisfies Pick<NetworkWorld, 'facilities' | 'lanes' | 'plan'>;

describe('the map of another run', () => {
  it('is the same where facilities, lanes and load plan are', () => {
    expect(isSameLayout(PLANNED, structuredClone(PLANNED))).toBe(true);
    const [first, ...others] = PLANNED.facilities;
    const differing = [
      { facilities: PLANNED.facilities.slice(1) },
      { facilities: [{ ...first, lon: 1 }, ...others] },
      { facilities: [{ ...first, region: 'B' }, ...others] },
      { lanes: PLANNED.lanes.map((lane) => ({ ...lane, mode: 'air' as const })) },
      { plan: { ...PLANNED.plan, next: PLANNED.plan.next.map(() => -1) } },
    ];
    for (const one of differing) expect(isSameLayout(PLANNED, { ...PLANNED, ...one })).toBe(false);
  });
});

describe('the way of a parcel', () => {
  it('follows the load plan lane by lane', () => {
    expect(plannedPath(PLANNED, 0, 4)).toEqual([0, 2, 3]);
    expect(plannedPath(PLANNED, 1, 2)).toEqual([1]);
    expect(plannedPath(PLANNED, 2, 2)).toEqual([]);
  });

  it('goes as far as a place on the way, where no parcel ends', () => {
    expect(plannedPath(PLANNED, 0, 1)).toEqual([0]);
    expect(plannedPath(PLANNED, 0, 3)).toEqual([0, 2]);
  });

  it('is unknown where the plan leads nowhere, or in a circle', () => {
    expect(plannedPath(PLANNED, 2, 4)).toBeNull();
    expect(plannedPath(PLANNED, 4, 0)).toBeNull();
    const circle = {
      ...PLANNED,
      lanes: [
        { ...PLANNED.lanes[0], from: 0, to: 1 },
        { ...PLANNED.lanes[0], from: 1, to: 0 },
      ],
      plan: { destinations: Int32Array.of(4), next: Int32Array.of(0, 1, -1, -1, -1) },
    };
    expect(plannedPath(circle, 0, 4)).toBeNull();
  });

  it('makes a lane the more important the more places are reached over it', () => {
    const importance = plannedImportance(PLANNED);
    expect([...importance]).toEqual([255, 180, 180, 180]);
  });
});

describe('disruptions', () => {
  const lanes = Array.from({ length: 6 }, (_, from) => ({ from, to: from + 1 }));
  const one = (fromUs: number, toUs: number, lane: number, effect: 'closed' | 'slowed'): WorldDisruption => ({
    code: '',
    name: '',
    facility: -1,
    lane,
    effect,
    fromUs,
    toUs,
  });

  it('last from their start up to their end, and a closure outweighs a slowing', () => {
    const all = [one(0, 10, 3, 'slowed'), one(5, 8, 3, 'closed'), one(5, 8, 4, 'slowed')];
    expect([4, 5, 7, 8, 10].map((us) => disruptionsAt(all, us).length)).toEqual([1, 3, 3, 1, 0]);
    expect([...troubledLanes(disruptionsAt(all, 6), lanes)]).toEqual([
      [3, 'closed'],
      [4, 'slowed'],
    ]);
    expect(troubledLanes(disruptionsAt(all, 9), lanes).get(3)).toBe('slowed');
  });

  it('of a facility close its lanes, both ways, but do not slow them', () => {
    const closed = { ...one(0, 10, -1, 'closed'), facility: 2 };
    const slowed = { ...one(0, 10, -1, 'slowed'), facility: 4 };
    expect([...troubledLanes([closed, slowed, one(0, 10, 5, 'closed')], lanes)]).toEqual([
      [1, 'closed'],
      [2, 'closed'],
      [5, 'closed'],
    ]);
  });
});

describe('regions', () => {
  it('are counted as the facilities name them; those without one have none', () => {
    const facilities = [place('hub', 'B'), place('station'), place('station', 'A'), place('hub', 'B')];
    const regions = worldRegions({ facilities });
    expect(regions).toEqual(['B', 'A']);
    expect([...regionOfFacilities({ facilities }, regions)]).toEqual([0, -1, 1, 0]);
  });
});

describe('where it is night', () => {
  /** Height of the sun over a place, degrees. */
  function height(utcMs: number, lat: number, lon: number): number {
    const [x, y, z] = sunDirection(utcMs);
    const [f, l] = [(lat * Math.PI) / 180, (lon * Math.PI) / 180];
    const sine = x * Math.cos(f) * Math.cos(l) + y * Math.cos(f) * Math.sin(l) + z * Math.sin(f);
    return (Math.asin(sine) * 180) / Math.PI;
  }

  it('is the half of the equator away from the sun at the equinox', () => {
    // 20 March 2024; at 12:00 UTC the equation of time is about -7.5 minutes, 1.9 degrees.
    const noon = Date.UTC(2024, 2, 20, 12);
    expect(height(noon, 0, 0)).toBeGreaterThan(87);
    expect(height(noon, 0, 180)).toBeLessThan(-87);
    expect(Math.abs(height(noon, 0, 91.9))).toBeLessThan(0.3);
    expect(Math.abs(height(noon, 0, -88.1))).toBeLessThan(0.3);
    expect(Math.abs(height(noon, 90, 0))).toBeLessThan(0.3);
  });

  it('does not come north of the polar circle at the June solstice, nor go south of the other', () => {
    for (let hour = 0; hour < 24; hour++) {
      const at = Date.UTC(2026, 5, 21, hour);
      expect(height(at, 69.65, 18.96), 'Tromsø').toBeGreaterThan(0);
      expect(height(at, -77.85, 166.67), 'McMurdo').toBeLessThan(0);
    }
  });

  it('falls over Beijing on 21 June 2026 at about 19:46 local time', () => {
    // Sunset is counted from 0.833 degrees below the horizon, for refraction and the sun's radius.
    expect(height(Date.UTC(2026, 5, 21, 11, 46), 39.9042, 116.4074)).toBeCloseTo(-0.833, 0);
  });
});
