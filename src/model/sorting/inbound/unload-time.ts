import { fromSeconds, type Time } from '../../../engine/clock.ts';
import { compileDistribution } from '../../../engine/random/distribution.ts';
import type { KeyedDraws } from '../../../engine/random/keyed-draws.ts';
import type { Variate } from '../../../engine/random/variate.ts';
import type { HubContext } from '../hub-context.ts';
import { MARK } from '../piece-store.ts';

/** How long pieces take to come out of a trailer: each has its own luck, whoever unloads it. */
export class UnloadTime {
  readonly #context: HubContext;
  /** Of mean 1; null for always the same. */
  readonly #spread: Variate | null;
  readonly #draws: KeyedDraws;

  constructor(context: HubContext) {
    const { cv } = context.block.unloading;
    this.#context = context;
    this.#spread = cv === 0 ? null : compileDistribution({ kind: 'gamma', mean: 1, cv });
    this.#draws = context.luck.draws('unload', context.code);
  }

  /** By people at one trailer, µs. @param productivity mean share of the full rate, above 0 */
  byPeople(piece: number, people: number, productivity: number): Time {
    const { marks } = this.#context.pieces;
    const { parcels_per_worker_per_hour: loose, bags_per_worker_per_hour: bags } =
      this.#context.block.unloading;
    const rate = (marks[piece] & MARK.bag) === 0 ? loose : bags;
    return this.#draw(piece, 3600 / (people * rate * productivity));
  }

  /** By the machine at a door, µs; a bag is one piece to it. */
  byMachine(piece: number): Time {
    return this.#draw(piece, 3600 / this.#context.block.unloading.machine_parcels_per_hour);
  }

  #draw(piece: number, meanS: number): Time {
    if (this.#spread === null) return fromSeconds(meanS);
    return fromSeconds(
      meanS *
        this.#spread.draw(
          this.#draws.at(this.#context.pieces.ordinal(piece), this.#context.pieces.source(piece), 0),
        ),
    );
  }
}
