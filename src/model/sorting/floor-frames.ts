import { fromSeconds, HOUR, MINUTE, type Time } from '../../engine/clock.ts';
import { TASKS } from '../../scenario/hub/hub-schema.ts';
import {
  type FloorFrame,
  type FloorSorter,
  type FloorSorterLevels,
  type FloorWhy,
  type FloorWorld,
  LIMITS,
  MISS_CAUSES,
} from '../../snapshot/floor-snapshot.ts';
import type { PlacedSorter } from './belt/sorter-hall.ts';
import { QUARTER } from './books/limit-account.ts';
import type { OutboundDoorLook } from './outbound/outbound-port.ts';
import type { SortingCenter } from './sorting-center.ts';

/** Names that the eye sees and no part of a center knows. */
export interface FloorNames {
  readonly name: string;
  readonly origins: readonly string[];
  readonly directions: readonly { readonly code: string; readonly name: string }[];
}

/** Takes snapshots of a sorting center for the eye. Nothing here is read by the run. */
export class FloorFrames {
  readonly #center: SortingCenter;
  readonly #names: FloorNames;

  constructor(center: SortingCenter, names: FloorNames) {
    this.#center = center;
    this.#names = names;
  }

  world(): FloorWorld {
    const { context, hall, directions } = this.#center;
    const { block } = context;
    return {
      code: context.code,
      name: this.#names.name,
      yardSpaces: block.yard.spaces,
      origins: this.#names.origins,
      inboundDoors: block.inbound_doors.count,
      directions: this.#names.directions.map(({ code, name }) => ({ code, name })),
      outboundDoors: Int16Array.from(
        directions.flatMap(({ doors }, direction) => new Array<number>(doors).fill(direction)),
      ),
      sorters: hall.placed.map((each, index) => this.#sorter(each, index)),
      sorts: block.sorts.map(({ code }) => code),
      incidents: block.incidents.map(({ name, from_h: fromH, to_h: toH }) => ({
        name,
        fromUs: fromSeconds(fromH * 3600),
        toUs: fromSeconds(toH * 3600),
      })),
    };
  }

  frame(now: Time): FloorFrame {
    const { context, hall, yard, doors, sorts, chutes, staff } = this.#center;
    const looks = hall.placed.map(({ sorter }) => sorter.look(now));
    const waiting = yard.look();
    return {
      nowUs: now,
      sort: sorts.now,
      yardParcels: waiting.parcels,
      yardOrigins: waiting.origins,
      inbound: doors.look(),
      outbound: this.#outbound(),
      infeeds: {
        state: joined(
          Uint8Array,
          looks.map((look) => look.infeedStates),
        ),
        line: joined(
          Int32Array,
          looks.map((look) => look.infeedLines),
        ),
      },
      sorters: looks.map(
        ({ traveledM, isRunning, trays, density }, index): FloorSorterLevels => ({
          traveledM,
          isRunning,
          stoppedUs: isRunning ? Number.NaN : this.#stoppedAt(hall.placed[index].sorter.code),
          trays,
          density,
        }),
      ),
      chutes: {
        parcels: chutes.held.slice(),
        inContainer: Int32Array.from(chutes.held, (_, chute) => chutes.inContainer(chute)),
        direction: chutes.direction.slice(),
      },
      onDuty: Int32Array.from(TASKS, (task) => staff.onDuty(task)),
      busy: Int32Array.from(TASKS, (task) => staff.busy(task)),
      stages: context.journal.present.slice(),
      why: this.#why(),
      kpis: this.#kpis(now),
    };
  }

  #sorter({ sorter, layout, firstChute, firstInfeed }: PlacedSorter, index: number): FloorSorter {
    const written = this.#center.context.block.sorters[index];
    const zones = written.type === 'manual' ? [] : written.zones;
    return {
      code: sorter.code,
      type: written.type,
      detail: this.#center.detail,
      fedBy: written.fed_by,
      lengthM: layout?.lengthM ?? 0,
      pitchM: layout?.pitchM ?? 0,
      speedMPerS: layout?.speedMPerS ?? 0,
      decks: layout?.decks ?? 1,
      trays: layout?.trays ?? 0,
      designRatePerHour: layout?.designRatePerHour ?? 0,
      zones: zones.map(({ infeeds, at_m, spacing_m, kind }, zone) => ({
        firstInfeed: layout!.zoneStart[zone],
        infeeds,
        atM: at_m,
        spacingM: spacing_m,
        kind,
      })),
      chuteAtM: layout === undefined ? new Float32Array(sorter.chutes) : Float32Array.from(layout.chuteAtM),
      chuteParcels: written.chute_parcels,
      firstChute,
      firstInfeed,
    };
  }

  #outbound(): FloorFrame['outbound'] {
    const looks = this.#center.directions.map((direction) => direction.look());
    const of = <K extends keyof OutboundDoorLook>(key: K) => looks.map((look) => look[key]);
    return {
      state: joined(Uint8Array, of('state')),
      parcels: joined(Int32Array, of('parcels')),
      load: joined(Float32Array, of('load')),
      departsUs: joined(Float64Array, of('departsAt')),
      people: joined(Uint8Array, of('people')),
    };
  }

  #stoppedAt(code: string): number {
    return this.#center.outages.downSince(`sorter ${code}`, 0) ?? Number.NaN;
  }

  /** Quarter-hours that have ended. */
  #why(): FloorWhy {
    const { account } = this.#center;
    const quarters = account.quarters - 1;
    return {
      quarters,
      sort: account.sort.slice(0, quarters),
      inducted: Float32Array.from(account.inductedIn.subarray(0, quarters)),
      lost: Float32Array.from(account.lost.subarray(0, quarters * LIMITS.length)),
      missed: Float32Array.from(account.missedIn.subarray(0, quarters * MISS_CAUSES.length)),
    };
  }

  #kpis(now: Time): FloorFrame['kpis'] {
    const { context, account, hall } = this.#center;
    const { journal } = context;
    const ended = account.quarters - 2;
    return {
      arrived: journal.arrived,
      sorted: journal.sorted,
      departed: journal.departed,
      inHub: journal.inHub,
      backlog: journal.backlog.level,
      achievedPerHour: ended < 0 ? 0 : account.sortedIn[ended] * (HOUR / QUARTER),
      designPerHour: hall.designRatePerHour,
      missed: journal.missedInAll,
      gateToChuteMin: journal.gateToChute.mean / MINUTE,
      costPerParcel: this.#center.costPerParcel(now),
      parcelsPerLaborHour: this.#center.parcelsPerLaborHour(now),
    };
  }
}

/** Several typed arrays one after the other. */
function joined<A extends { set(values: ArrayLike<number>, at: number): void }>(
  make: new (length: number) => A,
  parts: readonly ArrayLike<number>[],
): A {
  const whole = new make(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
