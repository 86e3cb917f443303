import { greatCircleKm } from '../../engine/math/great-circle.ts';
import { parseInstant } from '../instant.ts';
import { parseDepartures, parseWeekdays } from '../timetable-text.ts';
import type { NetworkTables } from './check-network-tables.ts';
import type {
  ClimateShare,
  DispatchKind,
  NetworkFacility,
  NetworkFacilityKind,
  NetworkLane,
  NetworkScenario,
  NetworkZone,
  ObservedWeather,
  PlanEdit,
} from './network-scenario.ts';
import type { NetworkSettings } from './network-schema.ts';
import { networkStart } from './network-start.ts';
import { observedRegime } from './observed-regime.ts';
import type { OdPairVolume } from './od-pair.ts';
import type { OrderTable } from './order-table.ts';
import type { WeatherRegime } from './weather-schema.ts';

/** Turns the codes of valid tables into indices. */
export function resolveNetwork(
  settings: NetworkSettings,
  tables: NetworkTables,
  orders: OrderTable | null = null,
): NetworkScenario {
  const facilities = facilitiesOf(tables.facilities!);
  const zones = zonesOf(tables.zones!, indexOf(tables.facilities!.column('code')));
  const lanes = lanesOf(tables.lanes!, facilities, settings);
  return {
    settings,
    facilities,
    zones,
    lanes,
    od: odOf(tables.od, zones),
    orders,
    planEdits: planEditsOf(tables.plan_edits, facilities, lanes),
    climate: climateOf(tables.climate_shares),
    observedWeather: observedWeatherOf(tables.observed_weather, settings),
    ...networkStart(settings.starts_at)!,
  };
}

function facilitiesOf(table: NonNullable<NetworkTables['facilities']>): NetworkFacility[] {
  return Array.from(
    { length: table.rows },
    (_, row): NetworkFacility => ({
      code: table.column('code')[row],
      name: table.column('name')[row],
      kind: table.column('kind')[row] as NetworkFacilityKind,
      region: table.column('region')[row],
      lat: table.column('lat')[row],
      lon: table.column('lon')[row],
      unloadWorkers: table.column('unload_workers')[row],
      infeeds: table.column('infeeds')[row],
      sorters: table.column('sorters')[row],
      loadWorkers: table.column('load_workers')[row],
      sortWorkers: table.column('sort_workers')[row],
      couriers: table.column('couriers')[row],
    }),
  );
}

function zonesOf(
  table: NonNullable<NetworkTables['zones']>,
  facilityAt: ReadonlyMap<string, number>,
): NetworkZone[] {
  return Array.from(
    { length: table.rows },
    (_, row): NetworkZone => ({
      code: table.column('code')[row],
      name: table.column('name')[row],
      station: facilityAt.get(table.column('station')[row])!,
      villageStation: facilityAt.get(table.column('village_station')[row]) ?? -1,
      population: table.column('population')[row],
      sellerWeight: table.column('seller_weight')[row],
      ruralShare: table.column('rural_share')[row],
    }),
  );
}

function lanesOf(
  table: NonNullable<NetworkTables['lanes']>,
  facilities: readonly NetworkFacility[],
  { vehicles, linehaul }: NetworkSettings,
): NetworkLane[] {
  const facilityAt = indexOf(facilities.map(({ code }) => code));
  const vehicleAt = indexOf(vehicles.map(({ code }) => code));
  return Array.from({ length: table.rows }, (_, row): NetworkLane => {
    const from = facilityAt.get(table.column('from')[row])!;
    const to = facilityAt.get(table.column('to')[row])!;
    const km = table.column('distance_km')[row];
    const departures = table.column('departures')[row];
    return {
      code: table.column('code')[row],
      from,
      to,
      mode: table.column('mode')[row] as NetworkLane['mode'],
      distanceKm: Number.isNaN(km) ? roadKm(facilities[from], facilities[to], linehaul.circuity) : km,
      vehicle: vehicleAt.get(table.column('vehicle')[row])!,
      vehiclesPerDeparture: table.column('vehicles_per_departure')[row],
      dispatch: table.column('dispatch')[row] as DispatchKind,
      timerMin: table.column('timer_min')[row],
      holdMin: table.column('hold_min')[row],
      departuresS: departures === '' ? [] : (parseDepartures(departures) as readonly number[]),
      runsOn: parseWeekdays(table.column('weekdays')[row]) as readonly boolean[],
    };
  });
}

/** Distance by road where no table says it: kilometers as the crow flies, to the meter, times the circuity. */
function roadKm(from: NetworkFacility, to: NetworkFacility, circuity: number): number {
  const km = circuity * greatCircleKm(from.lat, from.lon, to.lat, to.lon);
  // Two facilities in one place are still a meter apart: no trip takes no time.
  return Math.max(1, Math.round(km * 1000)) / 1000;
}

function odOf(table: NetworkTables['od'], zones: readonly NetworkZone[]): OdPairVolume[] | null {
  if (table === undefined) return null;
  const zoneAt = indexOf(zones.map(({ code }) => code));
  return Array.from({ length: table.rows }, (_, row) => ({
    from: zoneAt.get(table.column('from')[row])!,
    to: zoneAt.get(table.column('to')[row])!,
    volume: table.column('parcels_per_day')[row],
  }));
}

function planEditsOf(
  table: NetworkTables['plan_edits'],
  facilities: readonly NetworkFacility[],
  lanes: readonly NetworkLane[],
): PlanEdit[] {
  if (table === undefined) return [];
  const facilityAt = indexOf(facilities.map(({ code }) => code));
  const laneAt = indexOf(lanes.map(({ code }) => code));
  return Array.from({ length: table.rows }, (_, row) => ({
    facility: facilityAt.get(table.column('facility')[row])!,
    destination: facilityAt.get(table.column('destination')[row])!,
    lane: laneAt.get(table.column('lane')[row])!,
  }));
}

function climateOf(table: NetworkTables['climate_shares']): ClimateShare[] {
  return Array.from({ length: table?.rows ?? 0 }, (_, row) => ({
    region: table!.column('region')[row],
    month: table!.column('month')[row],
    regime: table!.column('regime')[row] as WeatherRegime,
    share: table!.column('share')[row],
  }));
}

function observedWeatherOf(
  table: NetworkTables['observed_weather'],
  { starts_at: startsAt }: NetworkSettings,
): ObservedWeather[] {
  const start = parseInstant(startsAt)!;
  return Array.from({ length: table?.rows ?? 0 }, (_, row) => {
    const written = table!.column('regime')[row];
    return {
      region: table!.column('region')[row],
      fromH: (table!.column('time')[row] - start) / 3_600_000_000,
      regime:
        written !== ''
          ? (written as WeatherRegime)
          : observedRegime({
              temperatureC: table!.column('temperature_c')[row],
              precipitationMmPerH: table!.column('precipitation_mm_per_h')[row],
              visibilityKm: table!.column('visibility_km')[row],
              windMS: table!.column('wind_m_s')[row],
            }),
    };
  });
}

function indexOf(codes: readonly string[]): ReadonlyMap<string, number> {
  return new Map(codes.map((code, index) => [code, index]));
}
