import { normalUpperTail } from '../../engine/math/normal-distribution.ts';
import { ln } from '../../engine/math/transcendental.ts';
import { compileDistribution } from '../../engine/random/distribution.ts';
import { distributionSpec, type WrittenDistribution } from '../../scenario/distribution-schema.ts';
import type { NetworkFacility, NetworkScenario } from '../../scenario/network/network-scenario.ts';
import type { WrittenShift, WrittenStep } from '../../scenario/network/network-schema.ts';
import { MOST_KG, MOST_M3 } from '../../scenario/network/parcel-size.ts';
import type { Place, Problem } from '../../scenario/problem.ts';
import { onDuty } from '../facility/on-duty.ts';
import type { ExpectedFlows } from './expected-flows.ts';
import { plannedFlows } from './open-planner.ts';

/** A share of parcels below this is not worth a word: less than one in a year of a small carrier. */
const WORTH_A_WORD = 1e-8;
/** Most edits of the load plan that one warning names. */
const MOST_EDITS = 3;

/**
 * What makes a valid network run badly: zones that cannot be reached, facilities, couriers and lanes that a mean day
 * already overloads, lanes that nobody takes, parcels that fit no vehicle. Nothing of it forbids a run.
 * @param file name of the main file @returns warnings, in the order of the tables
 */
export function checkNetwork(network: NetworkScenario, file = 'scenario.json'): Problem[] {
  return new NetworkWarnings(network, file).find();
}

class NetworkWarnings {
  readonly #network: NetworkScenario;
  readonly #file: string;
  readonly #flows: ExpectedFlows;
  readonly #found: Problem[] = [];

  constructor(network: NetworkScenario, file: string) {
    this.#network = network;
    this.#file = file;
    this.#flows = plannedFlows(network);
  }

  find(): Problem[] {
    this.#vehicles();
    this.#network.facilities.forEach((facility, index) => {
      this.#facility(facility, this.#flows.byFacility[index], index);
      if (facility.kind === 'station') this.#couriers(facility, this.#flows.ending[index], index);
    });
    for (const { destination, stations, parcelsPerDay } of this.#flows.unreachable) {
      const { code } = this.#network.facilities[destination];
      this.#warn('facilities', destination, 'code', {
        found: `no path to ${code} from ${stations} ${stations === 1 ? 'station' : 'stations'} that send ${shown(parcelsPerDay)} parcels a day there`,
        allowed: 'lanes that lead there',
        hint: `they wait for ever at the station that sends them${this.#edits(destination)}`,
      });
    }
    this.#lanes();
    return this.#found;
  }

  /** The first edits of the plan for a destination, which may have cut a path to it. */
  #edits(destination: number): string {
    const { facilities, lanes, planEdits } = this.#network;
    const edits = planEdits.filter((edit) => edit.destination === destination).slice(0, MOST_EDITS);
    if (edits.length === 0) return '';
    const ways = edits.map(
      ({ facility, lane }) => `from ${facilities[facility].code} by ${lanes[lane].code}`,
    );
    return `; plan_edits send parcels for it ${ways.join(', ')}`;
  }

  #facility(facility: NetworkFacility, parcelsPerDay: number, index: number): void {
    const { hubs, routing } = this.#network.settings;
    // A sorting center has its people and machines in its block, not in the table.
    if (hubs?.[facility.code] !== undefined) return;
    const isPassed = facility.kind === 'hub' && routing.bags !== undefined;
    for (const { column, people, servers, step, shift } of stepsOf(facility, this.#network)) {
      const most = perDay(servers, step, shift);
      if (parcelsPerDay < most) continue;
      this.#warn('facilities', index, column, {
        found: `${servers} ${people} at ${facility.code}, who with their shifts handle ${shown(most)} parcels a day`,
        allowed: `more than the ${shown(parcelsPerDay)} expected on a mean day`,
        hint: `its line grows without end${isPassed ? ', unless enough of them pass it in bags' : ''}`,
      });
    }
  }

  #couriers(facility: NetworkFacility, parcelsPerDay: number, index: number): void {
    const { delivery } = this.#network.settings;
    const most = facility.couriers * delivery.parcels_per_round * this.#rounds;
    let attempts = 0;
    let share = 1;
    for (let attempt = 0; attempt < delivery.attempts; attempt++) {
      attempts += share;
      share *= delivery.failure_share;
    }
    if (parcelsPerDay * attempts <= most) return;
    this.#warn('facilities', index, 'couriers', {
      found: `${facility.couriers} couriers at ${facility.code}, who take out at most ${shown(most)} parcels a day`,
      allowed: `the ${shown(parcelsPerDay * attempts)} expected on a mean day, repeated attempts included`,
      hint: 'what is left over waits for the next day, and the day after',
    });
  }

  /** Most rounds a courier begins in a day: one at each wave and one after each round that ends early enough. */
  get #rounds(): number {
    const { delivery } = this.#network.settings;
    const stops = delivery.parcels_per_round / delivery.parcels_per_stop;
    const seconds =
      2 * meanOf(delivery.drive_to_first_stop) +
      stops * meanOf(delivery.service_per_stop) +
      Math.max(0, stops - 1) * meanOf(delivery.drive_between_stops);
    const day = (delivery.last_departure_h - delivery.waves_h[0]) * 3600;
    return Math.max(1, 1 + Math.floor(day / Math.max(1, seconds)));
  }

  #lanes(): void {
    const { lanes, settings } = this.#network;
    const { weight_kg: weight, cube_m3: cube } = settings.demand;
    lanes.forEach((lane, index) => {
      const flow = this.#flows.byLane[index];
      // Where loads decide nothing leaves empty, and as many trips leave as parcels need.
      if (lane.departuresS.length === 0) return;
      if (flow === 0) {
        this.#warn('lanes', index, 'code', {
          found: `lane ${lane.code}, which no parcel takes`,
          allowed: 'a lane on the fastest path between some station and some destination',
          hint: 'it departs empty, at full cost',
        });
        return;
      }
      const vehicle = settings.vehicles[lane.vehicle];
      const departures = lane.departuresS.length * lane.runsOn.filter((runs) => runs).length;
      const vehicles = (lane.vehiclesPerDeparture * departures) / 7;
      const most =
        vehicles *
        Math.min(
          vehicle.parcels,
          vehicle.weight_kg / weight.lognormal.mean,
          vehicle.cube_m3 / cube.lognormal.mean,
        );
      if (flow < most) return;
      this.#warn('lanes', index, 'departures', {
        found: `${shown(most)} parcels a day that the vehicles of ${lane.code} take`,
        allowed: `more than the ${shown(flow)} expected on a mean day`,
        hint: 'what is left behind piles up at its dock',
      });
    });
  }

  /** Vehicles too small for some parcels, among those of lanes in use. */
  #vehicles(): void {
    const { lanes, settings } = this.#network;
    const inUse = new Set(
      lanes.filter((_, lane) => this.#flows.byLane[lane] > 0).map(({ vehicle }) => vehicle),
    );
    settings.vehicles.forEach((vehicle, index) => {
      if (!inUse.has(index)) return;
      const sizes = [
        ['weight_kg', vehicle.weight_kg, settings.demand.weight_kg, MOST_KG],
        ['cube_m3', vehicle.cube_m3, settings.demand.cube_m3, MOST_M3],
      ] as const;
      for (const [name, room, { lognormal }, most] of sizes) {
        const share = room >= most ? 0 : shareAbove(room, lognormal);
        if (share < WORTH_A_WORD) continue;
        this.#found.push({
          severity: 'warning',
          kind: 'rule',
          file: this.#file,
          place: { path: `vehicles[${index}].${name}` },
          found: `${room} in a ${vehicle.code}, which ${shown(share * 1e6)} parcels in a million exceed`,
          allowed: 'room for every parcel',
          hint: 'parcels that fit no vehicle of their lane wait for ever',
        });
      }
    });
  }

  /** A warning on a row of a table. */
  #warn(
    table: 'facilities' | 'lanes',
    row: number,
    column: string,
    texts: { readonly found: string; readonly allowed: string; readonly hint: string },
  ): void {
    const { inline, tables } = this.#network.settings;
    const isInline = inline?.[table] !== undefined;
    // Line 1 is the header.
    const place: Place = isInline ? { path: `inline.${table}[${row}].${column}` } : { row: row + 2, column };
    this.#found.push({
      severity: 'warning',
      kind: 'rule',
      file: isInline ? this.#file : tables[table],
      place,
      ...texts,
    });
  }
}

