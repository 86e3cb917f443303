import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkNetwork } from '../../src/model/check/check-network.ts';
import { expectedFlows } from '../../src/model/check/expected-flows.ts';
import { GravityDemand } from '../../src/model/demand/gravity.ts';
import type { NetworkScenario } from '../../src/scenario/network/network-scenario.ts';
import { hubFlowsByZones, lanesByRule } from './china-lanes-by-rule.ts';
import { folder, load, problemsOf } from './network-sample.ts';

function networkIn(name: string): NetworkScenario {
  const { scenario } = load(folder(name));
  if (scenario?.kind !== 'network') throw new Error(`${name} is no network`);
  return scenario.network;
}

const SHIPPED = [
  { name: 'scenarios/china-national', hubs: 99, rural: 1 / 3, fill: 0.9 },
  { name: 'scenarios/singles-day', hubs: 99, rural: 1 / 3, fill: 0.9 },
  { name: 'scenarios/singles-day-snow', hubs: 99, rural: 1 / 3, fill: 0.9 },
  { name: 'scenarios/china-2015', hubs: 59, rural: 0.22, fill: 0.9 },
  { name: 'test/fixtures/china-national-200k', hubs: 99, rural: 1 / 3, fill: 0.9 },
];

describe.each(SHIPPED)('$name', ({ name, hubs, rural, fill }) => {
  const network = networkIn(name);
  const { facilities, zones, lanes, settings } = network;
  const flows = expectedFlows(network);

  it('has its hubs, at least one in every province, and a station in each of 337 prefectures', () => {
    const own = facilities.filter(({ kind }) => kind === 'hub');
    expect(own).toHaveLength(hubs);
    expect(new Set(own.map(({ region }) => region)).size).toBe(31);
    expect(zones).toHaveLength(337);
    expect(new Set(zones.map(({ station }) => station)).size).toBe(337);
  });

  it('loads with nothing to complain of', () => {
    expect(problemsOf(folder(name))).toEqual([]);
    expect(checkNetwork(network)).toEqual([]);
  });

  it('reaches every zone from every other', () => {
    expect(flows.unreachable).toEqual([]);
  });

  it('has room for the expected flow of a day on each lane, within the planned fill', () => {
    lanes.forEach((lane, index) => {
      const perDay = (lane.departuresS.length * lane.runsOn.filter(Boolean).length) / 7;
      const capacity = perDay * lane.vehiclesPerDeparture * settings.vehicles[lane.vehicle].parcels;
      expect(flows.byLane[index] / capacity, lane.code).toBeLessThanOrEqual(fill + 1e-4);
    });
  });

  it('has a lane between two hubs exactly where the rule opens one', () => {
    const between = lanes.filter(
      ({ from, to }) => facilities[from].kind === 'hub' && facilities[to].kind === 'hub',
    );
    expect(between.map(({ code }) => code).sort()).toEqual(lanesByRule(network));
  });

  it('sends each parcel through the hub nearest to its station, and rural ones on as the rule says', () => {
    const demand = new GravityDemand(network);
    const received = zones.reduce(
      (sum, zone, index) => sum + zone.ruralShare * demand.receivedPerDay(index),
      0,
    );
    expect(received / settings.demand.parcels_per_day).toBeCloseTo(rural, 2);
    // What hubs send to one another is what their zones do.
    const total = hubFlowsByZones(network)
      .flat()
      .reduce((sum, flow) => sum + flow, 0);
    expect(total / settings.demand.parcels_per_day).toBeCloseTo(1, 6);
  });

  it('has holidays that are days of its year, each once, in order', () => {
    const dates = settings.demand.holidays.map(({ date }) => date);
    expect(dates.length).toBeGreaterThan(25);
    expect(dates).toEqual([...new Set(dates)].sort());
    for (const date of dates) {
      expect(date.slice(0, 4)).toBe(settings.starts_at.slice(0, 4));
      expect(new Date(`${date}T00:00:00Z`).toISOString().slice(0, 10)).toBe(date);
    }
  });

  it('has months that a mean year is made of', () => {
    const shares = settings.demand.month_shares;
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(12, 1);
  });
});

