import type { NetworkWorld, WorldFacility } from '../snapshot/network-snapshot.ts';

/** Lanes drawn at the zoom that shows the whole map, on a screen of a desktop's size. */
const LANES_AT_HOME = 220;
/** Levels of lanes end here: from this many doublings of the zoom on, all are drawn. */
const HIGHEST = 3.5;
const LOWEST = -4;
/** A feeder of a station is drawn from here on, however strong: from afar it only thickens its station. */
const FEEDERS_FROM = 0.7;

/** Hubs that a desktop's screen holds at their full size. */
const HUBS_AT_HOME = 45;

/**
 * How much smaller hubs are drawn where they are many: so that together they cover no more of the map than
 * {@link HUBS_AT_HOME} would, until one has come near enough for them to stand apart.
 */
export function crowdScale(hubs: number, doublings: number): number {
  const crowded = Math.max(0.45, Math.sqrt(HUBS_AT_HOME / Math.max(1, hubs)));
  return Math.min(1, crowded * 2 ** (0.6 * Math.max(0, doublings)));
}

/** How far down a facility stands: 0 hubs and what is drawn as one, 1 stations, 2 county centers and townships, 3 village stations. */
export function facilityTiers(facilities: readonly WorldFacility[], isMajor: Uint8Array): Uint8Array {
  return Uint8Array.from(facilities, ({ kind }, i) => {
    if (isMajor[i] === 1) return 0;
    return kind === 'village-station' ? 3 : kind === 'station' || kind === 'hub' ? 1 : 2;
  });
}

/** Doublings of the zoom at which a tier begins to show, and from which it is drawn in full. */
const TIERS_SHOW = [
  [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY],
  [-1.8, 1.5],
  [1.5, 2.3],
  [2.3, 3.1],
] as const;

/** Doublings of the zoom from which the facilities of a tier are named. */
export const NAMES_FROM = [Number.NEGATIVE_INFINITY, 1.1, 3.1, 4] as const;

/** How strongly a tier of facilities is drawn, 0 to 1. @param doublings of the zoom since the whole map filled the screen */
export function tierAlpha(tier: number, doublings: number): number {
  const [from, to] = TIERS_SHOW[tier];
  if (from === Number.NEGATIVE_INFINITY) return 1;
  return Math.min(1, Math.max(0, (doublings - from) / (to - from)));
}

/**
 * The zoom, in doublings, from which each lane is drawn: the strongest from afar, and with every doubling, which shows a
 * quarter of the land, four times as many, so that a screen never holds many more than {@link LANES_AT_HOME}. Ranks are
 * counted by 256 classes of importance, not sorted: this runs with every picture in which flow has changed.
 */
export class LaneLevels {
  private readonly counts = new Int32Array(256);
  private readonly levelOf = new Float32Array(256);
  private readonly isFeeder: Uint8Array;

  /** @param isFeeder 1 where a lane ends at something smaller than a hub */
  constructor(isFeeder: Uint8Array) {
    this.isFeeder = isFeeder;
  }

  /** Writes the levels of lanes by importance, 0 to 255; equal ones get the same. */
  rank(importance: Uint8Array, levels: Float32Array): void {
    const { counts, levelOf, isFeeder } = this;
    counts.fill(0);
    for (let lane = 0; lane < importance.length; lane++) counts[importance[lane]]++;
    let stronger = 0;
    for (let value = 255; value >= 0; value--) {
      const middle = stronger + (counts[value] + 1) / 2;
      levelOf[value] = Math.min(HIGHEST, Math.max(LOWEST, Math.log2(middle / LANES_AT_HOME) / 2));
      stronger += counts[value];
    }
    for (let lane = 0; lane < importance.length; lane++) {
      const level = levelOf[importance[lane]];
      levels[lane] = isFeeder[lane] === 1 ? Math.max(FEEDERS_FROM, level) : level;
    }
  }
}

/** How strongly a lane of a level is drawn, 0 to 1. The shader of the lanes has the same formula. */
export function levelAlpha(level: number, detail: number): number {
  return Math.min(1, Math.max(0, (detail - level) / 0.5 + 1));
}

/**
 * How much each lane matters before anything has run, 0 to 255: by the square root of how many places of the load plan
 * are reached over it, as flow is drawn by its square root.
 */
export function plannedImportance({ lanes, plan }: Pick<NetworkWorld, 'lanes' | 'plan'>): Uint8Array {
  const uses = new Int32Array(lanes.length);
  const { next } = plan;
  for (let at = 0; at < next.length; at++) if (next[at] >= 0) uses[next[at]]++;
  const most = uses.reduce((best, count) => Math.max(best, count), 1);
  return Uint8Array.from(uses, (count) => Math.round(255 * Math.sqrt(count / most)));
}
