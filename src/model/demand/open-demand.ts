import type { NetworkScenario } from '../../scenario/network/network-scenario.ts';
import type { DemandModel } from './demand-model.ts';
import { GravityDemand } from './gravity.ts';
import { OdDemand } from './od-demand.ts';

/**
 * The demand of a network: the volumes observed in its order table, those of its origin-destination table, or else the
 * gravity model.
 */
export function openDemand(network: NetworkScenario): DemandModel {
  const { orders, od, settings } = network;
  if (orders !== null) return new OdDemand(network, orders.volumes, orders.perDay);
  return od === null
    ? new GravityDemand(network)
    : new OdDemand(network, od, settings.demand.parcels_per_day);
}
