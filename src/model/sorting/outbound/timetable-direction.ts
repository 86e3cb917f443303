import { fromSeconds, type Time } from '../../../engine/clock.ts';
import { PHASE, type Phase, tieBase } from '../../../engine/phase.ts';
import { compileDistribution } from '../../../engine/random/distribution.ts';
import type { KeyedDraws } from '../../../engine/random/keyed-draws.ts';
import type { Variate } from '../../../engine/random/variate.ts';
import type { EventHandler } from '../../../engine/simulation.ts';
import { NONE } from '../../../engine/subject-store.ts';
import { distributionSpec, type WrittenDistribution } from '../../../scenario/distribution-schema.ts';
import type { HubDirection } from '../../../scenario/hub/hub-scenario.ts';
import { DOOR } from '../../../snapshot/floor-snapshot.ts';
import { CUBE_UNITS_PER_M3 } from '../../network/parcel-store.ts';
import type { HubContext } from '../hub-context.ts';
import { STAGE } from '../stage.ts';
import type { LoadUnits } from './load-units.ts';
import type { OutboundFigures, TrailerDeparture } from './outbound-figures.ts';
import type { OutboundDirection, OutboundDoorLook } from './outbound-port.ts';
import { OutboundTrailers } from './outbound-trailers.ts';
import { PlannedDirection } from './planned-direction.ts';

const CLOSE = 0;
const SEAL = 1;
const DEPART = 2;
const OPEN = 3;

/**
 * A direction of a hub alone: it departs by a weekly timetable, with trailers that stand open at its doors. The first open
 * trailer is filled before the next; one that the next unit does not go into is sealed when what is on its way to it is
 * aboard, and leaves at once where the departure has another trailer left to follow it, else at the departure. Before a
 * departure all trailers that are not empty are sealed; what is loaded from then on goes with the next.
 */
export class TimetableDirection extends PlannedDirection implements OutboundDirection, EventHandler {
  readonly name: string;
  readonly index: number;
  readonly trailers: OutboundTrailers;
  departsAt: Time;
  /** Told of each piece that has left, of which the slot is then to be released; wired once. */
  onLeft: (piece: number) => void = () => {};
  /** Told of each trailer that leaves, before its pieces; wired once. */
  onDeparture: (trailer: TrailerDeparture) => void = () => {};
  readonly #context: HubContext;
  readonly #units: LoadUnits;
  readonly #figures: OutboundFigures;
  readonly #swap: Variate;
  readonly #draws: KeyedDraws;
  /** Trailers of one departure, and those that it has had until now, standing ones and those on their way included. */
  readonly #perDeparture: number;
  #given: number;
  /** Ordinal of the departure that is loaded for, and how many trailers have been sealed for it. */
  #loading = 0;
  #sealed = 0;
  #swaps = 0;
  /** Per door: the departure that a sealed trailer waits for, which of its trailers it is, and whether it was full. */
  readonly #sealedFor: Int32Array;
  readonly #trailer: Int32Array;
  readonly #wasFull: Uint8Array;
  /** For each departure that is sealed and has not left: whether no trailer with room stood open. */
  readonly #hadNoRoom: boolean[] = [];
  readonly #code: number;
  readonly #facility: number;

  constructor(
    context: HubContext,
    units: LoadUnits,
    figures: OutboundFigures,
    index: number,
    written: HubDirection,
  ) {
    super(context, written);
    const { block, luck, sim, pieces } = context;
    const { outbound } = block;
    this.name = `${context.code}.outbound ${written.code}`;
    this.index = index;
    this.#context = context;
    this.#units = units;
    this.#figures = figures;
    this.departsAt = this.departureOf(0);
    this.#swap = compileDistribution(distributionSpec(outbound.swap as WrittenDistribution));
    this.#draws = luck.draws('outbound swap', `${context.code}/${written.code}`);
    this.#perDeparture = written.trailersPerDeparture;
    this.trailers = new OutboundTrailers(pieces, units, written.doors, {
      parcels: written.trailerParcels,
      weightG: Math.round(written.trailerWeightKg * 1000),
      cubeUnits: Math.round(written.trailerCubeM3 * CUBE_UNITS_PER_M3),
    });
    this.#given = Math.min(written.doors, written.trailersPerDeparture);
    this.#sealedFor = new Int32Array(written.doors).fill(NONE);
    this.#trailer = new Int32Array(written.doors);
    this.#wasFull = new Uint8Array(written.doors);
    this.#facility = context.facility;
    this.#code = sim.register(this);
  }

  /** Opens the first trailers and puts the first departure on the calendar. Called once, before the run. */
  begin(): void {
    const { doors } = this.#figures;
    doors.available += this.trailers.count;
    for (let door = 0; door < this.#used; door++) {
      this.trailers.open(door);
      doors.serving++;
    }
    this.#schedule(CLOSE, PHASE.serviceStart, this.departureOf(0) - this.closeBefore, 0);
    this.#schedule(SEAL, PHASE.departure, this.departureOf(0) - this.sealBefore, 0);
  }

  get doors(): number {
    return this.trailers.count;
  }

