import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../../src/engine/clock.ts';
import { PHASE, tieBase } from '../../../src/engine/phase.ts';
import type { HubContext } from '../../../src/model/sorting/hub-context.ts';
import { HandWork } from '../../../src/model/sorting/people/hand-work.ts';
import { STAGE } from '../../../src/model/sorting/stage.ts';
import { workTime } from '../../../src/model/work-time.ts';
import { hubContext } from '../../builders/hub-context.ts';

/** A line of people who take a minute for a piece, and when each piece was done, minutes. */
class Desk {
  readonly context: HubContext = hubContext();
  readonly work: HandWork;
  readonly done: [piece: number, minute: number][] = [];
  readonly #code: number;
  readonly #steps: ((work: HandWork) => void)[] = [];
  #pieces = 0;

  constructor(people: number, cv = 0) {
    const { context } = this;
    this.work = new HandWork(context, {
      name: 'code',
      task: 'code',
      work: [
        { stage: STAGE.code, ratePerHour: 60, cv },
        { stage: STAGE.irregular, ratePerHour: 20, cv },
      ],
      workOf: (piece) => (context.pieces.weightG[piece] > 30_000 ? 1 : 0),
      done: (piece) => {
        this.done.push([context.pieces.ordinal(piece), context.sim.now[0] / MINUTE]);
        context.journal.move(piece, STAGE.chute, context.sim.now[0]);
      },
    });
    this.work.setPeople(people, 1);
    this.#code = context.sim.register({ name: 'script', fire: (_, step) => this.#steps[step](this.work) });
  }

