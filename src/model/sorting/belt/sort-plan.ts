import type { SortPlanRow } from '../../../scenario/hub/hub-scenario.ts';

/** A sorter as its sort plan sees it. */
export interface PlannedSorter {
  /** Index of the sorter whose chutes lead here; -1 for one that is fed by doors. */
  readonly fedBy: number;
  readonly chutes: number;
  /** Groups of chutes between induction zones, in the direction of travel, each as [first, end). */
  readonly stretches: readonly (readonly [number, number])[];
}

/** Where a chute leads in one sort. */
export interface ChuteTarget {
  readonly kind: 'direction' | 'sorter' | 'none';
  /** Index of the direction or the sorter. */
  readonly to: number;
}

const NOTHING: ChuteTarget = { kind: 'none', to: -1 };

/**
 * The sort plan of one sort: what each chute leads to, and which chutes of a sorter a direction may take. Written by the
 * scenario, or spread by volume: every direction gets a chute in each stretch between induction zones that has enough of
 * them, so that a parcel leaves before it passes another zone, and further chutes go where there are most parcels a chute.
 */
export class SortPlan {
  /** Per sorter and chute. */
  readonly targets: readonly (readonly ChuteTarget[])[];
  /** Per sorter and direction: chutes that lead there, itself or over a secondary sort, rising. */
  readonly #chutes: readonly (readonly Int32Array[])[];

  constructor(targets: readonly (readonly ChuteTarget[])[], directions: number) {
    this.targets = targets;
    const reach = targets.map((_, sorter) => reachOf(targets, sorter, directions));
    this.#chutes = targets.map((chutes) =>
      Array.from({ length: directions }, (_, direction) =>
        Int32Array.from(chutes.keys()).filter((chute) => {
          const { kind, to } = chutes[chute];
          return kind === 'direction' ? to === direction : kind === 'sorter' && reach[to].has(direction);
        }),
      ),
    );
  }

  /** Chutes of a sorter that a direction may take, rising; empty where it has none. */
  chutesFor(sorter: number, direction: number): Int32Array {
    return this.#chutes[sorter][direction];
  }

  /** The plan of one sort as the scenario writes it. */
  static written(
    sorters: readonly PlannedSorter[],
    directions: number,
    rows: readonly SortPlanRow[],
    sort: number,
  ): SortPlan {
    const targets = sorters.map(({ chutes }) => new Array<ChuteTarget>(chutes).fill(NOTHING));
    for (const row of rows) {
      if (row.sort !== -1 && row.sort !== sort) continue;
      const target: ChuteTarget =
        row.nextSorter < 0
          ? { kind: 'direction', to: row.direction }
          : { kind: 'sorter', to: row.nextSorter };
      for (const chute of row.chutes) targets[row.sorter][chute] = target;
    }
    return new SortPlan(targets, directions);
  }

  /** Chutes spread over the directions by their share of the volume. @param shares per direction, at least 0 */
  static byVolume(sorters: readonly PlannedSorter[], shares: readonly number[]): SortPlan {
    const targets = sorters.map(({ chutes }) => new Array<ChuteTarget>(chutes).fill(NOTHING));
    const all = shares.flatMap((share, direction) => (share > 0 ? [direction] : []));
    sorters.forEach((sorter, index) => {
      if (sorter.fedBy < 0) spread(sorters, targets, index, all, shares);
    });
    return new SortPlan(targets, shares.length);
  }
}

/** Gives a sorter's chutes to directions, and, where they are too few, to secondary sorters that take the smaller ones. */
function spread(
  sorters: readonly PlannedSorter[],
  targets: ChuteTarget[][],
  sorter: number,
  directions: readonly number[],
  shares: readonly number[],
): void {
  const { chutes, stretches } = sorters[sorter];
  const secondaries = sorters.flatMap(({ fedBy }, index) => (fedBy === sorter ? [index] : []));
  const needsSecondary = directions.length > chutes && secondaries.length > 0;
  const bySize = [...directions].sort((a, b) => shares[b] - shares[a] || a - b);
  const kept = needsSecondary ? bySize.slice(0, Math.max(0, chutes - 2 * secondaries.length)) : bySize;
  const wanted: { target: ChuteTarget; share: number }[] = kept
    .sort((a, b) => a - b)
    .map((direction) => ({ target: { kind: 'direction', to: direction }, share: shares[direction] }));
  if (needsSecondary) {
    const groups = secondaries.map((to) => ({ to, share: 0, directions: [] as number[] }));
    for (const direction of bySize.filter((each) => !kept.includes(each))) {
      const least = groups.reduce((a, b) => (b.share < a.share ? b : a));
      least.directions.push(direction);
      least.share += shares[direction];
    }
    for (const { to, share, directions: group } of groups) {
      wanted.push({ target: { kind: 'sorter', to }, share });
      spread(sorters, targets, to, group, shares);
    }
  }
  const parts = stretches.every(([from, end]) => end - from >= wanted.length) ? stretches : [[0, chutes]];
  for (const [from, end] of parts) {
    const counts = apportion(
      end - from,
      wanted.map(({ share }) => share),
    );
    let chute = from;
    counts.forEach((count, i) => {
      for (let k = 0; k < count; k++) targets[sorter][chute++] = wanted[i].target;
    });
  }
}

/**
 * Places for each, one at least while there are any, the next always to whom has most per place (D'Hondt): the fullest
 * chute is then as empty as it can be. Ties go to the first.
 */
export function apportion(places: number, shares: readonly number[]): number[] {
  const counts = shares.map((_, i) => (i < places ? 1 : 0));
  for (let left = places - shares.length; left > 0 && shares.length > 0; left--) {
    let most = 0;
    for (let i = 1; i < shares.length; i++) if (shares[i] / counts[i] > shares[most] / counts[most]) most = i;
    counts[most]++;
  }
  return counts;
}

/** Directions that can be reached from a sorter, over secondary sorts too. */
function reachOf(
  targets: readonly (readonly ChuteTarget[])[],
  sorter: number,
  directions: number,
  seen: ReadonlySet<number> = new Set(),
): ReadonlySet<number> {
  const reached = new Set<number>();
  if (seen.has(sorter)) return reached;
  for (const { kind, to } of targets[sorter]) {
    if (kind === 'direction' && to < directions) reached.add(to);
    if (kind === 'sorter')
      for (const each of reachOf(targets, to, directions, new Set([...seen, sorter]))) reached.add(each);
  }
  return reached;
}
