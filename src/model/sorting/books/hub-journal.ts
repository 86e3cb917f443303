import { NEVER, type Time } from '../../../engine/clock.ts';
import { QuantileSketch } from '../../../engine/stats/quantile-sketch.ts';
import { Tally } from '../../../engine/stats/tally.ts';
import { TimeWeighted } from '../../../engine/stats/time-weighted.ts';
import { MARK, type PieceStore } from '../piece-store.ts';
import { CAUSES, type Cause, STAGE, STAGES, type Stage } from '../stage.ts';

const STAGE_COUNT = STAGES.length;
/** Stages, and one place more for those whose trailer came late. */
const PLACES = STAGE_COUNT + 1;
const LATE = STAGE_COUNT;
/** Departures ahead that a parcel can be planned for; those beyond count with the last. */
const AHEAD = 16;

/** Told of every step of a piece; for tables. Watching changes nothing. */
export interface JournalTrace {
  /** @param from the stage that it was in; where it arrives, the one it arrives in */
  moved(piece: number, stage: Stage, now: Time, from: Stage): void;
  left(piece: number, now: Time): void;
}

/** Told, as it happens, what the account by quarter-hours counts. */
export interface JournalCounts {
  /** Parcels go onto a sorter. */
  inducted(parcels: number, now: Time): void;
  /** Parcels reach a chute, or go by hand. */
  sorted(parcels: number, now: Time): void;
  /** @param cause index into `CAUSES` */
  missed(cause: number, parcels: number, now: Time): void;
}

/**
 * Where the parcels of a sorting center are: every part tells it when a piece goes from one stage to the next. It knows
 * how many parcels are in each stage, how long they took, and, by direction and stage, how many are planned for the next
 * departure: what of them is not aboard when it leaves has missed it, with the cause of the place where it was.
 */
export class HubJournal {
  /** Parcels per stage. */
  readonly present = new Int32Array(STAGE_COUNT);
  /** Time in each stage, µs: one observation a piece, of pieces that arrived after the warm-up. */
  readonly stays: readonly Tally[] = STAGES.map(() => new Tally());
  readonly staySketches: readonly QuantileSketch[] = STAGES.map(() => new QuantileSketch());
  /** Gate to departure, µs. */
  readonly dwell = new Tally();
  readonly dwellSketch = new QuantileSketch();
  /** Gate to chute, µs; through-bags apart, which see none. */
  readonly gateToChute = new Tally();
  /** Parcels present and not yet sorted. */
  readonly backlog = new TimeWeighted();
  /** Parcels since the start of the run, or the last cut. */
  arrived = 0;
  sorted = 0;
  departed = 0;
  /** The same two since the start of the run, whatever was cut. */
  arrivedEver = 0;
  departedEver = 0;
  /** Parcels that missed a planned departure, each time counted, by cause. */
  readonly missed = new Float64Array(CAUSES.length);
  trace: JournalTrace | null = null;
  counts: JournalCounts | null = null;
  readonly #pieces: PieceStore;
  /** Parcels planned for departures that have gone, per direction and place. */
  readonly #overdue: Int32Array;
  /** Parcels planned for the next departures, per ordinal modulo `AHEAD`, direction and place. */
  readonly #planned: Int32Array;
  /** Ordinal of the next departure per direction. */
  readonly #next: Int32Array;
  readonly #directions: number;
  #cut: Time = -1;

  constructor(pieces: PieceStore, directions: number) {
    this.#pieces = pieces;
    this.#directions = directions;
    this.#overdue = new Int32Array(directions * PLACES);
    this.#planned = new Int32Array(AHEAD * directions * PLACES);
    this.#next = new Int32Array(directions);
  }

