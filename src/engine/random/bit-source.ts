/**
 * Where variates take their randomness from: 64 fresh bits per `advance`, left in `bits[0]` (high word) and
 * `bits[1]` (low word). A typed array, so that a word is never boxed.
 */
export interface BitSource {
  readonly bits: Int32Array;
  advance(): void;
}
