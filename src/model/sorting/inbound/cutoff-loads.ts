import { NEVER, type Time } from '../../../engine/clock.ts';
import { NONE } from '../../../engine/subject-store.ts';
import type { OutboundDirection } from '../outbound/outbound-port.ts';
import type { PieceStore } from '../piece-store.ts';
import type { TrailerStore } from './trailer-store.ts';

/** What door rules know of a direction: when its sorts end. */
export type SortCutoffs = Pick<OutboundDirection, 'departurePlannedFor' | 'cutoffOf'>;

/**
 * What waiting trailers carry, by the sort cutoff of the departure that it is planned for: counted once per trailer, so
 * that a decision costs one step per trailer and not one per piece. Departures with the same cutoff count as one.
 */
export class CutoffLoads {
  readonly #pieces: PieceStore;
  readonly #trailers: TrailerStore;
  readonly #directions: readonly SortCutoffs[];
  /** Per trailer slot: cutoffs, rising, the parcels for each, and the first that is still ahead. */
  readonly #cutoffs: Float64Array[] = [];
  readonly #parcels: Int32Array[] = [];
  readonly #ahead: number[] = [];
  /** Per direction, while counting: the departure met last, and its cutoff. */
  readonly #planned: Int32Array;
  readonly #cutoff: Float64Array;

  constructor(pieces: PieceStore, trailers: TrailerStore, directions: readonly SortCutoffs[]) {
    this.#pieces = pieces;
    this.#trailers = trailers;
    this.#directions = directions;
    this.#planned = new Int32Array(directions.length);
    this.#cutoff = new Float64Array(directions.length);
  }

  /** Counts what is aboard a trailer. */
  count(trailer: number): void {
    const { direction, planned, parcels } = this.#pieces;
    const loads = new Map<Time, number>();
    this.#planned.fill(NONE);
    for (let piece = this.#trailers.head[trailer]; piece !== NONE; piece = this.#pieces.link(piece)) {
      const to = direction[piece];
      if (this.#planned[to] !== planned[piece]) {
        this.#planned[to] = planned[piece];
        this.#cutoff[to] = this.#directions[to].cutoffOf(planned[piece]);
      }
      const cutoff = this.#cutoff[to];
      loads.set(cutoff, (loads.get(cutoff) ?? 0) + parcels[piece]);
    }
    const cutoffs = Float64Array.from(loads.keys()).sort();
    this.#cutoffs[trailer] = cutoffs;
    this.#parcels[trailer] = Int32Array.from(cutoffs, (cutoff) => loads.get(cutoff)!);
    this.#ahead[trailer] = 0;
  }

  /** The earliest cutoff at or after now of anything aboard; NEVER where all have passed. Instants asked for never fall. */
  earliest(trailer: number, now: Time): Time {
    const cutoffs = this.#cutoffs[trailer];
    let ahead = this.#ahead[trailer];
    while (ahead < cutoffs.length && cutoffs[ahead] < now) ahead++;
    this.#ahead[trailer] = ahead;
    return ahead < cutoffs.length ? cutoffs[ahead] : NEVER;
  }

  /** Parcels aboard for the cutoff that `earliest` has just told; 0 where it told none. */
  parcelsForEarliest(trailer: number): number {
    const parcels = this.#parcels[trailer];
    const ahead = this.#ahead[trailer];
    return ahead < parcels.length ? parcels[ahead] : 0;
  }

  /** The closest sort cutoff at or after now of any direction of the hub; NEVER where there is none. */
  closest(now: Time): Time {
    let closest: Time = NEVER;
    for (const direction of this.#directions) {
      closest = Math.min(closest, direction.cutoffOf(direction.departurePlannedFor(now)));
    }
    return closest;
  }
}
