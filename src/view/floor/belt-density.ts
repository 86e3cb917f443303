import type { FloorPath } from './floor-path.ts';

/** Sections of a sorter whose density a frame tells. */
const SECTIONS = 24;
/** Pieces of a straight section, and of a half circle. */
const PIECES_PER_SECTION = 2;
const PIECES_PER_TURN = 20;
/** Positions at which a belt is cut into pieces: dense in the turns, and at the middle of every section. */
export function beltCuts(path: FloorPath): Float32Array {
  const cuts = new Set<number>([0, path.lengthM]);
  const pieces = SECTIONS * PIECES_PER_SECTION;
  for (let i = 1; i < pieces; i++) cuts.add((i / pieces) * path.lengthM);
  if (path.radiusM > 0) {
    for (const start of [path.straightM, path.lengthM / 2 + path.straightM]) {
      const turnM = path.lengthM / 2 - path.straightM;
      for (let i = 0; i <= PIECES_PER_TURN; i++) cuts.add(start + (i / PIECES_PER_TURN) * turnM);
    }
  }
  return Float32Array.from([...cuts].sort((a, b) => a - b));
}

/** Density at a position, between the middles of its sections; around the end of a loop, up to it on a line. */
export function densityAt(density: Float32Array, share: number, isLoop: boolean): number {
  const sections = density.length;
  if (sections === 0) return 0;
  const at = share * sections - 0.5;
  const before = Math.floor(at);
  const wrap = (i: number) => (isLoop ? (i + sections) % sections : Math.min(sections - 1, Math.max(0, i)));
  return density[wrap(before)] + (at - before) * (density[wrap(before + 1)] - density[wrap(before)]);
}
