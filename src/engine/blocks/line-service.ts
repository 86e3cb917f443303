import { PHASE, tieBase } from '../phase.ts';
import { NONE } from '../subject-store.ts';
import { Block, type BlockPlace, type Inlet } from './block.ts';
import { Probe } from './probe.ts';
import type { ServiceOptions } from './service.ts';

const END = 1;
const START = 2;

/** First kind of event that a line with servers may have of its own. */
export const FIRST_OWN_KIND = 3;

/**
 * What lines in front of servers share: who finds no room is lost, and starts come after the ends and arrivals of
 * their instant. The plain `Service`, through which nearly every parcel goes, has its own copy of this, so that its
 * calls stay of one shape.
 */
export abstract class LineService extends Block {
  readonly probe: Probe;
  readonly lostTo: Inlet;
  protected readonly capacity: number;
  readonly #endBase: number;
  readonly #startBase: number;
  #startIsPending = false;

  constructor(place: BlockPlace, options: Pick<ServiceOptions, 'capacity' | 'classes' | 'lostTo'>) {
    super(place);
    this.probe = new Probe(place.subjects, options.classes);
    this.capacity = options.capacity ?? Number.POSITIVE_INFINITY;
    this.lostTo = options.lostTo;
    this.#endBase = tieBase(PHASE.serviceEnd, place.facility);
    this.#startBase = tieBase(PHASE.serviceStart, place.facility);
  }

  override fire(kind: number, subject: number): void {
    if (kind === END) this.end(subject);
    else if (kind === START) {
      this.#startIsPending = false;
      this.probe.occupancy.observe(this.sim.now[0]);
      this.startWaiting();
    } else super.fire(kind, subject);
  }

  /** Whether a start may be possible: somebody waits, and a server is free. */
  protected abstract get canStart(): boolean;

  /** Starts as many as can be, and brings the levels up to date. */
  protected abstract startWaiting(): void;

  /** A service has ended. @param subject as given to `endAt` */
  protected abstract end(subject: number): void;

  /** Counts one that comes; where there is no room it is lost. @returns whether it may join the line */
  protected admit(subject: number, hasRoom = this.holds < this.capacity): boolean {
    const now = this.sim.now[0];
    this.probe.entered(subject, now);
    if (hasRoom) return true;
    this.probe.lost(subject, now);
    this.lostTo.enter(subject);
    return false;
  }

  /** Counts the start of a service. */
  protected started(subject: number): void {
    const now = this.sim.now[0];
    this.probe.started(subject, now - this.subjects.enteredAt(subject), now);
  }

  /** @param at end of a service, µs @param subject what `end` is told */
  protected endAt(at: number, subject: number): void {
    this.sim.schedule(at, this.#endBase, this.facility, this.code + END, subject);
  }

  /** Starts what can be started: now, or in the start phase of a shared instant. */
  protected start(): void {
    if (this.#startIsPending || !this.canStart) return;
    if (!this.sim.instantIsShared) {
      this.startWaiting();
      return;
    }
    this.#startIsPending = true;
    this.sim.schedule(this.sim.now[0], this.#startBase, this.facility, this.code + START, NONE);
  }

  /** Hands a subject on that is done. Arrivals come before starts, also where it comes straight back. */
  protected leave(subject: number): void {
    this.probe.left(subject, this.subjects.enteredAt(subject), this.sim.now[0]);
    const startIsPending = this.#startIsPending;
    this.#startIsPending = true;
    this.handOver(subject, this.next);
    this.roomIsFree();
    this.#startIsPending = startIsPending;
    this.start();
  }

  /** One has left, and nobody starts yet: a place for those who wait for it elsewhere. */
  protected roomIsFree(): void {}
}
