import { KeyedDraws } from '../../engine/random/keyed-draws.ts';
import { Stream } from '../../engine/random/stream.ts';

/** Names every source of randomness of a replication. */
export class Luck {
  readonly #seed: number | string;
  readonly #replication: number;

  constructor(seed: number | string, replication: number) {
    this.#seed = seed;
    this.#replication = replication;
  }

  /** Draws that belong to parcels (or trips, or stops), by key. @param place facility, zone or lane code */
  draws(purpose: string, place: string): KeyedDraws {
    return new KeyedDraws(this.#seed, this.#replication, purpose, place);
  }

  /** A sequential source with a stream of its own. */
  stream(name: string): Stream {
    return new Stream(this.#seed, this.#replication, name);
  }
}
