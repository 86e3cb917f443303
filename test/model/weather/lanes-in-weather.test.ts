import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RoadWeather } from '../../../src/model/weather/road-weather.ts';
import { WEATHER_REGIMES, type WeatherRegime } from '../../../src/scenario/network/weather-schema.ts';
import { type NetworkDraft, network, type WrittenNetwork } from '../../builders/network-draft.ts';
import { roadWeather, stationIn } from '../../builders/network-weather.ts';

type Weather = NonNullable<WrittenNetwork['weather']>[number];
type Effects = NonNullable<WrittenNetwork['weather_effects']>;
type Row = readonly [region: string, fromH: number, regime: WeatherRegime];

const HOUR = 3.6e9;

/** Figures that are easily reckoned with: rain halves speed, snow quarters it, and neither closes anything. */
const PLAIN: Effects = {
  rain: { expressway_speed: 0.5, rural_speed: 0.25 },
  snow: { expressway_speed: 0.25, rural_speed: 0.1 },
};

interface Draft {
  readonly rows?: readonly Row[];
  readonly weather?: readonly Weather[];
  readonly effects?: Effects;
  readonly mode?: 'road' | 'air' | 'sea' | 'rail';
  readonly to?: 'station' | 'township';
}

/** A lane of ten hours from 110 degrees east, in West, to 120, in East: the border is half way. */
function lane({
  rows = [],
  weather = [],
  effects = PLAIN,
  mode = 'road',
  to = 'station',
}: Draft): RoadWeather {
  const draft: NetworkDraft = {
    facilities: [
      stationIn('West', 110),
      stationIn('East', 120),
      { code: 'END', kind: to, region: 'East', lon: 120, lat: 30 },
    ],
    zones: [],
    lanes: [{ from: 'S-West-110', to: 'END', departuresH: [0], mode }],
    settings: { weather: [...weather], weather_effects: effects },
    tables: { observedWeather: rows.map(([region, fromH, regime]) => ({ region, fromH, regime })) },
  };
  return roadWeather(network(draft));
}

const arrivalH = (weather: RoadWeather, departureH: number) =>
  weather.arrival(0, departureH * HOUR, 10 * HOUR) / HOUR;

const over = (region: string, kind: Weather['kind'], from_h: number, to_h: number): Weather => ({
  code: `${region} ${kind}`,
  name: kind,
  kind,
  from_h,
  to_h,
  regions: [region],
});

