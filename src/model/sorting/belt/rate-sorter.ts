import type { KeyedDraws } from '../../../engine/random/keyed-draws.ts';
import { uniform53 } from '../../../engine/random/uniform.ts';
import { grown } from '../../../engine/subject-store.ts';
import { BeltSorter, type BeltSorterOptions, SECTIONS, stretches, trayAt } from './belt-sorter.ts';

/** Trays of one section of the belt: of 2, 4 and 8 tried, the coarsest whose waits stay within 3 % of those of trays. */
const SECTION = 4;
const SECTION_BITS = 2;
const IN_SECTION = SECTION - 1;

const FIRST_CARRIERS = 64;

/** Number of bits set, of every set of trays of a section. */
const SET_BITS = Uint8Array.from(
  { length: 256 },
  (_, byte) => [...byte.toString(2)].filter((b) => b === '1').length,
);

/**
 * A sorter by rates: the belt is known in sections of a few trays, each by how many of them are taken, not by which; only
 * what infeeds between the same two chutes have just taken is known by its place. A ready piece waits as long as the shares of
 * free trays that come tell, drawn by its own key. No section ever carries more pieces than it has trays, so that no
 * cross-section ever carries more than speed / pitch.
 */
export class RateSorter extends BeltSorter {
  /** Per section, deck by deck: trays that are taken or promised to an infeed. Section s begins with tray 4s. */
  readonly #taken: Uint8Array;
  /** Per section: the trays taken by infeeds of one reach, as bits, which reach, and the slot of the latest. */
  readonly #known: Uint8Array;
  readonly #knownAt: Int32Array;
  readonly #knownSince: Float64Array;
  /** Per infeed: the nearest chute upstream, which all infeeds of one reach share. */
  readonly #reach: Int32Array;
  readonly #sections: number;
  readonly #stretch: Int32Array;
  /** Per infeed: what is left of its piece's luck after a look in vain, uniform again; -1 where none is. */
  readonly #luck: Float64Array;
  readonly #draws: KeyedDraws;
  /** Per carrier: its section; of free ones, the next free one. */
  #sectionOf = new Int32Array(0);
  #free = -1;

  constructor(options: BeltSorterOptions) {
    super(options);
    const { ring, decks } = this.layout;
    this.#sections = Math.ceil(ring / SECTION);
    this.#taken = new Uint8Array(this.#sections * decks);
    this.#known = new Uint8Array(this.#taken.length);
    this.#knownAt = new Int32Array(this.#taken.length).fill(-1);
    this.#knownSince = new Float64Array(this.#taken.length);
    this.#stretch = stretches(this.layout);
    this.#reach = this.layout.infeedSlot.map((at, infeed) => trayAt(at, this.#stretch[infeed], ring));
    this.#luck = new Float64Array(this.infeeds).fill(-1);
    this.#draws = options.context.luck.draws('tray', `${options.context.code}/${this.code}`);
  }

