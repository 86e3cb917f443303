import type { RecordSink } from '../records/table.ts';
import type { OpenFile } from '../scenario/byte-source.ts';
import type { Frame, World } from '../snapshot/frame.ts';

/** How many rows of the two large tables a run writes: all, one parcel in K (by hash of identity), or none. */
export type RowChoice = 'all' | 'none' | { readonly sample: number };

/** What one replication needs besides its scenario. */
export interface RunOptions {
  readonly seed: number | string;
  /** From 0. */
  readonly replication: number;
  readonly records: RecordSink;
  readonly parcels: RowChoice;
  readonly scans: RowChoice;
  /** Checks conservation at every event, not only at the end. Slow: for tests and for replaying a fault. */
  readonly checksEveryEvent?: boolean;
  /** Opens files of the scenario that are too large to be held; absent where all are. */
  readonly openFile?: OpenFile;
}

/** One figure of one replication. */
export interface KpiValue {
  /** Snake-case name without unit: `time_in_queue`. */
  readonly kpi: string;
  /** Block, facility, region or class of service it belongs to; empty for the whole. */
  readonly place: string;
  /** Class of subject or parcel; empty for all. */
  readonly class: string;
  readonly unit: string;
  /** The replication's value: a mean, a share, a count; NaN where there was nothing to measure. */
  readonly value: number;
  /** Observations behind it, for pooled spread and quantiles; absent for plain figures. */
  readonly observations?: Observations;
}

/** Pooled over replications: mergeable states of the engine's statistics, and what divides them into `unit`. */
export interface Observations {
  /** `Tally.state`. */
  readonly tally: Float64Array;
  /** `QuantileSketch.toState()`; absent where only moments are kept. */
  readonly sketch?: Float64Array;
  /** Observations are kept as integers; value in unit = integer / scale. */
  readonly scale: number;
}

/** A figure under way, as sums so far: the mean over a stretch is the growth of `sum` over that of `weight`. */
export interface RunningFigure {
  readonly kpi: string;
  readonly place: string;
  readonly class: string;
  readonly unit: string;
  readonly sum: number;
  /** Observations, or observed time in µs. */
  readonly weight: number;
}

/** What one replication leaves behind, rows apart. Structured-cloneable. */
export interface ReplicationOutcome {
  readonly replication: number;
  readonly kpis: readonly KpiValue[];
  readonly eventCount: number;
  readonly staleCount: number;
  /** Digest of executed events, 16 hex digits. */
  readonly digest: string;
  /** Most subjects alive at once. */
  readonly peakLive: number;
  /**
   * Typed-array bytes allocated for subjects, for what is kept beside them (pieces in sorting centers, returns to come), and
   * for the calendar; none shrinks, so at the end they are the most.
   */
  readonly subjectBytes: number;
  readonly besideBytes: number;
  readonly calendarBytes: number;
  /** created = the sum of the rest, by construction of the check that every run ends with. */
  readonly ledger: Readonly<Record<string, number>>;
}

/**
 * One replication under way. It advances in slices; how it is sliced cannot change it.
 * Life: `advance` until it returns true, then `finish` once.
 */
export interface ModelRun {
  /** Simulated time, µs. */
  readonly now: number;
  /** Share of the work done, 0 to 1, for progress; never decreasing. */
  readonly progress: number;
  readonly eventCount: number;
  /**
   * Executes at most `events` events, and none at or after `until` (µs) where given.
   * @returns true when the run is complete @throws InvariantError
   */
  advance(events: number, until?: number): boolean;
  /** What never changes of what is drawn. */
  world(): World;
  /** Levels now, and what moved since the frame before. Reading changes nothing. */
  frame(): Frame;
  /** Which facility's floor the frames show from now on, null for none; absent where no facility has one. Changes nothing of the run. */
  watch?(facility: number | null): void;
  /** The figures that are means, so far, always in the same order; none where runs have no steady state. Reading changes nothing. */
  running(): readonly RunningFigure[];
  /** Writes the last rows and closes the ledger. @throws InvariantError where it does not close */
  finish(): ReplicationOutcome;
}
