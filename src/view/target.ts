/** Something on the stage that can be pointed at. Indices are those of the world. */
export type Target =
  | { readonly kind: 'facility'; readonly index: number }
  | { readonly kind: 'lane'; readonly index: number }
  /** `isReturn` marks an empty vehicle that runs its lane backwards; one that runs it forwards has only a negative `trip`. */
  | { readonly kind: 'trip'; readonly lane: number; readonly trip: number; readonly isReturn?: boolean }
  /** A province, counted as `worldRegions` does. */
  | { readonly kind: 'region'; readonly index: number }
  | { readonly kind: 'block'; readonly index: number }
  | { readonly kind: 'door'; readonly side: 'inbound' | 'outbound'; readonly index: number }
  | { readonly kind: 'infeed'; readonly index: number }
  | { readonly kind: 'sorter'; readonly index: number }
  | { readonly kind: 'chute'; readonly index: number }
  | { readonly kind: 'yard' };

/** Whether two targets are the same thing. */
export function isSameTarget(a: Target | null, b: Target | null): boolean {
  if (a === null || b === null) return a === b;
  if (a.kind === 'trip') {
    const isSameWay = b.kind === 'trip' && (a.isReturn ?? false) === (b.isReturn ?? false);
    return isSameWay && a.lane === b.lane && a.trip === b.trip;
  }
  if (a.kind === 'yard') return b.kind === 'yard';
  if (a.kind === 'door') return b.kind === 'door' && a.side === b.side && a.index === b.index;
  return b.kind === a.kind && 'index' in b && a.index === b.index;
}

/** What can be shown or hidden on the map. */
export interface Layers {
  readonly lanes: boolean;
  readonly vehicles: boolean;
  readonly labels: boolean;
  readonly weather: boolean;
  readonly night: boolean;
  readonly provinces: boolean;
  readonly stations: boolean;
}

/** All layers shown. */
export const allLayers: Layers = {
  lanes: true,
  vehicles: true,
  labels: true,
  weather: true,
  night: true,
  provinces: true,
  stations: true,
};
