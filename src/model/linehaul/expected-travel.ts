import type { NetworkLane, NetworkScenario } from '../../scenario/network/network-scenario.ts';

/** Seconds of driving of a lane at the speed of a type of vehicle, by default its own. */
export function driveS({ settings }: NetworkScenario, lane: NetworkLane, vehicle = lane.vehicle): number {
  return (lane.distanceKm / settings.vehicles[vehicle].speed_km_per_h) * 3600;
}

/**
 * Travel time that plans count with, seconds: the drive at the mean speed of the hours of the day, without spread,
 * incidents or weather.
 */
export function expectedTravelS(network: NetworkScenario, lane: NetworkLane): number {
  const factors = network.settings.linehaul.speed_by_hour[lane.mode];
  const mean = factors === undefined ? 1 : factors.reduce((sum, factor) => sum + factor, 0) / factors.length;
  return driveS(network, lane) / mean;
}
