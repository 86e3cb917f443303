import { grown, NONE, type SubjectStore } from '../subject-store.ts';

const FIRST_CAPACITY = 64;

/** Whoever keeps a subject while its copies are under way, and lets it go on. */
export interface Parting {
  /** The subject's copies have come together; it leaves for good. */
  reunite(parent: number): void;
}

/**
 * Which copies belong to which subject, and how many of them are missing. A family outlives its parent's departure
 * where not all copies were waited for, so it has a slot of its own.
 */
export class Families {
  readonly #subjects: SubjectStore;
  /** Per subject slot: its family as a copy, NONE where it is none. */
  #familyOf = new Int32Array(0);
  #parent = new Int32Array(0);
  #missing = new Int32Array(0);
  #alive = new Int32Array(0);
  /** The copies that wait, as a list; the list of free families too. */
  #head = new Int32Array(0);
  readonly #partings: Parting[] = [];
  #free = NONE;

  constructor(subjects: SubjectStore) {
    this.#subjects = subjects;
  }

  /** Begins a family of so many copies, of which `needed` are waited for. */
  begin(parent: number, parting: Parting, copies: number, needed: number): number {
    if (this.#free === NONE) this.#grow();
    const family = this.#free;
    this.#free = this.#head[family];
    this.#parent[family] = parent;
    this.#missing[family] = needed;
    this.#alive[family] = copies;
    this.#head[family] = NONE;
    this.#partings[family] = parting;
    return family;
  }

  adopt(family: number, copy: number): void {
    if (copy >= this.#familyOf.length) {
      const known = this.#familyOf.length;
      this.#familyOf = grown(this.#familyOf, this.#subjects.capacity);
      this.#familyOf.fill(NONE, known);
    }
    this.#familyOf[copy] = family;
  }

  /** Family of a copy; NONE for a subject that is none. */
  of(subject: number): number {
    return subject < this.#familyOf.length ? this.#familyOf[subject] : NONE;
  }

  /** Copies still waited for; 0 or less once they are together. */
  missing(family: number): number {
    return this.#missing[family];
  }

  /** A copy has come and waits. */
  come(family: number, copy: number): void {
    this.#missing[family]--;
    this.#subjects.setLink(copy, this.#head[family]);
    this.#head[family] = copy;
  }

  /** Takes the copies that wait, as a list, the latest first. */
  takeWaiting(family: number): number {
    const head = this.#head[family];
    this.#head[family] = NONE;
    return head;
  }

  /** The subject that was split; read it before its last copy is forgotten. */
  parentOf(family: number): number {
    return this.#parent[family];
  }

  /** Who keeps it. */
  partingOf(family: number): Parting {
    return this.#partings[family];
  }

  /** A copy has ceased to be; with the last of them the family does. */
  forget(copy: number): void {
    const family = this.#familyOf[copy];
    this.#familyOf[copy] = NONE;
    if (--this.#alive[family] > 0) return;
    this.#head[family] = this.#free;
    this.#free = family;
  }

  #grow(): void {
    const from = this.#parent.length;
    const to = Math.max(FIRST_CAPACITY, 2 * from);
    this.#parent = grown(this.#parent, to);
    this.#missing = grown(this.#missing, to);
    this.#alive = grown(this.#alive, to);
    this.#head = grown(this.#head, to);
    for (let family = to - 1; family >= from; family--) {
      this.#head[family] = this.#free;
      this.#free = family;
    }
  }
}
