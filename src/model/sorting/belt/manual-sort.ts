import { fromSeconds } from '../../../engine/clock.ts';
import { PHASE, tieBase } from '../../../engine/phase.ts';
import { compileDistribution } from '../../../engine/random/distribution.ts';
import type { KeyedDraws } from '../../../engine/random/keyed-draws.ts';
import type { Variate } from '../../../engine/random/variate.ts';
import type { EventHandler, Simulation } from '../../../engine/simulation.ts';
import { grown, NONE } from '../../../engine/subject-store.ts';
import type { WrittenManual } from '../../../scenario/hub/hub-schema.ts';
import type { HubJournal } from '../books/hub-journal.ts';
import type { HubContext } from '../hub-context.ts';
import { MARK, type PieceStore } from '../piece-store.ts';
import { STAGE } from '../stage.ts';
import {
  NOT_READ,
  type Sorter,
  type SorterFigures,
  type SorterHost,
  type SorterLook,
  TO_REJECT,
} from './sorter.ts';
import { resetFigures, sorterFigures } from './sorter-figures.ts';

/** The first in line leaves the belt from the door. */
const COMES = 0;
/** Somebody has read a piece and throws it. */
const THROWN = 1;

/** Passes after which a piece goes to manual coding (assumption: as at a machine). */
const MAX_PASSES = 3;

/** What a manual sort is made of. */
export interface ManualSortOptions {
  readonly context: HubContext;
  readonly written: WrittenManual;
  readonly host: SorterHost;
  /** From a door to the line at the least, µs. */
  readonly beltUs: number;
}

/**
 * People who take pieces from one line, read them and throw them into chutes. A piece that the host calls unread, or whose
 * chute is full, goes back to the line's end, and to the reject chute after three passes. Who is taken away finishes the
 * piece in hand; while the sort stands still, pieces in hand are held. It has one zone, no infeeds and no trays: in its
 * figures, `infeeds` counts its people.
 */
export class ManualSort implements Sorter, EventHandler {
  readonly code: string;
  readonly name: string;
  readonly zones = 1;
  readonly infeeds = 0;
  readonly chutes: number;
  readonly figures: SorterFigures = sorterFigures(MAX_PASSES);
  readonly #sim: Simulation;
  readonly #pieces: PieceStore;
  readonly #journal: HubJournal;
  readonly #host: SorterHost;
  readonly #room: number;
  readonly #beltUs: number;
  readonly #facility: number;
  readonly #code: number;
  readonly #arrivals: number;
  readonly #ends: number;
  readonly #variate: Variate;
  readonly #draws: KeyedDraws;
  /** People on duty, and the share of the full rate at which they work. */
  #people = 0;
  #productivity = 1;
  #first = NONE;
  #last = NONE;
  #waiting = 0;
  #comesTie = -1;
  #isAwaited = false;
  #downs = 0;
  #cut = -1;
  /** Per pair of hands: its piece or NONE; when it is thrown, or, while the sort stands still, what is left, µs. */
  #inHand = new Int32Array(0);
  #due = new Float64Array(0);
  #tie = new Float64Array(0);
  #busy = 0;

  constructor({ context, written, host, beltUs }: ManualSortOptions) {
    this.code = written.code;
    this.name = `${context.code}.${written.code}`;
    this.chutes = written.chutes;
    this.#sim = context.sim;
    this.#pieces = context.pieces;
    this.#journal = context.journal;
    this.#host = host;
    this.#room = written.line_parcels;
    this.#beltUs = beltUs;
    this.#facility = context.facility;
    this.#code = context.sim.register(this);
    this.#arrivals = tieBase(PHASE.arrival, context.facility);
    this.#ends = tieBase(PHASE.serviceEnd, context.facility);
    const mean = 3600 / written.parcels_per_worker_per_hour;
    this.#variate =
      written.cv === 0
        ? compileDistribution({ kind: 'constant', value: mean })
        : compileDistribution({ kind: 'gamma', mean, cv: written.cv });
    this.#draws = context.luck.draws('sort by hand', `${context.code}/${written.code}`);
  }

  get holds(): number {
    return this.#waiting + this.#busy;
  }

  /** People who have a piece in hand. */
  get busy(): number {
    return this.#busy;
  }

