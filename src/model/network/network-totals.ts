import { HOUR } from '../../engine/clock.ts';
import { QuantileSketch } from '../../engine/stats/quantile-sketch.ts';
import type { NetworkScenario } from '../../scenario/network/network-scenario.ts';
import { Commitments, isCold, isReturn, serviceClassOf } from '../demand/parcel-kind.ts';
import { CohortStats } from './cohort-stats.ts';
import { OpenByHour } from './open-by-hour.ts';
import { PARCEL_FLAG, type ParcelStore } from './parcel-store.ts';
import { type OriginOf, RegionPairs } from './region-pairs.ts';

/** Within which every parcel is asked whether it was delivered, whatever its class promises. */
const THREE_DAYS = 72 * HOUR;

/** In place of a transit time. */
const NOT_DELIVERED = -1;

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
  /** By service class; none where the scenario has none. */
  readonly byClass: readonly CohortStats[];
  readonly byRegion: RegionPairs;
  /** Cold parcels of the cohort, and those of them that were delivered before they spoiled. */
  cold = 0;
  coldInTime = 0;
  /** Parcels sent back by who received them: outside the cohort. */
  returnsSent = 0;
  returnsDelivered = 0;
  /** All delivered parcels, cohort or not: for the progress figures of the page. */
  readonly transitSketch = new QuantileSketch();
  onTime = 0;
  /** By service class. */
  readonly #open: readonly OpenByHour[];
  readonly #parcels: ParcelStore;
  readonly #commitments: Commitments;

  /** @param originOf the zone where a parcel starts */
  constructor(network: NetworkScenario, parcels: ParcelStore, originOf: OriginOf) {
    const { demand } = network.settings;
    this.#parcels = parcels;
    this.#commitments = new Commitments(network.settings);
    this.#open = Array.from({ length: Math.max(1, demand.classes.length) }, () => new OpenByHour());
    this.byClass = demand.classes.map(() => new CohortStats());
    this.byRegion = new RegionPairs(network, parcels, originOf);
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
    const flags = this.#parcels.flags(parcel);
    const klass = this.#parcels.klass(parcel);
    if (isReturn(klass)) this.returnsSent++;
    if ((flags & PARCEL_FLAG.cohort) === 0) return;
    this.cohortOpen++;
    this.cohort.created++;
    this.#address(flags).created++;
    this.byRegion.of(parcel).created++;
    if (this.byClass.length > 0) this.byClass[serviceClassOf(klass)].created++;
    if (isCold(klass)) this.cold++;
  }

  parcelAccepted(parcel: number, now: number): void {
    this.#open[serviceClassOf(this.#parcels.klass(parcel))].accepted(now);
  }

  /**
   * Share on time among those that are decided: finished, or open for longer than the commitment of their class (to the
   * hour); NaN before the first.
   */
  serviceLevelSoFar(now: number): number {
    let late = 0;
    for (let one = 0; one < this.#open.length; one++)
      late += this.#open[one].acceptedBy(now - this.#commitments.commitmentUs(one));
    return this.onTime / (this.delivered + this.returned + late);
  }

  parcelFinished(parcel: number, isDelivered: boolean, now: number): void {
    if (isDelivered) this.delivered++;
    else this.returned++;
    const klass = this.#parcels.klass(parcel);
    const service = serviceClassOf(klass);
    const transit = now - this.#parcels.acceptedAt(parcel);
    const isOnTime = isDelivered && transit <= this.#commitments.commitmentUs(klass);
    this.#open[service].finished(this.#parcels.acceptedAt(parcel));
    if (isDelivered) this.transitSketch.add(transit);
    if (isOnTime) this.onTime++;
    if (isDelivered && isReturn(klass)) this.returnsDelivered++;
    if ((this.#parcels.flags(parcel) & PARCEL_FLAG.cohort) === 0) return;
    this.cohortOpen--;
    if (isDelivered && isCold(klass) && transit <= this.#commitments.spoilsAfterUs(klass)) this.coldInTime++;
    const took = isDelivered ? transit : NOT_DELIVERED;
    this.#tally(this.cohort, parcel, took, isOnTime);
    this.#tally(this.#address(this.#parcels.flags(parcel)), parcel, took, isOnTime);
    this.#tally(this.byRegion.of(parcel), parcel, took, isOnTime);
    if (this.byClass.length > 0) this.#tally(this.byClass[service], parcel, took, isOnTime);
  }

  #address(flags: number): CohortStats {
    return (flags & PARCEL_FLAG.rural) === 0 ? this.byAddress.door : this.byAddress.village;
  }

  /** @param transit µs, or NOT_DELIVERED */
  #tally(group: CohortStats, parcel: number, transit: number, isOnTime: boolean): void {
    if (transit !== NOT_DELIVERED) {
      group.delivered++;
      group.transit.add(transit);
      group.transitSketch.add(transit);
      if (isOnTime) group.onTime++;
      if (transit <= THREE_DAYS) group.within72h++;
    } else group.returned++;
    if ((this.#parcels.flags(parcel) & PARCEL_FLAG.rural) === 0) {
      group.attempted++;
      if (this.#parcels.failures(parcel) > 0) group.firstAttemptFailed++;
    }
    if (this.#parcels.rolled(parcel) > 0) group.rolledParcels++;
    group.cost.add(this.#parcels.costMicro(parcel));
  }
}
