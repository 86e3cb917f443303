import xor128, { type Xor128, type Xor128State } from 'seedrandom/lib/xor128.js';
import type { BitSource } from './bit-source.ts';
import { hash128Hex } from './hash.ts';

/** Where a stream stands; plain data that can be stored. */
export type StreamState = Readonly<Xor128State>;

/**
 * The sequential randomness of one named source (arrivals, weather, breakdowns) in one replication.
 *
 * Marsaglia's xor128 from seedrandom, seeded with a 128-bit hash of `masterSeed/replication/name`: raw, similar names
 * would give correlated first draws. Two streams of different names share nothing, so a source that draws more shifts
 * no other.
 */
export class Stream implements BitSource {
  readonly bits = new Int32Array(2);
  readonly name: string;
  private generator: Xor128;

  /** @param replication whole, from 0. @param name unique in a run, e.g. `arrivals/4403`. */
  constructor(masterSeed: number | string, replication: number, name: string) {
    this.name = name;
    this.generator = xor128(hash128Hex(`${masterSeed}/${replication}/${name}`), { state: true });
  }

  advance(): void {
    const generator = this.generator;
    this.bits[0] = generator.int32();
    this.bits[1] = generator.int32();
  }

  /** Where the stream stands, between two draws. */
  state(): StreamState {
    return this.generator.state();
  }

  /** Goes back, or on, to where a stream stood: the draws after it repeat exactly. */
  restore(state: StreamState): void {
    this.generator = xor128(this.name, { state });
  }
}
