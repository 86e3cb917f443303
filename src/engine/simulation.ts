import { NEVER, type Time } from './clock.ts';
import { EventCalendar } from './event-calendar.ts';
import { InvariantError, type InvariantPlace } from './invariant-error.ts';
import { MAX_FACILITIES } from './phase.ts';

/** Whoever events are addressed to. One handler has up to eight kinds of event. */
export interface EventHandler {
  /** What messages and traces call it. */
  readonly name: string;
  fire(kind: number, subject: number): void;
}

/** Called with every executed event, in order; only for traces and checks, never needed by a run. */
export type EventListener = (
  time: Time,
  tie: number,
  handler: EventHandler,
  kind: number,
  subject: number,
) => void;

export interface SimulationOptions {
  /** Facility ids run from 0 to this, exclusive. Default 1. */
  facilities?: number;
  seed?: number | string;
  replication?: number;
  /** Prints a subject for messages, e.g. `arrivals#17`; the slot number otherwise. */
  nameSubject?: (subject: number) => string;
}

/** Kinds of event per handler: the low bits of a handler code. */
const KIND_BITS = 3;
const KINDS = 1 << KIND_BITS;

/** Scales a time to what lies above its low 32 bits (71 minutes), for the digest. */
const TIME_HIGH_WORD = 1 / 2 ** 32;

/**
 * The clock, the calendar and the run loop of one replication.
 *
 * An event is data: `(time, tie, code, subject)` with `code = handler x 8 + kind`. The loop may be cut into slices
 * of any number of events at any instant: the cut changes nothing, because slicing is not an event.
 */
export class Simulation {
  /** The simulation clock in `now[0]`: a typed array, so that times beyond 2^31 are not boxed. */
  readonly now = new Float64Array(1);
  readonly calendar = new EventCalendar();
  readonly seed: number | string;
  readonly replication: number;
  /** Events executed so far; stale ones are not among them. */
  eventCount = 0;
  /** Events met whose key had been forgotten: cancelled, not executed. */
  staleCount = 0;
  /** Above 0 while the present event hands over several subjects: those share the instant with one another. */
  handingSeveral = 0;

  readonly #handlers: EventHandler[] = [];
  readonly #sequence: Float64Array;
  readonly #digest = new Int32Array([0x811c9dc5, 0x2545f491]);
  readonly #nameSubject: (subject: number) => string;
  #stale = false;
  #listener: EventListener | null = null;

  constructor(options: SimulationOptions = {}) {
    const facilities = options.facilities ?? 1;
    if (facilities > MAX_FACILITIES) {
      throw new RangeError(`${facilities} facilities: at most ${MAX_FACILITIES} in one run`);
    }
    this.#sequence = new Float64Array(facilities);
    this.seed = options.seed ?? 1;
    this.replication = options.replication ?? 0;
    this.#nameSubject = options.nameSubject ?? String;
  }

  /** Makes a handler known. @returns the code of its kind 0; kind k is code + k. */
  register(handler: EventHandler): number {
    this.#handlers.push(handler);
    return (this.#handlers.length - 1) << KIND_BITS;
  }

  /**
   * Puts an event on the calendar.
   * @param at instant in µs, not before now
   * @param base `tieBase(phase, facility)`, computed once by the caller
   * @returns the event's tie key, which is its name: whoever may cancel it keeps it and compares it with `firingTie`
   */
  schedule(at: Time, base: number, facility: number, code: number, subject: number): number {
    if (at < this.now[0]) this.#refusePast(at, subject);
    const tie = base + this.#sequence[facility]++;
    this.calendar.schedule(at, tie, code, subject);
    return tie;
  }

  /** Tie key of the event being handled. */
  get firingTie(): number {
    return this.calendar.taken[1];
  }

  /** Whether the present event has company at its instant; then order is left to the calendar. */
  get instantIsShared(): boolean {
    return this.handingSeveral > 0 || this.calendar.hasEventAt(this.now[0]);
  }

  /** Said by a handler that finds its event cancelled: it is counted apart and leaves no trace. */
  discard(): void {
    this.#stale = true;
  }

  /** Watches every executed event; null stops watching. */
  listen(listener: EventListener | null): void {
    this.#listener = listener;
  }

  /**
   * Executes events before `limit` (half-open), at most `budget` of them.
   * @returns true when no event before the limit is left; then the clock stands at the limit if it is finite
   */
  run(limit: Time, budget = Number.POSITIVE_INFINITY): boolean {
    const { calendar, now } = this;
    const handlers = this.#handlers;
    const digest = this.#digest;
    const taken = calendar.taken;
    let left = budget;
    while (left > 0) {
      if (!calendar.take(limit)) {
        this.#standAt(limit);
        return true;
      }
      const time = taken[0];
      const tie = taken[1];
      const code = calendar.takenHandler;
      const subject = calendar.takenSubject;
      now[0] = time;
      const handler = handlers[code >> KIND_BITS];
      handler.fire(code & (KINDS - 1), subject);
      if (this.#stale) {
        this.#stale = false;
        this.staleCount++;
        continue;
      }
      left--;
      const mixed = Math.imul(digest[0] ^ (time | 0), 0x01000193);
      digest[0] = mixed ^ (mixed >>> 15) ^ code;
      digest[1] = Math.imul(digest[1] ^ (tie | 0) ^ (time * TIME_HIGH_WORD) ^ mixed, 0x85ebca6b) + subject;
      // Counted last: what goes wrong in the handler or in a listener is then said of the same event.
      if (this.#listener !== null) this.#listener(time, tie, handler, code & (KINDS - 1), subject);
      this.eventCount++;
    }
    if (calendar.nextTime() < limit) return false;
    this.#standAt(limit);
    return true;
  }

  /** Moves the clock on to a limit that no event stands before; never back. */
  #standAt(limit: Time): void {
    if (limit !== NEVER && limit > this.now[0]) this.now[0] = limit;
  }

  /** Digest of the events executed so far, 16 hex digits: the same for every slicing, view, tracing and worker. */
  get digest(): string {
    return [...this.#digest].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
  }

  /** An error that says where the run stands and how to replay it. */
  violation(rule: string, subject?: number): InvariantError {
    return new InvariantError(rule, this.place(subject));
  }

  /** Apart from `schedule`, which is small enough to be inlined without it. */
  #refusePast(at: Time, subject: number): never {
    throw this.violation(`event scheduled into the past, at ${at} µs`, subject);
  }

  /** What went wrong while an event was handled, with where the run stands and how to replay it. */
  explain(error: unknown): InvariantError {
    if (error instanceof InvariantError) return error.at(this.place());
    const explained = new InvariantError(
      error instanceof Error ? error.message : String(error),
      this.place(),
    );
    explained.cause = error;
    return explained;
  }

  /** Where the run stands. */
  place(subject?: number): InvariantPlace {
    const firing = this.#handlers[this.calendar.takenHandler >> KIND_BITS];
    return {
      time: this.now[0],
      event: this.eventCount + 1,
      ...(firing === undefined ? {} : { handler: firing.name }),
      ...(subject === undefined ? {} : { subject: this.#nameSubject(subject) }),
      seed: this.seed,
      replication: this.replication,
    };
  }
}
