import type { NetworkFacility } from '../../src/scenario/network/network-scenario.ts';
import { capacityOf, type LaneClass, type LaneSketch } from './lane-skeleton.ts';
import { RULES } from './sizing-rules.ts';
import type { LaneTimes } from './timetable.ts';
import { VEHICLES, type VehicleCode } from './vehicles.ts';

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

interface ClassRule {
  /** Smallest first. */
  readonly vehicles: readonly VehicleCode[];
  /** The vehicle that must be worth sending twice a day; none where there is never a second departure. */
  readonly twice?: VehicleCode;
}

const EVERY_DAY = '1234567';
/** Days from one service to the next, at most, on 135 as on 246. */
const LONGEST_GAP_DAYS = 3;

const CLASSES: Readonly<Record<LaneClass, ClassRule>> = {
  linehaul: { vehicles: ['box-4.2', 'box-7.6', 'box-9.6', 'trailer-17.5'], twice: 'box-7.6' },
  'to-hub': { vehicles: ['van', 'box-4.2', 'box-7.6', 'box-9.6'], twice: 'box-4.2' },
  'to-station': { vehicles: ['van', 'box-4.2', 'box-7.6', 'box-9.6'], twice: 'box-4.2' },
  'to-county': { vehicles: ['van', 'box-4.2'], twice: 'van' },
  'to-township': { vehicles: ['van', 'box-4.2'], twice: 'van' },
  'to-village': { vehicles: ['van', 'box-4.2'] },
};

/** How often a day a lane is worth serving. */
export function departuresPerDay({ laneClass }: LaneSketch, flowPerDay: number): number {
  const { twice } = CLASSES[laneClass];
  return twice !== undefined && flowPerDay >= RULES.second_departure_fill.value * 2 * capacityOf(twice)
    ? 2
    : 1;
}

/** Chooses vehicles for an expected flow at given times. @param to where the lane ends */
export function serviceFor(
  sketch: LaneSketch,
  flowPerDay: number,
  times: LaneTimes,
  to: NetworkFacility,
): LaneService {
  const vehicles: readonly VehicleCode[] =
    sketch.mode === 'sea' ? ['ship'] : CLASSES[sketch.laneClass].vehicles;
  const weekdays = sketch.laneClass === 'to-village' ? serviceDays(flowPerDay, to.code) : EVERY_DAY;
  const load = flowPerDay * Math.max(...times.shares) * (weekdays === EVERY_DAY ? 1 : LONGEST_GAP_DAYS);
  const departures = times.departuresH.map(timeText);
  return { ...cheapest(vehicles, load, sketch.distanceKm), departures, weekdays, load };
}

function timeText(hours: number): string {
  const [whole, minutes] = [Math.floor(hours), Math.round((hours % 1) * 60)];
  return `${String(whole).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}

function serviceDays(flowPerDay: number, code: string): string {
  if (flowPerDay >= RULES.village_daily_from.value) return EVERY_DAY;
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
): { vehicle: VehicleCode; vehicles: number } {
  let best: { vehicle: VehicleCode; vehicles: number; cost: number } | undefined;
  for (const code of codes) {
    const {
      parcels,
      cost_per_km: perKm,
      cost_per_trip: perTrip,
    } = VEHICLES.find((one) => one.code === code)!;
    const vehicles = Math.max(1, Math.ceil(load / (RULES.planned_fill.value * parcels)));
    const cost = vehicles * (perTrip + perKm * km);
    if (best !== undefined && (cost > best.cost || (cost === best.cost && vehicles >= best.vehicles)))
      continue;
    best = { vehicle: code, vehicles, cost };
  }
  return best!;
}
