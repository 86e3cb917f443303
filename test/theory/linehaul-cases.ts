import { HOUR } from '../../src/engine/clock.ts';
import { ConstantRate, type RateProfile, SinusoidalRate } from '../../src/engine/random/rate-profile.ts';
import type { NetworkLane } from '../../src/scenario/network/network-scenario.ts';
import { poissonDock } from '../builders/poisson-dock.ts';
import batching from '../reference/batching.json' with { type: 'json' };
import timeVarying from '../reference/time-varying.json' with { type: 'json' };
import { poisson } from './formulas.ts';
import { casesOf } from './theory-case.ts';

/** One simulated figure of a dock that must meet an exact value. */
export interface LinehaulComparison {
  readonly name: string;
  readonly exact: number;
  /** Index of the figure among those that one replication gives. */
  readonly figure: number;
}

/** A lane with Poisson arrivals at its dock, and what one replication of it gives. */
export interface LinehaulCase {
  readonly id: string;
  readonly comparisons: readonly LinehaulComparison[];
  simulate(seed: string, replication: number): readonly number[];
}

const PER_H = 1 / 3600;
const NO_TIMETABLE = { departuresS: [] };

/** Figures of dispatch: mean and sd of waits and of loads, mean and sd of headways; hours and parcels. */
const FIGURES = ['meanWait', 'sdWait', 'meanLoad', 'sdLoad', 'meanHeadway', 'sdHeadway'] as const;

interface DispatchSetting {
  readonly lam: number;
  readonly places: number;
  readonly lane: Partial<NetworkLane>;
  /** Hours; both begin at a departure where there is a timetable. */
  readonly warmUpH: number;
  readonly horizonH: number;
}

function dispatch(
  id: string,
  setting: DispatchSetting,
  exact: Partial<Record<(typeof FIGURES)[number], number>>,
): LinehaulCase {
  return {
    id,
    comparisons: FIGURES.flatMap((name, figure) => {
      const value = exact[name];
      return value === undefined ? [] : [{ name, exact: value, figure }];
    }),
    simulate: (seed, replication) => {
      const { lam, places, lane, warmUpH, horizonH } = setting;
      const rate = new ConstantRate(lam * PER_H);
      const { context, dock } = poissonDock({ lane, places, rate, seed, replication });
      const { sim, records, trips } = context;
      const loads: number[] = [];
      const instants: number[] = [];
      // Just after the departure with which a cycle ends, so that the run holds whole ones.
      sim.run(warmUpH * HOUR + 1);
      dock.reset(sim.now[0]);
      records.onTrip = (trip) => {
        loads.push(trips.count[trip]);
        instants.push(trips.departedAt[trip] / HOUR);
      };
      sim.run(horizonH * HOUR + 1);
      const headways = instants.slice(1).map((at, i) => at - instants[i]);
      return [
        dock.books.wait.mean / HOUR,
        dock.books.wait.sd / HOUR,
        ...[loads, headways].flatMap((values) => [meanOf(values), sdOf(values)]),
      ];
    },
  };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function sdOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}

/** A timetable with equal gaps (Poisson arrivals are uniform in a cycle). */
function everyT(): LinehaulCase[] {
  type Expected = { meanWait: number; meanLoad: number; varLoad: number; sdWait: number };
  return casesOf<{ lam: number; T: number }, Expected>(batching, 'DispatchEveryT', {}).map(
    ({ id, params: { lam, T }, expected }) => {
      const departuresS = Array.from({ length: 24 / T }, (_, k) => k * T * 3600);
      const lane = { departuresS };
      return dispatch(
        id,
        { lam, places: 100_000, lane, warmUpH: 24, horizonH: 24 + 60 * T },
        {
          meanWait: expected.meanWait,
          sdWait: expected.sdWait,
          meanLoad: expected.meanLoad,
          sdLoad: Math.sqrt(expected.varLoad),
        },
      );
    },
  );
}

/** Unequal gaps: half the mean square gap over the mean gap. */
function unequalGaps(): LinehaulCase {
  const departuresH = [0, 2, 3, 7, 12, 20];
  const gaps = departuresH.map((at, i) => (departuresH[i + 1] ?? 24) - at);
  const meanWait = gaps.reduce((sum, gap) => sum + gap * gap, 0) / (2 * 24);
  const lane = { departuresS: departuresH.map((hour) => hour * 3600) };
  return dispatch(
    'unequal gaps',
    { lam: 20, places: 100_000, lane, warmUpH: 24, horizonH: 24 * 31 },
    { meanWait, meanLoad: 20 * 4 },
  );
}

function whenFull(): LinehaulCase[] {
  type Expected = { meanWait: number; meanHeadway: number; sdHeadway: number };
  return casesOf<{ lam: number; Q: number }, Expected>(batching, 'DispatchWhenFull', {}).map(
    ({ id, params: { lam, Q }, expected }) =>
      dispatch(
        id,
        {
          lam,
          places: Q,
          lane: { dispatch: 'full', ...NO_TIMETABLE },
          warmUpH: 24,
          horizonH: 24 + 200 * (Q / lam),
        },
        { meanWait: expected.meanWait, meanHeadway: expected.meanHeadway, sdHeadway: expected.sdHeadway },
      ),
  );
}

