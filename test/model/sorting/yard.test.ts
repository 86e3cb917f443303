import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../../src/engine/clock.ts';
import { InboundSide, type InboundTrailer } from '../../builders/inbound-side.ts';

const constant = (value_s: number) => ({ constant: { value_s } });

type Rule = 'first-come' | 'earliest-cutoff' | 'most-for-next-departure' | 'dedicated';

/** Check-in 1 min, swap 10 min, one worker a door who takes 6 s a piece. */
function twoDoors(rule: Rule, spaces = 10): InboundSide {
  return new InboundSide({
    block: {
      yard: { spaces, check_in: constant(60), door_rule: rule },
      inbound_doors: { count: 2, swap: constant(600), dedicated: [{ origins: ['S'], doors: [2] }] },
      unloading: { parcels_per_worker_per_hour: 600, workers_per_door: 1, cv: 0 },
    },
    cutoffsS: [
      [3600, 90_000],
      [7200, 93_600],
      [1800, 88_200],
    ],
    origins: ['N', 'E', 'S'],
  });
}

const [X, Y, Z] = [0, 1, 2];

/** In order of arrival; for Z, whose cutoff is the first, only the second and the last have something. */
const FOUR: readonly InboundTrailer[] = [
  { atS: 0, origin: 0, load: [{ to: Y, parcels: 30 }] },
  {
    atS: 10,
    origin: 1,
    load: [
      { to: Z, parcels: 2 },
      { to: X, parcels: 8 },
      { to: Y, parcels: 20 },
    ],
  },
  { atS: 20, origin: 0, load: [{ to: X, parcels: 20 }] },
  { atS: 30, origin: 2, load: [{ to: Z, parcels: 5 }] },
];

/** All four wait while both doors are closed; at 120 s the doors open, the first before the second. */
function traceOf(rule: Rule): InboundSide['emptiedTrailers'] {
  const side = twoDoors(rule);
  side.doors.setPeople(2, 1);
  side.doors.addDown(0, 1);
  side.doors.addDown(1, 1);
  for (const trailer of FOUR) side.comes(trailer);
  side.at(120, () => {
    side.doors.addDown(0, -1);
    side.doors.addDown(1, -1);
  });
  return side.run().emptiedTrailers;
}

describe('door rules, two doors and four trailers', () => {
  it('takes the first come', () => {
    // N0 and E0 dock at 720 s and take 180 s each; both doors are free at 900 s, and N1 was before S0.
    expect(traceOf('first-come')).toEqual([
      ['N0', 1, 720, 900],
      ['E0', 2, 720, 900],
      ['S0', 2, 1500, 1530],
      ['N1', 1, 1500, 1620],
    ]);
  });

  it('takes whoever has something for the earliest cutoff, of several the one with more', () => {
    // Z: S0 with 5, then E0 with 2; X: N1; N0 has only Y.
    expect(traceOf('earliest-cutoff')).toEqual([
      ['S0', 1, 720, 750],
      ['E0', 2, 720, 900],
      ['N1', 1, 1350, 1470],
      ['N0', 2, 1500, 1680],
    ]);
  });

  it('takes the most for the departure closest to its cutoff, the first come where nobody has any', () => {
    // Until 1800 s that is Z, and only S0 and E0 have something for it.
    expect(traceOf('most-for-next-departure')).toEqual([
      ['S0', 1, 720, 750],
      ['E0', 2, 720, 900],
      ['N0', 1, 1350, 1530],
      ['N1', 2, 1500, 1620],
    ]);
  });

  it('keeps doors for their origins, and other doors for the rest', () => {
    expect(traceOf('dedicated')).toEqual([
      ['S0', 2, 720, 750],
      ['N0', 1, 720, 900],
      ['E0', 1, 1500, 1680],
      ['N1', 1, 2280, 2400],
    ]);
  });
});

describe('cutoffs', () => {
  /** Two trailers wait for door 1 until it opens; the second door stays closed. */
  function firstAt(openS: number, rule: Rule, loads: readonly InboundTrailer[]): string {
    const side = twoDoors(rule);
    side.doors.setPeople(1, 1);
    side.doors.addDown(0, 1);
    side.doors.addDown(1, 1);
    for (const trailer of loads) side.comes(trailer);
    return side.at(openS, () => side.doors.addDown(0, -1)).run().emptiedTrailers[0][0];
  }

  it('count until their very instant, and not after it', () => {
    const loads = [
      { atS: 0, origin: 0, load: [{ to: X, parcels: 9 }] },
      { atS: 0, origin: 1, load: [{ to: Z, parcels: 1 }] },
    ];
    expect(firstAt(1800, 'earliest-cutoff', loads)).toBe('E0');
    expect(firstAt(1801, 'earliest-cutoff', loads)).toBe('N0');
    expect(firstAt(1800, 'most-for-next-departure', loads)).toBe('E0');
    expect(firstAt(1801, 'most-for-next-departure', loads)).toBe('N0');
  });

  it('puts trailers last that are too late for all they have', () => {
    const loads = [
      { atS: 0, origin: 0, load: [{ to: Z, parcels: 50 }] },
      { atS: 0, origin: 1, load: [{ to: Y, parcels: 1 }] },
    ];
    expect(firstAt(1801, 'earliest-cutoff', loads)).toBe('E0');
  });

  it('are of departures and not of directions: tomorrow’s parcels do not count for tonight', () => {
    const loads = [
      // Due after the cutoff of tonight's Z: planned for tomorrow's.
      { atS: 1900, origin: 0, load: [{ to: Z, parcels: 50 }] },
      { atS: 1900, origin: 1, load: [{ to: Y, parcels: 1 }] },
    ];
    expect(firstAt(2000, 'earliest-cutoff', loads)).toBe('E0');
  });

  it('at one instant count as one', () => {
    const side = new InboundSide({
      block: {
        yard: { check_in: constant(0), door_rule: 'earliest-cutoff' },
        inbound_doors: { count: 1, swap: constant(0) },
        unloading: { cv: 0 },
      },
      cutoffsS: [[100], [100]],
      origins: ['N', 'E'],
    });
    side.doors.addDown(0, 1);
    side.comes({ atS: 0, origin: 0, load: [{ to: 0, parcels: 3 }] });
    const both = [
      { to: 0, parcels: 2 },
      { to: 1, parcels: 2 },
    ];
    side.comes({ atS: 0, origin: 1, load: both });
    side.at(50, () => side.doors.addDown(0, -1)).at(50, () => side.doors.setPeople(2, 1));
    expect(side.run().emptiedTrailers[0][0]).toBe('E0');
  });
});

