import type { ColumnSpec } from '../column-spec.ts';

/** Trailers that come to a hub alone, by origin. */
export const INBOUND_COLUMNS = [
  {
    name: 'code',
    type: 'code',
    required: true,
    unique: true,
    meaning: 'Stable code; parcels are named by it.',
  },
  { name: 'origin', type: 'text', required: true, meaning: 'Where its trailers come from.' },
  {
    name: 'arrivals',
    type: 'text',
    required: true,
    meaning: 'Local times at which a trailer is due at the gate, rising, separated by spaces.',
  },
  { name: 'weekdays', type: 'text', required: false, default: '1234567', meaning: 'Days, 1 for Monday.' },
  {
    name: 'parcels',
    type: 'number',
    required: true,
    exclusiveMin: 0,
    unit: 'parcels',
    meaning: 'Mean aboard one trailer.',
  },
  {
    name: 'parcels_cv',
    type: 'number',
    required: false,
    min: 0,
    max: 2,
    default: 0.1,
    meaning: 'Standard deviation / mean of the parcels aboard.',
  },
  {
    name: 'late_mean_min',
    type: 'number',
    required: false,
    min: 0,
    default: 0,
    unit: 'min',
    meaning: 'Mean lateness, exponential.',
  },
  {
    name: 'bagged_share',
    type: 'number',
    required: false,
    min: 0,
    max: 1,
    default: 0,
    meaning: 'Share of the parcels that come in bags opened here.',
  },
  {
    name: 'through_share',
    type: 'number',
    required: false,
    min: 0,
    max: 1,
    default: 0,
    meaning: 'Share of the parcels in bags that pass through unopened.',
  },
  { name: 'source', type: 'text', required: false, meaning: 'Where the figures of the row come from.' },
] as const satisfies readonly ColumnSpec[];

/** Directions in which trailers leave a hub alone. */
export const OUTBOUND_COLUMNS = [
  { name: 'code', type: 'code', required: true, unique: true, meaning: 'Stable code of the next facility.' },
  { name: 'name', type: 'text', required: true, meaning: 'Name on the floor.' },
  { name: 'share', type: 'number', required: true, min: 0, meaning: 'Relative volume.' },
  {
    name: 'departures',
    type: 'text',
    required: true,
    meaning: 'Local times of departure, rising, separated by spaces.',
  },
  { name: 'weekdays', type: 'text', required: false, default: '1234567', meaning: 'Days, 1 for Monday.' },
  {
    name: 'doors',
    type: 'integer',
    required: false,
    min: 1,
    default: 1,
    meaning: 'Outbound doors, each with a trailer that stands open.',
  },
  {
    name: 'trailers_per_departure',
    type: 'integer',
    required: false,
    min: 1,
    default: 1,
    meaning: 'Most trailers for one departure; a full one leaves before, and the next takes its door.',
  },
  {
    name: 'trailer_parcels',
    type: 'integer',
    required: false,
    min: 1,
    default: 2500,
    unit: 'parcels',
    meaning: 'Room.',
  },
  {
    name: 'trailer_weight_kg',
    type: 'number',
    required: false,
    exclusiveMin: 0,
    default: 14000,
    unit: 'kg',
    meaning: 'Payload.',
  },
  {
    name: 'trailer_cube_m3',
    type: 'number',
    required: false,
    exclusiveMin: 0,
    default: 75,
    unit: 'm3',
    meaning: 'Space.',
  },
  { name: 'source', type: 'text', required: false, meaning: 'Where the figures of the row come from.' },
] as const satisfies readonly ColumnSpec[];

/** The sort plan: which chutes of which sorter take a direction in a sort. */
export const SORT_PLAN_COLUMNS = [
  { name: 'sort', type: 'text', required: true, meaning: 'Code of the sort, or * for all.' },
  {
    name: 'sorter',
    type: 'text',
    required: true,
    meaning: 'Code of the sorter, or * for all that are fed by doors.',
  },
  { name: 'direction', type: 'text', required: true, meaning: 'Code of the next facility.' },
  {
    name: 'chutes',
    type: 'text',
    required: true,
    meaning: 'Chutes counted from 1 along the sorter, as in 12-15 40; a direction may have several.',
  },
  {
    name: 'next_sorter',
    type: 'text',
    required: false,
    meaning: 'Where the chute leads: a secondary sorter; empty for the direction itself.',
  },
] as const satisfies readonly ColumnSpec[];
