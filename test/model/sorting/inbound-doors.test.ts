import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../src/engine/clock.ts';
import { STAGE } from '../../../src/model/sorting/stage.ts';
import { DOOR } from '../../../src/snapshot/floor-snapshot.ts';
import { InboundSide, type InboundSideOptions, type Load } from '../../builders/inbound-side.ts';

const constant = (value_s: number) => ({ constant: { value_s } });

type Unloading = NonNullable<NonNullable<InboundSideOptions['block']>['unloading']>;

/** Doors without check-in and swap, where one worker takes 6 s a piece, always the same. */
function doors(
  count: number,
  unloading: Partial<Unloading> = {},
  more: Omit<InboundSideOptions, 'block'> = {},
): InboundSide {
  return new InboundSide({
    ...more,
    block: {
      yard: { check_in: constant(0) },
      inbound_doors: { count, swap: constant(0) },
      unloading: { parcels_per_worker_per_hour: 600, workers_per_door: 2, cv: 0, ...unloading },
    },
  });
}

/** When pieces came out at a door, seconds. */
function times(side: InboundSide, door?: number): number[] {
  return side.unloadedPieces.filter((piece) => door === undefined || piece.door === door).map((p) => p.atS);
}

describe('unloading by people', () => {
  it('takes as long as all parcels at the rate of all people, where doors are never without a trailer', () => {
    const side = doors(4);
    side.doors.setPeople(8, 1);
    for (let k = 0; k < 12; k++) side.comes({ atS: 0, load: [{ parcels: 50 }] });
    side.run();
    expect(Math.max(...times(side))).toBe((600 * 6) / 8);
    expect(side.doors.people.utilization()).toBe(1);
    expect(side.doors.occupancy.utilization()).toBe(1);
  });

  it('never takes less than all parcels at the rate of all people', () => {
    const trailers = fc.array(fc.record({ atS: fc.nat(300), parcels: fc.integer({ min: 1, max: 40 }) }), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(
        trailers,
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 9 }),
        (come, count, people) => {
          const side = doors(count);
          side.doors.setPeople(people, 1);
          for (const { atS, parcels } of come) side.comes({ atS, load: [{ parcels }] });
          side.run();
          const total = come.reduce((sum, { parcels }) => sum + parcels, 0);
          expect(side.unloadedPieces.length).toBe(total);
          const first = Math.min(...come.map(({ atS }) => atS));
          const fastest = (total * 6) / Math.min(people, count * 2);
          expect(side.nowS - first).toBeGreaterThanOrEqual(fastest - 1e-9);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('takes its time on average, whoever has a light or a heavy piece', () => {
    const side = doors(1, { cv: 0.3, workers_per_door: 1 }).comes({ atS: 0, load: [{ parcels: 4000 }] });
    side.doors.setPeople(1, 1);
    side.run();
    // 4.5 standard errors of a mean of 4,000 with cv 0.3.
    expect(Math.abs(side.nowS / (4000 * 6) - 1)).toBeLessThan((4.5 * 0.3) / Math.sqrt(4000));
    const gaps = times(side).map((at, k, all) => at - (all[k - 1] ?? 0));
    const spread = Math.sqrt(gaps.reduce((sum, gap) => sum + (gap / 6 - 1) ** 2, 0) / gaps.length);
    expect(spread).toBeGreaterThan(0.27);
    expect(spread).toBeLessThan(0.33);
  });

  it('gives each piece the same luck, however many unload it and at whatever productivity', () => {
    const lastOf = (people: number, productivity: number) => {
      const side = doors(1, { cv: 0.8 }).comes({ atS: 0, load: [{ parcels: 100 }] });
      side.doors.setPeople(people, productivity);
      return times(side.run());
    };
    const alone = lastOf(1, 1);
    for (const [k, at] of lastOf(2, 1).entries()) expect(at).toBeCloseTo(alone[k] / 2, 4);
    for (const [k, at] of lastOf(1, 0.5).entries()) expect(at).toBeCloseTo(alone[k] * 2, 3);
  });

  it('begins nothing off shift, and finishes the piece in hand', () => {
    const side = doors(2).comes({ atS: 0, load: [{ parcels: 5 }] });
    side.comes({ atS: 1, load: [{ parcels: 5 }] });
    side.doors.setPeople(4, 1);
    // 3 s a piece; at 7 s both have one in hand, until 9 and 10 s.
    side.at(7, () => side.doors.setPeople(0, 1), 'down');
    side.run(8);
    expect([side.doors.busy, side.doors.onDuty, side.doors.people.available]).toEqual([4, 0, 4]);
    side.run(60);
    expect(times(side)).toEqual([3, 4, 6, 7, 9, 10]);
    expect([side.doors.stateOf(0), side.doors.stateOf(1)]).toEqual([DOOR.waiting, DOOR.waiting]);
    expect([side.doors.busy, side.doors.people.waiting, side.doors.people.available]).toEqual([0, 2, 0]);
    side.doors.setPeople(4, 1);
    side.run();
    expect(times(side).slice(6)).toEqual([63, 63, 66, 66]);
  });

  it('finishes at the very end of a shift what ends there, and begins the next before it', () => {
    const side = doors(1, { workers_per_door: 1 }).comes({ atS: 0, load: [{ parcels: 5 }] });
    side.doors.setPeople(1, 1);
    side.at(12, () => side.doors.setPeople(0, 1), 'down').run();
    expect(times(side)).toEqual([6, 12, 18]);
  });

  it('spreads people one by one, the first docked first, up to the most per door', () => {
    const side = doors(4, { workers_per_door: 3 });
    const people = () => [...side.doors.look().people];
    for (const atS of [3, 1, 2, 4]) side.comes({ atS, load: [{ parcels: 1000 }] });
    side.run(5);
    for (const [on, spread] of [
      [0, [0, 0, 0, 0]],
      [3, [1, 1, 1, 0]],
      [4, [1, 1, 1, 1]],
      [6, [2, 2, 1, 1]],
      [12, [3, 3, 3, 3]],
      [50, [3, 3, 3, 3]],
    ] as const) {
      side.doors.setPeople(on, 1);
      expect(people()).toEqual(spread);
      expect(side.doors.idlePeople).toBe(on - spread.reduce((sum: number, n) => sum + n, 0));
    }
    // The second door is closed: its people go to the others.
    side.doors.setPeople(6, 1);
    side.doors.addDown(1, 1);
    expect(people()).toEqual([2, 0, 2, 2]);
  });

  it('moves people when their piece is finished, so that nobody has two in hand', () => {
    const side = doors(2).comes({ atS: 0, load: [{ parcels: 5 }] });
    side.comes({ atS: 1, load: [{ parcels: 2 }] });
    side.doors.setPeople(2, 1);
    side.run(2);
    // Both have the first piece of the first trailer in hand until 3 s; one then goes over.
    expect([side.doors.busy, side.doors.stateOf(1)]).toEqual([2, DOOR.waiting]);
    side.run(4);
    expect([side.doors.busy, side.doors.stateOf(1)]).toEqual([2, DOOR.working]);
    side.run();
    // The second trailer is empty at 15 s, when one has begun a piece of the first alone.
    expect(times(side, 0)).toEqual([3, 9, 15, 21, 24]);
    expect(times(side, 1)).toEqual([9, 15]);
  });

  it('says how much work waits, bags and their opening included', () => {
    const side = doors(1, { bags_per_worker_per_hour: 100, open_bag: constant(36) });
    side.comes({
      atS: 0,
      load: [
        { parcels: 300 },
        { parcels: 20, bag: 'opened' },
        { parcels: 20, bag: 'through' },
        { parcels: 1, isIrregular: true },
      ],
    });
    side.run(1);
    expect(side.doors.workWaitingH).toBeCloseTo(301 / 600 + 2 / 100 + 36 / 3600, 12);
    side.doors.setPeople(1, 1);
    side.run();
    expect(side.doors.workWaitingH).toBe(0);
  });

  it('puts the swap before every trailer, the first at an empty door included', () => {
    const side = new InboundSide({
      block: {
        yard: { check_in: constant(30) },
        inbound_doors: { count: 1, swap: constant(100) },
        unloading: { parcels_per_worker_per_hour: 600, cv: 0 },
      },
    });
    side.doors.setPeople(1, 1);
    for (let k = 0; k < 2; k++) side.comes({ atS: 0, load: [{ parcels: 2 }] });
    side.run(200);
    expect(side.emptiedTrailers).toEqual([['A0', 1, 130, 142]]);
    expect(side.doors.stateOf(0)).toBe(DOOR.swap);
    expect(side.doors.occupancy.serving).toBe(1);
    side.run();
    expect(side.emptiedTrailers[1]).toEqual(['A1', 1, 242, 254]);
    expect(side.turns.map(({ to }) => to)).toEqual([
      DOOR.swap,
      DOOR.working,
      DOOR.empty,
      DOOR.swap,
      DOOR.working,
      DOOR.empty,
    ]);
    expect(side.doors.occupancy.meanServing() * side.doors.occupancy.observedTime()).toBeCloseTo(224e6, 3);
  });

  it('lets a trailer without parcels go at once', () => {
    const side = doors(1).comes({ atS: 5, load: [] });
    side.run();
    expect(side.emptiedTrailers).toEqual([['A0', 1, 5, 5]]);
    expect(side.trailers.live).toBe(0);
  });
});

describe('free doors of several zones', () => {
  it('are given trailers zone by zone in turn, there and back', () => {
    const zones = [0, 0, 0, 1, 1, 2];
    const side = doors(6, {}, { zones });
    for (let k = 0; k < 6; k++) side.comes({ atS: k, load: [{ parcels: 1 }] });
    side.run(6);
    const swapped = side.turns.filter(({ to }) => to === DOOR.swap).map(({ door }) => door);
    expect(swapped).toEqual([0, 3, 5, 4, 1, 2]);
    expect(swapped.map((door) => zones[door])).toEqual([0, 1, 2, 1, 0, 0]);
  });

  it('get about as many trailers in each zone in a quiet hour, when most of them are free', () => {
    const zones = Array.from({ length: 12 }, (_, door) => Math.floor(door / 4));
    const side = doors(12, {}, { zones });
    side.doors.setPeople(12, 1);
    // A trailer is at its door for half a minute or longer, and one comes every 10 s.
    for (let k = 0; k < 300; k++) side.comes({ atS: 10 * k, load: [{ parcels: 5 + (k % 3) }] });
    side.run();
    const trailers = [0, 0, 0];
    for (const [, door] of side.emptiedTrailers) trailers[zones[door - 1]]++;
    expect(Math.min(...trailers)).toBeGreaterThan(75);
    expect(Math.max(...trailers)).toBeLessThan(125);
  });
});

describe('a belt without room', () => {
  it('blocks a door with the finished piece in hand, until there is room', () => {
    const side = doors(1, { workers_per_door: 1 }, { places: [2] }).comes({ atS: 0, load: [{ parcels: 5 }] });
    side.doors.setPeople(1, 1);
    side.at(100, () => side.freePlaces(0, 1)).at(300, () => side.freePlaces(0, 9));
    side.run(90);
    expect([side.doors.stateOf(0), side.doors.blocked.level, side.doors.busy]).toEqual([DOOR.blocked, 1, 0]);
    expect(side.doors.ratePerHourAt(0)).toBe(600);
    side.run();
    // The third is finished at 18 s and waits; the fourth is begun at 100 s, finished at 106 s and waits.
    expect(times(side)).toEqual([6, 12, 100, 300, 306]);
    expect(side.doors.blocked.mean() * side.doors.blocked.observedTime()).toBeCloseTo((82 + 194) * 1e6, 3);
  });

  it('gives each place that comes free to one door, the first blocked first, zone by zone', () => {
    const side = doors(4, { workers_per_door: 1 }, { zones: [0, 0, 1, 0], places: [0, 0] });
    side.doors.setPeople(4, 1);
    for (let door = 0; door < 4; door++) side.comes({ atS: 3 - door, load: [{ parcels: 3 }] });
    // Trailers come to doors 1, 2, 3, 4 at 0, 1, 2, 3 s; all are blocked from 6, 7, 8, 9 s on.
    side.at(50, () => side.freePlaces(0, 1));
    side.at(60, () => side.freePlaces(1, 1));
    side.at(70, () => side.freePlaces(0, 3));
    side.run(75.9);
    expect(side.unloadedPieces.map(({ atS, door }) => [atS, door])).toEqual([
      [50, 0],
      [60, 2],
      // Door 1 has been blocked anew since 56 s, behind 2 and 4.
      [70, 1],
      [70, 3],
      [70, 0],
    ]);
    expect(side.room).toEqual([0, 0]);
    side.run(100);
    // At 76 s all three of zone 0 have finished another, in the order of their doors' last event.
    expect(side.doors.inState[DOOR.blocked]).toBe(4);
    side.freePlaces(0, 99);
    side.freePlaces(1, 99);
    side.run();
    expect(side.unloadedPieces.length).toBe(12);
  });

  it('stops neither irregular parcels nor through-bags', () => {
    const side = doors(1, { workers_per_door: 1, bags_per_worker_per_hour: 360 }, { places: [1] }).comes({
      atS: 0,
      load: [
        { parcels: 1 },
        { parcels: 1, isIrregular: true },
        { parcels: 25, bag: 'through' },
        { parcels: 1 },
        { parcels: 1, isIrregular: true },
      ],
    });
    side.doors.setPeople(1, 1);
    side.run();
    expect(times(side)).toEqual([6, 12, 22]);
    const { present } = side.context.journal;
    expect([present[STAGE.unload], present[STAGE.irregular], present[STAGE.load]]).toEqual([2, 1, 25]);
  });

  it('takes a finished piece also off shift', () => {
    const side = doors(1, { workers_per_door: 1 }, { places: [0] }).comes({ atS: 0, load: [{ parcels: 2 }] });
    side.doors.setPeople(1, 1);
    side.at(10, () => side.doors.setPeople(0, 1)).at(20, () => side.freePlaces(0, 5));
    side.run();
    expect(times(side)).toEqual([20]);
    expect(side.doors.stateOf(0)).toBe(DOOR.waiting);
  });
});

describe('bags', () => {
  const twoBags: readonly Load[] = [
    { parcels: 4, bag: 'opened' },
    { parcels: 1 },
    { parcels: 3, bag: 'opened' },
  ];

  it('are opened by one worker in the door’s time, and their parcels come one after the other with ordinals of their own', () => {
    // A bag: 36 s by one, 18 s by two; opening 40 s by one.
    const side = doors(1, { bags_per_worker_per_hour: 100, open_bag: constant(40) });
    side.comes({ atS: 0, load: twoBags });
    side.doors.setPeople(2, 1);
    side.run(30);
    expect([side.doors.busy, side.doors.stateOf(0)]).toEqual([1, DOOR.working]);
    expect(side.context.journal.present[STAGE.unload]).toBe(8);
    side.run();
    expect(side.unloadedPieces.map(({ atS, ordinal, parcels }) => [atS, ordinal, parcels])).toEqual([
      [58, 0, 1],
      [58, 1, 1],
      [58, 2, 1],
      [58, 3, 1],
      [61, 4, 1],
      [119, 5, 1],
      [119, 6, 1],
      [119, 7, 1],
    ]);
    // Slots of bags are given back: eight loose parcels are all there is.
    expect(side.context.pieces.live).toBe(8);
  });

  it('take longer where people are new, and are opened where machines unload too', () => {
    const slow = doors(1, { bags_per_worker_per_hour: 100, open_bag: constant(40) });
    slow.comes({ atS: 0, load: twoBags.slice(0, 1) }).doors.setPeople(1, 0.5);
    expect(times(slow.run())[0]).toBe(72 + 80);
    const machine = doors(1, { by: 'machine', machine_parcels_per_hour: 3600, open_bag: constant(40) });
    machine.comes({ atS: 0, load: twoBags.slice(0, 1) });
    expect(times(machine.run())[0]).toBe(41);
  });

  it('keep the count of parcels, their times and what they are planned for', () => {
    const side = doors(1, { open_bag: constant(40) }, { cutoffsS: [[5000], [9000]] });
    side.comes({ atS: 0, load: twoBags });
    const { journal, pieces, sim } = side.context;
    side.doors.setPeople(2, 1);
    sim.listen(() => {
      expect(journal.arrived).toBe(side.parcelsCome);
      expect(journal.inHub).toBe(side.parcelsCome);
      expect(journal.backlog.level).toBe(side.parcelsCome);
      expect(journal.awaited(0) + journal.awaited(1)).toBe(side.parcelsCome);
    });
    side.run();
    expect([journal.awaited(0), journal.awaited(1)]).toEqual([
      side.unloadedPieces.filter(({ ordinal }) => ordinal === 4 || ordinal % 2 === 0).length,
      side.unloadedPieces.filter(({ ordinal }) => ordinal !== 4 && ordinal % 2 === 1).length,
    ]);
    for (let piece = 0; piece < pieces.capacity; piece++) {
      if (pieces.isAlive(piece)) expect([pieces.createdAt(piece), pieces.parcels[piece]]).toEqual([0, 1]);
    }
    // Of each piece that left the stage, bags not among them, the whole stay: the bag's and its own.
    expect(journal.stays[STAGE.unload].n).toBe(8);
    expect(journal.stays[STAGE.unload].max).toBe(Math.max(...times(side)) * 1e6);
  });

  it('put a piece on the belt per place, in turn with the doors that are blocked behind them', () => {
    const side = doors(
      2,
      { workers_per_door: 1, bags_per_worker_per_hour: 600, open_bag: constant(0) },
      { places: [0] },
    );
    side.comes({ atS: 0, load: [{ parcels: 3, bag: 'opened' }] });
    side.comes({ atS: 1, load: [{ parcels: 1 }] });
    side.doors.setPeople(2, 1);
    // Two places at once: one for each door, though the bag could fill both.
    side.at(20, () => side.freePlaces(0, 2));
    for (const atS of [30, 40]) side.at(atS, () => side.freePlaces(0, 1));
    side.run();
    expect(side.unloadedPieces.map(({ atS, door }) => [atS, door])).toEqual([
      [20, 0],
      [20, 1],
      [30, 0],
      [40, 0],
    ]);
  });
});

describe('doors that are down', () => {
  it('finish the piece in hand by people, hold, and are given no trailer', () => {
    const side = doors(2, { workers_per_door: 1 });
    side.comes({ atS: 0, load: [{ parcels: 3 }] });
    side.doors.setPeople(1, 1);
    side.at(1, () => {
      side.doors.addDown(0, 1);
      side.doors.addDown(1, 1);
    });
    side.at(2, () => side.doors.addDown(0, 1)).comes({ atS: 3, load: [{ parcels: 1 }] });
    side.run(50);
    expect(times(side)).toEqual([6]);
    expect([side.doors.stateOf(0), side.doors.stateOf(1), side.yard.waiting]).toEqual([
      DOOR.down,
      DOOR.down,
      1,
    ]);
    // One of its two reasons is gone, which is not enough.
    side.doors.addDown(0, -1);
    expect(side.doors.stateOf(0)).toBe(DOOR.down);
    side.doors.addDown(0, -1);
    side.run(60);
    expect(times(side)).toEqual([6, 56]);
    side.run();
    // The other door is down still: the second trailer waits for the first.
    expect(times(side)).toEqual([6, 56, 62, 68]);
  });

  it('keep the time that is left where a machine breaks down', () => {
    const side = doors(1, { by: 'machine', machine_parcels_per_hour: 360 });
    side.comes({ atS: 0, load: [{ parcels: 3 }] });
    side.at(4, () => side.doors.addDown(0, 1)).at(104, () => side.doors.addDown(0, -1));
    side.run(50);
    expect([side.doors.stateOf(0), side.doors.workWaitingH]).toEqual([DOOR.down, 0]);
    side.run();
    expect(times(side)).toEqual([110, 120, 130]);
    expect(side.context.sim.staleCount).toBe(1);
    // Nobody works there.
    expect(side.doors.people.serving).toBe(0);
  });

  it('cannot be repaired more often than they broke', () => {
    expect(() => doors(1).doors.addDown(0, -1)).toThrow('door 1 repaired more than it broke');
  });
});

describe('random nights at the inbound side', () => {
  const load: fc.Arbitrary<Load> = fc.oneof(
    fc.record({ parcels: fc.integer({ min: 1, max: 8 }), isIrregular: fc.boolean() }),
    fc.record({ parcels: fc.integer({ min: 2, max: 9 }), bag: fc.constantFrom('opened', 'through') }),
  );
  const night = fc.record({
    count: fc.integer({ min: 1, max: 4 }),
    zones: fc.array(fc.nat(1), { minLength: 4, maxLength: 4 }),
    spaces: fc.nat(3),
    rule: fc.constantFrom('first-come', 'earliest-cutoff', 'most-for-next-departure', 'dedicated'),
    by: fc.constantFrom('crew', 'machine'),
    workers: fc.integer({ min: 1, max: 3 }),
    cv: fc.constantFrom(0, 0.5),
    seed: fc.nat(),
    trailers: fc.array(
      fc.record({ atS: fc.nat(500), origin: fc.nat(1), load: fc.array(load, { maxLength: 6 }) }),
      { minLength: 1, maxLength: 9 },
    ),
    people: fc.array(fc.record({ atS: fc.nat(900), people: fc.nat(7) }), { maxLength: 6 }),
    rooms: fc.array(
      fc.record({ atS: fc.nat(900), zone: fc.nat(1), places: fc.integer({ min: 1, max: 9 }) }),
      {
        maxLength: 12,
      },
    ),
    stops: fc.array(
      fc.record({ atS: fc.nat(900), door: fc.nat(3), lastsS: fc.integer({ min: 1, max: 99 }) }),
      {
        maxLength: 4,
      },
    ),
  });

  it('lose no parcel and no place, never work with more than are on duty, and empty every trailer in the end', () => {
    fc.assert(
      fc.property(night, (n) => {
        const side = new InboundSide({
          block: {
            yard: {
              spaces: n.spaces,
              door_rule: n.rule as 'dedicated',
              check_in: { uniform: { min_s: 0, max_s: 60 } },
            },
            inbound_doors: {
              count: n.count,
              swap: constant(20),
              // Some door is left for the rest, unless there is only one.
              dedicated: n.count > 1 ? [{ origins: ['B'], doors: [n.count] }] : [],
            },
            unloading: {
              by: n.by as 'crew',
              parcels_per_worker_per_hour: 600,
              bags_per_worker_per_hour: 300,
              machine_parcels_per_hour: 900,
              workers_per_door: n.workers,
              cv: n.cv,
              open_bag: constant(15),
            },
          },
          cutoffsS: [
            [200, 5000],
            [300, 5000],
          ],
          origins: ['A', 'B'],
          zones: n.zones.slice(0, n.count),
          places: [3, 0],
          seed: n.seed,
        });
        const { doors: inbound, yard, trailers, context } = side;
        const { sim, journal, pieces } = context;
        inbound.setPeople(3, 1);
        for (const trailer of n.trailers) side.comes(trailer);
        for (const { atS, people } of n.people) side.at(atS, () => inbound.setPeople(people, 1), 'down');
        let places = 3;
        for (const { atS, zone, places: more } of n.rooms) {
          side.at(atS, () => {
            places += more;
            side.freePlaces(zone, more);
          });
        }
        for (const { atS, door, lastsS } of n.stops) {
          side.at(atS, () => inbound.addDown(door % n.count, 1), 'down');
          side.at(atS + lastsS, () => inbound.addDown(door % n.count, -1));
        }
        let busy = 0;
        sim.listen(() => {
          inbound.check();
          expect(journal.inHub).toBe(side.parcelsCome);
          expect(journal.backlog.level + journal.present[STAGE.load]).toBe(side.parcelsCome);
          // Whoever begins is on duty; overtime only ends.
          expect(inbound.busy).toBeLessThanOrEqual(Math.max(busy, inbound.onDuty));
          busy = inbound.busy;
          expect(yard.waiting - yard.outside).toBeLessThanOrEqual(n.spaces);
          const undocked = trailers.present().filter((trailer) => trailers.dockedAt[trailer] < 0);
          const notUnloading = undocked.reduce((sum, trailer) => sum + trailers.parcels[trailer], 0);
          expect(notUnloading).toBe(journal.present[STAGE.yard]);
          // A zone with a free place has nobody blocked for it.
          for (let door = 0; door < n.count; door++) {
            if (inbound.stateOf(door) === DOOR.blocked) expect(side.hasRoom(door)).toBe(false);
          }
        });
        side.run(2000);
        const onBelt = journal.present[STAGE.induct];
        expect(side.room![0] + side.room![1]).toBe(places - onBelt);
        // The morning: everybody is there, and there is room for all.
        inbound.setPeople(9, 1);
        side.freePlaces(0, 1000);
        side.freePlaces(1, 1000);
        side.run();
        expect([yard.waiting, yard.atGate, trailers.live, inbound.emptied]).toEqual([
          0,
          0,
          0,
          n.trailers.length,
        ]);
        expect(inbound.inState[DOOR.empty]).toBe(n.count);
        expect(side.unloadedPieces.reduce((sum, { parcels }) => sum + parcels, 0)).toBe(side.parcelsCome);
        // No identity twice, none left out: of every origin the ordinals in a row.
        for (const origin of [0, 1]) {
          const of = side.unloadedPieces.filter(({ source }) => source === origin);
          const covered = of.flatMap(({ ordinal, parcels }) =>
            Array.from({ length: parcels }, (_, k) => ordinal + k),
          );
          expect(covered.sort((a, b) => a - b)).toEqual(covered.map((_, k) => k));
        }
        expect(pieces.live).toBe(side.unloadedPieces.length);
        expect(sim.now[0]).toBeLessThan(24 * HOUR);
      }),
      { numRuns: 150 },
    );
  });
});
