import { describe, expect, it } from 'vitest';
import { hash64, hash128, hash128Hex, murmur3x86128 } from '../../../src/engine/random/hash.ts';

describe('the hash of names', () => {
  it('passes the verification of its reference implementation, SMHasher', () => {
    // Hashes of the keys {}, {0}, {0, 1} ... with seeds 256, 255 ... are hashed once more; the first word is published.
    const hashes = new Uint8Array(256 * 16);
    const key = new Uint8Array(256);
    for (let i = 0; i < 256; i++) {
      key[i] = i;
      const words = murmur3x86128(key.subarray(0, i), 256 - i);
      const view = new DataView(hashes.buffer, i * 16);
      for (let w = 0; w < 4; w++) view.setUint32(w * 4, words[w], true);
    }
    expect(murmur3x86128(hashes)[0]).toBe(0xb3ece62a);
  });

  it('gives known hashes of text', () => {
    expect(hash128Hex('')).toBe('0'.repeat(32));
    expect(hash128Hex('The quick brown fox jumps over the lazy dog')).toBe(
      '2f1583c3ecee2c675d7bf66ce5e91d2c',
    );
    const tobacconist = "I will not buy this tobacconist's, it is scratched.";
    expect(hash128Hex(tobacconist)).toBe('9b5b7ba2ef3f7866889adeaf00f3f98e');
  });

  it('reads names as UTF-8', () => {
    const bytes = new Uint8Array([0xe5, 0x8c, 0x97, 0xe4, 0xba, 0xac]);
    expect(hash128('北京')).toEqual(murmur3x86128(bytes));
  });

  it('gives the first two words as 64 bits', () => {
    expect([...hash64('arrivals')]).toEqual([...hash128('arrivals')].slice(0, 2));
  });
});
