/** Parcels from zone to zone, relative. */
export interface OdPairVolume {
  /** Indices of zones. */
  readonly from: number;
  readonly to: number;
  readonly volume: number;
}
