import type { WrittenVehicle } from '../../scenario/network/linehaul-schema.ts';
import type { NetworkLane } from '../../scenario/network/network-scenario.ts';

/**
 * Well-to-wheel emissions of a trip, whole milligrams of CO2e: of its vehicles per kilometer, whatever they carry, and of
 * what they carry per tonne and kilometer. Both factors are those of the scenario (ISO 14083 knows both).
 * @param weightG of the parcels aboard, grams
 */
export function tripEmissionsMg(lane: NetworkLane, vehicle: WrittenVehicle, weightG: number): number {
  const perVehicle = lane.distanceKm * lane.vehiclesPerDeparture * vehicle.co2e_g_per_km;
  const perTonne = (weightG / 1e6) * lane.distanceKm * vehicle.co2e_g_per_tkm;
  return Math.round((perVehicle + perTonne) * 1000);
}
