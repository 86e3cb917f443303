import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FacilityWeather } from '../../../src/model/weather/facility-weather.ts';
import type { ObservedWeather } from '../../../src/scenario/network/network-scenario.ts';
import { networkDraft } from '../../builders/network-arbitrary.ts';
import { network } from '../../builders/network-draft.ts';
import { oneWay } from '../../builders/network-one-way.ts';
import { type FinishedNetwork, hours, runNetwork, table } from '../../builders/network-tables.ts';
import { allYear, regionTimeline, stationIn, weatherOnly } from '../../builders/network-weather.ts';

/** One town sends from West to East; couriers are slowed to half in snow, to a quarter in heavy snow. */
function snowed(rows: readonly Omit<ObservedWeather, 'region'>[], region = 'East'): FinishedNetwork {
  const scenario = oneWay(
    {
      weather_effects: {
        snow: { courier_rate: 0.5, expressway_speed: 1 },
        'heavy-snow': { courier_rate: 0.25, expressway_speed: 1 },
      },
    },
    { to: { couriers: 1, region: 'East' } },
  );
  const [from, to] = scenario.facilities;
  return runNetwork({
    ...scenario,
    facilities: [{ ...from, region: 'West' }, to],
    observedWeather: rows.map((row) => ({ region, ...row })),
  });
}

/** Hours of an event at a station, each once. */
function when(run: FinishedNetwork, event: string, facility: string): number[] {
  const rows = table(run, 'scans').filter((row) => row.event === event && row.facility === facility);
  return [...new Set(rows.map(({ time }) => Math.round(hours(time) * 1e6) / 1e6))];
}

describe('couriers in weather', () => {
  it('take longer for what they begin in it: the sum on paper', () => {
    // Out at 12:00 on the second day: 600 s of way and 120 s at the door; then 300 s and 120 s a stop.
    const clear = when(snowed([]), 'delivered', 'S2');
    expect(clear.slice(0, 3)).toEqual([36 + 720 / 3600, 36 + 1140 / 3600, 36 + 1560 / 3600].map(round));
    // Snow at half the pace from the start; heavy snow begins while the second stop is under way.
    const snow = when(
      snowed([
        { fromH: 30, regime: 'snow' },
        { fromH: 36 + 1500 / 3600, regime: 'heavy-snow' },
      ]),
      'delivered',
      'S2',
    );
    const second = 1440 + 840;
    expect(snow.slice(0, 3)).toEqual(
      [36 + 1440 / 3600, 36 + second / 3600, 36 + (second + 1680) / 3600].map(round),
    );
  });

  it('collect at the pace of the weather in which each half of the tour begins', () => {
    // The wave is at 17:00, half a tour is 30 minutes; it snows at the sender from 17:10 on.
    expect(when(snowed([], 'West'), 'accepted', 'S1')).toEqual([17.5]);
    const late = snowed([{ fromH: 17 + 1 / 6, regime: 'snow' }], 'West');
    expect(when(late, 'accepted', 'S1')).toEqual([17.5]);
    expect(when(late, 'arrivedAtOrigin', 'S1')).toEqual([18.5]);
    const early = snowed([{ fromH: 17, regime: 'snow' }], 'West');
    expect(when(early, 'accepted', 'S1')).toEqual([18]);
    expect(when(early, 'arrivedAtOrigin', 'S1')).toEqual([19]);
  });

  it('are not slowed by the weather of another region', () => {
    const [here, there] = [snowed([]), snowed([{ fromH: 20, regime: 'snow' }], 'West')];
    expect(when(there, 'delivered', 'S2')).toEqual(when(here, 'delivered', 'S2'));
  });
});

const round = (hour: number) => Math.round(hour * 1e6) / 1e6;

