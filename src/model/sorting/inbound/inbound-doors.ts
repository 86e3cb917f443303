import type { Time } from '../../../engine/clock.ts';
import { InvariantError } from '../../../engine/invariant-error.ts';
import { PHASE, tieBase } from '../../../engine/phase.ts';
import type { EventHandler } from '../../../engine/simulation.ts';
import { Occupancy } from '../../../engine/stats/occupancy.ts';
import { Tally } from '../../../engine/stats/tally.ts';
import type { TimeWeighted } from '../../../engine/stats/time-weighted.ts';
import { NONE } from '../../../engine/subject-store.ts';
import { DOOR, type DoorState } from '../../../snapshot/floor-snapshot.ts';
import type { HubContext } from '../hub-context.ts';
import type { Workplace } from '../people/crews.ts';
import { STAGE } from '../stage.ts';
import { roundZones } from './door-order.ts';
import { InboundBank, STEP } from './inbound-bank.ts';
import type { InboundWatch, UnloadHost } from './inbound-port.ts';
import type { TrailerStore } from './trailer-store.ts';
import { TrailerTime } from './trailer-time.ts';
import { Unloading } from './unloading.ts';
import type { Yard } from './yard.ts';

const SWAPPED = 0;
const ASSIGN = 1;

/** Inbound doors as the eye sees them: per door. */
export interface InboundLook {
  /** `DOOR`. */
  readonly state: Uint8Array;
  /** Parcels left in its trailer, and those that it came with. */
  readonly parcels: Int32Array;
  readonly docked: Int32Array;
  /** Index of the trailer's origin; -1 without one. */
  readonly origin: Int16Array;
  readonly people: Uint8Array;
}

/**
 * Inbound doors: a free one is given a trailer by the rule of the yard, swaps it in, and has it unloaded. The swap stands
 * for all that separates an emptied trailer, or an empty door, from the next trailer being ready. Free doors are given
 * trailers round the zones: the first door of each zone, then the second of each … Doors lie zone by zone, so that in the
 * order of their numbers the first loops would get nearly all of what comes in a quiet hour.
 */
export class InboundDoors implements Workplace, EventHandler {
  readonly name: string;
  readonly task = 'unload';
  readonly count: number;
  /** Doors: serving = with a trailer, swaps included; available = all. */
  readonly occupancy = new Occupancy();
  /** Docked to empty, µs, of trailers that docked after the warm-up. */
  readonly unloadTime = new Tally();
  /** Trailers emptied. */
  emptied = 0;
  readonly #context: HubContext;
  readonly #bank: InboundBank;
  readonly #unloading: Unloading;
  readonly #trailers: TrailerStore;
  readonly #yard: Yard;
  readonly #host: UnloadHost;
  readonly #swap: TrailerTime;
  /** Doors in the order in which free ones are given trailers. */
  readonly #order: Int32Array;
  readonly #code: number;
  readonly #endBase: number;
  readonly #startBase: number;
  #occupied = 0;
  #assignIsPending = false;
  #cut: Time = -1;

  /** @param origins codes by index */
  constructor(
    context: HubContext,
    parts: {
      readonly trailers: TrailerStore;
      readonly yard: Yard;
      readonly origins: readonly string[];
      readonly host: UnloadHost;
      readonly watch: InboundWatch;
    },
  ) {
    const { sim, code, facility, block } = context;
    const { trailers, yard, host } = parts;
    const { count, swap } = block.inbound_doors;
    this.name = `${code}.inbound-doors`;
    this.count = count;
    this.#context = context;
    this.#trailers = trailers;
    this.#yard = yard;
    this.#host = host;
    this.#bank = new InboundBank(count, parts.watch);
    const isEmpty = (door: number) => this.#leave(door);
    this.#unloading = new Unloading(context, { bank: this.#bank, trailers, host, isEmpty });
    this.#swap = new TrailerTime(context, 'swap', swap, parts.origins);
    this.#order = roundZones(count, (door) => host.zoneOf(door));
    this.#code = sim.register(this);
    this.#endBase = tieBase(PHASE.serviceEnd, facility);
    this.#startBase = tieBase(PHASE.serviceStart, facility);
    this.occupancy.available = count;
    yard.ready = () => this.#seek();
  }

