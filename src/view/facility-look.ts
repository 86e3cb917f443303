import type { FacilityLevels, WorldFacility } from '../snapshot/network-snapshot.ts';

/** Hours of its own best throughput that a facility's backlog may hold before it is warm, and hot. */
const WARM_HOURS = 4;
const HOT_HOURS = 10;

/** How a facility is drawn at one instant. */
export interface FacilityLook {
  /** CSS pixels at the zoom that shows the whole map. */
  readonly radius: Float32Array;
  /** Busy share, 0 to 1; NaN when nobody is on shift: then there is no arc. */
  readonly utilization: Float32Array;
  /** Share of the disc filled by backlog: full at {@link HOT_HOURS}. */
  readonly fill: Float32Array;
  /** 0 calm, 1 warm, 2 hot. */
  readonly heat: Uint8Array;
}

/**
 * Which facilities are drawn as hubs (disc, arc, name from afar), 1, and which as stations (dot), 0. In a network
 * without hubs all are drawn as hubs.
 */
export function majorFacilities(facilities: readonly WorldFacility[]): Uint8Array {
  const isHub = Uint8Array.from(facilities, (facility) => (facility.kind === 'hub' ? 1 : 0));
  return isHub.includes(1) ? isHub : isHub.fill(1);
}

/** Best hourly throughput per facility so far: the yardstick for sizes and for how heavy a backlog is. */
export function raisePeaks(peaks: Float32Array, levels: FacilityLevels): void {
  for (let i = 0; i < peaks.length; i++) {
    const rate = levels.throughputPerHour[i];
    if (rate > peaks[i]) peaks[i] = rate;
  }
}

/**
 * Area by throughput, relative to the busiest facility of its rank; trouble by hours of work waiting. A backlog before
 * the first parcel was finished has no yardstick and stays calm.
 */
export function facilityLook(
  isMajor: Uint8Array,
  levels: FacilityLevels | null,
  peaks: Float32Array,
): FacilityLook {
  const count = isMajor.length;
  const look: FacilityLook = {
    radius: new Float32Array(count),
    utilization: new Float32Array(count).fill(Number.NaN),
    fill: new Float32Array(count),
    heat: new Uint8Array(count),
  };
  const best = [1e-9, 1e-9];
  for (let i = 0; i < count; i++) {
    best[isMajor[i]] = Math.max(best[isMajor[i]], peaks[i]);
  }
  for (let i = 0; i < count; i++) {
    const share = Math.sqrt(peaks[i] / best[isMajor[i]]);
    look.radius[i] = isMajor[i] ? 5 + 11 * share : 1.3 + 2.2 * share;
    if (!levels) continue;
    look.utilization[i] = levels.utilization[i];
    const hours = peaks[i] > 0 ? levels.backlog[i] / peaks[i] : 0;
    look.fill[i] = Math.min(1, hours / HOT_HOURS);
    look.heat[i] = hours >= HOT_HOURS ? 2 : hours >= WARM_HOURS ? 1 : 0;
  }
  return look;
}
