import { NEVER } from '../clock.ts';
import { PHASE, tieBase } from '../phase.ts';
import { Tally } from '../stats/tally.ts';
import { NONE } from '../subject-store.ts';
import type { Batches } from './batches.ts';
import { Block, type BlockPlace, ENTER } from './block.ts';
import type { DispatchRule } from './dispatch-rule.ts';
import { Probe } from './probe.ts';
import { WaitingLine } from './waiting-line.ts';

export interface BatchOptions {
  /** Index by which the batches it makes are named. */
  readonly source: number;
  readonly batches: Batches;
  /** Most members of a batch; what does not fit waits for the next. */
  readonly capacity: number;
  /** Whether a batch departs as soon as it is full. */
  readonly departsFull: boolean;
  readonly clock: DispatchRule;
  /** Whether a departure by the clock happens even when nobody waits. */
  readonly departsEmpty: boolean;
  /** `batch` sends the batch on as one subject; `members` sends each member on alone. */
  readonly sends: 'batch' | 'members';
  readonly classes?: number;
}

const DEPART = 1;

/**
 * Collects subjects and lets them depart together: when full, by the clock, or whichever comes first. A batch is open
 * until it departs: whoever arrives at that very instant is aboard.
 */
export class Batch extends Block {
  readonly probe: Probe;
  /** Members per departure, empty ones included. */
  readonly load = new Tally();
  /** Between departures, µs. */
  readonly headway = new Tally();
  /** Departures with every place taken. */
  fullDepartures = 0;
  /** Departures with nobody aboard. */
  emptyDepartures = 0;
  readonly #options: BatchOptions;
  readonly #line: WaitingLine;
  readonly #departBase: number;
  #departures = 0;
  #made = 0;
  /** Members of the list that was sealed last. */
  #sealed = 0;
  #lastDepartureAt: number;
  #clockTie = NONE;

  constructor(place: BlockPlace, options: BatchOptions) {
    super(place);
    this.probe = new Probe(place.subjects, options.classes);
    this.#options = options;
    this.#line = new WaitingLine(place.subjects);
    this.#departBase = tieBase(PHASE.departure, place.facility);
    this.#lastDepartureAt = place.sim.now[0];
  }

  /** Sets the first departure by the clock. Called once, before the run. */
  begin(): void {
    this.#setClock(this.#options.clock.afterDeparture(-1, this.sim.now[0]));
  }

  get waiting(): number {
    return this.#line.count;
  }

  get serving(): number {
    return 0;
  }

  /** Forgets loads and headways seen before now, with the rest of the statistics. */
  override reset(now: number): void {
    super.reset(now);
    this.load.reset();
    this.headway.reset();
    this.fullDepartures = 0;
    this.emptyDepartures = 0;
  }

  override get holds(): number {
    return this.#line.count;
  }

  enter(subject: number): void {
    const { probe } = this;
    const { capacity, departsFull, clock } = this.#options;
    const now = this.sim.now[0];
    probe.entered(subject, now);
    this.#line.push(subject, 0);
    probe.occupancy.waiting = this.#line.count;
    if (departsFull && this.#line.count >= capacity) {
      const head = this.#seal();
      const count = this.#sealed;
      // The clock is set before anybody is handed on: a member that comes straight back may be the first of the next.
      if (clock.restarts) this.#setClock(clock.afterDeparture(this.#departures - 1, now));
      this.#send(head, count);
    } else if (this.#line.count === 1) {
      const at = clock.afterFirst(now);
      if (at !== NEVER) this.#setClock(at);
    }
  }

  override fire(kind: number, subject: number): void {
    if (kind === ENTER) {
      this.arrive(subject);
      return;
    }
    if (kind !== DEPART) super.fire(kind, subject);
    if (this.sim.firingTie !== this.#clockTie) {
      this.sim.discard();
      return;
    }
    this.#clockTie = NONE;
    const { clock, departsEmpty } = this.#options;
    const now = this.sim.now[0];
    const departs = this.#line.count > 0 || departsEmpty;
    const head = departs ? this.#seal() : NONE;
    const count = this.#sealed;
    this.#setClock(clock.afterDeparture(this.#departures - 1, now));
    if (this.#line.count > 0 && this.#clockTie === NONE) this.#setClock(clock.afterFirst(now));
    if (departs) this.#send(head, count);
  }

  #setClock(at: number): void {
    this.#clockTie =
      at === NEVER ? NONE : this.sim.schedule(at, this.#departBase, this.facility, this.code + DEPART, NONE);
  }

  /** Takes those who depart now off the line. @returns the first of them, a list; `#sealed` says how many they are */
  #seal(): number {
    const { probe, subjects } = this;
    const { capacity } = this.#options;
    const now = this.sim.now[0];
    const count = Math.min(this.#line.count, capacity);
    probe.occupancy.observe(now);
    let head = NONE;
    let tail = NONE;
    for (let i = 0; i < count; i++) {
      const member = this.#line.shift();
      const enteredAt = subjects.enteredAt(member);
      probe.started(member, now - enteredAt, now);
      probe.left(member, enteredAt, now);
      if (tail === NONE) head = member;
      else subjects.setLink(tail, member);
      tail = member;
    }
    probe.occupancy.waiting = this.#line.count;
    this.load.add(count);
    this.headway.add(now - this.#lastDepartureAt);
    this.#lastDepartureAt = now;
    this.#departures++;
    if (count === capacity) this.fullDepartures++;
    if (count === 0) this.emptyDepartures++;
    this.#sealed = count;
    return head;
  }

  /** Hands on a sealed list, as one subject or member by member. */
  #send(first: number, count: number): void {
    const { sim, subjects } = this;
    let head = first;
    if (this.#options.sends === 'batch') {
      this.emitted++;
      const batch = subjects.create(this.#options.source, this.#made++, 0, sim.now[0]);
      for (let member = head; member !== NONE; member = subjects.link(member)) {
        subjects.setCreatedAt(batch, Math.min(subjects.createdAt(batch), subjects.createdAt(member)));
      }
      this.#options.batches.fill(batch, head, count);
      this.handOver(batch, this.next);
      return;
    }
    const several = count > 1 ? 1 : 0;
    sim.handingSeveral += several;
    while (head !== NONE) {
      const member = head;
      head = subjects.link(member);
      subjects.setLink(member, NONE);
      this.handOver(member, this.next);
    }
    sim.handingSeveral -= several;
  }
}

/** Opens a batch: its members go on one by one, in the order in which they joined. A lone subject passes. */
export class Unbatch extends Block {
  readonly probe: Probe;
  readonly #batches: Batches;

  constructor(place: BlockPlace, batches: Batches) {
    super(place);
    this.probe = new Probe(place.subjects);
    this.#batches = batches;
  }

  enter(subject: number): void {
    const { probe, subjects } = this;
    probe.arrivals++;
    if (!this.#batches.isBatch(subject)) {
      probe.departures++;
      this.next.enter(subject);
      return;
    }
    let member = this.#batches.open(subject);
    subjects.release(subject);
    this.absorbed++;
    const several = member !== NONE && subjects.link(member) !== NONE ? 1 : 0;
    this.sim.handingSeveral += several;
    while (member !== NONE) {
      const following = subjects.link(member);
      subjects.setLink(member, NONE);
      probe.departures++;
      this.next.enter(member);
      member = following;
    }
    this.sim.handingSeveral -= several;
  }
}
