import { describe, expect, it } from 'vitest';
import { threefry2x32, threefryKey } from '../../../src/engine/random/threefry.ts';

// Known answers of the Random123 distribution: key, counter, output.
const KNOWN: [string, string, string][] = [
  ['00000000 00000000', '00000000 00000000', '6b200159 99ba4efe'],
  ['ffffffff ffffffff', 'ffffffff ffffffff', '1cb996fc bb002be7'],
  ['13198a2e 03707344', '243f6a88 85a308d3', 'c4923a9c 483df7a0'],
];

function words(text: string): Int32Array {
  return Int32Array.from(text.split(' '), (word) => Number.parseInt(word, 16));
}

describe('Threefry-2x32 with 20 rounds', () => {
  it.each(KNOWN)('of key %s and counter %s is %s', (key, counter, expected) => {
    const [word0, word1] = words(key);
    const output = new Int32Array(2);
    threefry2x32(threefryKey(word0, word1), words(counter), output);
    expect([...output]).toEqual([...words(expected)]);
  });
});
