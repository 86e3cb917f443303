import type { LoggedFrame } from '../state/logged-frame.ts';

/** A line of the inspector. */
export interface Fact {
  readonly label: string;
  readonly value: string;
}

/** What is known of something on the stage at the instant shown. */
export interface Description {
  readonly title: string;
  readonly subtitle: string;
  /** The most telling first: the tooltip shows two. */
  readonly facts: readonly Fact[];
  /** What is charted over the run so far, read from each logged frame; undefined where nothing is. */
  readonly chart:
    | {
        readonly label: string;
        readonly of: (frame: LoggedFrame) => number;
        /** Its axis is 0 to 1. */
        readonly isShare?: boolean;
      }
    | undefined;
  /** Facility whose floor can be entered from here. */
  readonly entry?: number;
  /** Facility from which a parcel's way can be asked for. */
  readonly facility?: number;
}
