/** How fast simulated time passes: as fast as possible, or simulated seconds per real second. */
export type Speed = 'max' | number;

/** What a step covers: a number of events or a span of simulated time, µs. */
export type Step = { readonly events: number } | { readonly us: number };

/** @throws RangeError where a number is not above 0 */
export function checkSpeed(speed: Speed): void {
  if (speed !== 'max' && !(speed > 0)) throw new RangeError(`a speed is above 0, not ${speed}`);
}

/** @throws RangeError where it covers nothing */
export function checkStep(step: Step): void {
  const size = 'events' in step ? step.events : step.us;
  if (!(size > 0)) throw new RangeError(`a step covers more than ${size}`);
}

/** What the runner may do next. */
export type Allowance =
  | { readonly kind: 'advance'; readonly events: number; readonly untilUs?: number }
  | { readonly kind: 'wait'; readonly ms: number };

/** Real time between two looks at a run that waits, ms: one frame of a screen. */
const WAIT_MS = 16;

/**
 * The speed of a watched run, changed from outside while it runs. It decides when events are executed, never which:
 * the run is the same at every speed.
 */
export class RunControl {
  #speed: Speed;
  #isPaused: boolean;
  #step: Step | undefined;
  /** Where the step of simulated time under way ends, µs. */
  #stepEndUs: number | undefined;
  /** Simulated and real time from which the pace is counted; undefined where it must be taken anew. */
  #anchor: { readonly us: number; readonly ms: number } | undefined;
  /** Real time from which a run that has kept its pace may go on. */
  #rested = Number.NEGATIVE_INFINITY;

  constructor(speed: Speed = 'max', isPaused = false) {
    this.#speed = speed;
    this.#isPaused = isPaused;
  }

  get isPaused(): boolean {
    return this.#isPaused;
  }

  /** @throws RangeError when a number is not above 0 */
  setSpeed(speed: Speed): void {
    checkSpeed(speed);
    this.#speed = speed;
    this.#anchor = undefined;
  }

  pause(): void {
    this.#isPaused = true;
    this.#step = undefined;
  }

  resume(): void {
    this.#isPaused = false;
    this.#step = undefined;
    this.#anchor = undefined;
  }

  /** Pauses after the step. @throws RangeError when it covers nothing */
  step(step: Step): void {
    checkStep(step);
    this.#isPaused = true;
    this.#step = step;
    this.#stepEndUs = undefined;
  }

  /**
   * What may be done now.
   * @param nowUs simulated time @param ms real time of a steady clock @param events what fits into a slice
   */
  next(nowUs: number, ms: number, events: number): Allowance {
    if (this.#isPaused) return this.#nextStep(nowUs, events);
    if (this.#speed === 'max') return { kind: 'advance', events };
    // One microsecond of simulated time per microsecond of real time at speed 1: 1000 in a millisecond.
    this.#anchor ??= { us: nowUs, ms };
    // Nobody sees more than a frame: between two of them, a run at its pace leaves the processor to others.
    if (ms < this.#rested) return { kind: 'wait', ms: this.#rested - ms };
    this.#rested = ms + WAIT_MS;
    const untilUs = this.#anchor.us + Math.floor((ms - this.#anchor.ms) * 1000 * this.#speed);
    if (untilUs <= nowUs) return { kind: 'wait', ms: WAIT_MS };
    return { kind: 'advance', events, untilUs };
  }

  /**
   * Tells what came of an allowance.
   * @param executed events executed @param nowUs where the run stands now
   */
  advanced(allowance: Allowance, executed: number, nowUs: number): void {
    if (allowance.kind === 'wait') return;
    if (this.#isPaused) this.#shorten(executed, nowUs);
    // A run that cannot keep its pace takes a new start, instead of running ever further behind.
    else if (allowance.untilUs !== undefined && nowUs < allowance.untilUs) {
      this.#anchor = undefined;
      this.#rested = Number.NEGATIVE_INFINITY;
    }
  }

  #nextStep(nowUs: number, events: number): Allowance {
    const step = this.#step;
    if (step === undefined) return { kind: 'wait', ms: WAIT_MS };
    if ('events' in step) return { kind: 'advance', events: Math.min(events, step.events) };
    this.#stepEndUs ??= nowUs + step.us;
    return { kind: 'advance', events, untilUs: this.#stepEndUs };
  }

  #shorten(executed: number, nowUs: number): void {
    const step = this.#step;
    if (step === undefined) return;
    if ('events' in step)
      this.#step = executed < step.events ? { events: step.events - executed } : undefined;
    else if (this.#stepEndUs !== undefined && nowUs >= this.#stepEndUs) this.#step = undefined;
  }
}
