/** Who sends how much to whom on a mean day: the plan by which the network is built, and the shares of destinations. */
export interface DemandModel {
  /** Expected parcels that a zone sends per mean day. */
  sentPerDay(zone: number): number;
  /** Expected parcels from one zone to another per mean day. */
  flowPerDay(from: number, to: number): number;
  /** Expected parcels that a zone receives per mean day. */
  receivedPerDay(to: number): number;
  /** The zone to which a parcel of `from` goes. @param u uniform in (0, 1) */
  destination(from: number, u: number): number;
  /** The zone of its own region to which a parcel goes whose stock lay near the consumers. @param u uniform in (0, 1) */
  destinationInRegion(from: number, u: number): number;
}
