import { instant, integer, number, replication, text } from './columns.ts';
import type { Column, TableSpec } from './table.ts';

/** One row per parcel, or bag, that left a hub, then per one still in it at the end, in order of identity. */
export const HUB_PARCELS: TableSpec = {
  id: 'parcels',
  title: 'Each parcel that a hub handled',
  columns: [
    replication,
    text('parcel', 'Origin and ordinal there, e.g. WUH#17; for a bag that of its first parcel.'),
    text('origin', 'Code of the inbound trailers it came with.'),
    text('direction', 'Next facility on its label.'),
    text('sent_to', 'Next facility it was sent to: another one for the missorted.'),
    integer('parcels', 'parcels', '1, or those in a bag that passed unopened.'),
    number('weight_kg', 'kg', 'Weight.'),
    number('cube_m3', 'm3', 'Cubic size, voids included.'),
    instant('arrived', 'Its trailer came to the gate.'),
    instant('unloaded', 'Out of the trailer; empty before.'),
    instant('inducted', 'On its first tray; empty for what no sorter handled.'),
    instant('sorted', 'In a chute, or with what goes by hand; empty before.'),
    instant('departed', 'Left with its trailer; empty while it is in the hub.'),
    number('dwell_min', 'min', 'Arrival to departure; empty while it is in the hub.'),
    integer('laps', 'laps', 'Passes made on sorters.'),
    integer('missed', 'departures', 'Departures missed: 0 when it left with the one planned.'),
    text('place', 'departed, or the stage it is in at the end: yard, unload, induct, sort …'),
    text('remarks', 'bag, irregular, late (its trailer came after the cutoff), missorted; else empty.'),
  ],
};

/** One row per inbound trailer, in the order in which they were emptied. */
export const HUB_TRAILERS: TableSpec = {
  id: 'trailers',
  title: 'Each inbound trailer',
  columns: [
    replication,
    text('trailer', 'Code of the inbound row and ordinal there, e.g. WUH#3.'),
    text('origin', 'Where it came from.'),
    instant('due', 'Due at the gate.'),
    instant('arrived', 'Came to the gate.'),
    instant('docked', 'Stood ready at its door, the swap done; empty before.'),
    instant('emptied', 'The last piece was out; empty before.'),
    integer('door', '', 'Inbound door, counted from 1; empty while it waits.'),
    integer('parcels', 'parcels', 'Aboard.'),
  ],
};

/** One row per outbound trailer that left. */
export const HUB_DEPARTURES: TableSpec = {
  id: 'departures',
  title: 'Each outbound trailer',
  columns: [
    replication,
    text('direction', 'Next facility.'),
    integer('departure', '', 'Ordinal of the planned departure in its direction, from 0.'),
    instant('planned', 'Planned departure.'),
    instant('left', 'Left: before the plan where it was full.'),
    integer('trailer', '', 'Which of the trailers of this departure, from 1.'),
    integer('parcels', 'parcels', 'Aboard.'),
    number('load_factor', '', 'Share of the room used, by what is scarcest: parcels, weight or cube.'),
    text('sealed_by', 'full, or time: before the departure.'),
  ],
};

/** What the sorting center of a facility came to, as columns of `facilities` and figures of the summary. */
export const HUB_FIGURE_COLUMNS: readonly Column[] = [
  integer('sorted', 'parcels', 'Parcels that reached a chute, or went by hand.'),
  number('achieved_rate_per_hour', 'parcels/h', 'Most parcels sorted in one quarter-hour, per hour.'),
  number(
    'design_rate_per_hour',
    'parcels/h',
    'Speed / pitch of the sorters fed by doors, decks counted, once for each stretch of chutes between induction zones.',
  ),
  number('inbound_door_utilization', '', 'Share of time with a trailer at the door, swaps included.'),
  number('outbound_door_utilization', '', 'Share of time with a trailer that stands open.'),
  number('infeed_utilization', '', 'Share of staffed time in which an infeed brings a piece.'),
  number('infeed_blocked_share', '', 'Share of staffed time in which a piece waits for a tray.'),
  number('infeed_starved_share', '', 'Share of staffed time with nothing in the line.'),
  number('tray_utilization', '', 'Share of trays occupied.'),
  number('chute_full_share', '', 'Share of chutes full.'),
  number('unload_people_utilization', '', 'Busy share of people on duty.'),
  number('load_people_utilization', '', 'Busy share of people on duty.'),
  number('yard_wait_mean_min', 'min', 'Gate to docked, mean.'),
  number('unload_wait_mean_min', 'min', 'Docked to unloaded, mean.'),
  number('induction_wait_mean_min', 'min', 'Unloaded to a tray, mean.'),
  number('sort_time_mean_min', 'min', 'On sorters, mean.'),
  number('chute_wait_mean_min', 'min', 'In a chute and its open container, mean.'),
  number('load_wait_mean_min', 'min', 'Container closed, or off the chute, to aboard, mean.'),
  number('no_read_share', '', 'Passes without a read.'),
  integer('recirculated', 'passes', 'Passes that ended at a full chute.'),
  integer('rejected', 'parcels', 'Sent to the reject chute.'),
  integer('missorted', 'parcels', 'Sent in another direction than the label says.'),
  integer('missed', 'parcels', 'Missed a planned departure, each time counted.'),
  number('labor_hours', 'h', 'Paid.'),
  number('parcels_per_labor_hour', 'parcels/h', 'Parcels sorted per paid hour.'),
  number('cost_per_parcel', 'currency', 'Labor and sorters, per parcel sorted.'),
];

