import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, describe, expect, it } from 'vitest';
import { readScenario } from '../../src/cli/read-scenario.ts';
import { describeWorld } from '../../src/experiment/describe-world.ts';
import type { NetworkWorld } from '../../src/snapshot/network-snapshot.ts';
import { countryLand } from '../../src/view/country-land.ts';
import { clipToConvex, LandShape, signedArea } from '../../src/view/land-shape.ts';
import { mapGeometry } from '../../src/view/map-geometry.ts';
import type { WorldTopology } from '../../src/view/outlines.ts';
import { fitMap } from '../../src/view/projection.ts';
import { Provinces, regionSites } from '../../src/view/provinces.ts';
import { earcut } from './earcut.ts';

const noPause = async () => {};

/** A square island with a square lake. */
const ISLAND = new LandShape([
  [
    [0, 0, 10, 0, 10, 10, 0, 10],
    [4, 4, 6, 4, 6, 6, 4, 6],
  ],
]);

function areaOf(provinces: Provinces, region: number): number {
  let area = 0;
  const corners = provinces.triangles.subarray(
    provinces.firstCorner[region] * 2,
    provinces.firstCorner[region + 1] * 2,
  );
  for (let at = 0; at < corners.length; at += 6)
    area += Math.abs(signedArea([...corners.subarray(at, at + 6)]));
  return area;
}

describe('land', () => {
  it('holds its points, but not those of its lake', () => {
    expect(ISLAND.holds(1, 1)).toBe(true);
    expect(ISLAND.holds(5, 5)).toBe(false);
    expect(ISLAND.holds(11, 5)).toBe(false);
  });

  it('cuts a line at the coast and at the lake', () => {
    expect(ISLAND.clipSegment(-5, 5, 15, 5)).toEqual([0, 5, 4, 5, 6, 5, 10, 5]);
    expect(ISLAND.clipSegment(20, 0, 20, 9)).toEqual([]);
  });

  it('is cut to a convex cell, whichever way round the cell is given', () => {
    const cell = [5, -5, 20, -5, 20, 5, 5, 5];
    const backwards = [5, 5, 20, 5, 20, -5, 5, -5];
    for (const given of [cell, backwards]) {
      expect(Math.abs(signedArea(clipToConvex([0, 0, 10, 0, 10, 10, 0, 10], given)))).toBeCloseTo(25, 12);
    }
    expect(clipToConvex([0, 0, 1, 0, 1, 1], cell)).toEqual([]);
  });
});

describe('provinces of two regions on an island', () => {
  it('meet in the middle between their stations, cut by the lake', async () => {
    const sites = { regions: ['west', 'east'], places: [2, 3, 2, 7, 8, 3, 8, 7], region: [0, 0, 1, 1] };
    const provinces = await Provinces.divide(sites, ISLAND, earcut, noPause);
    if (provinces === null) throw new Error('no provinces');
    expect(areaOf(provinces, 0)).toBeCloseTo(48, 4);
    expect(areaOf(provinces, 1)).toBeCloseTo(48, 4);
    expect([provinces.regionAt(1, 5), provinces.regionAt(9, 5), provinces.regionAt(5, 5)]).toEqual([
      0, 1, -1,
    ]);
    let length = 0;
    for (let at = 0; at < provinces.borders.length; at += 4) {
      expect(provinces.borders[at]).toBeCloseTo(5, 5);
      expect(provinces.borders[at + 2]).toBeCloseTo(5, 5);
      length += Math.abs(provinces.borders[at + 3] - provinces.borders[at + 1]);
    }
    expect(length).toBeCloseTo(8, 4);
  });

  it('are all the land where there is one region', async () => {
    const sites = { regions: ['all'], places: [2, 2], region: [0] };
    const provinces = await Provinces.divide(sites, ISLAND, earcut, noPause);
    if (provinces === null) throw new Error('no provinces');
    expect(areaOf(provinces, 0)).toBeCloseTo(96, 4);
    expect(provinces.borders).toHaveLength(0);
    expect([provinces.regionAt(9, 9), provinces.regionAt(5, 5)]).toEqual([0, -1]);
  });

  it('are not drawn where there is no region or no land', async () => {
    const sites = { regions: [], places: [], region: [] };
    expect(await Provinces.divide(sites, ISLAND, earcut, noPause)).toBeNull();
    const two = { regions: ['a', 'b'], places: [2, 2, 8, 8], region: [0, 1] };
    expect(await Provinces.divide(two, new LandShape([]), earcut, noPause)).toBeNull();
  });
});

