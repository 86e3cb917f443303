import { PHASE, tieBase } from '../../../engine/phase.ts';
import type { EventHandler, Simulation } from '../../../engine/simulation.ts';
import type { Occupancy } from '../../../engine/stats/occupancy.ts';
import { NONE } from '../../../engine/subject-store.ts';
import type { HubContext } from '../hub-context.ts';
import type { PieceStore } from '../piece-store.ts';
import { INFEED, type InfeedState, type SorterHost } from './sorter.ts';
import type { SorterLayout } from './sorter-layout.ts';

/** The piece at the head leaves the belt, and its cycle can begin. */
const COMES = 0;
const READY = 1;

/** What an infeed has in hand. */
const HAND = {
  nothing: 0,
  /** Its first piece is still on the belt from the door. */
  coming: 1,
  /** A piece is brought to its head. */
  cycle: 2,
  /** A piece at its head waits for a tray. */
  ready: 3,
} as const;

/** Whoever gives trays to pieces that are ready. */
export interface TrayGiver {
  /**
   * A piece stands at the head, or does so again after its infeed was down. Answers with `take` and `next`, now or later.
   * @returns whether the piece has to let trays pass: false where the next one is its own
   */
  ready(infeed: number): boolean;
}

/** What lines need of the sorter that they feed. */
export interface InfeedLinesOptions {
  readonly context: HubContext;
  readonly name: string;
  readonly layout: SorterLayout;
  readonly host: SorterHost;
  readonly trays: TrayGiver;
  readonly occupancy: Occupancy;
  /** From the door to the head of the line at the least, µs. */
  readonly beltUs: number;
  /** Cycle of every infeed, µs, in place of the layout's rates: 0 for infeeds that only wait for trays. */
  readonly cycleUs?: number;
}

/**
 * The infeeds of one sorter: a line of pieces each, first in, first out. A piece is brought to the head in one cycle,
 * which begins when the piece before lies on its tray, and there it waits for its own. Who is taken away finishes the
 * piece in hand; an infeed that is down keeps it, and goes on where it stopped.
 */
export class InfeedLines implements EventHandler {
  readonly name: string;
  /** Per infeed, see `INFEED`. */
  readonly states: Uint8Array;
  /** Pieces in line, the one in hand and those on the belt included. */
  readonly counts: Int32Array;
  /** Pieces in all lines. */
  holds = 0;
  readonly #sim: Simulation;
  readonly #pieces: PieceStore;
  readonly #layout: SorterLayout;
  readonly #host: SorterHost;
  readonly #trays: TrayGiver;
  readonly #occupancy: Occupancy;
  readonly #beltUs: number;
  readonly #facility: number;
  readonly #code: number;
  readonly #arrivals: number;
  readonly #starts: number;
  readonly #first: Int32Array;
  readonly #last: Int32Array;
  readonly #hand: Uint8Array;
  readonly #isStaffed: Uint8Array;
  readonly #downs: Int32Array;
  readonly #fullCycleUs: Float64Array;
  readonly #cycleUs: Float64Array;
  /** End of the cycle; while the infeed is down, what is left of it. µs. */
  readonly #due: Float64Array;
  /** Key of the one event that an infeed waits for. */
  readonly #tie: Float64Array;
  readonly #isAwaited: Uint8Array;
  #sorterStands = false;

