import type { ExperimentProgress } from '../experiment/run-experiment.ts';
import { TimeLeft } from '../experiment/time-left.ts';
import { figureText } from '../export/figure-text.ts';
import type { TextOutput } from './ports.ts';

/** Real time between two lines where they pile up, and between two changes of a line that is written over, ms. */
const LINE_MS = 5_000;
const CHANGE_MS = 200;

/** Shows how far an experiment is and how long it will take: in place in a terminal, line by line in a log. */
export class ProgressLine {
  readonly #output: TextOutput;
  readonly #clock: () => number;
  readonly #title: string;
  readonly #startMs: number;
  readonly #left = new TimeLeft();
  #writtenMs: number;
  #isShown = false;

  constructor(output: TextOutput, clock: () => number, title: string) {
    this.#output = output;
    this.#clock = clock;
    this.#title = title;
    this.#startMs = clock();
    this.#writtenMs = this.#startMs;
  }

  show(progress: ExperimentProgress): void {
    const now = this.#clock();
    this.#left.note(now - this.#startMs, progress.share);
    const isTerminal = this.#output.isTTY === true;
    if (now - this.#writtenMs < (isTerminal ? CHANGE_MS : LINE_MS)) return;
    this.#writtenMs = now;
    const text = `${this.#title}: ${this.#describe(progress)}`;
    this.#output.write(isTerminal ? `\r\u001b[K${text}` : `${text}\n`);
    this.#isShown = isTerminal;
  }

  /** Takes the line away, so that what follows begins at the edge. */
  end(): void {
    if (this.#isShown) this.#output.write('\r\u001b[K');
    this.#isShown = false;
  }

  #describe({ share, finished, failed, planned, eventCount }: ExperimentProgress): string {
    const { ms } = this.#left;
    const left = Number.isNaN(ms) ? 'just begun' : `about ${spanText(ms)} left`;
    const done = `${finished} of ${planned} replications${failed > 0 ? `, ${failed} failed` : ''}`;
    return `${Math.floor(share * 100)} %, ${done}, ${figureText(eventCount)} events, ${left}`;
  }
}

/** `45 s`, `3 min 20 s`, `2 h 5 min`. */
export function spanText(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
