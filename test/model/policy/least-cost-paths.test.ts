import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plannedFlows } from '../../../src/model/check/open-planner.ts';
import { LocalTime } from '../../../src/model/network/local-time.ts';
import { LeastCostPaths } from '../../../src/model/policy/least-cost-paths.ts';
import { MeanWaitPaths } from '../../../src/model/policy/mean-wait-paths.ts';
import { pathPrices } from '../../../src/model/policy/path-prices.ts';
import { AS_WRITTEN, NO_LANE, PlanGraph } from '../../../src/model/policy/plan-graph.ts';
import { type NetworkDraft, network } from '../../builders/network-draft.ts';

const ORIGINS = Int32Array.of(0, 2);
const END = 5;

const cases = fc.record({
  lanes: fc.array(
    fc.record({
      from: fc.integer({ min: 0, max: 5 }),
      to: fc.integer({ min: 0, max: 5 }),
      distanceKm: fc.constantFrom(60, 300, 900),
      departuresH: fc.constantFrom([0], [0, 12]),
      price: fc.constantFrom(0.2, 1, 1.5, 8),
    }),
    { maxLength: 14 },
  ),
  sorting: fc.array(fc.constantFrom(0, 0.1, 0.5), { minLength: 6, maxLength: 6 }),
  withinH: fc.constantFrom(5, 20, 40, 80, 1000),
});

function build({ lanes, sorting, withinH }: typeof cases extends fc.Arbitrary<infer T> ? T : never) {
  const there = lanes.filter(({ from, to }) => from !== to);
  const scenario = network({
    facilities: ['station', 'hub', 'station', 'hub', 'hub', 'station'].map((kind, i) => ({
      code: `F${i}`,
      kind: kind as 'hub' | 'station',
    })),
    zones: [0, 2, END].map((i) => ({ code: `Z${i}`, station: `F${i}` })),
    lanes: there.map(({ from, to, distanceKm, departuresH }, i) => ({
      code: `L${i}`,
      from: `F${from}`,
      to: `F${to}`,
      distanceKm,
      departuresH,
    })),
  });
  const graph = new PlanGraph(scenario);
  const prices = {
    lane: Float64Array.from(there, ({ price }) => price),
    facility: Float64Array.from(sorting),
    origins: ORIGINS,
    withinS: withinH * 3600,
  };
  return { scenario, graph, prices };
}

/** Cost and time of every path without a circle. */
function paths(
  { scenario, graph, prices }: ReturnType<typeof build>,
  here: number,
  been: readonly number[] = [],
): { cost: number; seconds: number }[] {
  if (here === END) return [{ cost: 0, seconds: 0 }];
  return scenario.lanes.flatMap((lane, index) => {
    if (lane.from !== here || been.includes(lane.to)) return [];
    const isEnd = lane.to === END;
    return paths({ scenario, graph, prices }, lane.to, [...been, here]).map(({ cost, seconds }) => ({
      cost: cost + prices.lane[index] + (isEnd ? 0 : prices.facility[lane.to]),
      seconds: seconds + graph.legS[index] + (isEnd ? 0 : graph.handlingS[lane.to]),
    }));
  });
}

/** Cost and time of the path that is taken. */
function taken({ scenario, graph, prices }: ReturnType<typeof build>, next: Int32Array, from: number) {
  let cost = 0;
  let seconds = 0;
  for (let here = from; here !== END; ) {
    const lane = next[here];
    here = scenario.lanes[lane].to;
    const isEnd = here === END;
    cost += prices.lane[lane] + (isEnd ? 0 : prices.facility[here]);
    seconds += graph.legS[lane] + (isEnd ? 0 : graph.handlingS[here]);
  }
  return { cost, seconds };
}

describe('paths of least cost', () => {
  it('are in time from every origin from which any path is, and the cheapest of all where all are in time', () => {
    fc.assert(
      fc.property(cases, (written) => {
        const built = build(written);
        const finder = new LeastCostPaths(built.graph, built.prices);
        finder.towards(END, AS_WRITTEN, null);
        const { withinS } = built.prices;
        const all = [...ORIGINS].map((origin) => paths(built, origin));
        const isLoose = all.flat().every(({ seconds }) => seconds <= withinS);
        [...ORIGINS].forEach((origin, i) => {
          expect(finder.next[origin] === NO_LANE).toBe(all[i].length === 0);
          if (all[i].length === 0) return;
          const mine = taken(built, finder.next, origin);
          expect(finder.timeS[origin]).toBeCloseTo(mine.seconds, 6);
          if (all[i].some(({ seconds }) => seconds <= withinS))
            expect(mine.seconds).toBeLessThanOrEqual(withinS);
          if (isLoose) expect(mine.cost).toBeCloseTo(Math.min(...all[i].map(({ cost }) => cost)), 9);
          // No path costs less and is faster.
          for (const { cost, seconds } of all[i])
            expect(cost < mine.cost - 1e-9 && seconds < mine.seconds).toBe(false);
        });
      }),
      { numRuns: 300 },
    );
  });

  it('are the fastest at the highest price of an hour', () => {
    fc.assert(
      fc.property(cases, (written) => {
        const built = build({ ...written, withinH: 5 });
        const fastest = new MeanWaitPaths(built.graph);
        fastest.towards(END, AS_WRITTEN, null);
        const withinS = Math.min(...[...ORIGINS].map((origin) => fastest.timeS[origin]));
        const finder = new LeastCostPaths(built.graph, { ...built.prices, withinS });
        finder.towards(END, AS_WRITTEN, null);
        for (const origin of ORIGINS)
          if (fastest.timeS[origin] === withinS) expect(finder.timeS[origin]).toBe(withinS);
      }),
    );
  });
});

