import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { NetworkScenario } from '../../src/scenario/network/network-scenario.ts';
import { Problems } from '../../src/scenario/problem.ts';
import { readZip } from '../../src/scenario/read-zip.ts';
import type { HeldFiles } from '../../src/scenario/scenario-files.ts';
import {
  edited,
  folder,
  inlined,
  load,
  problemsOf,
  settingsOf,
  twoHubs,
  withSettings,
} from './network-sample.ts';

function networkOf(files: HeldFiles, overrides: readonly string[] = []): NetworkScenario {
  const { scenario, problems } = load(files, overrides);
  expect(problems.list).toEqual([]);
  if (scenario?.kind !== 'network') throw new Error('no network');
  return scenario.network;
}

function hashOf(files: HeldFiles, overrides: readonly string[] = []): string {
  const { scenario, problems } = load(files, overrides);
  expect(problems.list).toEqual([]);
  return scenario!.hash;
}

function unzipped(files: HeldFiles, prefix: string): HeldFiles {
  const zip = zipSync(Object.fromEntries([...files].map(([name, bytes]) => [prefix + name, bytes])));
  const problems = new Problems();
  const read = readZip('sample.zip', zip, problems);
  expect(problems.list).toEqual([]);
  return read!;
}

describe('a sound network', () => {
  it('has its references resolved to indices', () => {
    const { facilities, zones, lanes, settings } = networkOf(twoHubs());
    const hillside = zones.find(({ code }) => code === 'HILLSIDE')!;
    expect(facilities[hillside.station].code).toBe('STA-C');
    expect(facilities[hillside.villageStation].code).toBe('VIL-C');
    expect(zones.find(({ code }) => code === 'EASTON')!.villageStation).toBe(-1);
    const night = lanes.find(({ code }) => code === 'HUB-A:HUB-B')!;
    expect([facilities[night.from].code, facilities[night.to].code]).toEqual(['HUB-A', 'HUB-B']);
    expect(settings.vehicles[night.vehicle].code).toBe('truck');
  });

  it('has its timetables as seconds after midnight and days of the week', () => {
    const { lanes } = networkOf(twoHubs());
    const of = (code: string) => lanes.find((lane) => lane.code === code)!;
    expect(of('HUB-A:HUB-B').departuresS).toEqual([3 * 3600, 21 * 3600]);
    expect(of('TWN-C:VIL-C').runsOn).toEqual([true, false, true, false, true, false, false]);
  });

  it.each([
    ['2026-03-02T00:00:00+08:00', 0, 0, 480],
    ['2026-03-01T23:59:59+08:00', 6, 86_399, 480],
    ['1970-01-01T06:30:00Z', 3, 23_400, 0],
    ['2024-02-29T12:00:00-09:30', 3, 43_200, -570],
    ['2100-03-01T00:00:01+05:45', 0, 1, 345],
  ])('that starts at %s starts on weekday %i, second %i', (startsAt, weekday, second, offset) => {
    const files = twoHubs();
    const network = networkOf(withSettings(files, { ...settingsOf(files), starts_at: startsAt }));
    expect(network.startWeekday).toBe(weekday);
    expect(network.startSecondOfDay).toBe(second);
    expect(network.utcOffsetMinutes).toBe(offset);
  });

  it('may write its departures in other ways with the same hash', () => {
    const text = '03:00 21:00,1234567,made up: five hours when dry\nHUB-B';
    const files = edited(twoHubs(), 'lanes.csv', text, text.replace('03:00 21:00', '03:00;21:00'));
    expect(networkOf(files)).toEqual(networkOf(twoHubs()));
  });
});

describe('the hash of a network', () => {
  it('is the same for a folder, one JSON file, a zip and a zip of the folder', () => {
    const files = twoHubs();
    const expected = hashOf(files);
    expect(expected).toMatch(/^[0-9a-f]{32}$/);
    expect(hashOf(inlined(files))).toBe(expected);
    expect(hashOf(unzipped(files, ''))).toBe(expected);
    expect(hashOf(unzipped(files, 'two-hubs/'))).toBe(expected);
    expect(networkOf(inlined(files)).lanes).toEqual(networkOf(files).lanes);
  });

  it('does not depend on whether a default is written out, nor on names of files', () => {
    const files = twoHubs();
    const settings = settingsOf(files);
    const fuller = { ...settings, commitment_h: 72, tables: { facilities: 'sites.csv' } };
    const renamed = withSettings(new Map([...files, ['sites.csv', files.get('facilities.csv')!]]), fuller);
    const leaner = { ...settings };
    delete leaner.commitment_h;
    expect(hashOf(renamed)).toBe(hashOf(withSettings(files, leaner)));
  });

  it('changes with any setting and any cell', () => {
    const files = twoHubs();
    const hashes = [
      hashOf(files),
      hashOf(files, ['demand.parcels_per_day=25']),
      hashOf(files, ['facilities[code=HUB-A].infeeds=2']),
      hashOf(files, ['lanes[code="HUB-A:HUB-B"].departures=03:00']),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it('of a scenario with overrides is that of the scenario edited', () => {
    const files = twoHubs();
    const row = 'HUB-A,Hub A,hub,East,31.0,120.4,1,1,1,1';
    const byHand = edited(files, 'facilities.csv', row, 'HUB-A,Hub A,hub,East,31.0,120.4,1,3,1,1');
    const overrides = ['facilities[code=HUB-A].infeeds=3'];
    expect(hashOf(files, overrides)).toBe(hashOf(byHand));
    expect(hashOf(inlined(files), overrides)).toBe(hashOf(byHand));
  });
});

describe('overrides', () => {
  it('reach settings by path and cells by key', () => {
    const network = networkOf(twoHubs(), [
      'run.replications=9',
      'weather[code=RAIN-1].speed_factor=0.5',
      'zones[code=WESTBY].population=7',
      'lanes[from=HUB-A].vehicles_per_departure=2',
    ]);
    expect(network.settings.run.replications).toBe(9);
    expect(network.settings.weather[0].speed_factor).toBe(0.5);
    expect(network.zones[1].population).toBe(7);
    expect(network.lanes.filter((lane) => lane.vehiclesPerDeparture === 2)).toHaveLength(2);
  });

  it('begin shares of regions where a scenario has none', () => {
    const shares = ['demand.region_shares.East=2', 'demand.region_shares.West=1'];
    expect(networkOf(twoHubs(), shares).settings.demand.region_shares).toEqual({ East: 2, West: 1 });
  });

  it('that lead nowhere are reported, all of them', () => {
    const lines = problemsOf(twoHubs(), [
      'run.replicatoins=2',
      'facilities[code=HUB-Z].infeeds=2',
      'facilities[code=HUB-A].infeed=2',
      'zones[code=WESTBY].population=many',
    ]);
    expect(lines.map((line) => line.slice(0, line.indexOf(': found')))).toEqual([
      'scenario.json:run.replicatoins',
      '--set:facilities[code=HUB-Z].infeeds',
      '--set:facilities[code=HUB-A].infeed',
      'zones.csv:3:population',
    ]);
    expect(lines[1]).toContain('did you mean "HUB-A"?');
  });
});

describe('the shipped networks', () => {
  it.each(['scenarios/two-hubs', 'scenarios/china-31', 'test/fixtures/china-31-tenth'])(
    '%s has no problem',
    (name) => {
      expect(problemsOf(folder(name))).toEqual([]);
    },
  );
});
