import type { WrittenVehicle } from '../../scenario/network/linehaul-schema.ts';
import { CUBE_UNITS_PER_M3 } from '../network/parcel-store.ts';

/** What a vehicle takes, or a departure's vehicles together. */
export interface LoadCapacity {
  readonly parcels: number;
  readonly weightG: number;
  /** 1/100,000 m³. */
  readonly cubeUnits: number;
}

/** What so many vehicles of a type take together. */
export function loadCapacity(vehicle: WrittenVehicle, vehicles: number): LoadCapacity {
  return {
    parcels: vehicle.parcels * vehicles,
    weightG: vehicle.weight_kg * 1000 * vehicles,
    cubeUnits: vehicle.cube_m3 * CUBE_UNITS_PER_M3 * vehicles,
  };
}
