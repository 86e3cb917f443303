import type { HubDirection, HubScenario } from '../../scenario/hub/hub-scenario.ts';
import type { WrittenMachine } from '../../scenario/hub/hub-schema.ts';
import type { Problem } from '../../scenario/problem.ts';
import { designRatePerHour, INFEED_RATE_PER_HOUR } from '../sorting/belt/sorter-layout.ts';
import { type ExpectedHubDay, expectedHubDay } from './expected-hub-day.ts';

/** Share of its design rate that a sorter reaches in practice: above it infeeds wait for trays. */
const ACHIEVABLE_SHARE = 0.8;

/**
 * What makes a valid hub run badly: a mean day with more work than its unloaders, infeeds, sorters, loaders, doors or
 * trailers do, directions for which chutes run out, incidents after the end. Nothing of it forbids a run.
 * @param file name of the main file @returns warnings, in the order in which parcels meet what they are of
 */
export function checkHubLoad(hub: HubScenario, file = 'scenario.json'): Problem[] {
  return new HubWarnings(hub, file).find();
}

class HubWarnings {
  readonly #hub: HubScenario;
  readonly #file: string;
  readonly #day: ExpectedHubDay;
  readonly #found: Problem[] = [];

  constructor(hub: HubScenario, file: string) {
    this.#hub = hub;
    this.#file = file;
    this.#day = expectedHubDay(hub);
  }

