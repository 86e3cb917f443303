import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LocalTime, secondsOfWeek, WeeklyInstants } from '../../../src/model/network/local-time.ts';
import { LoadPlan } from '../../../src/model/policy/load-plan.ts';
import { MeanWaitPaths } from '../../../src/model/policy/mean-wait-paths.ts';
import { NO_LANE, PlanGraph } from '../../../src/model/policy/plan-graph.ts';
import { Planner } from '../../../src/model/policy/planner.ts';
import type { NetworkScenario } from '../../../src/scenario/network/network-scenario.ts';
import { diamond } from '../../builders/network-diamond.ts';
import { type LaneDraft, type NetworkDraft, network } from '../../builders/network-draft.ts';

/** Seconds of handling between legs: stated assumptions of the plan. */
const HANDLING_S = { hub: 5400, station: 1800, 'county-center': 1800, township: 1800, 'village-station': 0 };

function planOf(scenario: NetworkScenario): LoadPlan {
  return new LoadPlan(scenario, new LocalTime(scenario.startWeekday, scenario.startSecondOfDay));
}

const KINDS = ['station', 'hub', 'station', 'hub', 'township', 'station'] as const;

const drafts: fc.Arbitrary<NetworkDraft> = fc
  .array(
    fc.record({
      from: fc.integer({ min: 0, max: 5 }),
      to: fc.integer({ min: 0, max: 5 }),
      // Few distances and timetables, so that ties are frequent.
      distanceKm: fc.constantFrom(60, 120, 240),
      departuresH: fc.constantFrom([0], [6, 18], [0, 6, 12, 18]),
    }),
    { maxLength: 14 },
  )
  .map((lanes) => ({
    facilities: KINDS.map((kind, i) => ({ code: `F${i}`, kind })),
    zones: [0, 2, 5].map((i) => ({ code: `Z${i}`, station: `F${i}` })),
    lanes: lanes
      .filter(({ from, to }) => from !== to)
      .map(
        ({ from, to, ...rest }, i): LaneDraft => ({ ...rest, code: `L${i}`, from: `F${from}`, to: `F${to}` }),
      ),
  }));

interface Path {
  readonly seconds: number;
  readonly lanes: readonly number[];
}

/** Every path without a circle from a facility to another. */
function paths(scenario: NetworkScenario, here: number, to: number, been: readonly number[] = []): Path[] {
  if (here === to) return [{ seconds: 0, lanes: [] }];
  return scenario.lanes.flatMap((lane, index) => {
    if (lane.from !== here || been.includes(lane.to)) return [];
    const perWeek = lane.departuresS.length * 7;
    // Departures of these timetables are evenly spread: half a gap is waited.
    const wait = 604_800 / perWeek / 2;
    const leg = Math.round(wait + (lane.distanceKm / 60) * 3600);
    return paths(scenario, lane.to, to, [...been, here]).map(({ seconds, lanes }) => ({
      seconds: leg + (lane.to === to ? 0 : HANDLING_S[scenario.facilities[lane.to].kind]) + seconds,
      lanes: [index, ...lanes],
    }));
  });
}

