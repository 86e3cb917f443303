import { parseInstant } from '../instant.ts';

/** When something begins and ends, as a scenario writes it: hours after the start, or local times. */
export interface WrittenSpan {
  readonly from_h?: number | undefined;
  readonly to_h?: number | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Hours after the start of the scenario. */
export interface Span {
  readonly fromH: number;
  readonly toH: number;
}

/** Hours from the start of the scenario to a local time; negative before it, NaN for what is no instant. */
export function hoursAfterStart(localTime: string, startsAt: string): number {
  // Both read as UTC: the scenario's offset holds for both.
  const at = parseInstant(`${localTime}Z`);
  const start = parseInstant(startsAt.replace(/(?:Z|[+-]\d{2}:\d{2})$/, 'Z'));
  return at === undefined || start === undefined ? Number.NaN : (at - start) / 3_600_000_000;
}

/** The span in hours; NaN at an end that is not written. @param startsAt of the scenario */
export function spanOf(written: WrittenSpan, startsAt: string): Span {
  const end = (hours: number | undefined, local: string | undefined) =>
    hours ?? (local === undefined ? Number.NaN : hoursAfterStart(local, startsAt));
  return { fromH: end(written.from_h, written.from), toH: end(written.to_h, written.to) };
}
