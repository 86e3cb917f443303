import type { FloorWhy, HubFrame, HubWorld } from '../../src/snapshot/floor-snapshot.ts';
import { LIMITS, type Limit, MISS_CAUSES } from '../../src/snapshot/floor-snapshot.ts';

/** A floor small enough to check by hand: two inbound doors, a loop with one zone of two infeeds and three chutes, and a manual secondary sort. */
export const SMALL_HUB: HubWorld = {
  kind: 'hub',
  version: 1,
  title: 'Small hub',
  startsAt: '2026-03-02T18:00:00+08:00',
  utcOffsetMinutes: 480,
  floor: {
    code: 'HUB',
    name: 'Small hub',
    yardSpaces: 5,
    origins: ['Hefei', 'Wuhu'],
    inboundDoors: 2,
    directions: [
      { code: 'WH', name: 'Wuhan' },
      { code: 'NJ', name: 'Nanjing' },
    ],
    outboundDoors: Int16Array.of(0, 1),
    sorters: [
      {
        code: 'MAIN',
        type: 'cross-belt',
        detail: 'trays',
        fedBy: 'doors',
        lengthM: 12,
        pitchM: 0.6,
        speedMPerS: 2,
        decks: 1,
        trays: 20,
        designRatePerHour: 12_000,
        zones: [{ firstInfeed: 0, infeeds: 2, atM: 1, spacingM: 1.5, kind: 'semi-automatic' }],
        chuteAtM: Float32Array.of(5, 6, 7),
        chuteParcels: 60,
        firstChute: 0,
        firstInfeed: 0,
      },
      {
        code: 'FINE',
        type: 'manual',
        detail: 'rates',
        fedBy: 'MAIN',
        lengthM: 0,
        pitchM: 0,
        speedMPerS: 0,
        decks: 1,
        trays: 0,
        designRatePerHour: 1000,
        zones: [],
        chuteAtM: Float32Array.of(0, 0),
        chuteParcels: 40,
        firstChute: 3,
        firstInfeed: 2,
      },
    ],
    sorts: ['Twilight', 'Night'],
    incidents: [],
  },
};

/** One quarter-hour: the sort in force, what was inducted, and what limits and misses cost. */
export interface QuarterInput {
  readonly sort: number;
  readonly inducted: number;
  readonly lost?: Partial<Record<Limit, number>>;
  readonly missed?: Partial<Record<(typeof MISS_CAUSES)[number], number>>;
}

/** The account of a few quarter-hours. */
export function whyOf(quarters: readonly QuarterInput[]): FloorWhy {
  return {
    quarters: quarters.length,
    sort: Int16Array.from(quarters, ({ sort }) => sort),
    inducted: Float32Array.from(quarters, ({ inducted }) => inducted),
    lost: Float32Array.from(quarters.flatMap(({ lost }) => LIMITS.map((limit) => lost?.[limit] ?? 0))),
    missed: Float32Array.from(
      quarters.flatMap(({ missed }) => MISS_CAUSES.map((cause) => missed?.[cause] ?? 0)),
    ),
  };
}

/** What it shows at an instant: a trailer half unloaded, a chute that leads on, the loop stopped. */
export function smallFrame(nowUs: number, why: FloorWhy = whyOf([])): HubFrame {
  return {
    kind: 'hub',
    nowUs,
    replication: 0,
    floor: {
      nowUs,
      sort: 0,
      yardParcels: Int32Array.of(1200, 800),
      yardOrigins: Int16Array.of(0, 1),
      inbound: {
        state: Uint8Array.of(3, 0),
        parcels: Int32Array.of(500, 0),
        docked: Int32Array.of(2000, 0),
        origin: Int16Array.of(1, -1),
        people: Uint8Array.of(2, 0),
      },
      outbound: {
        state: Uint8Array.of(3, 4),
        parcels: Int32Array.of(700, 2500),
        load: Float32Array.of(0.25, 1),
        departsUs: Float64Array.of(7_200_000_000, Number.NaN),
        people: Uint8Array.of(1, 0),
      },
      infeeds: { state: Uint8Array.of(2, 3), line: Int32Array.of(4, 20) },
      sorters: [
        {
          traveledM: 3,
          isRunning: false,
          stoppedUs: 900_000_000,
          trays: Uint8Array.of(0, 1, 1, 1, 2, 2, 3, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
          density: new Float32Array(24).fill(0.35),
        },
        {
          traveledM: 0,
          isRunning: true,
          stoppedUs: Number.NaN,
          trays: new Uint8Array(0),
          density: new Float32Array(0),
        },
      ],
      chutes: {
        parcels: Int32Array.of(34, 0, 12, 7, 5),
        inContainer: Int32Array.of(10, 0, 0, 3, 0),
        direction: Int16Array.of(0, -1, -2, 1, 0),
      },
      onDuty: Int32Array.of(2, 2, 0, 4, 2),
      busy: Int32Array.of(2, 1, 0, 3, 1),
      stages: Int32Array.of(2000, 500, 24, 7, 0, 0, 58, 10, 3200),
      why,
      kpis: {
        arrived: 9000,
        sorted: 6000,
        departed: 3201,
        inHub: 5799,
        backlog: 2531,
        achievedPerHour: 8000,
        designPerHour: 12_000,
        missed: 310,
        gateToChuteMin: 41.2,
        costPerParcel: 0.31,
        parcelsPerLaborHour: 214,
      },
    },
  };
}
