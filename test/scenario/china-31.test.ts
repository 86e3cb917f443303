import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { greatCircleKm } from '../../src/engine/math/great-circle.ts';
import { GravityDemand } from '../../src/model/demand/gravity.ts';
import type { NetworkScenario } from '../../src/scenario/network/network-scenario.ts';
import { laneFlows } from '../../tools/china/lane-flows.ts';
import { main } from '../../tools/china/main.ts';
import { PROVINCES } from '../../tools/china/provinces.ts';
import { folder, load } from './network-sample.ts';

const GEOGRAPHY = path.resolve(import.meta.dirname, '../../../shared/data/geo');

function networkIn(name: string): NetworkScenario {
  const { scenario } = load(folder(name));
  if (scenario?.kind !== 'network') throw new Error(`${name} is no network`);
  return scenario.network;
}

describe.each(['scenarios/china-31', 'test/fixtures/china-31-tenth'])('%s', (name) => {
  const network = networkIn(name);
  const { facilities, zones, lanes, settings } = network;
  const demand = new GravityDemand(network);
  const count = (kind: string) => facilities.filter((facility) => facility.kind === kind).length;

  it('has 31 provincial hubs and 337 prefectures with their people', () => {
    expect(count('hub')).toBe(31);
    expect(count('station')).toBe(337);
    expect(zones).toHaveLength(337);
    const people = zones.reduce((sum, zone) => sum + zone.population, 0);
    // Prefecture rows leave out counties that provinces administer themselves; the census counted 1.4098 billion.
    expect(people).toBeGreaterThan(1.38e9);
    expect(people).toBeLessThan(1.4098e9);
  });

  it('sends parcels from the regions as they are counted', () => {
    const regionOf = new Map(PROVINCES.map((province) => [province.name, province.region]));
    const sent = { east: 0, central: 0, west: 0 };
    zones.forEach((zone, index) => {
      sent[regionOf.get(facilities[zone.station].region)!] += demand.sentPerDay(index);
    });
    expect(sent.east / settings.demand.parcels_per_day).toBeCloseTo(0.709, 3);
    expect(sent.central / settings.demand.parcels_per_day).toBeCloseTo(0.197, 3);
    expect(sent.west / settings.demand.parcels_per_day).toBeCloseTo(0.094, 3);
  });

  it('sends one parcel in three to a rural address', () => {
    const rural = zones.reduce((sum, zone, index) => sum + zone.ruralShare * demand.receivedPerDay(index), 0);
    expect(rural / settings.demand.parcels_per_day).toBeCloseTo(1 / 3, 3);
  });

  it('has roads longer than the crow flies, by the stated factor', () => {
    for (const { from, to, distanceKm, code } of lanes) {
      const [a, b] = [facilities[from], facilities[to]];
      const least = a.kind === 'hub' || b.kind === 'hub' ? 15 : 5;
      const expected = Math.max(least, 1.3 * greatCircleKm(a.lat, a.lon, b.lat, b.lon));
      expect(Math.abs(distanceKm - expected), code).toBeLessThan(0.06);
    }
  });

  it('reaches every zone from every other, with room for the expected flow on each lane', () => {
    const flows = laneFlows(network);
    lanes.forEach((lane, index) => {
      const daysPerWeek = lane.runsOn.filter(Boolean).length;
      const departures = (lane.departuresS.length * daysPerWeek) / 7;
      const capacity = departures * lane.vehiclesPerDeparture * settings.vehicles[lane.vehicle].parcels;
      expect(flows[index] / capacity, lane.code).toBeLessThanOrEqual(0.8501);
    });
  });
});

describe('the builder', () => {
  it.skipIf(!existsSync(GEOGRAPHY))(
    'writes the same bytes again (needs the geographic tables beside the project)',
    () => {
      const out = mkdtempSync(path.join(tmpdir(), 'china-31-'));
      try {
        main(['--parcels-per-day', '20000', '--data', GEOGRAPHY, '--out', out]);
        const committed = path.resolve(import.meta.dirname, '../fixtures/china-31-tenth');
        expect(readdirSync(out).sort()).toEqual(readdirSync(committed).sort());
        for (const name of readdirSync(committed)) {
          expect(
            readFileSync(path.join(out, name), 'utf8') === readFileSync(path.join(committed, name), 'utf8'),
            name,
          ).toBe(true);
        }
      } finally {
        rmSync(out, { recursive: true });
      }
    },
  );
});
