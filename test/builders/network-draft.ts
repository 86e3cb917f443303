import type { z } from 'zod';
import { checkNetworkSettings } from '../../src/scenario/network/check-network-settings.ts';
import {
  BY_TIMETABLE,
  type NetworkFacility,
  type NetworkFacilityKind,
  type NetworkLane,
  type NetworkScenario,
  type NetworkZone,
  NO_OPTIONAL_TABLES,
} from '../../src/scenario/network/network-scenario.ts';
import { networkSchema } from '../../src/scenario/network/network-schema.ts';
import { networkStart } from '../../src/scenario/network/network-start.ts';
import { Problems } from '../../src/scenario/problem.ts';

export type WrittenNetwork = z.input<typeof networkSchema>;

/** Sections of the settings of which a test writes only what it needs. */
type Section =
  | 'run'
  | 'demand'
  | 'pickup'
  | 'handling'
  | 'shifts'
  | 'delivery'
  | 'village'
  | 'costs'
  | 'linehaul'
  | 'routing'
  | 'climate'
  | 'forecast';

export type SettingsDraft = {
  readonly [Name in Section]?: Partial<NonNullable<WrittenNetwork[Name]>>;
} & Partial<
  Pick<
    WrittenNetwork,
    | 'starts_at'
    | 'vehicles'
    | 'travel_time_cv'
    | 'weather'
    | 'weather_effects'
    | 'disruptions'
    | 'commitment_h'
    | 'hubs'
  >
>;

export type FacilityDraft = Partial<Omit<NetworkFacility, 'code' | 'kind'>> & {
  readonly code: string;
  readonly kind: NetworkFacilityKind;
};

export type ZoneDraft = Partial<Omit<NetworkZone, 'station' | 'villageStation'>> & {
  readonly code: string;
  readonly station: string;
  readonly villageStation?: string;
};

export type LaneDraft = Partial<Omit<NetworkLane, 'from' | 'to' | 'vehicle' | 'departuresS'>> & {
  readonly from: string;
  readonly to: string;
  /** Code; the first vehicle when absent. */
  readonly vehicle?: string;
  /** Local hours. */
  readonly departuresH: readonly number[];
};

/** What a test writes of a network: places and lanes by code, and whatever differs from the settings below. */
export interface NetworkDraft {
  readonly settings?: SettingsDraft;
  readonly facilities: readonly FacilityDraft[];
  readonly zones: readonly ZoneDraft[];
  readonly lanes: readonly LaneDraft[];
  /** Optional tables. */
  readonly tables?: Partial<Pick<NetworkScenario, 'od' | 'planEdits' | 'climate' | 'observedWeather'>>;
}

const EVERY_WEEKDAY: readonly boolean[] = Array.from({ length: 7 }, () => true);

export function constant(value_s: number): { constant: { value_s: number } } {
  return { constant: { value_s } };
}

const step = (rate_per_hour: number) => ({ rate_per_hour, cv: 0 });
const always = [{ from_h: 0, share_on_duty: 1 }];

/** Every time a constant and every vehicle one kilometer a minute, so that a run can be followed by hand. */
const PLAIN: WrittenNetwork = {
  version: 1,
  kind: 'network',
  title: 'test',
  starts_at: '2026-03-02T00:00:00+08:00',
  run: { warm_up_days: 0, measured_days: 1, cap_days: 5, observe_every_h: 6 },
  demand: {
    parcels_per_day: 24,
    hour_shares: Array.from({ length: 24 }, () => 1),
    weight_kg: { lognormal: { mean: 1, cv: 0.2 } },
    cube_m3: { lognormal: { mean: 0.01, cv: 0.2 } },
  },
  pickup: { waves_h: [12, 18], tour: constant(3600) },
  handling: {
    station_sort: step(3600),
    hub_unload: step(3600),
    hub_induct: step(3600),
    hub_sort: step(3600),
    hub_load: step(3600),
    relay: step(3600),
  },
  shifts: { hub: always, station: always, relay: always },
  delivery: {
    waves_h: [8, 14],
    parcels_per_round: 50,
    drive_to_first_stop: constant(600),
    drive_between_stops: constant(300),
    service_per_stop: constant(120),
    failure_share: 0.2,
    attempts: 2,
  },
  village: { collection_after: constant(3600) },
  vehicles: [
    {
      code: 'van',
      parcels: 100,
      weight_kg: 1000,
      cube_m3: 8,
      speed_km_per_h: 60,
      cost_per_km: 2,
      cost_per_trip: 5,
    },
  ],
  travel_time_cv: 0,
  costs: {
    pickup_per_parcel: 0.5,
    station_sort_per_parcel: 0.1,
    hub_sort_per_parcel: 0.3,
    delivery_per_stop: 0.2,
    delivery_per_parcel: 1,
    village_per_parcel: 0.5,
  },
};

/** A valid network, defaults filled in. @throws Error where a draft is wrong or names what is not there */
export function network(draft: NetworkDraft): NetworkScenario {
  const settings = networkSchema.parse(merged(draft.settings ?? {}));
  const problems = new Problems();
  checkNetworkSettings(settings, 'test', problems);
  if (problems.hasErrors) throw new Error(JSON.stringify(problems.list, null, 1));
  const facilityAt = indexOf(draft.facilities.map(({ code }) => code));
  const vehicleAt = indexOf(settings.vehicles.map(({ code }) => code));
  return {
    settings,
    facilities: draft.facilities.map((one) => ({ ...STAFF, name: one.code, ...one })),
    zones: draft.zones.map(({ station, villageStation, ...one }) => ({
      name: one.code,
      population: 1000,
      sellerWeight: 1,
      ruralShare: villageStation === undefined ? 0 : 0.5,
      ...one,
      station: facilityAt(station),
      villageStation: villageStation === undefined ? -1 : facilityAt(villageStation),
    })),
    lanes: draft.lanes.map(({ from, to, vehicle, departuresH, ...one }) => ({
      code: `${from}:${to}`,
      mode: 'road',
      distanceKm: 60,
      vehiclesPerDeparture: 1,
      runsOn: EVERY_WEEKDAY,
      ...BY_TIMETABLE,
      ...one,
      from: facilityAt(from),
      to: facilityAt(to),
      vehicle: vehicle === undefined ? 0 : vehicleAt(vehicle),
      departuresS: departuresH.map((hour) => hour * 3600),
    })),
    ...NO_OPTIONAL_TABLES,
    ...draft.tables,
    ...networkStart(settings.starts_at)!,
  };
}

const STAFF = {
  region: '',
  lat: 30,
  lon: 115,
  unloadWorkers: 1,
  infeeds: 1,
  sorters: 1,
  loadWorkers: 1,
  sortWorkers: 1,
  couriers: 2,
};

function merged(draft: SettingsDraft): WrittenNetwork {
  const written: Record<string, unknown> = { ...PLAIN };
  for (const [name, value] of Object.entries(draft)) {
    const plain = written[name];
    const isSection = typeof plain === 'object' && !Array.isArray(plain);
    written[name] = isSection ? { ...plain, ...(value as object) } : value;
  }
  return written as WrittenNetwork;
}

function indexOf(codes: readonly string[]): (code: string) => number {
  const at = new Map(codes.map((code, index) => [code, index]));
  return (code) => {
    const index = at.get(code);
    if (index === undefined) throw new Error(`no ${code}`);
    return index;
  };
}