  /** A piece comes to the gate; its direction, planned departure and marks are known. */
  arrive(piece: number, now: Time): void {
    const { parcels, stage, stageSince, sentTo, planned } = this.#pieces;
    const n = parcels[piece];
    stage[piece] = STAGE.yard;
    stageSince[piece] = now;
    this.#withinReach(piece);
    // Its departure may have gone before its trailer came.
    const gone = this.#next[sentTo[piece]] - planned[piece];
    if (gone > 0) this.#missed(CAUSES.indexOf('late'), n * gone, now);
    this.present[STAGE.yard] += n;
    this.arrived += n;
    this.arrivedEver += n;
    this.backlog.add(n, now);
    this.#count(piece, STAGE.yard, n);
    if (this.trace !== null) this.trace.moved(piece, STAGE.yard, now, STAGE.yard);
  }

  /** A piece goes on to another stage. */
  move(piece: number, to: Stage, now: Time): void {
    const { parcels, stage, stageSince } = this.#pieces;
    const n = parcels[piece];
    const from = stage[piece] as Stage;
    if (from === to) return;
    this.#stayed(piece, from, now);
    this.present[from] -= n;
    this.present[to] += n;
    this.#count(piece, from, -n);
    this.#count(piece, to, n);
    if (to === STAGE.sort && this.counts !== null) this.counts.inducted(n, now);
    if (from < STAGE.chute && to >= STAGE.chute) this.#chuted(piece, n, now);
    stage[piece] = to;
    stageSince[piece] = now;
    if (this.trace !== null) this.trace.moved(piece, to, now, from);
  }

  /**
   * A piece that is aboard leaves with its trailer: after `departs` of its direction, or before it in a trailer that is
   * full and leaves early. The caller releases its slot.
   */
  leave(piece: number, now: Time): void {
    const { parcels, stage } = this.#pieces;
    const n = parcels[piece];
    const from = stage[piece];
    this.#stayed(piece, from, now);
    this.present[from] -= n;
    this.departed += n;
    this.departedEver += n;
    this.#count(piece, from, -n);
    if (this.#pieces.createdAt(piece) >= this.#cut) {
      const dwell = now - this.#pieces.createdAt(piece);
      this.dwell.add(dwell);
      this.dwellSketch.add(dwell);
    }
    if (this.trace !== null) this.trace.left(piece, now);
  }

  /** A piece is sent in another direction than before, and is planned for a departure of it. */
  redirect(piece: number, direction: number, planned: number): void {
    const { parcels, stage, sentTo } = this.#pieces;
    const n = parcels[piece];
    this.#count(piece, stage[piece], -n);
    // Late was for the departure that it was planned for before.
    this.#pieces.marks[piece] &= ~MARK.late;
    sentTo[piece] = direction;
    this.#pieces.planned[piece] = planned;
    this.#withinReach(piece);
    this.#count(piece, stage[piece], n);
  }

  /** One bag becomes loose pieces, each `arrive`d in its stead at the same stage: takes the bag off all counts. */
  replaced(bag: number, now: Time): void {
    const n = this.#pieces.parcels[bag];
    const from = this.#pieces.stage[bag];
    this.present[from] -= n;
    this.arrived -= n;
    this.arrivedEver -= n;
    this.backlog.add(-n, now);
    this.#count(bag, from, -n);
  }

  /** Puts a piece that came out of a bag where the bag is, with the bag's times. */
  cameOut(piece: number, bag: number, now: Time): void {
    const { stage, stageSince, parcels, unloadedAt } = this.#pieces;
    const n = parcels[piece];
    stage[piece] = stage[bag];
    stageSince[piece] = stageSince[bag];
    this.#pieces.setCreatedAt(piece, this.#pieces.createdAt(bag));
    unloadedAt[piece] = unloadedAt[bag];
    this.#withinReach(piece);
    this.present[stage[piece]] += n;
    this.arrived += n;
    this.arrivedEver += n;
    this.backlog.add(n, now);
    this.#count(piece, stage[piece], n);
  }

  /**
   * The trailers of a planned departure leave: those aboard are told with `leave` afterwards, then `missedDeparture`.
   * @param ordinal of the departure in its direction; they come in order
   */
  departs(direction: number, ordinal: number): void {
    const base = (ordinal % AHEAD) * this.#directions * PLACES + direction * PLACES;
    for (let place = 0; place < PLACES; place++) {
      this.#overdue[direction * PLACES + place] += this.#planned[base + place];
      this.#planned[base + place] = 0;
    }
    this.#next[direction] = ordinal + 1;
  }

