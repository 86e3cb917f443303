import { describe, expect, it } from 'vitest';
import { SECOND } from '../../../src/engine/clock.ts';
import { ManualSort } from '../../../src/model/sorting/belt/manual-sort.ts';
import { NOT_READ, type SorterHost } from '../../../src/model/sorting/belt/sorter.ts';
import { STAGE } from '../../../src/model/sorting/stage.ts';
import type { WrittenManual } from '../../../src/scenario/hub/hub-schema.ts';
import { hubContext } from '../../builders/hub-context.ts';

/** Two chutes, 10 s a piece; chute 1 is always full, and pieces with odd ordinals are never read where `aims` says so. */
function bench(aims: (ordinal: number) => number) {
  const context = hubContext({
    sorters: [
      { code: 'M', type: 'manual', chutes: 2, parcels_per_worker_per_hour: 360, cv: 0, line_parcels: 3 },
    ],
  });
  const { pieces, journal, sim } = context;
  const gone: string[] = [];
  let rooms = 0;
  const leaves = (piece: number, where: string): void => {
    gone.push(`${sim.now[0] / SECOND} s: ${pieces.ordinal(piece)} ${where}`);
    journal.move(piece, STAGE.chute, sim.now[0]);
  };
  const host: SorterHost = {
    aim: (piece) => aims(pieces.ordinal(piece)),
    take: (chute, piece) => {
      if (chute === 1) return false;
      leaves(piece, 'chute');
      return true;
    },
    rejected: (piece) => leaves(piece, 'reject'),
    roomAgain: () => rooms++,
    infeedTurns: () => {},
  };
  const sort = new ManualSort({
    context,
    written: context.block.sorters[0] as WrittenManual,
    host,
    beltUs: 0,
  });
  const enter = (): void => {
    const piece = pieces.create(0, pieces.created, 0, sim.now[0]);
    journal.arrive(piece, sim.now[0]);
    sort.enter(0, piece);
  };
  return { sort, sim, gone, enter, rooms: () => rooms };
}

describe('a manual sort', () => {
  it('throws as many at a time as it has people, in order of arrival', () => {
    const { sort, sim, gone, enter } = bench(() => 0);
    sort.setPeople(2, 1);
    for (let i = 0; i < 5; i++) enter();
    expect(sort.hasRoom(0)).toBe(false);
    sim.run(60 * SECOND);
    expect(gone).toEqual([
      '10 s: 0 chute',
      '10 s: 1 chute',
      '20 s: 2 chute',
      '20 s: 3 chute',
      '30 s: 4 chute',
    ]);
    expect(sort.holds).toBe(0);
  });

  it('tells whoever waits for room, finishes what is in hand, and works at the productivity of its people', () => {
    const { sort, sim, gone, enter, rooms } = bench(() => 0);
    for (let i = 0; i < 3; i++) enter();
    expect(sort.hasRoom(0)).toBe(false);
    sort.setPeople(1, 0.5);
    expect(rooms()).toBe(1);
    sort.setPeople(0, 1);
    sim.run(60 * SECOND);
    expect(gone).toEqual(['20 s: 0 chute']);
    expect(sort.holds).toBe(2);
  });

  it('puts back what has no chute, and rejects it after three passes', () => {
    const { sort, sim, gone, enter } = bench((ordinal) => (ordinal === 0 ? 1 : NOT_READ));
    sort.setPeople(1, 1);
    enter();
    enter();
    sim.run(100 * SECOND);
    expect(gone).toEqual(['50 s: 0 reject', '60 s: 1 reject']);
    expect([...sort.figures.laps]).toEqual([0, 0, 0, 2]);
    expect([sort.figures.fullChutes, sort.figures.notRead]).toEqual([3, 3]);
  });

  it('holds the piece in hand while it stands still', () => {
    const { sort, sim, gone, enter } = bench(() => 0);
    sort.setPeople(1, 1);
    enter();
    sim.run(4 * SECOND);
    sort.addDown(1);
    sim.run(30 * SECOND);
    sort.addDown(-1);
    sim.run(60 * SECOND);
    expect(gone).toEqual(['36 s: 0 chute']);
  });
});
