import type { FacilityDraft, LaneDraft, NetworkDraft, WrittenNetwork, ZoneDraft } from './network-draft.ts';

type Weather = NonNullable<WrittenNetwork['weather']>[number];

const HUBS = [
  { code: 'NORTH', lat: 40, lon: 116, sends: 1 },
  { code: 'SOUTH', lat: 23, lon: 113, sends: 1 },
  { code: 'EAST', lat: 31, lon: 121, sends: 0 },
  { code: 'WEST', lat: 30, lon: 104, sends: 0 },
];

/** A storm of a day and a half, two degrees around a hub: over the last part of every lane that leads there. */
export function stormAround(hub: 'EAST' | 'WEST'): Weather {
  const { lat, lon } = HUBS.find(({ code }) => code === hub)!;
  return {
    code: 'STORM',
    name: 'storm',
    kind: 'typhoon',
    from_h: 20,
    to_h: 56,
    speed_factor: 0.2,
    outline: [
      [lon - 2, lat - 2],
      [lon + 2, lat - 2],
      [lon + 2, lat + 2],
      [lon - 2, lat + 2],
    ],
  };
}

export interface FourHubsChange {
  readonly unloadersAt?: Readonly<Record<string, number>>;
  readonly weather?: readonly Weather[];
  readonly facilities?: readonly FacilityDraft[];
  readonly lanes?: readonly LaneDraft[];
}

/**
 * Four hubs, each with two stations and a zone per station; NORTH and SOUTH send, all four receive. So EAST and WEST
 * are ends: what passes them goes to their own stations, and their lanes to other hubs run empty. Vehicles are large,
 * none is left behind; handling times are constants, so that a line keeps its order whatever the number of hands.
 */
export function fourHubs(change: FourHubsChange = {}): NetworkDraft {
  const facilities: FacilityDraft[] = [];
  const zones: ZoneDraft[] = [];
  const lanes: LaneDraft[] = [];
  for (const { code, lat, lon, sends } of HUBS) {
    const unloadWorkers = change.unloadersAt?.[code] ?? (sends > 0 ? 8 : 2);
    const staff = { unloadWorkers, infeeds: 4, sorters: 2, loadWorkers: 4 };
    facilities.push({ code, kind: 'hub', lat, lon, ...staff });
    for (const place of [1, 2]) {
      const station = `${code}-${place}`;
      const where = { lat: lat + 0.2 * place, lon };
      facilities.push({ code: station, kind: 'station', ...where, sortWorkers: 4, couriers: 6 });
      zones.push({ code: `${code}${place}`, station, population: 1000 * place, sellerWeight: sends });
      lanes.push({ from: station, to: code, distanceKm: 30, departuresH: [19.5] });
      lanes.push({ from: code, to: station, distanceKm: 30, departuresH: [6.5, 12.5] });
    }
    for (const other of HUBS)
      if (other.code !== code)
        lanes.push({ from: code, to: other.code, distanceKm: 240, departuresH: [3, 21] });
  }
  return {
    facilities: [...facilities, ...(change.facilities ?? [])],
    zones,
    lanes: [...lanes, ...(change.lanes ?? [])],
    settings: {
      run: { measured_days: 2, cap_days: 6, seed: 11 },
      demand: { parcels_per_day: 800 },
      pickup: { waves_h: [16] },
      handling: {
        station_sort: { rate_per_hour: 300, cv: 1 },
        hub_unload: { rate_per_hour: 8, cv: 0 },
        hub_induct: { rate_per_hour: 300, cv: 0 },
        hub_sort: { rate_per_hour: 900, cv: 0 },
        hub_load: { rate_per_hour: 300, cv: 0 },
      },
      delivery: { parcels_per_round: 40, parcels_per_stop: 1, failure_share: 0.15, attempts: 3 },
      vehicles: [
        {
          code: 'truck',
          parcels: 2000,
          weight_kg: 9000,
          cube_m3: 80,
          speed_km_per_h: 60,
          cost_per_km: 5,
          cost_per_trip: 0,
        },
      ],
      weather: [...(change.weather ?? [])],
      travel_time_cv: 0.1,
    },
  };
}
