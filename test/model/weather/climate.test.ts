import { describe, expect, it } from 'vitest';
import { greatCircleKm } from '../../../src/engine/math/great-circle.ts';
import { meanInterval } from '../../../src/engine/stats/interval.ts';
import { tQuantile } from '../../../src/engine/stats/quantiles.ts';
import { ClimateField } from '../../../src/model/weather/climate-field.ts';
import { Climatology } from '../../../src/model/weather/climatology.ts';
import { kindOf } from '../../../src/model/weather/weather-effects.ts';
import type { ClimateShare } from '../../../src/scenario/network/network-scenario.ts';
import { WEATHER_REGIMES } from '../../../src/scenario/network/weather-schema.ts';
import {
  allYear,
  regionTimeline,
  stationIn,
  weatherLuck,
  weatherOnly,
} from '../../builders/network-weather.ts';
import { BINOMIAL_ERROR, binomialPValue } from '../../experiment/interval-coverage/binomial-test.ts';

const REPLICATIONS = 30;

/** Means that this file compares with exact values by intervals; the error of all together is 1e-3. */
const COMPARISONS = 9;
const T = tQuantile(1 - 1e-3 / COMPARISONS / 2, REPLICATIONS - 1);

/** Accepts a simulated mean by the rule of DEFINITIONS: near enough, and known to within 5 % of the exact value. */
function expectMean(values: readonly number[], exact: number): void {
  expect(values).toHaveLength(REPLICATIONS);
  const { mean, sd, halfWidth } = meanInterval(values);
  expect(Math.abs(mean - exact)).toBeLessThanOrEqual((T * sd) / Math.sqrt(values.length));
  expect(halfWidth).toBeLessThanOrEqual(0.05 * exact);
}

const replications = Array.from({ length: REPLICATIONS }, (_, i) => i);

describe('the field behind a climate', () => {
  const places = [
    { lat: 30, lon: 110 },
    { lat: 30.9, lon: 110 },
    { lat: 30, lon: 112.6 },
    { lat: 34.5, lon: 110 },
  ];

  it('forgets itself in time as its persistence says, and is a standard normal at every place', () => {
    const lags = [1, 2, 3];
    const products = lags.map(() => [] as number[]);
    const squares: number[] = [];
    for (const replication of replications) {
      const field = new ClimateField([places[0]], 3, 500, weatherLuck(replication).stream('field in time'));
      const values: number[] = [];
      for (let k = 0; k < 2500; k++) {
        values.push(field.at(0));
        field.advance();
      }
      squares.push(values.reduce((sum, z) => sum + z * z, 0) / values.length);
      lags.forEach((lag, i) => {
        let sum = 0;
        for (let k = lag; k < values.length; k++) sum += values[k] * values[k - lag];
        products[i].push(sum / (values.length - lag));
      });
    }
    expectMean(squares, 1);
    lags.forEach((lag, i) => {
      expectMean(products[i], Math.exp(-lag / 3));
    });
  });

  it('is alike over a distance as its reach says', () => {
    const products = places.slice(1).map(() => [] as number[]);
    for (const replication of replications) {
      // Steps far apart are nearly independent.
      const field = new ClimateField(places, 0.5, 500, weatherLuck(replication).stream('field in space'));
      const sums = products.map(() => 0);
      const steps = 1200;
      for (let k = 0; k < steps; k++) {
        for (let i = 0; i < sums.length; i++) sums[i] += field.at(0) * field.at(i + 1);
        field.advance();
      }
      products.forEach((all, i) => {
        all.push(sums[i] / steps);
      });
    }
    products.forEach((all, i) => {
      const km = greatCircleKm(places[0].lat, places[0].lon, places[i + 1].lat, places[i + 1].lon);
      // Through the Earth rather than over it: at 500 km the same to 0.03 %.
      expectMean(all, Math.exp(-km / 500));
    });
  });

  it('is the same at a place whatever other places are asked', () => {
    const source = () => weatherLuck().stream('field');
    const [one, many] = [
      new ClimateField([places[2]], 6, 500, source()),
      new ClimateField(places, 6, 500, source()),
    ];
    for (let k = 0; k < 20; k++) {
      expect(many.at(2)).toBe(one.at(0));
      one.advance();
      many.advance();
    }
  });
});

