import { instant, integer, number, replication, text } from './columns.ts';
import { HUB_FIGURE_COLUMNS, HUB_LEVEL_COLUMNS } from './hub-tables.ts';
import type { Column, TableSpec } from './table.ts';

/** Columns that only hubs written as sorting centers fill. */
function ofSortingCenters(column: Column): Column {
  return { ...column, meaning: `Sorting centers: ${column.meaning} Empty elsewhere.` };
}

/** One row per parcel that left the network, then per parcel still in it at the end, in order of identity. */
export const NETWORK_PARCELS: TableSpec = {
  id: 'parcels',
  title: 'Each parcel',
  columns: [
    replication,
    text('parcel', 'Origin zone and ordinal there, e.g. 310000#17.'),
    text('origin', 'Zone it comes from.'),
    text('destination', 'Zone it goes to.'),
    text('address', 'door, or village for those that are collected at a village station.'),
    { name: 'cohort', type: 'boolean', unit: '', meaning: 'Whether it was created in the measured days.' },
    number('weight_kg', 'kg', 'Weight.'),
    number('cube_m3', 'm3', 'Cubic size, voids included.'),
    instant('created', 'Order placed.'),
    instant('accepted', 'Acceptance scan; empty before.'),
    instant('finished', 'Delivered, collected or given up; empty while it is in the network.'),
    number('transit_time_h', 'h', 'Acceptance to delivery; empty for those not delivered.'),
    text(
      'outcome',
      'delivered or returned; in network; stuck there at the end: no path, fits no vehicle, embargo or closed.',
    ),
    text('place', 'Facility where it finished or is; the lane while it is on a trip.'),
    integer('legs', 'trips', 'Trips taken.'),
    integer('rolled', 'times', 'Times it was left for a later departure.'),
    integer('failed_attempts', 'attempts', 'Delivery attempts with nobody home.'),
    number('cost', 'currency', 'Activity costs so far: pickup, sorting, its share of trips, delivery.'),
    text('service_class', 'Code of its service class; empty where the scenario has none.'),
    text(
      'late_place',
      'Facility or lane where it turned late for good, for those of the cohort that are late or unfinished; else empty.',
    ),
    text('late_cause', 'Why, as in lateness.csv; else empty.'),
  ],
};

/** One row per scan of the parcels chosen. */
export const NETWORK_SCANS: TableSpec = {
  id: 'scans',
  title: 'Tracking events of chosen parcels, in order',
  columns: [
    replication,
    text('parcel', 'Origin zone and ordinal there.'),
    text('code', 'Code of the event: UPU EMSEVT where one fits.'),
    text('event', 'What happened.'),
    text('facility', 'Where.'),
    instant('time', 'When.'),
    text(
      'trip',
      'Lane and ordinal of the trip it left with, came with or found full, e.g. A-B#17; else empty.',
    ),
    text(
      'vehicle',
      'Courier who has it, e.g. STA-1.courier#3, from 0; else empty: vehicles of trips are in trips.',
    ),
  ],
};

/** One row per trip, in order of arrival, then per trip under way at the end, in order of lane. */
export const NETWORK_TRIPS: TableSpec = {
  id: 'trips',
  title: 'Each trip',
  columns: [
    replication,
    text('lane', 'Lane.'),
    integer(
      'trip',
      '',
      'Ordinal of the planned departure on its lane, from 0; of the departure where loads decide. -1, -2, ... are empty vehicles on their way to where they are needed.',
    ),
    text('from', 'Facility it left.'),
    text('to', 'Facility it reached.'),
    text('vehicle_type', 'Code of the type of its vehicles.'),
    integer('vehicles', 'vehicles', 'How many run together; none runs another trip.'),
    instant('departed', 'Departure.'),
    instant('arrived', 'Arrival; empty while it is under way at the end.'),
    integer('parcels', 'parcels', 'Aboard.'),
    number('load_factor', '', 'Share of the capacity used, by what ran out first: parcels, weight or cube.'),
    integer('left_behind', 'parcels', 'Waiting at the dock when it left.'),
    number('cost', 'currency', 'Cost of the trip.'),
    number('co2e_kg', 'kg', 'Well-to-wheel emissions of the trip.'),
    number('vehicle_wait_h', 'h', 'How much later than planned it left for want of a vehicle.'),
    number('held_h', 'h', 'How much later than planned it left because something was closed.'),
    number('weather_delay_h', 'h', 'How much longer it is under way for weather.'),
    number(
      'incident_delay_h',
      'h',
      'How much longer it is under way for incidents, or because a disruption slows its lane.',
    ),
  ],
};

