import type { ColumnSpec } from '../column-spec.ts';
import { MOST_KG, MOST_M3 } from './parcel-size.ts';
import { WEATHER_REGIMES } from './weather-schema.ts';

/** Buildings of the network. A station serves one or more zones; relay facilities lie on the way to villages. */
export const FACILITY_COLUMNS = [
  {
    name: 'code',
    type: 'code',
    required: true,
    unique: true,
    meaning: 'Stable code; other tables refer to it.',
  },
  { name: 'name', type: 'text', required: true, meaning: 'Name on the map.' },
  {
    name: 'kind',
    type: 'code',
    required: true,
    oneOf: ['hub', 'station', 'county-center', 'township', 'village-station'],
    meaning: 'What happens there.',
  },
  { name: 'region', type: 'text', required: false, meaning: 'Region for grouping, e.g. the province.' },
  { name: 'lat', type: 'number', required: true, min: -90, max: 90, unit: '°', meaning: 'Degrees north.' },
  { name: 'lon', type: 'number', required: true, min: -180, max: 180, unit: '°', meaning: 'Degrees east.' },
  {
    name: 'unload_workers',
    type: 'integer',
    required: false,
    min: 0,
    default: 0,
    meaning: 'Hubs without a block of their own: people who unload, full shift.',
  },
  {
    name: 'infeeds',
    type: 'integer',
    required: false,
    min: 0,
    default: 0,
    meaning: 'Hubs without a block of their own: induction places.',
  },
  {
    name: 'sorters',
    type: 'integer',
    required: false,
    min: 0,
    default: 0,
    meaning: 'Hubs without a block of their own: sorters.',
  },
  {
    name: 'load_workers',
    type: 'integer',
    required: false,
    min: 0,
    default: 0,
    meaning: 'Hubs without a block of their own: people who load, full shift.',
  },
  {
    name: 'sort_workers',
    type: 'integer',
    required: false,
    min: 0,
    default: 0,
    meaning: 'Stations and relay facilities: people who sort, full shift.',
  },
  {
    name: 'couriers',
    type: 'integer',
    required: false,
    min: 0,
    default: 0,
    meaning: 'Stations: couriers who deliver.',
  },
  { name: 'source', type: 'text', required: false, meaning: 'Where the figures of the row come from.' },
] as const satisfies readonly ColumnSpec[];

/** Areas where parcels begin and end. */
export const ZONE_COLUMNS = [
  {
    name: 'code',
    type: 'code',
    required: true,
    unique: true,
    meaning: 'Stable code; parcels are named by it.',
  },
  { name: 'name', type: 'text', required: true, meaning: 'Name.' },
  { name: 'station', type: 'code', required: true, meaning: 'Station that collects and delivers.' },
  {
    name: 'village_station',
    type: 'code',
    required: false,
    meaning: 'Where rural parcels are collected; empty: all are delivered to the door.',
  },
  {
    name: 'population',
    type: 'number',
    required: true,
    min: 0,
    unit: 'people',
    meaning: 'Draws parcels in proportion.',
  },
  {
    name: 'seller_weight',
    type: 'number',
    required: true,
    min: 0,
    meaning: 'Sends parcels in proportion, where no table od or orders says who sends.',
  },
  {
    name: 'rural_share',
    type: 'number',
    required: false,
    min: 0,
    max: 1,
    default: 0,
    meaning: 'Share of its parcels that go on to the village station.',
  },
  { name: 'source', type: 'text', required: false, meaning: 'Where the figures of the row come from.' },
] as const satisfies readonly ColumnSpec[];

/** Directed links with their timetables. */
export const LANE_COLUMNS = [
  {
    name: 'code',
    type: 'code',
    required: true,
    unique: true,
    meaning: 'Stable code; trips are named by it.',
  },
  { name: 'from', type: 'code', required: true, meaning: 'Facility where trips start.' },
  { name: 'to', type: 'code', required: true, meaning: 'Facility where trips end.' },
  {
    name: 'mode',
    type: 'code',
    required: false,
    oneOf: ['road', 'rail', 'air', 'sea'],
    default: 'road',
    meaning: 'How it is traveled; weather acts on roads.',
  },
  {
    name: 'distance_km',
    type: 'number',
    required: false,
    exclusiveMin: 0,
    unit: 'km',
    meaning: 'Traveled, not as the crow flies; empty: great-circle distance times linehaul.circuity.',
  },
  { name: 'vehicle', type: 'code', required: true, meaning: 'Code of the vehicle in scenario.json.' },
  {
    name: 'vehicles_per_departure',
    type: 'integer',
    required: false,
    min: 1,
    default: 1,
    meaning: 'Vehicles that leave together.',
  },
  {
    name: 'dispatch',
    type: 'code',
    required: false,
    oneOf: ['timetable', 'full', 'timer', 'full-or-timer', 'hold'],
    default: 'timetable',
    meaning:
      'When a trip leaves: at the departures; when its vehicles are full; timer_min after the first parcel; whichever of the two comes first; at the departures, held for trips that are nearly there.',
  },
  {
    name: 'timer_min',
    type: 'number',
    required: false,
    exclusiveMin: 0,
    unit: 'min',
    meaning: 'Dispatch timer and full-or-timer: from the first parcel at the dock to the departure.',
  },
  {
    name: 'hold_min',
    type: 'number',
    required: false,
    exclusiveMin: 0,
    unit: 'min',
    meaning: 'Dispatch hold: a departure waits at most so long for trips under way to its facility.',
  },
  {
    name: 'departures',
    type: 'text',
    required: false,
    meaning:
      'Local times HH:MM, separated by spaces or semicolons; dispatch timetable and hold need them, the others take none.',
  },
  {
    name: 'weekdays',
    type: 'text',
    required: false,
    default: '1234567',
    meaning:
      'Days on which its departures run, 1 Monday to 7 Sunday, e.g. 135; dispatch full, timer and full-or-timer know no days.',
  },
  { name: 'source', type: 'text', required: false, meaning: 'Where the figures of the row come from.' },
] as const satisfies readonly ColumnSpec[];