describe('a trip through the weather of regions', () => {
  it('goes at the speed of each region while it is there: the sum on paper', () => {
    // West: 2 h clear, then rain: the 3 h left take 6. East from 8 to 10: clear, then snow until 14, then clear.
    const weather = lane({
      rows: [
        ['West', 2, 'rain'],
        ['East', 10, 'snow'],
        ['East', 14, 'clear'],
      ],
    });
    // 2 + 6 = 8; East: 2 h by 10, 1 h of way in the 4 h of snow, the 2 h left by 16.
    expect(arrivalH(weather, 0)).toBeCloseTo(16, 9);
    // All of West in rain: 10 h; in East after the snow at 14.
    expect(arrivalH(weather, 4)).toBeCloseTo(4 + 10 + 5, 9);
  });

  it('is not slowed by weather of the other region', () => {
    // It is in West until 5 and in East until 10.
    const weather = lane({
      rows: [
        ['East', 0, 'snow'],
        ['East', 5, 'clear'],
        ['West', 5, 'snow'],
      ],
    });
    expect(arrivalH(weather, 0)).toBe(10);
  });

  it('goes the shorter way round, also over the date line', () => {
    const over = (row: Row) =>
      roadWeather(
        network({
          facilities: [stationIn('West', 175), stationIn('East', -175), stationIn('Half', 0)],
          zones: [],
          lanes: [{ from: 'S-West-175', to: 'S-East--175', departuresH: [0] }],
          settings: { weather_effects: PLAIN },
          tables: { observedWeather: [{ region: row[0], fromH: row[1], regime: row[2] }] },
        }),
      );
    expect(arrivalH(over(['Half', 0, 'snow']), 0)).toBe(10);
    expect(arrivalH(over(['East', 0, 'rain']), 0)).toBeCloseTo(5 + 5 / 0.5, 9);
  });

  it('goes slower on a rural road in the same weather', () => {
    const rows: readonly Row[] = [['West', 0, 'rain']];
    expect(arrivalH(lane({ rows }), 0)).toBeCloseTo(10 + 5, 9);
    expect(arrivalH(lane({ rows, to: 'township' }), 0)).toBeCloseTo(20 + 5, 9);
  });

  it('goes at the speed that a drawn event says, in place of its kind', () => {
    const storm = { ...over('West', 'rain', 0, 100), speed_factor: 0.8 };
    expect(arrivalH(lane({ weather: [storm] }), 0)).toBeCloseTo(5 / 0.8 + 5, 9);
    expect(arrivalH(lane({ weather: [storm], to: 'township' }), 0)).toBeCloseTo(5 / 0.8 + 5, 9);
    const rural = { ...storm, relay_speed_factor: 0.4 };
    expect(arrivalH(lane({ weather: [rural], to: 'township' }), 0)).toBeCloseTo(5 / 0.4 + 5, 9);
  });

  it('counts the slowest of a region and an area that lie on one another', () => {
    const area: Weather = {
      code: 'AREA',
      name: 'area',
      kind: 'snow',
      from_h: 0,
      to_h: 100,
      outline: [
        [109, 29],
        [112.5, 29],
        [112.5, 31],
        [109, 31],
      ],
    };
    const rows: readonly Row[] = [['West', 0, 'rain']];
    // A quarter of the way in snow, the next quarter in rain.
    expect(arrivalH(lane({ rows, weather: [area] }), 0)).toBeCloseTo(2.5 / 0.25 + 2.5 / 0.5 + 5, 9);
    const faint = { ...area, speed_factor: 0.9 };
    expect(arrivalH(lane({ rows, weather: [faint] }), 0)).toBeCloseTo(5 / 0.5 + 5, 9);
  });

  it.each(['air', 'sea', 'rail'] as const)('by %s takes no longer', (mode) => {
    const weather = lane({ rows: [['West', 0, 'snow']], mode });
    expect(weather.arrival(0, 7, 10 * HOUR)).toBe(7 + 10 * HOUR);
  });

  it('goes on at the speed of a closed road where it closes under way', () => {
    const effects = { snow: { expressway_speed: 0.25, closes_expressways: true } };
    const weather = lane({ rows: [['West', 2, 'snow']], effects });
    expect(arrivalH(weather, 0)).toBeCloseTo(2 + 3 / 0.25 + 5, 9);
  });
});

