/**
 * Who was met: names such as `310000#17`, as one bit per ordinal below each source, for as many as there may be.
 * Ten million parcels take little more than a megabyte; as a set of texts they would take a gigabyte.
 */
export class IdentitySet {
  readonly #bits = new Map<string, Uint8Array>();
  /** Names of another form. */
  readonly #others = new Set<string>();

  /** @returns whether it is new */
  add(name: string): boolean {
    const at = ordinalAt(name);
    if (at === -1) {
      if (this.#others.has(name)) return false;
      this.#others.add(ownCopy(name));
      return true;
    }
    const source = name.slice(0, at);
    const ordinal = Number(name.slice(at + 1));
    let bits = this.#bits.get(source);
    const byte = Math.floor(ordinal / 8);
    if (bits === undefined || byte >= bits.length) {
      const grown = new Uint8Array(Math.max(64, 2 * byte));
      if (bits !== undefined) grown.set(bits);
      bits = grown;
      this.#bits.set(ownCopy(source), bits);
    }
    const before = bits[byte];
    bits[byte] |= 1 << (ordinal & 7);
    return bits[byte] !== before;
  }

  /** @returns whether it was there */
  delete(name: string): boolean {
    const at = ordinalAt(name);
    if (at === -1) return this.#others.delete(name);
    const bits = this.#bits.get(name.slice(0, at));
    const ordinal = Number(name.slice(at + 1));
    const byte = Math.floor(ordinal / 8);
    const bit = 1 << (ordinal & 7);
    if (bits === undefined || byte >= bits.length || (bits[byte] & bit) === 0) return false;
    bits[byte] &= ~bit;
    return true;
  }

  /** All names, those of one source together and by ordinal. */
  *[Symbol.iterator](): Generator<string> {
    for (const [source, bits] of this.#bits)
      for (let byte = 0; byte < bits.length; byte++)
        for (let bit = 0; bits[byte] >> bit > 0; bit++)
          if ((bits[byte] & (1 << bit)) !== 0) yield `${source}#${8 * byte + bit}`;
    yield* this.#others;
  }
}

/** Largest ordinal that is kept as a bit: a damaged file must not ask for all memory. */
const MOST = 2 ** 27;

/** Place of the `#` before an ordinal; -1 for a name of another form. */
function ordinalAt(name: string): number {
  const at = name.lastIndexOf('#');
  if (at === -1 || !/^(?:0|[1-9]\d{0,9})$/.test(name.slice(at + 1))) return -1;
  return Number(name.slice(at + 1)) < MOST ? at : -1;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** The text in memory of its own: a part of a text that was read keeps the whole of it alive. */
function ownCopy(text: string): string {
  return decoder.decode(encoder.encode(text));
}
