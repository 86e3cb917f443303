import { describe, expect, it } from 'vitest';
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import { formatProblem } from '../../src/scenario/problem.ts';
import { type HubChanges, hubFiles, SMALL_HUB, SMALL_SORT_PLAN } from '../builders/hub-scenario.ts';

function problemsOf(changes: HubChanges, ...overrides: string[]): string[] {
  return loadScenario(hubFiles(changes), overrides, 'hub').problems.list.map(formatProblem);
}

/** The one problem there is. */
function faultOf(changes: HubChanges, ...overrides: string[]): string {
  const lines = problemsOf(changes, ...overrides);
  expect(lines).toHaveLength(1);
  return lines[0];
}

const [loop] = SMALL_HUB.hub.sorters;
const secondary = { ...loop, code: 'SEC', fed_by: 'LOOP-1' };

describe('a fault in a table of a hub is told with file, line and column', () => {
  it.each<[string, string, string]>([
    [
      'a time that is none',
      'inbound[code=EAST].arrivals=19:00 25:00',
      'inbound.csv:3:arrivals: found "25:00", which is no time of day',
    ],
    [
      'a trailer twice',
      'inbound[code=EAST].arrivals=19:00 19:00',
      'inbound.csv:3:arrivals: found "19:00" twice, allowed local times from 00:00 to 23:59, rising, separated by spaces or semicolons (for two trailers at once write a second row)',
    ],
    [
      'no parcels',
      'inbound[code=EAST].parcels=0',
      'inbound.csv:3:parcels: found "0", allowed a number above 0',
    ],
    [
      'shares above all',
      'inbound[code=NORTH].through_share=0.95',
      'inbound.csv:2:through_share: found 0.95 beside a bagged_share of 0.1',
    ],
    [
      'a trailer beyond counting',
      'inbound[code=NORTH].parcels=65001',
      'inbound.csv:2:parcels: found 65001, allowed at most 65000 parcels',
    ],
    [
      'a trailer beyond counting by the factor',
      'volume_factor=100',
      'inbound.csv:3:parcels: found 800 × volume_factor 100, allowed at most 65000',
    ],
    [
      'departures out of order',
      'outbound[code=WEST].departures=05:00 02:00',
      'outbound.csv:2:departures: found "02:00" after "05:00"',
    ],
    ['no departure', 'outbound[code=WEST].departures=;', 'outbound.csv:2:departures: found no time in ";"'],
    [
      'a negative share',
      'outbound[code=WEST].share=-1',
      'outbound.csv:2:share: found "-1", allowed a number at least 0',
    ],
    [
      'no volume at all',
      'outbound[weekdays=1234567].share=0',
      'outbound.csv:2:share: found 0 in every direction',
    ],
    [
      'no door',
      'outbound[code=WEST].doors=0',
      'outbound.csv:2:doors: found "0", allowed a whole number at least 1',
    ],
    [
      'doors beyond counting',
      'outbound[code=WEST].doors=100000',
      'outbound.csv:2:doors: found 100003 doors in all rows',
    ],
  ])('%s', (_, override, expected) => {
    const outbound = `code,name,share,departures,doors,weekdays
WEST,Westbury,4,02:00 05:00,1,1234567
HILL,Hillside,3,03:00,1,1234567
LAKE,Lakeshore,2,04:00,1,1234567
CAPE,Cape Town,1,05:00,1,1234567
`;
    expect(faultOf({ outbound }, override)).toContain(expected);
  });

  it('a table without rows', () => {
    expect(problemsOf({ inbound: 'code,origin,arrivals,parcels\n' })[0]).toContain(
      'inbound.csv:1: found no rows, allowed at least one origin',
    );
    expect(problemsOf({ sortPlan: 'sort,sorter,direction,chutes\n' })[0]).toContain(
      'sort_plan.csv:1: found no rows, allowed at least one row, or no sort plan',
    );
  });
});