  protected seek(infeed: number): void {
    const { clock, sim, pieces } = this;
    const { infeedSlot, infeedDeck, ring } = this.layout;
    const slot = clock.slotAt(sim.now[0]);
    const first = infeedDeck[infeed] * this.#sections;
    const stretch = this.#stretch[infeed];
    const piece = this.lines.head(infeed);
    const { laps } = pieces;
    let luck = this.#luck[infeed];
    if (luck < 0) luck = uniform53(this.#draws.at(pieces.ordinal(piece), pieces.source(piece), laps[piece]));
    this.#luck[infeed] = -1;
    let ahead = clock.timeOf(slot) === sim.now[0] && this.lines.mayTakePresent(infeed) ? 0 : 1;
    let tray = trayAt(infeedSlot[infeed], slot + ahead, ring);
    let section = -1;
    let known = 0;
    let free = 0;
    let unseen = 0;
    for (; ahead <= stretch; ahead++) {
      if (tray >> SECTION_BITS !== section) {
        section = tray >> SECTION_BITS;
        const trays = this.#traysIn(section);
        known = this.#knownIn(first + section, infeed, slot + ahead);
        free = trays - this.#taken[first + section];
        unseen = trays - SET_BITS[known];
      }
      if ((known & (1 << (tray & IN_SECTION))) === 0) {
        // Any tray of the section that is not known is as likely as the others to be a free one.
        const chance = free / unseen;
        if (luck < chance) {
          this.#take(infeed, first + section, tray, slot + ahead);
          if (ahead === 0) this.induct(infeed, slot);
          else this.awaits(infeed, 'induct', slot + ahead);
          return;
        }
        luck = (luck - chance) / (1 - chance);
        unseen--;
      }
      tray = tray === 0 ? ring - 1 : tray - 1;
    }
    this.#luck[infeed] = luck;
    this.awaits(infeed, 'look', slot + stretch);
  }

  /** Trays of a section that infeeds between the same chutes took since it came to them, as bits. */
  #knownIn(section: number, infeed: number, slot: number): number {
    const isHere = this.#knownAt[section] === this.#reach[infeed];
    return isHere && slot - this.#knownSince[section] < this.#stretch[infeed] ? this.#known[section] : 0;
  }

  #take(infeed: number, section: number, tray: number, slot: number): void {
    this.#taken[section]++;
    this.#known[section] = this.#knownIn(section, infeed, slot) | (1 << (tray & IN_SECTION));
    this.#knownAt[section] = this.#reach[infeed];
    this.#knownSince[section] = slot;
  }

  protected carrierFor(infeed: number, slot: number): number {
    if (this.#free < 0) this.#grow();
    const carrier = this.#free;
    this.#free = this.#sectionOf[carrier];
    const section = this.#sectionAt(infeed, slot);
    if (this.#taken[section] > SECTION) throw this.sim.violation(`a section carries ${this.#taken[section]}`);
    this.#sectionOf[carrier] = section;
    return carrier;
  }

  protected freed(carrier: number): void {
    this.#taken[this.#sectionOf[carrier]]--;
    this.#sectionOf[carrier] = this.#free;
    this.#free = carrier;
  }

  protected givesUp(infeed: number, slot: number): void {
    const section = this.#sectionAt(infeed, slot);
    this.#taken[section]--;
    this.#known[section] &= ~(
      1 <<
      (trayAt(this.layout.infeedSlot[infeed], slot, this.layout.ring) & IN_SECTION)
    );
  }

  protected traysSeen(): Uint8Array {
    return new Uint8Array(0);
  }

  protected densitySeen(now: number): Float32Array {
    const { trays, decks, ring } = this.layout;
    const slot = this.clock.slotAt(now);
    const occupied = new Float32Array(SECTIONS);
    const all = new Float32Array(SECTIONS);
    for (let at = 0; at < trays; at++) {
      const shown = Math.floor((at * SECTIONS) / trays);
      const section = trayAt(at, slot, ring) >> SECTION_BITS;
      all[shown] += decks;
      for (let deck = 0; deck < decks; deck++) {
        occupied[shown] += this.#taken[deck * this.#sections + section] / this.#traysIn(section);
      }
    }
    return occupied.map((n, shown) => (all[shown] > 0 ? n / all[shown] : 0));
  }

  /** The last section may be short. */
  #traysIn(section: number): number {
    return Math.min(SECTION, this.layout.ring - section * SECTION);
  }

  #sectionAt(infeed: number, slot: number): number {
    const { infeedSlot, infeedDeck, ring } = this.layout;
    return infeedDeck[infeed] * this.#sections + (trayAt(infeedSlot[infeed], slot, ring) >> SECTION_BITS);
  }

  #grow(): void {
    const from = this.#sectionOf.length;
    const to = Math.max(FIRST_CARRIERS, from * 2);
    this.growTo(to);
    this.#sectionOf = grown(this.#sectionOf, to);
    for (let carrier = to - 1; carrier >= from; carrier--) {
      this.#sectionOf[carrier] = this.#free;
      this.#free = carrier;
    }
  }
}