interface Staffed {
  readonly column: string;
  readonly people: string;
  readonly servers: number;
  readonly step: WrittenStep;
  readonly shift: WrittenShift;
}

/** Steps of a facility with those who do them. */
function stepsOf(facility: NetworkFacility, { settings }: NetworkScenario): Staffed[] {
  const { handling, shifts } = settings;
  const sort = { column: 'sort_workers', people: 'people who sort', servers: facility.sortWorkers };
  switch (facility.kind) {
    case 'hub': {
      const at = { shift: shifts.hub };
      return [
        {
          column: 'unload_workers',
          people: 'people who unload',
          servers: facility.unloadWorkers,
          step: handling.hub_unload,
          ...at,
        },
        { column: 'infeeds', people: 'infeeds', servers: facility.infeeds, step: handling.hub_induct, ...at },
        { column: 'sorters', people: 'sorters', servers: facility.sorters, step: handling.hub_sort, ...at },
        {
          column: 'load_workers',
          people: 'people who load',
          servers: facility.loadWorkers,
          step: handling.hub_load,
          ...at,
        },
      ];
    }
    case 'station':
      return [{ ...sort, step: handling.station_sort, shift: shifts.station }];
    default:
      return [{ ...sort, step: handling.relay, shift: shifts.relay }];
  }
}

/** Parcels that so many servers handle in a day with their shifts. */
function perDay(servers: number, step: WrittenStep, shift: WrittenShift): number {
  let serverHours = 0;
  shift.forEach(({ from_h: from, share_on_duty: share }, i) => {
    // The last pattern holds until the first begins, on the next day.
    const to = i + 1 < shift.length ? shift[i + 1].from_h : 24 + shift[0].from_h;
    serverHours += onDuty(servers, share) * (to - from);
  });
  return serverHours * step.rate_per_hour;
}

/** P(X > x) of a lognormal given by mean and cv. */
function shareAbove(x: number, { mean, cv }: { readonly mean: number; readonly cv: number }): number {
  const variance = ln(1 + cv * cv);
  return normalUpperTail((ln(x / mean) + variance / 2) / Math.sqrt(variance));
}

function meanOf(written: WrittenDistribution): number {
  return compileDistribution(distributionSpec(written)).mean;
}

/** Three digits are enough on paper. */
function shown(value: number): string {
  return String(Number(value.toPrecision(3)));
}