  constructor(options: InfeedLinesOptions) {
    const { context, layout } = options;
    const n = layout.infeedSlot.length;
    this.name = options.name;
    this.#sim = context.sim;
    this.#pieces = context.pieces;
    this.#layout = layout;
    this.#host = options.host;
    this.#trays = options.trays;
    this.#occupancy = options.occupancy;
    this.#beltUs = options.beltUs;
    this.#facility = context.facility;
    this.#code = context.sim.register(this);
    this.#arrivals = tieBase(PHASE.arrival, context.facility);
    this.#starts = tieBase(PHASE.serviceStart, context.facility);
    this.states = new Uint8Array(n);
    this.counts = new Int32Array(n);
    this.#first = new Int32Array(n).fill(NONE);
    this.#last = new Int32Array(n).fill(NONE);
    this.#hand = new Uint8Array(n);
    this.#isStaffed = new Uint8Array(n);
    this.#downs = new Int32Array(n);
    this.#fullCycleUs = Float64Array.from(
      layout.infeedRatePerHour,
      (rate) => options.cycleUs ?? 3.6e9 / rate,
    );
    this.#cycleUs = this.#fullCycleUs.map(Math.floor);
    this.#due = new Float64Array(n);
    this.#tie = new Float64Array(n).fill(-1);
    this.#isAwaited = new Uint8Array(layout.zones);
    for (let infeed = 0; infeed < n; infeed++) {
      if (layout.infeedStaffed[infeed] === 1) continue;
      this.#isStaffed[infeed] = 1;
      this.states[infeed] = INFEED.idle;
      options.occupancy.available++;
    }
  }

  fire(kind: number, infeed: number): void {
    if (this.#sim.firingTie !== this.#tie[infeed]) {
      this.#sim.discard();
      return;
    }
    this.#tie[infeed] = -1;
    if (kind === COMES) {
      this.#hand[infeed] = HAND.nothing;
      this.#begin(infeed);
      return;
    }
    this.#hand[infeed] = HAND.ready;
    // The part of a slot until the next tray comes belongs to the work of the infeed.
    const isHeldUp = this.#trays.ready(infeed);
    if (isHeldUp && this.#hand[infeed] === HAND.ready) this.#turn(infeed, INFEED.blocked);
  }

  /** Work in lines of infeeds that need people, hours of one of them at the full rate. */
  get workWaitingH(): number {
    const { infeedStaffed, infeedRatePerHour } = this.#layout;
    let hours = 0;
    for (let infeed = 0; infeed < this.counts.length; infeed++) {
      if (infeedStaffed[infeed] === 1) hours += this.counts[infeed] / infeedRatePerHour[infeed];
    }
    return hours;
  }

  /** Whether a line of the zone has room; who hears that none has is told when one has again. */
  hasRoom(zone: number): boolean {
    const hasRoom = this.#shortest(zone, true) !== NONE;
    if (!hasRoom) this.#isAwaited[zone] = 1;
    return hasRoom;
  }

  /** @throws InvariantError where no line has room */
  enter(zone: number, piece: number): void {
    const infeed = this.#shortest(zone, true);
    if (infeed === NONE) throw this.#sim.violation(`no room in the lines of zone ${zone}`, piece);
    this.#pieces.setEnteredAt(piece, this.#sim.now[0]);
    this.#pieces.laps[piece] = 0;
    this.#join(infeed, piece);
  }

  /** A piece comes back by the return belt: to the shortest line of the first zone, whether it has room or not. */
  comeBack(piece: number): void {
    this.#join(this.#shortest(0, false), piece);
  }

  /** The piece at the head of an infeed. */
  head(infeed: number): number {
    return this.#first[infeed];
  }

  /** Whether a ready piece may lie on the tray that passes at this instant: not if it came to the head in no time. */
  mayTakePresent(infeed: number): boolean {
    return this.#cycleUs[infeed] > 0;
  }

  /** The ready piece at the head leaves for its tray; followed by `next`. */
  take(infeed: number): number {
    const piece = this.#first[infeed];
    this.#first[infeed] = this.#pieces.link(piece);
    if (this.#pieces.link(piece) === NONE) this.#last[infeed] = NONE;
    this.#pieces.setLink(piece, NONE);
    this.counts[infeed]--;
    this.holds--;
    this.#hand[infeed] = HAND.nothing;
    return piece;
  }

  /** The cycle of the next piece begins, and whoever waits for room is told. */
  next(infeed: number): void {
    this.#begin(infeed);
    this.#tellRoom(this.#layout.infeedZone[infeed]);
  }

  /** See `Sorter.setPeople`. */
  setPeople(people: number, productivity: number): void {
    const { infeedStaffed } = this.#layout;
    let left = people;
    for (let infeed = 0; infeed < infeedStaffed.length; infeed++) {
      if (infeedStaffed[infeed] === 0) continue;
      this.#cycleUs[infeed] = Math.floor(this.#fullCycleUs[infeed] / productivity);
      this.#staff(infeed, left > 0 ? 1 : 0);
      left--;
    }
    for (let zone = 0; zone < this.#layout.zones; zone++) this.#tellRoom(zone);
  }

  /** One reason more, or less, why an infeed stands still by itself. */
  addDown(infeed: number, reasons: number): void {
    const before = this.#downs[infeed];
    this.#downs[infeed] = before + reasons;
    if (!this.#sorterStands && before === 0 && reasons > 0) this.#hold(infeed);
    if (!this.#sorterStands && before > 0 && before + reasons === 0) this.#release(infeed);
    this.#tellRoom(this.#layout.infeedZone[infeed]);
  }

  /** The sorter stops, and its infeeds with it, or goes on. */
  standStill(stands: boolean): void {
    this.#sorterStands = stands;
    for (let infeed = 0; infeed < this.#downs.length; infeed++) {
      if (this.#downs[infeed] > 0) continue;
      if (stands) this.#hold(infeed);
      else this.#release(infeed);
    }
  }

  #join(infeed: number, piece: number): void {
    this.#pieces.setLink(piece, NONE);
    if (this.#first[infeed] === NONE) this.#first[infeed] = piece;
    else this.#pieces.setLink(this.#last[infeed], piece);
    this.#last[infeed] = piece;
    this.counts[infeed]++;
    this.holds++;
    if (this.#hand[infeed] === HAND.nothing) this.#begin(infeed);
  }

  /** Begins with the first piece in line, where nothing is in hand. */
  #begin(infeed: number): void {
    if (this.#isStaffed[infeed] === 0 || this.#downs[infeed] > 0 || this.#sorterStands) {
      this.#turn(infeed, this.#isStaffed[infeed] === 0 ? INFEED.off : INFEED.down);
      return;
    }
    const piece = this.#first[infeed];
    if (piece === NONE) {
      this.#turn(infeed, INFEED.idle);
      return;
    }
    const now = this.#sim.now[0];
    const { laps } = this.#pieces;
    const comesAt = laps[piece] > 0 ? now : this.#pieces.enteredAt(piece) + this.#beltUs;
    if (comesAt > now) {
      this.#hand[infeed] = HAND.coming;
      this.#await(infeed, comesAt, COMES);
      this.#turn(infeed, INFEED.idle);
      return;
    }
    this.#hand[infeed] = HAND.cycle;
    this.#await(infeed, now + this.#cycleUs[infeed], READY);
    this.#turn(infeed, INFEED.busy);
  }

  #await(infeed: number, at: number, kind: number): void {
    this.#due[infeed] = at;
    const base = kind === READY ? this.#starts : this.#arrivals;
    this.#tie[infeed] = this.#sim.schedule(at, base, this.#facility, this.#code + kind, infeed);
  }

  #staff(infeed: number, isStaffed: 0 | 1): void {
    if (this.#isStaffed[infeed] === isStaffed) return;
    this.#isStaffed[infeed] = isStaffed;
    if (this.#hand[infeed] === HAND.coming) this.#forget(infeed);
    if (this.#hand[infeed] === HAND.nothing) this.#begin(infeed);
  }

  #hold(infeed: number): void {
    if (this.#hand[infeed] === HAND.cycle) {
      this.#due[infeed] -= this.#sim.now[0];
      this.#tie[infeed] = -1;
    } else if (this.#hand[infeed] === HAND.coming) {
      this.#forget(infeed);
    }
    const isOff = this.#hand[infeed] === HAND.nothing && this.#isStaffed[infeed] === 0;
    this.#turn(infeed, isOff ? INFEED.off : INFEED.down);
  }

  #release(infeed: number): void {
    if (this.#hand[infeed] === HAND.cycle) {
      this.#await(infeed, this.#sim.now[0] + this.#due[infeed], READY);
      this.#turn(infeed, INFEED.busy);
    } else if (this.#hand[infeed] === HAND.ready) {
      this.#turn(infeed, INFEED.blocked);
      this.#trays.ready(infeed);
    } else {
      this.#begin(infeed);
    }
  }

  /** Leaves a piece that is still coming to be begun with later. */
  #forget(infeed: number): void {
    this.#tie[infeed] = -1;
    this.#hand[infeed] = HAND.nothing;
  }

  #isOpen(infeed: number): boolean {
    return this.#isStaffed[infeed] === 1 && this.#downs[infeed] === 0;
  }

  /** The shortest line of a zone; NONE where none has room, if it must. Closed lines count while no other is open. */
  #shortest(zone: number, withRoom: boolean): number {
    const { zoneStart, infeedRoom } = this.#layout;
    const { counts } = this;
    let best = NONE;
    let bestOpen = NONE;
    let isOneOpen = false;
    for (let infeed = zoneStart[zone]; infeed < zoneStart[zone + 1]; infeed++) {
      const isOpen = this.#isOpen(infeed);
      if (isOpen) isOneOpen = true;
      if (withRoom && counts[infeed] >= infeedRoom[infeed]) continue;
      if (best === NONE || counts[infeed] < counts[best]) best = infeed;
      if (isOpen && (bestOpen === NONE || counts[infeed] < counts[bestOpen])) bestOpen = infeed;
    }
    return isOneOpen ? bestOpen : best;
  }

  #tellRoom(zone: number): void {
    if (this.#isAwaited[zone] === 0 || this.#shortest(zone, true) === NONE) return;
    this.#isAwaited[zone] = 0;
    this.#host.roomAgain(zone);
  }

  #turn(infeed: number, to: InfeedState): void {
    const from = this.states[infeed] as InfeedState;
    if (from === to) return;
    this.#host.infeedTurns(infeed, from, to);
    const levels = this.#occupancy;
    levels.observe(this.#sim.now[0]);
    if (from === INFEED.blocked) levels.waiting--;
    if (to === INFEED.blocked) levels.waiting++;
    if (from === INFEED.busy) levels.serving--;
    if (to === INFEED.busy) levels.serving++;
    const wasOpen = from !== INFEED.off && from !== INFEED.down;
    const isOpen = to !== INFEED.off && to !== INFEED.down;
    if (wasOpen !== isOpen) levels.available += isOpen ? 1 : -1;
    this.states[infeed] = to;
  }
}
