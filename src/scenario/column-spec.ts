/** Columns that hold text: a name for people, or a code that other tables refer to. */
export type TextType = 'text' | 'code';

/**
 * Columns that hold numbers. `boolean` is 0 or 1, `instant` whole microseconds since 1970 (UTC), `time_of_day` seconds
 * after local midnight.
 */
export type NumberType = 'number' | 'integer' | 'boolean' | 'instant' | 'time_of_day';

/** What a column of a table holds: the source of its validation, its form field and its documentation. */
export interface ColumnSpec {
  /** With its unit: `distance_km`. */
  readonly name: string;
  readonly type: TextType | NumberType;
  /** The column must be there and none of its cells empty. */
  readonly required: boolean;
  /** No two rows may hold the same: the table's key. */
  readonly unique?: boolean;
  readonly min?: number;
  readonly max?: number;
  /** The value lies above this. */
  readonly exclusiveMin?: number;
  /** The only texts allowed. */
  readonly oneOf?: readonly string[];
  /** Stands in for an empty cell; without one an empty text is '' and an empty number NaN. */
  readonly default?: string | number | boolean;
  readonly unit?: string;
  /** One sentence for whoever fills the table in. */
  readonly meaning: string;
  /** Where the default or the range comes from. */
  readonly source?: string;
}

export function isTextColumn(spec: ColumnSpec): boolean {
  return spec.type === 'text' || spec.type === 'code';
}

/** What an empty cell stands for. */
export function emptyValue(spec: ColumnSpec): string | number {
  if (isTextColumn(spec)) return spec.default === undefined ? '' : String(spec.default);
  return spec.default === undefined ? Number.NaN : Number(spec.default);
}
