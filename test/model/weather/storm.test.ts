import { describe, expect, it } from 'vitest';
import type { NetworkScenario } from '../../../src/scenario/network/network-scenario.ts';
import { network, type WrittenNetwork } from '../../builders/network-draft.ts';
import { hours, kpi, runNetwork, table } from '../../builders/network-tables.ts';
import { allYear } from '../../builders/network-weather.ts';

type Weather = NonNullable<WrittenNetwork['weather']>[number];

/** Three regions in a row, a hub in the middle one, no other way. Vans leave at 19:00 and at 23:00. */
function inStorm(weather: readonly Weather[]): NetworkScenario {
  return network({
    facilities: [
      { code: 'SW', kind: 'station', region: 'West', lon: 112 },
      { code: 'HUB', kind: 'hub', region: 'Middle', lon: 115 },
      { code: 'SM', kind: 'station', region: 'Middle', lon: 115 },
      { code: 'SE', kind: 'station', region: 'East', lon: 118 },
    ],
    zones: ['W', 'M', 'E'].map((one) => ({ code: `Z${one}`, station: `S${one}` })),
    lanes: ['SW', 'SM', 'SE'].flatMap((station) => [
      { from: station, to: 'HUB', departuresH: [19] },
      { from: 'HUB', to: station, departuresH: [23] },
    ]),
    settings: { run: { cap_days: 2 }, delivery: { failure_share: 0 }, weather: [...weather] },
  });
}

function storm(regions: readonly string[], from_h: number, to_h: number): Weather {
  return {
    code: 'STORM',
    name: 'storm',
    kind: 'heavy-snow',
    from_h,
    to_h,
    regions: [...regions],
    speed_factor: 0.5,
    closes_roads: true,
  };
}

describe('a storm over regions', () => {
  it('holds trips until it has gone, and slows those that set out before', () => {
    const trips = table(runNetwork(inStorm([storm(['East'], 19.5, 30)])), 'trips');
    const departed = (lane: string) =>
      trips.filter((row) => row.lane === lane).map((row) => hours(row.departed));
    // The first trip to the East, at 23:00, waits until 06:00; from the East one has left at 19:00.
    expect(departed('HUB:SE')[0]).toBe(30);
    expect(departed('SE:HUB')[0]).toBe(19);
    expect(departed('HUB:SW')[0]).toBe(23);
    // An hour's drive, half of it in the East: it is out of it when the storm comes.
    const first = trips.find((row) => row.lane === 'SE:HUB')!;
    expect(hours(first.arrived) - 19).toBeCloseTo(1, 6);
    const slowed = table(runNetwork(inStorm([storm(['East'], 19.25, 30)])), 'trips').find(
      (row) => row.lane === 'SE:HUB',
    )!;
    // A quarter of an hour clear, a quarter of the way at half speed, then out of it.
    expect(hours(slowed.arrived) - 19).toBeCloseTo(0.25 + 0.5 + 0.5, 6);
  });

  it('is told by figures of closed roads wherever the weather comes from', () => {
    const calm = inStorm([]);
    const figures = (weather: Partial<NetworkScenario>) => {
      const { outcome } = runNetwork({ ...calm, ...weather });
      return new Map(outcome.kpis.map((one) => [one.kpi, one.value]));
    };
    const climate = allYear('Middle', { typhoon: 1 });
    const effects = calm.settings.weather_effects;
    const typhoon = { ...effects.typhoon, closes_expressways: true };
    const closing = { ...calm.settings, weather_effects: { ...effects, typhoon } };
    expect(figures({}).has('held_by_closed_road')).toBe(false);
    const canceled = figures({ climate, settings: closing }).get('departures_canceled');
    expect(canceled).toBe(0);
    const observedWeather = [
      { region: 'Middle', fromH: 10, regime: 'typhoon' as const },
      { region: 'Middle', fromH: 20, regime: 'clear' as const },
    ];
    // From each of three stations one trip, due at 19:00.
    const observed = figures({ observedWeather, settings: closing });
    expect(observed.get('held_by_closed_road_trips')).toBe(3);
    expect(observed.get('held_by_closed_road')).toBeCloseTo(3, 9);
  });

  it('over every region, without an end, ends with the parcels waiting and reported', () => {
    const scenario = inStorm([storm(['East', 'Middle', 'West'], 10, 10_000)]);
    const run = runNetwork(scenario);
    expect(hours(run.endedAt)).toBe(72);
    expect(table(run, 'trips')).toEqual([]);
    const parcels = table(run, 'parcels');
    expect(parcels.length).toBe(run.outcome.ledger.created);
    expect(parcels.length).toBeGreaterThan(40);
    // Those for the zone next door need no road.
    const stranded = parcels.filter((row) => row.origin !== row.destination);
    expect(stranded.length).toBeGreaterThan(20);
    for (const row of stranded) {
      expect(row.finished).toBeNull();
      expect(row.legs).toBe(0);
      expect(row.place).toBe(`S${String(row.origin).slice(1)}`);
    }
    const cohort = parcels.filter((row) => row.cohort === true);
    const near = cohort.filter((row) => row.origin === row.destination);
    expect(kpi(run, 'service_level')).toBeCloseTo(near.length / cohort.length, 12);
  });
});
