import type { DoorState } from '../../../snapshot/floor-snapshot.ts';

/** What inbound doors ask of the hub around them. Doors know no sorters and no directions. */
export interface UnloadHost {
  /** Index of the induction zone that a door's belt leads to, over all sorters. Asked once, before the run. */
  zoneOf(door: number): number;
  /**
   * Whether the lines behind a door take one more piece. Whenever that may have become so for a zone, the host calls
   * `InboundDoors.roomAgain(zone)`.
   */
  hasRoom(door: number): boolean;
  /**
   * A piece is out of its trailer or its bag, `unloadedAt` says when: a loose one for the zone of the door, or one that
   * needs no room there, irregular or a through-bag. The host takes it on and tells the journal its next stage.
   */
  unloaded(piece: number, door: number): void;
  /**
   * Fills in a parcel that comes out of a bag: direction, sentTo, planned, weightG, cubeUnits and marks, and the slot in
   * the store of a network. The bag is as it was.
   */
  fillLoose(piece: number, bag: number): void;
  /** A trailer is empty and leaves its door; its slot is given back afterwards. */
  emptied(trailer: number, door: number): void;
}

/** Told before doors and yard change; for those who account for time. Watching changes nothing. */
export interface InboundWatch {
  /** A door is about to change what it does. @param door index, from 0 */
  onDoor(from: DoorState, to: DoorState, door: number): void;
  /** The number of trailers that wait for a door is about to change. */
  onYard(): void;
}
