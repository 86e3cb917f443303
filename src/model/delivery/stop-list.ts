import { NONE, type SubjectStore } from '../../engine/subject-store.ts';

/** Parcels of a courier's round in the order of its stops, as an intrusive list. */
export class StopList {
  readonly #subjects: SubjectStore;

  constructor(subjects: SubjectStore) {
    this.#subjects = subjects;
  }

  /**
   * Orders parcels by address, so that those for one address make one stop; of equals the earlier comes first.
   * @returns the first parcel; the rest follow by `link`
   */
  build(parcels: readonly number[], addresses: Float64Array): number {
    const order = parcels.map((_, i) => i).sort((a, b) => addresses[a] - addresses[b] || a - b);
    let head = NONE;
    for (let i = order.length - 1; i >= 0; i--) {
      const parcel = parcels[order[i]];
      this.#subjects.setLink(parcel, head);
      head = parcel;
    }
    return head;
  }
}

/**
 * How many addresses an area has so that a stop takes a stated mean number of parcels: n parcels that fall on A
 * addresses at random make A (1 - exp(-n/A)) stops; solved for A by bisection on x = n/A, where x / (1 - exp(-x)) is
 * the parcels per stop.
 * @param perWave expected parcels of a wave, above 0; @param perStop at least 1; 1 gives as many as a parcel's own
 * @param exp the engine's exponential function
 */
export function addressCount(perWave: number, perStop: number, exp: (x: number) => number): number {
  if (perStop <= 1) return 2 ** 31;
  let low = 1e-9;
  let high = perStop + 1;
  for (let step = 0; step < 60; step++) {
    const x = 0.5 * (low + high);
    if (x / (1 - exp(-x)) < perStop) low = x;
    else high = x;
  }
  return Math.max(1, Math.round(perWave / (0.5 * (low + high))));
}
