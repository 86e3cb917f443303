import { LocalDays } from '../../scenario/network/local-days.ts';
import type { NetworkScenario } from '../../scenario/network/network-scenario.ts';
import { mostDays } from '../../scenario/network/run-days.ts';
import { DemandSteps } from './calendar-rate.ts';
import { PromotionPulse } from './promotion-pulse.ts';

const HOUR_S = 3600;
const DAY_S = 86_400;

/** Days of the months of a common year: shares of months are relative to the mean day of such a year. */
const DAYS_OF_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A stretch in which a zone's demand is multiplied. Seconds from the start of the scenario. */
export interface DemandWindow {
  readonly fromS: number;
  readonly toS: number;
  /** At least 0. */
  readonly factor: number;
}

/** Whether demand is more than a week that repeats. */
export function isCalendar({ settings }: NetworkScenario): boolean {
  const { month_shares: months, holidays, promotions } = settings.demand;
  return holidays.length > 0 || promotions.length > 0 || months.some((share) => share !== months[0]);
}

/**
 * Demand over the days of a run, as rates of a mean day of one parcel: the shares of hour, weekday and month, each
 * relative to its own mean (of a day, of a week, of the days of a common year), times the factor of a holiday, plus what
 * promotions add and less what is put off to them. Promotions are each held against the normal volume, not against one
 * another: what two add at one time adds up.
 */
export class DemandCalendar {
  readonly #hours: readonly number[];
  readonly #weekdays: readonly number[];
  readonly #months: readonly number[];
  readonly #holidays = new Map<number, number>();
  readonly #days: LocalDays;
  readonly #startOfDayS: number;
  readonly #promotions: readonly PromotionPulse[];
  readonly #endS: number;

  constructor({ settings, startSecondOfDay }: NetworkScenario) {
    const { demand, run, starts_at: startsAt } = settings;
    this.#hours = relative(demand.hour_shares);
    this.#weekdays = relative(demand.weekday_shares);
    this.#months = relative(demand.month_shares, DAYS_OF_MONTH);
    this.#days = new LocalDays(startsAt);
    this.#startOfDayS = startSecondOfDay;
    for (const { date, factor } of demand.holidays) this.#holidays.set(this.#days.ofDate(date), factor);
    this.#promotions = demand.promotions.map(
      (written) => new PromotionPulse(written, startsAt, (fromS, toS) => this.#normalVolume(fromS, toS)),
    );
    this.#endS = mostDays(run) * DAY_S;
  }

  /** The steps of the whole run, for zones with these windows. */
  steps(windows: readonly DemandWindow[] = []): DemandSteps {
    const starts = new Set<number>([0]);
    const add = (atS: number) => {
      if (atS > 0 && atS < this.#endS) starts.add(atS);
    };
    for (let atS = this.#nextHour(0); atS < this.#endS; atS += HOUR_S) add(atS);
    for (const promotion of this.#promotions) promotion.changesS.forEach(add);
    for (const { fromS, toS } of windows) {
      add(fromS);
      add(toS);
    }
    const startsS = [...starts].sort((a, b) => a - b);
    const normal: number[] = [];
    const stock: number[] = [];
    for (const atS of startsS) {
      const rates = this.#rates(atS);
      const factor = windows.reduce(
        (product, { fromS, toS, factor: one }) => (atS >= fromS && atS < toS ? product * one : product),
        1,
      );
      normal.push(rates.normal * factor);
      stock.push(rates.stock * factor);
    }
    return new DemandSteps(startsS, this.#endS, { normal, stock });
  }

  #rates(atS: number): { readonly normal: number; readonly stock: number } {
    const plain = this.#normalRate(atS);
    let normal = plain;
    let stock = 0;
    for (const promotion of this.#promotions) {
      const extra = promotion.extra(atS, plain);
      normal += (1 - promotion.stockShare) * extra - promotion.putOff(atS) * plain;
      stock += promotion.stockShare * extra;
    }
    // Dips that make up the whole leave the last bits of a difference.
    return { normal: Math.max(0, normal), stock };
  }

  /** Per second, without promotions. */
  #normalRate(atS: number): number {
    const localS = atS + this.#startOfDayS;
    const day = Math.floor(localS / DAY_S);
    const hour = Math.floor((localS - day * DAY_S) / HOUR_S);
    const ofDay = this.#weekdays[this.#days.weekday(day)] * this.#months[this.#days.month(day)];
    return (this.#hours[hour] * ofDay * (this.#holidays.get(day) ?? 1)) / DAY_S;
  }

  #normalVolume(fromS: number, toS: number): number {
    let volume = 0;
    for (let atS = fromS; atS < toS; ) {
      const nextS = Math.min(toS, this.#nextHour(atS));
      volume += this.#normalRate(atS) * (nextS - atS);
      atS = nextS;
    }
    return volume;
  }

  /** The first full hour of the local clock after an instant. */
  #nextHour(atS: number): number {
    const localS = atS + this.#startOfDayS;
    return (Math.floor(localS / HOUR_S) + 1) * HOUR_S - this.#startOfDayS;
  }
}

/** Shares over their mean. @param weights of the shares in it; equal where left out */
function relative(shares: readonly number[], weights: readonly number[] = shares.map(() => 1)): number[] {
  let sum = 0;
  let weight = 0;
  shares.forEach((share, at) => {
    sum += share * weights[at];
    weight += weights[at];
  });
  return shares.map((share) => (share * weight) / sum);
}
