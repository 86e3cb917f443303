import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../../src/engine/clock.ts';
import { INFEED, type InfeedState } from '../../../src/model/sorting/belt/sorter.ts';
import { type HubSituation, LimitAccount, QUARTER } from '../../../src/model/sorting/books/limit-account.ts';
import { CAUSES } from '../../../src/model/sorting/stage.ts';
import { LIMITS, type Limit } from '../../../src/snapshot/floor-snapshot.ts';
import { runHub } from '../../builders/hub-tables.ts';
import { table } from '../../builders/network-tables.ts';
import { type Scarcity, scarceHub } from '../../builders/scarce-hub.ts';

interface Situation extends HubSituation {
  trailersWaiting: number;
  doorsWorking: number;
  doorsWithoutCrew: number;
  hasFullCrews: boolean;
  turnedAwayShare: number;
  chutesWaitFor: 'loaders' | 'cutoff' | 'chutes';
  sort: number;
  stuck: number[];
}

/** An empty hub with all its people. */
function quiet(): Situation {
  return {
    trailersWaiting: 0,
    doorsWorking: 0,
    doorsWithoutCrew: 0,
    hasFullCrews: true,
    turnedAwayShare: 0,
    chutesWaitFor: 'chutes',
    sort: 0,
    stuck: [0, 0],
    stuckUnloadRate(sorter) {
      return this.stuck[sorter];
    },
  };
}

/** 600 and 1,200 parcels an hour at one sorter, 1,800 at another, of which nobody staffs any. */
const INFEEDS = [
  { sorter: 0, ratePerHour: 600, needsPeople: true },
  { sorter: 0, ratePerHour: 1200, needsPeople: true },
  { sorter: 1, ratePerHour: 1800, needsPeople: true },
];

/** What was lost in a quarter, where anything was. */
function lostIn({ lost }: LimitAccount, quarter: number): Partial<Record<Limit, number>> {
  return Object.fromEntries(
    LIMITS.map((limit, i) => [limit, lost[quarter * LIMITS.length + i]] as const).filter(([, n]) => n > 0),
  );
}

