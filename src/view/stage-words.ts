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
}

/** A time with the unit that suits its size and three significant digits. */
function duration(seconds: number): string {
  const [value, unit] =
    seconds < 120 ? [seconds, 's'] : seconds < 7200 ? [seconds / 60, 'min'] : [seconds / 3600, 'h'];
  return `${value.toLocaleString('en', { maximumSignificantDigits: 3 })} ${unit}`;
}

const whole = (count: number) => count.toLocaleString('en', { maximumFractionDigits: 0 });

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