  get workWaitingH(): number {
    return (this.#waiting * this.#variate.mean) / 3600;
  }

  hasRoom(_zone: number): boolean {
    const hasRoom = this.#waiting < this.#room;
    if (!hasRoom) this.#isAwaited = true;
    return hasRoom;
  }

  enter(_zone: number, piece: number): void {
    if (this.#waiting >= this.#room) throw this.#sim.violation('no room in the line of a manual sort', piece);
    const now = this.#sim.now[0];
    this.#pieces.setEnteredAt(piece, now);
    this.#pieces.laps[piece] = 0;
    this.#journal.move(piece, STAGE.induct, now);
    this.#join(piece);
    this.#start();
  }

  setPeople(people: number, productivity: number): void {
    this.#people = people;
    this.#productivity = productivity;
    this.#level();
    this.#start();
  }

  addDown(reasons: number): void {
    const before = this.#downs;
    this.#downs = before + reasons;
    if (before === 0 && reasons > 0) this.#hold();
    if (before > 0 && this.#downs === 0) this.#goOn();
  }

  /** There are none. */
  addInfeedDown(): void {}

  reset(now: number): void {
    this.#cut = now;
    resetFigures(this.figures, now);
  }

  look(): SorterLook {
    return {
      traveledM: 0,
      isRunning: this.#downs === 0,
      infeedStates: new Uint8Array(0),
      infeedLines: new Int32Array(0),
      trays: new Uint8Array(0),
      density: new Float32Array(0),
    };
  }

  fire(kind: number, hands: number): void {
    const { firingTie } = this.#sim;
    if (kind === COMES && firingTie === this.#comesTie) {
      this.#comesTie = -1;
      this.#start();
    } else if (kind === THROWN && firingTie === this.#tie[hands]) {
      this.#throw(hands);
      this.#start();
    } else this.#sim.discard();
  }

  /** Free hands take the first in line, as long as both are there. */
  #start(): void {
    const { laps } = this.#pieces;
    const now = this.#sim.now[0];
    while (this.#busy < this.#people && this.#downs === 0 && this.#first !== NONE) {
      const piece = this.#first;
      const comesAt = laps[piece] > 0 ? now : this.#pieces.enteredAt(piece) + this.#beltUs;
      if (comesAt > now) {
        if (this.#comesTie < 0) {
          this.#comesTie = this.#sim.schedule(comesAt, this.#arrivals, this.#facility, this.#code + COMES, 0);
        }
        break;
      }
      this.#first = this.#pieces.link(piece);
      if (this.#first === NONE) this.#last = NONE;
      this.#pieces.setLink(piece, NONE);
      this.#waiting--;
      this.#takeUp(piece, now);
    }
    if (this.#isAwaited && this.#waiting < this.#room) {
      this.#isAwaited = false;
      this.#host.roomAgain(0);
    }
  }

  #takeUp(piece: number, now: number): void {
    const { laps, inductedAt } = this.#pieces;
    const seconds = this.#variate.draw(
      this.#draws.at(this.#pieces.ordinal(piece), this.#pieces.source(piece), laps[piece]),
    );
    if (laps[piece] === 0) {
      this.figures.inducted++;
      if (inductedAt[piece] < 0) inductedAt[piece] = now;
      this.#journal.move(piece, STAGE.sort, now);
    }
    laps[piece]++;
    const hands = this.#freeHands();
    this.#inHand[hands] = piece;
    this.#busy++;
    this.#level();
    this.#await(hands, now + fromSeconds(seconds / this.#productivity));
  }

  #throw(hands: number): void {
    const { figures } = this;
    const { marks, laps } = this.#pieces;
    const piece = this.#inHand[hands];
    this.#inHand[hands] = NONE;
    this.#tie[hands] = -1;
    this.#busy--;
    this.#level();
    // Read before anybody takes the piece, who may change it.
    const made = laps[piece];
    const isMeasured = this.#pieces.createdAt(piece) >= this.#cut;
    const aim = this.#host.aim(piece, 0);
    if (aim === NOT_READ) {
      marks[piece] |= MARK.unread;
      figures.notRead++;
    } else {
      marks[piece] &= ~MARK.unread;
      if (aim !== TO_REJECT) {
        if (this.#host.take(aim, piece)) {
          figures.sorted++;
          if (isMeasured) figures.laps[made]++;
          return;
        }
        figures.fullChutes++;
      }
    }
    if (aim !== TO_REJECT && made < MAX_PASSES) {
      this.#join(piece);
      return;
    }
    figures.rejected++;
    if (isMeasured) figures.laps[made]++;
    this.#host.rejected(piece);
  }

  #join(piece: number): void {
    this.#pieces.setLink(piece, NONE);
    if (this.#first === NONE) this.#first = piece;
    else this.#pieces.setLink(this.#last, piece);
    this.#last = piece;
    this.#waiting++;
  }

  #hold(): void {
    for (let hands = 0; hands < this.#inHand.length; hands++) {
      if (this.#inHand[hands] === NONE) continue;
      this.#due[hands] -= this.#sim.now[0];
      this.#tie[hands] = -1;
    }
  }

  #goOn(): void {
    for (let hands = 0; hands < this.#inHand.length; hands++) {
      if (this.#inHand[hands] !== NONE) this.#await(hands, this.#sim.now[0] + this.#due[hands]);
    }
    this.#start();
  }

  #await(hands: number, at: number): void {
    this.#due[hands] = at;
    this.#tie[hands] = this.#sim.schedule(at, this.#ends, this.#facility, this.#code + THROWN, hands);
  }

  #freeHands(): number {
    const free = this.#inHand.indexOf(NONE);
    if (free >= 0) return free;
    const from = this.#inHand.length;
    const to = Math.max(8, from * 2);
    this.#inHand = grown(this.#inHand, to).fill(NONE, from);
    this.#due = grown(this.#due, to);
    this.#tie = grown(this.#tie, to).fill(-1, from);
    return from;
  }

  /** People at work in overtime are still available. */
  #level(): void {
    const levels = this.figures.infeeds;
    levels.observe(this.#sim.now[0]);
    levels.serving = this.#busy;
    levels.available = Math.max(this.#people, this.#busy);
  }
}
