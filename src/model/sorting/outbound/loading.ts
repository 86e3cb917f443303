import { WaitingLine } from '../../../engine/blocks/waiting-line.ts';
import { NEVER } from '../../../engine/clock.ts';
import { PHASE, tieBase } from '../../../engine/phase.ts';
import { compileDistribution } from '../../../engine/random/distribution.ts';
import type { KeyedDraws } from '../../../engine/random/keyed-draws.ts';
import type { Variate } from '../../../engine/random/variate.ts';
import type { EventHandler } from '../../../engine/simulation.ts';
import { Occupancy } from '../../../engine/stats/occupancy.ts';
import { NONE } from '../../../engine/subject-store.ts';
import type { HubContext } from '../hub-context.ts';
import type { Workplace } from '../people/crews.ts';
import { MARK } from '../piece-store.ts';
import type { LoadUnits } from './load-units.ts';
import type { OutboundDirection } from './outbound-port.ts';

const CARRIED = 0;
/** Tries beyond share their luck with the last. */
const MOST_TRIES = 255;
const HOUR_US = 3.6e9;

/**
 * Loaders carry what waits for each direction, in order, into its open trailers: containers and bags one at a time, loose
 * parcels one by one. A free loader goes to the direction that departs first among those with something to carry, a
 * trailer with room for it, and fewer loaders than `workers_per_door` for each door. What comes to a trailer that has
 * been sealed meanwhile goes back to the head of its line.
 */
export class Loading implements EventHandler, Workplace {
  readonly task = 'load';
  readonly name: string;
  /** Units: waiting of all directions; serving: busy loaders; available: loaders on duty. */
  readonly occupancy = new Occupancy();
  /** Units carried in, and carried in vain, since the start or the last cut. */
  carried = 0;
  inVain = 0;
  /** Told of each unit that a loader takes away from the chute it has waited at, loose piece or container; wired once. */
  picked: (chute: number, unit: number) => void = () => {};
  /** Told before those who carry, or what waits for them, change; wired once. */
  turns: () => void = () => {};
  /** By index; told by `changed` when trailers open. */
  readonly directions: readonly OutboundDirection[];
  readonly #context: HubContext;
  readonly #units: LoadUnits;

  readonly #lines: readonly WaitingLine[];
  /** Loose pieces among those that wait, per direction. */
  readonly #looseWaiting: Int32Array;
  /** Loaders at each direction now, and at most. */
  readonly #loaders: Int32Array;
  readonly #most: Int32Array;
  /** Mean time of one unit at full rate, µs. */
  readonly #looseUs: number;
  readonly #containerUs: number;
  readonly #spread: Variate | null;
  readonly #draws: KeyedDraws;
  readonly #code: number;
  readonly #base: number;
  #onDuty = 0;
  #productivity = 1;
  #busy = 0;
  #isChoosing = false;

  constructor(context: HubContext, units: LoadUnits, directions: readonly OutboundDirection[]) {
    const { loading } = context.block;
    this.name = `${context.code}.loading`;
    this.#context = context;
    this.#units = units;
    this.directions = directions;
    this.#lines = directions.map(() => new WaitingLine(units));
    this.#looseWaiting = new Int32Array(directions.length);
    this.#loaders = new Int32Array(directions.length);
    this.#most = Int32Array.from(directions, ({ doors }) => doors * loading.workers_per_door);
    this.#looseUs = HOUR_US / loading.parcels_per_worker_per_hour;
    this.#containerUs = HOUR_US / loading.containers_per_worker_per_hour;
    this.#spread = loading.cv === 0 ? null : compileDistribution({ kind: 'gamma', mean: 1, cv: loading.cv });
    this.#draws = context.luck.draws('load', context.code);
    this.#code = context.sim.register(this);
    this.#base = tieBase(PHASE.serviceEnd, context.facility);
    directions.forEach((each, direction) => {
      each.changed = () => this.#start(direction);
    });
  }

  get busy(): number {
    return this.#busy;
  }

  /** Of directions whose first unit could be carried in now: others give nobody work. */
  get workWaitingH(): number {
    let us = 0;
    for (let direction = 0; direction < this.#lines.length; direction++) {
      const line = this.#lines[direction];
      const loose = this.#looseWaiting[direction];
      if (line.count > 0 && this.directions[direction].hasRoom(line.first())) {
        us += loose * this.#looseUs + (line.count - loose) * this.#containerUs;
      }
    }
    return us / HOUR_US;
  }

  /** Units that wait for a direction. */
  waiting(direction: number): number {
    return this.#lines[direction].count;
  }

  /** Loaders who carry for a direction. */
  loadersAt(direction: number): number {
    return this.#loaders[direction];
  }

  /** What the first unit of a direction waits for; null where nothing waits. */
  waitsFor(direction: number): 'loaders' | 'trailer' | null {
    const first = this.#lines[direction].first();
    if (first === NONE) return null;
    return this.directions[direction].hasRoom(first) ? 'loaders' : 'trailer';
  }

