import type { NetworkScenario } from '../../scenario/network/network-scenario.ts';
import { PARCEL_FLAG, type ParcelStore } from './parcel-store.ts';

/** Index of the facility where a parcel ends: the village station of its zone, or the station that delivers there. */
export function destinationOf(network: NetworkScenario, parcels: ParcelStore, parcel: number): number {
  const zone = network.zones[parcels.toZone(parcel)];
  return (parcels.flags(parcel) & PARCEL_FLAG.rural) === 0 ? zone.station : zone.villageStation;
}
