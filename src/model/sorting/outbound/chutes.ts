import { Occupancy } from '../../../engine/stats/occupancy.ts';
import { NONE } from '../../../engine/subject-store.ts';
import type { HubBlock, WrittenSorter } from '../../../scenario/hub/hub-schema.ts';
import type { HubContext } from '../hub-context.ts';
import { MARK } from '../piece-store.ts';
import { STAGE } from '../stage.ts';
import type { ContainerBuilding } from './container-building.ts';
import type { LoadUnits } from './load-units.ts';
import type { Loading } from './loading.ts';
import { StandingContainers } from './standing-containers.ts';

/** Where a chute leads instead of a direction: to a secondary sorter. */
export const TO_SORTER = -2;

/** Chutes of one sorter. */
export function chuteCount(sorter: WrittenSorter): number {
  return sorter.type === 'manual' ? sorter.chutes : sorter.banks.reduce((n, bank) => n + bank.chutes, 0);
}

/** Room of each chute over all sorters of a hub, in their order. */
export function chuteRooms(block: HubBlock): number[] {
  return block.sorters.flatMap((sorter) => new Array<number>(chuteCount(sorter)).fill(sorter.chute_parcels));
}

/**
 * The chutes of all sorters of a hub, and the tables where by-hand work is put down. Parcels slide through a chute into
 * its open container; chute and container together have the room of the chute, which is free again when the container is
 * closed and there is a place beside the chute where it can stand (`StandingContainers`). Without containers a piece stays
 * in the chute until a loader picks it up; in a chute to a secondary sorter until there is room at that sorter.
 */
export class Chutes {
  /** Parcels in each chute, in its open container, and in closed ones for which there is no place beside it. */
  readonly held: Int32Array;
  /** Direction in force of each chute; NONE for none, `TO_SORTER` for a secondary sorter. */
  readonly direction: Int16Array;
  /** Serving: chutes without room for one more parcel. */
  readonly occupancy = new Occupancy();
  /** Told before a chute turns full or not full any more; wired once. */
  turns: (chute: number, isFull: boolean) => void = () => {};
  /** Hands a piece on to the secondary sorter of a chute. @returns whether there was room; wired once */
  transfer: (chute: number, piece: number) => boolean = () => false;
  readonly count: number;
  /** Pieces in chutes that wait for room at a secondary sorter. */
  toTransfer = 0;
  readonly #context: HubContext;
  readonly #containers: ContainerBuilding;
  readonly #loading: Loading;
  readonly #standing: StandingContainers;
  readonly #rooms: Int32Array;
  readonly #isLoose: boolean;
  /** Pieces of each chute that wait for a secondary sorter, linked; in order of arrival. */
  readonly #transferHead: Int32Array;
  readonly #transferTail: Int32Array;

  /** @param containers with a place for each chute and then one for each direction */
  constructor(
    context: HubContext,
    units: LoadUnits,
    containers: ContainerBuilding,
    loading: Loading,
    rooms: readonly number[],
  ) {
    this.count = rooms.length;
    this.#context = context;
    this.#containers = containers;
    this.#loading = loading;
    this.#rooms = Int32Array.from(rooms);
    this.#standing = new StandingContainers(units, rooms.length, context.block.containers.standing);
    this.#isLoose = context.block.containers.kind === 'none';
    this.held = new Int32Array(rooms.length);
    this.direction = new Int16Array(rooms.length).fill(NONE);
    this.#transferHead = new Int32Array(rooms.length).fill(NONE);
    this.#transferTail = new Int32Array(rooms.length).fill(NONE);
    this.occupancy.available = rooms.length;
    containers.closed = (place, unit) => {
      // Tables have floor enough.
      if (place < this.count) this.#hold(place, -this.#standing.close(place, unit));
    };
    loading.picked = (chute, unit) => {
      if (this.#isLoose) {
        context.journal.move(units.first[unit], STAGE.load, context.sim.now[0]);
        this.#hold(chute, -units.parcels[unit]);
      } else this.#hold(chute, -this.#standing.pickUp(chute, unit));
    };
  }

  /** Parcels in the open container of a chute. */
  inContainer(chute: number): number {
    return this.#containers.parcelsAt(chute);
  }

  /** Closed containers that stand beside a chute and take no room in it. */
  standing(chute: number): number {
    return this.#standing.standing[chute];
  }

  isFull(chute: number): boolean {
    return this.held[chute] >= this.#rooms[chute];
  }

