import { exp } from '../../../engine/math/transcendental.ts';
import type { NetworkLane, NetworkScenario } from '../../../scenario/network/network-scenario.ts';
import { secondsOfWeek, WeeklyInstants } from '../../network/local-time.ts';

const DAY_S = 86_400;

/** Poisson means above this are taken for certain: their spread is below 4 %. */
const SURELY = 700;

/** What is expected of a lane's departures. */
interface ExpectedDispatch {
  /** Mean wait of a parcel at the dock, seconds. */
  readonly waitS: number;
  /** Departures per day. */
  readonly departuresPerDay: number;
}

/**
 * Mean wait of a parcel at a lane's dock for the departure, seconds, where nothing is left behind.
 * @param flowPerDay parcels that take the lane; where unknown, a lane that leaves when full is taken to fill once a day,
 * and a timer to be started anew by every parcel
 */
export function expectedWaitS(
  network: NetworkScenario,
  lane: NetworkLane,
  flowPerDay: number | undefined,
): number {
  return expectedDispatch(network, lane, flowPerDay).waitS;
}

/** Departures per day of a lane, empty ones included. @param flowPerDay parcels that take the lane */
export function expectedDeparturesPerDay(
  network: NetworkScenario,
  lane: NetworkLane,
  flowPerDay: number,
): number {
  return expectedDispatch(network, lane, flowPerDay).departuresPerDay;
}

/**
 * Parcels are taken to come as a Poisson stream of constant rate. Planned departures: half the mean square gap over the
 * mean gap. When full: the k-th of Q waits for Q - k gaps. Timer: the first waits for all of it, others for half;
 * more departures where vehicles have no room for a load. Both:
 * renewal-reward over a load (Ross 2014, sec. 7.4), where the j-th beyond the first is still waited for with P(N(T) > j).
 */
function expectedDispatch(
  network: NetworkScenario,
  lane: NetworkLane,
  flowPerDay: number | undefined,
): ExpectedDispatch {
  const places = expectedParcelsPerTrip(network, lane);
  const timerS = lane.timerMin * 60;
  switch (lane.dispatch) {
    case 'timetable':
    case 'hold': {
      const planned = new WeeklyInstants(secondsOfWeek(lane.departuresS, lane.runsOn));
      return { waitS: planned.meanWaitS, departuresPerDay: planned.perWeek / 7 };
    }
    case 'full': {
      const flow = flowPerDay ?? places;
      // A lane that nobody is expected to take: as if it filled once a day, so that a plan does not shun it for ever.
      const { waitS } = whenFull(places, (flow > 0 ? flow : places) / DAY_S);
      return { waitS, departuresPerDay: flow / places };
    }
    case 'timer':
      return afterTimer(places, timerS, (flowPerDay ?? 0) / DAY_S);
    case 'full-or-timer':
      return fullOrTimer(places, timerS, (flowPerDay ?? 0) / DAY_S);
  }
}

/** Parcels that fill the vehicles of a departure: by number, mean weight or mean cube, at least one. */
export function expectedParcelsPerTrip({ settings }: NetworkScenario, lane: NetworkLane): number {
  const vehicle = settings.vehicles[lane.vehicle];
  const { weight_kg: weight, cube_m3: cube } = settings.demand;
  const n = lane.vehiclesPerDeparture;
  return Math.max(
    1,
    Math.min(
      vehicle.parcels * n,
      Math.floor((vehicle.weight_kg * n) / weight.lognormal.mean),
      Math.floor((vehicle.cube_m3 * n) / cube.lognormal.mean),
    ),
  );
}

/** @param rate parcels per second, above 0 */
function whenFull(places: number, rate: number): ExpectedDispatch {
  return { waitS: (places - 1) / 2 / rate, departuresPerDay: (rate * DAY_S) / places };
}

function afterTimer(places: number, timerS: number, rate: number): ExpectedDispatch {
  const more = rate * timerS;
  return {
    waitS: (timerS * (1 + more / 2)) / (1 + more),
    // Where more wait than there is room for, the next load is due at once: as many leave as they need.
    departuresPerDay: (rate * DAY_S) / Math.min(1 + more, places),
  };
}

function fullOrTimer(places: number, timerS: number, rate: number): ExpectedDispatch {
  const mean = rate * timerS;
  if (mean === 0) return { waitS: places === 1 ? 0 : timerS, departuresPerDay: 0 };
  // So many that chance decides nothing: the first of the two comes first.
  if (mean > SURELY) return places - 1 <= mean ? whenFull(places, rate) : afterTimer(places, timerS, rate);
  // P(N > j) for j = 0, 1, ...: the sum of these is E[min(N, places - 1)].
  let probability = exp(-mean);
  let beyond = 1 - probability;
  let load = 1;
  let waits = 0;
  for (let j = 0; j <= places - 2; j++) {
    if (beyond <= 0) break;
    load += beyond;
    waits += (1 + j) * beyond;
    probability *= mean / (j + 1);
    beyond -= probability;
  }
  return { waitS: waits / rate / load, departuresPerDay: (rate * DAY_S) / load };
}
