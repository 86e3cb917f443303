import type { WrittenVehicle } from '../../scenario/network/linehaul-schema.ts';

const G_PER_TONNE = 1_000_000;

/**
 * Well-to-wheel emissions of a trip, grams of CO2e: those of the vehicles over the distance, and those of what is aboard
 * by tonne-kilometer.
 * @param km distance @param vehicles that run together @param weightG of the parcels aboard
 */
export function tripEmissionsG(
  vehicle: WrittenVehicle,
  km: number,
  vehicles: number,
  weightG: number,
): number {
  return km * (vehicle.co2e_g_per_km * vehicles + (vehicle.co2e_g_per_tkm * weightG) / G_PER_TONNE);
}