/** One row per facility and replication. */
export const NETWORK_FACILITIES: TableSpec = {
  id: 'facilities',
  title: 'Each facility over the whole run, warm-up excluded',
  columns: [
    replication,
    text('facility', 'Code.'),
    text('kind', 'hub, station, county-center, township or village-station.'),
    text('region', 'Region.'),
    integer('arrivals', 'parcels', 'Parcels that arrived.'),
    integer('departures', 'parcels', 'Parcels that left by trip, courier or collection.'),
    number('dwell_mean_h', 'h', 'Arrival to departure by trip, mean; empty where none departed.'),
    number('dwell_p95_h', 'h', 'The same, 95th percentile, within 0.4 %.'),
    number('unload_utilization', '', 'Busy share of the people on duty; empty where there are none.'),
    number('induct_utilization', '', 'Busy share of the infeeds staffed.'),
    number('sort_utilization', '', 'Busy share of sorters, or of people at stations and relays.'),
    number('load_utilization', '', 'Busy share of the people on duty.'),
    number(
      'courier_utilization',
      '',
      'Share of couriers on a round, of those on duty (first wave to last departure) or still out; empty elsewhere.',
    ),
    number('backlog_mean', 'parcels', 'Present and not yet sorted, time average.'),
    number('backlog_most', 'parcels', 'Present and not yet sorted, most at once.'),
    integer('rolled', 'parcels', 'Left for a later departure, each time counted.'),
    integer(
      'stranded',
      'parcels',
      'Waiting at the end without a path, or without a vehicle that is large enough.',
    ),
    ...HUB_FIGURE_COLUMNS.map(ofSortingCenters),
  ],
};

/** One row per lane and replication. */
export const NETWORK_LANES: TableSpec = {
  id: 'lanes',
  title: 'Each lane over the whole run, warm-up excluded',
  columns: [
    replication,
    text('lane', 'Code.'),
    text('from', 'Facility.'),
    text('to', 'Facility.'),
    number('distance_km', 'km', 'Traveled.'),
    integer('trips', 'trips', 'Departures.'),
    integer('empty_trips', 'trips', 'Departures with nothing aboard; their cost is overhead.'),
    integer('parcels', 'parcels', 'Carried.'),
    number('load_factor_mean', '', 'Mean over trips.'),
    integer('full_trips', 'trips', 'Departures that left something behind.'),
    integer('rolled', 'parcels', 'Left behind, each time counted.'),
    number('dock_wait_mean_h', 'h', 'Mean time of a parcel at the dock, until it departed.'),
    number('travel_mean_h', 'h', 'Mean time of a trip.'),
    number('cost', 'currency', 'Cost of its trips.'),
    number('co2e_kg', 'kg', 'Well-to-wheel emissions of its trips.'),
    text(
      'class',
      'hub between hubs; feeder with a station at one end or both; rural to or from a county center, township or village station.',
    ),
    text('mode', 'road, rail, air or sea.'),
    number('cost_loaded', 'currency', 'The part of the cost that parcels bear.'),
    number('cost_empty', 'currency', 'The rest of it: of trips with nothing aboard.'),
    number('cost_repositioning', 'currency', 'Empty runs of its vehicles besides.'),
    number(
      'cost_per_parcel',
      'currency',
      'The part that parcels bear, per parcel carried; empty without any.',
    ),
    number('co2e_repositioning_kg', 'kg', 'Well-to-wheel emissions of empty runs of its vehicles besides.'),
    number('co2e_g_per_parcel', 'g', 'Emissions of its trips per parcel carried; empty without any.'),
  ],
};

/** One row per observation and hub, and one (facility empty) for the whole network. */
export const NETWORK_TIMESERIES: TableSpec = {
  id: 'timeseries',
  title: 'Levels over time',
  columns: [
    replication,
    instant('time', 'Instant of observation, before what happens at it.'),
    text('facility', 'Hub; empty for the whole network.'),
    integer('present', 'parcels', 'In the building; for the whole: in the network.'),
    integer('backlog', 'parcels', 'Present and not yet sorted; for the whole: at all hubs.'),
    integer('arrivals', 'parcels', 'Arrived since the observation before; for the whole: created.'),
    integer(
      'departures',
      'parcels',
      'Left since the observation before; for the whole: delivered or returned.',
    ),
    integer('rolled', 'parcels', 'Left for a later departure since the observation before.'),
    integer('trips_under_way', 'trips', 'For the whole; empty for a hub.'),
    ...HUB_LEVEL_COLUMNS.map(ofSortingCenters),
  ],
};