  /** People: waiting = docked trailers that wait for somebody, serving = working, available = on duty. */
  get people(): Occupancy {
    return this.#unloading.people;
  }

  /** Doors whose zone has no room. */
  get blocked(): TimeWeighted {
    return this.#unloading.blocked;
  }

  /** Doors per `DOOR`. */
  get inState(): Int32Array {
    return this.#bank.inState;
  }

  /** Pieces out of trailers. */
  get unloaded(): number {
    return this.#unloading.unloaded;
  }

  /** People with a piece in hand. */
  get busy(): number {
    return this.#unloading.crew.busy;
  }

  /** People on duty. */
  get onDuty(): number {
    return this.#unloading.crew.onDuty;
  }

  /** People on duty who have no door. */
  get idlePeople(): number {
    const { crew, byMachine } = this.#unloading;
    return byMachine ? crew.onDuty : crew.onDuty - crew.assigned;
  }

  /** Whether no docked trailer could use one more person; always where machines unload. */
  get hasFullCrews(): boolean {
    const { crew, byMachine } = this.#unloading;
    return byMachine || crew.onDuty >= crew.wanted;
  }

  /** Work in docked trailers, hours of one person at the full rate; none where machines unload. */
  get workWaitingH(): number {
    return this.#unloading.byMachine ? 0 : this.#unloading.work.hours;
  }

  /** Parcels per hour that those at a door can unload. */
  ratePerHourAt(door: number): number {
    const { unloading } = this.#context.block;
    const { byMachine, crew } = this.#unloading;
    if (byMachine) return unloading.machine_parcels_per_hour;
    return crew.people[door] * unloading.parcels_per_worker_per_hour * crew.productivity;
  }

  setPeople(people: number, productivity: number): void {
    const { crew } = this.#unloading;
    crew.onDuty = people;
    crew.productivity = productivity;
    this.#unloading.spread();
    this.#unloading.updateLevels();
  }

  /** A door is down while at least one reason holds: `addDown(door, 1)` … `addDown(door, -1)`. It is given no trailer. */
  addDown(door: number, reasons: number): void {
    const { down, step } = this.#bank;
    const wasDown = down[door] > 0;
    down[door] += reasons;
    if (down[door] < 0) throw this.#context.sim.violation(`door ${door + 1} repaired more than it broke`);
    const isDown = down[door] > 0;
    if (isDown === wasDown) return;
    if (isDown) this.#unloading.pause(door);
    else this.#unloading.resume(door);
    if (step[door] === STEP.empty) {
      this.#bank.turn(door, isDown ? DOOR.down : DOOR.empty);
      this.#seek();
    } else if (step[door] >= STEP.ready) this.#unloading.spread();
    this.#unloading.updateLevels();
  }

  /** Said by the host when lines of a zone may have room again: lets blocked doors go on, the first blocked first. */
  roomAgain(zone: number): void {
    this.#unloading.roomAgain(zone);
    this.#unloading.updateLevels();
  }

  fire(kind: number, door: number): void {
    if (kind === ASSIGN) {
      this.#assignIsPending = false;
      this.#assign();
      return;
    }
    this.#dock(door);
    this.#unloading.updateLevels();
  }

  /** Forgets what was measured before now. */
  reset(now: Time): void {
    this.#cut = now;
    this.#unloading.reset(now);
    this.occupancy.reset(now);
    this.unloadTime.reset();
    this.emptied = 0;
  }