  find(): Problem[] {
    this.#unloading();
    this.#infeeds();
    this.#sorters();
    this.#chutes();
    this.#loading();
    for (const [row, direction] of this.#hub.directions.entries()) this.#direction(direction, row);
    this.#incidents();
    return this.#found;
  }

  #unloading(): void {
    const { unloading, inbound_doors: doors } = this.#hub.settings.hub;
    const { unloadH, peopleH, unloadingH, parcels } = this.#day;
    if (unloading.by === 'machine') {
      const most = doors.count * unloading.machine_parcels_per_hour * 24;
      this.#below(
        parcels,
        most,
        'inbound_doors.count',
        'parcels a day that automatic unloaders take',
        'more doors',
      );
      return;
    }
    const hint = 'more people who unload, longer shifts, or a higher unloading.parcels_per_worker_per_hour';
    this.#below(unloadH, peopleH.unload, 'people.crews', 'hours a day of people who unload', hint);
    const room = doors.count * unloading.workers_per_door * unloadingH;
    const atDoors = 'raise inbound_doors.count or unloading.workers_per_door';
    this.#below(unloadH, room, 'inbound_doors.count', 'hours a day of work at the inbound doors', atDoors);
  }

  #infeeds(): void {
    const machines = this.#fedByDoors;
    if (machines.length === 0) return;
    const { sorted, unloadingH, peopleH } = this.#day;
    let [all, staffed, places] = [0, 0, 0];
    for (const { zones } of machines) {
      for (const { infeeds, kind, rate_per_hour: rate = INFEED_RATE_PER_HOUR[kind] } of zones) {
        all += infeeds * rate;
        if (kind === 'automatic') continue;
        staffed += infeeds * rate;
        places += infeeds;
      }
    }
    const hint = 'more infeeds in hub.sorters[].zones, or faster ones';
    this.#below(
      sorted,
      all * unloadingH,
      'sorters',
      'parcels a day that the infeeds bring while there is unloading',
      hint,
    );
    if (places === 0) return;
    const most = (all - staffed) * unloadingH + peopleH.induct * (staffed / places);
    this.#below(
      sorted,
      most,
      'people.crews',
      'parcels a day that people at the infeeds bring',
      'more people who induct',
    );
  }

  #sorters(): void {
    const machines = this.#fedByDoors;
    if (machines.length === 0 || machines.length < this.#hub.settings.hub.sorters.filter(isFedByDoors).length)
      return;
    const { sorted, unloadingH } = this.#day;
    // Trays that are freed between two zones can be used again in the second.
    const design = machines.reduce((sum, one) => sum + designRatePerHour(one) * one.zones.length, 0);
    const perHour = unloadingH > 0 ? sorted / unloadingH : 0;
    const what = `parcels an hour that the sorters take at ${ACHIEVABLE_SHARE * 100} % of their design rate while there is unloading`;
    this.#below(
      perHour,
      design * ACHIEVABLE_SHARE,
      'sorters',
      what,
      'another sorter, a higher speed, or longer shifts of unloaders',
    );
  }

  /** Of a plan spread by volume; every secondary sorter takes a chute of the one that feeds it. */
  #chutes(): void {
    const { directions, plan, settings } = this.#hub;
    if (plan.length > 0) return;
    const wanted = directions.filter(({ share }) => share > 0).length;
    const { sorters } = settings.hub;
    const chutesOf = (one: (typeof sorters)[number]): number =>
      one.type === 'manual' ? one.chutes : one.banks.reduce((sum, { chutes }) => sum + chutes, 0);
    sorters.forEach((sorter, index) => {
      if (sorter.fed_by !== 'doors') return;
      const fed = sorters.filter(({ fed_by: by }) => by === sorter.code);
      const most = chutesOf(sorter) + fed.reduce((sum, one) => sum + chutesOf(one) - 1, 0);
      if (most >= wanted) return;
      this.#warn(`sorters[${index}]`, {
        found: `chutes for ${most} directions at ${sorter.code} and the sorters that it feeds`,
        allowed: `chutes for the ${wanted} with volume`,
        hint: 'the others go to the reject chute: add chutes in hub.sorters[].banks',
      });
    });
  }

  #loading(): void {
    const { parcels, peopleH } = this.#day;
    const most = peopleH.load * this.#loadedPerHour;
    const hint = 'more people who load, longer shifts, or fuller containers';
    this.#below(parcels, most, 'people.crews', 'parcels a day that people load', hint);
  }

  /** Parcels that one loader carries aboard in an hour: one by one, or in full containers. */
  get #loadedPerHour(): number {
    const { containers, loading } = this.#hub.settings.hub;
    if (containers.kind === 'none') return loading.parcels_per_worker_per_hour;
    return (
      loading.containers_per_worker_per_hour *
      this.#fit(containers.parcels, containers.weight_kg, containers.cube_m3)
    );
  }

  /** Mean parcels that fit in so much room. */
  #fit(parcels: number, weightKg: number, cubeM3: number): number {
    const { weight_kg: weight, cube_m3: cube } = this.#hub.settings.parcels;
    return Math.min(parcels, weightKg / weight.lognormal.mean, cubeM3 / cube.lognormal.mean);
  }

  #direction(direction: HubDirection, row: number): void {
    const { code, doors, departuresS, runsOn, trailersPerDeparture } = direction;
    const volume = this.#day.parcels * direction.share;
    const room = this.#fit(direction.trailerParcels, direction.trailerWeightKg, direction.trailerCubeM3);
    const aDay = (departuresS.length * runsOn.filter((runs) => runs).length * trailersPerDeparture) / 7;
    if (volume > room * aDay) {
      this.#tell(
        this.#inOutbound(row, 'trailers_per_departure'),
        volume,
        room * aDay,
        `parcels a day that the trailers to ${code} take`,
        `raise trailers_per_departure, departures or the room of trailers of ${code}`,
      );
    }
    const perDoor = this.#hub.settings.hub.loading.workers_per_door * this.#loadedPerHour;
    const most = doors * perDoor * this.#day.loadingH;
    if (volume <= most) return;
    const hint = `raise doors of ${code}, or hub.loading.workers_per_door`;
    this.#tell(
      this.#inOutbound(row, 'doors'),
      volume,
      most,
      `parcels a day loaded at the doors of ${code}`,
      hint,
    );
  }

  #incidents(): void {
    const { settings } = this.#hub;
    settings.hub.incidents.forEach(({ name, from_h: from }, index) => {
      if (from < settings.run.horizon_h) return;
      this.#warn(`incidents[${index}].from_h`, {
        found: `${JSON.stringify(name)} at ${from} h`,
        allowed: `before the end of the run at ${settings.run.horizon_h} h`,
        hint: 'it never happens: raise run.horizon_h',
      });
    });
  }

  get #fedByDoors(): readonly WrittenMachine[] {
    return this.#hub.settings.hub.sorters
      .filter(isFedByDoors)
      .filter((sorter): sorter is WrittenMachine => sorter.type !== 'manual');
  }

  /** Warns where more is expected than there is. @param path within the hub block */
  #below(expected: number, most: number, path: string, what: string, hint: string): void {
    if (expected > most) this.#tell(this.#inHub(path), expected, most, what, hint);
  }

  /** A cell of the table of directions, wherever that stands. */
  #inOutbound(row: number, column: string): Where {
    const { inline, tables } = this.#hub.settings;
    if (inline?.outbound !== undefined)
      return { file: this.#file, place: { path: `inline.outbound[${row}].${column}` } };
    return { file: tables.outbound, place: { row: row + 2, column } };
  }

  #tell(where: Where, expected: number, most: number, what: string, hint: string): void {
    const over = most > 0 ? `, ${shown((expected / most - 1) * 100)} % more` : '';
    this.#found.push(
      warning(where, {
        found: `${shown(most)} ${what}`,
        allowed: `at least the ${shown(expected)} expected on a mean day${over}`,
        hint,
      }),
    );
  }

  #warn(path: string, texts: Texts): void {
    this.#found.push(warning(this.#inHub(path), texts));
  }

  #inHub(path: string): Where {
    return { file: this.#file, place: { path: `hub.${path}` } };
  }
}

type Texts = Pick<Problem, 'found' | 'allowed' | 'hint'>;

type Where = Pick<Problem, 'file' | 'place'>;

function warning(where: Where, texts: Texts): Problem {
  return { severity: 'warning', kind: 'rule', ...where, ...texts };
}

function isFedByDoors({ fed_by: by }: { readonly fed_by: string }): boolean {
  return by === 'doors';
}

/** Three digits are enough on paper. */
function shown(value: number): string {
  return String(Number(value.toPrecision(3)));
}
