import { fromSeconds } from '../../../engine/clock.ts';
import { PHASE, tieBase } from '../../../engine/phase.ts';
import type { EventHandler, Simulation } from '../../../engine/simulation.ts';
import { grown, NONE } from '../../../engine/subject-store.ts';
import type { WrittenMachine } from '../../../scenario/hub/hub-schema.ts';
import type { HubJournal } from '../books/hub-journal.ts';
import type { HubContext } from '../hub-context.ts';
import { MARK, type PieceStore } from '../piece-store.ts';
import { STAGE } from '../stage.ts';
import { BeltClock } from './belt-clock.ts';
import { InfeedLines, type TrayGiver } from './infeed-lines.ts';
import {
  NOT_READ,
  type Sorter,
  type SorterFigures,
  type SorterHost,
  type SorterLook,
  TO_REJECT,
} from './sorter.ts';
import { resetFigures, sorterFigures } from './sorter-figures.ts';
import { type SorterLayout, sorterLayout } from './sorter-layout.ts';

/** Kinds of event: of infeeds, of what carries a piece, and of pieces. */
const INDUCT = 0;
const LOOK = 1;
const ARRIVE = 2;
const BACK = 3;

/** Goals of a piece other than a chute. */
const REJECT = TO_REJECT;
/** One lap later: the scanner again. */
const SCAN = -1;
/** The end of a line, from where it comes back if it has passes left. */
const END = -3;

/** Sections of the length whose density is told. */
export const SECTIONS = 24;

/** What both kinds of sorter are made of. */
export interface BeltSorterOptions {
  readonly context: HubContext;
  readonly written: WrittenMachine;
  readonly host: SorterHost;
  /** From a door to the head of an infeed's line at the least, µs. */
  readonly beltUs: number;
  /** Cycle of every infeed, µs, in place of its rate: 0 for infeeds that only wait for trays. */
  readonly cycleUs?: number;
}

/**
 * What a sorter does whichever way its trays are counted: pieces ride to what they are aimed at, in whole slots of the
 * belt; a chute takes them or they make another pass; after the last pass that failed they go to the reject chute.
 * The belt stops with all that lies on it. A subclass says when a ready piece gets a tray.
 *
 * A piece lies on a carrier: a tray, or, where trays are only counted, a number of its own.
 */
export abstract class BeltSorter implements Sorter, EventHandler, TrayGiver {
  readonly code: string;
  readonly name: string;
  readonly zones: number;
  readonly infeeds: number;
  readonly chutes: number;
  readonly figures: SorterFigures;
  readonly layout: SorterLayout;
  protected readonly sim: Simulation;
  protected readonly pieces: PieceStore;
  protected readonly clock: BeltClock;
  protected readonly lines: InfeedLines;
  /** Per carrier: its piece, or NONE. */
  protected pieceOn: Int32Array = new Int32Array(0);
  /** Slot in which it reaches its goal. */
  protected due: Float64Array = new Float64Array(0);
  /** Place of its goal, slots. */
  protected goalAt: Int32Array = new Int32Array(0);
  readonly #journal: HubJournal;
  readonly #host: SorterHost;
  readonly #maxLaps: number;
  readonly #returnUs: number;
  readonly #facility: number;
  readonly #event: number;
  readonly #ends: number;
  readonly #arrivals: number;
  readonly #starts: number;
  #goal: Int32Array = new Int32Array(0);
  #tie: Float64Array = new Float64Array(0);
  /** Per infeed: the slot it waits for, LOOK or INDUCT or NONE, and the key of the event. */
  readonly #awaitedSlot: Float64Array;
  readonly #awaited: Int8Array;
  readonly #awaitedTie: Float64Array;
  #onSorter = 0;
  #downs = 0;
  #cut = -1;

