import { QuantileSketch } from '../../engine/stats/quantile-sketch.ts';
import { Tally } from '../../engine/stats/tally.ts';

/** How a group of cohort parcels fared. */
export class CohortStats {
  created = 0;
  delivered = 0;
  returned = 0;
  /** Delivered within the commitment of their class, and within 72 hours. */
  onTime = 0;
  within72h = 0;
  attempted = 0;
  firstAttemptFailed = 0;
  rolledParcels = 0;
  /** Acceptance to delivery, µs. */
  readonly transit = new Tally();
  readonly transitSketch = new QuantileSketch();
  /** Cost of those finished, micro-units. */
  readonly cost = new Tally();

  /** Still in the network. */
  get open(): number {
    return this.created - this.delivered - this.returned;
  }

  /** Takes in another group, which stays as it is. */
  merge(other: CohortStats): void {
    this.created += other.created;
    this.delivered += other.delivered;
    this.returned += other.returned;
    this.onTime += other.onTime;
    this.within72h += other.within72h;
    this.attempted += other.attempted;
    this.firstAttemptFailed += other.firstAttemptFailed;
    this.rolledParcels += other.rolledParcels;
    this.transit.merge(other.transit);
    this.transitSketch.merge(other.transitSketch);
    this.cost.merge(other.cost);
  }
}
