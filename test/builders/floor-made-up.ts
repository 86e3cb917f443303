import type { FloorFrame, FloorSorter, FloorWorld, FloorZone } from '../../src/snapshot/floor-snapshot.ts';

/** What a made-up floor consists of. */
export interface FloorSize {
  readonly loops: number;
  readonly traysPerLoop: number;
  readonly decks: number;
  readonly infeeds: number;
  readonly chutes: number;
  readonly inboundDoors: number;
  readonly outboundDoors: number;
  readonly directions: number;
  readonly yardSpaces: number;
  readonly detail: 'trays' | 'rates';
  /** Also a sliding-shoe sorter, fed by the doors, and a manual sort behind the first loop. */
  readonly isMixed: boolean;
}

/** A large hub: three loops of 700 trays, 60 infeeds, 300 chutes, 40 inbound and 80 outbound doors. */
export const largeFloor: FloorSize = {
  loops: 3,
  traysPerLoop: 700,
  decks: 1,
  infeeds: 60,
  chutes: 300,
  inboundDoors: 40,
  outboundDoors: 80,
  directions: 46,
  yardSpaces: 60,
  detail: 'trays',
  isMixed: false,
};

const PITCH_M = 0.6;
const SPEED_M_PER_S = 2;
const ZONES = 2;

/** A loop with its zones before its banks of chutes, on both of its long sides. */
function loop(size: FloorSize, index: number): FloorSorter {
  const lengthM = size.traysPerLoop * PITCH_M;
  const infeeds = Math.round(size.infeeds / size.loops);
  const chutes = Math.round(size.chutes / size.loops);
  const perZone = Math.round(infeeds / ZONES);
  const zones: FloorZone[] = Array.from({ length: ZONES }, (_, zone) => ({
    firstInfeed: zone * perZone,
    infeeds: zone === ZONES - 1 ? infeeds - perZone * zone : perZone,
    atM: (zone * lengthM) / ZONES + 3,
    spacingM: 1.8,
    kind: 'semi-automatic',
  }));
  const perBank = chutes / ZONES;
  const chuteAtM = Float32Array.from({ length: chutes }, (_, i) => {
    const bank = Math.floor(i / perBank);
    const share = (i - bank * perBank) / perBank;
    return (lengthM / ZONES) * (bank + 0.09 + 0.82 * share);
  });
  return {
    code: `L${index + 1}`,
    type: 'cross-belt',
    detail: size.detail,
    fedBy: 'doors',
    lengthM,
    pitchM: PITCH_M,
    speedMPerS: SPEED_M_PER_S,
    decks: size.decks,
    trays: size.traysPerLoop,
    designRatePerHour: (3600 * SPEED_M_PER_S) / PITCH_M,
    zones,
    chuteAtM,
    chuteParcels: 60,
    firstChute: index * chutes,
    firstInfeed: index * infeeds,
  };
}

function sorters(size: FloorSize): FloorSorter[] {
  const loops = Array.from({ length: size.loops }, (_, i) => loop(size, i));
  if (!size.isMixed) return loops;
  const firstChute = loops.reduce((sum, one) => sum + one.chuteAtM.length, 0);
  const firstInfeed = loops.reduce(
    (sum, one) => sum + one.zones.reduce((all, zone) => all + zone.infeeds, 0),
    0,
  );
  const line: FloorSorter = {
    ...loops[0],
    code: 'SHOE',
    type: 'sliding-shoe',
    lengthM: 120,
    decks: 1,
    trays: 200,
    zones: [{ firstInfeed: 0, infeeds: 4, atM: 6, spacingM: 2, kind: 'automatic' }],
    chuteAtM: Float32Array.from({ length: 40 }, (_, i) => 25 + 2.3 * i),
    firstChute,
    firstInfeed,
  };
  const hand: FloorSorter = {
    ...line,
    code: 'HAND',
    type: 'manual',
    fedBy: 'L1',
    lengthM: 0,
    pitchM: 0,
    speedMPerS: 0,
    trays: 0,
    zones: [],
    chuteAtM: new Float32Array(24),
    firstChute: firstChute + 40,
    firstInfeed: firstInfeed + 4,
  };
  return [...loops, line, hand];
}

/** A floor of equal loops. */
export function madeUpFloor(size: FloorSize = largeFloor): FloorWorld {
  return {
    code: 'HUB',
    name: 'Made-up hub',
    yardSpaces: size.yardSpaces,
    origins: ['A', 'B', 'C'],
    inboundDoors: size.inboundDoors,
    directions: Array.from({ length: size.directions }, (_, i) => {
      const letter = (k: number) => String.fromCharCode(65 + (k % 26));
      return { code: `${letter(i)}${letter(i * 7 + 3)}${letter(i * 11 + 5)}`, name: `Direction ${i + 1}` };
    }),
    outboundDoors: Int16Array.from({ length: size.outboundDoors }, (_, i) =>
      Math.floor((i * size.directions) / size.outboundDoors),
    ),
    sorters: sorters(size),
    sorts: ['night'],
    incidents: [],
  };
}

/** A number from 0 to below 1 that depends on its arguments only. */
function scatter(a: number, b: number): number {
  let h = Math.imul(a + 1, 0x9e3779b1) ^ Math.imul(b + 7, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 15), 0xc2b2ae35);
  return ((h ^ (h >>> 13)) >>> 0) / 2 ** 32;
}

