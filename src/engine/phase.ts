import type { Time } from './clock.ts';

/**
 * The rule for simultaneous events, written once.
 *
 * Events at one instant run in phases, then by facility id, then by the facility's own sequence. The three are
 * packed into one number, the tie key, so that the calendar compares two numbers per event: (time, tie).
 * A tie key is never given twice in a run, so it is also the event's name: a block that wants to cancel an event
 * forgets its key, and what arrives under a forgotten key is stale (discarded, counted apart).
 */
export const PHASE = {
  /** A repair ends, a shift begins, a gate opens: capacity grows first. */
  capacityUp: 0,
  /** A service or a delay ends and frees its place. */
  serviceEnd: 1,
  /** A subject enters a block: from a source, from a trip, or from a block upstream at a shared instant. */
  arrival: 2,
  /** A free server takes the next subject: after all that arrived at this instant. */
  serviceStart: 3,
  /** A breakdown begins, a shift ends, a gate closes. */
  capacityDown: 4,
  /** A batch or a trip is sealed and departs: what arrived at this instant is aboard. */
  departure: 5,
  /** Warm-up cuts and probes: they see the instant as it ended. */
  observe: 6,
} as const;

export type Phase = (typeof PHASE)[keyof typeof PHASE];

const FACILITY_SPAN = 2 ** 17;
/** Most events one facility can schedule in a run: 8.6e9. */
const SEQUENCE_SPAN = 2 ** 33;

/** Most facilities one run can hold (17 bits of the tie key). */
export const MAX_FACILITIES = FACILITY_SPAN;

/** Smallest tie key of a phase at a facility (0 to 2^17 - 1); the facility's sequence number is added to it. */
export function tieBase(phase: Phase, facility: number): number {
  return (phase * FACILITY_SPAN + facility) * SEQUENCE_SPAN;
}

/** Phase, facility and sequence of a tie key, for messages and traces. */
export function readTie(tie: number): { phase: Phase; facility: number; sequence: number } {
  const place = Math.floor(tie / SEQUENCE_SPAN);
  return {
    phase: Math.floor(place / FACILITY_SPAN) as Phase,
    facility: place % FACILITY_SPAN,
    sequence: tie - place * SEQUENCE_SPAN,
  };
}

/** True where event A runs before event B. */
export function isBefore(timeA: Time, tieA: number, timeB: Time, tieB: number): boolean {
  return timeA < timeB || (timeA === timeB && tieA < tieB);
}