describe('a fault in a sort plan', () => {
  const plan = (from: string, to: string): HubChanges => {
    expect(SMALL_SORT_PLAN).toContain(from);
    return { sortPlan: SMALL_SORT_PLAN.replace(from, to) };
  };

  it.each([
    [
      'an unknown sort',
      'night,LOOP-1,WEST',
      'nigth,LOOP-1,WEST',
      'sort_plan.csv:2:sort: found "nigth", which is no sort, allowed the code of a sort: "*", "night" (did you mean "night"?)',
    ],
    [
      'an unknown sorter',
      'LOOP-1,HILL',
      'LOOP-2,HILL',
      'sort_plan.csv:3:sorter: found "LOOP-2", which is no sorter',
    ],
    [
      'an unknown direction',
      'LOOP-1,HILL',
      'LOOP-1,HIL',
      'sort_plan.csv:3:direction: found "HIL", which is no direction',
    ],
    [
      'an unknown next sorter',
      '4-6,',
      '4-6,SEC',
      'sort_plan.csv:3:next_sorter: found "SEC", which is no sorter',
    ],
    [
      'a chute beyond the sorter',
      '4-6',
      '4-13',
      'sort_plan.csv:3:chutes: found chute 13, allowed chutes from 1 to 12 of "LOOP-1"',
    ],
    [
      'a chute that is none',
      '4-6',
      '0-6',
      'sort_plan.csv:3:chutes: found "0-6", which is no chute and no span of chutes',
    ],
    ['a span backwards', '4-6', '6-4', 'sort_plan.csv:3:chutes: found "6-4"'],
    ['a chute twice in a row', '4-6', '4-6 5', 'sort_plan.csv:3:chutes: found chute 5 twice'],
    [
      'a chute of two directions',
      '4-6',
      '3-6',
      'sort_plan.csv:3:chutes: found chute 3 of "LOOP-1" for "HILL", allowed a chute that the sort "night" gives to nobody else (line 2 gives it to "WEST")',
    ],
    [
      'a chute of two directions, one in all sorts',
      '9-11',
      '9-12',
      'sort_plan.csv:5:chutes: found chute 12 of "LOOP-1" for "CAPE"',
    ],
    [
      'a sorter that leads to itself',
      '4-6,',
      '4-6,LOOP-1',
      'sort_plan.csv:3:next_sorter: found "LOOP-1", which is fed by doors, allowed a sorter that "LOOP-1" feeds',
    ],
    [
      'a direction with volume that has no chute',
      'night,LOOP-1,HILL,4-6,\n',
      '',
      'sort_plan.csv:1:direction: found no chute of "LOOP-1" for "HILL", which has a share of 3, in the sort "night", allowed a chute for each direction with volume, on each sorter fed by doors, in each sort (add the row night,LOOP-1,HILL,4,)',
    ],
  ])('%s', (_, from, to, expected) => {
    expect(faultOf(plan(from, to))).toContain(expected);
  });

  it('that leaves a direction without volume out is none', () => {
    const changes = plan('night,LOOP-1,HILL,4-6,\n', '');
    expect(problemsOf(changes, 'outbound[code=HILL].share=0')).toEqual([]);
  });

  it('in one of two sorts, and on one of two sorters, is told once for each sorter', () => {
    const sorts = [
      { code: 'day', from: '06:00', to: '18:00' },
      { code: 'night', from: '18:00', to: '30:00' },
    ];
    const sorters = [loop, { ...loop, code: 'LOOP-2' }];
    const sortPlan = `${SMALL_SORT_PLAN}*,LOOP-2,WEST,1,\nday,LOOP-2,HILL,2,\nnight,LOOP-2,HILL,3,\n*,LOOP-2,LAKE,4,\n`;
    expect(
      problemsOf({ hub: { sorts, sorters }, sortPlan }).map((line) =>
        line.slice(0, line.indexOf(', allowed')),
      ),
    ).toEqual([
      'sort_plan.csv:1:direction: found no chute of "LOOP-1" for "WEST", which has a share of 4, in the sort "day"',
      'sort_plan.csv:1:direction: found no chute of "LOOP-1" for "HILL", which has a share of 3, in the sort "day"',
      'sort_plan.csv:1:direction: found no chute of "LOOP-1" for "LAKE", which has a share of 2, in the sort "day"',
    ]);
  });

  it('over a secondary sorter: several directions may share the chute that leads there, and each needs one of its own', () => {
    const hub = { sorters: [loop, secondary] };
    const first =
      'sort,sorter,direction,chutes,next_sorter\n*,*,WEST,1,\n*,*,HILL,2,\n*,LOOP-1,LAKE,3-5,SEC\n*,LOOP-1,CAPE,3-5,SEC\n';
    expect(problemsOf({ hub, sortPlan: `${first}*,SEC,LAKE,1,\n*,SEC,CAPE,2,\n` })).toEqual([]);
    expect(faultOf({ hub, sortPlan: `${first}*,SEC,LAKE,1,\n` })).toContain(
      'sort_plan.csv:5:next_sorter: found "SEC", which has no chute for "CAPE" in the sort "night"',
    );
  });

  it('that is the column of an inline table has its path told', () => {
    const rows = [{ sort: '*', sorter: '*', direction: 'WEST', chutes: '1-4' }];
    const lines = problemsOf({ settings: { inline: { sort_plan: rows } } });
    expect(lines).toHaveLength(3);
    expect(lines[0]).toContain('scenario.json:inline.sort_plan: found no chute of "LOOP-1" for "HILL"');
  });
});

describe('all faults of a hub at once', () => {
  it('are told by one scenario with faults in every file', () => {
    const places = problemsOf(
      { sortPlan: SMALL_SORT_PLAN.replace('7-8 12', '7-8 last') },
      'hub.yard.spaces=-1',
      'inbound[code=EAST].parcels=many',
      'outbound[code=CAPE].departures=never',
    ).map((line) => line.slice(0, line.indexOf(': found')));
    expect(places.sort()).toEqual([
      'inbound.csv:3:parcels',
      'outbound.csv:5:departures',
      'scenario.json:hub.yard.spaces',
      'sort_plan.csv:4:chutes',
    ]);
  });
});

describe('a kind that is none', () => {
  it('is told with the three there are', () => {
    expect(faultOf({ settings: { kind: 'hob' as 'hub' } })).toContain(
      'scenario.json:kind: found "hob", allowed "flow", "network" or "hub"',
    );
  });
});
