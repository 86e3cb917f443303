import type { LaneMode, NetworkWorld } from '../snapshot/network-snapshot.ts';
import { majorFacilities } from './facility-look.ts';
import { facilityTiers } from './level-of-detail.ts';
import type { FittedMap } from './projection.ts';

const MODES: readonly LaneMode[] = ['road', 'rail', 'air', 'sea'];

/** Where everything of a network lies, in world units, as the layers and the picking read it. */
export interface MapGeometry {
  /** x, y per facility. */
  readonly places: Float32Array;
  /** fromX, fromY, toX, toY per lane. */
  readonly laneEnds: Float32Array;
  /** 0 road, 1 rail, 2 air, 3 sea. */
  readonly laneMode: Uint8Array;
  /** 1 where a facility is drawn as a hub. */
  readonly isMajor: Uint8Array;
  /** How far down each facility stands, 0 to 3: the nearer one comes, the more of them are drawn. */
  readonly tier: Uint8Array;
  /** 1 where a lane ends at something smaller than a hub. */
  readonly isFeeder: Uint8Array;
}

/** @throws RangeError when a lane names a facility that does not exist. */
export function mapGeometry(world: NetworkWorld, { projection }: FittedMap): MapGeometry {
  const { facilities, lanes } = world;
  const places = new Float32Array(facilities.length * 2);
  facilities.forEach((facility, i) => {
    const isPlaced = Number.isFinite(facility.lat) && Number.isFinite(facility.lon);
    places[i * 2] = isPlaced ? projection.x(facility.lon, facility.lat) : 0;
    places[i * 2 + 1] = isPlaced ? projection.y(facility.lon, facility.lat) : 0;
  });
  const laneEnds = new Float32Array(lanes.length * 4);
  const laneMode = new Uint8Array(lanes.length);
  const isMajor = majorFacilities(facilities);
  const isFeeder = new Uint8Array(lanes.length);
  lanes.forEach((lane, i) => {
    const from = facilities[lane.from];
    const to = facilities[lane.to];
    if (!from || !to) {
      throw new RangeError(
        `Lane ${lane.code} joins facilities ${lane.from} and ${lane.to} of ${facilities.length}.`,
      );
    }
    laneEnds.set(places.subarray(lane.from * 2, lane.from * 2 + 2), i * 4);
    laneEnds.set(places.subarray(lane.to * 2, lane.to * 2 + 2), i * 4 + 2);
    laneMode[i] = MODES.indexOf(lane.mode);
    isFeeder[i] = isMajor[lane.from] && isMajor[lane.to] ? 0 : 1;
  });
  return { places, laneEnds, laneMode, isMajor, tier: facilityTiers(facilities, isMajor), isFeeder };
}
