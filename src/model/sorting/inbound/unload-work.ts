import type { HubContext } from '../hub-context.ts';
import { MARK } from '../piece-store.ts';
import { isOpenedHere } from './bag-opening.ts';

/** The pieces that wait in docked trailers, and the work in them. */
export class UnloadWork {
  #loose = 0;
  #bags = 0;
  #toOpen = 0;
  readonly #context: HubContext;
  readonly #openBagH: number;

  /** @param openBagH hours that one person opens a bag */
  constructor(context: HubContext, openBagH: number) {
    this.#context = context;
    this.#openBagH = openBagH;
  }

  /** A piece comes (1), or is taken in hand (−1). */
  count(piece: number, by: number): void {
    const marks = this.#context.pieces.marks[piece];
    if ((marks & MARK.bag) === 0) this.#loose += by;
    else {
      this.#bags += by;
      if (isOpenedHere(marks)) this.#toOpen += by;
    }
  }

  /** Hours of one person at the full rate. */
  get hours(): number {
    const { parcels_per_worker_per_hour: loose, bags_per_worker_per_hour: bags } =
      this.#context.block.unloading;
    return this.#loose / loose + this.#bags / bags + this.#toOpen * this.#openBagH;
  }
}