describe('a plan of least cost', () => {
  const vehicle = { parcels: 20, weight_kg: 9000, cube_m3: 80, cost_per_trip: 0 };
  const draft = (commitmentH: number): NetworkDraft => ({
    settings: {
      commitment_h: commitmentH,
      routing: { plan: 'least-cost' },
      vehicles: [
        { ...vehicle, code: 'truck', speed_km_per_h: 60, cost_per_km: 1 },
        { ...vehicle, code: 'plane', speed_km_per_h: 600, cost_per_km: 10 },
      ],
    },
    facilities: [
      { code: 'S1', kind: 'station' },
      { code: 'S2', kind: 'station' },
    ],
    zones: [
      { code: 'FROM', station: 'S1', population: 0 },
      { code: 'TO', station: 'S2', sellerWeight: 0 },
    ],
    // Half a day's wait for either; 30 hours by road, 3 by air.
    lanes: [
      { code: 'ROAD', from: 'S1', to: 'S2', distanceKm: 1800, departuresH: [20] },
      { code: 'AIR', from: 'S1', to: 'S2', distanceKm: 1800, departuresH: [20], vehicle: 'plane' },
    ],
  });

  it.each([
    [72, 'ROAD', 'the cheapest is fast enough'],
    [40, 'AIR', 'only the dearer is'],
    [8, 'ROAD', 'none is: then the cheapest'],
  ])('within %i hours goes by %s: %s', (commitmentH, lane) => {
    const scenario = network(draft(commitmentH));
    const { byLane } = plannedFlows(scenario);
    expect(scenario.lanes.filter((_, index) => byLane[index] > 0).map(({ code }) => code)).toEqual([lane]);
  });
});

describe('the price of a lane', () => {
  const van = {
    parcels: 20,
    weight_kg: 9000,
    cube_m3: 80,
    speed_km_per_h: 60,
    cost_per_km: 1,
    cost_per_trip: 0,
  };
  const scenario = network({
    settings: { vehicles: [{ ...van, code: 'van' }] },
    facilities: [
      { code: 'S1', kind: 'station' },
      { code: 'S2', kind: 'station' },
    ],
    zones: [{ code: 'Z', station: 'S1' }],
    lanes: [
      { code: 'FULL', from: 'S1', to: 'S2', departuresH: [], dispatch: 'full' },
      { code: 'TIMER', from: 'S1', to: 'S2', departuresH: [], dispatch: 'timer', timerMin: 60 },
      { code: 'BOTH', from: 'S1', to: 'S2', departuresH: [], dispatch: 'full-or-timer', timerMin: 60 },
      { code: 'TABLE', from: 'S1', to: 'S2', departuresH: [8] },
    ],
  });
  const local = new LocalTime(scenario.startWeekday, scenario.startSecondOfDay);
  /** Parcels over which a trip of 60 is divided, by lane. */
  const aboard = (perDay: number) =>
    [...pathPrices(scenario, local, new Float64Array(4).fill(perDay)).lane].map((price) => 60 / price);

  it('divides a trip by those that it expects: a timer by those that come while it runs', () => {
    const close = (parcels: number[]) => parcels.map((n) => expect.closeTo(n, 6));
    // Fifteen an hour are 16 aboard by the timer, almost never more than the 20 that there is room for.
    expect(aboard(360).slice(0, 2)).toEqual(close([20, 16]));
    expect(aboard(360)[2]).toBeGreaterThan(15);
    expect(aboard(360)[2]).toBeLessThan(16);
    expect(aboard(15)).toEqual(close([20, 10, 10, 15]));
    expect(aboard(0)).toEqual(close([20, 10, 10, 10]));
    expect(aboard(9000)).toEqual(close([20, 20, 20, 20]));
  });
});
