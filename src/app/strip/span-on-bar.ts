/** A time from an instant, inclusive, to another, exclusive, µs. */
interface Span {
  readonly fromUs: number;
  readonly toUs: number;
}

/**
 * Where a time lies on a bar from the start of a run to an instant of it, as shares of its length; null where it has
 * no part in it: what is known of the weather may begin before the start, or be over by then.
 */
export function spanOnBar({ fromUs, toUs }: Span, endUs: number): { left: number; width: number } | null {
  const from = Math.max(0, fromUs);
  const to = Math.min(endUs, toUs);
  return from < to ? { left: from / endUs, width: (to - from) / endUs } : null;
}