  constructor({ context, written, host, beltUs, cycleUs }: BeltSorterOptions) {
    const { sim, pieces, facility } = context;
    const layout = sorterLayout(written);
    const infeeds = layout.infeedSlot.length;
    this.code = written.code;
    this.name = `${context.code}.${written.code}`;
    this.layout = layout;
    this.zones = layout.zones;
    this.infeeds = infeeds;
    this.chutes = layout.chuteSlot.length;
    this.figures = sorterFigures(written.max_laps);
    this.figures.trays.available = layout.trays * layout.decks;
    this.sim = sim;
    this.pieces = pieces;
    this.clock = new BeltClock(layout.slotS);
    this.#journal = context.journal;
    this.#host = host;
    this.#maxLaps = written.max_laps;
    this.#returnUs = fromSeconds(written.return_s);
    this.#facility = facility;
    this.#event = sim.register(this);
    this.#ends = tieBase(PHASE.serviceEnd, facility);
    this.#arrivals = tieBase(PHASE.arrival, facility);
    this.#starts = tieBase(PHASE.serviceStart, facility);
    this.#awaitedSlot = new Float64Array(infeeds);
    this.#awaited = new Int8Array(infeeds).fill(NONE);
    this.#awaitedTie = new Float64Array(infeeds).fill(-1);
    this.lines = new InfeedLines({
      context,
      name: `${this.name}.infeeds`,
      layout,
      host,
      trays: this,
      occupancy: this.figures.infeeds,
      beltUs,
      ...(cycleUs === undefined ? {} : { cycleUs }),
    });
  }

  get holds(): number {
    return this.lines.holds + this.#onSorter;
  }

  get workWaitingH(): number {
    return this.lines.workWaitingH;
  }

  hasRoom(zone: number): boolean {
    return this.lines.hasRoom(zone);
  }

  enter(zone: number, piece: number): void {
    this.#journal.move(piece, STAGE.induct, this.sim.now[0]);
    this.lines.enter(zone, piece);
  }

  setPeople(people: number, productivity: number): void {
    this.lines.setPeople(people, productivity);
  }

