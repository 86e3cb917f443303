import { PHASE, tieBase } from '../phase.ts';
import { NONE } from '../subject-store.ts';
import { Block, type BlockPlace, ENTER, type Inlet } from './block.ts';
import { Probe } from './probe.ts';
import type { ServiceOptions } from './service.ts';
import { ServiceTime } from './service-time.ts';
import { WaitingLine } from './waiting-line.ts';

export interface UnequalServiceOptions extends ServiceOptions {
  /** Speed of each server, above 0: what takes a server of speed 1 an hour takes one of speed 2 half of it. */
  readonly speeds: readonly number[];
}

const END = 1;
const START = 2;

/**
 * A line in front of servers of different speeds. Whoever starts takes the fastest that is free, of equals the first,
 * and stays with it to the end.
 */
export class UnequalService extends Block {
  readonly probe: Probe;
  readonly lostTo: Inlet;
  readonly #line: WaitingLine;
  readonly #time: ServiceTime;
  readonly #rankOf: Uint8Array;
  readonly #capacity: number;
  /** Speeds, falling, and who is served at each; NONE where it is free. */
  readonly #speeds: Float64Array;
  readonly #inHand: Int32Array;
  readonly #endBase: number;
  readonly #startBase: number;
  #serving = 0;
  #startIsPending = false;

  constructor(place: BlockPlace, options: UnequalServiceOptions) {
    super(place);
    this.probe = new Probe(place.subjects, options.classes);
    const ranks = options.ranks ?? [];
    this.#rankOf = Uint8Array.from({ length: 256 }, (_, klass) => ranks[klass] ?? 0);
    this.#line = new WaitingLine(place.subjects, options.order, Math.max(0, ...ranks) + 1);
    this.#time = new ServiceTime(place.subjects, options.times);
    this.#capacity = options.capacity ?? Number.POSITIVE_INFINITY;
    this.lostTo = options.lostTo;
    this.#speeds = Float64Array.from(options.speeds).sort().reverse();
    this.#inHand = new Int32Array(options.speeds.length).fill(NONE);
    this.#endBase = tieBase(PHASE.serviceEnd, place.facility);
    this.#startBase = tieBase(PHASE.serviceStart, place.facility);
    this.probe.occupancy.available = options.speeds.length;
  }

  get waiting(): number {
    return this.#line.count;
  }

  get serving(): number {
    return this.#serving;
  }

  override get holds(): number {
    return this.#line.count + this.#serving;
  }

  enter(subject: number): void {
    const { probe, subjects } = this;
    const now = this.sim.now[0];
    probe.entered(subject, now);
    if (this.holds >= this.#capacity) {
      probe.lost(subject, now);
      this.lostTo.enter(subject);
      return;
    }
    this.#line.push(subject, this.#rankOf[subjects.klass[subject]]);
    probe.occupancy.waiting = this.#line.count;
    this.#start();
  }

  override fire(kind: number, subject: number): void {
    if (kind === END) this.#end(subject);
    else if (kind === ENTER) this.arrive(subject);
    else if (kind === START) {
      this.#startIsPending = false;
      this.probe.occupancy.observe(this.sim.now[0]);
      this.#startWaiting();
    } else super.fire(kind, subject);
  }

  #end(server: number): void {
    const { probe, subjects } = this;
    const now = this.sim.now[0];
    const subject = this.#inHand[server];
    probe.occupancy.observe(now);
    this.#inHand[server] = NONE;
    this.#serving--;
    probe.occupancy.serving = this.#serving;
    probe.left(subject, subjects.enteredAt[subject], now);
    // Arrivals come before starts, also where the subject comes straight back.
    const startIsPending = this.#startIsPending;
    this.#startIsPending = true;
    this.handOver(subject, this.next);
    this.#startIsPending = startIsPending;
    this.#start();
  }

  /** Starts what can be started: now, or in the start phase of a shared instant. */
  #start(): void {
    if (this.#startIsPending || this.#line.count === 0 || this.#serving === this.#speeds.length) return;
    if (!this.sim.instantIsShared) {
      this.#startWaiting();
      return;
    }
    this.#startIsPending = true;
    this.sim.schedule(this.sim.now[0], this.#startBase, this.facility, this.code + START, NONE);
  }

  #startWaiting(): void {
    const { probe, subjects } = this;
    const now = this.sim.now[0];
    for (let server = 0; server < this.#speeds.length && this.#line.count > 0; server++) {
      if (this.#inHand[server] !== NONE) continue;
      const subject = this.#line.shift();
      probe.started(subject, now - subjects.enteredAt[subject], now);
      this.#inHand[server] = subject;
      this.#serving++;
      const lasts = Math.round(this.#time.draw(subject) / this.#speeds[server]);
      this.sim.schedule(now + lasts, this.#endBase, this.facility, this.code + END, server);
    }
    probe.occupancy.waiting = this.#line.count;
    probe.occupancy.serving = this.#serving;
  }
}
