import type { JsonObject } from '../json-value.ts';
import { formatTimes, formatWeekdays } from '../timetable-text.ts';
import type { NetworkScenario } from './network-scenario.ts';

/** The tables of a network as their files write them, references as codes; `source`, which no run reads, is not kept. */
export interface NetworkRows {
  readonly facilities: readonly JsonObject[];
  readonly zones: readonly JsonObject[];
  readonly lanes: readonly JsonObject[];
}

/** Rows in the order of the tables, by column. */
export function networkRows({ settings, facilities, zones, lanes }: NetworkScenario): NetworkRows {
  return {
    facilities: facilities.map((facility) => ({
      code: facility.code,
      name: facility.name,
      kind: facility.kind,
      region: facility.region,
      lat: facility.lat,
      lon: facility.lon,
      unload_workers: facility.unloadWorkers,
      infeeds: facility.infeeds,
      sorters: facility.sorters,
      load_workers: facility.loadWorkers,
      sort_workers: facility.sortWorkers,
      couriers: facility.couriers,
    })),
    zones: zones.map((zone) => ({
      code: zone.code,
      name: zone.name,
      station: facilities[zone.station].code,
      village_station: facilities[zone.villageStation]?.code ?? '',
      population: zone.population,
      seller_weight: zone.sellerWeight,
      rural_share: zone.ruralShare,
    })),
    lanes: lanes.map((lane) => ({
      code: lane.code,
      from: facilities[lane.from].code,
      to: facilities[lane.to].code,
      mode: lane.mode,
      distance_km: lane.distanceKm,
      vehicle: settings.vehicles[lane.vehicle].code,
      vehicles_per_departure: lane.vehiclesPerDeparture,
      dispatch: lane.dispatch,
      timer_min: Number.isNaN(lane.timerMin) ? '' : lane.timerMin,
      hold_min: Number.isNaN(lane.holdMin) ? '' : lane.holdMin,
      departures: formatTimes(lane.departuresS),
      weekdays: formatWeekdays(lane.runsOn),
    })),
  };
}
