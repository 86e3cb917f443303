import type { z } from 'zod';
import type { HubScenario } from '../../src/scenario/hub/hub-scenario.ts';
import type { hubSchema } from '../../src/scenario/hub/hub-schema.ts';
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import { formatProblem } from '../../src/scenario/problem.ts';

/** `scenario.json` of a hub as people write it. */
export type WrittenHub = z.input<typeof hubSchema>;

/** What a test writes of a hub instead of the small one's: settings, members of its hub block, whole CSV tables. */
export interface HubChanges {
  readonly settings?: Partial<Omit<WrittenHub, 'hub'>>;
  readonly hub?: Partial<WrittenHub['hub']>;
  readonly inbound?: string;
  readonly outbound?: string;
  /** None: chutes are spread by volume. */
  readonly sortPlan?: string;
}

/** One loop, three origins, four directions, one night: the smallest hub in which every step is somebody's work. */
export const SMALL_HUB: WrittenHub = {
  version: 1,
  kind: 'hub',
  title: 'Small hub',
  starts_at: '2026-03-02T18:00:00+08:00',
  run: { horizon_h: 14, replications: 2, seed: 1 },
  hub: {
    yard: { spaces: 10 },
    inbound_doors: { count: 3 },
    unloading: { workers_per_door: 2 },
    sorters: [
      {
        code: 'LOOP-1',
        type: 'cross-belt',
        length_m: 120,
        zones: [{ at_m: 5, infeeds: 3 }],
        banks: [
          { from_m: 20, to_m: 50, chutes: 6 },
          { from_m: 70, to_m: 100, chutes: 6 },
        ],
      },
    ],
    sorts: [{ code: 'night', from: '18:00', to: '30:00' }],
    people: {
      crews: [
        { code: 'UNLOAD', tasks: ['unload'], people: 6, from: '18:00', to: '30:00' },
        { code: 'INDUCT', tasks: ['induct', 'code'], people: 4, from: '18:00', to: '30:00' },
        { code: 'CODE', tasks: ['code'], people: 1, from: '18:00', to: '30:00' },
        { code: 'LOAD', tasks: ['load'], people: 10, from: '18:00', to: '32:00' },
      ],
    },
  },
};

const INBOUND = `code,origin,arrivals,weekdays,parcels,parcels_cv,late_mean_min,bagged_share,through_share
NORTH,Northtown,18:30 20:00 22:00,1234567,600,0.1,10,0.1,0.05
EAST,Eastville,19:00 21:00,1234567,800,0.1,10,0.1,0
SOUTH,Southport,18:15 23:30,1234567,500,0,0,0,0
`;

const OUTBOUND = `code,name,share,departures,doors,trailers_per_departure
WEST,Westbury,4,02:00 05:00,1,2
HILL,Hillside,3,03:00,1,2
LAKE,Lakeshore,2,04:00,1,2
CAPE,Cape Town,1,05:00,1,1
`;

/** A sort plan for the small hub, written out: three chutes for each direction. */
export const SMALL_SORT_PLAN = `sort,sorter,direction,chutes,next_sorter
night,LOOP-1,WEST,1-3,
night,LOOP-1,HILL,4-6,
night,LOOP-1,LAKE,7-8 12,
*,*,CAPE,9-11,
`;

/** The files of the small hub with what a test changes. */
export function hubFiles(changes: HubChanges = {}): Map<string, Uint8Array> {
  const settings: WrittenHub = {
    ...SMALL_HUB,
    ...(changes.sortPlan !== undefined && { tables: { sort_plan: 'sort_plan.csv' } }),
    ...changes.settings,
    hub: { ...SMALL_HUB.hub, ...changes.hub },
  };
  const texts: [string, string][] = [
    ['scenario.json', JSON.stringify(settings, null, 2)],
    ['inbound.csv', changes.inbound ?? INBOUND],
    ['outbound.csv', changes.outbound ?? OUTBOUND],
  ];
  if (changes.sortPlan !== undefined) texts.push(['sort_plan.csv', changes.sortPlan]);
  const encoder = new TextEncoder();
  return new Map(texts.map(([name, text]) => [name, encoder.encode(text)]));
}

/** The small hub with what a test changes, loaded. @throws Error with every problem where it is not valid */
export function hubScenario(changes: HubChanges = {}, overrides: readonly string[] = []): HubScenario {
  const { scenario, problems } = loadScenario(hubFiles(changes), overrides, 'small-hub');
  if (scenario?.kind !== 'hub') throw new Error(problems.list.map(formatProblem).join('\n'));
  return scenario.hub;
}
