import { normalCdf } from '../../engine/math/normal-distribution.ts';
import type { ClimateShare } from '../../scenario/network/network-scenario.ts';
import { WEATHER_REGIMES } from '../../scenario/network/weather-schema.ts';
import { severityOf } from './weather-effects.ts';

/** How often each kind of weather occurs, by region and month, as distributions to draw from. */
export class Climatology {
  /** By region and month: for each kind but the last the chance of it and all calmer ones. */
  readonly #upTo = new Map<string, readonly (readonly number[])[]>();

  /** @param shares rows of valid tables: what is missing to 1 is clear */
  constructor(shares: readonly ClimateShare[]) {
    const byRegion = new Map<string, number[][]>();
    for (const { region, month, regime, share } of shares) {
      const months = byRegion.get(region) ?? Array.from({ length: 12 }, () => WEATHER_REGIMES.map(() => 0));
      byRegion.set(region, months);
      months[month - 1][severityOf(regime)] += share;
    }
    for (const [region, months] of byRegion) this.#upTo.set(region, months.map(cumulative));
  }

  /** Whether anything is said of a region. */
  has(region: string): boolean {
    return this.#upTo.has(region);
  }

  /** Place of the kind in WEATHER_REGIMES at a share of the distribution, 0 to 1, the calmest first. Clear where nothing is said. */
  kindAt(region: string, month: number, share: number): number {
    const upTo = this.#upTo.get(region)?.[month - 1];
    if (upTo === undefined) return 0;
    let kind = 0;
    while (kind < upTo.length && share >= upTo[kind]) kind++;
    return kind;
  }

  /** The same where the share is that of a standard normal below a value: the regime of a Gaussian field. */
  kindOfNormal(region: string, month: number, value: number): number {
    return this.kindAt(region, month, normalCdf(value));
  }

  /** Whether a kind ever occurs in a region. */
  occurs(region: string, kind: number): boolean {
    const months = this.#upTo.get(region);
    if (months === undefined) return kind === 0;
    return months.some((upTo) => (upTo[kind] ?? 1) > (kind === 0 ? 0 : upTo[kind - 1]));
  }
}

/** Summed from the most severe kind down, so that rare ones keep their digits and clear takes what is missing to 1. */
function cumulative(shares: readonly number[]): number[] {
  const upTo: number[] = [];
  let above = 0;
  for (let kind = shares.length - 1; kind > 0; kind--) {
    above += shares[kind];
    upTo.unshift(Math.max(0, 1 - above));
  }
  return upTo;
}
