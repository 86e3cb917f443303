import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../src/records/table.ts';
import type { Task } from '../../../src/scenario/hub/hub-schema.ts';
import { type HubChanges, hubScenario, SMALL_HUB, type WrittenHub } from '../../builders/hub-scenario.ts';
import { runHub } from '../../builders/hub-tables.ts';
import { tableBy } from '../../builders/network-tables.ts';

/** What a test halves. */
interface Resources {
  readonly detail?: 'trays' | 'rates';
  readonly loaders?: number;
  /** To WEST, with room for 250 each; without it as large and many as the others. */
  readonly westTrailers?: number;
  readonly coders?: number;
  readonly inductors?: number;
  readonly pitchM?: number;
}

const crew = (task: Task, people: number) => ({
  code: task,
  tasks: [task],
  people,
  from: '18:00',
  to: '30:00',
});

/**
 * Four origins, each with a door and a machine that unloads there, two doors to an induction zone; each zone has chutes
 * for every direction before the other, so that no parcel of one passes the other. Chutes never fill, nothing is
 * missorted, what is not read goes to coding, where a parcel takes a minute.
 */
function hubWith({ detail, loaders, westTrailers, coders, inductors, pitchM }: Resources): HubChanges {
  const sorter: WrittenHub['hub']['sorters'][number] = {
    code: 'LOOP-1',
    type: 'cross-belt',
    length_m: 120,
    pitch_m: pitchM ?? 0.6,
    chute_parcels: 1000,
    zones: [
      { at_m: 1, infeeds: 2, line_parcels: 5000 },
      { at_m: 61, infeeds: 2, line_parcels: 5000 },
    ],
    banks: [
      { from_m: 20, to_m: 50, chutes: 4 },
      { from_m: 80, to_m: 110, chutes: 4 },
    ],
  };
  return {
    settings: { run: { horizon_h: 10, replications: 1, seed: 4 } },
    hub: {
      ...SMALL_HUB.hub,
      detail: detail ?? 'trays',
      yard: { door_rule: 'dedicated' },
      inbound_doors: {
        count: 4,
        dedicated: ['A', 'B', 'C', 'D'].map((origin, i) => ({ origins: [origin], doors: [i + 1] })),
      },
      unloading: { by: 'machine', machine_parcels_per_hour: 1500 },
      scan: {
        no_read_share: 0.03,
        no_read_goes: 'to-coding',
        missort_share: 0,
        over_weight_kg: 1000,
        over_cube_m3: 100,
      },
      coding: { parcels_per_worker_per_hour: 60, cv: 0 },
      sorters: [sorter],
      containers: { standing: 1000, parcels: 30 },
      loading: { containers_per_worker_per_hour: 10, workers_per_door: 20 },
      people: {
        crews: [
          crew('unload', 1),
          crew('induct', inductors ?? 4),
          crew('code', coders ?? 4),
          crew('load', loaders ?? 200),
        ],
      },
    },
    inbound: `code,origin,arrivals,parcels,parcels_cv,late_mean_min
A,A,18:30 21:00,600,0.1,10
B,B,18:40 21:30,600,0.1,10
C,C,18:50 22:00,600,0.1,10
D,D,19:00 22:30,600,0.1,10
`,
    outbound: `code,name,share,departures,doors,trailers_per_departure,trailer_parcels
WEST,WEST,4,00:30 02:00 21:00 23:00,2,${westTrailers ?? 4},${westTrailers === undefined ? 2500 : 250}
HILL,HILL,3,01:00 22:00,2,4,2500
LAKE,LAKE,2,01:30 22:30,2,4,2500
`,
  };
}

const UNLOADED = ['arrived', 'unloaded'];
const SORTED = [...UNLOADED, 'inducted', 'sorted', 'laps'];
const ALL = [...SORTED, 'departed', 'missed', 'place'];

