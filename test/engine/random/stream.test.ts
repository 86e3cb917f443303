import { describe, expect, it } from 'vitest';
import { Stream } from '../../../src/engine/random/stream.ts';
import { uniform53 } from '../../../src/engine/random/uniform.ts';

function take(stream: Stream, n: number): number[] {
  return Array.from({ length: n }, () => uniform53(stream));
}

describe('a stream', () => {
  it('repeats for the same seed, replication and name', () => {
    expect(take(new Stream(7, 3, 'arrivals'), 50)).toEqual(take(new Stream(7, 3, 'arrivals'), 50));
  });

  it('differs by seed, by replication and by name', () => {
    const firsts = [
      new Stream(7, 3, 'arrivals'),
      new Stream(8, 3, 'arrivals'),
      new Stream(7, 4, 'arrivals'),
      new Stream(7, 3, 'arrival'),
      new Stream('seven', 3, 'arrivals'),
    ].map((stream) => take(stream, 4).join());
    expect(new Set(firsts).size).toBe(firsts.length);
  });

  it('goes on from a restored state exactly, in the same stream and in another', () => {
    const stream = new Stream(7, 0, 'weather');
    take(stream, 11);
    const state = JSON.parse(JSON.stringify(stream.state()));
    const first = take(stream, 100);
    stream.restore(state);
    expect(take(stream, 100)).toEqual(first);
    const other = new Stream(1, 1, 'other');
    other.restore(state);
    expect(take(other, 100)).toEqual(first);
  });

  it('is not moved by reading its state', () => {
    const read = new Stream(7, 0, 'weather');
    const values: number[] = [];
    for (let i = 0; i < 20; i++) {
      read.state();
      values.push(uniform53(read));
    }
    expect(values).toEqual(take(new Stream(7, 0, 'weather'), 20));
  });

  it('has unrelated first draws under similar names', () => {
    const n = 2000;
    const firsts = Array.from(
      { length: n + 1 },
      (_, i) => uniform53(new Stream(2104, 0, `station/${i}`)) - 0.5,
    );
    let lagged = 0;
    for (let i = 0; i < n; i++) lagged += firsts[i] * firsts[i + 1];
    // The serial correlation of independent uniforms is about normal with sd 1 / sqrt(n).
    expect(Math.abs((lagged / n) * 12)).toBeLessThan(4 / Math.sqrt(n));
    const mean = firsts.reduce((sum, u) => sum + u, 0) / (n + 1);
    expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(12 * n));
  });
});
