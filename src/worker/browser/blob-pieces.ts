import { pauseTurn } from './pause-turn.ts';

/** Bytes that are in memory at a time. */
const PIECE_BYTES = 2 ** 18;

/**
 * The bytes of a blob, piece by piece, with a turn of the event loop after each: what comes from a blob as a stream may
 * follow so fast that a worker gives no sign of life, and not every browser can loop over a stream.
 */
export async function* blobPieces(content: Blob): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (let at = 0; at < content.size; at += PIECE_BYTES) {
    yield new Uint8Array(await content.slice(at, at + PIECE_BYTES).arrayBuffer());
    await pauseTurn(0);
  }
}
