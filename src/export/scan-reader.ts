import { FLOW_SCANS } from '../records/flow-tables.ts';
import { NETWORK_SCANS } from '../records/network-tables.ts';
import type { TableSpec } from '../records/table.ts';
import { ConversionError } from './conversion-error.ts';
import { InstantText } from './instant-text.ts';

/** A row of scans, whatever they are scans of. */
export interface Scan {
  readonly replication: string;
  /** The parcel of a network, the subject of a flow. */
  readonly subject: string;
  readonly activity: string;
  /** ISO 8601 with offset. */
  readonly time: string;
  /** Facility of a network, block of a flow. */
  readonly place: string;
  /** Empty where there is none, and in flows. */
  readonly trip: string;
  readonly vehicle: string;
}

/** What scans were written by: the table of a network or that of a flow. @throws ConversionError for any other */
export function scanKind(table: TableSpec): 'network' | 'flow' {
  const names = table.columns.map(({ name }) => name).join();
  for (const [kind, spec] of [
    ['network', NETWORK_SCANS],
    ['flow', FLOW_SCANS],
  ] as const)
    if (names === spec.columns.map(({ name }) => name).join()) return kind;
  throw new ConversionError(
    `the columns of ${table.id}.csv are ${names}: not those of this version; run the scenario again`,
  );
}

/**
 * Reads rows of scans.
 * @param startsAt simulated time 0 of a flow, whose times are seconds from there; 1970 in UTC where it is not known
 */
export function scanReader(table: TableSpec, startsAt?: string): (cells: readonly string[]) => Scan {
  if (scanKind(table) === 'flow') {
    const instants = new InstantText(startsAt ?? '1970-01-01T00:00:00Z');
    return ([replication, subject, , place, step, timeS]) => ({
      replication,
      subject,
      activity: `${step} ${place}`,
      time: instants.format(Math.round(Number(timeS) * 1e6)),
      place,
      trip: '',
      vehicle: '',
    });
  }
  return ([replication, subject, , activity, place, time, trip, vehicle]) => ({
    replication,
    subject,
    activity,
    time,
    place,
    trip,
    vehicle,
  });
}
