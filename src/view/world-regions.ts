import type { NetworkWorld } from '../snapshot/network-snapshot.ts';

/** Names of a network's regions, in the order in which its facilities name them: what a region's index counts. */
export function worldRegions({ facilities }: Pick<NetworkWorld, 'facilities'>): readonly string[] {
  return [...new Set(facilities.map(({ region }) => region))].filter((region) => region !== '');
}

/** Index of each facility's region; -1 where it has none. */
export function regionOfFacilities(
  { facilities }: Pick<NetworkWorld, 'facilities'>,
  regions: readonly string[],
): Int16Array {
  const indexOf = new Map(regions.map((region, index) => [region, index]));
  return Int16Array.from(facilities, ({ region }) => indexOf.get(region) ?? -1);
}
