import { Occupancy } from '../stats/occupancy.ts';
import { QuantileSketch } from '../stats/quantile-sketch.ts';
import { Tally } from '../stats/tally.ts';
import type { SubjectStore } from '../subject-store.ts';

/** Told of every step of every subject at a block; for event logs. Watching changes nothing. */
export interface ProbeTrace {
  entered(subject: number, now: number): void;
  started(subject: number, now: number): void;
  left(subject: number, now: number): void;
  lost(subject: number, now: number): void;
  /** It left the line, its patience at an end. */
  reneged(subject: number, now: number): void;
}

/**
 * What a block measures of the subjects that pass it: counts, times as tallies and sketches, and levels over time.
 * Observations belong to the instant at which the subject entered: entries before the warm-up cut are not tallied.
 */
export class Probe {
  arrivals = 0;
  departures = 0;
  losses = 0;
  /** Entry to the start of service (time in queue), µs. */
  readonly wait = new Tally();
  readonly waitSketch = new QuantileSketch();
  /** Entry to departure (time in system), µs. */
  readonly stay = new Tally();
  readonly staySketch = new QuantileSketch();
  /** The same two per class of subject; empty where there is one class only. */
  readonly waitByClass: readonly Tally[];
  readonly stayByClass: readonly Tally[];
  readonly occupancy = new Occupancy();
  trace: ProbeTrace | null = null;
  readonly #subjects: SubjectStore;
  /** The end of the warm-up: it sees its instant as it ended, so what entered at that instant lies before it. */
  #cut: number;
  readonly #measuresTimes: boolean;

  /** @param measures `levels` leaves the times out, where nobody reads them and there are very many blocks */
  constructor(subjects: SubjectStore, classes = 1, measures: 'all' | 'levels' = 'all') {
    this.#subjects = subjects;
    this.#measuresTimes = measures === 'all';
    this.#cut = this.#measuresTimes ? -1 : Number.POSITIVE_INFINITY;
    this.waitByClass = classes > 1 ? Array.from({ length: classes }, () => new Tally()) : [];
    this.stayByClass = classes > 1 ? Array.from({ length: classes }, () => new Tally()) : [];
  }

  /** A subject enters: counts the levels up to now, which the block may change after this call. */
  entered(subject: number, now: number): void {
    this.#subjects.setEnteredAt(subject, now);
    this.occupancy.observe(now);
    this.arrivals++;
    if (this.trace !== null) this.trace.entered(subject, now);
  }

  /** A subject's time in the line is over. @param wait µs spent in the line */
  started(subject: number, wait: number, now: number): void {
    if (this.trace !== null) this.trace.started(subject, now);
    this.waited(subject, wait);
  }

  /** The time a subject spent in the line, µs, where it is known only at the end, because service can be interrupted. */
  waited(subject: number, wait: number): void {
    if (this.#subjects.enteredAt(subject) <= this.#cut) return;
    this.wait.add(wait);
    this.waitSketch.add(wait);
    if (this.waitByClass.length > 0) this.waitByClass[this.#subjects.klass(subject)].add(wait);
  }

  /** A subject leaves. @param since when its time here began: its entry, or its creation for a sink */
  left(subject: number, since: number, now: number): void {
    this.departures++;
    if (this.trace !== null) this.trace.left(subject, now);
    if (since <= this.#cut) return;
    const stay = now - since;
    this.stay.add(stay);
    this.staySketch.add(stay);
    if (this.stayByClass.length > 0) this.stayByClass[this.#subjects.klass(subject)].add(stay);
  }

  /** A subject that entered just now found no room. */
  lost(subject: number, now: number): void {
    this.losses++;
    if (this.trace !== null) this.trace.lost(subject, now);
  }

  /** A subject passes in no time, e.g. through a selector. */
  passed(subject: number, now: number): void {
    this.arrivals++;
    this.departures++;
    if (this.trace === null) return;
    this.trace.entered(subject, now);
    this.trace.left(subject, now);
  }

  /** Forgets what was seen before now; levels stand. */
  reset(now: number): void {
    this.arrivals = 0;
    this.departures = 0;
    this.losses = 0;
    this.wait.reset();
    this.waitSketch.reset();
    this.stay.reset();
    this.staySketch.reset();
    for (const tally of this.waitByClass) tally.reset();
    for (const tally of this.stayByClass) tally.reset();
    this.occupancy.reset(now);
    if (this.#measuresTimes) this.#cut = now;
  }
}
