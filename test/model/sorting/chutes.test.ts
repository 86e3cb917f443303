import { describe, expect, it } from 'vitest';
import { SECOND } from '../../../src/engine/clock.ts';
import { NONE } from '../../../src/engine/subject-store.ts';
import { chuteRooms, TO_SORTER } from '../../../src/model/sorting/outbound/chutes.ts';
import { STAGE } from '../../../src/model/sorting/stage.ts';
import { hubContext } from '../../builders/hub-context.ts';
import { outboundSide } from '../../builders/outbound-side.ts';

const LOOSE = { containers: { kind: 'none' as const } };

describe('chutes', () => {
  it('refuse what there is no room for, in the chute and its open container together', () => {
    const side = outboundSide({ containers: { parcels: 5 } }, [{}], [3]);
    for (const expected of [true, true, true, false]) {
      expect(side.chutes.take(0, side.arrive())).toBe(expected);
    }
    expect([side.chutes.held[0], side.chutes.inContainer(0), side.chutes.isFull(0)]).toEqual([3, 3, true]);
  });

  it('are free again as soon as their container is closed', () => {
    const side = outboundSide({ containers: { parcels: 3 } }, [{}], [3]);
    for (let k = 0; k < 7; k++) expect(side.chutes.take(0, side.arrive())).toBe(true);
    expect(side.chutes.held[0]).toBe(1);
    expect(side.loading.waiting(0)).toBe(2);
  });

  it('keep loose pieces, and their room, until a loader picks them up', () => {
    const side = outboundSide(LOOSE, [{}], [2]);
    const turns: (readonly [number, number, boolean])[] = [];
    side.chutes.turns = (chute, isFull) => turns.push([side.context.sim.now[0] / SECOND, chute, isFull]);
    const first = side.arrive();
    side.chutes.take(0, first);
    expect(side.chutes.take(0, side.arrive())).toBe(true);
    expect(side.chutes.take(0, side.arrive())).toBe(false);
    side.script.at(10 * SECOND, () => {
      expect(side.context.pieces.stage[first]).toBe(STAGE.chute);
      side.loading.setPeople(1, 1);
      expect(side.context.pieces.stage[first]).toBe(STAGE.load);
      expect(side.chutes.held[0]).toBe(1);
    });
    side.run(20 * SECOND);
    expect(side.chutes.held[0]).toBe(0);
    expect(side.context.journal.present[STAGE.trailer]).toBe(2);
    expect(turns).toEqual([
      [0, 0, true],
      [10, 0, false],
    ]);
    // Full for 10 of 20 s, one chute of one.
    expect(side.chutes.occupancy.utilization(20 * SECOND)).toBe(0.5);
  });

  it('give what lies in them to the direction that it came for', () => {
    const side = outboundSide({ containers: { parcels: 5 } }, [{}, {}], [3]);
    side.chutes.take(0, side.arrive({ direction: 0 }));
    side.chutes.assign(0, 0);
    expect(side.loading.waiting(0)).toBe(0);
    side.chutes.assign(0, 1);
    expect([side.loading.waiting(0), side.chutes.held[0]]).toEqual([1, 0]);
    expect(side.chutes.take(0, side.arrive({ direction: 0 }))).toBe(false);
    expect(side.chutes.take(0, side.arrive({ direction: 1 }))).toBe(true);
    side.chutes.assign(0, NONE);
    expect(side.loading.waiting(1)).toBe(1);
    expect(side.chutes.take(0, side.arrive({ direction: 1 }))).toBe(false);
  });

  it('hand pieces on to a secondary sorter in order, as long as there is room, and hold the rest', () => {
    const side = outboundSide(LOOSE, [{}], [3]);
    side.chutes.assign(0, TO_SORTER);
    let room = 1;
    const handed: number[] = [];
    side.chutes.transfer = (_, piece) => {
      if (room === 0) return false;
      room--;
      handed.push(side.context.pieces.ordinal(piece));
      return true;
    };
    const taken = [0, 1, 2, 3, 4].map(() => side.chutes.take(0, side.arrive()));
    expect(taken).toEqual([true, true, true, true, false]);
    expect([handed, side.chutes.held[0]]).toEqual([[0], 3]);
    expect(side.context.journal.present[STAGE.induct]).toBe(4);
    room = 2;
    side.chutes.transferAgain(0);
    expect([handed, side.chutes.held[0]]).toEqual([[0, 1, 2], 1]);
    expect(side.chutes.toTransfer).toBe(1);
    expect(side.context.journal.sorted).toBe(0);
  });

  it('have the room of their sorter', () => {
    const { block } = hubContext({
      sorters: [
        { code: 'A', type: 'manual', chutes: 2, chute_parcels: 7 },
        {
          code: 'B',
          type: 'cross-belt',
          length_m: 60,
          zones: [{ at_m: 0, infeeds: 1 }],
          banks: [
            { from_m: 5, to_m: 20, chutes: 1 },
            { from_m: 30, to_m: 40, chutes: 2 },
          ],
        },
      ],
    });
    expect(chuteRooms(block)).toEqual([7, 7, 60, 60, 60]);
  });
});
