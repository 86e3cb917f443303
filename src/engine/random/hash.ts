const C1 = 0x239b961b;
const C2 = 0xab0e9789;
const C3 = 0x38b34ae5;
const C4 = 0xa1e38b93;

const encoder = new TextEncoder();

/**
 * MurmurHash3, the x86 variant of 128 bits, of bytes. @returns four words of 32 bits, unsigned.
 * Not cryptographic: it spreads similar names over unrelated seeds. Source: Appleby, `MurmurHash3_x86_128` of SMHasher
 * (public domain).
 */
export function murmur3x86128(bytes: Uint8Array, seed = 0): Uint32Array {
  const length = bytes.length;
  let h1 = seed | 0;
  let h2 = h1;
  let h3 = h1;
  let h4 = h1;

  const whole = length - (length % 16);
  for (let at = 0; at < whole; at += 16) {
    h1 ^= scramble(wordAt(bytes, at), C1, 15, C2);
    h1 = Math.imul(rotate(h1, 19) + h2, 5) + 0x561ccd1b;
    h2 ^= scramble(wordAt(bytes, at + 4), C2, 16, C3);
    h2 = Math.imul(rotate(h2, 17) + h3, 5) + 0x0bcaa747;
    h3 ^= scramble(wordAt(bytes, at + 8), C3, 17, C4);
    h3 = Math.imul(rotate(h3, 15) + h4, 5) + 0x96cd1c35;
    h4 ^= scramble(wordAt(bytes, at + 12), C4, 18, C1);
    h4 = Math.imul(rotate(h4, 13) + h1, 5) + 0x32ac3b17;
  }

  // What is left over counts as padded with zeros, which scramble to zero.
  h1 ^= scramble(wordAt(bytes, whole), C1, 15, C2);
  h2 ^= scramble(wordAt(bytes, whole + 4), C2, 16, C3);
  h3 ^= scramble(wordAt(bytes, whole + 8), C3, 17, C4);
  h4 ^= scramble(wordAt(bytes, whole + 12), C4, 18, C1);

  h1 ^= length;
  h2 ^= length;
  h3 ^= length;
  h4 ^= length;
  h1 = (h1 + h2 + h3 + h4) | 0;
  h2 = finalMix(h2 + h1);
  h3 = finalMix(h3 + h1);
  h4 = finalMix(h4 + h1);
  h1 = finalMix(h1);
  h1 = (h1 + h2 + h3 + h4) | 0;
  return new Uint32Array([h1, h2 + h1, h3 + h1, h4 + h1]);
}

/** MurmurHash3 of a name's UTF-8 bytes: four words of 32 bits. An unpaired surrogate counts as U+FFFD. */
export function hash128(name: string): Uint32Array {
  return murmur3x86128(encoder.encode(name));
}

/** The 128 bits of a name as 32 lowercase hexadecimal digits. */
export function hash128Hex(name: string): string {
  let hex = '';
  for (const word of hash128(name)) hex += word.toString(16).padStart(8, '0');
  return hex;
}

/** The first 64 bits of a name's hash: two words of 32 bits. */
export function hash64(name: string): Uint32Array {
  return hash128(name).subarray(0, 2);
}

/** Four bytes, lowest first; those past the end are 0. */
function wordAt(bytes: Uint8Array, at: number): number {
  return bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);
}

function rotate(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}

function scramble(word: number, first: number, by: number, second: number): number {
  return Math.imul(rotate(Math.imul(word, first), by), second);
}

function finalMix(word: number): number {
  let h = word ^ (word >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}
