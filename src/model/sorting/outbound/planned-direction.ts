import { MINUTE, NEVER, type Time } from '../../../engine/clock.ts';
import { secondsOfWeek } from '../../network/local-time.ts';
import type { HubContext } from '../hub-context.ts';
import { HubTimetable } from './hub-timetable.ts';

/** What is written of departures: a row of a hub's directions, or a lane. */
export interface WrittenDepartures {
  readonly code: string;
  /** Seconds after local midnight, rising; none where nothing is planned. */
  readonly departuresS: readonly number[];
  readonly runsOn: readonly boolean[];
}

/**
 * A direction whose departures repeat by the week, with the spans before each at which cutoffs lie and containers close.
 * Where none are planned, all is for departure 0, which has no instant and no cutoff.
 */
export abstract class PlannedDirection {
  readonly code: string;
  /** Ordinal of the next departure. */
  nextDeparture = 0;
  changed: () => void = () => {};
  closing: () => void = () => {};
  /** Sealing, and closing of containers, so long before each departure, µs. */
  protected readonly sealBefore: Time;
  protected readonly closeBefore: Time;
  /** Null where nothing is planned. */
  readonly #timetable: HubTimetable | null;
  readonly #cutoff: Time;

  constructor({ block, local }: HubContext, { code, departuresS, runsOn }: WrittenDepartures) {
    const { outbound, containers } = block;
    this.code = code;
    const instants = local.firstWeek(secondsOfWeek(departuresS, runsOn));
    this.#timetable = instants.length === 0 ? null : new HubTimetable(instants);
    this.#cutoff = Math.round(outbound.sort_cutoff_min * MINUTE);
    this.sealBefore = Math.round(outbound.seal_before_min * MINUTE);
    this.closeBefore = this.sealBefore + Math.round(containers.close_before_seal_min * MINUTE);
  }

  /** Whether departures are planned at all. */
  get isPlanned(): boolean {
    return this.#timetable !== null;
  }

  departurePlannedFor(dueAtGate: Time): number {
    return this.#timetable?.firstFrom(dueAtGate + this.#cutoff) ?? 0;
  }

  cutoffOf(ordinal: number): Time {
    return this.departureOf(ordinal) - this.#cutoff;
  }

  departureOf(ordinal: number): Time {
    return this.#timetable?.at(ordinal) ?? NEVER;
  }
}
