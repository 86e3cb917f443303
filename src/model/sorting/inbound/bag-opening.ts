import { fromSeconds, type Time } from '../../../engine/clock.ts';
import { compileDistribution } from '../../../engine/random/distribution.ts';
import { GivenValues } from '../../../engine/random/given-values.ts';
import type { KeyedDraws } from '../../../engine/random/keyed-draws.ts';
import type { Variate } from '../../../engine/random/variate.ts';
import { NONE } from '../../../engine/subject-store.ts';
import { distributionSpec } from '../../../scenario/distribution-schema.ts';
import type { HubContext } from '../hub-context.ts';
import { MARK } from '../piece-store.ts';
import type { UnloadHost } from './inbound-port.ts';

/** Whether a piece is a bag that ends here and is opened at its door. */
export function isOpenedHere(marks: number): boolean {
  return (marks & (MARK.bag | MARK.through)) === MARK.bag;
}

/** One worker empties a bag onto the belt: the bag is replaced by its parcels, who get their own luck by their ordinals. */
export class BagOpening {
  /** Hours of one person at the full rate, in the mean. */
  readonly meanH: number;
  readonly #context: HubContext;
  readonly #host: UnloadHost;
  readonly #time: Variate;
  readonly #draws: KeyedDraws;

  constructor(context: HubContext, host: UnloadHost) {
    this.#context = context;
    this.#host = host;
    this.#time = compileDistribution(distributionSpec(context.block.unloading.open_bag));
    this.#draws = context.luck.draws('open-bag', context.code);
    this.meanH = this.#time.mean / 3600;
  }

  /** How long a bag takes, µs. @param productivity of the worker, above 0 */
  duration(bag: number, productivity: number): Time {
    const time = this.#time;
    const seconds =
      time instanceof GivenValues
        ? time.at(this.#context.pieces.ordinal(bag))
        : time.draw(this.#draws.at(this.#context.pieces.ordinal(bag), this.#context.pieces.source(bag), 0));
    return fromSeconds(seconds / productivity);
  }

  /**
   * Replaces a bag by its parcels and gives its slot back. They are where the bag is, with the bag's times, each with the
   * bag's source and an ordinal from the bag's on.
   * @returns the first of them, the others behind it through `pieces.link` in the order of their ordinals
   */
  open(bag: number): number {
    const { pieces, journal, sim } = this.#context;
    const now = sim.now[0];
    const count = pieces.parcels[bag];
    const source = pieces.source(bag);
    const ordinal = pieces.ordinal(bag);
    const klass = pieces.klass(bag);
    const createdAt = pieces.createdAt(bag);
    journal.replaced(bag, now);
    let first = NONE;
    let last = NONE;
    for (let k = 0; k < count; k++) {
      const piece = pieces.create(source, ordinal + k, klass, createdAt);
      this.#host.fillLoose(piece, bag);
      journal.cameOut(piece, bag, now);
      if (last === NONE) first = piece;
      else pieces.setLink(last, piece);
      last = piece;
    }
    pieces.release(bag);
    return first;
  }
}
