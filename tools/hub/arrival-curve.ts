/** A window in which trailers are due: their rate rises evenly, stays, and falls evenly. */
export interface ArrivalCurve {
  /** Minutes of local time; an end past midnight is counted on. */
  readonly from: number;
  readonly to: number;
  /** Share of the window in which the rate rises, and in which it falls; 0 to 0.5. */
  readonly ramp: number;
}

/** Share of a window's trailers that are due before an instant. @param at minutes of local time */
export function shareBefore({ from, to, ramp }: ArrivalCurve, at: number): number {
  const x = Math.min(1, Math.max(0, (at - from) / (to - from)));
  const height = 1 / (1 - ramp);
  if (x < ramp) return (height * x * x) / (2 * ramp);
  if (x > 1 - ramp) return 1 - (height * (1 - x) * (1 - x)) / (2 * ramp);
  return height * (x - ramp / 2);
}

/** When a share of a window's trailers has been due: the inverse of `shareBefore`, minutes of local time. */
export function dueAt({ from, to, ramp }: ArrivalCurve, share: number): number {
  const height = 1 / (1 - ramp);
  const atRamp = (height * ramp) / 2;
  const x =
    share < atRamp
      ? Math.sqrt((2 * ramp * share) / height)
      : share > 1 - atRamp
        ? 1 - Math.sqrt((2 * ramp * (1 - share)) / height)
        : share / height + ramp / 2;
  return from + x * (to - from);
}

/** Parcels due in the busiest hour of a window, by the curve; the window lasts an hour or longer. */
export function busiestHour(curve: ArrivalCurve, parcels: number): number {
  const middle = (curve.from + curve.to) / 2;
  return parcels * (shareBefore(curve, middle + 30) - shareBefore(curve, middle - 30));
}
