/** How a plate is filled. */
export const PATTERN = {
  plain: 0,
  /** Diagonal stripes over the whole plate: out of order. */
  hatched: 1,
  /** Fades out to its edges: heat behind an area. */
  glow: 2,
  /** Outline dashed: an empty place. */
  dashed: 3,
} as const;
export type Pattern = (typeof PATTERN)[keyof typeof PATTERN];

/** Colors are packed by `packColor`, 0 for none. */
export interface PlateLook {
  /** Of the part below the level. */
  readonly fill: number;
  /** Of the part above the level. */
  readonly back?: number;
  readonly line?: number;
  /** Share filled, from the plate's far end along its axis; all of it where left out. */
  readonly level?: number;
  /** Of the corners, m. */
  readonly rounding?: number;
  readonly pattern?: Pattern;
}
