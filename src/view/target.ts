/** Something on the stage that can be pointed at. Indices are those of the world. */
export type Target =
  | { readonly kind: 'facility'; readonly index: number }
  | { readonly kind: 'lane'; readonly index: number }
  | { readonly kind: 'trip'; readonly lane: number; readonly trip: number }
  | { readonly kind: 'block'; readonly index: number };

/** Whether two targets are the same thing. */
export function isSameTarget(a: Target | null, b: Target | null): boolean {
  if (a === null || b === null) return a === b;
  if (a.kind === 'trip') return b.kind === 'trip' && a.lane === b.lane && a.trip === b.trip;
  return b.kind === a.kind && 'index' in b && a.index === b.index;
}

/** What can be shown or hidden on the map. */
export interface Layers {
  readonly lanes: boolean;
  readonly vehicles: boolean;
  readonly labels: boolean;
  readonly weather: boolean;
  readonly night: boolean;
  readonly stations: boolean;
}

/** All layers shown. */
export const allLayers: Layers = {
  lanes: true,
  vehicles: true,
  labels: true,
  weather: true,
  night: true,
  stations: true,
};
