import { NONE } from '../../../engine/subject-store.ts';
import type { LoadUnits } from './load-units.ts';

/**
 * Closed containers that wait at their chutes for a loader. So many can stand beside a chute; the parcels of those beyond
 * go on taking its room, until a loader picks up one that waits there and the oldest beyond takes its place. They may be
 * of several directions, where the chute has been given to another: then one beyond can be picked up before those that
 * stand. Costs nothing per container but a walk along those beyond, which are seldom and few.
 */
export class StandingContainers {
  /** Containers that stand beside each chute. */
  readonly standing: Int32Array;
  readonly #units: LoadUnits;
  readonly #most: number;
  /** Containers beyond, per chute, in order of closing; linked by `LoadUnits.nextAtChute`. */
  readonly #head: Int32Array;

  /** @param most that can stand beside each chute, at least 0 */
  constructor(units: LoadUnits, chutes: number, most: number) {
    this.#units = units;
    this.#most = most;
    this.standing = new Int32Array(chutes);
    this.#head = new Int32Array(chutes).fill(NONE);
  }

  /** A container of a chute is closed. @returns parcels that take no room in the chute any more */
  close(chute: number, unit: number): number {
    const { chute: chutes, nextAtChute, parcels } = this.#units;
    chutes[unit] = chute;
    if (this.standing[chute] < this.#most) {
      this.standing[chute]++;
      return parcels[unit];
    }
    nextAtChute[unit] = NONE;
    if (this.#head[chute] === NONE) this.#head[chute] = unit;
    else nextAtChute[this.#last(chute)] = unit;
    return 0;
  }

  /** A loader picks up a container that waits at a chute. @returns parcels that take no room in the chute any more */
  pickUp(chute: number, unit: number): number {
    const { nextAtChute, parcels } = this.#units;
    const oldest = this.#head[chute];
    if (oldest === NONE) {
      this.standing[chute]--;
      return 0;
    }
    if (this.#unlink(chute, unit)) return parcels[unit];
    // One leaves and one takes its place: as many stand there as before.
    this.#head[chute] = nextAtChute[oldest];
    return parcels[oldest];
  }

  /** Parcels in the containers of a chute that take its room. */
  parcelsBeyond(chute: number): number {
    const { nextAtChute, parcels } = this.#units;
    let sum = 0;
    for (let unit = this.#head[chute]; unit !== NONE; unit = nextAtChute[unit]) sum += parcels[unit];
    return sum;
  }

  /** Whether as many stand beside a chute as can, or none is beyond, and no more than can. */
  isSound(chute: number): boolean {
    const standing = this.standing[chute];
    return standing === this.#most || (this.#head[chute] === NONE && standing >= 0 && standing < this.#most);
  }

  #last(chute: number): number {
    const { nextAtChute } = this.#units;
    let unit = this.#head[chute];
    while (nextAtChute[unit] !== NONE) unit = nextAtChute[unit];
    return unit;
  }

  /** Takes a container out of those beyond. @returns false where it is none of them */
  #unlink(chute: number, unit: number): boolean {
    const { nextAtChute } = this.#units;
    let before = NONE;
    for (let each = this.#head[chute]; each !== NONE; each = nextAtChute[each]) {
      if (each === unit) {
        if (before === NONE) this.#head[chute] = nextAtChute[unit];
        else nextAtChute[before] = nextAtChute[unit];
        return true;
      }
      before = each;
    }
    return false;
  }
}
