import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  apportion,
  type ChuteTarget,
  type PlannedSorter,
  SortPlan,
} from '../../../src/model/sorting/belt/sort-plan.ts';
import { type HubChanges, hubScenario, SMALL_HUB } from '../../builders/hub-scenario.ts';
import { runHub } from '../../builders/hub-tables.ts';
import { table } from '../../builders/network-tables.ts';

const NONE: ChuteTarget = { kind: 'none', to: -1 };
const direction = (to: number): ChuteTarget => ({ kind: 'direction', to });
const sorter = (to: number): ChuteTarget => ({ kind: 'sorter', to });

const fedByDoors = (
  chutes: number,
  stretches: PlannedSorter['stretches'] = [[0, chutes]],
): PlannedSorter => ({ fedBy: -1, chutes, stretches });

/** Directions of the chutes of a sorter, in order; `S1` for a secondary sorter, `-` for nothing. */
const shown = (plan: SortPlan, of = 0) =>
  plan.targets[of]
    .map(({ kind, to }) => (kind === 'none' ? '-' : kind === 'sorter' ? `S${to}` : to))
    .join(' ');

describe('places apportioned', () => {
  it('go one to each, then to whom has most per place, ties to the first', () => {
    expect(apportion(6, [4, 3, 2, 1])).toEqual([2, 2, 1, 1]);
    expect(apportion(10, [4, 3, 2, 1])).toEqual([4, 3, 2, 1]);
    expect(apportion(3, [1, 1])).toEqual([2, 1]);
    expect(apportion(2, [1, 5, 9])).toEqual([1, 1, 0]);
    expect(apportion(3, [])).toEqual([]);
  });

  it('leave the fullest place as empty as it can be', () => {
    const share = fc.integer({ min: 1, max: 50 });
    fc.assert(
      fc.property(
        fc.array(share, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 0, max: 6 }),
        (shares, more) => {
          const places = shares.length + more;
          const fullest = (counts: readonly number[]) => Math.max(...counts.map((n, i) => shares[i] / n));
          const counts = apportion(places, shares);
          expect(counts.reduce((sum, n) => sum + n, 0)).toBe(places);
          const best = Math.min(...waysOf(places, shares.length).map(fullest));
          expect(fullest(counts)).toBe(best);
        },
      ),
    );
  });
});

/** All ways of giving so many places to so many, at least one to each. */
function waysOf(places: number, among: number): number[][] {
  if (among === 1) return [[places]];
  return Array.from({ length: places - among + 1 }, (_, i) => i + 1).flatMap((first) =>
    waysOf(places - first, among - 1).map((rest) => [first, ...rest]),
  );
}