describe('a climate', () => {
  it('gives each kind of weather its share of the time', () => {
    const shares = { rain: 0.3, snow: 0.15 };
    const scenario = weatherOnly([stationIn('North', 110)], {
      tables: { climate: allYear('North', shares) },
      settings: { run: { measured_days: 400, cap_days: 1 }, climate: { persistence_h: 12 } },
    });
    const found: Record<keyof typeof shares, number[]> = { rain: [], snow: [] };
    for (const replication of replications) {
      const timeline = regionTimeline(scenario, replication);
      const steps = 3200;
      const kinds = Array.from({ length: steps }, (_, k) => kindOf(timeline.at(0, k * timeline.step)));
      for (const kind of ['rain', 'snow'] as const)
        found[kind].push(kinds.filter((one) => WEATHER_REGIMES[one] === kind).length / steps);
    }
    expectMean(found.rain, shares.rain);
    expectMean(found.snow, shares.snow);
  });

  it('has the shares of its region and month, rare ones too, on either side of midnight of the last day', () => {
    const month = (region: string, number: number, shares: Partial<Record<string, number>>): ClimateShare[] =>
      Object.entries(shares).map(([regime, share]) => ({
        region,
        month: number,
        regime: regime as ClimateShare['regime'],
        share: share!,
      }));
    const table = {
      North: [
        { rain: 0.1, snow: 0.3, 'heavy-snow': 0.05, cold: 0.2 },
        { rain: 0.25, fog: 0.02 },
      ],
      South: [
        { rain: 0.4, clear: 0.6 },
        { 'heavy-rain': 0.15, typhoon: 0.01 },
      ],
    };
    const climate = Object.entries(table).flatMap(([region, months]) =>
      months.flatMap((shares, i) => month(region, i + 1, shares)),
    );
    const scenario = weatherOnly([stationIn('North', 110, 40), stationIn('South', 112, 24)], {
      tables: { climate },
      settings: {
        // Two hours of January are left where the clock of the scenario stands; in UTC it is still the 31st later on.
        starts_at: '2026-01-31T22:00:00+08:00',
        run: { warm_up_days: 0, measured_days: 0.1, cap_days: 0.1 },
        climate: { step_h: 2 },
      },
    });
    const TRIALS = 2000;
    const counts = new Map<string, number>();
    for (let replication = 0; replication < TRIALS; replication++) {
      const timeline = regionTimeline(scenario, replication);
      timeline.map.regions.forEach((region, i) => {
        for (const step of [0, 1]) {
          const key = `${region} ${step} ${WEATHER_REGIMES[kindOf(timeline.at(i, step * timeline.step))]}`;
          counts.set(key, (counts.get(key) ?? 0) + 1);
        }
      });
    }
    const faults = Object.entries(table).flatMap(([region, months]) =>
      months.flatMap((shares: Partial<Record<string, number>>, step) =>
        WEATHER_REGIMES.slice(1).filter((kind) => {
          const count = counts.get(`${region} ${step} ${kind}`) ?? 0;
          const claim = shares[kind] ?? 0;
          return claim === 0 ? count > 0 : binomialPValue(count, TRIALS, claim) < BINOMIAL_ERROR;
        }),
      ),
    );
    expect(faults).toEqual([]);
  });

  it('orders kinds from the calmest to the most severe, and is clear where nothing is said', () => {
    const climatology = new Climatology([
      { region: 'A', month: 3, regime: 'snow', share: 0.2 },
      { region: 'A', month: 3, regime: 'rain', share: 0.5 },
    ]);
    const kinds = [0, 0.29, 0.31, 0.79, 0.81, 0.999].map((share) => climatology.kindAt('A', 3, share));
    expect(kinds.map((kind) => WEATHER_REGIMES[kind])).toEqual([
      'clear',
      'clear',
      'rain',
      'rain',
      'snow',
      'snow',
    ]);
    expect(climatology.kindAt('A', 4, 0.999)).toBe(0);
    expect(climatology.kindAt('B', 3, 0.999)).toBe(0);
    expect(WEATHER_REGIMES.filter((_, kind) => climatology.occurs('A', kind))).toEqual([
      'clear',
      'rain',
      'snow',
    ]);
    expect(WEATHER_REGIMES.filter((_, kind) => climatology.occurs('B', kind))).toEqual(['clear']);
  });
});

describe('the month of a climate', () => {
  it('is that of the local calendar on every day of half a century', () => {
    const scenario = weatherOnly([stationIn('North', 110)], {
      settings: { starts_at: '1995-12-31T20:00:00+08:00' },
    });
    const timeline = regionTimeline(scenario);
    const start = Date.UTC(1995, 11, 31, 20);
    const wrong: number[] = [];
    for (let hour = 0; hour < 50 * 365.25 * 24; hour += 4) {
      if (timeline.month(hour * 3.6e9) !== new Date(start + hour * 3.6e6).getUTCMonth() + 1) wrong.push(hour);
    }
    expect(wrong).toEqual([]);
  });
});
