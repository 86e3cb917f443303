import type { WorldDisruption } from '../snapshot/network-snapshot.ts';

/** Disruptions that last at an instant: from their start, inclusive, to their end, exclusive. */
export function disruptionsAt(
  disruptions: readonly WorldDisruption[],
  nowUs: number,
): readonly WorldDisruption[] {
  return disruptions.filter(({ fromUs, toUs }) => nowUs >= fromUs && nowUs < toUs);
}

/** What is wrong with each lane that is hit: closed where anything closes it, or else slowed. */
export function troubledLanes(active: readonly WorldDisruption[]): Map<number, WorldDisruption['effect']> {
  const effects = new Map<number, WorldDisruption['effect']>();
  for (const { lane, effect } of active) {
    if (lane >= 0 && effects.get(lane) !== 'closed') effects.set(lane, effect);
  }
  return effects;
}