  /** Gives a chute to a direction, to a secondary sorter or to nobody. What lies in it goes where it was to go. */
  assign(chute: number, direction: number): void {
    if (this.direction[chute] === direction) return;
    this.#containers.close(chute, 'plan');
    this.direction[chute] = direction;
  }

  /**
   * A piece slides into a chute.
   * @returns false where there is no room, or the chute leads elsewhere than the piece is sent: it makes another pass
   */
  take(chute: number, piece: number): boolean {
    const { pieces, journal, sim } = this.#context;
    const to = this.direction[chute];
    if (to === NONE || (to !== TO_SORTER && to !== pieces.sentTo[piece])) return false;
    const n = pieces.parcels[piece];
    if (this.held[chute] + n > this.#rooms[chute]) return false;
    const now = sim.now[0];
    if (to === TO_SORTER) {
      // For the journal it is on its way to another infeed: a chute that leads to a sorter is none that it is sorted to.
      journal.move(piece, STAGE.induct, now);
      if (this.#transferHead[chute] !== NONE || !this.transfer(chute, piece)) this.#keep(chute, piece, n);
      return true;
    }
    journal.move(piece, STAGE.chute, now);
    this.#hold(chute, n);
    if (this.#isLoose) this.#loading.joinLoose(piece, to, chute);
    else this.#containers.put(chute, to, piece);
    return true;
  }

  /** There may be room again at the secondary sorter of a chute. */
  transferAgain(chute: number): void {
    const { parcels } = this.#context.pieces;
    for (let piece = this.#transferHead[chute]; piece !== NONE; piece = this.#transferHead[chute]) {
      // Read before it is handed over: it joins another list there.
      const next = this.#context.pieces.link(piece);
      if (!this.transfer(chute, piece)) return;
      this.#transferHead[chute] = next;
      this.toTransfer--;
      this.#hold(chute, -parcels[piece]);
    }
  }

  /**
   * A piece comes by hand: with its label typed in it goes into the container on its direction's table, which has room
   * for all; irregular ones and bags that pass unopened stand on the floor as they are.
   */
  addByHand(direction: number, piece: number): void {
    const { pieces, journal, sim } = this.#context;
    const asIs = (pieces.marks[piece] & (MARK.through | MARK.irregular)) !== 0;
    if (asIs || this.#isLoose) {
      journal.move(piece, STAGE.load, sim.now[0]);
      this.#loading.joinLoose(piece, direction, NONE);
    } else {
      journal.move(piece, STAGE.chute, sim.now[0]);
      this.#containers.put(this.count + direction, direction, piece);
    }
  }

  /**
   * @throws InvariantError where a chute holds more than it has room for or anything but its pieces and containers, or
   * where containers take its room though there is a place beside it
   */
  check(): void {
    const { sim } = this.#context;
    for (let chute = 0; chute < this.count; chute++) {
      const held = this.held[chute];
      const known = this.inContainer(chute) + this.#standing.parcelsBeyond(chute) + this.#inTransfer(chute);
      // Loose pieces that wait for loaders are in their lines.
      const isKnown = this.#isLoose ? held >= known : held === known;
      if (!isKnown || held > this.#rooms[chute]) {
        throw sim.violation(`chute ${chute + 1} holds ${held} parcels, ${known} of them known`);
      }
      if (!this.#standing.isSound(chute)) {
        throw sim.violation(`${this.standing(chute)} closed containers stand at chute ${chute + 1}`);
      }
    }
  }

  reset(now: number): void {
    this.occupancy.reset(now);
  }

  /** Parcels of a chute that wait for room at a secondary sorter. */
  #inTransfer(chute: number): number {
    const { parcels } = this.#context.pieces;
    let sum = 0;
    for (let piece = this.#transferHead[chute]; piece !== NONE; piece = this.#context.pieces.link(piece))
      sum += parcels[piece];
    return sum;
  }

  #keep(chute: number, piece: number, n: number): void {
    this.#context.pieces.setLink(piece, NONE);
    if (this.#transferHead[chute] === NONE) this.#transferHead[chute] = piece;
    else this.#context.pieces.setLink(this.#transferTail[chute], piece);
    this.#transferTail[chute] = piece;
    this.toTransfer++;
    this.#hold(chute, n);
  }

  #hold(chute: number, parcels: number): void {
    const wasFull = this.isFull(chute);
    const held = this.held[chute] + parcels;
    const isFull = held >= this.#rooms[chute];
    if (wasFull !== isFull) {
      this.turns(chute, isFull);
      this.occupancy.observe(this.#context.sim.now[0]);
      this.occupancy.serving += isFull ? 1 : -1;
    }
    this.held[chute] = held;
  }
}