describe('a plan by volume', () => {
  it('gives every direction a chute in each stretch between induction zones', () => {
    const plan = SortPlan.byVolume(
      [
        fedByDoors(12, [
          [0, 6],
          [6, 12],
        ]),
      ],
      [4, 3, 2, 1],
    );
    expect(shown(plan)).toBe('0 0 1 1 2 3 0 0 1 1 2 3');
    expect([...plan.chutesFor(0, 1)]).toEqual([2, 3, 8, 9]);
  });

  it('spreads over all chutes where a stretch has too few', () => {
    const plan = SortPlan.byVolume(
      [
        fedByDoors(7, [
          [0, 2],
          [2, 7],
        ]),
      ],
      [4, 3, 2],
    );
    expect(shown(plan)).toBe('0 0 0 1 1 2 2');
  });

  it('gives nothing to a direction without volume', () => {
    expect(shown(SortPlan.byVolume([fedByDoors(3)], [1, 0, 1]))).toBe('0 0 2');
    expect([...SortPlan.byVolume([fedByDoors(3)], [1, 0, 1]).chutesFor(0, 1)]).toEqual([]);
  });

  it('keeps the largest on the primary sort where chutes are too few, ties by index, and sends the rest on', () => {
    const plan = SortPlan.byVolume([fedByDoors(4), { ...fedByDoors(6), fedBy: 0 }], [1, 5, 1, 5, 1, 1]);
    // Two chutes are kept free for the secondary: it carries 4 of 14, and gets one of four.
    expect(shown(plan, 0)).toBe('1 1 3 S1');
    expect(shown(plan, 1)).toBe('0 0 2 2 4 5');
    expect([...plan.chutesFor(0, 4)]).toEqual([3]);
    expect([...plan.chutesFor(1, 4)]).toEqual([4]);
    expect([...plan.chutesFor(1, 1)]).toEqual([]);
  });

  it('shares what is sent on evenly among secondary sorts, the largest first', () => {
    const secondary = { ...fedByDoors(3), fedBy: 0 };
    const plan = SortPlan.byVolume([fedByDoors(5), secondary, secondary], [9, 5, 4, 3, 2, 1]);
    expect(shown(plan, 0)).toBe('0 0 S1 S1 S2');
    // 5 here, 4 and 3 there, 2 here, and 1 at a tie to the first.
    expect(shown(plan, 1)).toBe('1 4 5');
    expect(shown(plan, 2)).toBe('2 2 3');
  });

  it('leaves no chute unused and no direction without one', () => {
    const shares = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(shares, fc.integer({ min: 0, max: 6 }), fc.boolean(), (volume, more, hasSecondary) => {
        const sorters = hasSecondary
          ? [fedByDoors(3), { ...fedByDoors(volume.length + more), fedBy: 0 }]
          : [fedByDoors(volume.length + more)];
        const plan = SortPlan.byVolume(sorters, volume);
        expect(shown(plan)).not.toContain('-');
        volume.forEach((_, to) => {
          const chutes = [...plan.chutesFor(0, to)];
          expect(chutes.length).toBeGreaterThan(0);
          for (const chute of chutes) {
            const target = plan.targets[0][chute];
            expect(target.to).toBe(target.kind === 'sorter' ? 1 : to);
            if (target.kind === 'sorter') expect(plan.chutesFor(1, to).length).toBeGreaterThan(0);
          }
        });
      }),
    );
  });
});

describe('a written plan', () => {
  const row = { sort: -1, sorter: 0, direction: 0, chutes: [0], nextSorter: -1 };

  it('holds for its sort or for all, and leaves the other chutes to nobody', () => {
    const rows = [
      { ...row, direction: 1, chutes: [3] },
      { ...row, sort: 0, chutes: [0, 1] },
      { ...row, sort: 1, direction: 1, chutes: [0] },
    ];
    const plan = (sort: number) => SortPlan.written([fedByDoors(4)], 2, rows, sort);
    expect(plan(0).targets[0]).toEqual([direction(0), direction(0), NONE, direction(1)]);
    expect(plan(1).targets[0]).toEqual([direction(1), NONE, NONE, direction(1)]);
    expect([...plan(1).chutesFor(0, 1)]).toEqual([0, 3]);
    expect([...plan(1).chutesFor(0, 0)]).toEqual([]);
  });

  it('reaches directions over two secondary sorts', () => {
    const rows = [
      { ...row, chutes: [0], nextSorter: 1 },
      { ...row, sorter: 1, chutes: [1], nextSorter: 2 },
      { ...row, sorter: 2, direction: 1, chutes: [0] },
    ];
    const plan = SortPlan.written(
      [fedByDoors(2), { ...fedByDoors(2), fedBy: 0 }, { ...fedByDoors(1), fedBy: 1 }],
      2,
      rows,
      0,
    );
    expect(plan.targets[0]).toEqual([sorter(1), NONE]);
    expect([...plan.chutesFor(0, 1)]).toEqual([0]);
    expect([...plan.chutesFor(0, 0)]).toEqual([]);
  });
});

