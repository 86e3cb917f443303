import type { StoredFile } from '../byte-source.ts';
import type { OdPairVolume } from './od-pair.ts';

/**
 * Real orders that stand in a file: where it is, and what reading it once told. The orders themselves are read again,
 * one at a time, by every run.
 */
export interface OrderTable {
  /** Name of the file, for messages. */
  readonly name: string;
  readonly file: StoredFile;
  /** Of the rows that can be read, whatever their file looks like. */
  readonly hash: string;
  /** Whether rows that cannot be read are passed over; else there are none. */
  readonly skipsBadRows: boolean;
  /** Rows that can be read. */
  readonly rows: number;
  readonly badRows: number;
  /** Of the rows that can be read: placed before the start of the run, or after its demand has ended. They are left out. */
  readonly before: number;
  readonly after: number;
  /** When the first order of the run is placed, µs from the start. */
  readonly firstAt: number;
  /** Orders of the run by pair of zones. */
  readonly volumes: readonly OdPairVolume[];
  /** Orders per day of the run, over the local days from the first order to the last: what the network is planned on. */
  readonly perDay: number;
}
