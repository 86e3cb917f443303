import { MISS_CAUSES } from '../../snapshot/floor-snapshot.ts';

/** Where in a sorting center a piece is, in the order in which it goes through. */
export const STAGE = {
  /** In a trailer between the gate and its door, the swap at the door included. */
  yard: 0,
  /** In a trailer at its door, or in a bag that is being opened. */
  unload: 1,
  /** On the belt to an infeed or in its line, until it lies on a tray. */
  induct: 2,
  /** On the sorter. */
  sort: 3,
  /** In the reject chute, until its label is typed in. */
  code: 4,
  /** In the line for irregular parcels. */
  irregular: 5,
  /** In a chute or its open container. */
  chute: 6,
  /** Waiting for a loader or a trailer, or being carried into it. */
  load: 7,
  /** Aboard an outbound trailer that has not left. */
  trailer: 8,
} as const;

export type Stage = (typeof STAGE)[keyof typeof STAGE];

/** Their names, by number. */
export const STAGES = Object.keys(STAGE) as readonly (keyof typeof STAGE)[];

/** Why a parcel missed the departure that it was planned for: where it was when the trailer was sealed, or what came before. */
export const CAUSES = MISS_CAUSES;

export type Cause = (typeof CAUSES)[number];
