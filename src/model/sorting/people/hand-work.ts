import { WaitingLine } from '../../../engine/blocks/waiting-line.ts';
import { fromSeconds, type Time } from '../../../engine/clock.ts';
import { PHASE, tieBase } from '../../../engine/phase.ts';
import type { KeyedDraws } from '../../../engine/random/keyed-draws.ts';
import type { Variate } from '../../../engine/random/variate.ts';
import type { EventHandler } from '../../../engine/simulation.ts';
import { Occupancy } from '../../../engine/stats/occupancy.ts';
import { grown, NONE } from '../../../engine/subject-store.ts';
import type { Task } from '../../../scenario/hub/hub-schema.ts';
import { workTime } from '../../work-time.ts';
import type { HubContext } from '../hub-context.ts';
import type { Stage } from '../stage.ts';
import type { Workplace } from './crews.ts';

const END = 0;
const START = 1;

/** No event: its key is given to none. */
const NO_EVENT = -1;

/** One kind of work that the people of a line do. */
export interface HandTask {
  /** Stage of the pieces that wait for it or are in somebody's hands. */
  readonly stage: Stage;
  /** Of one person at the full rate. */
  readonly ratePerHour: number;
  /** Standard deviation / mean of the time per piece. */
  readonly cv: number;
}

export interface HandWorkOptions {
  /** Name of the line and of its draws, e.g. `code`. */
  readonly name: string;
  readonly task: Task;
  /** What is done here; every piece needs one of them. */
  readonly work: readonly HandTask[];
  /** Index of the work that a piece needs; the first where left out. */
  readonly workOf?: (piece: number) => number;
  /** Takes a piece that is done; it is no longer here. */
  readonly done: (piece: number) => void;
}

/**
 * A line in front of people, one piece in the hands of each: labels that are typed in, parcels that are carried. They take
 * what comes first, whichever work it needs. Who is taken away finishes the piece in hand (overtime, which counts as
 * available). While the place is down all pieces stay where they are, and their remaining times are kept.
 */
export class HandWork implements Workplace, EventHandler {
  readonly name: string;
  readonly task: Task;
  /** Waiting: in line, or in hand while the place is down. */
  readonly occupancy = new Occupancy();
  /** Pieces done since the start of the run. */
  finished = 0;
  readonly #context: HubContext;
  readonly #options: HandWorkOptions;
  readonly #times: readonly Variate[];
  /** Pieces in line per kind of work. */
  readonly #waiting: Int32Array;
  readonly #draws: KeyedDraws;
  readonly #line: WaitingLine;
  readonly #code: number;
  readonly #endBase: number;
  readonly #startBase: number;
  /** Per pair of hands: piece (NONE while empty), when it is done or, while down, how long it still takes; event. */
  #piece = new Int32Array(0);
  #due = new Float64Array(0);
  #tie = new Float64Array(0);
  /** Hands that are empty: a stack. */
  readonly #empty: number[] = [];
  #people = 0;
  #productivity = 1;
  #inHand = 0;
  #downReasons = 0;
  #startIsPending = false;
  /** Person-time worked up to an instant. */
  #usedUs = 0;
  #usedUntil: Time = 0;

  constructor(context: HubContext, options: HandWorkOptions) {
    const { sim, facility, code, luck, pieces } = context;
    this.name = `${code}.${options.name}`;
    this.task = options.task;
    this.#context = context;
    this.#options = options;
    this.#times = options.work.map(({ ratePerHour, cv }) => workTime(ratePerHour, cv));
    this.#waiting = new Int32Array(options.work.length);
    this.#draws = luck.draws(options.name, code);
    this.#line = new WaitingLine(pieces);
    this.#endBase = tieBase(PHASE.serviceEnd, facility);
    this.#startBase = tieBase(PHASE.serviceStart, facility);
    this.#code = sim.register(this);
  }

  /** Pieces in line and in hand. */
  get holds(): number {
    return this.#line.count + this.#inHand;
  }

  get busy(): number {
    return this.#downReasons > 0 ? 0 : this.#inHand;
  }

  get workWaitingH(): number {
    return this.#options.work.reduce((h, { ratePerHour }, i) => h + this.#waiting[i] / ratePerHour, 0);
  }

  /** Time that hands have worked since the start of the run, µs. Reading changes nothing. */
  usedUs(now: Time): number {
    return this.#usedUs + this.busy * (now - this.#usedUntil);
  }

  setPeople(people: number, productivity: number): void {
    this.#observe();
    this.#people = people;
    this.#productivity = productivity;
    this.#updateLevels();
    this.#start();
  }

