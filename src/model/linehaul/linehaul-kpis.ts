import { HOUR } from '../../engine/clock.ts';
import type { Tally } from '../../engine/stats/tally.ts';
import { figure } from '../network/figure.ts';
import type { NetworkContext } from '../network/network-context.ts';
import type { KpiValue } from '../run.ts';
import type { Dock } from './dock.ts';
import type { FleetPort } from './fleet/fleet-port.ts';

/**
 * Figures of dispatch and fleet, of what a scenario has: vehicles and their empty kilometers with a fleet, departures that
 * were held or canceled where something can hold them.
 */
export function linehaulKpis(context: NetworkContext, docks: readonly Dock[]): KpiValue[] {
  const { network, fleet } = context;
  const { settings } = network;
  const kpis: KpiValue[] = [];
  if (fleet !== null) kpis.push(...fleetKpis(context, fleet, docks));
  const mayHold = network.lanes.some(({ dispatch }) => dispatch === 'hold');
  if (mayHold)
    kpis.push(
      ...waits(
        'held_for_connection',
        docks.map(({ gate }) => gate.heldForConnection),
      ),
    );
  const mayClose =
    settings.climate !== undefined ||
    network.observedWeather.length > 0 ||
    settings.disruptions.length > 0 ||
    settings.weather.some((event) => event.closes_roads === true || event.speed_factor === undefined);
  if (mayClose)
    kpis.push(
      ...waits(
        'held_by_closed_road',
        docks.map(({ gate }) => gate.heldByRoad),
      ),
    );
  // Whatever keeps a trip may keep it until the next one is due.
  if (mayClose || mayHold || fleet !== null) {
    const canceled = docks.reduce((sum, { gate }) => sum + gate.canceled, 0);
    kpis.push(figure('departures_canceled', 'trips', canceled));
  }
  return kpis;
}

function fleetKpis({ network }: NetworkContext, fleet: FleetPort, docks: readonly Dock[]): KpiValue[] {
  const { vehicles } = network.settings;
  const loadedKm = new Float64Array(vehicles.length);
  for (const { lane, books } of docks) {
    const { vehicle, distanceKm, vehiclesPerDeparture } = network.lanes[lane];
    loadedKm[vehicle] += books.trips * distanceKm * vehiclesPerDeparture;
  }
  const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, value) => total + value, 0);
  const emptyKm = fleet.empty.map(({ km }) => km);
  return [
    figure('fleet', 'vehicles', sum(fleet.vehicles)),
    figure('repositioning_trips', 'trips', sum(fleet.empty.map(({ trips }) => trips))),
    figure('repositioning_distance', 'km', sum(emptyKm)),
    figure('empty_km_share', '', sum(emptyKm) / (sum(emptyKm) + sum(loadedKm))),
    ...waits(
      'waited_for_vehicle',
      docks.map(({ gate }) => gate.waitedForVehicle),
    ),
    ...vehicles.flatMap(({ code }, type) => [
      { ...figure('fleet', 'vehicles', fleet.vehicles[type]), place: code },
      { ...figure('empty_km_share', '', emptyKm[type] / (emptyKm[type] + loadedKm[type])), place: code },
    ]),
  ];
}

/** Trips that waited, and the hours of all of them. */
function waits(kpi: string, tallies: readonly Tally[]): KpiValue[] {
  const trips = tallies.reduce((sum, { n }) => sum + n, 0);
  const total = tallies.reduce((sum, { n, mean }) => sum + (n === 0 ? 0 : n * mean), 0);
  return [figure(`${kpi}_trips`, 'trips', trips), figure(kpi, 'h', total / HOUR)];
}
