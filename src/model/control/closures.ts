import type { Time } from '../../engine/clock.ts';

/**
 * What stands still or is slow just now, and for how many reasons. Disruptions write it; facilities, docks and the control
 * desk read it.
 */
export class Closures {
  readonly #facility: Uint16Array;
  /** When each facility was closed last, and opened last. */
  readonly #closedAt: Float64Array;
  readonly #openedAt: Float64Array;
  readonly #lane: Uint16Array;
  /** Shares of slowed facilities and lanes, all those in force; absent where there is none. */
  readonly #slow = new Map<string, number[]>();

  constructor(facilities: number, lanes: number) {
    this.#facility = new Uint16Array(facilities);
    this.#closedAt = new Float64Array(facilities).fill(Number.NEGATIVE_INFINITY);
    this.#openedAt = new Float64Array(facilities).fill(Number.NEGATIVE_INFINITY);
    this.#lane = new Uint16Array(lanes);
  }

  /** Whether nothing is handled at a facility. */
  isClosed(facility: number): boolean {
    return this.#facility[facility] > 0;
  }

  /** Whether no trip leaves on a lane, for a reason of its own or of a facility at one of its ends. */
  isLaneClosed(lane: number): boolean {
    return this.#lane[lane] > 0;
  }

  /** Share of its people and machines that a facility has, above 0 to 1: the least of what slows it. */
  share(facility: number): number {
    return least(this.#slow.get(`facility ${facility}`));
  }

  /** Share of its speed that a lane has, above 0 to 1. */
  speed(lane: number): number {
    return this.#slow.size === 0 ? 1 : least(this.#slow.get(`lane ${lane}`));
  }

  /** How long of a stretch of time that is over the last closure of a facility took, µs. */
  closedWithin(facility: number, from: Time, to: Time): Time {
    const openedAt = this.isClosed(facility) ? to : this.#openedAt[facility];
    return Math.max(0, Math.min(to, openedAt) - Math.max(from, this.#closedAt[facility]));
  }

  /** One reason more, or one less, for a facility to be closed. @returns whether it closes or opens by that */
  addToFacility(facility: number, reasons: 1 | -1, now: Time): boolean {
    this.#facility[facility] += reasons;
    const turns = this.#facility[facility] === (reasons === 1 ? 1 : 0);
    if (turns) (reasons === 1 ? this.#closedAt : this.#openedAt)[facility] = now;
    return turns;
  }

  /** The same for a lane. */
  addToLane(lane: number, reasons: 1 | -1): boolean {
    this.#lane[lane] += reasons;
    return this.#lane[lane] === (reasons === 1 ? 1 : 0);
  }

  slow(what: 'facility' | 'lane', index: number, share: number): void {
    const key = `${what} ${index}`;
    this.#slow.set(key, [...(this.#slow.get(key) ?? []), share]);
  }

  /** Takes one reason back. */
  unslow(what: 'facility' | 'lane', index: number, share: number): void {
    const key = `${what} ${index}`;
    const shares = [...(this.#slow.get(key) ?? [])];
    shares.splice(shares.indexOf(share), 1);
    if (shares.length === 0) this.#slow.delete(key);
    else this.#slow.set(key, shares);
  }
}

function least(shares: readonly number[] | undefined): number {
  return shares === undefined ? 1 : Math.min(...shares);
}