  /** Does something at a minute. */
  at(
    minute: number,
    step: (work: HandWork) => void,
    phase: Parameters<typeof tieBase>[0] = PHASE.arrival,
  ): this {
    const { sim } = this.context;
    sim.schedule(Math.round(minute * MINUTE), tieBase(phase, 0), 0, this.#code, this.#steps.push(step) - 1);
    return this;
  }

  /** Pieces come at a minute. */
  come(minute: number, count: number): this {
    return this.at(minute, () => {
      for (let k = 0; k < count; k++) this.enter();
    });
  }

  enter(weightG = 1000): void {
    const { pieces, journal, sim } = this.context;
    const piece = pieces.create(0, this.#pieces++, 0, sim.now[0]);
    pieces.weightG[piece] = weightG;
    journal.arrive(piece, sim.now[0]);
    this.work.enter(piece);
  }

  until(minute: number): this {
    this.context.sim.run(minute * MINUTE);
    return this;
  }
}

describe('hand work', () => {
  it('is done first come, first served, one piece in the hands of each', () => {
    const desk = new Desk(2).come(1, 3).come(1.5, 2).until(60);
    expect(desk.done).toEqual([
      [0, 2],
      [1, 2],
      [2, 3],
      [3, 3],
      [4, 4],
    ]);
    expect(desk.work.holds).toBe(0);
    expect(desk.work.finished).toBe(5);
  });

  it('tells the journal where its pieces are, and how much work waits', () => {
    const desk = new Desk(2).come(1, 8).until(2.5);
    const { present } = desk.context.journal;
    expect([present[STAGE.yard], present[STAGE.code], present[STAGE.chute]]).toEqual([0, 6, 2]);
    expect([desk.work.holds, desk.work.busy, desk.work.workWaitingH]).toEqual([6, 2, 4 / 60]);
  });

  it('takes what comes first, whichever work it needs, each at its own rate', () => {
    const desk: Desk = new Desk(1);
    desk.at(0, () => {
      for (const grams of [1000, 40_000, 1000]) desk.enter(grams);
    });
    desk.until(0.5);
    const { present } = desk.context.journal;
    expect([present[STAGE.code], present[STAGE.irregular]]).toEqual([2, 1]);
    expect(desk.work.workWaitingH).toBe(1 / 20 + 1 / 60);
    desk.until(60);
    expect(desk.done.map(([, minute]) => minute)).toEqual([1, 4, 5]);
    expect(desk.work.workWaitingH).toBe(0);
  });

  it('finishes the piece in hand of who is taken away, in overtime', () => {
    const desk = new Desk(3)
      .come(0, 5)
      .at(0.5, (work) => work.setPeople(1, 1))
      .until(60);
    expect(desk.done.map(([, minute]) => minute)).toEqual([1, 1, 1, 2, 3]);
    // Three in hand until minute 1, then one on duty: all available time until minute 3 is busy.
    desk.work.occupancy.observe(60 * MINUTE);
    expect(desk.work.occupancy.meanServing() * 60).toBeCloseTo(5, 12);
    expect(desk.work.occupancy.meanAvailable() * 60).toBeCloseTo(3 + 59, 12);
  });

  it('starts nothing while nobody is there, and goes on when somebody comes', () => {
    const desk = new Desk(0)
      .come(1, 2)
      .at(7, (work) => work.setPeople(2, 1), PHASE.capacityUp)
      .until(60);
    expect(desk.done).toEqual([
      [0, 8],
      [1, 8],
    ]);
  });

  it('takes longer at less than the full rate, from the next piece on', () => {
    const desk = new Desk(1)
      .come(0, 3)
      .at(0.5, (work) => work.setPeople(1, 0.5))
      .until(60);
    expect(desk.done.map(([, minute]) => minute)).toEqual([1, 3, 5]);
  });

  it('keeps the remaining time of pieces in hand while it is down, whoever comes or goes meanwhile', () => {
    const desk = new Desk(2)
      .come(0, 4)
      .at(0.25, (work) => work.addDown(1))
      .at(3, (work) => work.addDown(1))
      .at(4, (work) => work.setPeople(3, 1))
      .at(5, (work) => work.addDown(-1))
      .at(5.25, (work) => work.addDown(-1));
    desk.until(5.1);
    expect([desk.work.busy, desk.work.holds, desk.work.usedUs(5 * MINUTE)]).toEqual([0, 4, 0.5 * MINUTE]);
    desk.until(60);
    expect(desk.done).toEqual([
      [0, 6],
      [1, 6],
      [2, 6.25],
      [3, 7],
    ]);
    expect(desk.work.usedUs(60 * MINUTE)).toBe(4 * MINUTE);
    expect(() => desk.work.addDown(-1)).toThrow('more reasons');
  });

  it('gives each piece its own luck, whatever came before it', () => {
    const times = (before: number) => {
      const desk = new Desk(1000, 0.5).come(1, 40 + before).until(600);
      return desk.done.filter(([ordinal]) => ordinal < 40).sort(([a], [b]) => a - b);
    };
    expect(times(0)).toEqual(times(60));
    expect(new Set(times(0).map(([, minute]) => minute)).size).toBe(40);
  });

  it('takes times of the mean and spread that are written', () => {
    for (const cv of [0, 0.5, 1, 2]) {
      const { mean, variance } = workTime(120, cv);
      expect(mean).toBeCloseTo(30, 10);
      expect(variance).toBeCloseTo((30 * cv) ** 2, 8);
    }
  });

  it('loses no piece and never has more in hand than people were there, whatever happens', () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('come' as const), n: fc.integer({ min: 1, max: 9 }) }),
      fc.record({ kind: fc.constant('people' as const), n: fc.integer({ min: 0, max: 6 }) }),
      fc.record({ kind: fc.constant('down' as const), n: fc.integer({ min: 1, max: 150 }) }),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(40), step), { maxLength: 30 }), (steps) => {
        const desk = new Desk(2, 0.5);
        let came = 0;
        for (const [minute, { kind, n }] of steps) {
          if (kind === 'come') desk.come(minute, n);
          else if (kind === 'people') desk.at(minute, (work) => work.setPeople(n, 1));
          else {
            desk.at(minute, (work) => work.addDown(1));
            desk.at(minute + n / 10, (work) => work.addDown(-1));
          }
          if (kind === 'come') came += n;
        }
        for (let minute = 0; minute < 60; minute++) {
          desk.until(minute);
          expect(desk.work.busy).toBeLessThanOrEqual(6);
          expect(desk.work.holds + desk.done.length).toBe(desk.context.pieces.created);
        }
        desk.at(60, (work) => work.setPeople(6, 1)).until(6000);
        expect(desk.done.length).toBe(came);
        expect(desk.work.occupancy.meanServing(6000 * MINUTE) * 6000 * MINUTE).toBeCloseTo(
          desk.work.usedUs(6000 * MINUTE),
          -2,
        );
      }),
      { numRuns: 60 },
    );
  });

  it('measures in hours and seconds what is written per hour', () => {
    expect(new Desk(1).come(0, 1).until(60).work.usedUs(HOUR)).toBe(60 * SECOND);
  });
});
