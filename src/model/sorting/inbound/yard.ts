import type { Time } from '../../../engine/clock.ts';
import { PHASE, tieBase } from '../../../engine/phase.ts';
import type { EventHandler } from '../../../engine/simulation.ts';
import { Tally } from '../../../engine/stats/tally.ts';
import { TimeWeighted } from '../../../engine/stats/time-weighted.ts';
import { NONE } from '../../../engine/subject-store.ts';
import type { HubContext } from '../hub-context.ts';
import type { DoorRule } from './door-rule.ts';
import type { InboundWatch } from './inbound-port.ts';
import type { TrailerStore } from './trailer-store.ts';
import { TrailerTime } from './trailer-time.ts';

/** The yard as the eye sees it: trailers that wait for a door, in the order in which they began to. */
export interface YardLook {
  readonly parcels: Int32Array;
  /** Indices. */
  readonly origins: Int16Array;
}

/**
 * Gate and yard: a trailer is checked in, without waiting for another, then waits for a door. Those for whom the yard has
 * no space wait outside in the order in which they came from the gate, and no rule sees them; in a yard without spaces the
 * first of them is seen, for it can drive straight to a door.
 */
export class Yard implements EventHandler {
  readonly name: string;
  /** From the gate to being given a door, µs: trailers that came after the warm-up. */
  readonly wait = new Tally();
  /** Trailers that wait for a door, and those of them outside. */
  readonly levelWaiting = new TimeWeighted();
  readonly levelOutside = new TimeWeighted();
  /** Trailers that came to the gate. */
  arrived = 0;
  /** Called when a trailer begins to wait; wired by the doors. */
  ready: () => void = () => {};
  readonly #context: HubContext;
  readonly #trailers: TrailerStore;
  readonly #rule: DoorRule;
  readonly #watch: InboundWatch;
  readonly #checkIn: TrailerTime;
  readonly #spaces: number;
  readonly #code: number;
  readonly #base: number;
  #first = NONE;
  #last = NONE;
  #count = 0;
  #atGate = 0;
  #cut: Time = -1;

  /** @param origins codes by index */
  constructor(
    context: HubContext,
    parts: {
      readonly trailers: TrailerStore;
      readonly rule: DoorRule;
      readonly origins: readonly string[];
      readonly watch: InboundWatch;
    },
  ) {
    const { sim, code, facility, block } = context;
    this.name = `${code}.yard`;
    this.#context = context;
    this.#trailers = parts.trailers;
    this.#rule = parts.rule;
    this.#watch = parts.watch;
    this.#checkIn = new TrailerTime(context, 'check-in', block.yard.check_in, parts.origins);
    this.#spaces = block.yard.spaces;
    this.#code = sim.register(this);
    this.#base = tieBase(PHASE.arrival, facility);
  }

  /** Trailers that wait for a door, in the yard or outside. */
  get waiting(): number {
    return this.#count;
  }

  /** Those of them for whom the yard has no space. */
  get outside(): number {
    return Math.max(0, this.#count - this.#spaces);
  }

  /** Trailers being checked in. */
  get atGate(): number {
    return this.#atGate;
  }

  /** A trailer comes to the gate, its pieces aboard: their directions, planned departures and marks are known. */
  arrive(trailer: number): void {
    const { sim, facility, pieces, journal } = this.#context;
    const now = sim.now[0];
    this.#trailers.arrivedAt[trailer] = now;
    this.arrived++;
    this.#atGate++;
    for (let piece = this.#trailers.head[trailer]; piece !== NONE; piece = pieces.link(piece)) {
      journal.arrive(piece, now);
    }
    const end = now + this.#checkIn.of(this.#trailers, trailer);
    sim.schedule(end, this.#base, facility, this.#code, trailer);
  }

  fire(_kind: number, trailer: number): void {
    this.#atGate--;
    this.#rule.checkedIn(trailer);
    this.#watch.onYard();
    this.#trailers.link[trailer] = NONE;
    if (this.#last === NONE) this.#first = trailer;
    else this.#trailers.link[this.#last] = trailer;
    this.#last = trailer;
    this.#changeCount(1);
    this.ready();
  }

  /** Gives a free door the trailer that the rule picks. @returns NONE where there is none for it */
  take(door: number): number {
    if (this.#count === 0) return NONE;
    const now = this.#context.sim.now[0];
    const seen = Math.min(this.#count, Math.max(1, this.#spaces));
    const trailer = this.#rule.choose(door, this.#first, seen, now);
    if (trailer === NONE) return NONE;
    this.#watch.onYard();
    this.#unlink(trailer, seen);
    this.#changeCount(-1);
    const arrived = this.#trailers.arrivedAt[trailer];
    if (arrived >= this.#cut) this.wait.add(now - arrived);
    return trailer;
  }

  /** Forgets what was measured before now. */
  reset(now: Time): void {
    this.#cut = now;
    this.wait.reset();
    this.levelWaiting.reset(now);
    this.levelOutside.reset(now);
    this.arrived = 0;
  }

  /** What the eye may see. */
  look(): YardLook {
    const { link, parcels: left, origin } = this.#trailers;
    const parcels = new Int32Array(this.#count);
    const origins = new Int16Array(this.#count);
    for (let trailer = this.#first, k = 0; trailer !== NONE; trailer = link[trailer], k++) {
      parcels[k] = left[trailer];
      origins[k] = origin[trailer];
    }
    return { parcels, origins };
  }

  #unlink(trailer: number, seen: number): void {
    const { link } = this.#trailers;
    let before = NONE;
    let at = this.#first;
    for (let k = 0; at !== trailer; k++) {
      if (k + 1 >= seen) throw this.#context.sim.violation('a door was given a trailer outside the yard');
      before = at;
      at = link[at];
    }
    if (before === NONE) this.#first = link[trailer];
    else link[before] = link[trailer];
    if (this.#last === trailer) this.#last = before;
    link[trailer] = NONE;
  }

  #changeCount(by: number): void {
    const now = this.#context.sim.now[0];
    this.#count += by;
    this.levelWaiting.set(this.#count, now);
    this.levelOutside.set(this.outside, now);
  }
}
