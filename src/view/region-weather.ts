import { type RegionWeather, WEATHER_KINDS } from '../snapshot/network-snapshot.ts';

/** Weather of a region comes up and fades over this time at its edges to clear, so that it does not blink in and out. */
const RAMP_US = 30 * 60 * 1e6;

/** Strength of weather at an instant: 0 outside [from, to), rising and falling within. */
export function strengthWithin(fromUs: number, toUs: number, nowUs: number): number {
  if (nowUs < fromUs || nowUs >= toUs) return 0;
  const ramp = Math.min(RAMP_US, (toUs - fromUs) / 2);
  return 0.3 + 0.7 * Math.min(1, Math.min(nowUs - fromUs, toUs - nowUs) / ramp);
}

/** The changes of one region, in order of time. */
interface Changes {
  readonly atUs: number[];
  readonly kind: number[];
}

/**
 * Weather by region and instant, looked up by bisection: going back costs what going on does. Regions are counted as
 * {@link worldRegions} does; one that the timeline does not name is clear throughout.
 */
export class RegionTimeline {
  private readonly changes: readonly Changes[];

  constructor(
    { regions, atUs, region, kind }: Omit<RegionWeather, 'ofFacility'>,
    worldRegions: readonly string[],
  ) {
    const indexOf = new Map(worldRegions.map((name, index) => [name, index]));
    this.changes = worldRegions.map(() => ({ atUs: [], kind: [] }));
    for (let i = 0; i < atUs.length; i++) {
      const index = indexOf.get(regions[region[i]]);
      if (index === undefined) continue;
      const changes = this.changes[index];
      // Two changes at one instant: the later entry holds.
      if (changes.atUs[changes.atUs.length - 1] === atUs[i]) changes.kind[changes.kind.length - 1] = kind[i];
      else {
        changes.atUs.push(atUs[i]);
        changes.kind.push(kind[i]);
      }
    }
  }

  /** Index into WEATHER_KINDS; 0 is clear. */
  kindAt(region: number, nowUs: number): number {
    const changes = this.changes[region];
    return changes?.kind[lastAt(changes.atUs, nowUs)] ?? 0;
  }

  /** How strongly it is drawn, 0 to 1: it rises from clear and falls to clear, and passes from one kind to another at once. */
  strengthAt(region: number, nowUs: number): number {
    const { atUs, kind } = this.changes[region];
    const index = lastAt(atUs, nowUs);
    if ((kind[index] ?? 0) === 0) return 0;
    const isFirst = (kind[index - 1] ?? 0) === 0;
    const isLast = kind[index + 1] === 0;
    return strengthWithin(
      isFirst ? atUs[index] : Number.NEGATIVE_INFINITY,
      isLast ? atUs[index + 1] : Number.POSITIVE_INFINITY,
      nowUs,
    );
  }

  /** Kinds other than clear somewhere at an instant, as the snapshot numbers them, rising. */
  kindsAt(nowUs: number): number[] {
    const present = WEATHER_KINDS.map(() => false);
    for (let region = 0; region < this.changes.length; region++) present[this.kindAt(region, nowUs)] = true;
    return [...present.keys()].filter((kind) => kind > 0 && present[kind]);
  }
}

/** Index of the last instant at or before another; -1 where all come after it. */
function lastAt(atUs: readonly number[], nowUs: number): number {
  let low = 0;
  let high = atUs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (atUs[middle] <= nowUs) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
