import { InvariantError } from '../invariant-error.ts';
import type { BitSource } from './bit-source.ts';
import { hash64 } from './hash.ts';
import { threefry2x32, threefryKey } from './threefry.ts';

/** Demand sources that the counter can tell apart (14 bits). */
export const MAX_KEYED_SOURCES = 2 ** 14;

/** Most steps of 64 bits behind one variate (6 bits). */
const MAX_INNER_DRAWS = 64;

const ORDINAL_SPAN = 2 ** 32;
const VISIT_LOW_BITS = 12;
const VISIT_LOW_SPAN = 1 << VISIT_LOW_BITS;
/** Ordinals of a population that circulates stay below this; its visits beyond 4095 go to the bits above. */
const CIRCULATING_SPAN = 2 ** 20;

/** Most visits of one subject for one purpose at one facility. */
export const MAX_VISITS = (ORDINAL_SPAN / CIRCULATING_SPAN) * VISIT_LOW_SPAN;

/**
 * The luck of each subject for one purpose at one facility: a pure function of (master seed, replication, purpose,
 * facility, source, ordinal, visit). What other subjects or facilities draw, and in which order, changes nothing,
 * which is what makes common random numbers bite.
 *
 * Counter: the ordinal in one word; source (14 bits), visit (12) and inner draw (6) in the other. From visit 4096 on
 * its higher part is added to the ordinal's word above bit 20; a source that circulates so often must keep its
 * ordinals below 2^20, so that no two counters meet.
 */
export class KeyedDraws implements BitSource {
  readonly bits = new Int32Array(2);
  private readonly key: Int32Array;
  private readonly counter = new Int32Array(2);
  private inner = 0;

  /** The key is computed here, once per block. @param replication whole, from 0. */
  constructor(masterSeed: number | string, replication: number, purpose: string, facility: number | string) {
    // The length keeps (a/b, c) apart from (a, b/c).
    const [word0, word1] = hash64(`${masterSeed}/${replication}/${purpose.length}:${purpose}/${facility}`);
    this.key = threefryKey(word0, word1);
  }

  /**
   * Goes to the first draw of a subject's visit. @param ordinal 0 to 2^32 - 1, of the subject in its source.
   * @param source 0 to 2^14 - 1. @param visit how many-th draw of this purpose at this facility, from 0.
   * @throws InvariantError where two counters could meet.
   */
  at(ordinal: number, source: number, visit: number): this {
    // The unsigned shift compares false for fractions, negatives, NaN and what is too large.
    if (ordinal >>> 0 !== ordinal)
      throw new InvariantError(`keyed draw: ordinal ${ordinal} is not 0 to 2^32 - 1`);
    if (source >>> 0 !== source || source >= MAX_KEYED_SOURCES) {
      throw new InvariantError(`keyed draw: source ${source} is not 0 to ${MAX_KEYED_SOURCES - 1}`);
    }
    let word0 = ordinal;
    if (visit >>> 0 !== visit || visit >= VISIT_LOW_SPAN) word0 = circulate(ordinal, visit);
    this.counter[0] = word0;
    this.counter[1] = (source << 18) | ((visit & (VISIT_LOW_SPAN - 1)) << 6);
    this.inner = 0;
    return this;
  }

  /** @throws InvariantError at the 65th step of one visit. */
  advance(): void {
    if (this.inner === MAX_INNER_DRAWS) {
      throw new InvariantError(`keyed draw: more than ${MAX_INNER_DRAWS} steps for one variate`);
    }
    threefry2x32(this.key, this.counter, this.bits);
    this.inner++;
    // The inner draw is in the lowest bits; the 64th leaves them spilled, and the check above ends it there.
    this.counter[1]++;
  }
}

function circulate(ordinal: number, visit: number): number {
  if (!Number.isInteger(visit) || visit < 0 || visit >= MAX_VISITS) {
    throw new InvariantError(`keyed draw: visit ${visit} is not 0 to ${MAX_VISITS - 1}`);
  }
  if (ordinal >= CIRCULATING_SPAN) {
    throw new InvariantError(
      `keyed draw: ordinal ${ordinal} at visit ${visit}, allowed below 2^20 from visit 4096 on`,
    );
  }
  return ordinal + (visit >>> VISIT_LOW_BITS) * CIRCULATING_SPAN;
}
