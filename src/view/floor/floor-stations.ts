import { FLOOR_TASKS } from '../../snapshot/floor-snapshot.ts';
import type { FloorColors } from './floor-colors.ts';
import type { KeptFloorFrame } from './floor-frames.ts';
import type { FloorLayout, FloorStation } from './floor-layout.ts';
import type { PlateLayer } from './plate-layer.ts';

const PITCH = 1.15;
const RADIUS = 0.42;
/** Above the first row. */
const NAME = 0.6;

/** The task whose people are seen at a station; of irregulars nobody counts people. */
const TASK: Readonly<Record<FloorStation, number>> = {
  code: FLOOR_TASKS.indexOf('code'),
  irregular: -1,
  induct: FLOOR_TASKS.indexOf('induct'),
  sort: FLOOR_TASKS.indexOf('sort'),
};

/** People by task as dots, busy ones filled, idle ones hollow; as many as there is room for. */
export function drawStations(
  layer: PlateLayer,
  layout: FloorLayout,
  frame: KeptFloorFrame,
  colors: FloorColors,
): void {
  for (const station of layout.stationsInUse) {
    const task = TASK[station];
    if (task < 0) continue;
    const rect = layout.stations[station];
    const perRow = Math.max(1, Math.floor((rect.width - 1.6) / PITCH));
    const rows = Math.max(1, Math.floor((rect.height - NAME - 0.6) / PITCH));
    const count = Math.min(frame.onDuty[task], perRow * rows);
    for (let i = 0; i < count; i++) {
      const x = rect.x + 1.4 + (i % perRow) * PITCH;
      const y = rect.y + NAME + 0.8 + Math.floor(i / perRow) * PITCH;
      const isBusy = i < frame.busy[task];
      layer.dot(x, y, RADIUS, isBusy ? colors.person : 0, isBusy ? 0 : colors.idle);
    }
  }
}