describe('singles-day and its storm', () => {
  it.each(['facilities.csv', 'zones.csv', 'lanes.csv'])(
    'share %s with china-national, byte by byte',
    (file) => {
      const text = (name: string) => readFileSync(path.resolve('scenarios', name, file), 'utf8');
      for (const name of ['singles-day', 'singles-day-snow'])
        expect(text(name) === text('china-national'), name).toBe(true);
    },
  );

  it('differ in the storm alone', () => {
    const [calm, snow] = ['singles-day', 'singles-day-snow'].map((name) => networkIn(`scenarios/${name}`));
    const without = ({ settings: { weather, title, description, ...rest } }: NetworkScenario) => rest;
    expect(without(snow)).toEqual(without(calm));
    expect(calm.settings.weather).toEqual([]);
    expect(snow.settings.weather).toHaveLength(1);
    const regions = new Set(snow.facilities.map(({ region }) => region));
    for (const region of snow.settings.weather[0].regions!) expect(regions, region).toContain(region);
  });

  it('are compared in an experiment whose storm is that of singles-day-snow', () => {
    const file = path.resolve('scenarios/singles-day/experiments/promotion-and-storm.json');
    const { alternatives } = JSON.parse(readFileSync(file, 'utf8'));
    const storm = alternatives.find(({ name }: { name: string }) => name === '11.11 and snow');
    const { scenario } = load(folder('scenarios/singles-day'), storm.set);
    if (scenario?.kind !== 'network') throw new Error('no network');
    const snow = networkIn('scenarios/singles-day-snow');
    expect(scenario.network.settings.weather).toEqual(snow.settings.weather);
  });

  it('release the pre-sale after the warm-up, at midnight of the 11th', () => {
    const { settings } = networkIn('scenarios/singles-day');
    const start = Date.parse(settings.starts_at);
    const release = Date.parse(`${settings.demand.promotions[0].release_at}:00+08:00`);
    expect((release - start) / 86_400_000).toBe(settings.run.warm_up_days);
    expect(settings.demand.promotions[0].day_factor).toBeGreaterThanOrEqual(1.5);
    expect(settings.demand.promotions[0].day_factor).toBeLessThanOrEqual(1.9);
  });
});

describe('sizes', () => {
  it('follow the volume: five times the parcels need more trucks, fewer for each, and cheaper sorting', () => {
    const [small, large] = ['test/fixtures/china-national-200k', 'scenarios/china-national'].map(networkIn);
    const trucks = ({ lanes, facilities, settings }: NetworkScenario) =>
      lanes
        .filter(({ from, to }) => facilities[from].kind === 'hub' && facilities[to].kind === 'hub')
        .reduce(
          (sum, { departuresS, vehiclesPerDeparture }) => sum + departuresS.length * vehiclesPerDeparture,
          0,
        ) / settings.demand.parcels_per_day;
    const linehaul = ({ lanes, facilities, settings }: NetworkScenario) =>
      lanes
        .filter(({ from, to }) => facilities[from].kind === 'hub' && facilities[to].kind === 'hub')
        .reduce((sum, { departuresS, vehiclesPerDeparture, vehicle, distanceKm }) => {
          const { cost_per_km, cost_per_trip } = settings.vehicles[vehicle];
          return sum + departuresS.length * vehiclesPerDeparture * (cost_per_trip + cost_per_km * distanceKm);
        }, 0) / settings.demand.parcels_per_day;
    expect(trucks(large)).toBeLessThan(trucks(small));
    expect(linehaul(large)).toBeLessThan(0.6 * linehaul(small));
    expect(large.settings.costs.hub_sort_per_parcel).toBeLessThan(small.settings.costs.hub_sort_per_parcel);
    expect(existsSync('scenarios/china-national/README.md')).toBe(true);
  });
});
