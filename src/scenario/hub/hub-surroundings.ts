/** A trailer that leaves a hub for one direction. */
export interface LeavingTrailer {
  /** Code of the next facility. */
  readonly direction: string;
  readonly parcels: number;
  readonly weightKg: number;
  readonly cubeM3: number;
}

/** What stands around a hub, in its tables or in its network; undefined where it could not be read. */
export interface HubSurroundings {
  /** Where trailers come from. */
  readonly origins: ReadonlySet<string> | undefined;
  /** Doors of all directions together; undefined in a network, where they are not counted. */
  readonly outboundDoors: number | undefined;
  readonly trailers: readonly LeavingTrailer[];
  /** Directions with volume, where chutes are spread over them; undefined where a sort plan says it. */
  readonly spreadOver: number | undefined;
}
