import type { WrittenPromotion } from '../../scenario/network/demand-schema.ts';
import { hoursAfterStart } from '../../scenario/network/event-span.ts';

const HOUR_S = 3600;
const DAY_S = 86_400;

/** Normal volume from one instant to another, mean days of parcels. Seconds from the start, which may lie before it. */
export type NormalVolume = (fromS: number, toS: number) => number;

/**
 * What one sales event adds to the normal volume and takes from it. A promotion's days count from its release: the
 * release day is the 24 hours that begin with it, whatever the clock says.
 *
 * In the pre-sale days `presale_dip` of the normal volume is put off. The release day brings `day_factor` times its own
 * normal volume N: the extra, (day_factor - 1) N, holds all that was put off, and what nobody would have ordered
 * without the event. Where more was put off than that, the extra is what was put off: nothing is lost.
 * `burst_share` of the extra comes evenly within `burst_h` of the release, the rest in proportion to the normal volume of
 * the release day. The k-th day after it brings 1 + (tail_factor - 1) (tail_days + 1 - k) / tail_days of its normal
 * volume: `tail_factor` on the first, nothing above normal after the last.
 * Over all days a promotion so adds (extra - put off) + the tail.
 */
export class PromotionPulse {
  readonly releaseS: number;
  readonly preSaleFromS: number;
  readonly tailEndS: number;
  /** Share of the extra parcels that start near the consumers. */
  readonly stockShare: number;
  readonly #dip: number;
  readonly #burstEndS: number;
  /** Parcels per second of a mean day of one parcel. */
  readonly #burst: number;
  /** Extra of the release day after the burst's part, over its normal volume. */
  readonly #rest: number;
  readonly #tailDays: number;
  readonly #tailFactor: number;

  /** @param startsAt of the scenario */
  constructor(written: WrittenPromotion, startsAt: string, normal: NormalVolume) {
    this.releaseS = hoursAfterStart(written.release_at, startsAt) * HOUR_S;
    this.preSaleFromS = this.releaseS - written.presale_days * DAY_S;
    this.tailEndS = this.releaseS + (1 + written.tail_days) * DAY_S;
    this.stockShare = written.pre_positioned_share;
    this.#dip = written.presale_dip;
    this.#tailDays = written.tail_days;
    this.#tailFactor = written.tail_factor;
    const ofDay = normal(this.releaseS, this.releaseS + DAY_S);
    const putOff = written.presale_dip * normal(this.preSaleFromS, this.releaseS);
    const extra = Math.max((written.day_factor - 1) * ofDay, putOff);
    // A day without normal volume gives the rest no hours to follow: all of it is the burst.
    const inBurst = ofDay > 0 ? written.burst_share * extra : extra;
    const burstS = written.burst_h * HOUR_S;
    this.#burstEndS = this.releaseS + burstS;
    this.#burst = inBurst / burstS;
    this.#rest = ofDay > 0 ? (extra - inBurst) / ofDay : 0;
  }

  /** Instants at which what it does changes. */
  get changesS(): number[] {
    const days = Array.from({ length: this.#tailDays + 2 }, (_, day) => this.releaseS + day * DAY_S);
    return [this.preSaleFromS, this.#burstEndS, ...days];
  }

  /** Share of the normal volume put off at an instant. */
  putOff(atS: number): number {
    return atS >= this.preSaleFromS && atS < this.releaseS ? this.#dip : 0;
  }

  /** Rate above normal at an instant. @param normal rate then; both per second of a mean day of one parcel */
  extra(atS: number, normal: number): number {
    if (atS < this.releaseS || atS >= this.tailEndS) return 0;
    const day = Math.floor((atS - this.releaseS) / DAY_S);
    if (day === 0) return (atS < this.#burstEndS ? this.#burst : 0) + this.#rest * normal;
    return (normal * (this.#tailFactor - 1) * (this.#tailDays + 1 - day)) / this.#tailDays;
  }
}
