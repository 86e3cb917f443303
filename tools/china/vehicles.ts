/** What the carrier may drive. Capacities, speeds and costs: assumption, of the order known in the trade. */
export const VEHICLES = [
  vehicle('van', [300, 1000, 6], [50, 1.5, 60, 250], 'assumption: light van'),
  vehicle('box-4.2', [1000, 1800, 15], [60, 2.2, 100, 380], 'assumption: 4.2 m box truck'),
  vehicle('box-7.6', [2500, 7000, 45], [65, 3.2, 150, 600], 'assumption: 7.6 m box truck'),
  vehicle(
    'box-9.6',
    [4000, 9000, 58],
    [65, 4, 200, 750],
    'assumption: 9.6 m box truck of 55 to 60 m3 and 3000 to 5000 parcels',
  ),
  vehicle(
    'trailer-17.5',
    [10_000, 25_000, 140],
    [65, 6, 300, 1000],
    'assumption: 17.5 m trailer of 130 to 150 m3 at 5 to 7 yuan/km; 10000 parcels over 700 km at 6 yuan/km are 0.42 yuan each (ZTO 2024: 0.41)',
  ),
  vehicle('ship', [300, 3000, 20], [25, 2, 0, 500], 'assumption: space on a supply ship'),
] as const;

/** What a national carrier drives besides. */
export const NATIONAL_VEHICLES = [
  ...VEHICLES,
  vehicle(
    'trailer-high',
    [12_000, 25_000, 150],
    [65, 5, 300, 1000],
    'assumption: 17.5 m trailer with a high body: the upper end of 130 to 150 m3 and within 8000 to 15000 parcels, at the lower end of 5 to 7 yuan/km',
  ),
] as const;

export type VehicleCode = (typeof NATIONAL_VEHICLES)[number]['code'];

function vehicle<const Code extends string>(
  code: Code,
  [parcels, weight_kg, cube_m3]: readonly [number, number, number],
  [speed_km_per_h, cost_per_km, cost_per_trip, co2e_g_per_km]: readonly [number, number, number, number],
  source: string,
) {
  return {
    code,
    parcels,
    weight_kg,
    cube_m3,
    speed_km_per_h,
    cost_per_km,
    cost_per_trip,
    co2e_g_per_km,
    source,
  };
}
