import { describe, expect, it } from 'vitest';
import { ClosureForecast } from '../../../src/model/weather/closure-forecast.ts';
import { Forecast } from '../../../src/model/weather/forecast.ts';
import { RoadWeather } from '../../../src/model/weather/road-weather.ts';
import { kindOf } from '../../../src/model/weather/weather-effects.ts';
import { type NetworkDraft, network } from '../../builders/network-draft.ts';
import {
  allYear,
  regionTimeline,
  stationIn,
  weatherLuck,
  weatherOnly,
} from '../../builders/network-weather.ts';
import { BINOMIAL_ERROR, binomialPValue } from '../../experiment/interval-coverage/binomial-test.ts';

const HOUR = 3.6e9;
const DAY = 24 * HOUR;
const SHARES = { rain: 0.3, snow: 0.2 };

const scenario = weatherOnly([stationIn('North', 110), stationIn('South', 114, 24)], {
  tables: { climate: [...allYear('North', SHARES), ...allYear('South', { fog: 0.5 })] },
  settings: { run: { cap_days: 3 } },
});

function forecastOf(skill: number, replication = 0) {
  const timeline = regionTimeline(scenario, replication);
  return {
    timeline,
    forecast: new Forecast(timeline, { skill }, (place) => weatherLuck(replication).draws('forecast', place)),
  };
}

/** All pairs of a target and an instant before it, hours. */
const PAIRS = Array.from({ length: 40 }, (_, k) => [3 * k + 1, Math.max(0, 3 * k - 7 * (k % 9))] as const);

describe('a forecast', () => {
  it('of skill 1 is the truth, however far ahead', () => {
    const { timeline, forecast } = forecastOf(1);
    for (const [at, issued] of PAIRS)
      expect(forecast.condition(0, at * HOUR, issued * HOUR)).toBe(timeline.at(0, at * HOUR));
  });

  it('knows what is no longer to come, whatever its skill', () => {
    const { timeline, forecast } = forecastOf(0);
    for (let hour = 0; hour < 100; hour++)
      for (const issued of [hour, hour + 1, hour + 50])
        expect(forecast.condition(0, hour * HOUR, issued * HOUR)).toBe(timeline.at(0, hour * HOUR));
  });

  it('gives the same answer to the same question in any order, and to all questions within a step', () => {
    const { forecast } = forecastOf(0.7);
    const ask = (pairs: typeof PAIRS) =>
      pairs.map(([at, issued]) => forecast.condition(0, at * HOUR, issued * HOUR));
    const first = ask(PAIRS);
    expect(ask([...PAIRS].reverse()).reverse()).toEqual(first);
    // Steps of three hours, each asked for at its second and its third hour.
    expect(ask(PAIRS.map(([at, issued]) => [at, issued - (issued % 3) + 2.99]))).toEqual(first);
  });

  it('that has become right stays right, and tells one error until then', () => {
    const { timeline, forecast } = forecastOf(0.6);
    let corrected = 0;
    for (let target = 10; target < 40; target++) {
      const at = target * 3 * HOUR;
      const truth = timeline.at(0, at);
      const told = Array.from({ length: target + 1 }, (_, issue) =>
        forecast.condition(0, at, issue * 3 * HOUR),
      );
      const right = told.findIndex((_, issue) => told.slice(issue).every((one) => one === truth));
      expect(new Set(told.slice(0, right)).size).toBeLessThanOrEqual(1);
      if (right > 0) corrected++;
    }
    expect(corrected).toBeGreaterThan(5);
  });

  it('of one region says nothing of the luck of another', () => {
    const { forecast } = forecastOf(0);
    // Half of the time fog in South, half of the time rain or snow in North.
    const told = [0, 1].map((region) =>
      Array.from({ length: 60 }, (_, k) => forecast.condition(region, (18 * k + 30) * HOUR, 0) === 0),
    );
    expect(told[0]).not.toEqual(told[1]);
    expect(told[0]).not.toEqual(told[1].map((isClear) => !isClear));
  });

  it('is right as often as its skill says, and by chance', () => {
    const TRIALS = 2000;
    const cases = [
      { skill: 0.8, days: 1, hits: 0 },
      { skill: 0.8, days: 2, hits: 0 },
      { skill: 0.8, days: 0.5, hits: 0 },
      { skill: 0, days: 1, hits: 0 },
    ];
    for (let replication = 0; replication < TRIALS; replication++) {
      const timeline = regionTimeline(scenario, replication);
      const draws = (place: string) => weatherLuck(replication).draws('forecast', place);
      for (const one of cases) {
        const at = one.days * DAY;
        const told = new Forecast(timeline, one, draws).condition(0, at, 0);
        if (told === timeline.at(0, at)) one.hits++;
      }
    }
    for (const { skill, days, hits } of cases) {
      const knows = skill ** days;
      // A draw from the climate, independent of the truth, is right where both are the same kind.
      const chance = 0.5 ** 2 + SHARES.rain ** 2 + SHARES.snow ** 2;
      expect(binomialPValue(hits, TRIALS, knows + (1 - knows) * chance)).toBeGreaterThan(BINOMIAL_ERROR);
    }
  });

  it('without skill foretells each kind as often as the climate has it', () => {
    const TRIALS = 2000;
    const { forecast } = forecastOf(0);
    const counts = [0, 0, 0, 0, 0, 0, 0, 0];
    // One draw for each 18 hours, the persistence of weather.
    for (let k = 0; k < TRIALS; k++) counts[kindOf(forecast.condition(0, (18 * k + 30) * HOUR, 0))]++;
    expect(binomialPValue(counts[1], TRIALS, SHARES.rain)).toBeGreaterThan(BINOMIAL_ERROR);
    expect(binomialPValue(counts[3], TRIALS, SHARES.snow)).toBeGreaterThan(BINOMIAL_ERROR);
    expect(counts[0] + counts[1] + counts[3]).toBe(TRIALS);
  });
});

