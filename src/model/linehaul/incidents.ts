import { MINUTE } from '../../engine/clock.ts';
import { compileDistribution } from '../../engine/random/distribution.ts';
import type { KeyedDraws } from '../../engine/random/keyed-draws.ts';
import { uniform53 } from '../../engine/random/uniform.ts';
import type { Variate } from '../../engine/random/variate.ts';
import type { WrittenIncidents } from '../../scenario/network/linehaul-schema.ts';

/** Kilometers in the unit of the rate. */
const MILLION = 1e6;

interface Severity {
  /** Shares of this severity and those before it, summed; the last is 1. */
  readonly upTo: number;
  /** Minutes. */
  readonly delay: Variate;
  readonly leastMin: number;
  readonly mostMin: number;
}

/**
 * Crashes, breakdowns and closed lanes that a trip meets on one lane: a Poisson number of them by its distance, each with
 * a severity, each severity with a lognormal delay that counts as its bound where it lies beyond.
 */
export class Incidents {
  readonly #met: Variate;
  readonly #severities: readonly Severity[];

  constructor({ per_million_km: perMillionKm, severities }: WrittenIncidents, distanceKm: number) {
    this.#met = compileDistribution({ kind: 'poisson', mean: (distanceKm * perMillionKm) / MILLION });
    const total = severities.reduce((sum, { share }) => sum + share, 0);
    let before = 0;
    this.#severities = severities.map(({ share, delay }) => {
      before += share / total;
      return {
        upTo: before,
        delay: compileDistribution({
          kind: 'lognormal',
          mean: delay.mean_min,
          cv: delay.sd_min / delay.mean_min,
        }),
        leastMin: delay.least_min,
        mostMin: delay.most_min,
      };
    });
  }

  /**
   * Delay of one trip, whole µs. Its number of incidents is draw 0 of the trip's key, the k-th incident draws 2k - 1 and 2k.
   * @param ordinal of the trip on its lane
   */
  delay(draws: KeyedDraws, ordinal: number): number {
    const met = this.#met.draw(draws.at(ordinal, 0, 0));
    let minutes = 0;
    for (let k = 1; k <= met; k++) {
      const u = uniform53(draws.at(ordinal, 0, 2 * k - 1));
      const severity = this.#severities.find(({ upTo }) => u < upTo) ?? this.#severities.at(-1)!;
      const drawn = severity.delay.draw(draws.at(ordinal, 0, 2 * k));
      minutes += Math.min(severity.mostMin, Math.max(severity.leastMin, drawn));
    }
    return Math.round(minutes * MINUTE);
  }
}