describe('the yard', () => {
  it('checks trailers in side by side, each for the whole of its check-in', () => {
    const side = twoDoors('first-come');
    side.doors.addDown(0, 1);
    side.doors.addDown(1, 1);
    for (const trailer of FOUR) side.comes(trailer);
    side.run(59.999);
    expect([side.yard.atGate, side.yard.waiting]).toEqual([4, 0]);
    side.run(75);
    expect([side.yard.atGate, side.yard.waiting]).toEqual([2, 2]);
    side.run(90.001);
    expect([side.yard.atGate, side.yard.waiting]).toEqual([0, 4]);
    expect([...side.yard.look().parcels]).toEqual([30, 30, 20, 5]);
    expect([...side.yard.look().origins]).toEqual([0, 1, 0, 2]);
  });

  it('hides from the rule those for whom it has no space, in the order in which they came', () => {
    // With two spaces S0 and N1, best for Z and X, are outside until there is room.
    const side = twoDoors('earliest-cutoff', 2);
    side.doors.setPeople(1, 1);
    side.doors.addDown(0, 1);
    side.doors.addDown(1, 1);
    for (const trailer of FOUR) side.comes(trailer);
    side.at(120, () => side.doors.addDown(0, -1));
    side.run(119);
    expect([side.yard.waiting, side.yard.outside]).toEqual([4, 2]);
    // At 120 s E0 of the two that are seen; at 900 s N1, which came in for it; at 1620 s S0 before N0.
    expect(side.run().emptiedTrailers.map(([name]) => name)).toEqual(['E0', 'N1', 'S0', 'N0']);
    expect(side.yard.outside).toBe(0);
  });

  it('decides at an instant when all that come at it have come', () => {
    const side = twoDoors('earliest-cutoff');
    side.doors.setPeople(1, 1);
    side.doors.addDown(1, 1);
    side.comes({ atS: 0, origin: 1, load: [{ to: Y, parcels: 10 }] });
    side.comes({ atS: 10, origin: 0, load: [{ to: Y, parcels: 1 }] });
    // Through the gate at 720 s, when the door comes free.
    side.comes({ atS: 660, origin: 2, load: [{ to: Z, parcels: 1 }] });
    expect(side.run().emptiedTrailers.map(([name]) => name)).toEqual(['E0', 'S0', 'N0']);
  });

  it('without spaces sends trailers straight to doors, first come', () => {
    const side = twoDoors('earliest-cutoff', 0);
    side.doors.setPeople(1, 1);
    side.doors.addDown(1, 1);
    for (const trailer of FOUR) side.comes(trailer);
    side.run(100);
    expect([side.yard.waiting, side.yard.outside]).toEqual([3, 3]);
    expect(side.run().emptiedTrailers.map(([name]) => name)).toEqual(['N0', 'E0', 'N1', 'S0']);
  });

  it('tallies the time from the gate to a door, and trailers waiting over time', () => {
    const side = twoDoors('first-come');
    side.doors.setPeople(2, 1);
    for (const trailer of FOUR) side.comes(trailer);
    side.run(10_000);
    // N0 at 60 s and E0 at 70 s; N0 docks at 660 s, is empty at 840 s; E0 ten seconds later.
    expect(side.yard.wait.n).toBe(4);
    expect(side.yard.wait.sum).toBe((60 + 60 + (840 - 20) + (850 - 30)) * 1e6);
    expect(side.yard.levelWaiting.mean() * side.yard.levelWaiting.observedTime()).toBe(
      (840 - 80 + 850 - 90) * 1e6,
    );
    expect(side.yard.levelOutside.max).toBe(0);
  });

  it('measures after the cut only what came after it', () => {
    const side = twoDoors('first-come');
    side.doors.setPeople(2, 1);
    for (const trailer of FOUR) side.comes(trailer);
    side.run(100);
    side.yard.reset(100e6);
    side.doors.reset(100e6);
    side.comes({ atS: 200, load: [{ parcels: 1 }] });
    side.run();
    expect(side.yard.wait.n).toBe(1);
    expect(side.yard.wait.min).toBeGreaterThan(10 * MINUTE);
    expect(side.doors.unloadTime.n).toBe(5);
  });
});
