/** The texts of what rows a run writes and of the formats that tables are exported in, in English. */
export const enExport = {
  'export.rows.parcels': 'Rows of parcels',
  'export.rows.subjects': 'Rows of subjects',
  'export.rows.scans': 'Rows of scans',
  'export.rows.steps': 'Rows of steps',
  'export.rows.all': 'all',
  'export.rows.none': 'none',
  'export.rows.sample': 'one parcel in {count}',
  'export.rows.planned': 'default: {rows}',
  'export.rows.hint':
    'Parcels are chosen by a hash of their identity, whatever happens to them. Rows change no figure; all scans of a large network take gigabytes.',

  'export.format': 'Format of the download',
  'export.format.csv': 'CSV, all tables',
  'export.format.parquet': 'Parquet, all tables',
  'export.format.event-log': 'Event log, CSV',
  'export.format.ocel': 'OCEL 2.0, JSON',
  'export.format.csv.hint': 'Every table as it is, with their description.',
  'export.format.parquet.hint': 'Every table with typed columns, for pandas, R and DuckDB.',
  'export.format.event-log.hint': 'A row per scan: case, activity, timestamp, resource. For process mining.',
  'export.format.ocel.hint':
    'Scans as events of parcels, trips, vehicles and facilities. Bags are declared and have no objects: parcels travel loose.',
  'export.make': 'Download',
  'export.converting': 'Converting …',
  'export.packing': 'Packing …',
  'export.cancel': 'Cancel',
  'export.noScans':
    'This run wrote no scans, of which this format is made. Under Scenarios, choose rows of scans and run again.',
  'export.failed': 'The tables could not be converted',
  'export.note': 'Note: {note}.',
  'export.done.spoken': '{name} is ready.',
} as const;
