import type { JsonObject } from '../json-value.ts';
import { formatTimes, formatWeekdays } from '../timetable-text.ts';
import type { NetworkScenario } from './network-scenario.ts';

/** The tables of a network as their files write them, references as codes; `source`, which no run reads, is not kept. */
export interface NetworkRows {
  readonly facilities: readonly JsonObject[];
  readonly zones: readonly JsonObject[];
  readonly lanes: readonly JsonObject[];
  /** Of tables that a network may have; none where it has not. `row` names a row that has no code of its own. */
  readonly od: readonly JsonObject[];
  readonly plan_edits: readonly JsonObject[];
  readonly climate_shares: readonly JsonObject[];
  readonly observed_weather: readonly JsonObject[];
  /** An order table of any length in one line; absent where there is none. */
  readonly orders?: string;
}

/** Rows in the order of the tables, by column. */
export function networkRows(network: NetworkScenario): NetworkRows {
  const { settings, facilities, zones, lanes, orders } = network;
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
    ...optionalRows(network),
    ...(orders !== null && { orders: `${orders.rows} rows, ${orders.badRows} skipped, hash ${orders.hash}` }),
  };
}

function optionalRows({
  facilities,
  zones,
  lanes,
  od,
  planEdits,
  climate,
  observedWeather,
}: NetworkScenario) {
  return {
    od: (od ?? []).map((pair) => {
      const [from, to] = [zones[pair.from].code, zones[pair.to].code];
      return { row: `${from} → ${to}`, from, to, parcels_per_day: pair.volume };
    }),
    plan_edits: planEdits.map((edit) => {
      const [facility, destination] = [facilities[edit.facility].code, facilities[edit.destination].code];
      return { row: `${facility} → ${destination}`, facility, destination, lane: lanes[edit.lane].code };
    }),
    climate_shares: climate.map(({ region, month, regime, share }) => ({
      row: `${region}, month ${month}, ${regime}`,
      region,
      month,
      regime,
      share,
    })),
    observed_weather: observedWeather.map(({ region, fromH, regime }) => ({
      row: `${region} from hour ${fromH}`,
      region,
      from_h: fromH,
      regime,
    })),
  };
}
