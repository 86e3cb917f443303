import type { Occupancy } from '../../../engine/stats/occupancy.ts';

/** Said by `SorterHost.aim` instead of a chute: the label was not read, so the piece makes another pass. */
export const NOT_READ = -1;
/** Said by `SorterHost.aim` instead of a chute: the piece goes to the reject chute on this pass. */
export const TO_REJECT = -2;

/** What an infeed is doing. */
export const INFEED = {
  /** Nobody staffs it. Where a run begins; automatic ones begin idle. */
  off: 0,
  /** Nothing in its line: starved. */
  idle: 1,
  /** Brings a piece to its head. */
  busy: 2,
  /** A piece at its head waits for a free tray: blocked. */
  blocked: 3,
  /** Broken down, or its sorter stands still. */
  down: 4,
} as const;

export type InfeedState = (typeof INFEED)[keyof typeof INFEED];

/** What a sorter asks of the hub around it. Sorters know no directions and no labels. */
export interface SorterHost {
  /**
   * The piece passes the scanner: once per pass, the first at its induction.
   * @param at slot position where it is, 0 to trays − 1: among several chutes of a direction the next one ahead is best
   * @returns index of the chute aimed at, `NOT_READ` or `TO_REJECT`
   */
  aim(piece: number, at: number): number;
  /** The piece reaches the chute it was aimed at. @returns whether the chute takes it; else it makes another pass */
  take(chute: number, piece: number): boolean;
  /** The piece has reached the reject chute, which always takes it. */
  rejected(piece: number): void;
  /** A line of the zone has room again after it had none. */
  roomAgain(zone: number): void;
  /** An infeed changes what it does. Called before the sorter's own counts change. @param infeed index over all zones */
  infeedTurns(infeed: number, from: InfeedState, to: InfeedState): void;
}

/** What a sorter measures, from the start or the last `reset`; the times of pieces are the journal's. */
export interface SorterFigures {
  /** Passes made by pieces that came after the cut and left, by number of passes: `laps[1]` is those taken on their first. */
  readonly laps: Float64Array;
  /** Pieces inducted, taken by chutes, sent to the reject chute. */
  inducted: number;
  sorted: number;
  rejected: number;
  /** Passes that ended at a full chute, and passes without a read. */
  fullChutes: number;
  notRead: number;
  /** Infeeds: waiting = blocked, serving = busy, available = staffed and not down. */
  readonly infeeds: Occupancy;
  /** Trays: serving = occupied, available = all, standing still or not. */
  readonly trays: Occupancy;
}

/**
 * One sorter with its infeeds. Pieces `enter` at an induction zone, join the shortest open line, are brought to its head
 * one at a time, wait there for a tray, ride to the chute they are aimed at, and go round again where it does not take
 * them, until their passes are used up. Two implementations of one definition: `TraySorter` and `RateSorter`.
 */
export interface Sorter {
  readonly code: string;
  readonly zones: number;
  readonly infeeds: number;
  readonly chutes: number;
  readonly figures: SorterFigures;
  /** Pieces in lines and on the sorter. */
  readonly holds: number;
  /** Work in lines, hours of one infeed or person at the full rate. */
  readonly workWaitingH: number;
  /** Whether a line of the zone has room. Lines of infeeds without staff count only while no other is open. */
  hasRoom(zone: number): boolean;
  /** A piece enters the zone's belt. @throws InvariantError where no line has room */
  enter(zone: number, piece: number): void;
  /** People at manual and semi-automatic infeeds, one each, first infeeds first. @param productivity 1 for the full rate */
  setPeople(people: number, productivity: number): void;
  /** The sorter stands still while at least one reason holds: `addDown(1)` … `addDown(-1)`. Resumes where it stopped. */
  addDown(reasons: number): void;
  /** The same for one infeed; the piece at its head stays there. */
  addInfeedDown(infeed: number, reasons: number): void;
  /** Forgets what was measured before now; pieces stay. */
  reset(now: number): void;
  /** What the eye may see; reading changes nothing. */
  look(now: number): SorterLook;
}

/** A sorter as the eye sees it. */
export interface SorterLook {
  /** Distance the belt has moved since the start of the run, m, and whether it moves. */
  readonly traveledM: number;
  readonly isRunning: boolean;
  /** Per infeed: state and pieces in line. */
  readonly infeedStates: Uint8Array;
  readonly infeedLines: Int32Array;
  /**
   * Detail `trays`: per tray (deck by deck) 0 empty, 1 on its first pass, 2 recirculating, 3 unread, 4 to the reject chute.
   * Tray k lies at `(k × pitch + traveled) mod length`. Empty at detail `rates`.
   */
  readonly trays: Uint8Array;
  /** Share of trays occupied per section of 1/24 of the length, either detail. */
  readonly density: Float32Array;
}