describe('a lane that is closed', () => {
  const SNOW: readonly Row[] = [
    ['West', 5, 'heavy-snow'],
    ['West', 9, 'clear'],
    ['East', 8, 'heavy-snow'],
    ['East', 12, 'snow'],
    ['East', 20, 'heavy-snow'],
    ['East', 21, 'clear'],
  ];
  const openAt = (weather: RoadWeather, hours: readonly number[]) =>
    hours.map((hour) => weather.opensAt(0, hour * HOUR) / HOUR);
  const closedAt = (weather: RoadWeather, hours: readonly number[]) =>
    hours.map((hour) => weather.isClosed(0, hour * HOUR));

  it('is closed as long as any stretch of it is, and opens when the last one does', () => {
    const rural = lane({ rows: SNOW, effects: {}, to: 'township' });
    expect(closedAt(rural, [0, 4.999, 5, 8.5, 11.999, 12, 20, 21])).toEqual([
      false,
      false,
      true,
      true,
      true,
      false,
      true,
      false,
    ]);
    expect(openAt(rural, [0, 5, 8, 9, 11, 12, 15, 20.5, 21])).toEqual([0, 12, 12, 12, 12, 12, 15, 21, 21]);
  });

  it('stays open on an expressway, which heavy snow does not close', () => {
    const expressway = lane({ rows: SNOW, effects: {} });
    expect(closedAt(expressway, [5, 8.5, 20])).toEqual([false, false, false]);
    expect(openAt(expressway, [5, 8.5])).toEqual([5, 8.5]);
  });

  it('closes a flight at either end, with nothing between', () => {
    const fog: readonly Row[] = [
      ['West', 1, 'fog'],
      ['West', 2, 'clear'],
      ['East', 3, 'fog'],
      ['East', 4, 'clear'],
    ];
    const flight = lane({ rows: fog, effects: {}, mode: 'air' });
    expect(closedAt(flight, [0.5, 1, 2, 3, 4])).toEqual([false, true, false, true, false]);
    for (const mode of ['road', 'rail', 'sea'] as const)
      expect(closedAt(lane({ rows: fog, effects: {}, mode }), [1, 3])).toEqual([false, false]);
    const between: Weather = {
      code: 'FOG',
      name: 'fog',
      kind: 'fog',
      from_h: 0,
      to_h: 9,
      outline: [
        [112, 29],
        [118, 29],
        [118, 31],
        [112, 31],
      ],
    };
    expect(closedAt(lane({ weather: [between], effects: {}, mode: 'air' }), [1])).toEqual([false]);
    const here = {
      ...between,
      outline: [
        [109, 29],
        [118, 29],
        [118, 31],
        [109, 31],
      ],
    } as Weather;
    expect(closedAt(lane({ weather: [here], effects: {}, mode: 'air' }), [1, 9])).toEqual([true, false]);
  });

  it('closes ships and flights in a typhoon, and no train', () => {
    const rows: readonly Row[] = [['East', 2, 'typhoon']];
    const closed = (mode: 'air' | 'sea' | 'rail') => closedAt(lane({ rows, effects: {}, mode }), [1, 2]);
    expect(closed('sea')).toEqual([false, true]);
    expect(closed('air')).toEqual([false, true]);
    expect(closed('rail')).toEqual([false, false]);
  });

  it('never opens where the weather that closes it never ends', () => {
    const weather = lane({ rows: [['East', 2, 'typhoon']], effects: {}, mode: 'sea' });
    expect(weather.opensAt(0, 1 * HOUR)).toBe(HOUR);
    expect(weather.opensAt(0, 2 * HOUR)).toBe(Number.POSITIVE_INFINITY);
  });

  it('is closed or open as a drawn event says, whatever its kind does', () => {
    const storm = over('West', 'heavy-snow', 3, 6);
    const closed = (event: Weather, to: 'station' | 'township') =>
      closedAt(lane({ weather: [event], effects: {}, to }), [2, 3, 6]);
    expect(closed(storm, 'station')).toEqual([false, false, false]);
    expect(closed(storm, 'township')).toEqual([false, true, false]);
    expect(closed({ ...storm, closes_roads: true }, 'station')).toEqual([false, true, false]);
    expect(closed({ ...storm, closes_roads: false }, 'township')).toEqual([false, false, false]);
    const relays = { ...storm, relay_speed_factor: 0.5 };
    expect(closed(relays, 'township')).toEqual([false, false, false]);
    const shut = { 'heavy-snow': { closes_expressways: true } };
    expect(closedAt(lane({ weather: [relays], effects: shut }), [2, 3, 6])).toEqual([false, true, false]);
    // Who says how fast its roads are has said that they are open.
    expect(closed({ ...storm, speed_factor: 0.5 }, 'township')).toEqual([false, false, false]);
    expect(closed({ ...storm, speed_factor: 0.5, closes_roads: true }, 'township')).toEqual([
      false,
      true,
      false,
    ]);
  });
});

