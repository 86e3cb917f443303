import type { NetworkFacilityKind, NetworkScenario } from '../../scenario/network/network-scenario.ts';

/**
 * What a lane is for: `hub` between hubs, `feeder` with a station at one end or both and no relay, `rural` to or from a
 * relay. By what a carrier pays whom: hubs and their trucks are its own, stations are its partners'.
 */
export const LANE_CLASSES = ['hub', 'feeder', 'rural'] as const;

const RELAYS: ReadonlySet<NetworkFacilityKind> = new Set(['county-center', 'township', 'village-station']);

/** Index of the class of each lane. */
export function laneClasses({ lanes, facilities }: NetworkScenario): Uint8Array {
  return Uint8Array.from(lanes, ({ from, to }) => {
    const [a, b] = [facilities[from].kind, facilities[to].kind];
    if (RELAYS.has(a) || RELAYS.has(b)) return LANE_CLASSES.indexOf('rural');
    return LANE_CLASSES.indexOf(a === 'hub' && b === 'hub' ? 'hub' : 'feeder');
  });
}
