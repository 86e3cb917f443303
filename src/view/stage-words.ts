/** The words that the stage draws; the page gives them in its language. Numbers arrive unformatted. */
export interface StageWords {
  /** Kind of a block: `queue`, `delay` … */
  blockType(type: string): string;
  /** In a block or its queue right now, under its name. */
  waiting(count: number): string;
  /** In a block where time passes without a queue. */
  inside(count: number): string;
  serving(count: number, available: number): string;
  /** Mean time in queue, seconds. */
  meanWait(seconds: number): string;
  /** Mean time in a block without servers, seconds. */
  meanTime(seconds: number): string;
  arrived(count: number): string;
  departed(count: number): string;
  lost(count: number): string;
  /** Accessible name of the stage. */
  stageLabel: string;
  /** English where left out. */
  readonly floor?: FloorWords;
}

/** The words drawn on the floor of a sorting center. Shares are 0 to 1. */
export interface FloorWords {
  /** Trailers waiting in the yard, and spaces there. */
  yard(waiting: number, spaces: number): string;
  /** A sorter by its code, and the share of its trays that are occupied; NaN where unknown or where it has none. */
  sorter(code: string, occupied: number): string;
  /** How long something has been stopped, minutes. */
  down(minutes: number): string;
  /** Manual coding and the irregulars' line, with the parcels there. */
  coding(parcels: number): string;
  irregulars(parcels: number): string;
  /** People inducting, and sorting by hand: busy, and on duty. */
  inducting(busy: number, onDuty: number): string;
  sorting(busy: number, onDuty: number): string;
  /** A trailer's departure, minutes from the instant shown. */
  leavesIn(minutes: number): string;
  /** How much of a trailer is filled. */
  filled(share: number): string;
}

/** A time with the unit that suits its size and three significant digits. */
function duration(seconds: number): string {
  const [value, unit] =
    seconds < 120 ? [seconds, 's'] : seconds < 7200 ? [seconds / 60, 'min'] : [seconds / 3600, 'h'];
  return `${value.toLocaleString('en', { maximumSignificantDigits: 3 })} ${unit}`;
}

// Kept: making a format costs far more than using it.
const wholeNumbers = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const whole = (count: number) => wholeNumbers.format(count);

/** English, used where the page gives nothing. */
export const englishFloorWords: FloorWords = {
  yard: (waiting, spaces) => `Yard: ${whole(waiting)} of ${whole(spaces)}`,
  sorter: (code, occupied) =>
    Number.isFinite(occupied) ? `${code} · ${whole(100 * occupied)} % occupied` : code,
  down: (minutes) => `down ${whole(minutes)} min`,
  coding: (parcels) => `Coding: ${whole(parcels)}`,
  irregulars: (parcels) => `Irregulars: ${whole(parcels)}`,
  inducting: (busy, onDuty) => `Induct: ${whole(busy)} of ${whole(onDuty)}`,
  sorting: (busy, onDuty) => `Sort: ${whole(busy)} of ${whole(onDuty)}`,
  leavesIn: (minutes) => `${whole(minutes)} min`,
  filled: (share) => `${whole(100 * share)} %`,
};

/** English, used where the page gives nothing. */
export const englishWords: StageWords = {
  blockType: (type) => type,
  waiting: (count) => `${whole(count)} waiting`,
  inside: (count) => `${whole(count)} inside`,
  serving: (count, available) => `${whole(count)} of ${whole(available)} busy`,
  meanWait: (seconds) => `mean wait ${duration(seconds)}`,
  meanTime: (seconds) => `mean time ${duration(seconds)}`,
  arrived: (count) => `${whole(count)} in`,
  departed: (count) => `${whole(count)} out`,
  lost: (count) => `${whole(count)} lost`,
  stageLabel: 'Network map. Arrow keys pan, plus and minus zoom, 0 shows everything.',
};
