import { HOUR } from '../../engine/clock.ts';
import { QuantileSketch } from '../../engine/stats/quantile-sketch.ts';
import { Tally } from '../../engine/stats/tally.ts';
import { OpenByHour } from './open-by-hour.ts';
import { PARCEL_FLAG, type ParcelStore } from './parcel-store.ts';

/** How a group of cohort parcels fared. */
export class CohortStats {
  created = 0;
  delivered = 0;
  returned = 0;
  /** Delivered within the commitment. */
  onTime = 0;
  attempted = 0;
  firstAttemptFailed = 0;
  rolledParcels = 0;
  /** Acceptance to delivery, µs. */
  readonly transit = new Tally();
  readonly transitSketch = new QuantileSketch();
  /** Cost of those finished, micro-units. */
  readonly cost = new Tally();
}

/** Counts of the whole network in one replication. */
export class NetworkTotals {
  created = 0;
  delivered = 0;
  returned = 0;
  rolled = 0;
  stranded = 0;
  #createdBefore = 0;
  #createdByEnd: number | null = null;
  /** Cohort parcels not finished yet. */
  cohortOpen = 0;
  readonly cohort = new CohortStats();
  readonly byAddress = { door: new CohortStats(), village: new CohortStats() } as const;
  /** All delivered parcels, cohort or not: for the progress figures of the page. */
  readonly transitSketch = new QuantileSketch();
  onTime = 0;
  readonly #open = new OpenByHour();
  readonly #parcels: ParcelStore;
  readonly #commitment: number;

  constructor(parcels: ParcelStore, commitmentH: number) {
    this.#parcels = parcels;
    this.#commitment = commitmentH * HOUR;
  }

  /** The beginning of the measured days. */
  beginMeasuring(): void {
    this.#createdBefore = this.created;
  }

  /** The end of the measured days. */
  endMeasuring(): void {
    this.#createdByEnd = this.created;
  }

  /** Parcels created in the measured days; before they have ended, until now. */
  get createdMeasured(): number {
    return (this.#createdByEnd ?? this.created) - this.#createdBefore;
  }

  parcelCreated(parcel: number): void {
    this.created++;
    const flags = this.#parcels.flags[parcel];
    if ((flags & PARCEL_FLAG.cohort) === 0) return;
    this.cohortOpen++;
    this.cohort.created++;
    this.#group(flags).created++;
  }

  parcelAccepted(now: number): void {
    this.#open.accepted(now);
  }

  /**
   * Share on time among those that are decided: finished, or open for longer than the commitment (to the hour);
   * NaN before the first.
   */
  serviceLevelSoFar(now: number): number {
    const late = this.#open.acceptedBy(now - this.#commitment);
    return this.onTime / (this.delivered + this.returned + late);
  }

  parcelFinished(parcel: number, isDelivered: boolean, now: number): void {
    if (isDelivered) this.delivered++;
    else this.returned++;
    const { flags, acceptedAt } = this.#parcels;
    const transit = now - acceptedAt[parcel];
    this.#open.finished(acceptedAt[parcel]);
    if (isDelivered) {
      this.transitSketch.add(transit);
      if (transit <= this.#commitment) this.onTime++;
    }
    if ((flags[parcel] & PARCEL_FLAG.cohort) === 0) return;
    this.cohortOpen--;
    this.#tally(this.cohort, parcel, isDelivered, transit);
    this.#tally(this.#group(flags[parcel]), parcel, isDelivered, transit);
  }

  #group(flags: number): CohortStats {
    return (flags & PARCEL_FLAG.rural) === 0 ? this.byAddress.door : this.byAddress.village;
  }

  #tally(group: CohortStats, parcel: number, isDelivered: boolean, transit: number): void {
    const { failures, rolled, flags } = this.#parcels;
    if (isDelivered) {
      group.delivered++;
      group.transit.add(transit);
      group.transitSketch.add(transit);
      if (transit <= this.#commitment) group.onTime++;
    } else group.returned++;
    if ((flags[parcel] & PARCEL_FLAG.rural) === 0) {
      group.attempted++;
      if (failures[parcel] > 0) group.firstAttemptFailed++;
    }
    if (rolled[parcel] > 0) group.rolledParcels++;
    group.cost.add(this.#parcels.costMicro(parcel));
  }
}
