import { describe, expect, it } from 'vitest';
import { frameBuffers } from '../../src/worker/frame-buffers.ts';

describe('the buffers of a message', () => {
  it('are found at any depth, each once, so that none is transferred twice', () => {
    const shared = new ArrayBuffer(16);
    const other = new Float64Array(2);
    const message = {
      kind: 'x',
      a: new Int32Array(shared, 0, 2),
      deep: { b: new Int32Array(shared, 8), c: other },
      none: null,
    };
    expect(frameBuffers(message)).toEqual([shared, other.buffer]);
  });
});
