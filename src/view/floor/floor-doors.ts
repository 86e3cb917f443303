import { DOOR } from '../../snapshot/floor-snapshot.ts';
import type { FloorColors } from './floor-colors.ts';
import type { KeptFloorFrame } from './floor-frames.ts';
import type { FloorLayout } from './floor-layout.ts';
import { type FloorPlate, movedAlong } from './floor-plate.ts';
import type { PlateLayer } from './plate-layer.ts';
import { PATTERN } from './plate-look.ts';

/** How far from its door a trailer stands while one leaves and the next backs in, m. */
const BACKING = 4;
const PERSON_RADIUS = 0.42;
const PEOPLE_PITCH = 1;
const PEOPLE_PER_ROW = 3;
/** Before its departure a trailer's clock is full, and warm and hot near the end, minutes. */
const CLOCK_MIN = 120;
const SOON_MIN = 20;
const NOW_MIN = 5;

/** Share of the clock that is left before a departure; 0 from then on and where none is planned. */
export function clockLeft(departsUs: number, nowUs: number): number {
  const minutes = (departsUs - nowUs) / 60e6;
  return Number.isFinite(minutes) ? Math.min(1, Math.max(0, minutes / CLOCK_MIN)) : 0;
}

/** Trailers in the yard, as full as they are against the fullest one in sight. */
export function drawYard(
  layer: PlateLayer,
  layout: FloorLayout,
  frame: KeptFloorFrame,
  colors: FloorColors,
): void {
  const { yardParcels, inbound } = frame;
  let most = 1;
  for (const parcels of yardParcels) most = Math.max(most, parcels);
  for (const parcels of inbound.docked) most = Math.max(most, parcels);
  const shown = Math.min(yardParcels.length, layout.yardSlots.length);
  for (let i = 0; i < shown; i++) {
    drawTrailer(layer, layout.yardSlots[i], yardParcels[i] / most, colors);
  }
}

function drawTrailer(layer: PlateLayer, place: FloorPlate, level: number, colors: FloorColors): void {
  layer.add(place, { fill: colors.cargo, back: colors.trailer, line: colors.edge, level, rounding: 0.3 });
}

/** Inbound doors with trailers that empty, from the door to the nose, and the people who unload. */
export function drawInbound(
  layer: PlateLayer,
  layout: FloorLayout,
  { inbound }: KeptFloorFrame,
  colors: FloorColors,
): void {
  layout.inbound.forEach((place, i) => {
    const state = inbound.state[i];
    const level = inbound.docked[i] > 0 ? inbound.parcels[i] / inbound.docked[i] : 0;
    drawDoor(layer, place, state, level, inbound.people[i], colors);
    if (state === DOOR.waiting) drawPeople(layer, place, 1, 0, colors.warm);
  });
}

/** Outbound doors with trailers that fill from the nose, their loaders, and the time left before they leave. */
export function drawOutbound(
  layer: PlateLayer,
  layout: FloorLayout,
  { outbound }: KeptFloorFrame,
  nowUs: number,
  colors: FloorColors,
): void {
  layout.outbound.forEach((place, i) => {
    const state = outbound.state[i];
    drawDoor(layer, place, state, outbound.load[i], outbound.people[i], colors);
    const left = clockLeft(outbound.departsUs[i], nowUs);
    if (left <= 0 || state === DOOR.empty || state === DOOR.swap) return;
    const minutes = left * CLOCK_MIN;
    const bar = movedAlong(place, -place.halfLength - 0.9);
    layer.add(
      { ...bar, axisX: -place.axisY, axisY: place.axisX, halfLength: place.halfWidth, halfWidth: 0.3 },
      {
        fill: minutes <= NOW_MIN ? colors.hot : minutes <= SOON_MIN ? colors.warm : colors.calm,
        back: colors.faint,
        level: left,
      },
    );
  });
}

function drawDoor(
  layer: PlateLayer,
  place: FloorPlate,
  state: number,
  level: number,
  people: number,
  colors: FloorColors,
): void {
  const sill = movedAlong(place, place.halfLength + 0.5);
  const across = { ...sill, halfLength: 0.45, halfWidth: 1.2 };
  switch (state) {
    case DOOR.empty:
      return;
    case DOOR.swap:
      layer.add(movedAlong(place, -BACKING), {
        fill: colors.passing,
        line: colors.faint,
        rounding: 0.3,
      });
      return;
    case DOOR.down:
      layer.add(place, {
        fill: colors.trailer,
        line: colors.hot,
        rounding: 0.3,
        pattern: PATTERN.hatched,
      });
      layer.add(across, { fill: colors.hot });
      return;
    default:
      drawTrailer(layer, place, level, colors);
  }
  if (state === DOOR.blocked) layer.add({ ...across, halfLength: 0.7 }, { fill: colors.warm });
  else if (state === DOOR.working) layer.add({ ...across, halfWidth: 0.8 }, { fill: colors.accent });
  if (people > 0) drawPeople(layer, place, people, colors.person, 0);
}

/** People stand in rows inside of their door. */
function drawPeople(layer: PlateLayer, place: FloorPlate, count: number, fill: number, line: number): void {
  const from = movedAlong(place, place.halfLength + 2);
  for (let i = 0; i < Math.min(count, 2 * PEOPLE_PER_ROW); i++) {
    const row = Math.floor(i / PEOPLE_PER_ROW);
    const inRow = Math.min(PEOPLE_PER_ROW, count - row * PEOPLE_PER_ROW);
    const across = ((i % PEOPLE_PER_ROW) - (inRow - 1) / 2) * PEOPLE_PITCH;
    const x = from.x + place.axisX * row * PEOPLE_PITCH - place.axisY * across;
    const y = from.y + place.axisY * row * PEOPLE_PITCH + place.axisX * across;
    layer.dot(x, y, PERSON_RADIUS, fill, line);
  }
}
