import type { Stream } from '../random/stream.ts';
import { uniform53 } from '../random/uniform.ts';
import { grown } from '../subject-store.ts';
import { DueHeap } from './due-heap.ts';

/** A line of which not the order of arrival tells who is next. */
export interface PickedLine {
  readonly count: number;
  /** @param work service time that the subject will take, µs */
  push(subject: number, work: number): void;
  /** Takes the next; only while somebody waits. */
  shift(): number;
}

const FIRST_CAPACITY = 64;

/** Every one who waits is equally likely to be next (service in random order). */
export class RandomLine implements PickedLine {
  readonly #stream: Stream;
  #subjects = new Int32Array(FIRST_CAPACITY);
  count = 0;

  constructor(stream: Stream) {
    this.#stream = stream;
  }

  push(subject: number): void {
    if (this.count === this.#subjects.length) this.#subjects = grown(this.#subjects, 2 * this.count);
    this.#subjects[this.count++] = subject;
  }

  shift(): number {
    // Alone: nothing to draw.
    const at = this.count === 1 ? 0 : Math.floor(uniform53(this.#stream) * this.count);
    const subject = this.#subjects[at];
    this.#subjects[at] = this.#subjects[--this.count];
    return subject;
  }
}

/** The least work is next, of equals the first that came (shortest job first, without interruption). */
export class ShortestLine implements PickedLine {
  readonly #heap = new DueHeap();

  get count(): number {
    return this.#heap.count;
  }

  push(subject: number, work: number): void {
    this.#heap.push(subject, work);
  }

  shift(): number {
    return this.#heap.shift();
  }
}