  look(): OutboundDoorLook {
    const { state, parcels, people, count } = this.trailers;
    return {
      state: state.slice(),
      parcels: parcels.slice(),
      load: Float32Array.from({ length: count }, (_, door) => this.trailers.loadFactor(door)),
      departsAt: Float64Array.from(state, (each, door) =>
        each === DOOR.blocked ? this.departureOf(this.#sealedFor[door]) : this.departsAt,
      ),
      people: Uint8Array.from(people),
    };
  }

  hasRoom(unit: number): boolean {
    return this.trailers.haveRoom(unit);
  }

  reserve(unit: number): boolean {
    const { trailers } = this;
    for (let door = 0; door < trailers.count; door++) {
      if (!trailers.takes(door)) continue;
      if (trailers.fits(door, unit)) {
        trailers.claim(door, unit);
        return true;
      }
      trailers.isClosing[door] = 1;
      this.#sealIfFull(door);
    }
    return false;
  }

  carryIn(unit: number): boolean {
    const { trailers } = this;
    const door = trailers.doorOf(unit);
    if (door === NONE) return false;
    trailers.board(door, unit);
    this.#units.move(unit, STAGE.trailer, this.#context.journal, this.#context.sim.now[0]);
    this.#sealIfFull(door);
    return true;
  }

  fire(kind: number, subject: number): void {
    if (kind === OPEN) {
      this.trailers.open(subject);
      this.#figures.doors.observe(this.#context.sim.now[0]);
      this.#figures.doors.serving++;
      this.changed();
    } else if (kind === CLOSE) {
      this.#schedule(
        CLOSE,
        PHASE.serviceStart,
        this.departureOf(subject + 1) - this.closeBefore,
        subject + 1,
      );
      this.closing();
    } else if (kind === SEAL) {
      this.#sealAll(subject);
    } else {
      this.#depart(subject);
    }
  }

  /** @throws InvariantError where a trailer holds more than it has room for, a single unit apart */
  check(): void {
    const { trailers } = this;
    for (let door = 0; door < trailers.count; door++) {
      if (trailers.isOverfull(door)) {
        throw this.#context.sim.violation(`${this.name}: the trailer at door ${door + 1} is overfull`);
      }
    }
  }

  /** Doors that ever have a trailer: no more stand open than one departure has. */
  get #used(): number {
    return Math.min(this.trailers.count, this.#perDeparture);
  }

  /** Seals a trailer that takes no more once everything on its way to it is aboard. */
  #sealIfFull(door: number): void {
    const { trailers } = this;
    if (trailers.isFull(door)) trailers.isClosing[door] = 1;
    if (trailers.isClosing[door] === 0 || trailers.people[door] > 0) return;
    this.#seal(door, true);
    if (this.#given < this.#perDeparture) {
      this.#given++;
      this.#leave(door);
    }
    this.changed();
  }

  #seal(door: number, isFull: boolean): void {
    const { doors } = this.#figures;
    this.trailers.seal(door);
    this.#sealedFor[door] = this.#loading;
    this.#trailer[door] = this.#sealed++;
    this.#wasFull[door] = isFull ? 1 : 0;
    doors.observe(this.#context.sim.now[0]);
    doors.serving--;
    doors.waiting++;
  }

  /** Before a departure: whatever is not empty is sealed, and loading goes on for the next. */
  #sealAll(ordinal: number): void {
    const { trailers } = this;
    let hasNoRoom = true;
    for (let door = 0; door < trailers.count; door++) {
      if (trailers.state[door] !== DOOR.working) continue;
      const isFull = trailers.isClosing[door] === 1;
      if (!isFull) hasNoRoom = false;
      if (trailers.parcels[door] > 0) this.#seal(door, isFull);
    }
    this.#hadNoRoom.push(hasNoRoom);
    this.#loading = ordinal + 1;
    this.departsAt = this.departureOf(this.#loading);
    this.#sealed = 0;
    this.#given = this.#used;
    // On the calendar in this order, so that a departure at this very instant comes after its sealing.
    this.#schedule(DEPART, PHASE.departure, this.departureOf(ordinal), ordinal);
    this.#schedule(SEAL, PHASE.departure, this.departureOf(ordinal + 1) - this.sealBefore, ordinal + 1);
    this.changed();
  }

  #depart(ordinal: number): void {
    const { journal, sim } = this.#context;
    const { trailers } = this;
    journal.departs(this.index, ordinal);
    for (let door = 0; door < trailers.count; door++) {
      if (trailers.state[door] === DOOR.blocked && this.#sealedFor[door] === ordinal) this.#leave(door);
    }
    journal.missedDeparture(this.index, this.#hadNoRoom.shift() === true, sim.now[0]);
    this.nextDeparture = ordinal + 1;
  }

  /** A sealed trailer leaves with all that is aboard, and the next backs in. */
  #leave(door: number): void {
    const { journal, sim, pieces } = this.#context;
    const { trailers } = this;
    const now = sim.now[0];
    const trailer: TrailerDeparture = {
      direction: this.index,
      ordinal: this.#sealedFor[door],
      planned: this.departureOf(this.#sealedFor[door]),
      leftAt: now,
      trailer: this.#trailer[door],
      door,
      parcels: trailers.parcels[door],
      weightG: trailers.weightG[door],
      cubeUnits: trailers.cubeUnits[door],
      loadFactor: trailers.loadFactor(door),
      sealedBy: this.#wasFull[door] === 1 ? 'full' : 'time',
    };
    this.#figures.left(trailer);
    this.onDeparture(trailer);
    let piece = trailers.head[door];
    trailers.clear(door);
    while (piece !== NONE) {
      const next = pieces.link(piece);
      journal.leave(piece, now);
      this.onLeft(piece);
      piece = next;
    }
    this.#figures.doors.observe(now);
    this.#figures.doors.waiting--;
    const swapS = this.#swap.draw(this.#draws.at(this.#swaps++, 0, 0));
    this.#schedule(OPEN, PHASE.capacityUp, now + Math.max(0, fromSeconds(swapS)), door);
  }

  /** What would have been before the start of the run is at its start. */
  #schedule(kind: number, phase: Phase, at: Time, subject: number): void {
    const { sim } = this.#context;
    const instant = Math.max(at, sim.now[0]);
    sim.schedule(instant, tieBase(phase, this.#facility), this.#facility, this.#code + kind, subject);
  }
}