describe('the account of a hub', () => {
  it('splits time at the quarters', () => {
    const account = new LimitAccount(quiet(), INFEEDS);
    account.infeedTurns(0, INFEED.off, INFEED.idle, 10 * MINUTE);
    account.observe(37 * MINUTE);
    // 10 parcels a minute: 5 minutes, a quarter, 7 minutes.
    expect(account.quarters).toBe(3);
    expect([0, 1, 2].map((quarter) => lostIn(account, quarter))).toEqual([
      { volume: 50 },
      { volume: 150 },
      { volume: 70 },
    ]);
    account.observe(45 * MINUTE);
    expect(account.quarters).toBe(4);
    expect(lostIn(account, 2)).toEqual({ volume: 150 });
    expect(lostIn(account, 3)).toEqual({});
  });

  it('counts what happens at the end of a quarter with the next', () => {
    const account = new LimitAccount(quiet(), INFEEDS);
    account.inducted(2, QUARTER - 1);
    account.inducted(3, QUARTER);
    account.sorted(4, QUARTER + 1);
    account.missed(CAUSES.indexOf('late'), 5, 2 * QUARTER);
    expect([...account.inductedIn.subarray(0, 3)]).toEqual([2, 3, 0]);
    expect([...account.sortedIn.subarray(0, 3)]).toEqual([0, 4, 0]);
    expect(account.missedIn[2 * CAUSES.length + CAUSES.indexOf('late')]).toBe(5);
  });

  it('knows automatic infeeds to be idle from the start, and charges nothing to those that nobody staffs', () => {
    const account = new LimitAccount(quiet(), [
      { sorter: 0, ratePerHour: 600, needsPeople: false },
      { sorter: 0, ratePerHour: 1200, needsPeople: true },
    ]);
    account.infeedTurns(0, INFEED.idle, INFEED.busy, 6 * MINUTE);
    account.observe(QUARTER);
    expect(lostIn(account, 0)).toEqual({ volume: 60 });
  });

  it('keeps the sort of each quarter, the one in force at its end', () => {
    const situation = quiet();
    situation.sort = -1;
    const account = new LimitAccount(situation, INFEEDS);
    account.observe(QUARTER + MINUTE);
    situation.sort = 2;
    account.observe(3 * QUARTER);
    expect([...account.sort.subarray(0, 3)]).toEqual([-1, 2, 2]);
  });

  const idle: [string, Partial<Situation>, Limit][] = [
    ['the yard is empty', {}, 'volume'],
    [
      'trailers wait while every docked one has all the people it can use',
      { trailersWaiting: 1, doorsWorking: 3 },
      'doors',
    ],
    ['trailers wait and no door works', { trailersWaiting: 1, hasFullCrews: false }, 'doors'],
    [
      'trailers wait and docked ones could use more people',
      { trailersWaiting: 1, doorsWorking: 3, hasFullCrews: false },
      'unloaders',
    ],
    ['a docked trailer has nobody', { doorsWithoutCrew: 1 }, 'unloaders'],
    ['doors work as fast as their people can', { doorsWorking: 1, hasFullCrews: false }, 'unloaders'],
    ['doors work with all the people they can use', { doorsWorking: 1 }, 'volume'],
  ];
  it.each(idle)('finds why infeeds are starved where %s', (_, changes, limit) => {
    const account = new LimitAccount({ ...quiet(), ...changes }, INFEEDS);
    account.infeedTurns(1, INFEED.off, INFEED.idle, 0);
    account.observe(QUARTER);
    expect(lostIn(account, 0)).toEqual({ [limit]: 300 });
  });

  const blocked: [string, Partial<Situation>, Partial<Record<Limit, number>>][] = [
    ['nothing goes round for want of room', {}, { trays: 300 }],
    [
      'all goes round for want of loaders',
      { turnedAwayShare: 1, chutesWaitFor: 'loaders' },
      { loaders: 300 },
    ],
    [
      'all goes round for want of a trailer',
      { turnedAwayShare: 1, chutesWaitFor: 'cutoff' },
      { cutoff: 300 },
    ],
    [
      'a third goes round for want of room in chutes',
      { turnedAwayShare: 1 / 3 },
      { trays: 200, chutes: 100 },
    ],
  ];
  it.each(blocked)('finds why infeeds are blocked where %s', (_, changes, lost) => {
    const account = new LimitAccount({ ...quiet(), ...changes }, INFEEDS);
    account.infeedTurns(1, INFEED.off, INFEED.blocked, 0);
    account.observe(QUARTER);
    expect(Object.keys(lostIn(account, 0)).sort()).toEqual(Object.keys(lost).sort());
    for (const [limit, n] of Object.entries(lost))
      expect(lostIn(account, 0)[limit as Limit]).toBeCloseTo(n, 9);
  });

  it('charges stops to what stands, and to induction what unloaders could bring to working infeeds', () => {
    const situation = quiet();
    const account = new LimitAccount(situation, INFEEDS);
    account.infeedTurns(0, INFEED.off, INFEED.busy, 0);
    account.infeedTurns(1, INFEED.off, INFEED.down, 0);
    account.infeedTurns(2, INFEED.off, INFEED.busy, 0);
    situation.stuck = [900, 0];
    account.observe(QUARTER);
    // A third of what is stuck would have gone over the working infeed of 600, the rest over the one that stands.
    expect(lostIn(account, 0)).toEqual({ stops: 300, induction: 75 });
  });

  it('charges each infeed for all its idle, blocked and down time, once', () => {
    const states = fc.constantFrom<InfeedState>(
      INFEED.off,
      INFEED.idle,
      INFEED.busy,
      INFEED.blocked,
      INFEED.down,
    );
    const turn = fc.record({
      after: fc.integer({ min: 0, max: 20 }),
      infeed: fc.integer({ min: 0, max: 2 }),
      to: states,
      waiting: fc.integer({ min: 0, max: 1 }),
      full: fc.constantFrom(0, 0.25, 1),
      idlers: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(turn, { maxLength: 30 }), (turns) => {
        const situation = quiet();
        const account = new LimitAccount(situation, INFEEDS);
        const state: InfeedState[] = [INFEED.off, INFEED.off, INFEED.off];
        let now = 0;
        let expected = 0;
        for (const { after, infeed, to, waiting, full, idlers } of turns) {
          for (const [i, { ratePerHour }] of INFEEDS.entries()) {
            if (state[i] !== INFEED.off && state[i] !== INFEED.busy) expected += (ratePerHour * after) / 60;
          }
          now += after * MINUTE;
          account.infeedTurns(infeed, state[infeed], to, now);
          state[infeed] = to;
          situation.trailersWaiting = waiting;
          situation.turnedAwayShare = full;
          situation.hasFullCrews = idlers;
        }
        expect(account.lost.reduce((sum, n) => sum + n, 0)).toBeCloseTo(expected, 6);
        expect(account.quarters).toBe(Math.floor(now / QUARTER) + 1);
      }),
    );
  });
});

describe('what is scarce in a hub', () => {
  const scarce: [string, Scarcity, Limit][] = [
    ['few doors', { doors: 2 }, 'doors'],
    ['few unloaders', { unloaders: 4 }, 'unloaders'],
    ['few infeeds', { infeeds: 2 }, 'induction'],
    ['a slow loop', { speedMPerS: 0.5 }, 'trays'],
    ['small chutes and few loaders', { loaders: 3, chuteParcels: 10 }, 'loaders'],
    [
      'containers that are larger than their few chutes',
      { containers: 'pallet', chuteParcels: 3, chutes: 2 },
      'chutes',
    ],
    ['no trailers with room', { trailers: 1, trailerParcels: 50, chuteParcels: 10 }, 'cutoff'],
    ['a jam', { incidents: [{ of: 'sorter LOOP-1', from_h: 0.25, to_h: 2, name: 'jam' }] }, 'stops'],
  ];
  it.each(scarce)('is the critical limit of most quarters: %s', (_, scarcity, limit) => {
    const rows = table(runHub(scarceHub(scarcity), { checksEveryEvent: false }), 'limits');
    const critical = rows.filter((row) => row.critical === true);
    expect(new Set(critical.map(({ time }) => time)).size).toBe(8);
    expect(critical.filter((row) => row.limit === limit).length).toBeGreaterThanOrEqual(6);
  });

  it('is nothing but volume where little comes', () => {
    const run = runHub(scarceHub({ inbound: 2 }), { checksEveryEvent: false });
    const lost = new Map<unknown, number>();
    for (const { limit, lost_parcels } of table(run, 'limits'))
      lost.set(limit, (lost.get(limit) ?? 0) + Number(lost_parcels));
    const volume = lost.get('volume')!;
    lost.delete('volume');
    // A piece waits for its tray for part of a slot in any hub.
    expect(Math.max(...lost.values())).toBeLessThan(0.01 * volume);
  });
});
