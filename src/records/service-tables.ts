import { integer, number, replication, text } from './columns.ts';
import type { Column, TableSpec } from './table.ts';

/** How a group of cohort parcels fared: the same columns wherever groups are told. */
const FARED: readonly Column[] = [
  integer('parcels', 'parcels', 'Created in the measured days.'),
  integer('delivered', 'parcels', 'Of them delivered or collected by the end of the run.'),
  integer('returned', 'parcels', 'Given up after the last attempt.'),
  integer('unfinished', 'parcels', 'In the network at the end.'),
  integer('on_time', 'parcels', 'Delivered within the commitment of their service class.'),
  number('on_time_share', '', 'Of all parcels: what is not delivered is late.'),
  integer('delivered_72h', 'parcels', 'Delivered within 72 hours of acceptance.'),
  number('within_72h', '', 'Of all parcels: what is not delivered is late.'),
  number('transit_mean_h', 'h', 'Acceptance to delivery, mean; empty where none was delivered.'),
  number('transit_p50_h', 'h', 'The same, median, within 0.4 %.'),
  number('transit_p95_h', 'h', 'The same, 95th percentile, within 0.4 %.'),
  number(
    'cost_per_parcel',
    'currency',
    'Mean activity costs of those delivered or returned; empty without any.',
  ),
];

/** One row per pair of regions between which parcels of the cohort go. */
export const NETWORK_OD: TableSpec = {
  id: 'od',
  title: 'Parcels of the cohort from region to region',
  columns: [
    replication,
    text('from_region', 'Region of the station of the zone they come from.'),
    text('to_region', 'Region of the station of the zone they go to.'),
    ...FARED,
  ],
};

/** One row per group of parcels. */
export const NETWORK_SERVICE: TableSpec = {
  id: 'service',
  title: 'Parcels of the cohort by where they come from and go to, address and service class',
  columns: [
    replication,
    text('by', 'What the group is of: all, address, service class, from region or to region.'),
    text('group', 'door or village; code of the class; region; empty for all.'),
    ...FARED,
  ],
};

/** One row per place and cause, the most parcels first. */
export const NETWORK_LATENESS: TableSpec = {
  id: 'lateness',
  title: 'Where and why parcels of the cohort turned late',
  columns: [
    replication,
    text(
      'place',
      'Facility or lane where the step that made them late began or was; empty for none in particular.',
    ),
    text('kind', 'Kind of the facility; or lane, and its class.'),
    text(
      'cause',
      'What took longest over plan in that step: no path; fits no vehicle; embargo (held back at its origin); closed; weather; incident (or a lane slowed by a disruption); no vehicle; rolled (left behind by a full trip); missed connection (sorted too late for the planned departure); backlog (handling); courier backlog; nobody home; collection; pickup; slow trip; round (a later stop of the courier than the middle one, or slow couriers); timetable (a longer wait for the departure or wave than the mean); detour (another way than the load plan, also where it was known at acceptance); plan (expected late from the beginning with everything open, and that is at least half of its lateness); unfinished (in the network at the end, and not expected late before).',
    ),
    integer('parcels', 'parcels', 'Late parcels of the cohort; all rows together are all that are late.'),
    number('share', '', 'Of all late parcels of the cohort.'),
    integer('delivered', 'parcels', 'Of them delivered after their commitment.'),
    integer('returned', 'parcels', 'Of them given up.'),
    integer('unfinished', 'parcels', 'Of them in the network at the end.'),
    number('late_mean_h', 'h', 'Mean time after the commitment of those delivered; empty where none was.'),
  ],
};
