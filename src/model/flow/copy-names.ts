import { MAX_KEYED_SOURCES } from '../../engine/random/keyed-draws.ts';
import type { SplitWalk } from '../../scenario/split-walk.ts';
import type { SourceNumbers } from '../source-numbers.ts';

/** Of every split: the source numbers of the copies in turn, by the source number of the subject that is split. */
export type CopyNumbers = ReadonlyMap<string, ReadonlyMap<number, readonly number[]>>;

/**
 * Numbers every kind of copy, after all sources. A copy is drawn for by where its subject comes from, the subject's
 * ordinal and its place among the copies: a split added elsewhere changes nobody's luck.
 */
export function copyNumbers(splits: SplitWalk, sources: SourceNumbers): CopyNumbers {
  const numberOf = new Map([...sources.names].map(([number, name]) => [name, number]));
  const found = new Map<string, Map<number, number[]>>();
  for (const { name, parent, split } of splits.copies(MAX_KEYED_SOURCES)) {
    const number = sources.add(name);
    numberOf.set(name, number);
    const ofSplit = found.get(split) ?? new Map<number, number[]>();
    found.set(split, ofSplit);
    const parentNumber = numberOf.get(parent)!;
    const numbers = ofSplit.get(parentNumber) ?? [];
    ofSplit.set(parentNumber, numbers);
    numbers.push(number);
  }
  return found;
}