  addDown(reasons: number): void {
    const before = this.#downs;
    this.#downs = before + reasons;
    if (before === 0 && reasons > 0) this.#stop();
    if (before > 0 && this.#downs === 0) this.#resume();
  }

  addInfeedDown(infeed: number, reasons: number): void {
    if (reasons > 0 && this.#awaited[infeed] !== NONE) {
      if (this.#awaited[infeed] === INDUCT) this.givesUp(infeed, this.#awaitedSlot[infeed]);
      this.#awaited[infeed] = NONE;
      this.#awaitedTie[infeed] = -1;
    }
    this.lines.addDown(infeed, reasons);
  }

  reset(now: number): void {
    this.#cut = now;
    resetFigures(this.figures, now);
  }

  look(now: number): SorterLook {
    return {
      traveledM: (this.clock.ranUs(now) / 1e6) * this.layout.speedMPerS,
      isRunning: this.clock.isRunning,
      infeedStates: this.lines.states.slice(),
      infeedLines: this.lines.counts.slice(),
      trays: this.traysSeen(now),
      density: this.densitySeen(now),
    };
  }

  /** A piece is ready, or is so again after a stop: what it waited for before is waited for again. */
  ready(infeed: number): boolean {
    if (this.#awaited[infeed] === NONE) this.seek(infeed);
    else this.#schedule(infeed);
    const next = this.clock.slotAt(this.sim.now[0]) + 1;
    return this.#awaited[infeed] !== INDUCT || this.#awaitedSlot[infeed] > next;
  }

  fire(kind: number, subject: number): void {
    const { sim } = this;
    if (kind === ARRIVE) {
      if (sim.firingTie === this.#tie[subject]) this.#arrive(subject);
      else sim.discard();
    } else if (kind === BACK) {
      this.#onSorter--;
      this.lines.comeBack(subject);
    } else if (sim.firingTie === this.#awaitedTie[subject]) {
      this.#awaited[subject] = NONE;
      this.#awaitedTie[subject] = -1;
      if (kind === LOOK) this.seek(subject);
      else this.induct(subject, this.#awaitedSlot[subject]);
    } else sim.discard();
  }

  /** Finds a tray for the ready piece of an infeed: calls `awaits` or `induct`. */
  protected abstract seek(infeed: number): void;
  /** The carrier on which the piece of an infeed lies down in a slot. */
  protected abstract carrierFor(infeed: number, slot: number): number;
  /** A carrier has lost its piece. */
  protected abstract freed(carrier: number): void;
  /** An infeed that waited to induct in a slot is down. */
  protected abstract givesUp(infeed: number, slot: number): void;
  protected abstract traysSeen(now: number): Uint8Array;
  protected abstract densitySeen(now: number): Float32Array;

  /** Makes room for so many carriers in all. */
  protected growTo(carriers: number): void {
    const from = this.pieceOn.length;
    this.pieceOn = grown(this.pieceOn, carriers).fill(NONE, from);
    this.due = grown(this.due, carriers);
    this.goalAt = grown(this.goalAt, carriers);
    this.#goal = grown(this.#goal, carriers);
    this.#tie = grown(this.#tie, carriers).fill(-1, from);
  }

  /** An infeed looks again, or inducts, in a slot to come. */
  protected awaits(infeed: number, what: 'look' | 'induct', slot: number): void {
    this.#awaited[infeed] = what === 'look' ? LOOK : INDUCT;
    this.#awaitedSlot[infeed] = slot;
    this.#schedule(infeed);
  }

  /** The ready piece of an infeed lies down on the carrier that passes in this slot, which is now. */
  protected induct(infeed: number, slot: number): void {
    const { pieces, figures } = this;
    const now = this.sim.now[0];
    const piece = this.lines.take(infeed);
    if (pieces.laps[piece] === 0) {
      figures.inducted++;
      if (pieces.inductedAt[piece] < 0) pieces.inductedAt[piece] = now;
      this.#journal.move(piece, STAGE.sort, now);
    }
    figures.trays.observe(now);
    figures.trays.serving++;
    this.#onSorter++;
    const carrier = this.carrierFor(infeed, slot);
    this.pieceOn[carrier] = piece;
    this.#scan(carrier, this.layout.infeedSlot[infeed], slot);
    this.lines.next(infeed);
  }

  /** What the eye sees of a carrier's piece: see `SorterLook.trays`. */
  protected seenOn(carrier: number): number {
    const piece = this.pieceOn[carrier];
    if (piece === NONE) return 0;
    if (this.#goal[carrier] === REJECT) return 4;
    if ((this.pieces.marks[piece] & MARK.unread) !== 0) return 3;
    return this.pieces.laps[piece] > 1 ? 2 : 1;
  }

  /** A pass begins: the label is read or not, and the piece rides to where that leads. */
  #scan(carrier: number, at: number, slot: number): void {
    const { marks, laps } = this.pieces;
    const piece = this.pieceOn[carrier];
    laps[piece]++;
    const aim = this.#host.aim(piece, at);
    if (aim !== NOT_READ) {
      marks[piece] &= ~MARK.unread;
      this.#ride(carrier, aim, at, slot);
      return;
    }
    marks[piece] |= MARK.unread;
    this.figures.notRead++;
    if (laps[piece] >= this.#maxLaps) this.#ride(carrier, REJECT, at, slot);
    else this.#ride(carrier, this.layout.isLoop ? SCAN : END, at, slot);
  }

  #ride(carrier: number, aim: number, at: number, slot: number): void {
    const { ring, isLoop, chuteSlot, rejectSlot } = this.layout;
    let goal = aim;
    // The windows of a line do not come round to the chutes behind them.
    if (goal >= 0 && !isLoop && chuteSlot[goal] <= at) goal = END;
    const goalAt = goal >= 0 ? chuteSlot[goal] : goal === SCAN ? at : rejectSlot;
    const ahead = goalAt - at;
    const distance = ahead > 0 ? ahead : ahead + ring;
    this.#goal[carrier] = goal;
    this.goalAt[carrier] = goalAt;
    this.due[carrier] = slot + distance;
    this.#scheduleArrival(carrier);
  }

  #arrive(carrier: number): void {
    const { figures } = this;
    const { laps } = this.pieces;
    const goal = this.#goal[carrier];
    const piece = this.pieceOn[carrier];
    const made = laps[piece];
    const created = this.pieces.createdAt(piece);
    this.#tie[carrier] = -1;
    if (goal === SCAN) {
      this.#scan(carrier, this.goalAt[carrier], this.due[carrier]);
    } else if (goal === END && made < this.#maxLaps) {
      this.#comesBack(carrier, piece);
    } else if (goal < 0) {
      figures.rejected++;
      this.#left(carrier, created, made);
      this.#host.rejected(piece);
    } else if (this.#host.take(goal, piece)) {
      figures.sorted++;
      this.#left(carrier, created, made);
    } else {
      figures.fullChutes++;
      if (made >= this.#maxLaps) this.#ride(carrier, REJECT, this.goalAt[carrier], this.due[carrier]);
      else if (this.layout.isLoop) this.#scan(carrier, this.goalAt[carrier], this.due[carrier]);
      else this.#ride(carrier, END, this.goalAt[carrier], this.due[carrier]);
    }
  }

  /** A piece has left for good; told by numbers, since whoever took it may already have changed it. */
  #left(carrier: number, createdAt: number, laps: number): void {
    this.#clear(carrier);
    this.#onSorter--;
    if (createdAt >= this.#cut) this.figures.laps[laps]++;
  }

  #comesBack(carrier: number, piece: number): void {
    const at = this.sim.now[0] + this.#returnUs;
    this.#clear(carrier);
    this.sim.schedule(at, this.#arrivals, this.#facility, this.#event + BACK, piece);
  }

  #clear(carrier: number): void {
    const { trays } = this.figures;
    trays.observe(this.sim.now[0]);
    trays.serving--;
    this.pieceOn[carrier] = NONE;
    this.freed(carrier);
  }

  #stop(): void {
    this.clock.stop(this.sim.now[0]);
    this.#tie.fill(-1);
    this.#awaitedTie.fill(-1);
    this.lines.standStill(true);
  }

  #resume(): void {
    this.clock.resume(this.sim.now[0]);
    for (let carrier = 0; carrier < this.pieceOn.length; carrier++) {
      if (this.pieceOn[carrier] !== NONE) this.#scheduleArrival(carrier);
    }
    this.lines.standStill(false);
  }

  /** While the belt stands nothing is scheduled: all of it is when it goes on. */
  #scheduleArrival(carrier: number): void {
    if (!this.clock.isRunning) return;
    const at = this.clock.timeOf(this.due[carrier]);
    this.#tie[carrier] = this.sim.schedule(at, this.#ends, this.#facility, this.#event + ARRIVE, carrier);
  }

  #schedule(infeed: number): void {
    if (!this.clock.isRunning) return;
    const at = this.clock.timeOf(this.#awaitedSlot[infeed]);
    const code = this.#event + this.#awaited[infeed];
    this.#awaitedTie[infeed] = this.sim.schedule(at, this.#starts, this.#facility, code, infeed);
  }
}

/** Number of the tray that lies at a place in a slot: tray j lies at (j + slot) mod ring. */
export function trayAt(at: number, slot: number, ring: number): number {
  const tray = (at - slot) % ring;
  return tray < 0 ? tray + ring : tray;
}

/** Per infeed: trays upstream of it up to the nearest chute, whose own is the last: what only infeeds can still change. */
export function stretches({ infeedSlot, chuteSlot, rejectSlot, ring }: SorterLayout): Int32Array {
  return infeedSlot.map((at) => {
    let nearest = backwards(at, rejectSlot, ring);
    for (const chute of chuteSlot) nearest = Math.min(nearest, backwards(at, chute, ring));
    return nearest;
  });
}

/** Slots from a place back to a chute upstream, 1 to a whole lap: at one place an infeed comes before a chute. */
function backwards(at: number, chute: number, ring: number): number {
  const slots = (at - chute) % ring;
  return slots <= 0 ? slots + ring : slots;
}
