import type { FloorWorld, World } from '../engine-port.ts';

/** The sorting center that is shown: that of a hub alone, or the one of a network that was entered. */
export interface FloorInSight {
  /** Index of its facility; -1 for a hub alone. */
  readonly facility: number;
  readonly floor: FloorWorld;
}

/** @param entered facility of a network that was entered, null for none */
export function floorInSight(world: World | undefined, entered: number | null): FloorInSight | null {
  if (world === undefined || world.kind === 'flow') return null;
  if (world.kind === 'hub') return { facility: -1, floor: world.floor };
  return entered === null ? null : floorOfFacility(world, entered);
}

/** The floor of a facility, where it has one that can be entered. */
export function floorOfFacility(
  world: Extract<World, { kind: 'network' }>,
  facility: number,
): FloorInSight | null {
  return world.floors?.find((one) => one.facility === facility) ?? null;
}