  /** A piece joins the line. */
  enter(piece: number): void {
    const { pieces, journal } = this.#context;
    const now = this.#observe();
    pieces.setEnteredAt(piece, now);
    const work = this.#workOf(piece);
    journal.move(piece, this.#options.work[work].stage, now);
    this.#line.push(piece, 0);
    this.#waiting[work]++;
    this.#updateLevels();
    this.#start();
  }

  /** The place stands still while at least one reason holds. */
  addDown(reasons: number): void {
    const { sim } = this.#context;
    const now = this.#observe();
    const wasDown = this.#downReasons > 0;
    this.#downReasons += reasons;
    if (this.#downReasons < 0) throw sim.violation(`${this.name} is up for more reasons than it was down`);
    const isDown = this.#downReasons > 0;
    if (isDown !== wasDown) {
      for (let hand = 0; hand < this.#piece.length; hand++) {
        if (this.#piece[hand] === NONE) continue;
        if (isDown) {
          this.#due[hand] -= now;
          this.#tie[hand] = NO_EVENT;
        } else this.#awaitEnd(hand, now + this.#due[hand]);
      }
    }
    this.#updateLevels();
    this.#start();
  }

  fire(kind: number, hand: number): void {
    if (kind === START) {
      this.#startIsPending = false;
      this.#observe();
      this.#startWaiting();
    } else if (this.#tie[hand] === this.#context.sim.firingTie) this.#end(hand);
    else this.#context.sim.discard();
  }

  /** Forgets what was measured before now; pieces stay. */
  reset(now: Time): void {
    this.occupancy.reset(now);
  }

  #end(hand: number): void {
    this.#observe();
    const piece = this.#piece[hand];
    this.#piece[hand] = NONE;
    this.#empty.push(hand);
    this.#inHand--;
    this.finished++;
    this.#updateLevels();
    // Arrivals come before starts, also where the next step sends something straight back.
    const startIsPending = this.#startIsPending;
    this.#startIsPending = true;
    this.#options.done(piece);
    this.#startIsPending = startIsPending;
    this.#start();
  }

  /** Starts what can be started: now, or in the start phase of a shared instant. */
  #start(): void {
    const { sim, facility } = this.#context;
    if (this.#startIsPending || !this.#canStart) return;
    if (!sim.instantIsShared) this.#startWaiting();
    else {
      this.#startIsPending = true;
      sim.schedule(sim.now[0], this.#startBase, facility, this.#code + START, NONE);
    }
  }

  get #canStart(): boolean {
    return this.#downReasons === 0 && this.#inHand < this.#people && this.#line.count > 0;
  }

  #startWaiting(): void {
    const now = this.#context.sim.now[0];
    while (this.#canStart) {
      const piece = this.#line.shift();
      this.#waiting[this.#workOf(piece)]--;
      const hand = this.#empty.pop() ?? this.#moreHands();
      this.#piece[hand] = piece;
      this.#inHand++;
      this.#awaitEnd(hand, now + this.#duration(piece));
    }
    this.#updateLevels();
  }

  #workOf(piece: number): number {
    const { workOf } = this.#options;
    return workOf === undefined ? 0 : workOf(piece);
  }

  /** How long a piece takes, µs: its own luck, at the productivity of those on duty when it is begun. */
  #duration(piece: number): Time {
    const seconds = this.#times[this.#workOf(piece)].draw(
      this.#draws.at(this.#context.pieces.ordinal(piece), this.#context.pieces.source(piece), 0),
    );
    return fromSeconds(seconds / this.#productivity);
  }

  #awaitEnd(hand: number, at: Time): void {
    const { sim, facility } = this.#context;
    this.#due[hand] = at;
    this.#tie[hand] = sim.schedule(at, this.#endBase, facility, this.#code + END, hand);
  }

  /** Another pair of hands, with room for more. */
  #moreHands(): number {
    const from = this.#piece.length;
    const to = from + Math.max(8, from >> 1);
    this.#piece = grown(this.#piece, to).fill(NONE, from);
    this.#due = grown(this.#due, to);
    this.#tie = grown(this.#tie, to).fill(NO_EVENT, from);
    for (let hand = to - 1; hand > from; hand--) this.#empty.push(hand);
    return from;
  }

  /** Counts levels up to now. */
  #observe(): Time {
    const now = this.#context.sim.now[0];
    this.occupancy.observe(now);
    this.#usedUs = this.usedUs(now);
    this.#usedUntil = now;
    return now;
  }

  #updateLevels(): void {
    const { occupancy } = this;
    const isDown = this.#downReasons > 0;
    occupancy.waiting = this.#line.count + (isDown ? this.#inHand : 0);
    occupancy.serving = isDown ? 0 : this.#inHand;
    occupancy.available = isDown ? 0 : Math.max(this.#people, this.#inHand);
  }
}
