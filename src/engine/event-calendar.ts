import { EventHeap } from './event-heap.ts';
import { InvariantError } from './invariant-error.ts';
import { LadderQueue } from './ladder-queue.ts';

/** Pending events above which the far future moves to the ladder. Measured by the hold model: they draw level at 256. */
const LADDER_ABOVE = 512;
/** Events that may crowd into the heap before they are spread over a finer rung. */
const CROWDED_ABOVE = 256;

/**
 * The pending events in the order of (time, tie): a heap of the near future and, when many are pending, a ladder
 * behind it. An event is near when it is earlier than `nearEnd`, which is infinite while the heap holds everything;
 * so the small case pays one comparison for the large one.
 *
 * Times are whole microseconds, safe integers; tie keys are unique (`phase.ts`); handler and subject are int32.
 */
export class EventCalendar {
  /** The event taken last: [0] its time, [1] its tie key. */
  readonly taken = new Float64Array(2);
  takenHandler = 0;
  takenSubject = 0;

  private readonly near = new EventHeap();
  private readonly far = new LadderQueue();
  private nearEnd = Number.POSITIVE_INFINITY;
  private spreadAbove: number;
  private readonly ladderAbove: number;
  private readonly heapBelow: number;

  /** `ladderAbove`: pending events above which the ladder is used; it is left again below a quarter of that. */
  constructor(options: { ladderAbove?: number } = {}) {
    this.ladderAbove = options.ladderAbove ?? LADDER_ABOVE;
    // An empty ladder is always left: it has no span from which to tell near from far.
    this.heapBelow = Math.max(1, this.ladderAbove / 4);
    this.spreadAbove = this.ladderAbove;
  }

  /**
   * Adds an event. One beyond the last safe integer lies behind every horizon and is kept there.
   * @throws InvariantError when its time is infinite or not a number.
   */
  schedule(time: number, tie: number, handler: number, subject: number): void {
    if (time < this.nearEnd) {
      this.near.insert(time, tie, handler, subject);
      if (this.near.end > this.spreadAbove) this.respread();
    } else if (time < Number.POSITIVE_INFINITY) {
      this.far.insert(Math.min(time, Number.MAX_SAFE_INTEGER), tie, handler, subject);
    } else refuse(time);
  }

  /** Takes the earliest event with time < limit into `taken`, `takenHandler`, `takenSubject`; false where there is none. */
  take(limit: number): boolean {
    const { near, taken } = this;
    if (near.holed) near.closeHole();
    if (near.end === 0 && !this.advance()) return false;
    const time = near.keys[0];
    if (time >= limit) return false;
    taken[0] = time;
    taken[1] = near.keys[1];
    this.takenHandler = near.ids[0];
    this.takenSubject = near.ids[1];
    near.holed = true;
    return true;
  }

  /** Whether a pending event shares this instant, the time of the event taken last. */
  hasEventAt(time: number): boolean {
    // What was taken last was near, and so is everything at its instant.
    return this.near.startsAt(time);
  }

  /** Instant of the earliest pending event in µs; infinite when there is none. */
  nextTime(): number {
    const { near } = this;
    if (near.holed) near.closeHole();
    if (near.end === 0 && !this.advance()) return Number.POSITIVE_INFINITY;
    return near.keys[0];
  }

  /** Pending events. */
  get size(): number {
    return this.near.end - (this.near.holed ? 1 : 0) + this.far.count;
  }

  /** Allocated bytes. */
  get bytes(): number {
    return this.taken.byteLength + this.near.bytes + this.far.bytes;
  }

  /** Forgets every pending event; the arrays keep their size. */
  clear(): void {
    this.near.clear();
    this.far.clear();
    this.nearEnd = Number.POSITIVE_INFINITY;
    this.spreadAbove = this.ladderAbove;
  }

  /** Fills the empty heap from the ladder; false where that is empty too. */
  private advance(): boolean {
    const { near, far } = this;
    if (far.count === 0 && this.nearEnd === Number.POSITIVE_INFINITY) return false;
    if (far.count < this.heapBelow) {
      far.drain(near);
      this.nearEnd = Number.POSITIVE_INFINITY;
      this.spreadAbove = this.ladderAbove;
    } else {
      this.nearEnd = far.advance(near);
      this.allowCrowding();
    }
    return near.end > 0;
  }

  private respread(): void {
    this.nearEnd = this.far.respread(this.near, this.nearEnd);
    this.allowCrowding();
  }

  /** Events at one instant cannot be spread: the next attempt waits until the heap has doubled. */
  private allowCrowding(): void {
    this.spreadAbove = Math.max(Math.min(CROWDED_ABOVE, this.ladderAbove), 2 * this.near.end);
  }
}

function refuse(time: number): never {
  throw new InvariantError(`an event cannot be scheduled at ${time} µs`);
}
