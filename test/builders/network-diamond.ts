import type { LaneDraft, NetworkDraft, SettingsDraft, WrittenNetwork } from './network-draft.ts';

type Weather = NonNullable<WrittenNetwork['weather']>[number];

/** Weather somewhere else, for a desk that is to look at its forecasts. */
export const ELSEWHERE: Weather = {
  code: 'ELSEWHERE',
  name: 'elsewhere',
  kind: 'rain',
  from_h: 0,
  to_h: 1,
  speed_factor: 1,
  outline: [
    [0, 0],
    [1, 0],
    [1, 1],
  ],
};

/**
 * S1 sends to S2 by the hubs A, then B or C, then D; by B it is a little nearer. Every lane leaves once a day: S1 at
 * 20:00, A at 23:00, B at 03:00, C at 05:00, D at 09:00; an hour's drive each, two by C. What is ordered by 18:00 is at
 * A's dock a little after 21:00 and at S2 at 10:00 the next day.
 */
export function diamond(settings: SettingsDraft = {}, lanes: readonly LaneDraft[] = []): NetworkDraft {
  return {
    settings: {
      run: { measured_days: 1, cap_days: 6 },
      delivery: { waves_h: [12], failure_share: 0, parcels_per_stop: 1, parcels_per_round: 500 },
      vehicles: [
        {
          code: 'van',
          parcels: 1000,
          weight_kg: 9000,
          cube_m3: 80,
          speed_km_per_h: 60,
          cost_per_km: 2,
          cost_per_trip: 5,
        },
      ],
      ...settings,
    },
    facilities: [
      { code: 'S1', kind: 'station' },
      { code: 'S2', kind: 'station', couriers: 5 },
      ...['A', 'B', 'C', 'D'].map((code) => ({ code, kind: 'hub' as const })),
    ],
    zones: [
      { code: 'FROM', station: 'S1', population: 0 },
      { code: 'TO', station: 'S2', sellerWeight: 0 },
    ],
    lanes: [
      { from: 'S1', to: 'A', departuresH: [20] },
      { from: 'A', to: 'B', departuresH: [23] },
      { from: 'A', to: 'C', departuresH: [23], distanceKm: 120 },
      { from: 'B', to: 'D', departuresH: [3] },
      { from: 'C', to: 'D', departuresH: [5], distanceKm: 120 },
      { from: 'D', to: 'S2', departuresH: [9] },
      ...lanes,
    ],
  };
}
