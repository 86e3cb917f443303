import { BeltSorter, type BeltSorterOptions, SECTIONS, stretches, trayAt } from './belt-sorter.ts';

const FREE = 0;
/** An infeed will lay its piece on it when it passes. */
const RESERVED = 1;
const OCCUPIED = 2;

/**
 * A sorter simulated tray by tray. A ready piece looks upstream at the trays that come, as far as nothing can change them
 * any more but infeeds, which is up to the nearest chute, and reserves the first that is free; so infeeds of one zone
 * share fairly, whichever stands first. No event is spent on a tray that passes, occupied or not.
 */
export class TraySorter extends BeltSorter {
  /** Tray j of a deck lies at (j + slot) mod ring; deck by deck. */
  readonly #trays: Uint8Array;
  /** Per infeed: trays upstream of it up to the nearest chute, whose own is the last. */
  readonly #stretch: Int32Array;

  constructor(options: BeltSorterOptions) {
    super(options);
    const { ring, decks } = this.layout;
    this.#trays = new Uint8Array(ring * decks);
    this.growTo(ring * decks);
    this.#stretch = stretches(this.layout);
  }

  protected seek(infeed: number): void {
    const { clock, sim } = this;
    const { infeedSlot, infeedDeck, ring } = this.layout;
    const trays = this.#trays;
    const slot = clock.slotAt(sim.now[0]);
    const first = infeedDeck[infeed] * ring;
    const present = first + trayAt(infeedSlot[infeed], slot, ring);
    if (trays[present] === FREE && clock.timeOf(slot) === sim.now[0] && this.lines.mayTakePresent(infeed)) {
      this.induct(infeed, slot);
      return;
    }
    const stretch = this.#stretch[infeed];
    let tray = present;
    for (let ahead = 1; ahead <= stretch; ahead++) {
      tray = tray === first ? first + ring - 1 : tray - 1;
      if (trays[tray] !== FREE) continue;
      trays[tray] = RESERVED;
      this.awaits(infeed, 'induct', slot + ahead);
      return;
    }
    this.awaits(infeed, 'look', slot + stretch);
  }

  protected carrierFor(infeed: number, slot: number): number {
    const tray = this.#trayOf(infeed, slot);
    if (this.#trays[tray] === OCCUPIED) throw this.sim.violation(`two pieces on tray ${tray}`);
    this.#trays[tray] = OCCUPIED;
    return tray;
  }

  protected freed(tray: number): void {
    this.#trays[tray] = FREE;
  }

  protected givesUp(infeed: number, slot: number): void {
    this.#trays[this.#trayOf(infeed, slot)] = FREE;
  }

  protected traysSeen(now: number): Uint8Array {
    const { trays, decks, ring } = this.layout;
    const slot = this.clock.slotAt(now);
    const seen = new Uint8Array(trays * decks);
    for (let deck = 0; deck < decks; deck++) {
      for (let at = 0; at < trays; at++) {
        // Numbered as the eye counts them: modulo the trays, of a line too.
        seen[deck * trays + trayAt(at, slot, trays)] = this.seenOn(deck * ring + trayAt(at, slot, ring));
      }
    }
    return seen;
  }

  protected densitySeen(now: number): Float32Array {
    const { trays, decks, ring } = this.layout;
    const slot = this.clock.slotAt(now);
    const occupied = new Float32Array(SECTIONS);
    const all = new Float32Array(SECTIONS);
    for (let at = 0; at < trays; at++) {
      const section = Math.floor((at * SECTIONS) / trays);
      all[section] += decks;
      for (let deck = 0; deck < decks; deck++) {
        if (this.#trays[deck * ring + trayAt(at, slot, ring)] === OCCUPIED) occupied[section]++;
      }
    }
    return occupied.map((n, section) => (all[section] > 0 ? n / all[section] : 0));
  }

  #trayOf(infeed: number, slot: number): number {
    const { infeedSlot, infeedDeck, ring } = this.layout;
    return infeedDeck[infeed] * ring + trayAt(infeedSlot[infeed], slot, ring);
  }
}
