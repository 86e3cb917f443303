import type { TableSpec } from './table.ts';

/** One row per scan, in the columns that process mining tools ask for. */
export const EVENT_LOG: TableSpec = {
  id: 'event-log',
  title: 'Scans as a flat event log',
  columns: [
    {
      name: 'case',
      type: 'text',
      unit: '',
      meaning: 'Replication and parcel (subject of a flow), e.g. 0:310000#17.',
    },
    {
      name: 'activity',
      type: 'text',
      unit: '',
      meaning: 'What happened; of a flow the step and its block, e.g. entered sorter.',
    },
    { name: 'timestamp', type: 'instant', unit: '', meaning: 'When, in the local time of the scenario.' },
    {
      name: 'resource',
      type: 'text',
      unit: '',
      meaning: 'Courier who has the parcel, else the facility where it is; of a flow the block.',
    },
    {
      name: 'trip',
      type: 'text',
      unit: '',
      meaning: 'Trip it left with, came with or found full; else empty.',
    },
    { name: 'replication', type: 'integer', unit: '', meaning: 'Replication, from 0.' },
  ],
};