describe('demand in weather', () => {
  const facilities = [
    stationIn('East', 120),
    stationIn('West', 110),
    { ...stationIn('', 111), code: 'NONE' },
  ];
  const rows: ObservedWeather[] = [
    { region: 'East', fromH: 2, regime: 'snow' },
    { region: 'East', fromH: 5.5, regime: 'rain' },
    { region: 'East', fromH: 7, regime: 'snow' },
    { region: 'West', fromH: 3, regime: 'heavy-snow' },
  ];
  const scenario = weatherOnly(facilities, {
    zones: facilities.map(({ code }) => ({ code: `Z-${code}`, station: code })),
    settings: { weather_effects: { snow: { demand_factor: 0.5 }, 'heavy-snow': { demand_factor: 0 } } },
    tables: { observedWeather: rows },
  });
  const weather = new FacilityWeather(scenario, regionTimeline(scenario));

  it('has a window for each time of a factor that is not 1', () => {
    expect(weather.demandWindows(0)).toEqual([
      { fromS: 2 * 3600, toS: 5.5 * 3600, factor: 0.5 },
      { fromS: 7 * 3600, toS: Number.POSITIVE_INFINITY, factor: 0.5 },
    ]);
    expect(weather.demandWindows(1)).toEqual([{ fromS: 3 * 3600, toS: Number.POSITIVE_INFINITY, factor: 0 }]);
  });

  it('is that of the nearest region where a station has none', () => {
    expect(weather.demandWindows(2)).toEqual(weather.demandWindows(1));
    expect(weather.courierRate(2, 4 * 3.6e9)).toBe(weather.courierRate(1, 4 * 3.6e9));
  });

  it('is what a run creates: nothing while the factor is 0, half while it is a half, elsewhere as ever', () => {
    const stations = [stationIn('East', 120), stationIn('West', 110)];
    const written = (demand_factor: number) =>
      network({
        facilities: stations,
        zones: stations.map(({ code, region }) => ({ code: `Z-${region}`, station: code })),
        lanes: stations.flatMap(({ code: from }) =>
          stations
            .filter(({ code }) => code !== from)
            .map(({ code: to }) => ({ from, to, departuresH: [19] })),
        ),
        settings: {
          run: { cap_days: 1 },
          demand: { parcels_per_day: 4000 },
          weather: [
            {
              code: 'E',
              name: 'snow',
              kind: 'heavy-snow',
              from_h: 6,
              to_h: 18,
              regions: ['East'],
              closes_roads: false,
            },
          ],
          weather_effects: { 'heavy-snow': { demand_factor, courier_rate: 1, expressway_speed: 1 } },
        },
      });
    const createdIn = (factor: number) => {
      const rows = table(runNetwork(written(factor), { checksEveryEvent: false, scans: 'none' }), 'parcels');
      const of = (zone: string, fromH: number, toH: number) =>
        rows.filter((row) => row.origin === zone && hours(row.created) >= fromH && hours(row.created) < toH)
          .length;
      return { storm: of('Z-East', 6, 18), before: of('Z-East', 0, 6), elsewhere: of('Z-West', 0, 24) };
    };
    const [normal, half, none] = [1, 0.5, 0].map(createdIn);
    expect(none.storm).toBe(0);
    expect([half.elsewhere, none.elsewhere]).toEqual([normal.elsewhere, normal.elsewhere]);
    expect([half.before, none.before]).toEqual([normal.before, normal.before]);
    // About 1000 and 500 are expected: five standard deviations of a Poisson number on either side.
    expect(Math.abs(normal.storm - 1000)).toBeLessThan(5 * Math.sqrt(1000));
    expect(Math.abs(half.storm - 500)).toBeLessThan(5 * Math.sqrt(500));
  });

  it('has none without regions', () => {
    const bare = weatherOnly([{ code: 'S', kind: 'station' }]);
    const none = new FacilityWeather(bare, regionTimeline(bare));
    expect(none.demandWindows(0)).toEqual([]);
    expect(none.courierRate(0, 5)).toBe(1);
  });
});

describe('a run through a climate', () => {
  it('conserves parcels at every event and closes the ledger of parcels and of money', () => {
    fc.assert(
      fc.property(networkDraft, fc.integer({ min: 0, max: 99 }), (draft, replication) => {
        const shares = { rain: 0.3, snow: 0.2, 'heavy-snow': 0.1, typhoon: 0.05 };
        const facilities = draft.facilities.map((facility, i) => ({ ...facility, region: `R${i % 3}` }));
        const scenario = network({
          ...draft,
          facilities,
          tables: { climate: ['R0', 'R1', 'R2'].flatMap((region) => allYear(region, shares)) },
        });
        const { created, ...places } = runNetwork(scenario, { replication }).outcome.ledger;
        expect(Object.values(places).reduce((sum, count) => sum + count, 0)).toBe(created);
      }),
      { numRuns: 10 },
    );
  });
});