describe('a plan that changes', () => {
  const sorts = [
    { code: 'one', from: '18:00', to: '18:20' },
    { code: 'two', from: '18:20', to: '30:00' },
  ];
  const slow = {
    code: 'LOOP-1',
    type: 'cross-belt' as const,
    length_m: 120,
    speed_m_per_s: 0.1,
    zones: [{ at_m: 5, infeeds: 3 }],
    banks: [{ from_m: 20, to_m: 100, chutes: 12 }],
  };
  const outbound = 'code,name,share,departures\nWEST,W,1,04:00\nHILL,H,1,04:00\n';
  const inbound = 'code,origin,arrivals,parcels,parcels_cv\nNORTH,N,18:00,300,0\n';
  const plan = (...rows: string[]) => `sort,sorter,direction,chutes,next_sorter\n${rows.join('\n')}\n`;
  const swap = plan(
    'one,LOOP-1,WEST,1-6,',
    'one,LOOP-1,HILL,7-12,',
    'two,LOOP-1,WEST,7-12,',
    'two,LOOP-1,HILL,1-6,',
  );
  const scan = { no_read_share: 0, missort_share: 0 };

  it('sends what is on the loop to the new chutes, and what lies in chutes where it was to go', () => {
    const hub = hubScenario({ hub: { sorts, sorters: [slow], scan }, inbound, outbound, sortPlan: swap });
    const run = runHub(hub);
    expect(run.outcome.ledger).toMatchObject({ created: 300, departed: 300 });
    const parcels = table(run, 'parcels');
    const change = 20 * 6e7;
    const during = parcels.filter((row) => Number(row.inducted) < change && Number(row.sorted) > change);
    expect(during.length).toBeGreaterThan(5);
    // Aimed at a chute that is another direction's when they come there, they go round once more.
    expect(during.some(({ laps }) => laps === 2)).toBe(true);
    for (const row of parcels) {
      expect(row.sent_to).toBe(row.direction);
      if (Number(row.sorted) < change) expect(row.laps).toBe(1);
    }
  });

  it('hands on what waits before a secondary sort when its chute is given to a direction', () => {
    const changes: HubChanges = {
      hub: {
        sorts,
        scan,
        sorters: [
          { ...slow, speed_m_per_s: 2, chute_parcels: 40 },
          {
            code: 'HANDS',
            type: 'manual' as const,
            fed_by: 'LOOP-1',
            chutes: 2,
            line_parcels: 1,
            missort_share: 0,
          },
        ],
        people: {
          crews: [
            ...SMALL_HUB.hub.people.crews,
            { code: 'SORT', tasks: ['sort' as const], people: 1, from: '18:00', to: '30:00' },
          ],
        },
      },
      inbound,
      outbound,
      sortPlan: plan(
        'one,LOOP-1,WEST,1-6,',
        'one,LOOP-1,HILL,7,HANDS',
        'one,HANDS,HILL,1,',
        'two,LOOP-1,WEST,1-6,',
        'two,LOOP-1,HILL,7-8,',
        'two,HANDS,HILL,1,',
      ),
    };
    let waiting = 0;
    const run = runHub(hubScenario(changes), {
      slices: [{ events: 100 }],
      look: (at) => {
        const frame = at.frame();
        if (frame.kind === 'hub' && at.now < 20 * 6e7)
          waiting = Math.max(waiting, frame.floor.chutes.parcels[6]);
      },
    });
    expect(waiting).toBeGreaterThan(20);
    expect(run.outcome.ledger).toMatchObject({ created: 300, departed: 300 });
  });

  it('is in force before the first sort begins as it will be then', () => {
    const later = [{ code: 'one', from: '19:00', to: '30:00' }];
    const hub = hubScenario({ hub: { sorts: later }, inbound, outbound });
    const run = runHub(hub);
    const [first] = table(run, 'limits');
    expect(first.sort).toBe('');
    expect(table(run, 'parcels').some(({ sorted }) => Number(sorted) < 3.6e9)).toBe(true);
  });
});