describe('the load plan', () => {
  it('takes the path of least expected time, fewest legs, then the lane whose code comes first', () => {
    fc.assert(
      fc.property(drafts, (draft) => {
        const scenario = network(draft);
        const plan = planOf(scenario);
        for (const to of [0, 2, 5]) {
          for (let from = 0; from < 6; from++) {
            if (from === to) continue;
            const all = paths(scenario, from, to);
            const least = Math.min(...all.map(({ seconds }) => seconds));
            expect(plan.expectedS(from, to)).toBe(all.length === 0 ? Number.POSITIVE_INFINITY : least);
            const fastest = all.filter(({ seconds }) => seconds === least);
            const legs = Math.min(...fastest.map(({ lanes }) => lanes.length));
            const firsts = fastest
              .filter(({ lanes }) => lanes.length === legs)
              .map(({ lanes }) => scenario.lanes[lanes[0]].code)
              .sort();
            const next = plan.next(from, to);
            expect(next === NO_LANE ? undefined : scenario.lanes[next].code).toBe(firsts[0]);
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it('is the same in whatever order the files list places and lanes', () => {
    fc.assert(
      fc.property(drafts, (draft) => {
        const turned = {
          ...draft,
          facilities: draft.facilities.toReversed(),
          zones: draft.zones.toReversed(),
          lanes: draft.lanes.toReversed(),
        };
        expect(nextLanes(network(turned))).toEqual(nextLanes(network(draft)));
      }),
    );
  });

  it('moves nobody when a lane is added that no best path uses', () => {
    fc.assert(
      fc.property(drafts, fc.constantFrom('A', 'L0', 'Z'), (draft, code) => {
        const slow: LaneDraft = {
          code: `${code}-new`,
          from: 'F0',
          to: 'F2',
          distanceKm: 90_000,
          departuresH: [3],
        };
        const before = nextLanes(network(draft));
        const after = nextLanes(network({ ...draft, lanes: [slow, ...draft.lanes] }));
        for (const [pair, lane] of before) if (lane !== undefined) expect(after.get(pair)).toBe(lane);
      }),
    );
  });
});

describe('a plan that the planner has edited', () => {
  it('takes the lanes that are wanted, leads round in no circle, and loses a path only to an edit', () => {
    fc.assert(
      fc.property(
        drafts,
        fc.constantFrom('mean-wait', 'timetable'),
        fc.array(fc.record({ lane: fc.nat(20), to: fc.constantFrom(0, 2, 5) }), { maxLength: 4 }),
        (draft, plan, wanted) => {
          const scenario = network({ ...draft, settings: { routing: { plan } } });
          const edits = new Map<string, { facility: number; destination: number; lane: number }>();
          for (const { lane, to } of wanted) {
            if (scenario.lanes.length === 0) continue;
            const index = lane % scenario.lanes.length;
            const { from } = scenario.lanes[index];
            if (from !== to) edits.set(`${from} ${to}`, { facility: from, destination: to, lane: index });
          }
          const edited = planOf({ ...scenario, planEdits: [...edits.values()] });
          for (const to of [0, 2, 5])
            for (let from = 0; from < 6; from++) {
              const next = edited.next(from, to);
              if (next === NO_LANE) continue;
              expect(next).toBe(edits.get(`${from} ${to}`)?.lane ?? next);
              let here = from;
              for (let leg = 0; here !== to; leg++) {
                expect(leg).toBeLessThan(6);
                here = scenario.lanes[edited.next(here, to)].to;
              }
            }
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('a plan made anew for what is closed', () => {
  it('is that of a network without the lanes that are closed', () => {
    fc.assert(
      fc.property(drafts, fc.array(fc.boolean(), { minLength: 14, maxLength: 14 }), (draft, closed) => {
        const scenario = network(draft);
        const local = new LocalTime(scenario.startWeekday, scenario.startSecondOfDay);
        const graph = new PlanGraph(scenario);
        const planner = new Planner(scenario, local, graph, new MeanWaitPaths(graph));
        const barred = Uint8Array.from(scenario.lanes, (_, lane) => (closed[lane] ? 1 : 0));
        const plan = planner.plan({ barred, delayS: null });
        const without = network({ ...draft, lanes: draft.lanes.filter((_, lane) => !closed[lane]) });
        const expected = planOf(without);
        for (const to of [0, 2, 5])
          for (let from = 0; from < 6; from++) {
            const next = plan.next(from, to);
            const other = expected.next(from, to);
            expect(next === NO_LANE ? '' : scenario.lanes[next].code).toBe(
              other === NO_LANE ? '' : without.lanes[other].code,
            );
            expect(plan.expectedS(from, to)).toBe(expected.expectedS(from, to));
          }
        // Made once for the same closures, and the plan as it was where nothing is closed.
        expect(planner.plan({ barred: barred.slice(), delayS: null })).toBe(plan);
        expect(planner.plan({ barred: null, delayS: null })).toBe(planner.base);
      }),
      { numRuns: 200 },
    );
  });
});

/** Code of the next lane for each pair of facility and destination. */
function nextLanes(scenario: NetworkScenario): Map<string, string | undefined> {
  const plan = planOf(scenario);
  const found = new Map<string, string | undefined>();
  scenario.facilities.forEach(({ code }, from) => {
    for (const { station } of scenario.zones) {
      const next = plan.next(from, station);
      found.set(
        `${code} ${scenario.facilities[station].code}`,
        next === NO_LANE ? undefined : scenario.lanes[next].code,
      );
    }
  });
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

describe('the mean wait for a departure', () => {
  it.each([
    ['once a day', [8], [true, true, true, true, true, true, true], 12],
    ['twice a day, evenly', [6, 18], [true, true, true, true, true, true, true], 6],
    // Gaps of 6 and 18 hours: (36 + 324) / 2 / 24.
    ['twice a day, unevenly', [6, 12], [true, true, true, true, true, true, true], 7.5],
    ['once a week', [8], [false, false, true, false, false, false, false], 84],
    // Gaps of 48, 48 and 72 hours: (2304 + 2304 + 5184) / 2 / 168.
    ['on Monday, Wednesday and Friday', [13], [true, false, true, false, true, false, false], 9792 / 336],
  ])('is half of the mean square gap: %s', (_, timesH, runsOn, hours) => {
    for (const [weekday, second] of [
      [0, 0],
      [2, 27_000],
      [6, 86_399],
    ]) {
      const first = new LocalTime(weekday, second).firstWeek(
        secondsOfWeek(
          timesH.map((hour) => hour * 3600),
          runsOn,
        ),
      );
      expect(new WeeklyInstants(first).meanWaitS).toBeCloseTo(hours * 3600, 6);
    }
  });
});

it('goes by the mean speed of the hours of the day', () => {
  const crawl = Array.from({ length: 24 }, (_, hour) => (hour < 12 ? 0.1 : 0.4));
  const draft = diamond({ linehaul: { speed_by_hour: { road: crawl } } });
  const byRail = draft.lanes.map((lane) =>
    lane.from === 'C' || lane.to === 'C' ? { ...lane, mode: 'rail' as const } : lane,
  );
  const scenario = network({ ...draft, lanes: byRail });
  const [a, toS2] = ['A', 'S2'].map((code) => scenario.facilities.findIndex((one) => one.code === code));
  // Two lanes of an hour by B take four hours each at a quarter of the speed; by C they take two each.
  expect(scenario.lanes[planOf(scenario).next(a, toS2)].code).toBe('A:C');
  expect(Array.from(new PlanGraph(scenario).travelS, (seconds) => seconds / 3600)).toEqual([
    expect.closeTo(4, 12),
    expect.closeTo(4, 12),
    2,
    expect.closeTo(4, 12),
    2,
    expect.closeTo(4, 12),
  ]);
});
