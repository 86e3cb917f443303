import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../src/records/table.ts';
import { runNetwork, table } from '../../builders/network-tables.ts';
import { shippedNetwork } from '../../builders/shipped-network.ts';

/** Full trucks, so that parcels are left behind, and couriers who find nobody home. */
const scenario = shippedNetwork('two-hubs', ['vehicles[0].parcels=4', 'delivery.failure_share=0.4']);
const run = runNetwork(scenario);
const scans = table(run, 'scans');

/** How many scans name each trip, of the kinds of event that are asked for. */
function scansByTrip(...events: string[]): Map<Cell, number> {
  const counts = new Map<Cell, number>();
  for (const { event, trip } of scans)
    if (events.includes(String(event))) counts.set(trip, (counts.get(trip) ?? 0) + 1);
  return counts;
}

describe('who carries a parcel, as its scans say', () => {
  it('is the trip that it left and came with: as many scans as parcels aboard', () => {
    const departed = scansByTrip('departed', 'departedInTransit');
    const arrived = scansByTrip('arrivedForDelivery', 'arrivedInTransit');
    const rolled = scansByTrip('rolled');
    expect(rolled.size).toBeGreaterThan(0);
    for (const { lane, trip, parcels, left_behind: left, arrived: at } of table(run, 'trips')) {
      const name = `${lane}#${trip}`;
      expect([name, departed.get(name) ?? 0]).toEqual([name, parcels]);
      expect([name, arrived.get(name) ?? 0]).toEqual([name, at === null ? 0 : parcels]);
      expect([name, rolled.get(name) ?? 0]).toEqual([name, left]);
    }
  });

  it('is one courier of the station from the door of the station to the door of the consignee', () => {
    const couriers = new Map(scenario.facilities.map(({ code, couriers }) => [code, couriers]));
    const holder = new Map<Cell, Cell>();
    const seen = new Set<string>();
    for (const { parcel, event, facility, vehicle } of scans) {
      const isRound = ['outForDelivery', 'notDelivered', 'returned'].includes(String(event));
      const isDoor = event === 'delivered' && couriers.get(String(facility))! > 0;
      if (!isRound && !isDoor) {
        expect([event, vehicle]).toEqual([event, '']);
        continue;
      }
      seen.add(String(event));
      const [, station, ordinal] = /^(.+)\.courier#(\d+)$/.exec(String(vehicle))!;
      expect(station).toBe(facility);
      expect(Number(ordinal)).toBeLessThan(couriers.get(station)!);
      if (event === 'outForDelivery') holder.set(parcel, vehicle);
      else expect(vehicle).toBe(holder.get(parcel));
    }
    expect([...seen].sort()).toEqual(['delivered', 'notDelivered', 'outForDelivery', 'returned']);
  });

  it('leaves those who are in a building with nobody', () => {
    for (const { event, trip, vehicle } of scans)
      if (['accepted', 'inducted', 'arrivedAtOrigin', 'atCollectionPoint'].includes(String(event)))
        expect([trip, vehicle]).toEqual(['', '']);
  });
});