/** The first parcel starts a timer of T: renewal-reward over a load. The load is one and what T brings. */
function timer(lam: number, T: number): LinehaulCase {
  const more = lam * T;
  return dispatch(
    `timer ${lam}/h, ${T} h`,
    {
      lam,
      places: 100_000,
      lane: { dispatch: 'timer', timerMin: 60 * T, ...NO_TIMETABLE },
      warmUpH: 24,
      horizonH: 24 + 300 * (T + 1 / lam),
    },
    {
      meanWait: (T * (1 + more / 2)) / (1 + more),
      meanLoad: 1 + more,
      sdLoad: Math.sqrt(more),
      meanHeadway: T + 1 / lam,
      sdHeadway: 1 / lam,
    },
  );
}

/**
 * Full or T after the first parcel: the same parameters as DispatchTorFull, whose clock restarts at departures instead. The
 * load is one and min(N(T), Q - 1); the (j + 1)-th of a load is waited with for the time at which exactly j more have come.
 */
function fullOrTimer(): LinehaulCase[] {
  type Params = { lam: number; Q: number; T: number };
  return casesOf<Params, object>(batching, 'DispatchTorFull', {})
    .filter(({ id }) => ['DispatchTorFull-04', 'DispatchTorFull-12', 'DispatchTorFull-13'].includes(id))
    .map(({ id, params: { lam, Q, T } }) => {
      let beyond = 1;
      let load = 1;
      let waits = 0;
      for (let j = 0; j <= Q - 2; j++) {
        // P(N(T) > j): the time spent with j more is 1/lam of that, on average.
        beyond -= poisson(lam * T, j);
        load += beyond;
        waits += ((1 + j) * beyond) / lam;
      }
      return dispatch(
        `${id}, from the first parcel`,
        {
          lam,
          places: Q,
          lane: { dispatch: 'full-or-timer', timerMin: 60 * T, ...NO_TIMETABLE },
          warmUpH: 24,
          horizonH: 24 + 200 * (load / lam),
        },
        { meanWait: waits / load, meanLoad: load, meanHeadway: load / lam },
      );
    });
}

interface Stay {
  readonly dist: string;
  readonly mean?: number;
  readonly value?: number;
  readonly cv?: number;
}

/** Cases of M_t/G/infinity whose stay a trip can have: constant or lognormal. At 1000 an hour they are left to flows. */
const IN_TRANSIT = ['MtGinf-07', 'MtGinf-09', 'MtGinf-12', 'MtGinf-25', 'MtGinf-31', 'MtGinf-33'];

/**
 * Parcels in transit on a lane where each leaves at once, in a vehicle of its own, as long as the road takes (Eick, Massey
 * & Whitt 1993).
 */
function inTransit(): LinehaulCase[] {
  type Params = { lambda0: number; lambda1: number; period?: number; service: Stay; t?: number };
  type Expected = { t?: readonly number[]; mean: number | readonly number[] };
  return casesOf<Params, Expected>(timeVarying, 'MtGinf', {})
    .filter(({ id }) => IN_TRANSIT.includes(id))
    .map(({ id, params: { lambda0, lambda1, period, service, t }, expected }) => {
      const meanH = service.value ?? service.mean!;
      const cv = service.dist === 'lognormal' ? service.cv! : 0;
      const lane = { dispatch: 'full', ...NO_TIMETABLE, distanceKm: 60 * meanH } as const;
      const rate: RateProfile =
        period === undefined
          ? new ConstantRate(lambda0 * PER_H)
          : new SinusoidalRate(lambda0 * PER_H, lambda1 * PER_H, period * 3600);
      const instants = period === undefined ? [t!] : expected.t!;
      // From empty, or so late that nearly nobody is left of those who came first.
      const from = period === undefined ? 0 : period * Math.ceil((meanH * (1 + 8 * cv)) / period);
      const periods = period === undefined ? 1 : 4;
      return {
        id,
        comparisons: instants.map((at, figure) => ({
          name: `in transit at ${at} h`,
          exact: [expected.mean].flat()[figure],
          figure,
        })),
        simulate: (seed, replication) => {
          const settings = { travel_time_cv: cv };
          const { context } = poissonDock({ lane, places: 1, rate, settings, seed, replication });
          const sums = instants.map(() => 0);
          for (let turn = 0; turn < periods; turn++) {
            instants.forEach((at, i) => {
              context.sim.run((from + turn * (period ?? 0) + at) * HOUR);
              sums[i] += context.trips.parcelsAboard;
            });
          }
          return sums.map((sum) => sum / periods);
        },
      };
    });
}

/** Docks and lanes of networks whose waits, loads and in-transit counts are known exactly. */
export const LINEHAUL_CASES: readonly LinehaulCase[] = [
  ...everyT(),
  unequalGaps(),
  ...whenFull(),
  timer(10, 1),
  timer(2, 0.5),
  ...fullOrTimer(),
  ...inTransit(),
];
