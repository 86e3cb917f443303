import type { NetworkFacility } from '../../src/scenario/network/network-scenario.ts';
import { DAY_H, type DepartureWindows } from './departure-wait.ts';
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
  /** Whether the three steps to a village leave equally often, each when what the one before brings is ready. */
  readonly relaysConnect?: boolean;
}

/**
 * How often a day each lane is worth serving: where parcels' time has a value, as often as makes the cost of the day's
 * vehicles and of the mean wait, half the time between two departures, the least; else by what a second departure carries.
 * The three steps to a village that connect are decided together, for their parcels wait once.
 */
export function departuresPerDay(
  sketches: readonly LaneSketch[],
  flows: Float64Array,
  sizing: Sizing,
): readonly number[] {
  const counts: number[] = [];
  sketches.forEach((sketch, index) => {
    const isStep = sketch.laneClass === 'to-township' || sketch.laneClass === 'to-village';
    if (sizing.relaysConnect === true && isStep) counts.push(counts[index - 1]);
    else if (sizing.rules.value_of_time === undefined || sketch.mode === 'sea')
      counts.push(byFill(sketch, flows[index], sizing));
    else {
      const steps = sizing.relaysConnect === true && sketch.laneClass === 'to-county' ? 3 : 1;
      counts.push(
        byTime(sketches.slice(index, index + steps), flows[index], sizing, sizing.rules.value_of_time.value),
      );
    }
  });
  return counts;
}

function byFill(
  { laneClass }: LaneSketch,
  flowPerDay: number,
  { rules: { second_departure_fill: fill }, services }: Sizing,
): number {
  const { again, atMost } = services[laneClass];
  if (again === undefined || fill === undefined) return 1;
  const worthIt = Math.floor(flowPerDay / (fill.value * capacityOf(again)));
  return Math.min(atMost, Math.max(1, worthIt));
}

/** @param legs that the same parcels take one after another @param yuanPerH of a parcel */
function byTime(
  legs: readonly LaneSketch[],
  flowPerDay: number,
  { rules, services }: Sizing,
  yuanPerH: number,
): number {
  const atMost = Math.min(...legs.map(({ laneClass }) => services[laneClass].atMost));
  let [best, least] = [1, Number.POSITIVE_INFINITY];
  for (let count = 1; count <= atMost; count++) {
    const waiting = (yuanPerH * flowPerDay * DAY_H) / (2 * count);
    const driving = legs.reduce(
      (sum, { laneClass, distanceKm }) =>
        sum + count * cheapest(services[laneClass].vehicles, flowPerDay / count, distanceKm, rules).cost,
      0,
    );
    if (waiting + driving >= least) continue;
    [best, least] = [count, waiting + driving];
  }
  return best;
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
  if (services[sketch.laneClass].sizedFor === undefined || sketch.mode === 'sea') {
    const { vehicle, vehicles: count } = cheapest(vehicles, load, sketch.distanceKm, rules);
    return { vehicle, vehicles: count, departures, weekdays, load };
  }
  const each = forDay(vehicles, flowPerDay, times, sketch.distanceKm, rules);
  const room = each.vehicles * capacityOf(each.vehicle);
  return {
    vehicle: each.vehicle,
    vehicles: each.vehicles,
    departures,
    weekdays,
    load: Math.min(load, room),
  };
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

/**
 * Vehicles a departure that carry the day's flow within the planned fill, or its busiest departure within its room: which
 * costs least, with the time of what full departures leave for the next.
 */
function forDay(
  codes: readonly VehicleCode[],
  flowPerDay: number,
  { departuresH, shares }: LaneTimes,
  km: number,
  rules: Rules,
): { vehicle: VehicleCode; vehicles: number } {
  const yuanPerH = rules.value_of_time?.value ?? 0;
  const perDeparture = flowPerDay / departuresH.length;
  const busiest = flowPerDay * Math.max(...shares) * rules.planned_fill.value;
  let best: { vehicle: VehicleCode; vehicles: number } | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const code of codes)
    for (const load of [perDeparture, Math.max(perDeparture, busiest)]) {
      const { vehicles, cost } = cheapest([code], load, km, rules);
      const left = leftHours(flowPerDay, departuresH, shares, vehicles * capacityOf(code));
      const sum = departuresH.length * cost + yuanPerH * left;
      if (sum >= least) continue;
      [best, least] = [{ vehicle: code, vehicles }, sum];
    }
  return best!;
}

/** Parcels times hours of a day that full departures leave for the next. @param room of each departure */
function leftHours(
  flowPerDay: number,
  departuresH: readonly number[],
  shares: readonly number[],
  room: number,
): number {
  let [left, hours] = [0, 0];
  // The second day begins with what the first leaves.
  for (let day = 0; day < 2; day++) {
    hours = 0;
    departuresH.forEach((departure, index) => {
      left = Math.max(0, left + flowPerDay * shares[index] - room);
      hours += left * ((departuresH[index + 1] ?? departuresH[0] + DAY_H) - departure);
    });
  }
  return hours;
}

/** The vehicles of one type that carry a load within the planned fill at the least cost; of equals the fewest. */
function cheapest(
  codes: readonly VehicleCode[],
  load: number,
  km: number,
  rules: Rules,
): { vehicle: VehicleCode; vehicles: number; cost: number } {
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
