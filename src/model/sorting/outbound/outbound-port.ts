import type { Time } from '../../../engine/clock.ts';

/** The doors of a direction as the eye sees them: per door. */
export interface OutboundDoorLook {
  /** `DOOR`. */
  readonly state: Uint8Array;
  readonly parcels: Int32Array;
  /** Share of the room used. */
  readonly load: Float32Array;
  /** When it departs at the latest, µs. */
  readonly departsAt: Float64Array;
  readonly people: Uint8Array;
}

/** A direction as the rest of the hub sees it: its departures, and the trailers that stand open for it. */
export interface OutboundDirection {
  readonly code: string;
  /** Outbound doors of the direction. */
  readonly doors: number;
  /** Ordinal of the first departure whose sort cutoff is at or after an instant, counted from the start of the run. */
  departurePlannedFor(dueAtGate: Time): number;
  /** Sort cutoff of a departure by ordinal, µs. */
  cutoffOf(ordinal: number): Time;
  /** Instant of a departure by ordinal, µs. */
  departureOf(ordinal: number): Time;
  /** Ordinal of the next departure. */
  readonly nextDeparture: number;
  /** When what is loaded now departs at the latest, µs: the next departure that is not sealed. */
  readonly departsAt: Time;
  /** Whether a trailer stands open with room for a unit, besides what is being carried to it. Changes nothing. */
  hasRoom(unit: number): boolean;
  /**
   * Sets room aside for a unit that is about to be carried in, and notes its berth. A trailer that a unit does not go
   * into takes no more.
   * @returns whether an open trailer has room
   */
  reserve(unit: number): boolean;
  /**
   * A unit arrives at the trailer that room was set aside in; its pieces are then aboard.
   * @returns false where the trailer has been sealed meanwhile: the unit stays outside
   */
  carryIn(unit: number): boolean;
  /** What the eye may see. */
  look(): OutboundDoorLook;
  /** @throws InvariantError where a trailer holds more than it has room for */
  check(): void;
  /** Told whenever a trailer has opened or has been sealed; wired once, before the run. */
  changed: () => void;
  /** Told so long before sealing that open containers are closed and carried in; wired once, before the run. */
  closing: () => void;
}