/** Each parcel's row of two runs. */
function compared(before: Resources, after: Resources) {
  const [a, b] = [before, after].map((of) => {
    const run = runHub(hubScenario(hubWith(of)), { checksEveryEvent: false, scans: 'none' });
    return tableBy(run, 'parcels', 'parcel');
  });
  expect([...b.keys()].sort()).toEqual([...a.keys()].sort());
  return [...a].map(([parcel, row]) => {
    const other = b.get(parcel)!;
    return {
      before: row,
      after: other,
      differsIn: (columns: readonly string[]) => columns.some((column) => row[column] !== other[column]),
    };
  });
}

const shares = (all: readonly unknown[], some: readonly unknown[]) => some.length / all.length;

describe.each(['trays', 'rates'] as const)('halved at detail %s', (detail) => {
  it('loaders change nothing up to the chutes, and let many leave later', () => {
    const parcels = compared({ detail, loaders: 4 }, { detail, loaders: 2 });
    expect(parcels.filter(({ differsIn }) => differsIn(SORTED))).toEqual([]);
    const later = parcels.filter(({ before, after }) => isAfter(after.departed, before.departed));
    expect(shares(parcels, later)).toBeGreaterThan(0.05);
    // Some leave earlier: their container is in line behind others than before.
    const earlier = parcels.filter(({ before, after }) => isAfter(before.departed, after.departed));
    expect(earlier.length).toBeLessThan(later.length / 10);
  });

  it('trailers of a direction change only what goes there, after the chutes', () => {
    const parcels = compared({ detail, westTrailers: 4 }, { detail, westTrailers: 2 });
    expect(parcels.filter(({ differsIn }) => differsIn(SORTED))).toEqual([]);
    const changed = parcels.filter(({ differsIn }) => differsIn(ALL));
    expect(changed.length).toBeGreaterThan(100);
    expect(new Set(changed.map(({ before }) => before.sent_to))).toEqual(new Set(['WEST']));
  });

  it('coders change only what is coded', () => {
    const parcels = compared({ detail }, { detail, coders: 1 });
    // Whoever rides straight to a chute is there within the minute of a lap, and coding takes one.
    const coded = parcels.filter(({ before }) => Number(before.sorted) - Number(before.inducted) > 6e7);
    const changed = parcels.filter(({ differsIn }) => differsIn(ALL));
    // Four standard deviations around 3 % of 4,800.
    expect(Math.abs(shares(parcels, coded) - 0.03)).toBeLessThan(0.01);
    expect(changed.length).toBeGreaterThan(0.5 * coded.length);
    for (const parcel of changed) expect(coded).toContain(parcel);
    expect(parcels.filter(({ differsIn }) => differsIn([...UNLOADED, 'inducted', 'laps']))).toEqual([]);
  });

  it('pitches, that is twice the trays, change nothing before the infeeds', () => {
    const parcels = compared({ detail }, { detail, pitchM: 0.3 });
    expect(parcels.filter(({ differsIn }) => differsIn(UNLOADED))).toEqual([]);
    expect(parcels.some(({ differsIn }) => differsIn(['inducted']))).toBe(true);
  });
});

it('leaves the parcels of other doors alone where people are taken from the infeeds of a zone', () => {
  // People stand at the first infeeds first: two are left at the first zone, one at the second.
  const parcels = compared({}, { inductors: 3 });
  const changed = parcels.filter(({ differsIn }) => differsIn(['unloaded', 'inducted', 'laps']));
  expect(changed.length).toBeGreaterThan(100);
  expect(new Set(changed.map(({ before }) => before.origin))).toEqual(new Set(['C', 'D']));
  const sorted = parcels.filter(({ before, differsIn }) => !isCoded(before) && differsIn(['sorted']));
  expect(new Set(sorted.map(({ before }) => before.origin))).toEqual(new Set(['C', 'D']));
});

function isCoded({ sorted, inducted }: Readonly<Record<string, Cell>>): boolean {
  return Number(sorted) - Number(inducted) > 6e7;
}

function isAfter(a: Cell, b: Cell): boolean {
  return (
    (a === null ? Number.POSITIVE_INFINITY : Number(a)) > (b === null ? Number.POSITIVE_INFINITY : Number(b))
  );
}