/** Parcels between zones on a mean day, in place of the gravity model; pairs that are not there send none. */
export const OD_COLUMNS = [
  { name: 'from', type: 'code', required: true, meaning: 'Zone that sends.' },
  { name: 'to', type: 'code', required: true, meaning: 'Zone that receives.' },
  {
    name: 'parcels_per_day',
    type: 'number',
    required: true,
    min: 0,
    unit: 'parcels/day',
    meaning: 'Relative volume; all pairs together make demand.parcels_per_day.',
  },
] as const satisfies readonly ColumnSpec[];

/** Real orders, in the order in which they were placed. Streamed: a file of any length. */
export const ORDER_COLUMNS = [
  {
    name: 'time',
    type: 'instant',
    required: true,
    meaning: 'When it was placed; local where it has no offset.',
  },
  { name: 'origin', type: 'code', required: true, meaning: 'Zone that sends.' },
  { name: 'destination', type: 'code', required: true, meaning: 'Zone that receives.' },
  {
    name: 'weight_kg',
    type: 'number',
    required: false,
    exclusiveMin: 0,
    max: MOST_KG,
    unit: 'kg',
    meaning: 'Weight; empty: drawn from demand.weight_kg.',
  },
  {
    name: 'cube_m3',
    type: 'number',
    required: false,
    exclusiveMin: 0,
    max: MOST_M3,
    unit: 'm³',
    meaning: 'Cubic size; empty: drawn from demand.cube_m3.',
  },
  {
    name: 'service_class',
    type: 'code',
    required: false,
    meaning: 'Code of demand.classes; empty: drawn by their shares.',
  },
] as const satisfies readonly ColumnSpec[];

/** What the load plan is told to do, where the planner knows better. */
export const PLAN_COLUMNS = [
  { name: 'facility', type: 'code', required: true, meaning: 'Where parcels are.' },
  { name: 'destination', type: 'code', required: true, meaning: 'Facility where they end.' },
  { name: 'lane', type: 'code', required: true, meaning: 'Lane to take, which begins at the facility.' },
] as const satisfies readonly ColumnSpec[];

/** How often each kind of weather occurs. */
export const CLIMATE_COLUMNS = [
  { name: 'region', type: 'text', required: true, meaning: 'Region of the facilities.' },
  { name: 'month', type: 'integer', required: true, min: 1, max: 12, meaning: '1 January to 12 December.' },
  {
    name: 'regime',
    type: 'code',
    required: true,
    oneOf: [...WEATHER_REGIMES],
    meaning: 'Kind of weather; what is missing to 1 is clear.',
  },
  { name: 'share', type: 'number', required: true, min: 0, max: 1, meaning: 'Share of the time.' },
  { name: 'source', type: 'text', required: false, meaning: 'Where the figure comes from.' },
] as const satisfies readonly ColumnSpec[];

/** Observed weather: the kind itself, or measurements from which it follows. */
export const WEATHER_COLUMNS = [
  { name: 'region', type: 'text', required: true, meaning: 'Region of the facilities.' },
  { name: 'time', type: 'instant', required: true, meaning: 'From when; until the next row of the region.' },
  {
    name: 'regime',
    type: 'code',
    required: false,
    oneOf: [...WEATHER_REGIMES],
    meaning: 'Kind of weather; empty: from the measurements.',
  },
  {
    name: 'temperature_c',
    type: 'number',
    required: false,
    min: -90,
    max: 60,
    unit: '°C',
    meaning: 'Air temperature.',
  },
  {
    name: 'precipitation_mm_per_h',
    type: 'number',
    required: false,
    min: 0,
    max: 500,
    unit: 'mm/h',
    meaning: 'Rain, or snow as water.',
  },
  { name: 'visibility_km', type: 'number', required: false, min: 0, unit: 'km', meaning: 'Visibility.' },
  {
    name: 'wind_m_s',
    type: 'number',
    required: false,
    min: 0,
    max: 120,
    unit: 'm/s',
    meaning: 'Mean wind.',
  },
] as const satisfies readonly ColumnSpec[];