  setPeople(people: number, productivity: number): void {
    this.#observe();
    this.#onDuty = people;
    this.#productivity = productivity;
    this.#countOnDuty();
    this.#startAny();
  }

  /** A container waits for a loader. */
  join(unit: number): void {
    this.#join(unit);
  }

  /** A single piece waits for a loader. @param chute that it takes room in until then; NONE on the floor */
  joinLoose(piece: number, direction: number, chute: number): void {
    const { pieces, sim } = this.#context;
    // A bag is carried like a container.
    const isLoose = (pieces.marks[piece] & MARK.bag) === 0;
    this.#join(this.#units.begin(piece, direction, chute, isLoose, sim.now[0]));
  }

  fire(_kind: number, unit: number): void {
    const direction = this.#units.direction[unit];
    this.#observe();
    // Who sets it down may take the next only after this one is either aboard or back in line.
    if (this.directions[direction].carryIn(unit)) {
      this.carried++;
      this.#units.release(unit);
    } else {
      this.inVain++;
      this.#units.berth[unit] = NONE;
      this.#lines[direction].pushFirst(unit, 0);
      this.#countWaiting(unit, 1);
    }
    this.#loaders[direction]--;
    this.#busy--;
    this.occupancy.serving = this.#busy;
    this.#countOnDuty();
    this.#startAny();
  }

  reset(now: number): void {
    this.occupancy.reset(now);
    this.carried = 0;
    this.inVain = 0;
  }

  #join(unit: number): void {
    const direction = this.#units.direction[unit];
    this.#observe();
    this.#lines[direction].push(unit, 0);
    this.#countWaiting(unit, 1);
    // A free loader has found nothing to do elsewhere, and nothing there has changed.
    if (this.#lines[direction].count === 1) this.#start(direction);
  }

  /** Puts free loaders to all that can be carried in, what departs first before the rest. */
  #startAny(): void {
    let tried = -1;
    let triedAt = Number.NEGATIVE_INFINITY;
    while (this.#busy < this.#onDuty) {
      // The next in order of departure, ties by index, after the one just tried.
      let next = -1;
      let nextAt = NEVER;
      for (let direction = 0; direction < this.#lines.length; direction++) {
        if (this.#lines[direction].count === 0 || this.#loaders[direction] >= this.#most[direction]) continue;
        const at = this.directions[direction].departsAt;
        const isLater = at > triedAt || (at === triedAt && direction > tried);
        // What departs at no known instant comes last.
        if (isLater && (next < 0 || at < nextAt)) {
          next = direction;
          nextAt = at;
        }
      }
      if (next < 0) return;
      this.#start(next);
      tried = next;
      triedAt = nextAt;
    }
  }

  /** Puts free loaders to one direction, as many as can work there. */
  #start(direction: number): void {
    // A trailer that turns out to be full while room is sought tells so by `changed`: the search is under way already.
    if (this.#isChoosing) return;
    const line = this.#lines[direction];
    while (this.#busy < this.#onDuty && line.count > 0 && this.#loaders[direction] < this.#most[direction]) {
      this.#isChoosing = true;
      const hasBerth = this.directions[direction].reserve(line.first());
      this.#isChoosing = false;
      if (!hasBerth) return;
      this.#pickUp(line.shift());
    }
  }

  #pickUp(unit: number): void {
    const { sim, facility } = this.#context;
    const units = this.#units;
    const direction = units.direction[unit];
    const now = sim.now[0];
    this.#observe();
    this.#countWaiting(unit, -1);
    this.#loaders[direction]++;
    this.#busy++;
    this.occupancy.serving = this.#busy;
    const mean = units.isLoose[unit] === 1 ? this.#looseUs : this.#containerUs;
    const span = Math.round((mean / this.#productivity) * this.#factor(unit));
    sim.schedule(now + span, this.#base, facility, this.#code + CARRIED, unit);
    const chute = units.chute[unit];
    if (chute === NONE) return;
    // Should it be carried in vain, it comes back to the door.
    units.chute[unit] = NONE;
    this.picked(chute, unit);
  }

  #factor(unit: number): number {
    const { tries } = this.#units;
    const visit = tries[unit];
    if (visit < MOST_TRIES) tries[unit]++;
    return this.#spread === null
      ? 1
      : this.#spread.draw(this.#draws.at(this.#units.ordinal(unit), this.#units.source(unit), visit));
  }

  #countWaiting(unit: number, sign: 1 | -1): void {
    const { direction, isLoose } = this.#units;
    this.#looseWaiting[direction[unit]] += sign * isLoose[unit];
    this.occupancy.waiting += sign;
  }

  #observe(): void {
    this.turns();
    this.occupancy.observe(this.#context.sim.now[0]);
  }

  /** Whoever finishes a piece after the shift is still available. */
  #countOnDuty(): void {
    this.occupancy.available = Math.max(this.#onDuty, this.#busy);
  }
}
