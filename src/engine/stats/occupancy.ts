import { InvariantError } from '../invariant-error.ts';
import { addExact, addProduct, exactValue, mergeExact } from './exact-sum.ts';
import { LogLinearCells } from './log-linear-cells.ts';

const WAITING = 0;
const SERVING = 1;
const AVAILABLE = 2;
/** Until when the levels have been counted. */
const SINCE = 3;
const START = 4;
const MAX = 5;
/** Observed time of merged occupancies; the own time is since - start. */
const MERGED_TIME = 6;
const WAITING_AREA = 8;
const SERVING_AREA = 10;
const AVAILABLE_AREA = 12;
/** Until when the servers available have been counted: they seldom change, so they are counted when they do. */
const AVAILABLE_SINCE = 14;
const WORDS = 15;

const MOST = Number.MAX_SAFE_INTEGER;

/**
 * Time-weighted numbers waiting, serving and available at a service block, from the start or the last `reset`.
 *
 * Call `observe(now)` before any level changes. Areas (level x microseconds) are exact; the distribution of the
 * number in system is exact up to 255 and within 1/256 above. The reading functions count the present levels up to
 * `now`, which is the last observed instant when left out, and change nothing.
 */
export class Occupancy {
  readonly state: Float64Array;
  private readonly cells: LogLinearCells;

  constructor(state: Float64Array = new Float64Array(WORDS), cells: LogLinearCells = new LogLinearCells()) {
    this.state = state;
    this.cells = cells;
  }

  /** The occupancy that `toState` wrote. */
  static from(state: Float64Array): Occupancy {
    return new Occupancy(state.slice(0, WORDS), LogLinearCells.from(state, WORDS));
  }

  /** Number waiting now; a non-negative integer, like the other levels. */
  get waiting(): number {
    return this.state[WAITING];
  }

  set waiting(level: number) {
    this.state[WAITING] = level;
  }

  /** Number in service now. */
  get serving(): number {
    return this.state[SERVING];
  }

  set serving(level: number) {
    this.state[SERVING] = level;
  }

  /** Servers available now; a server that finishes its piece in overtime is still available. */
  get available(): number {
    return this.state[AVAILABLE];
  }

  set available(level: number) {
    const state = this.state;
    if (level === state[AVAILABLE]) return;
    addProduct(state, AVAILABLE_AREA, state[AVAILABLE], state[SINCE] - state[AVAILABLE_SINCE]);
    state[AVAILABLE_SINCE] = state[SINCE];
    state[AVAILABLE] = level;
  }

  /** Counts the present levels up to now (microseconds). @throws InvariantError when now lies in the past. */
  observe(now: number): void {
    const state = this.state;
    const waiting = state[WAITING];
    const serving = state[SERVING];
    const inSystem = waiting + serving;
    if (inSystem > state[MAX]) state[MAX] = inSystem;
    const dt = now - state[SINCE];
    if (dt === 0) return;
    if (!(dt > 0)) refuse(state[SINCE], now);
    state[SINCE] = now;
    // Areas never shrink, so one comparison tells whether a sum is still exact in its low word.
    const waitingArea = state[WAITING_AREA] + waiting * dt;
    if (waitingArea <= MOST) state[WAITING_AREA] = waitingArea;
    else addProduct(state, WAITING_AREA, waiting, dt);
    const servingArea = state[SERVING_AREA] + serving * dt;
    if (servingArea <= MOST) state[SERVING_AREA] = servingArea;
    else addProduct(state, SERVING_AREA, serving, dt);
    this.cells.add(inSystem, dt);
  }

  /** Time-average number waiting; NaN when no time has passed, as for every mean here. */
  meanWaiting(now: number = this.state[SINCE]): number {
    return this.area(WAITING_AREA, WAITING, SINCE, now) / this.observedTime(now);
  }

  meanServing(now: number = this.state[SINCE]): number {
    return this.area(SERVING_AREA, SERVING, SINCE, now) / this.observedTime(now);
  }

  meanAvailable(now: number = this.state[SINCE]): number {
    return this.area(AVAILABLE_AREA, AVAILABLE, AVAILABLE_SINCE, now) / this.observedTime(now);
  }

  meanInSystem(now: number = this.state[SINCE]): number {
    const area = this.area(WAITING_AREA, WAITING, SINCE, now) + this.area(SERVING_AREA, SERVING, SINCE, now);
    return area / this.observedTime(now);
  }

  /** Busy time / available time; NaN when nothing was available. */
  utilization(now: number = this.state[SINCE]): number {
    const available = this.area(AVAILABLE_AREA, AVAILABLE, AVAILABLE_SINCE, now);
    return available > 0 ? this.area(SERVING_AREA, SERVING, SINCE, now) / available : Number.NaN;
  }

  /** Most ever in the system at once, even if for no time. */
  get maxInSystem(): number {
    return Math.max(this.state[MAX], this.inSystem);
  }

  /** Smallest number that was not exceeded during a share p of the time, within 1/256 above 255. */
  quantileInSystem(p: number, now: number = this.state[SINCE]): number {
    const found = this.cells.quantile(p, this.observedTime(now), this.inSystem, now - this.state[SINCE]);
    return Math.min(found, this.maxInSystem);
  }

  /** Share of the time with nobody in the system. */
  shareEmpty(now: number = this.state[SINCE]): number {
    const open = this.inSystem === 0 ? now - this.state[SINCE] : 0;
    return (this.cells.weightAt(0) + open) / this.observedTime(now);
  }

  /** Microseconds counted, merged occupancies included. */
  observedTime(now: number = this.state[SINCE]): number {
    return exactValue(this.state, MERGED_TIME) + (now - this.state[START]);
  }

  /** Takes in the time that another occupancy has observed; what passed there since its last `observe` stays out. */
  merge(other: Occupancy): void {
    const state = this.state;
    const words = other.state;
    addExact(state, MERGED_TIME, words[SINCE] - words[START]);
    mergeExact(state, MERGED_TIME, words, MERGED_TIME);
    for (let at = WAITING_AREA; at < AVAILABLE_SINCE; at += 2) mergeExact(state, at, words, at);
    addProduct(state, AVAILABLE_AREA, words[AVAILABLE], words[SINCE] - words[AVAILABLE_SINCE]);
    state[MAX] = Math.max(state[MAX], words[MAX]);
    this.cells.merge(other.cells);
  }

  /** Forgets all that was observed and starts at now with the present levels: the warm-up cut. */
  reset(now: number): void {
    const state = this.state;
    state.fill(0, MERGED_TIME);
    state[SINCE] = now;
    state[AVAILABLE_SINCE] = now;
    state[START] = now;
    state[MAX] = this.inSystem;
    this.cells.reset();
  }

  /** The whole occupancy as one compact array, for transfer to another worker. */
  toState(): Float64Array {
    return this.cells.toState(this.state);
  }

  private get inSystem(): number {
    return this.state[WAITING] + this.state[SERVING];
  }

  private area(at: number, level: number, since: number, now: number): number {
    const state = this.state;
    return exactValue(state, at) + state[level] * (now - state[since]);
  }
}

function refuse(since: number, now: number): never {
  throw new InvariantError(`levels were counted until ${since} µs and cannot be observed at ${now} µs`);
}
