import type { WorldDisruption, WorldLane } from '../snapshot/network-snapshot.ts';

type LaneEnds = Pick<WorldLane, 'from' | 'to'>;

/** Disruptions that last at an instant: from their start, inclusive, to their end, exclusive. */
export function disruptionsAt(
  disruptions: readonly WorldDisruption[],
  nowUs: number,
): readonly WorldDisruption[] {
  return disruptions.filter(({ fromUs, toUs }) => nowUs >= fromUs && nowUs < toUs);
}

/** Whether a disruption hits a lane: its own, or one that closes a facility with all lanes that lead from it and to it. */
export function hitsLane(disruption: WorldDisruption, index: number, { from, to }: LaneEnds): boolean {
  const { lane, facility, effect } = disruption;
  return lane === index || (effect === 'closed' && facility >= 0 && (facility === from || facility === to));
}

/** What is wrong with each lane that is hit: closed where anything closes it, or else slowed. */
export function troubledLanes(
  active: readonly WorldDisruption[],
  lanes: readonly LaneEnds[],
): Map<number, WorldDisruption['effect']> {
  const effects = new Map<number, WorldDisruption['effect']>();
  for (const one of active)
    lanes.forEach((ends, lane) => {
      if (hitsLane(one, lane, ends) && effects.get(lane) !== 'closed') effects.set(lane, one.effect);
    });
  return effects;
}
