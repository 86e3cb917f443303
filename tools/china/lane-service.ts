import type { NetworkFacility } from '../../src/scenario/network/network-scenario.ts';
import type { DepartureWindows } from './departure-wait.ts';
import { capacityOf, type LaneClass, type LaneSketch } from './lane-skeleton.ts';
import type { Rules } from './sizing-rules.ts';
import type { LaneTimes } from './timetable.ts';
import { NATIONAL_VEHICLES, type VehicleCode } from './vehicles.ts';

/** What runs on a lane, and when. */
export interface LaneService {
  readonly vehicle: VehicleCode;
  readonly vehicles: number;
  /** Local times. */
  readonly departures: readonly string[];
  readonly weekdays: string;
  /** Expected parcels on the busiest departure. */
  readonly load: number;
}

/** What may run on a class of lanes. */
export interface ClassRule {
  /** Smallest first. */
  readonly vehicles: readonly VehicleCode[];
  /** The vehicle that must be worth sending more than once a day; none where there is never a second departure. */
  readonly again?: VehicleCode;
  /** Whether vehicles are sized for the busiest departure, or for the day: what one leaves the next takes. */
  readonly sizedFor?: 'day';
  /** Departures a day at most. */
  readonly atMost: number;
}

/** What may run, by class of lanes. */
export type Services = Readonly<Record<LaneClass, ClassRule>>;

const EVERY_DAY = '1234567';
/** Days from one service to the next, at most, on 135 as on 246. */
const LONGEST_GAP_DAYS = 3;

/** Services of the carrier with provincial hubs. */
export const SERVICES: Services = {
  linehaul: { vehicles: ['box-4.2', 'box-7.6', 'box-9.6', 'trailer-17.5'], again: 'box-7.6', atMost: 2 },
  'to-hub': { vehicles: ['van', 'box-4.2', 'box-7.6', 'box-9.6'], again: 'box-4.2', atMost: 2 },
  'to-station': { vehicles: ['van', 'box-4.2', 'box-7.6', 'box-9.6'], again: 'box-4.2', atMost: 2 },
  'to-county': { vehicles: ['van', 'box-4.2'], again: 'van', atMost: 2 },
  'to-township': { vehicles: ['van', 'box-4.2'], again: 'van', atMost: 2 },
  'to-village': { vehicles: ['van', 'box-4.2'], atMost: 1 },
};

/** By what a carrier is sized: the rules, and what may run where. */
export interface Sizing {
  readonly rules: Rules;
  readonly services: Services;
  /** When lanes may depart, where not as is usual. */
  readonly windows?: DepartureWindows;
  /** How often flows and departures are found from one another before timetables are set. */
  readonly settleRounds?: number;
  /** How often timetables are set anew from what the others bring. */
  readonly timetableRounds?: number;
}

/** How often a day a lane is worth serving. */
export function departuresPerDay(
  sketch: LaneSketch,
  flowPerDay: number,
  { rules, services }: Sizing,
): number {
  const { again, atMost, sizedFor, vehicles: types } = services[sketch.laneClass];
  if (sizedFor === 'day' && sketch.mode === 'road') {
    const { vehicles } = cheapest(types, flowPerDay, sketch.distanceKm, rules);
    return Math.ceil(vehicles / Math.ceil(vehicles / atMost));
  }
  if (again === undefined) return 1;
  const worthIt = Math.floor(flowPerDay / (rules.second_departure_fill.value * capacityOf(again)));
  return Math.min(atMost, Math.max(1, worthIt));
}

/** Chooses vehicles for an expected flow at given times. @param to where the lane ends */
export function serviceFor(
  sketch: LaneSketch,
  flowPerDay: number,
  times: LaneTimes,
  to: NetworkFacility,
  { rules, services }: Sizing,
): LaneService {
  const vehicles: readonly VehicleCode[] =
    sketch.mode === 'sea' ? ['ship'] : services[sketch.laneClass].vehicles;
  const weekdays = sketch.laneClass === 'to-village' ? serviceDays(flowPerDay, to.code, rules) : EVERY_DAY;
  const load = flowPerDay * Math.max(...times.shares) * (weekdays === EVERY_DAY ? 1 : LONGEST_GAP_DAYS);
  const departures = times.departuresH.map(timeText);
  if (services[sketch.laneClass].sizedFor === undefined || sketch.mode === 'sea')
    return { ...cheapest(vehicles, load, sketch.distanceKm, rules), departures, weekdays, load };
  const day = cheapest(vehicles, flowPerDay, sketch.distanceKm, rules);
  const each = Math.ceil(day.vehicles / departures.length);
  const room = each * capacityOf(day.vehicle);
  return { vehicle: day.vehicle, vehicles: each, departures, weekdays, load: Math.min(load, room) };
}

function timeText(hours: number): string {
  const [whole, minutes] = [Math.floor(hours), Math.round((hours % 1) * 60)];
  return `${String(whole).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}

function serviceDays(flowPerDay: number, code: string, rules: Rules): string {
  if (flowPerDay >= rules.village_daily_from.value) return EVERY_DAY;
  const digits = [...code]
    .filter((letter) => letter >= '0' && letter <= '9')
    .reduce((sum, digit) => sum + Number(digit), 0);
  return digits % 2 === 1 ? '135' : '246';
}

/** The vehicles of one type that carry a load within the planned fill at the least cost; of equals the fewest. */
function cheapest(
  codes: readonly VehicleCode[],
  load: number,
  km: number,
  rules: Rules,
): { vehicle: VehicleCode; vehicles: number } {
  let best: { vehicle: VehicleCode; vehicles: number; cost: number } | undefined;
  for (const code of codes) {
    const {
      parcels,
      cost_per_km: perKm,
      cost_per_trip: perTrip,
    } = NATIONAL_VEHICLES.find((one) => one.code === code)!;
    const vehicles = Math.max(1, Math.ceil(load / (rules.planned_fill.value * parcels)));
    const cost = vehicles * (perTrip + perKm * km);
    if (best !== undefined && (cost > best.cost || (cost === best.cost && vehicles >= best.vehicles)))
      continue;
    best = { vehicle: code, vehicles, cost };
  }
  return best!;
}
