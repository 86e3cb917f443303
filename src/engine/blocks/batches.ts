import { grown, type SubjectStore } from '../subject-store.ts';

/**
 * Which subjects travel inside which batch: the members as an intrusive list behind the batch's own subject.
 * Kept apart from the subjects, because few of them are batches.
 */
export class Batches {
  readonly #subjects: SubjectStore;
  #head = new Int32Array(0);
  #count = new Int32Array(0);
  #isBatch = new Uint8Array(0);
  /** Subjects inside batches now. */
  held = 0;

  constructor(subjects: SubjectStore) {
    this.#subjects = subjects;
  }

  /** Records the members of a batch, as a list from `head`; NONE for an empty one. */
  fill(batch: number, head: number, count: number): void {
    if (batch >= this.#head.length) {
      this.#head = grown(this.#head, this.#subjects.capacity);
      this.#count = grown(this.#count, this.#subjects.capacity);
      this.#isBatch = grown(this.#isBatch, this.#subjects.capacity);
    }
    this.#head[batch] = head;
    this.#count[batch] = count;
    this.#isBatch[batch] = 1;
    this.held += count;
  }

  isBatch(subject: number): boolean {
    return subject < this.#isBatch.length && this.#isBatch[subject] === 1;
  }

  /** First member of a batch, which is none from now on; NONE for an empty one. */
  open(batch: number): number {
    this.#isBatch[batch] = 0;
    this.held -= this.#count[batch];
    return this.#head[batch];
  }
}
