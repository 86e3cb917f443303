import type { FloorSorter } from '../../snapshot/floor-snapshot.ts';
import type { FloorColors } from './floor-colors.ts';
import type { KeptFloorFrame } from './floor-frames.ts';
import { movedAlong } from './floor-plate.ts';
import type { PlateLayer } from './plate-layer.ts';
import { PATTERN } from './plate-look.ts';
import type { SorterPlace } from './sorter-layout.ts';

/** Share of its room from which a chute is warm. */
const WARM_FROM = 0.8;
/** Pieces in line lie this far apart on an infeed, m. */
const PIECE_PITCH = 0.62;
const PIECE_HALF = 0.24;
/** States of an infeed. */
const INFEED = { off: 0, blocked: 3, down: 4 } as const;

/** Share of a chute's room in use, at most 1. Parcels in the open container are among the chute's. */
export function chuteLevel(parcels: number, room: number): number {
  return room > 0 ? Math.min(1, Math.max(0, parcels / room)) : 0;
}

/** Chutes as columns that rise to the belt, and at their feet the containers as they fill. */
export function drawChutes(
  layer: PlateLayer,
  sorter: FloorSorter,
  place: SorterPlace,
  { chutes }: KeptFloorFrame,
  colors: FloorColors,
): void {
  place.chutes.forEach((chute, i) => {
    const index = sorter.firstChute + i;
    const level = chuteLevel(chutes.parcels[index], sorter.chuteParcels);
    const isFull = level >= 1;
    const color = isFull ? colors.hot : level >= WARM_FROM ? colors.warm : colors.cargo;
    if (chutes.direction[index] === -1 && level === 0) {
      layer.add(chute, { fill: 0, line: colors.faint, rounding: 0.2, pattern: PATTERN.dashed });
      return;
    }
    const line = isFull ? colors.hot : colors.faint;
    layer.add(chute, { fill: color, back: colors.trailer, line, level, rounding: 0.2 });
    const container = place.containers[i];
    const inside = chuteLevel(chutes.inContainer[index], sorter.chuteParcels);
    layer.add(container, {
      fill: colors.cargo,
      back: colors.trailer,
      line: colors.edge,
      level: inside,
      rounding: 0.15,
    });
  });
}

/** Infeeds with the pieces in their lines, as many as lie on the belt. */
export function drawInfeeds(
  layer: PlateLayer,
  sorter: FloorSorter,
  place: SorterPlace,
  { infeeds }: KeptFloorFrame,
  colors: FloorColors,
): void {
  place.infeeds.forEach((belt, i) => {
    const index = sorter.firstInfeed + i;
    const state = infeeds.state[index];
    const isDown = state === INFEED.down;
    layer.add(belt, {
      fill: state === INFEED.off ? 0 : colors.belt,
      line: isDown ? colors.hot : state === INFEED.blocked ? colors.warm : colors.edge,
      rounding: 0.15,
      pattern: isDown ? PATTERN.hatched : PATTERN.plain,
    });
    const pieces = Math.min(infeeds.line[index], Math.floor((2 * belt.halfLength) / PIECE_PITCH));
    const half = Math.min(PIECE_HALF, 0.7 * belt.halfWidth);
    const fill = state === INFEED.blocked ? colors.warm : colors.cargo;
    for (let k = 0; k < pieces; k++) {
      const piece = movedAlong(belt, belt.halfLength - (k + 0.5) * PIECE_PITCH);
      layer.add({ ...piece, halfLength: half, halfWidth: half }, { fill });
    }
  });
}
