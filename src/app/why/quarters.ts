import { LIMITS, type Limit, MISS_CAUSES } from '../../snapshot/floor-snapshot.ts';
import type { FloorWhy } from '../engine-port.ts';

/** A quarter of an hour, µs. */
export const QUARTER_US = 900_000_000;

/** A limit that is a fault of the hub's. */
export type Fault = Exclude<Limit, 'volume'>;

/** Share of what was possible that a fault must cost to be the main limit of a quarter-hour. */
const LEAST_SHARE = 0.01;

/** What a span of a floor came to; parcels throughout. */
export interface Tallied {
  readonly fromUs: number;
  readonly toUs: number;
  readonly inducted: number;
  /** Inducted, and what was lost to any limit; what there was nothing to do for counts too. */
  readonly possible: number;
  /** Not inducted, by limit in the order of `LIMITS`. */
  readonly lost: readonly number[];
  /** Missed a departure, by cause in the order of `MISS_CAUSES`. */
  readonly missed: readonly number[];
}

export interface Quarter extends Tallied {
  /** From the start of the run. */
  readonly index: number;
  /** Index of the sort in force; -1 before the first. */
  readonly sort: number;
  /**
   * The fault that cost most, if it cost more than a rumor; else `volume` where there was nothing to do, and undefined
   * where nothing was lost at all.
   */
  readonly limit: Limit | undefined;
}

/** Quarter-hours one after another in which one sort was in force. */
export interface SortSpan extends Tallied {
  readonly sort: number;
  readonly quarters: readonly Quarter[];
}

/** How many quarter-hours are told of and have ended by an instant. */
export function countQuarters(why: FloorWhy | undefined, untilUs: number): number {
  return why === undefined ? 0 : Math.min(why.quarters, Math.floor(untilUs / QUARTER_US));
}

/** The first quarter-hours of a run. @param count at most those told of */
export function quartersOf(why: FloorWhy, count: number): Quarter[] {
  return Array.from({ length: count }, (_, index) => {
    const lost = row(why.lost, index, LIMITS.length);
    const possible = why.inducted[index] + sum(lost);
    return {
      index,
      sort: why.sort[index],
      fromUs: index * QUARTER_US,
      toUs: (index + 1) * QUARTER_US,
      inducted: why.inducted[index],
      possible,
      lost,
      missed: row(why.missed, index, MISS_CAUSES.length),
      limit: mainLimit(lost, possible),
    };
  });
}

function mainLimit(lost: readonly number[], possible: number): Limit | undefined {
  const worst = worstFault(lost);
  if (worst !== undefined && worst.parcels >= LEAST_SHARE * possible) return worst.limit;
  return lost[LIMITS.indexOf('volume')] > 0 ? 'volume' : undefined;
}

/** Folds quarter-hours into the spans of one sort each, in order of time. */
export function foldSorts(quarters: readonly Quarter[]): SortSpan[] {
  const spans: Quarter[][] = [];
  for (const quarter of quarters) {
    const span = spans.at(-1);
    if (span !== undefined && span[0].sort === quarter.sort) span.push(quarter);
    else spans.push([quarter]);
  }
  return spans.map((span) => ({ sort: span[0].sort, quarters: span, ...tally(span) }));
}

/** A limit and what it cost, parcels. */
export interface Cost {
  readonly limit: Fault;
  readonly parcels: number;
}

/** The fault that cost most; undefined where none cost anything. @param lost in the order of `LIMITS` */
export function worstFault(lost: readonly number[]): Cost | undefined {
  let worst: Cost | undefined;
  for (const [i, limit] of LIMITS.entries()) {
    if (limit !== 'volume' && lost[i] > (worst?.parcels ?? 0)) worst = { limit, parcels: lost[i] };
  }
  return worst;
}

/** The quarter-hours without a break in which a limit was the main one and cost most; undefined where it never was. */
export function longestHold(quarters: readonly Quarter[], limit: Limit): Tallied | undefined {
  const at = LIMITS.indexOf(limit);
  let worst: Tallied | undefined;
  let hold: Quarter[] = [];
  for (const quarter of quarters) {
    hold = quarter.limit === limit ? [...hold, quarter] : [];
    if (hold.length === 0) continue;
    const tallied = tally(hold);
    if (worst === undefined || tallied.lost[at] > worst.lost[at]) worst = tallied;
  }
  return worst;
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function tally(span: readonly Quarter[]): Tallied {
  return {
    fromUs: span[0].fromUs,
    toUs: span[span.length - 1].toUs,
    inducted: sum(span.map(({ inducted }) => inducted)),
    possible: sum(span.map(({ possible }) => possible)),
    lost: LIMITS.map((_, i) => sum(span.map(({ lost }) => lost[i]))),
    missed: MISS_CAUSES.map((_, i) => sum(span.map(({ missed }) => missed[i]))),
  };
}

function row(values: Float32Array, index: number, width: number): number[] {
  return [...values.subarray(index * width, (index + 1) * width)];
}