  /** What the eye may see. */
  look(): InboundLook {
    const { parcels, aboard, origin } = this.#trailers;
    const { state, trailer } = this.#bank;
    const of = (column: Int32Array, none: number) => (slot: number) => (slot === NONE ? none : column[slot]);
    return {
      state: state.slice(),
      parcels: trailer.map(of(parcels, 0)),
      docked: trailer.map(of(aboard, 0)),
      origin: Int16Array.from(trailer, of(origin, -1)),
      people: this.#unloading.crew.people.slice(),
    };
  }

  /** What a door is doing. */
  stateOf(door: number): DoorState {
    return this.#bank.state[door] as DoorState;
  }

  /** @throws InvariantError where the parcels at doors are not those that the journal has there */
  check(): void {
    const { step, trailer } = this.#bank;
    let parcels = 0;
    for (let door = 0; door < this.count; door++) {
      if (step[door] >= STEP.ready) parcels += this.#trailers.parcels[trailer[door]];
      parcels += this.#unloading.parcelsInHand(door);
    }
    const told = this.#context.journal.present[STAGE.unload];
    if (parcels !== told)
      throw new InvariantError(`${parcels} parcels at inbound doors, by the journal ${told}`);
  }

  /** Gives free doors their trailers: now, or after all that comes at a shared instant. */
  #seek(): void {
    if (this.#assignIsPending || this.#yard.waiting === 0 || this.#occupied === this.count) return;
    const { sim, facility } = this.#context;
    if (!sim.instantIsShared) this.#assign();
    else {
      this.#assignIsPending = true;
      sim.schedule(sim.now[0], this.#startBase, facility, this.#code + ASSIGN, NONE);
    }
  }

  #assign(): void {
    const { step, down } = this.#bank;
    for (let i = 0; i < this.count && this.#yard.waiting > 0; i++) {
      const door = this.#order[i];
      if (step[door] !== STEP.empty || down[door] > 0) continue;
      const trailer = this.#yard.take(door);
      if (trailer !== NONE) this.#backIn(door, trailer);
    }
  }

  #backIn(door: number, trailer: number): void {
    const { sim, facility } = this.#context;
    this.#bank.trailer[door] = trailer;
    this.#trailers.door[trailer] = door;
    this.#bank.step[door] = STEP.swap;
    this.#bank.turn(door, DOOR.swap);
    this.#occupy(1);
    const end = sim.now[0] + this.#swap.of(this.#trailers, trailer);
    sim.schedule(end, this.#endBase, facility, this.#code + SWAPPED, door);
  }

  #dock(door: number): void {
    const { sim, pieces, journal } = this.#context;
    const now = sim.now[0];
    const trailer = this.#bank.trailer[door];
    this.#trailers.dockedAt[trailer] = now;
    this.#bank.docked.push(door);
    this.#bank.step[door] = STEP.ready;
    for (let piece = this.#trailers.head[trailer]; piece !== NONE; piece = pieces.link(piece)) {
      journal.move(piece, STAGE.unload, now);
      this.#unloading.work.count(piece, 1);
    }
    if (this.#trailers.count[trailer] === 0) this.#leave(door);
    else this.#unloading.spread();
  }

  /** The emptied trailer leaves; who unloaded it goes to the others, and the door is free. */
  #leave(door: number): void {
    const { trailer: trailers, docked, step, down } = this.#bank;
    const trailer = trailers[door];
    const dockedAt = this.#trailers.dockedAt[trailer];
    if (dockedAt >= this.#cut) this.unloadTime.add(this.#context.sim.now[0] - dockedAt);
    this.emptied++;
    this.#host.emptied(trailer, door);
    this.#trailers.release(trailer);
    trailers[door] = NONE;
    docked.splice(docked.indexOf(door), 1);
    step[door] = STEP.empty;
    this.#bank.turn(door, down[door] > 0 ? DOOR.down : DOOR.empty);
    this.#occupy(-1);
    this.#unloading.spread();
    this.#seek();
  }

  #occupy(by: number): void {
    this.occupancy.observe(this.#context.sim.now[0]);
    this.#occupied += by;
    this.occupancy.serving = this.#occupied;
  }
}
