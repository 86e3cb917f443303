import type { WrittenMachine } from '../../../scenario/hub/hub-schema.ts';

/** Parcels an hour that one infeed brings to its head where the scenario says nothing: DOMAIN.md 2. */
export const INFEED_RATE_PER_HOUR = { manual: 1400, 'semi-automatic': 2000, automatic: 3000 } as const;

/**
 * Where everything stands on a sorter, in meters and in slots. A slot is the time in which the belt moves by one pitch;
 * trays, infeeds and chutes lie at whole slots. A loop has as many slots as trays on a deck; a line has one more, its
 * end, where every window is emptied before it comes back as an empty one at the start.
 */
export interface SorterLayout {
  readonly isLoop: boolean;
  readonly decks: number;
  /** Trays of one deck. */
  readonly trays: number;
  /** Slots until a tray is back where it was. */
  readonly ring: number;
  readonly lengthM: number;
  readonly pitchM: number;
  readonly speedMPerS: number;
  /** Seconds in which the belt moves by one pitch. */
  readonly slotS: number;
  /** Parcels an hour that can pass each cross-section, all decks together. */
  readonly designRatePerHour: number;
  readonly zones: number;
  /** Index of the first infeed of each zone, and the number of infeeds at the end. */
  readonly zoneStart: Int32Array;
  /** Per infeed, zones in order. */
  readonly infeedZone: Int32Array;
  readonly infeedAtM: Float64Array;
  readonly infeedSlot: Int32Array;
  readonly infeedDeck: Int32Array;
  /** Pieces an hour at full productivity. */
  readonly infeedRatePerHour: Float64Array;
  /** 1 where people are needed. */
  readonly infeedStaffed: Uint8Array;
  /** Room on the belt of the infeed, pieces. */
  readonly infeedRoom: Int32Array;
  /** Per chute, banks in order. */
  readonly chuteAtM: Float64Array;
  readonly chuteSlot: Int32Array;
  /** After the last chute of a loop; the end of a line. */
  readonly rejectSlot: number;
}

/** Places everything that the scenario writes of a machine. */
export function sorterLayout(written: WrittenMachine): SorterLayout {
  const { pitch_m: pitchM, speed_m_per_s: speedMPerS, length_m: lengthM, decks } = written;
  const isLoop = written.type !== 'sliding-shoe';
  // A length of 60 m is 100 pitches of 0.6 m, though the quotient may fall short of it in its last bit.
  const trays = Math.max(1, Math.floor(lengthM / pitchM + 1e-9));
  const slotOf = (atM: number): number => {
    const slot = Math.floor(atM / pitchM + 1e-9);
    return isLoop ? slot % trays : Math.min(slot, trays - 1);
  };
  const infeeds = written.zones.flatMap((zone, z) =>
    Array.from({ length: zone.infeeds }, (_, i) => ({ zone, z, atM: zone.at_m + i * zone.spacing_m })),
  );
  const zoneStart = new Int32Array(written.zones.length + 1);
  for (let z = 0; z < written.zones.length; z++) zoneStart[z + 1] = zoneStart[z] + written.zones[z].infeeds;
  const chuteAtM = Float64Array.from(written.banks.flatMap(chutesOf));
  const chuteSlot = Int32Array.from(chuteAtM, slotOf);
  const lastSlot = chuteSlot.reduce((last, slot) => Math.max(last, slot), 0);
  return {
    isLoop,
    decks,
    trays,
    ring: isLoop ? trays : trays + 1,
    lengthM,
    pitchM,
    speedMPerS,
    slotS: pitchM / speedMPerS,
    designRatePerHour: designRatePerHour(written),
    zones: written.zones.length,
    zoneStart,
    infeedZone: Int32Array.from(infeeds, ({ z }) => z),
    infeedAtM: Float64Array.from(infeeds, ({ atM }) => (isLoop ? atM % lengthM : Math.min(atM, lengthM))),
    infeedSlot: Int32Array.from(infeeds, ({ atM }) => slotOf(atM)),
    infeedDeck: Int32Array.from(infeeds, (_, i) => i % decks),
    infeedRatePerHour: Float64Array.from(
      infeeds,
      ({ zone }) => zone.rate_per_hour ?? INFEED_RATE_PER_HOUR[zone.kind],
    ),
    infeedStaffed: Uint8Array.from(infeeds, ({ zone }) => (zone.kind === 'automatic' ? 0 : 1)),
    infeedRoom: Int32Array.from(infeeds, ({ zone }) => zone.line_parcels),
    chuteAtM,
    chuteSlot,
    rejectSlot: isLoop ? (lastSlot + 1) % trays : trays,
  };
}

/** Parcels an hour that can pass each cross-section: speed / pitch of every deck. */
export function designRatePerHour(
  written: Pick<WrittenMachine, 'pitch_m' | 'speed_m_per_s' | 'decks'>,
): number {
  return (3600 * written.decks * written.speed_m_per_s) / written.pitch_m;
}

/** Places of a bank's chutes, m: evenly from its first to its last. */
function chutesOf(bank: WrittenMachine['banks'][number]): number[] {
  const step = bank.chutes > 1 ? (bank.to_m - bank.from_m) / (bank.chutes - 1) : 0;
  return Array.from({ length: bank.chutes }, (_, i) => bank.from_m + i * step);
}

/** Groups of chutes between induction zones, in the direction of travel. */
export function stretchesOf(layout: SorterLayout): (readonly [number, number])[] {
  const zones = [...layout.zoneStart.slice(0, -1)]
    .map((infeed) => layout.infeedSlot[infeed])
    .sort((a, b) => a - b);
  const of = (slot: number) => {
    let zone = 0;
    while (zone < zones.length && zones[zone] <= slot) zone++;
    // Chutes before the first zone of a loop come after its last.
    return zone === 0 && layout.isLoop ? zones.length : zone;
  };
  const stretches: [number, number][] = [];
  layout.chuteSlot.forEach((slot, chute) => {
    const last = stretches.at(-1);
    if (last !== undefined && of(layout.chuteSlot[chute - 1]) === of(slot)) last[1] = chute + 1;
    else stretches.push([chute, chute + 1]);
  });
  return stretches;
}
