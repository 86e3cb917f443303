import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../../src/engine/clock.ts';
import { MARK } from '../../../src/model/sorting/piece-store.ts';
import { STAGE } from '../../../src/model/sorting/stage.ts';
import { hubScenario, SMALL_HUB } from '../../builders/hub-scenario.ts';
import { runHub } from '../../builders/hub-tables.ts';
import { kpi } from '../../builders/network-tables.ts';
import { outboundSide } from '../../builders/outbound-side.ts';

/** Containers of two parcels, carried in two minutes, of which so many can stand at a chute. */
function twos(standing: number) {
  return {
    containers: { parcels: 2, after_min: 600, standing },
    loading: { containers_per_worker_per_hour: 30, cv: 0 },
  };
}

describe('closed containers at a chute', () => {
  it('follow a chute with a place for one and a late loader, worked out by hand', () => {
    const side = outboundSide(twos(1), [{}], [3]);
    const turns: (readonly [number, boolean])[] = [];
    side.chutes.turns = (_, isFull) => turns.push([side.context.sim.now[0] / MINUTE, isFull]);
    const taken: boolean[] = [];
    for (const minute of [1, 2, 3, 4, 5, 6, 11]) {
      side.script.at(minute * MINUTE, () => taken.push(side.chutes.take(0, side.arrive())));
    }
    side.script.at(10 * MINUTE, () => side.loading.setPeople(1, 1));
    const at = (minute: number) => {
      side.run(minute * MINUTE + 1);
      side.chutes.check();
      return [side.chutes.held[0], side.chutes.inContainer(0), side.chutes.standing(0)];
    };
    // A is closed at 2 and stands beside the chute; B at 4 finds no place there; C is begun at 5 and fills the chute.
    expect(at(1)).toEqual([1, 1, 0]);
    expect(at(2)).toEqual([0, 0, 1]);
    expect(at(3)).toEqual([1, 1, 1]);
    expect(at(4)).toEqual([2, 0, 1]);
    expect(at(5)).toEqual([3, 1, 1]);
    expect(at(6)).toEqual([3, 1, 1]);
    // 10: A is picked up, B stands where it was. 11: C is closed and finds no place.
    expect(at(10)).toEqual([1, 1, 1]);
    expect(at(11)).toEqual([2, 0, 1]);
    // 12: A is aboard and B is picked up; 14: B is aboard and C is picked up; 16: all are aboard.
    expect(at(12)).toEqual([0, 0, 1]);
    expect(at(14)).toEqual([0, 0, 0]);
    expect(side.context.journal.present[STAGE.trailer]).toBe(4);
    expect(at(16)).toEqual([0, 0, 0]);
    expect(side.context.journal.present[STAGE.trailer]).toBe(6);
    // The sixth parcel made another pass.
    expect(taken).toEqual([true, true, true, true, true, false, true]);
    expect(turns).toEqual([
      [5, true],
      [10, false],
    ]);
  });

  it('take the room of the chute until they are picked up where none can stand, and none where a loader waits', () => {
    const side = outboundSide(twos(0), [{}], [4]);
    for (let k = 0; k < 4; k++) expect(side.chutes.take(0, side.arrive())).toBe(true);
    expect(side.chutes.take(0, side.arrive())).toBe(false);
    side.loading.setPeople(3, 1);
    // Two loaders go at once, as many as one door allows.
    expect(side.chutes.held[0]).toBe(0);
    side.run(3 * MINUTE);
    for (let k = 0; k < 4; k++) expect(side.chutes.take(0, side.arrive())).toBe(true);
    expect([side.chutes.held[0], side.loading.busy]).toEqual([0, 2]);
  });

  it('have floor enough where they are built by hand', () => {
    const side = outboundSide(twos(0), [{}], []);
    for (let k = 0; k < 40; k++) side.chutes.addByHand(0, side.arrive());
    expect(side.loading.waiting(0)).toBe(20);
  });

  it('stand at the door, no longer at the chute, once they have been carried in vain', () => {
    const side = outboundSide(
      { ...twos(0), outbound: { seal_before_min: 0, swap: { constant: { value_s: 3600 } } } },
      [{ departuresS: [600] }],
      [2],
    );
    side.loading.setPeople(1, 1);
    // A trailer with nothing aboard would stay.
    side.chutes.addByHand(0, side.arrive({ marks: MARK.irregular }));
    side.script.at(9 * MINUTE, () => {
      for (let k = 0; k < 2; k++) side.chutes.take(0, side.arrive());
    });
    side.run(12 * MINUTE);
    expect([side.loading.inVain, side.loading.waiting(0), side.chutes.held[0]]).toEqual([1, 1, 0]);
    for (let k = 0; k < 2; k++) expect(side.chutes.take(0, side.arrive())).toBe(true);
    expect([side.loading.waiting(0), side.chutes.held[0]]).toEqual([2, 2]);
  });

  it('are of two directions where the chute was given to another, and leave in either order', () => {
    const side = outboundSide(twos(1), [{ departuresS: [7200] }, { departuresS: [3600] }], [6]);
    const fill = (direction: number) => {
      for (let k = 0; k < 2; k++) expect(side.chutes.take(0, side.arrive({ direction }))).toBe(true);
    };
    fill(0);
    expect(side.chutes.take(0, side.arrive({ direction: 0 }))).toBe(true);
    // Closes one of a single parcel, for which there is no place.
    side.chutes.assign(0, 1);
    expect([side.chutes.held[0], side.chutes.standing(0)]).toEqual([1, 1]);
    fill(1);
    fill(1);
    expect([side.chutes.held[0], side.chutes.isFull(0)]).toEqual([5, false]);
    // Direction 1 departs first: its containers are picked up from behind those that stand.
    side.loading.setPeople(2, 1);
    side.chutes.check();
    expect([side.chutes.held[0], side.chutes.standing(0)]).toEqual([1, 1]);
    expect([side.loading.waiting(0), side.loading.waiting(1)]).toEqual([2, 0]);
    side.run(3 * MINUTE);
    side.chutes.check();
    expect([side.chutes.held[0], side.chutes.standing(0), side.loading.waiting(0)]).toEqual([0, 0, 0]);
  });
});

describe('a whole hub with too few loaders', () => {
  /** The small hub where every label is read, so that only full chutes send a parcel round. */
  function night(loaders: number) {
    const hub = hubScenario({
      hub: {
        scan: { no_read_share: 0, missort_share: 0 },
        sorters: [{ ...SMALL_HUB.hub.sorters[0], chute_parcels: 30 } as (typeof SMALL_HUB.hub.sorters)[0]],
        containers: { parcels: 20 },
        loading: { containers_per_worker_per_hour: 25 },
        people: {
          crews: [
            ...SMALL_HUB.hub.people.crews.slice(0, 3),
            { code: 'LOAD', tasks: ['load'], people: loaders, from: '18:00', to: '32:00' },
          ],
        },
      },
    });
    const run = runHub(hub);
    return {
      laps: kpi(run, 'laps'),
      again: kpi(run, 'recirculated'),
      full: kpi(run, 'chute_full_share'),
    };
  }

  it('fills its chutes and sends parcels round again, which with twice as many it does not', () => {
    const [enough, few] = [night(4), night(2)];
    expect(enough).toMatchObject({ laps: 1, again: 0, full: 0 });
    expect(few.laps).toBeGreaterThan(1.02);
    expect(few.again).toBeGreaterThan(100);
    expect(few.full).toBeGreaterThan(0);
  });
});
