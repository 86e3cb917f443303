import { NONE, type SubjectStore } from '../subject-store.ts';

/** FIFO serves in order of arrival, LIFO the latest first; both within a priority rank where there are several. */
export type LineOrder = 'fifo' | 'lifo';

/**
 * Waiting subjects as intrusive lists, one per priority rank; rank 0 is served first.
 * No allocation per subject; taking scans the ranks, which are few.
 */
export class WaitingLine {
  readonly #subjects: SubjectStore;
  readonly #head: Int32Array;
  readonly #tail: Int32Array;
  readonly #lifo: boolean;
  count = 0;

  constructor(subjects: SubjectStore, order: LineOrder = 'fifo', ranks = 1) {
    this.#subjects = subjects;
    this.#head = new Int32Array(ranks).fill(NONE);
    this.#tail = new Int32Array(ranks).fill(NONE);
    this.#lifo = order === 'lifo';
  }

  /** Joins the line of its rank. */
  push(subject: number, rank: number): void {
    if (this.#lifo) {
      this.pushFirst(subject, rank);
      return;
    }
    this.#subjects.setLink(subject, NONE);
    if (this.#head[rank] === NONE) this.#head[rank] = subject;
    else this.#subjects.setLink(this.#tail[rank], subject);
    this.#tail[rank] = subject;
    this.count++;
  }

  /** Goes to the front of its rank: a preempted subject is resumed before its equals. */
  pushFirst(subject: number, rank: number): void {
    this.#subjects.setLink(subject, this.#head[rank]);
    if (this.#head[rank] === NONE) this.#tail[rank] = subject;
    this.#head[rank] = subject;
    this.count++;
  }

  /** Takes the first of the best rank; NONE when nobody waits. */
  shift(): number {
    const head = this.#head;
    for (let rank = 0; rank < head.length; rank++) {
      const subject = head[rank];
      if (subject === NONE) continue;
      head[rank] = this.#subjects.link(subject);
      this.#subjects.setLink(subject, NONE);
      this.count--;
      return subject;
    }
    return NONE;
  }

  /** The subject that `shift` would take; NONE when nobody waits. */
  first(): number {
    const head = this.#head;
    for (let rank = 0; rank < head.length; rank++) {
      if (head[rank] !== NONE) return head[rank];
    }
    return NONE;
  }
}
