/** Longer words are not compared: no name in a scenario is that long. */
const LONGEST = 80;

/** `did you mean "x"?` for the candidate nearest to a word, or an empty text where none is near. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const near = nearest(word, candidates);
  return near === undefined ? '' : `did you mean ${JSON.stringify(near)}?`;
}

/**
 * The candidate within the fewest typing mistakes of a word, letter case apart; the first of several.
 * At most one mistake for three letters. Cost: candidates × length².
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > LONGEST) return undefined;
  const lower = word.toLowerCase();
  let best: string | undefined;
  let most = Math.max(1, Math.floor(lower.length / 3));
  for (const candidate of candidates) {
    const distance = editDistance(lower, candidate.toLowerCase(), most);
    if (distance > most) continue;
    // Words without a letter in common are not near, however short.
    if (distance >= Math.max(lower.length, candidate.length)) continue;
    best = candidate;
    if (distance === 0) break;
    most = distance - 1;
  }
  return best;
}

/**
 * Letters to insert, delete, replace or swap with their neighbor to turn one word into another, each pair swapped
 * once (optimal string alignment); anything above `most` is returned as `most + 1`.
 * Source: Damerau (1964), in the restricted form of Boytsov (2011), sec. 2.2.
 */
function editDistance(from: string, to: string, most: number): number {
  if (Math.abs(from.length - to.length) > most) return most + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= to.length; column++) {
      const isSame = from[row - 1] === to[column - 1];
      let cost = Math.min(last[column] + 1, current[column - 1] + 1, last[column - 1] + (isSame ? 0 : 1));
      const isSwap =
        row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (isSwap) cost = Math.min(cost, beforeLast[column - 2] + 1);
      current.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
    beforeLast = last;
    last = current;
  }
  return Math.min(last[to.length], most + 1);
}
