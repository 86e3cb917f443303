import { NEVER, type Time } from '../../../engine/clock.ts';
import { NONE } from '../../../engine/subject-store.ts';
import type { HubBlock } from '../../../scenario/hub/hub-schema.ts';
import type { PieceStore } from '../piece-store.ts';
import { CutoffLoads, type SortCutoffs } from './cutoff-loads.ts';
import type { TrailerStore } from './trailer-store.ts';

/** Which waiting trailer a free inbound door gets. Where a rule is indifferent, the first come. */
export interface DoorRule {
  /** A trailer is through the gate, all its pieces aboard. */
  checkedIn(trailer: number): void;
  /**
   * @param first first of the line through `trailers.link` @param seen how many of them the rule sees, at least 1
   * @returns the trailer for the door, NONE where none of them may go there
   */
  choose(door: number, first: number, seen: number, now: Time): number;
}

/** What rules decide by. */
export interface DoorRuleInputs {
  readonly block: Pick<HubBlock, 'yard' | 'inbound_doors'>;
  readonly pieces: PieceStore;
  readonly trailers: TrailerStore;
  readonly directions: readonly SortCutoffs[];
  /** Codes of the origins, by index. */
  readonly origins: readonly string[];
}

/** The rule that a hub has chosen by name. */
export function doorRule(inputs: DoorRuleInputs): DoorRule {
  switch (inputs.block.yard.door_rule) {
    case 'first-come':
      return new FirstCome();
    case 'earliest-cutoff':
      return new EarliestCutoff(inputs);
    case 'most-for-next-departure':
      return new MostForNextDeparture(inputs);
    case 'dedicated':
      return new Dedicated(inputs);
  }
}

class FirstCome implements DoorRule {
  checkedIn(): void {}

  choose(_door: number, first: number): number {
    return first;
  }
}

/** Decides by the cutoffs of what trailers carry, counted once as they are checked in. */
abstract class CutoffRule implements DoorRule {
  protected readonly trailers: TrailerStore;
  protected readonly loads: CutoffLoads;

  constructor({ pieces, trailers, directions }: DoorRuleInputs) {
    this.trailers = trailers;
    this.loads = new CutoffLoads(pieces, trailers, directions);
  }

  checkedIn(trailer: number): void {
    this.loads.count(trailer);
  }

  abstract choose(door: number, first: number, seen: number, now: Time): number;
}

/**
 * The trailer with a parcel for the departure whose cutoff comes first of all that are ahead; of several the one with the
 * most for it. Trailers whose every cutoff has passed come last.
 */
class EarliestCutoff extends CutoffRule {
  choose(_door: number, first: number, seen: number, now: Time): number {
    const { link } = this.trailers;
    let best = first;
    let bestCutoff: Time = NEVER;
    let most = 0;
    for (let trailer = first, k = 0; k < seen; trailer = link[trailer], k++) {
      const cutoff = this.loads.earliest(trailer, now);
      const parcels = this.loads.parcelsForEarliest(trailer);
      if (cutoff > bestCutoff || (cutoff === bestCutoff && parcels <= most)) continue;
      best = trailer;
      bestCutoff = cutoff;
      most = parcels;
    }
    return best;
  }
}

/** The trailer with the most parcels for the departure, of all of the hub, whose cutoff is the closest ahead. */
class MostForNextDeparture extends CutoffRule {
  choose(_door: number, first: number, seen: number, now: Time): number {
    const { link } = this.trailers;
    const closest = this.loads.closest(now);
    let best = first;
    let most = 0;
    for (let trailer = first, k = 0; k < seen; trailer = link[trailer], k++) {
      // No cutoff of a trailer is before the closest of the hub.
      if (this.loads.earliest(trailer, now) > closest) continue;
      const parcels = this.loads.parcelsForEarliest(trailer);
      if (parcels <= most) continue;
      best = trailer;
      most = parcels;
    }
    return best;
  }
}

/** Doors named for origins take only those, the other doors only the rest; the first come within. */
class Dedicated implements DoorRule {
  readonly #trailers: TrailerStore;
  /** Per door: origins it is named for; none for a door of the rest. */
  readonly #originsOf: ReadonlySet<number>[];
  /** Origins that have doors of their own. */
  readonly #named = new Set<number>();

  constructor({ block, trailers, origins }: DoorRuleInputs) {
    this.#trailers = trailers;
    const { count, dedicated } = block.inbound_doors;
    const originsOf = Array.from({ length: count }, () => new Set<number>());
    for (const row of dedicated) {
      for (const code of row.origins) {
        const origin = origins.indexOf(code);
        if (origin < 0) continue;
        this.#named.add(origin);
        for (const door of row.doors) originsOf[door - 1].add(origin);
      }
    }
    this.#originsOf = originsOf;
  }

  checkedIn(): void {}

  choose(door: number, first: number, seen: number): number {
    const { link, origin } = this.#trailers;
    for (let trailer = first, k = 0; k < seen; trailer = link[trailer], k++) {
      if (this.#takes(door, origin[trailer])) return trailer;
    }
    return NONE;
  }

  #takes(door: number, origin: number): boolean {
    const origins = this.#originsOf[door];
    return origins.size === 0 ? !this.#named.has(origin) : origins.has(origin);
  }
}
