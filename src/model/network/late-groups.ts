import { addExact, exactValue } from '../../engine/stats/exact-sum.ts';
import type { NetworkScenario } from '../../scenario/network/network-scenario.ts';
import { LATE_CAUSES, type LateCause } from './late-cause.ts';
import { MOST_LATE_MARKS } from './parcel-store.ts';

/** Where something happened. */
export interface LatePlace {
  readonly kind: 'facility' | 'lane';
  readonly index: number;
}

/** Late parcels of the cohort that share place and cause. */
export class LateGroup {
  /** Null where there were more places and causes than marks. */
  readonly place: LatePlace | null;
  readonly cause: LateCause;
  delivered = 0;
  returned = 0;
  unfinished = 0;
  readonly #late = new Float64Array(2);

  constructor(place: LatePlace | null, cause: LateCause) {
    this.place = place;
    this.cause = cause;
  }

  /** One was delivered late. @param late µs after its commitment */
  deliver(late: number): void {
    this.delivered++;
    addExact(this.#late, 0, late);
  }

  /** Late parcels: delivered too late, given up, or still in the network at the end. */
  get parcels(): number {
    return this.delivered + this.returned + this.unfinished;
  }

  /** Mean time after the commitment of those delivered, µs; NaN where none was. */
  get meanLate(): number {
    return exactValue(this.#late, 0) / this.delivered;
  }
}

/**
 * Places and causes by the number that parcels carry, made when first met. The first numbers are causes alone, for the
 * case that numbers run out.
 */
export class LateGroups {
  /** By number; 0 is nobody's. */
  readonly #groups: LateGroup[];
  /** Number by place and cause; 0 where it has none yet. Lanes come after facilities. */
  readonly #numbers: Uint16Array;
  readonly #facilities: number;

  constructor({ facilities, lanes }: NetworkScenario) {
    this.#facilities = facilities.length;
    this.#numbers = new Uint16Array((facilities.length + lanes.length) * LATE_CAUSES.length);
    this.#groups = [
      new LateGroup(null, 'unfinished'),
      ...LATE_CAUSES.map((cause) => new LateGroup(null, cause)),
    ];
  }

  /** Number of a place and cause, from 1. */
  numberOf(kind: LatePlace['kind'], index: number, cause: LateCause): number {
    const place = kind === 'facility' ? index : this.#facilities + index;
    const causeIndex = LATE_CAUSES.indexOf(cause);
    const at = place * LATE_CAUSES.length + causeIndex;
    if (this.#numbers[at] > 0) return this.#numbers[at];
    if (this.#groups.length > MOST_LATE_MARKS) return 1 + causeIndex;
    this.#numbers[at] = this.#groups.length;
    return this.#groups.push(new LateGroup({ kind, index }, cause)) - 1;
  }

  group(number: number): LateGroup {
    return this.#groups[number];
  }

  /** Late parcels of the cohort by cause. */
  byCause(cause: LateCause): number {
    return this.#groups.reduce((sum, group) => (group.cause === cause ? sum + group.parcels : sum), 0);
  }

  /** Those with parcels, in no order that means anything. */
  get met(): readonly LateGroup[] {
    return this.#groups.filter(({ parcels }) => parcels > 0);
  }
}
