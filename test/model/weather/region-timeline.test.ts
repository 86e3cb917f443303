import { describe, expect, it } from 'vitest';
import { greatCircleKm } from '../../../src/engine/math/great-circle.ts';
import { NetworkRun } from '../../../src/model/network/network-run.ts';
import { drawnWeather } from '../../../src/model/weather/drawn-weather.ts';
import { RegionMap } from '../../../src/model/weather/region-map.ts';
import { eventOf } from '../../../src/model/weather/weather-effects.ts';
import type { ObservedWeather } from '../../../src/scenario/network/network-scenario.ts';
import { network, type WrittenNetwork } from '../../builders/network-draft.ts';
import {
  allYear,
  changesOf,
  regionTimeline,
  stationIn,
  weatherOnly,
} from '../../builders/network-weather.ts';

type Weather = NonNullable<WrittenNetwork['weather']>[number];

const observed = (region: string, fromH: number, regime: ObservedWeather['regime']): ObservedWeather => ({
  region,
  fromH,
  regime,
});

const drawn = (
  code: string,
  kind: Weather['kind'],
  from_h: number,
  to_h: number,
  regions: string[],
): Weather => ({
  code,
  name: code,
  kind,
  from_h,
  to_h,
  regions,
});

const TWO = [stationIn('East', 120), stationIn('West', 110)];

describe('observed weather', () => {
  it('holds until the next row of its region, and is clear before the first', () => {
    const rows = [
      observed('West', 5, 'rain'),
      observed('East', 6, 'snow'),
      observed('West', 9, 'rain'),
      observed('West', 12, 'clear'),
    ];
    const timeline = regionTimeline(weatherOnly(TWO, { tables: { observedWeather: rows } }));
    expect(changesOf(timeline, 'West')).toEqual([
      [0, 'clear'],
      [5, 'rain'],
      [12, 'clear'],
    ]);
    expect(changesOf(timeline, 'East')).toEqual([
      [0, 'clear'],
      [6, 'snow'],
    ]);
  });

  it('begins with the last row before the start', () => {
    const rows = [observed('West', -9, 'snow'), observed('West', -1, 'fog'), observed('West', 3, 'clear')];
    const timeline = regionTimeline(weatherOnly(TWO, { tables: { observedWeather: rows } }));
    expect(changesOf(timeline, 'West')).toEqual([
      [0, 'fog'],
      [3, 'clear'],
    ]);
  });

  it('stands in place of the climate of its region, and of no other', () => {
    const tables = {
      observedWeather: [observed('West', 2, 'rain')],
      climate: [...allYear('West', { snow: 1 }), ...allYear('East', { cold: 1 })],
    };
    const timeline = regionTimeline(weatherOnly(TWO, { tables }));
    expect(changesOf(timeline, 'West')).toEqual([
      [0, 'clear'],
      [2, 'rain'],
    ]);
    expect(changesOf(timeline, 'East')).toEqual([[0, 'cold']]);
  });
});

describe('a drawn event over regions', () => {
  it('stands in place of what is there while it lasts, calmer or not', () => {
    const rows = [observed('West', 0, 'snow'), observed('West', 10, 'fog'), observed('West', 30, 'clear')];
    const weather = [drawn('A', 'rain', 4, 20, ['West'])];
    const timeline = regionTimeline(
      weatherOnly(TWO, { tables: { observedWeather: rows }, settings: { weather } }),
    );
    expect(changesOf(timeline, 'West')).toEqual([
      [0, 'snow'],
      [4, 'rain'],
      [20, 'fog'],
      [30, 'clear'],
    ]);
    expect(changesOf(timeline, 'East')).toEqual([[0, 'clear']]);
  });

  it('gives way to a more severe one', () => {
    const weather = [
      drawn('LONG', 'rain', 0, 20, ['East', 'West']),
      drawn('SHORT', 'heavy-snow', 5, 8, ['West']),
    ];
    const timeline = regionTimeline(weatherOnly(TWO, { settings: { weather } }));
    expect(changesOf(timeline, 'West')).toEqual([
      [0, 'rain'],
      [5, 'heavy-snow'],
      [8, 'rain'],
      [20, 'clear'],
    ]);
    expect(changesOf(timeline, 'East')).toEqual([
      [0, 'rain'],
      [20, 'clear'],
    ]);
  });

  it('is the one whose code comes first where two are as severe, in whatever order they stand', () => {
    const weather = [
      { ...drawn('B', 'snow', 0, 10, ['West']), speed_factor: 0.3 },
      { ...drawn('A', 'snow', 5, 20, ['West']), speed_factor: 0.6 },
    ];
    const courses = [weather, [...weather].reverse()].map((events) => {
      const timeline = regionTimeline(weatherOnly(TWO, { settings: { weather: events } }));
      const { at, condition } = timeline.courses[1];
      return Array.from(at, (instant, i) => [instant / 3.6e9, events[eventOf(condition[i])]?.code]);
    });
    expect(courses[0]).toEqual([
      [0, 'B'],
      [5, 'A'],
      [20, undefined],
    ]);
    expect(courses[1]).toEqual(courses[0]);
  });

  it('takes local times', () => {
    const weather: Weather[] = [
      {
        code: 'A',
        name: 'A',
        kind: 'fog',
        from: '2026-03-02T06:00',
        to: '2026-03-03T01:30',
        regions: ['East'],
      },
    ];
    const timeline = regionTimeline(weatherOnly(TWO, { settings: { weather } }));
    expect(changesOf(timeline, 'East')).toEqual([
      [0, 'clear'],
      [6, 'fog'],
      [25.5, 'clear'],
    ]);
  });
});

