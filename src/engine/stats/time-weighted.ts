import { InvariantError } from '../invariant-error.ts';
import { addExact, addProduct, exactValue, mergeExact } from './exact-sum.ts';
import { LogLinearCells } from './log-linear-cells.ts';

const LEVEL = 0;
/** Until when the level has been counted. */
const SINCE = 1;
const START = 2;
const MIN = 3;
const MAX = 4;
/** Observed time of merged levels; the own time is since - start. */
const MERGED_TIME = 5;
const AREA = 7;
const WORDS = 9;

/**
 * One level over time (parcels in a bay, vehicles on a yard), a non-negative integer, from its construction or the
 * last `reset`. The area (level x microseconds) is exact; quantiles are exact up to 255 and within 1/256 above.
 * The reading functions count the present level up to `now`, the last change when left out, and change nothing.
 */
export class TimeWeighted {
  readonly state: Float64Array;
  private readonly cells: LogLinearCells;

  constructor(state: Float64Array = new Float64Array(WORDS), cells: LogLinearCells = new LogLinearCells()) {
    this.state = state;
    this.cells = cells;
  }

  /** A level that starts at an instant (microseconds). */
  static startingAt(level: number, now: number): TimeWeighted {
    const weighted = new TimeWeighted();
    weighted.state[LEVEL] = level;
    weighted.reset(now);
    return weighted;
  }

  /** The level that `toState` wrote. */
  static from(state: Float64Array): TimeWeighted {
    return new TimeWeighted(state.slice(0, WORDS), LogLinearCells.from(state, WORDS));
  }

  get level(): number {
    return this.state[LEVEL];
  }

  /** @throws InvariantError when the level is not a non-negative safe integer or now lies in the past. */
  set(level: number, now: number): void {
    const state = this.state;
    if (!(level >= 0 && level <= Number.MAX_SAFE_INTEGER) || Math.floor(level) !== level) {
      throw new InvariantError(`a level is a non-negative safe integer, not ${level}`, { time: now });
    }
    this.observe(now);
    state[LEVEL] = level;
    if (level < state[MIN]) state[MIN] = level;
    if (level > state[MAX]) state[MAX] = level;
  }

  /** Raises the level by delta, or lowers it. */
  add(delta: number, now: number): void {
    this.set(this.state[LEVEL] + delta, now);
  }

  /** Counts the present level up to now (microseconds). @throws InvariantError when now lies in the past. */
  observe(now: number): void {
    const state = this.state;
    const dt = now - state[SINCE];
    if (!(dt > 0)) {
      if (dt === 0) return;
      throw new InvariantError(
        `a level was counted until ${state[SINCE]} µs and cannot be observed at ${now} µs`,
      );
    }
    state[SINCE] = now;
    addProduct(state, AREA, state[LEVEL], dt);
    this.cells.add(state[LEVEL], dt);
  }

  /** Time average; NaN when no time has passed. */
  mean(now: number = this.state[SINCE]): number {
    const state = this.state;
    return (exactValue(state, AREA) + state[LEVEL] * (now - state[SINCE])) / this.observedTime(now);
  }

  /** Least level ever, the first included, even if for no time. */
  get min(): number {
    return this.state[MIN];
  }

  /** Greatest level ever, the first included, even if for no time. */
  get max(): number {
    return this.state[MAX];
  }

  /** Smallest level that was not exceeded during a share p of the time; NaN when no time has passed. */
  quantile(p: number, now: number = this.state[SINCE]): number {
    const state = this.state;
    const found = this.cells.quantile(p, this.observedTime(now), state[LEVEL], now - state[SINCE]);
    return Math.min(Math.max(found, state[MIN]), state[MAX]);
  }

  /** Microseconds counted, merged levels included. */
  observedTime(now: number = this.state[SINCE]): number {
    return exactValue(this.state, MERGED_TIME) + (now - this.state[START]);
  }

  /** Takes in the time that another level has observed; what passed there since its last change stays out. */
  merge(other: TimeWeighted): void {
    const state = this.state;
    const words = other.state;
    addExact(state, MERGED_TIME, words[SINCE] - words[START]);
    mergeExact(state, MERGED_TIME, words, MERGED_TIME);
    mergeExact(state, AREA, words, AREA);
    state[MIN] = Math.min(state[MIN], words[MIN]);
    state[MAX] = Math.max(state[MAX], words[MAX]);
    this.cells.merge(other.cells);
  }

  /** Forgets all that was observed and starts at now with the present level: the warm-up cut. */
  reset(now: number): void {
    const state = this.state;
    state.fill(0, MERGED_TIME);
    state[SINCE] = now;
    state[START] = now;
    state[MIN] = state[LEVEL];
    state[MAX] = state[LEVEL];
    this.cells.reset();
  }

  /** The whole level as one compact array, for transfer to another worker. */
  toState(): Float64Array {
    return this.cells.toState(this.state);
  }
}
