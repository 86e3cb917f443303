import type { WorldRect } from '../view-camera.ts';
import type { FloorColors } from './floor-colors.ts';
import type { KeptFloorFrame } from './floor-frames.ts';
import type { FloorLayout } from './floor-layout.ts';
import { movedAlong, plateOf } from './floor-plate.ts';
import type { PlateLayer } from './plate-layer.ts';
import { PATTERN } from './plate-look.ts';

/** What never changes: the hall with its walls and doors, places for trailers, belts from the doors, stations. */
export function drawGround(layer: PlateLayer, layout: FloorLayout, colors: FloorColors): void {
  layer.begin();
  if (layout.yardSlots.length > 0) {
    layer.add(plateOf(layout.yard), { fill: colors.yard, line: colors.faint, rounding: 1 });
  }
  layer.add(plateOf(layout.hall), { fill: colors.hall, line: colors.wall, rounding: 1 });
  for (const slot of [...layout.yardSlots, ...layout.inbound, ...layout.outbound]) {
    layer.add(slot, { fill: 0, line: colors.faint, rounding: 0.3, pattern: PATTERN.dashed });
  }
  for (const feeder of layout.feeders) {
    layer.add(feeder, { fill: colors.belt, line: colors.faint, rounding: 0.3 });
  }
  for (const door of [...layout.inbound, ...layout.outbound]) {
    const sill = movedAlong(door, door.halfLength + 0.5);
    layer.add({ ...sill, halfLength: 0.3, halfWidth: 1.2 }, { fill: colors.wall, rounding: 0.1 });
  }
  for (const station of layout.stationsInUse) {
    layer.add(plateOf(layout.stations[station]), { fill: 0, line: colors.faint, rounding: 0.8 });
  }
  for (const table of layout.sorters.flatMap((sorter) => sorter.tables)) {
    layer.add(table, { fill: colors.belt, line: colors.edge, rounding: 0.3 });
  }
  layer.end();
}

/** Heat of a number of parcels whose room is not known: by order of magnitude, 1 at ten thousand. */
function heatOfCount(parcels: number): number {
  return Math.min(1, Math.log10(1 + Math.max(0, parcels)) / 4);
}

/** Share of its spaces taken from which a yard is warm at all. */
const YARD_FELT = 0.4;
/** Pieces in the line of one infeed at which its zone is as hot as it gets. */
const LONG_LINE = 15;

/** Heat of the yard and of each zone of each sorter, 0 to 1: how full the yard is, how long the lines are. */
export function floorHeat(
  layout: FloorLayout,
  frame: KeptFloorFrame,
  zonesOf: (sorter: number) => readonly { readonly firstInfeed: number; readonly infeeds: number }[],
): { rect: WorldRect; share: number }[] {
  const heat: { rect: WorldRect; share: number }[] = [];
  if (layout.yardSlots.length > 0) {
    heat.push({
      rect: layout.yard,
      share: (frame.yardParcels.length / layout.yardSlots.length - YARD_FELT) / (1 - YARD_FELT),
    });
  }
  layout.sorters.forEach((place, sorter) => {
    zonesOf(sorter).forEach((zone, i) => {
      let pieces = 0;
      for (let k = 0; k < zone.infeeds; k++) pieces += frame.infeeds.line[zone.firstInfeed + k] ?? 0;
      heat.push({ rect: place.zones[i], share: pieces / zone.infeeds / LONG_LINE });
    });
  });
  const [, , , , code, irregular, , load] = frame.stages;
  heat.push({ rect: layout.stations.code, share: heatOfCount(code) });
  heat.push({ rect: layout.stations.irregular, share: heatOfCount(irregular) });
  // The strip before the outbound doors holds much at all times: hot only from what several trailers take.
  heat.push({ rect: layout.loading, share: heatOfCount(load / 10) });
  return heat;
}

/** Draws heat a little larger than the areas that it belongs to. */
export function drawHeat(
  layer: PlateLayer,
  heat: readonly { readonly rect: WorldRect; readonly share: number }[],
  colors: FloorColors,
): void {
  layer.begin();
  for (const { rect, share } of heat) {
    const fill = colors.heat(share);
    if (fill === 0) continue;
    const plate = plateOf(rect);
    layer.add(
      { ...plate, halfLength: plate.halfLength + 2.5, halfWidth: plate.halfWidth + 2.5 },
      { fill, pattern: PATTERN.glow },
    );
  }
  layer.end();
}
