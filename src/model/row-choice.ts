import type { RowChoice } from './run.ts';

/** A hash of who a subject is, 0 to 2^32 - 1: decides which rows a sampled table holds, whatever the run does. */
export function hashIdentity(source: number, ordinal: number): number {
  let h = Math.imul(source ^ 0x9e3779b9, 0x85ebca6b) ^ ordinal;
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Whether a choice of rows holds those of a subject. @param identity its hash */
export function isChosen(choice: RowChoice, identity: number): boolean {
  if (choice === 'all') return true;
  return choice !== 'none' && identity % choice.sample === 0;
}