describe('closures foretold', () => {
  const draft = (skill: number, climate = allYear('West', { fog: 0.4 })): NetworkDraft => ({
    facilities: [
      stationIn('West', 110),
      stationIn('East', 120),
      { code: 'T', kind: 'township', region: 'East', lon: 121, lat: 30 },
    ],
    zones: [],
    lanes: [
      { from: 'S-West-110', to: 'S-East-120', departuresH: [0] },
      { from: 'S-West-110', to: 'T', departuresH: [0] },
      { from: 'S-West-110', to: 'S-East-120', code: 'FLIGHT', mode: 'air', departuresH: [0] },
    ],
    settings: {
      forecast: { skill },
      weather: [
        { code: 'STORM', name: 'storm', kind: 'heavy-snow', from_h: 30, to_h: 40, regions: ['East'] },
        {
          code: 'SLIDE',
          name: 'slide',
          kind: 'rain',
          from_h: 50,
          to_h: 60,
          closes_roads: true,
          outline: [
            [111, 29],
            [112, 29],
            [112, 31],
            [111, 31],
          ],
        },
      ],
    },
    tables: { climate },
  });

  function closures(skill: number, replication = 0, scenario = network(draft(skill))) {
    const timeline = regionTimeline(scenario, replication);
    const weather = new RoadWeather(scenario, timeline);
    const foretold = new ClosureForecast(scenario, timeline, weather, (place) =>
      weatherLuck(replication).draws('forecast', place),
    );
    return { weather, foretold };
  }

  it('with skill 1 are those that come, of regions and of areas', () => {
    const { weather, foretold } = closures(1);
    const hours = Array.from({ length: 80 }, (_, hour) => hour);
    for (const lane of [0, 1, 2])
      for (const hour of hours)
        expect(foretold.willBeClosed(lane, hour * HOUR, 0)).toBe(weather.isClosed(lane, hour * HOUR));
    expect(hours.filter((hour) => foretold.willBeClosed(1, hour * HOUR, 0))).toEqual([
      ...hours.slice(30, 40),
      ...hours.slice(50, 60),
    ]);
    expect(hours.filter((hour) => foretold.willBeClosed(0, hour * HOUR, 0))).toEqual(hours.slice(50, 60));
  });

  it('without skill miss what is drawn, and cry wolf as often as the climate', () => {
    const { foretold } = closures(0);
    for (let hour = 3; hour < 80; hour++) {
      expect(foretold.willBeClosed(0, hour * HOUR, 0)).toBe(false);
      expect(foretold.willBeClosed(1, hour * HOUR, 0)).toBe(false);
    }
    const TRIALS = 2000;
    let wolves = 0;
    for (let k = 0; k < TRIALS; k++) if (foretold.willBeClosed(2, (18 * k + 100) * HOUR, 0)) wolves++;
    expect(binomialPValue(wolves, TRIALS, 0.4)).toBeGreaterThan(BINOMIAL_ERROR);
  });

  it('of an area are seen as often as skill says', () => {
    const TRIALS = 2000;
    let seen = 0;
    const scenario = network(draft(0.7, []));
    for (let replication = 0; replication < TRIALS; replication++)
      if (closures(0.7, replication, scenario).foretold.willBeClosed(0, 51 * HOUR, 27 * HOUR)) seen++;
    expect(binomialPValue(seen, TRIALS, 0.7)).toBeGreaterThan(BINOMIAL_ERROR);
  });

  it('are known when they have come', () => {
    const { foretold } = closures(0);
    expect(foretold.willBeClosed(1, 35 * HOUR, 35 * HOUR)).toBe(true);
    expect(foretold.willBeClosed(1, 35 * HOUR, 36 * HOUR)).toBe(true);
  });
});
