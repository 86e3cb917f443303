import { compileDistribution } from '../../engine/random/distribution.ts';
import { distributionSpec } from '../../scenario/distribution-schema.ts';
import type { NetworkScenario } from '../../scenario/network/network-scenario.ts';
import { expectedDeparturesPerDay, expectedParcelsPerTrip } from '../linehaul/dispatch/expected-wait.ts';
import { EVERY_DAY, type LocalTime, secondsOfWeek, WeeklyInstants } from '../network/local-time.ts';
import type { PathPrices } from './least-cost-paths.ts';
import { sendingStations } from './sending-stations.ts';

/**
 * Least share of a departure's room by which its cost is divided. What would take a lane that is cheap is not on it yet, in
 * the plan from which flows are expected: at the few that are, it would look dear and stay empty.
 */
const LEAST_FILL = 0.5;

/**
 * What a parcel costs on each lane: the cost of a trip over the parcels expected on it, from half of its room to all of
 * it. A trip that leaves when it is full is full; one with a timer has those that come while it runs.
 * @param byLane parcels expected on a mean day
 */
export function pathPrices(network: NetworkScenario, local: LocalTime, byLane: Float64Array): PathPrices {
  const { lanes, facilities, settings } = network;
  const { costs, vehicles } = settings;
  const lane = Float64Array.from(lanes, (each, index) => {
    const vehicle = vehicles[each.vehicle];
    const room = expectedParcelsPerTrip(network, each);
    const perDay = expectedDeparturesPerDay(network, each, byLane[index]);
    const expected = perDay > 0 ? byLane[index] / perDay : 0;
    const aboard = each.dispatch === 'full' ? room : Math.min(room, Math.max(LEAST_FILL * room, expected));
    const trip = each.vehiclesPerDeparture * (vehicle.cost_per_trip + vehicle.cost_per_km * each.distanceKm);
    return trip / aboard;
  });
  const facility = Float64Array.from(facilities, ({ kind }) =>
    kind === 'hub' ? costs.hub_sort_per_parcel : costs.station_sort_per_parcel,
  );
  const origins = Int32Array.from(sendingStations(network));
  return { lane, facility, origins, withinS: settings.commitment_h * 3600 - outsideS(network, local) };
}

/** Expected time between acceptance and delivery that no path can change, seconds: half a tour, sorting, a courier. */
function outsideS({ settings }: NetworkScenario, local: LocalTime): number {
  const { pickup, delivery, routing } = settings;
  const mean = (written: typeof pickup.tour) => compileDistribution(distributionSpec(written)).mean;
  const waves = secondsOfWeek(
    [...delivery.waves_h].sort((a, b) => a - b).map((hour) => hour * 3600),
    EVERY_DAY,
  );
  const stops = delivery.parcels_per_round / delivery.parcels_per_stop;
  const round =
    mean(delivery.drive_to_first_stop) +
    (stops / 2) * (mean(delivery.service_per_stop) + mean(delivery.drive_between_stops));
  const wait = new WeeklyInstants(local.firstWeek(waves)).meanWaitS;
  return mean(pickup.tour) / 2 + 2 * routing.handling_h.station * 3600 + wait + round;
}