/** State of a tray: mostly first passes, some that go round again, few unread, few bound for the reject chute. */
function trayState(sorter: number, tray: number): number {
  const occupied = scatter(sorter, tray);
  if (occupied > 0.78) return 0;
  const kind = scatter(tray, sorter + 100);
  return kind < 0.86 ? 1 : kind < 0.94 ? 2 : kind < 0.98 ? 3 : 4;
}

/** Levels of the middle of a busy sort at an instant; the last of several loops has stopped 12 minutes before. */
export function madeUpFrame(world: FloorWorld, nowUs: number): FloorFrame {
  const seconds = nowUs / 1e6;
  const infeeds = world.sorters.reduce(
    (sum, sorter) => sum + sorter.zones.reduce((all, zone) => all + zone.infeeds, 0),
    0,
  );
  const chutes = world.sorters.reduce((sum, sorter) => sum + sorter.chuteAtM.length, 0);
  const wave = (i: number, period: number) => (seconds / period + scatter(i, 3)) % 1;
  const inboundState = (i: number) =>
    scatter(i, 9) < 0.8 ? 3 : [0, 1, 2, 4, 5][Math.floor(scatter(i, 10) * 5)];
  const outboundState = (i: number) =>
    scatter(i, 12) < 0.85 ? 3 : [0, 1, 4][Math.floor(scatter(i, 13) * 3)];
  const doors = world.outboundDoors.length;
  const hasTrailer = (i: number) => ![0, 1].includes(inboundState(i));
  return {
    nowUs,
    sort: 0,
    yardParcels: Int32Array.from({ length: Math.round(0.6 * world.yardSpaces) }, (_, i) =>
      Math.round(400 + 800 * scatter(i, 1)),
    ),
    yardOrigins: new Int16Array(Math.round(0.6 * world.yardSpaces)),
    inbound: {
      state: Uint8Array.from({ length: world.inboundDoors }, (_, i) => inboundState(i)),
      parcels: Int32Array.from({ length: world.inboundDoors }, (_, i) =>
        hasTrailer(i) ? Math.round(1000 * (1 - wave(i, 1500))) : 0,
      ),
      docked: Int32Array.from({ length: world.inboundDoors }, (_, i) => (hasTrailer(i) ? 1000 : 0)),
      origin: Int16Array.from({ length: world.inboundDoors }, (_, i) => (hasTrailer(i) ? i % 3 : -1)),
      people: Uint8Array.from({ length: world.inboundDoors }, (_, i) => (inboundState(i) === 3 ? 2 : 0)),
    },
    outbound: {
      state: Uint8Array.from({ length: doors }, (_, i) => outboundState(i)),
      parcels: Int32Array.from({ length: doors }, (_, i) => Math.round(900 * wave(i + 50, 5000))),
      load: Float32Array.from({ length: doors }, (_, i) => (outboundState(i) === 4 ? 1 : wave(i + 50, 5000))),
      departsUs: Float64Array.from(
        { length: doors },
        (_, i) => (Math.floor(seconds / 7200) + 1) * 7200e6 + 5400e6 * (scatter(i, 20) - 0.5),
      ),
      people: Uint8Array.from({ length: doors }, (_, i) => (outboundState(i) === 3 ? i % 3 : 0)),
    },
    infeeds: {
      state: Uint8Array.from({ length: infeeds }, (_, i) =>
        scatter(i, 30) < 0.86 ? 2 : Math.floor(scatter(i, 31) * 5),
      ),
      line: Int32Array.from({ length: infeeds }, (_, i) =>
        Math.round(20 * Math.min(1, (i < infeeds / 3 ? 0.2 : 0.55) + 0.5 * scatter(i, Math.floor(seconds)))),
      ),
    },
    sorters: world.sorters.map((sorter, index) => {
      const isRunning = index === 0 || index < world.sorters.length - 1;
      return {
        traveledM: isRunning ? sorter.speedMPerS * seconds : 1234.5,
        isRunning,
        stoppedUs: isRunning ? Number.NaN : nowUs - 12.4 * 60e6,
        trays:
          sorter.detail === 'trays'
            ? Uint8Array.from({ length: sorter.trays * sorter.decks }, (_, k) => trayState(index, k))
            : new Uint8Array(0),
        density: Float32Array.from({ length: 24 }, (_, k) => 0.35 + 0.6 * scatter(k, index + 40)),
      };
    }),
    chutes: {
      parcels: Int32Array.from({ length: chutes }, (_, i) =>
        Math.min(60, Math.floor(66 * scatter(i, 60) ** (i % 7 === 0 ? 0.3 : 1.6))),
      ),
      inContainer: Int32Array.from({ length: chutes }, (_, i) => Math.floor(30 * scatter(i, 61))),
      direction: Int16Array.from({ length: chutes }, (_, i) =>
        i % 29 === 28 ? -1 : i % world.directions.length,
      ),
    },
    onDuty: Int32Array.of(80, 48, 12, 36, 90),
    busy: Int32Array.of(72, 41, 12, 22, 64),
    stages: Int32Array.of(9000, 3100, 900, 1640, 420, 130, 5200, 2600, 21000),
    why: {
      quarters: 0,
      sort: new Int16Array(0),
      inducted: new Float32Array(0),
      lost: new Float32Array(0),
      missed: new Float32Array(0),
    },
    kpis: {
      arrived: 20000,
      sorted: 9000,
      departed: 4000,
      inHub: 20000,
      backlog: 12000,
      achievedPerHour: 31000,
      designPerHour: 36000,
      missed: 0,
      gateToChuteMin: 42,
      costPerParcel: 0.4,
      parcelsPerLaborHour: 180,
    },
  };
}
