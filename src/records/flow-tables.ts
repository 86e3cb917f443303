import type { TableSpec } from './table.ts';

/** One row per step of a subject at a block: the event log of a flow. */
export const FLOW_SCANS: TableSpec = {
  id: 'scans',
  title: 'What happened to each subject, in order',
  columns: [
    { name: 'replication', type: 'integer', unit: '', meaning: 'Replication, from 0.' },
    { name: 'subject', type: 'text', unit: '', meaning: 'Source and ordinal there, e.g. arrivals#17.' },
    { name: 'class', type: 'text', unit: '', meaning: 'Class of the subject.' },
    { name: 'block', type: 'text', unit: '', meaning: 'Block at which it happened.' },
    {
      name: 'step',
      type: 'text',
      unit: '',
      meaning: 'entered, started (service), left, lost (found no room), or reneged (its patience ended).',
    },
    { name: 'time_s', type: 'number', unit: 's', meaning: 'Simulated time.' },
  ],
};

/** One row per subject that left, and per subject still there at the end. */
export const FLOW_PARCELS: TableSpec = {
  id: 'parcels',
  title: 'Each subject',
  columns: [
    { name: 'replication', type: 'integer', unit: '', meaning: 'Replication, from 0.' },
    { name: 'subject', type: 'text', unit: '', meaning: 'Source and ordinal there.' },
    { name: 'class', type: 'text', unit: '', meaning: 'Class of the subject.' },
    { name: 'created_s', type: 'number', unit: 's', meaning: 'When it came into being.' },
    { name: 'left_s', type: 'number', unit: 's', meaning: 'When it left; empty while it is in the system.' },
    {
      name: 'time_in_system_s',
      type: 'number',
      unit: 's',
      meaning: 'left - created; empty while it is in the system.',
    },
    { name: 'outcome', type: 'text', unit: '', meaning: 'finished, lost, or in system.' },
    { name: 'last_block', type: 'text', unit: '', meaning: 'Block at which it left or is.' },
  ],
};

/** One row per block and instant of observation. */
export const FLOW_TIMESERIES: TableSpec = {
  id: 'timeseries',
  title: 'Levels of each block over time',
  columns: [
    { name: 'replication', type: 'integer', unit: '', meaning: 'Replication, from 0.' },
    {
      name: 'time_s',
      type: 'number',
      unit: 's',
      meaning: 'Simulated time, after all that happened at this instant.',
    },
    { name: 'block', type: 'text', unit: '', meaning: 'Block.' },
    { name: 'number_in_queue', type: 'integer', unit: 'subjects', meaning: 'Waiting.' },
    {
      name: 'number_in_service',
      type: 'integer',
      unit: 'subjects',
      meaning: 'In service, or held by a delay.',
    },
    { name: 'arrivals', type: 'integer', unit: 'subjects', meaning: 'Entered since the warm-up.' },
    { name: 'departures', type: 'integer', unit: 'subjects', meaning: 'Left since the warm-up.' },
    { name: 'losses', type: 'integer', unit: 'subjects', meaning: 'Found no room since the warm-up.' },
  ],
};