describe('any weather', () => {
  /** Stations on even 64ths of the lane: borders, half way between two, fall on 64ths, as the model cuts them. */
  const world = fc.record({
    stations: fc.uniqueArray(fc.integer({ min: -4, max: 36 }), { minLength: 1, maxLength: 5 }),
    rows: fc.array(
      fc.record({
        station: fc.nat(4),
        fromH: fc.integer({ min: 0, max: 40 }),
        regime: fc.constantFrom(...WEATHER_REGIMES),
      }),
      { maxLength: 12 },
    ),
    events: fc.array(
      fc.record({
        station: fc.nat(4),
        from: fc.integer({ min: 0, max: 30 }),
        hours: fc.integer({ min: 1, max: 20 }),
        kind: fc.constantFrom(...WEATHER_REGIMES.slice(1)),
        speed: fc.option(fc.constantFrom(0.3, 0.7)),
      }),
      { maxLength: 2 },
    ),
    departure: fc.integer({ min: 0, max: 40 }),
  });

  it('gives the arrival and the closures of a walk in small steps', () => {
    fc.assert(
      fc.property(world, ({ stations, rows, events, departure }) => {
        const places = stations.map((at, i) => ({ region: `R${i}`, lon: 110 + (at * 2) / 6.4 }));
        const nameOf = (station: number) => `R${station % stations.length}`;
        const seen = new Set<string>();
        const observedWeather = [...rows]
          .sort((a, b) => a.fromH - b.fromH)
          .map(({ station, fromH, regime }) => ({ region: nameOf(station), fromH, regime }))
          .filter(({ region, fromH }) => !seen.has(`${region} ${fromH}`) && seen.add(`${region} ${fromH}`));
        const weather = events.map(({ station, from, hours, kind, speed }, i) => ({
          ...over(nameOf(station), kind as Weather['kind'], from, from + hours),
          code: `E${i}`,
          ...(speed !== null && { speed_factor: speed }),
        }));
        const scenario = network({
          facilities: [
            ...places.map(({ region, lon }) => stationIn(region, lon)),
            { code: 'A', kind: 'hub', lon: 110 },
            { code: 'B', kind: 'township', lon: 120 },
          ],
          zones: [],
          lanes: [{ from: 'A', to: 'B', departuresH: [0] }],
          settings: { weather },
          tables: { observedWeather },
        });
        const { weather_effects: effects } = scenario.settings;
        const feltAt = (region: string, hour: number): { speed: number; isClosed: boolean } => {
          const over = weather
            .filter((event) => event.regions![0] === region && hour >= event.from_h! && hour < event.to_h!)
            .sort(
              (a, b) =>
                WEATHER_REGIMES.indexOf(b.kind) - WEATHER_REGIMES.indexOf(a.kind) ||
                (a.code < b.code ? -1 : 1),
            )
            .at(0);
          const row = observedWeather.findLast((one) => one.region === region && one.fromH <= hour);
          const kind = over?.kind ?? row?.regime ?? 'clear';
          if (kind === 'clear') return { speed: 1, isClosed: false };
          return {
            speed: over?.speed_factor ?? effects[kind].rural_speed,
            isClosed: over?.speed_factor === undefined && effects[kind].closes_rural,
          };
        };
        const nearest = (lon: number) =>
          places.reduce((best, one) => (Math.abs(one.lon - lon) < Math.abs(best.lon - lon) ? one : best))
            .region;
        const real = roadWeather(scenario);
        const clear = 10;
        const step = 0.004;
        let gone = 0;
        let at = departure;
        while (gone < clear) {
          gone += step * feltAt(nearest(110 + gone), at).speed;
          at += step;
        }
        const exact = real.arrival(0, departure * HOUR, clear * HOUR) / HOUR;
        // A step may take the speed of the wrong side of a border or a change, of which there are at most so many.
        expect(Math.abs(exact - at)).toBeLessThan(
          step * (stations.length + rows.length + 2 * events.length + 1) * 4,
        );

        const onTheWay = new Set(Array.from({ length: 64 }, (_, i) => nearest(110 + (i + 0.5) / 6.4)));
        const isClosed = (hour: number) => [...onTheWay].some((region) => feltAt(region, hour).isClosed);
        for (let hour = 0; hour < 60; hour++) {
          expect(real.isClosed(0, hour * HOUR)).toBe(isClosed(hour));
          let opens = hour;
          while (opens < 100 && isClosed(opens)) opens++;
          expect(real.opensAt(0, hour * HOUR)).toBe(opens === 100 ? Number.POSITIVE_INFINITY : opens * HOUR);
        }
      }),
      { numRuns: 60 },
    );
  });
});
