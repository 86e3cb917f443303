import { parseInstant } from '../instant.ts';
import type { NetworkSettings } from './network-schema.ts';
import { networkStart } from './network-start.ts';
import type { OrderTerms } from './order-reader.ts';

/** What an order table of a network refers to. @param zones their codes, in the order of the table @param settings valid */
export function orderTerms(
  zones: readonly string[],
  { starts_at: startsAt, demand }: NetworkSettings,
): OrderTerms {
  return {
    zones: new Map(zones.map((code, index) => [code, index])),
    classes: new Map(demand.classes.map(({ code }, index) => [code, index])),
    startAt: parseInstant(startsAt)!,
    utcOffsetMinutes: networkStart(startsAt)!.utcOffsetMinutes,
  };
}