describe('the region of a point', () => {
  const facilities = network({
    facilities: [
      ...[0, 1, 2, 3, 4, 5, 6, 7].flatMap((i) =>
        [0, 1, 2, 3, 4].map((k) =>
          stationIn(`R${(3 * i + 2 * k) % 7}`, 80 + 5.3 * i + 0.7 * k, 20 + 6.1 * k - i),
        ),
      ),
      { code: 'HUB', kind: 'hub', region: 'R0', lon: 100, lat: 30 },
      { code: 'ALONE', kind: 'hub', region: 'R9', lon: 70, lat: 50 },
      { code: 'NOWHERE', kind: 'hub', lon: 99, lat: 33 },
    ],
    zones: [],
    lanes: [],
  }).facilities;
  const map = new RegionMap(facilities);

  it('is that of the nearest station, or of another facility of a region without stations', () => {
    const places = facilities.filter(({ kind, code }) => kind === 'station' || code === 'ALONE');
    for (let lon = 65; lon < 130; lon += 1.37) {
      for (let lat = 10; lat < 60; lat += 1.91) {
        const nearest = places
          .map(({ region, ...at }) => ({ region, km: greatCircleKm(lat, lon, at.lat, at.lon) }))
          .reduce((best, one) => (one.km < best.km ? one : best));
        expect(map.regions[map.at(lat, lon)]).toBe(nearest.region);
      }
    }
  });

  it('is for a facility its own, or that of the point where it stands', () => {
    const of = (code: string) => map.regions[map.of(facilities.findIndex((one) => one.code === code))];
    expect(of('HUB')).toBe('R0');
    expect(of('NOWHERE')).toBe(map.regions[map.at(33, 99)]);
  });

  it('has its middle among its stations, also on both sides of the date line', () => {
    const centersOf = (lons: readonly number[]) =>
      new RegionMap(
        network({ facilities: lons.map((lon) => stationIn('R', lon)), zones: [], lanes: [] }).facilities,
      ).centers;
    expect(centersOf([179, -177])).toEqual([{ lat: 30, lon: -179 }]);
    expect(centersOf([177, -179, 178])[0].lon).toBeCloseTo(178.6667, 3);
    expect(centersOf([-3, 1])).toEqual([{ lat: 30, lon: -1 }]);
    expect(centersOf([110, 112])).toEqual([{ lat: 30, lon: 111 }]);
  });

  it('is none where no facility has a region', () => {
    const none = new RegionMap(facilities.map((facility) => ({ ...facility, region: '' })));
    expect(none.regions).toEqual([]);
    expect(none.at(30, 100)).toBe(-1);
  });
});

describe('the weather of a replication', () => {
  const climate = ['East', 'West', 'North'].flatMap((region) =>
    allYear(region, { rain: 0.3, snow: 0.2, fog: 0.1 }),
  );
  const of = (facilities: Parameters<typeof weatherOnly>[0], replication = 0) => {
    const timeline = regionTimeline(weatherOnly(facilities, { tables: { climate } }), replication);
    return (region: string) => changesOf(timeline, region);
  };

  it('is the same whenever it is made, and another in another replication', () => {
    expect(of(TWO)('West')).toEqual(of(TWO)('West'));
    expect(of(TWO)('West').length).toBeGreaterThan(5);
    expect(of(TWO, 1)('West')).not.toEqual(of(TWO)('West'));
  });

  it('is the same with a hub more, a region more, and facilities in another order', () => {
    const plain = of(TWO);
    const more = of([
      stationIn('North', 115, 45),
      { code: 'HUB', kind: 'hub', region: 'East', lon: 118, lat: 33 },
      ...[...TWO].reverse(),
    ]);
    for (const region of ['East', 'West']) expect(more(region)).toEqual(plain(region));
    expect(more('North')).not.toEqual(plain('East'));
  });

  it('begins the same whatever the horizon', () => {
    const short = of(TWO)('East');
    const scenario = weatherOnly(TWO, { tables: { climate }, settings: { run: { cap_days: 50 } } });
    expect(changesOf(regionTimeline(scenario), 'East').slice(0, short.length)).toEqual(short);
  });

  it('is told to the page by facility: of its region, or else of the nearest station', () => {
    const facilities = [...TWO, { ...stationIn('East', 112), code: 'NOWHERE', region: '' }];
    const { regions, ofFacility } = drawnWeather(regionTimeline(weatherOnly(facilities)));
    expect(Array.from(ofFacility, (region) => regions[region])).toEqual(['East', 'West', 'West']);
  });

  it('is what the page draws: changes in order of time, kinds by their number', () => {
    const facilities = [...TWO, stationIn('North', 115, 45)];
    const weather = [drawn('STORM', 'typhoon', 10, 30, ['East', 'West'])];
    const scenario = weatherOnly(facilities, { tables: { climate }, settings: { weather } });
    const worldOf = (replication: number) =>
      new NetworkRun(scenario, {
        seed: 1,
        replication,
        records: { write: () => {} },
        parcels: 'none',
        scans: 'none',
        checksEveryEvent: false,
      }).world();
    const { regions, atUs, region, kind } = worldOf(2).regionWeather;
    expect(regions).toEqual(['East', 'North', 'West']);
    expect(Array.from(atUs)).toEqual(Array.from(atUs).sort((a, b) => a - b));
    expect(atUs.length).toBe(kind.length);
    const at10 = Array.from(atUs).flatMap((at, i) =>
      at === 10 * 3.6e9 ? [[regions[region[i]], kind[i]]] : [],
    );
    expect(at10).toEqual([
      ['East', 7],
      ['West', 7],
    ]);
    expect(worldOf(2).regionWeather).toEqual(worldOf(2).regionWeather);
    expect(worldOf(3).regionWeather.atUs).not.toEqual(atUs);
  });
});
