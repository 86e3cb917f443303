import { hash64 } from '../engine/random/hash.ts';
import { MAX_KEYED_SOURCES } from '../engine/random/keyed-draws.ts';

/**
 * The number by which keyed draws know a source: a hash of its name, so that a source added, removed or moved in the
 * scenario changes nobody else's luck. Where two names meet, the later one takes the next free number.
 */
export class SourceNumbers {
  /** Name of each number, in the order of the scenario. */
  readonly names = new Map<number, string>();

  /** @throws RangeError beyond 16384 sources */
  add(name: string): number {
    if (this.names.size === MAX_KEYED_SOURCES) {
      throw new RangeError(`more than ${MAX_KEYED_SOURCES} sources: ${name} has no number left`);
    }
    let number = hash64(name)[0] % MAX_KEYED_SOURCES;
    while (this.names.has(number)) number = (number + 1) % MAX_KEYED_SOURCES;
    this.names.set(number, name);
    return number;
  }
}
