import { RULES } from './sizing-rules.ts';

/** The machines of a hub, and how they follow from the busiest hour. */
export interface SizedMachines {
  /** Parcels an hour that can pass one cross-section of a loop. */
  readonly sectionRate: number;
  /** How often a tray is used in one lap: achievable rate of a loop / rate of a cross-section. */
  readonly reuse: number;
  /** Parcels an hour that one loop can sort. */
  readonly loopRate: number;
  readonly loops: number;
  readonly trays: number;
  /** Of one zone. */
  readonly infeeds: number;
  /** Of one bank. */
  readonly chutes: number;
}

/**
 * Loops, infeeds and chutes. A parcel leaves in the bank after its zone; one that finds no chute goes round and passes
 * every zone. With z zones that put in a parcels an hour each and a share q of passes in vain, a cross-section carries
 * a + z a q / (1 - q), which is at most speed / pitch: the loop sorts z a = z speed / pitch / (1 + z q / (1 - q)).
 * @param peakPerHour parcels of the busiest hour
 */
export function sizeMachines(peakPerHour: number, directions: number): SizedMachines {
  const { pitch_m: pitch, speed_m_per_s: speed, length_m: length, zones } = RULES.loop;
  const q = RULES.recirculation.value;
  const sectionRate = (3600 * speed) / pitch;
  const reuse = zones / (1 + (zones * q) / (1 - q));
  const loopRate = sectionRate * reuse;
  const loops = Math.ceil(peakPerHour / (RULES.nameplate.value * loopRate));
  const perZone = peakPerHour / (loops * zones);
  return {
    sectionRate,
    reuse,
    loopRate,
    loops,
    trays: Math.round(length / pitch),
    infeeds: Math.ceil(perZone / (RULES.nameplate.value * RULES.infeed.rate_per_hour)),
    chutes: Math.ceil(directions * (1 + RULES.spare_chutes.value)),
  };
}
