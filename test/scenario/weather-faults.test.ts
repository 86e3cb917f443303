import { describe, expect, it } from 'vitest';
import { load, problemsOf, settingsOf, twoHubs, withSettings } from './network-sample.ts';

const encoder = new TextEncoder();

/** The sample with tables of weather beside it, and settings of its own. */
function sample(
  tables: { readonly climate_shares?: readonly string[]; readonly observed_weather?: readonly string[] },
  settings: object = {},
): Map<string, Uint8Array> {
  const files = twoHubs();
  const names = Object.fromEntries(Object.keys(tables).map((name) => [name, `${name}.csv`]));
  const texts = Object.entries(tables).map(
    ([name, rows]) => [`${name}.csv`, encoder.encode(`${rows.join('\n')}\n`)] as const,
  );
  const written = settingsOf(files);
  return new Map([
    ...withSettings(files, { ...written, tables: { ...(written.tables as object), ...names }, ...settings }),
    ...texts,
  ]);
}

const CLIMATE = 'region,month,regime,share';
const OBSERVED = 'region,time,regime,temperature_c,precipitation_mm_per_h,visibility_km,wind_m_s';

function event(regions: readonly string[]) {
  return { code: 'E', name: 'e', kind: 'snow', from_h: 1, to_h: 2, regions };
}

describe('weather that does not fit its network is told with its place', () => {
  it('a region in which no facility lies, wherever it is named', () => {
    const files = sample(
      {
        climate_shares: [CLIMATE, 'East,1,rain,0.5', 'Eest,1,rain,0.5'],
        observed_weather: [OBSERVED, 'North,2026-03-02T00:00,rain,,,,'],
      },
      { weather: [event(['West', 'east'])] },
    );
    const unknown = (name: string) =>
      `found "${name}", in which no facility lies, allowed a region of the facilities: "East", "West"`;
    expect(problemsOf(files).sort()).toEqual([
      `climate_shares.csv:3:region: ${unknown('Eest')} (did you mean "East"?)`,
      `observed_weather.csv:2:region: ${unknown('North')}`,
      `scenario.json:weather[0].regions[1]: ${unknown('east')} (did you mean "East"?)`,
    ]);
  });

  it('and not for a fault elsewhere: local times are read by the start of the scenario, or its default', () => {
    const tables = {
      observed_weather: [OBSERVED, 'East,2026-03-02T06:00,fog,,,,', 'East,2026-03-01T23:00Z,rain,,,,'],
    };
    const told = (settings: object) => problemsOf(sample(tables, settings));
    expect(told({ commitment_h: -1 })).toEqual([
      expect.stringContaining('scenario.json:commitment_h: found -1'),
    ]);
    expect(told({ commitment_h: -1, starts_at: undefined })).toHaveLength(1);
    expect(told({ starts_at: 'never' })).toEqual([expect.stringContaining('scenario.json:starts_at')]);
    expect(told({ starts_at: 3 })).toEqual([expect.stringContaining('scenario.json:starts_at: found 3')]);
  });

  it('a month with more weather than time, once', () => {
    const rows = ['East,1,rain,0.5', 'East,1,snow,0.4', 'East,1,fog,0.2', 'East,1,cold,0.1', 'East,2,rain,1'];
    expect(problemsOf(sample({ climate_shares: [CLIMATE, ...rows] }))).toEqual([
      'climate_shares.csv:4:share: found 0.2, which makes 1.1 for "East" in month 1, allowed shares of a region and month that sum to at most 1 (what is missing to 1 is clear)',
    ]);
  });

  it('takes shares that sum to 1 but for rounding', () => {
    const rows = Array.from(
      { length: 7 },
      (_, i) => `East,1,${['rain', 'fog', 'snow', 'heavy-rain', 'cold', 'heavy-snow', 'typhoon'][i]},0.1`,
    );
    expect(problemsOf(sample({ climate_shares: [CLIMATE, ...rows, 'East,1,clear,0.3'] }))).toEqual([]);
  });

  it('a kind twice in a month', () => {
    const rows = ['East,1,rain,0.5', 'West,1,rain,0.5', 'East,2,rain,0.5', 'East,1,rain,0.1'];
    expect(problemsOf(sample({ climate_shares: [CLIMATE, ...rows] }))).toEqual([
      'climate_shares.csv:5:regime: found "rain" again for "East" in month 1, allowed each kind once for a region and month',
    ]);
  });

  it('a climate without its table', () => {
    expect(problemsOf(sample({}, { climate: {} }))).toEqual([
      expect.stringContaining('scenario.json:climate: found a climate without a table of shares'),
    ]);
    expect(problemsOf(sample({ climate_shares: [CLIMATE, 'East,1,rain,0.5'] }, { climate: {} }))).toEqual([]);
  });

  it('observations out of order, of one region', () => {
    const rows = [
      'East,2026-03-02T03:00,rain,,,,',
      'West,2026-03-02T01:00,rain,,,,',
      'East,2026-03-02T03:00+08:00,snow,,,,',
      'East,2026-03-01T23:00Z,snow,,,,',
    ];
    expect(problemsOf(sample({ observed_weather: [OBSERVED, ...rows] }))).toEqual([
      'observed_weather.csv:4:time: found a time that is not after that of the row before it for "East", allowed the rows of a region in order of time, each time once',
    ]);
  });

  it('an observation of nothing, and one that no instrument can make', () => {
    const rows = ['East,2026-03-02T01:00,,,,,', 'East,2026-03-02T02:00,,4,0,16,468.7'];
    expect(problemsOf(sample({ observed_weather: [OBSERVED, ...rows] }))).toEqual([
      'observed_weather.csv:3:wind_m_s: found "468.7", allowed a number from 0 to 120 in m/s (Mean wind.)',
      'observed_weather.csv:2:regime: found neither a regime nor a measurement, allowed one of them (leave the row out: the weather of the row before holds on)',
    ]);
  });
});

describe('weather effects', () => {
  const effectsOf = (settings: object, overrides: readonly string[] = []) => {
    const { scenario } = load(sample({}, settings), overrides);
    if (scenario?.kind !== 'network') throw new Error('no network');
    return scenario.network.settings.weather_effects;
  };

  it('are the defaults where a scenario says nothing, each with its source', () => {
    const effects = effectsOf({});
    expect(effects['heavy-rain'].expressway_speed).toBe(0.94);
    expect(effects.fog.closes_airports).toBe(true);
    expect(effects.fog.closes_rural).toBe(false);
    for (const { source } of Object.values(effects))
      expect(source).toMatch(/assumption|Highway Capacity Manual/);
  });

  it('are changed field by field', () => {
    const effects = effectsOf({ weather_effects: { snow: { courier_rate: 0.3 } } }, [
      'weather_effects.fog.closes_airports=false',
      'weather_effects.heavy-rain.rural_speed=0.8',
    ]);
    expect(effects.snow.courier_rate).toBe(0.3);
    expect(effects.snow.expressway_speed).toBe(0.94);
    expect(effects.fog.closes_airports).toBe(false);
    expect(effects.fog.rural_speed).toBe(0.7);
    expect(effects['heavy-rain'].rural_speed).toBe(0.8);
  });
});