  /** Counts what is overdue in a direction after a departure, each with its cause. @param isFull its trailers were full */
  missedDeparture(direction: number, isFull: boolean, now: Time): void {
    for (let place = 0; place < PLACES; place++) {
      const n = this.#overdue[direction * PLACES + place];
      if (n > 0) this.#missed(CAUSES.indexOf(causeOf(place, isFull)), n, now);
    }
  }

  /** Parcels planned for the next departure of a direction or one before it, wherever they are but aboard. */
  awaited(direction: number): number {
    const base = (this.#next[direction] % AHEAD) * this.#directions * PLACES + direction * PLACES;
    let n = 0;
    for (let place = 0; place < PLACES; place++) {
      if (place !== STAGE.trailer)
        n += this.#overdue[direction * PLACES + place] + this.#planned[base + place];
    }
    return n;
  }

  /** Parcels that missed a planned departure, each time counted, for whatever cause. */
  get missedInAll(): number {
    return this.missed.reduce((sum, n) => sum + n, 0);
  }

  /** Parcels present. */
  get inHub(): number {
    let n = 0;
    for (const count of this.present) n += count;
    return n;
  }

  /** The end of the warm-up. */
  reset(now: Time): void {
    this.#cut = now;
    for (const tally of this.stays) tally.reset();
    for (const sketch of this.staySketches) sketch.reset();
    this.dwell.reset();
    this.dwellSketch.reset();
    this.gateToChute.reset();
    this.backlog.reset(now);
    this.arrived = 0;
    this.sorted = 0;
    this.departed = 0;
    this.missed.fill(0);
  }

  /** Measures nothing but levels from now on: for runs that nobody reads times of. */
  withoutTimes(): void {
    this.#cut = NEVER;
  }

  #missed(cause: number, n: number, now: Time): void {
    this.missed[cause] += n;
    if (this.counts !== null) this.counts.missed(cause, n, now);
  }

  #chuted(piece: number, n: number, now: Time): void {
    const { marks, sortedAt } = this.#pieces;
    this.backlog.add(-n, now);
    this.sorted += n;
    if (this.counts !== null) this.counts.sorted(n, now);
    sortedAt[piece] = now;
    if ((marks[piece] & MARK.through) === 0 && this.#pieces.createdAt(piece) >= this.#cut) {
      this.gateToChute.add(now - this.#pieces.createdAt(piece));
    }
  }

  #stayed(piece: number, stage: number, now: Time): void {
    const { stageSince } = this.#pieces;
    if (this.#pieces.createdAt(piece) < this.#cut) return;
    const stay = now - stageSince[piece];
    this.stays[stage].add(stay);
    this.staySketches[stage].add(stay);
  }

  /** Departures further ahead than are counted apart count with the last of those. */
  #withinReach(piece: number): void {
    const { sentTo, planned } = this.#pieces;
    planned[piece] = Math.min(planned[piece], this.#next[sentTo[piece]] + AHEAD - 1);
  }

  #count(piece: number, stage: number, n: number): void {
    const { sentTo, planned, marks } = this.#pieces;
    const direction = sentTo[piece];
    const place = (marks[piece] & MARK.late) !== 0 && stage !== STAGE.trailer ? LATE : stage;
    const ordinal = planned[piece];
    if (ordinal < this.#next[direction]) this.#overdue[direction * PLACES + place] += n;
    else this.#planned[(ordinal % AHEAD) * this.#directions * PLACES + direction * PLACES + place] += n;
  }
}

function causeOf(place: number, isFull: boolean): Cause {
  switch (place) {
    case STAGE.yard:
      return 'doors';
    case STAGE.unload:
      return 'unloaders';
    case STAGE.induct:
      return 'induction';
    case STAGE.sort:
      return 'trays';
    case STAGE.code:
      return 'coding';
    case STAGE.irregular:
      return 'irregulars';
    case STAGE.chute:
      return 'chutes';
    case LATE:
      return 'late';
    default:
      return isFull ? 'space' : 'loaders';
  }
}