describe('the sites of regions', () => {
  it('are stations, and all facilities of a region that has none', () => {
    const kinds = [
      ['hub', 'West'],
      ['station', 'West'],
      ['hub', 'East'],
      ['township', 'East'],
      ['hub', ''],
    ] as const;
    const facilities = kinds.map(([kind, region]) => ({ code: '', name: '', kind, lat: 0, lon: 0, region }));
    const places = Float32Array.from(facilities.flatMap((_, i) => [i, 0]));
    expect(regionSites({ facilities }, places)).toEqual({
      regions: ['West', 'East'],
      places: [1, 0, 2, 0, 3, 0],
      region: [0, 1, 1],
    });
  });
});

describe('the provinces of China by its prefectures', () => {
  let world: NetworkWorld;
  let places: Float32Array;
  let land: LandShape;
  let provinces: Provinces;

  beforeAll(async () => {
    const { scenario } = readScenario('china-31', { cwd: 'scenarios', scenarios: 'scenarios' }, []);
    if (scenario === undefined) throw new Error('china-31 cannot be read');
    const described = describeWorld(scenario);
    if (described.kind !== 'network') throw new Error('china-31 is no network');
    world = described;
    const map = fitMap(world.facilities);
    places = mapGeometry(world, map).places;
    const file = createRequire(import.meta.url).resolve('world-atlas/countries-50m.json');
    const topology = JSON.parse(readFileSync(file, 'utf8')) as WorldTopology;
    land = await countryLand(topology, map, world.facilities, noPause);
    const divided = await Provinces.divide(regionSites(world, places), land, earcut, noPause);
    if (divided === null) throw new Error('no provinces');
    provinces = divided;
  });

  it('hold every station that lies on land, each in its own', () => {
    let onLand = 0;
    world.facilities.forEach(({ kind, region, code }, i) => {
      if (kind !== 'station') return;
      const at = provinces.regionAt(places[i * 2], places[i * 2 + 1]);
      if (at < 0) return;
      onLand++;
      expect(provinces.regions[at], code).toBe(region);
    });
    // Outlines at 1:50,000,000 leave out small islands and some towns on the coast and at the border.
    expect(onLand).toBeGreaterThan(320);
  });

  it('share out the land of one country, without remainder', () => {
    const country = land.polygons.reduce(
      (sum, rings) =>
        sum + rings.reduce((area, ring, i) => area + (i === 0 ? 1 : -1) * Math.abs(signedArea(ring)), 0),
      0,
    );
    const shared = provinces.regions.reduce((sum, _, region) => sum + areaOf(provinces, region), 0);
    expect(shared / country).toBeCloseTo(1, 5);
  });

  it('have borders on land only, each between two different regions that lie to its sides', () => {
    expect(provinces.sides.length).toBeGreaterThan(200);
    for (let piece = 0; piece < provinces.sides.length / 2; piece++) {
      const [fromX, fromY, toX, toY] = provinces.borders.subarray(piece * 4, piece * 4 + 4);
      const [a, b] = provinces.sides.subarray(piece * 2, piece * 2 + 2);
      expect(a).not.toBe(b);
      const length = Math.hypot(toX - fromX, toY - fromY);
      if (length < 0.5) continue;
      const [x, y] = [(fromX + toX) / 2, (fromY + toY) / 2];
      const [acrossX, acrossY] = [(-(toY - fromY) / length) * 0.02, ((toX - fromX) / length) * 0.02];
      const beside = [
        provinces.regionAt(x + acrossX, y + acrossY),
        provinces.regionAt(x - acrossX, y - acrossY),
      ].filter((region) => region >= 0);
      expect([a, b]).toEqual(expect.arrayContaining(beside));
      expect(beside.length).toBeGreaterThan(0);
      expect(land.holds(x, y)).toBe(true);
    }
  });

  it('have names that stand within them', () => {
    provinces.regions.forEach((region, i) => {
      expect(provinces.regionAt(provinces.middles[i * 2], provinces.middles[i * 2 + 1]), region).toBe(i);
    });
  });
});
