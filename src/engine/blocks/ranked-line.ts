import type { SubjectStore } from '../subject-store.ts';
import type { ServiceOptions } from './service.ts';
import { WaitingLine } from './waiting-line.ts';

/** A waiting line whose subjects have the priority of their class. */
export class RankedLine {
  readonly #subjects: SubjectStore;
  readonly #line: WaitingLine;
  readonly #rankOf: Uint8Array;

  constructor(subjects: SubjectStore, { order, ranks = [] }: Pick<ServiceOptions, 'order' | 'ranks'>) {
    this.#subjects = subjects;
    this.#rankOf = Uint8Array.from({ length: 256 }, (_, klass) => ranks[klass] ?? 0);
    this.#line = new WaitingLine(subjects, order, Math.max(0, ...ranks) + 1);
  }

  get count(): number {
    return this.#line.count;
  }

  push(subject: number): void {
    this.#line.push(subject, this.#rankOf[this.#subjects.klass(subject)]);
  }

  shift(): number {
    return this.#line.shift();
  }
}