/** The hub over the whole run, warm-up excluded. */
export const HUB_FACILITIES: TableSpec = {
  id: 'facilities',
  title: 'The hub over the whole run, warm-up excluded',
  columns: [
    replication,
    text('facility', 'Code.'),
    integer('arrivals', 'parcels', 'Parcels that came to the gate.'),
    integer('departures', 'parcels', 'Parcels that left.'),
    number('dwell_mean_h', 'h', 'Gate to departure, mean.'),
    number('dwell_p95_h', 'h', 'The same, 95th percentile, within 0.4 %.'),
    number('backlog_mean', 'parcels', 'Present and not yet sorted, time average.'),
    number('backlog_most', 'parcels', 'Present and not yet sorted, most at once.'),
    ...HUB_FIGURE_COLUMNS,
  ],
};

/** What a sorting center does in one period, as columns of `timeseries`. */
export const HUB_LEVEL_COLUMNS: readonly Column[] = [
  integer('trailers_waiting', 'trailers', 'In the yard.'),
  integer('doors_busy', 'doors', 'Inbound doors with a trailer.'),
  integer('in_yard', 'parcels', 'In trailers that wait.'),
  integer('in_unloading', 'parcels', 'In trailers at doors.'),
  integer('in_induction', 'parcels', 'On belts and in lines of infeeds.'),
  integer('on_sorters', 'parcels', 'On trays, or in the line of a manual sort.'),
  integer('in_chutes', 'parcels', 'In chutes and open containers.'),
  integer('awaiting_loading', 'parcels', 'Closed containers and single pieces.'),
  integer('aboard', 'parcels', 'In trailers that have not left.'),
  integer('sorted', 'parcels', 'Reached a chute since the observation before.'),
  integer('missed', 'parcels', 'Missed a departure since the observation before.'),
  number('infeed_utilization', '', 'Since the observation before.'),
  number('infeed_blocked_share', '', 'Since the observation before.'),
  number('tray_utilization', '', 'Since the observation before.'),
  integer('people', 'people', 'On duty.'),
];

/** One row per observation. */
export const HUB_TIMESERIES: TableSpec = {
  id: 'timeseries',
  title: 'Levels over time',
  columns: [
    replication,
    instant('time', 'Instant of observation, before what happens at it.'),
    text('facility', 'Code.'),
    text('sort', 'Sort in force; empty before the first.'),
    integer('present', 'parcels', 'In the hub.'),
    integer('backlog', 'parcels', 'Present and not yet sorted.'),
    integer('arrivals', 'parcels', 'Came to the gate since the observation before.'),
    integer('departures', 'parcels', 'Left since the observation before.'),
    ...HUB_LEVEL_COLUMNS,
  ],
};

/** One row per quarter-hour and limit that cost throughput. */
export const HUB_LIMITS: TableSpec = {
  id: 'limits',
  title: 'Where a hub could have done more, by quarter-hour',
  columns: [
    replication,
    text('facility', 'Code.'),
    instant('time', 'Start of the quarter-hour.'),
    text('sort', 'Sort in force; empty before the first.'),
    text(
      'limit',
      'doors, unloaders, induction, trays, chutes, loaders, cutoff, stops, or volume: nothing to do.',
    ),
    number(
      'lost_parcels',
      'parcels',
      'Not inducted for this reason: idle or blocked infeeds times their rate.',
    ),
    {
      name: 'critical',
      type: 'boolean',
      unit: '',
      meaning: 'Whether it cost most in this quarter-hour, volume apart.',
    },
  ],
};

/** One row per quarter-hour and cause with parcels that missed a planned departure. */
export const HUB_MISSED: TableSpec = {
  id: 'missed',
  title: 'Parcels that missed a planned departure, by cause',
  columns: [
    replication,
    text('facility', 'Code.'),
    instant('time', 'Start of the quarter-hour.'),
    text('sort', 'Sort in force; empty before the first.'),
    text(
      'cause',
      'Where they were when the trailer left, or what came before: late for a late inbound trailer, space for a full one.',
    ),
    integer('parcels', 'parcels', 'Each time counted.'),
  ],
};

/** One row per sorter and number of passes. */
export const HUB_LAPS: TableSpec = {
  id: 'laps',
  title: 'Passes that parcels made on each sorter',
  columns: [
    replication,
    text('facility', 'Code.'),
    text('sorter', 'Code.'),
    integer('laps', 'laps', 'Passes.'),
    integer('parcels', 'parcels', 'Pieces that left after so many.'),
  ],
};

/** One row per stop of a machine or door. */
export const HUB_STOPS: TableSpec = {
  id: 'stops',
  title: 'Breakdowns, jams and incidents',
  columns: [
    replication,
    text('facility', 'Code.'),
    text('target', 'What stopped.'),
    integer('unit', '', 'Which of several, from 1.'),
    text('cause', 'breakdown, or the name of the incident.'),
    instant('from', 'Beginning.'),
    instant('to', 'End; empty while it lasts.'),
  ],
};
