import { PHASE, tieBase } from '../phase.ts';
import type { EventHandler, Simulation } from '../simulation.ts';
import type { SubjectStore } from '../subject-store.ts';
import type { Probe } from './probe.ts';

/** Kind 0 of every block's events: a subject enters. */
export const ENTER = 0;

/** Whatever a subject can be handed to. */
export interface Inlet {
  readonly name: string;
  /** Code of the event that enters a subject here. */
  readonly code: number;
  /** Facility whose state the inlet touches. */
  readonly facility: number;
  enter(subject: number): void;
}

/** What every block of a facility shares: the run it belongs to, its subjects, and its place in the order of ties. */
export interface BlockPlace {
  readonly sim: Simulation;
  readonly subjects: SubjectStore;
  /** Facility id; 0 for a flow. */
  readonly facility: number;
  readonly name: string;
}

/**
 * One step of a process. Subjects `enter`, its own events `fire`, and it hands subjects on to `next`.
 * A block touches only its own state and the columns of the subjects it holds.
 */
export abstract class Block implements Inlet, EventHandler {
  readonly sim: Simulation;
  readonly subjects: SubjectStore;
  readonly facility: number;
  readonly name: string;
  readonly code: number;
  /** What the block measures. */
  abstract readonly probe: Probe;
  /** Where subjects go from here; wired once, before the run. */
  next!: Inlet;
  /** Subjects that the block brought into being and that it let go for good, since the start of the run. */
  emitted = 0;
  absorbed = 0;
  readonly #arrivalBase: number;

  constructor(place: BlockPlace) {
    this.sim = place.sim;
    this.subjects = place.subjects;
    this.facility = place.facility;
    this.name = place.name;
    this.code = place.sim.register(this);
    this.#arrivalBase = tieBase(PHASE.arrival, place.facility);
  }

  abstract enter(subject: number): void;

  /** Subjects in the block now. */
  get holds(): number {
    return 0;
  }

  /** Forgets what was measured before now; subjects and levels stand. */
  reset(now: number): void {
    this.probe.reset(now);
  }

  fire(kind: number, subject: number): void {
    if (kind === ENTER) this.arrive(subject);
    else throw this.sim.violation(`${this.name} has no event of kind ${kind}`, subject);
  }

  /** Lets in a subject that was handed over through the calendar. */
  protected arrive(subject: number): void {
    this.subjects.between--;
    this.enter(subject);
  }

  /**
   * Hands a subject on at this instant: by a call where the instant is this event's alone, else through the calendar
   * in the arrival phase, so that the rule for simultaneous events holds between blocks as well.
   */
  protected handOver(subject: number, to: Inlet): void {
    const { sim } = this;
    if (!sim.instantIsShared) {
      to.enter(subject);
      return;
    }
    this.subjects.between++;
    sim.schedule(sim.now[0], this.#arrivalBase, this.facility, to.code, subject);
  }
}
