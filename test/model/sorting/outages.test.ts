import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, NEVER, type Time } from '../../../src/engine/clock.ts';
import { PHASE, tieBase } from '../../../src/engine/phase.ts';
import type { HubContext } from '../../../src/model/sorting/hub-context.ts';
import { Outages, type OutageTarget } from '../../../src/model/sorting/stops/outages.ts';
import { hubContext } from '../../builders/hub-context.ts';

/** Machines that note when they stand and go, and that are used at times which the test says. */
class Machines implements OutageTarget {
  readonly name: string;
  readonly units: number;
  /** Unit, reasons it has, hour. */
  readonly changes: [number, number, number][] = [];
  readonly #context: HubContext;
  readonly #reasons: Int32Array;

  constructor(name: string, units: number, context: HubContext) {
    this.name = name;
    this.units = units;
    this.#context = context;
    this.#reasons = new Int32Array(units);
  }

  addDown(unit: number, reasons: 1 | -1): void {
    this.#reasons[unit] += reasons;
    this.changes.push([unit, this.#reasons[unit], this.#context.sim.now[0] / HOUR]);
  }
}

/** Machines used between given hours, while they are up. */
class UsedMachines extends Machines {
  readonly #spans: readonly (readonly [number, number])[];

  constructor(name: string, context: HubContext, spans: readonly (readonly [number, number])[]) {
    super(name, 1, context);
    this.#spans = spans;
  }

  usedUs(_unit: number, now: Time): number {
    let used = 0;
    for (const [from, to] of this.#spans) used += Math.max(0, Math.min(now, to * HOUR) - from * HOUR);
    for (const [, reasons, hour] of this.changes) if (reasons > 0) used -= this.#usedSince(hour, now);
    for (const [, reasons, hour] of this.changes) if (reasons === 0) used += this.#usedSince(hour, now);
    return used;
  }

  #usedSince(hour: number, now: Time): number {
    let used = 0;
    for (const [from, to] of this.#spans)
      used += Math.max(0, Math.min(now, to * HOUR) - Math.max(from, hour) * HOUR);
    return used;
  }
}

const hours = (value: number) => ({ constant: { value_s: value * 3600 } });

type Written = NonNullable<Parameters<typeof hubContext>[0]>;

function outages(
  written: Pick<Written, 'breakdowns' | 'incidents'>,
  make: (context: HubContext) => readonly Machines[],
  start: Parameters<typeof hubContext>[2] = {},
) {
  const context = hubContext(written, 1, start);
  const machines = make(context);
  const all = new Outages(context, (of) => machines.filter(({ name }) => name === of || of === 'all'));
  all.begin();
  return { context, machines, all };
}

describe('breakdowns', () => {
  it('come after the life that is written and last as long as the repair', () => {
    const { context, machines, all } = outages(
      { breakdowns: [{ of: 'sorter A', up: hours(5), repair: hours(0.5) }] },
      (at) => [new Machines('sorter A', 1, at)],
    );
    context.sim.run(16.2 * HOUR);
    expect(machines[0].changes).toEqual([
      [0, 1, 5],
      [0, 0, 5.5],
      [0, 1, 10.5],
      [0, 0, 11],
      [0, 1, 16],
    ]);
    expect(all.stops.map(({ from, to, cause }) => [from / HOUR, to / HOUR, cause])).toEqual([
      [5, 5.5, 'breakdown'],
      [10.5, 11, 'breakdown'],
      [16, NEVER, 'breakdown'],
    ]);
    expect(all.downSince('sorter A', 0)).toBe(16 * HOUR);
    expect(all.figures[0].downUs(16.2 * HOUR)).toBe(1.2 * HOUR);
    expect(all.figures[0].stops).toBe(3);
  });

  it('by use count only the time in which the unit was used, to the microsecond', () => {
    const used = [
      [1, 2],
      [4, 7],
      [20, 40],
    ] as const;
    const { context, machines } = outages(
      { breakdowns: [{ of: 'infeeds A', counted_by: 'use', up: hours(3), repair: hours(1) }] },
      (at) => [new UsedMachines('infeeds A', at, used)],
    );
    context.sim.run(30 * HOUR);
    // 1 h and 2 h of use: at 6. From 7 on it is idle, at 20 the second life begins to run.
    expect(machines[0].changes).toEqual([
      [0, 1, 6],
      [0, 0, 7],
      [0, 1, 23],
      [0, 0, 24],
      [0, 1, 27],
      [0, 0, 28],
    ]);
  });

  it('does not ask an idle unit all the time', () => {
    // All but 2 µs of the life are used up in the first hour.
    const { context, machines } = outages(
      {
        breakdowns: [
          {
            of: 'infeeds A',
            counted_by: 'use',
            up: { constant: { value_s: 3600.000002 } },
            repair: hours(1),
          },
        ],
      },
      (at) => [
        new UsedMachines('infeeds A', at, [
          [0, 1],
          [2, 9],
        ]),
      ],
    );
    context.sim.run(3 * HOUR);
    expect(context.sim.eventCount).toBeLessThan(3700);
    expect(machines[0].changes[0][2]).toBeCloseTo(2, 3);
  });

  it('have luck of their own for each unit, whatever else can fail', () => {
    const breakdown = {
      of: 'infeeds A',
      up: { exponential: { mean_s: 9000 } },
      repair: { exponential: { mean_s: 900 } },
    };
    const make = (units: number) => (at: HubContext) => [
      new Machines('infeeds A', units, at),
      new Machines('sorter A', 1, at),
    ];
    const changes = (run: ReturnType<typeof outages>) => {
      run.context.sim.run(100 * HOUR);
      return [0, 1].map((unit) => run.machines[0].changes.filter(([each]) => each === unit));
    };
    const two = changes(outages({ breakdowns: [breakdown] }, make(2)));
    expect(two[0]).not.toEqual(two[1]);
    expect(two[0].length).toBeGreaterThan(20);
    const other = { of: 'sorter A', up: hours(3), repair: hours(1) };
    expect(changes(outages({ breakdowns: [other, breakdown] }, make(3)))).toEqual(two);
    expect(changes(outages({ breakdowns: [breakdown] }, make(2), { replication: 1 }))).not.toEqual(two);
  });

  it('do not age while the unit stands still for another cause', () => {
    const { context, machines } = outages(
      {
        breakdowns: [
          { of: 'sorter A', up: hours(5), repair: hours(1) },
          { of: 'sorter A', up: hours(8), repair: hours(0.5) },
        ],
        incidents: [{ of: 'sorter A', from_h: 1, to_h: 3, name: 'jam' }],
      },
      (at) => [new Machines('sorter A', 1, at)],
    );
    context.sim.run(14 * HOUR);
    // Up from 0 to 1 and from 3: the first life ends at 7. Until then the other has 3 of its 8 h left.
    expect(machines[0].changes).toEqual([
      [0, 1, 1],
      [0, 0, 3],
      [0, 1, 7],
      [0, 0, 8],
      [0, 1, 11],
      [0, 0, 11.5],
      [0, 1, 13.5],
    ]);
  });

  it('refuses a unit that fails without end in no time', () => {
    const breakdowns = [{ of: 'all', up: hours(0), repair: hours(0) }];
    expect(() => outages({ breakdowns }, (at) => [new Machines('door 1', 1, at)])).toThrow(RangeError);
  });
});

describe('incidents', () => {
  const jam = { of: 'sorter A', from_h: 2.25, to_h: 3 + 1 / 3, name: 'jam' };

  it('begin and end exactly when they are written, all units together', () => {
    const { context, machines, all } = outages({ incidents: [{ ...jam, of: 'all' }] }, (at) => [
      new Machines('infeeds A', 2, at),
      new Machines('door 7', 1, at),
    ]);
    context.sim.run(24 * HOUR);
    const to = (200 * MINUTE) / HOUR;
    expect(machines[0].changes).toEqual([
      [0, 1, 2.25],
      [1, 1, 2.25],
      [0, 0, to],
      [1, 0, to],
    ]);
    expect(all.stops).toEqual(
      [
        ['infeeds A', 0],
        ['infeeds A', 1],
        ['door 7', 0],
      ].map(([target, unit]) => ({ target, unit, cause: 'jam', from: 135 * MINUTE, to: 200 * MINUTE })),
    );
    expect(all.figures.map((of) => of.downUs(context.sim.now[0]))).toEqual([130 * MINUTE, 65 * MINUTE]);
  });

  it('that overlap keep the unit down until the last is over, counted once', () => {
    const { context, machines, all } = outages(
      { incidents: [jam, { ...jam, from_h: 3, to_h: 5, name: 'fire drill' }] },
      (at) => [new Machines('sorter A', 1, at)],
    );
    context.sim.run(4 * HOUR);
    expect(all.downSince('sorter A', 0)).toBe(2.25 * HOUR);
    context.sim.run(24 * HOUR);
    expect(machines[0].changes.map(([, reasons]) => reasons)).toEqual([1, 2, 1, 0]);
    expect(all.figures[0].downUs(24 * HOUR)).toBe(2.75 * HOUR);
    expect(all.figures[0].availability(24 * HOUR)).toBeCloseTo(1 - 2.75 / 24, 12);
    expect(all.downSince('sorter A', 0)).toBeUndefined();
  });

  it('come after what ends at their instant and go before what begins', () => {
    const { context, machines } = outages({ incidents: [{ ...jam, to_h: 3 }] }, (at) => [
      new Machines('sorter A', 1, at),
    ]);
    const seen: number[] = [];
    const code = context.sim.register({ name: 'watch', fire: () => seen.push(machines[0].changes.length) });
    for (const hour of [2.25, 3]) context.sim.schedule(hour * HOUR, tieBase(PHASE.serviceEnd, 0), 0, code, 0);
    context.sim.run(4 * HOUR);
    expect(seen).toEqual([0, 2]);
  });

  it('are forgotten by the figures at the end of the warm-up, not by the list', () => {
    const { context, all } = outages({ incidents: [jam] }, (at) => [new Machines('sorter A', 1, at)]);
    context.sim.run(3 * HOUR);
    all.reset(3 * HOUR);
    context.sim.run(5 * HOUR);
    expect(all.figures[0].stops).toBe(0);
    expect(all.figures[0].downUs(5 * HOUR)).toBe(20 * MINUTE);
    expect(all.stops).toHaveLength(1);
  });
});
