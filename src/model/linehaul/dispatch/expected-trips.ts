import { MINUTE, NEVER, type Time } from '../../../engine/clock.ts';
import { NONE } from '../../../engine/subject-store.ts';

/** A trip that has announced itself, until its parcels are handled. */
interface Expected {
  /** Slot of the trip; NONE once it has come. */
  trip: number;
  /** Facility it comes from. */
  readonly from: number;
  /** When it comes by what is expected, or when it came, µs. */
  at: Time;
}

/**
 * Trips under way to a facility, as it knows of them: a trip says when it departs and when it should come. Kept where
 * departures are held for connections.
 */
export class ExpectedTrips {
  readonly #handling: Time;
  #trips: Expected[] = [];

  /** @param handling expected time from arrival to the dock, µs */
  constructor(handling: Time) {
    this.#handling = Math.max(MINUTE, handling);
  }

  /** A trip with parcels has departed to here. */
  announced(trip: number, from: number, expectedAt: Time): void {
    this.#trips.push({ trip, from, at: expectedAt });
  }

  /** It has come. */
  arrived(trip: number, now: Time): void {
    for (const each of this.#trips) {
      if (each.trip !== trip) continue;
      each.trip = NONE;
      each.at = now;
    }
  }

  /**
   * Until when a departure is held: the latest instant, up to `latest`, at which the parcels of a trip that is on its way
   * or has just come should be at the dock. A trip that is late may come at any moment.
   * @param to where the departure goes: what comes from there is no connection
   * @returns NEVER where there is nothing to wait for
   */
  holdUntil(to: number, now: Time, latest: Time): Time {
    this.#forget(now);
    let until: Time = NEVER;
    for (const { trip, from, at } of this.#trips) {
      const atDock = (trip === NONE ? at : Math.max(at, now)) + this.#handling;
      if (from === to || atDock <= now || atDock > latest) continue;
      if (until === NEVER || atDock > until) until = atDock;
    }
    return until;
  }

  #forget(now: Time): void {
    this.#trips = this.#trips.filter(({ trip, at }) => trip !== NONE || at + this.#handling > now);
  }
}
