import type { KpiValue } from '../model/run.ts';

/** Which of two values of a response is the better one. */
export type Better = 'lower' | 'higher';

/** A figure of a run that an experiment measures and compares. */
export interface Response {
  readonly kpi: string;
  /** Block, facility, region or class of service; empty for the whole. */
  readonly place: string;
  /** Class of subject or parcel; empty for all. */
  readonly class: string;
  /** Undefined where neither is: then differences are told without praise. */
  readonly better: Better | undefined;
}

/** Whether a figure of a run is the one that a response means. */
export function isValueOf(
  response: Response,
  { kpi, place, class: ofClass }: Pick<KpiValue, 'kpi' | 'place' | 'class'>,
): boolean {
  return kpi === response.kpi && place === response.place && ofClass === response.class;
}
