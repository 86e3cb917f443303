import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { kindOf } from '../../src/model/weather/weather-effects.ts';
import { observedRegime } from '../../src/scenario/network/observed-regime.ts';
import { WEATHER_REGIMES, type WeatherRegime } from '../../src/scenario/network/weather-schema.ts';
import { changesOf, regionTimeline } from '../builders/network-weather.ts';
import { load, settingsOf, twoHubs, withSettings } from './network-sample.ts';

const NEW_YORK = path.resolve(import.meta.dirname, '../../../shared/data/weather/nyc-2013-hourly.csv');
const HEADER = 'region,time,regime,temperature_c,precipitation_mm_per_h,visibility_km,wind_m_s';
const encoder = new TextEncoder();

/** The sample with a table of observed weather. */
function replay(rows: readonly string[], startsAt?: string) {
  const files = twoHubs();
  const settings = settingsOf(files);
  const { scenario, problems } = load(
    new Map([
      ...withSettings(files, {
        ...settings,
        ...(startsAt !== undefined && { starts_at: startsAt }),
        tables: { observed_weather: 'observed.csv' },
      }),
      ['observed.csv', encoder.encode(`${[HEADER, ...rows].join('\n')}\n`)],
    ]),
  );
  problems.throwIfErrors();
  if (scenario?.kind !== 'network') throw new Error('no network');
  return scenario.network;
}

describe('observed weather', () => {
  it('is read from kinds and from measurements, at local times and at others', () => {
    const network = replay(
      [
        'East,2026-03-02T06:00,fog,,,,',
        'East,2026-03-02T03:30Z,,5,3,16,4',
        'West,2026-03-01T12:00,,-4,0.2,16,4',
        'West,2026-03-02T07:00,clear,,,,',
      ],
      '2026-03-02T00:00:00+08:00',
    );
    const timeline = regionTimeline(network);
    expect(changesOf(timeline, 'East')).toEqual([
      [0, 'clear'],
      [6, 'fog'],
      [11.5, 'rain'],
    ]);
    expect(changesOf(timeline, 'West')).toEqual([
      [0, 'snow'],
      [7, 'clear'],
    ]);
  });

  it.each<[string, WeatherRegime, [number, number, number, number]]>([
    ['dry and mild', 'clear', [15, 0, 16, 3]],
    ['a drizzle', 'clear', [15, 2.5, 16, 3]],
    ['a tenth of an inch of rain an hour', 'rain', [15, 2.54, 16, 3]],
    ['more than a quarter of an inch', 'heavy-rain', [15, 6.36, 16, 3]],
    ['some snow', 'snow', [-1, 0.3, 16, 3]],
    ['a tenth of an inch of snow as water', 'heavy-snow', [-1, 2.54, 16, 3]],
    ['low visibility', 'fog', [15, 0, 1.2, 3]],
    ['below -20 °C', 'cold', [-21, 0, 16, 3]],
    ['a storm', 'typhoon', [25, 30, 2, 25]],
    ['nothing but a temperature', 'clear', [15, Number.NaN, Number.NaN, Number.NaN]],
  ])('%s is %s', (_, expected, [temperatureC, precipitationMmPerH, visibilityKm, windMS]) => {
    expect(observedRegime({ temperatureC, precipitationMmPerH, visibilityKm, windMS })).toBe(expected);
  });
});

/** A row of the file as one of ours: °F to °C, inches to mm, miles to km, mph to m/s. */
function converted(row: string, region: string): string {
  const [, time, temp, , wind, , precip, visib] = row.split(',');
  const cell = (text: string, of: (value: number) => number) =>
    text === 'NA' ? '' : `${Math.round(of(Number(text)) * 1000) / 1000}`;
  // One hour of one airport has a wind of 1048 mph: no instrument measured that.
  const windMS = Number(wind) > 200 ? '' : cell(wind, (mph) => mph * 0.44704);
  return [
    region,
    time,
    '',
    cell(temp, (f) => ((f - 32) * 5) / 9),
    cell(precip, (inches) => inches * 25.4),
    cell(visib, (miles) => miles * 1.609344),
    windMS,
  ].join(',');
}

describe.skipIf(!existsSync(NEW_YORK))('a real year, hour by hour (skipped without ../shared/data)', () => {
  const lines = existsSync(NEW_YORK) ? readFileSync(NEW_YORK, 'utf8').trim().split('\n').slice(1) : [];
  const rows = [...lines.filter((line) => line.startsWith('EWR')).map((line) => converted(line, 'East'))];
  rows.push(...lines.filter((line) => line.startsWith('JFK')).map((line) => converted(line, 'West')));
  const network = replay(rows, '2013-01-01T00:00:00-05:00');

  /** Hours of a kind of weather in a region, those of each month. */
  function hoursOf(region: string, kind: WeatherRegime): number[] {
    const months = Array.from({ length: 12 }, () => 0);
    const timeline = regionTimeline({ ...network, settings: { ...network.settings, weather: [] } });
    const at = timeline.map.regions.indexOf(region);
    for (let hour = 0; hour < 365 * 24; hour++) {
      const now = hour * 3.6e9;
      if (WEATHER_REGIMES[kindOf(timeline.at(at, now))] === kind) months[timeline.month(now) - 1]++;
    }
    return months;
  }
  const total = (months: readonly number[]) => months.reduce((sum, hours) => sum + hours, 0);

  it.each(['East', 'West'])('is replayed as plausible weather: %s', (region) => {
    const clear = total(hoursOf(region, 'clear'));
    expect(clear).toBeGreaterThan(0.9 * 8760);
    expect(clear).toBeLessThan(8760);
    const rain = total(hoursOf(region, 'rain')) + total(hoursOf(region, 'heavy-rain'));
    expect(rain).toBeGreaterThan(40);
    expect(rain).toBeLessThan(400);
    // Snow in winter and none from May to October; the blizzard of 8 and 9 February is in it.
    const snow = hoursOf(region, 'snow').map((hours, month) => hours + hoursOf(region, 'heavy-snow')[month]);
    expect(total(snow)).toBeGreaterThan(20);
    expect(snow.slice(4, 10)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(snow[1]).toBeGreaterThan(10);
    expect(total(hoursOf(region, 'fog'))).toBeGreaterThan(20);
    // New York had neither -20 °C nor a mean wind of Beaufort 10 that year.
    expect(total(hoursOf(region, 'cold')) + total(hoursOf(region, 'typhoon'))).toBe(0);
  });
});
