import { PHASE, tieBase } from '../phase.ts';
import type { EventHandler, Simulation } from '../simulation.ts';
import { grown, NONE } from '../subject-store.ts';
import { Block, type BlockPlace } from './block.ts';
import { Probe } from './probe.ts';
import { WaitingLine } from './waiting-line.ts';

const GRANT = 1;

/**
 * A limited number of identical units that subjects seize and release. Requests are granted in order (by rank where
 * ranks are given, then first come); the first of the line is never overtaken, even when its request is large.
 * When capacity shrinks, units in use stay with their holders until released.
 */
export class Resource implements EventHandler {
  readonly name: string;
  readonly probe: Probe;
  readonly #sim: Simulation;
  readonly #code: number;
  readonly #facility: number;
  readonly #grantBase: number;
  readonly #line: WaitingLine;
  readonly #place: BlockPlace;
  readonly #seizers: Seize[] = [];
  #seizerOf = new Int32Array(0);
  #capacity: number;
  #down = 0;
  #inUse = 0;
  #grantIsPending = false;

  constructor(place: BlockPlace, options: { readonly capacity: number; readonly ranks?: readonly number[] }) {
    this.name = place.name;
    this.#place = place;
    this.probe = new Probe(place.subjects);
    this.#sim = place.sim;
    this.#facility = place.facility;
    this.#code = place.sim.register(this);
    this.#grantBase = tieBase(PHASE.serviceStart, place.facility);
    this.#line = new WaitingLine(place.subjects, 'fifo', Math.max(0, ...(options.ranks ?? [])) + 1);
    this.#capacity = options.capacity;
    this.probe.occupancy.available = options.capacity;
  }

  get waiting(): number {
    return this.#line.count;
  }

  get serving(): number {
    return this.#inUse;
  }

  /** Units in use over units on duty and up; NaN when none was. */
  utilization(now: number): number {
    return this.probe.occupancy.utilization(now);
  }

  /** Changes the units on duty, by schedule. */
  setCapacity(capacity: number): void {
    this.#change(capacity, this.#down);
  }

  /** Changes the units broken down. */
  addDown(units: number): void {
    this.#change(this.#capacity, this.#down + units);
  }

  /** Makes a seize block known. @returns its index here */
  addSeizer(seize: Seize): number {
    this.#seizers.push(seize);
    return this.#seizers.length - 1;
  }

  /** Asks for units on behalf of a subject of a seize block; `granted` is called now or later. */
  request(subject: number, seizer: number, rank: number): void {
    const now = this.#sim.now[0];
    this.probe.occupancy.observe(now);
    this.probe.arrivals++;
    if (subject >= this.#seizerOf.length)
      this.#seizerOf = grown(this.#seizerOf, this.#place.subjects.capacity);
    this.#seizerOf[subject] = seizer;
    this.#line.push(subject, rank);
    this.probe.occupancy.waiting = this.#line.count;
    this.#grant();
  }

  /** Takes units back. @throws InvariantError when fewer are in use */
  giveBack(units: number, subject: number): void {
    if (units > this.#inUse) {
      throw this.#sim.violation(`${units} units of ${this.name} released, ${this.#inUse} in use`, subject);
    }
    this.probe.occupancy.observe(this.#sim.now[0]);
    this.probe.departures++;
    this.#inUse -= units;
    this.probe.occupancy.serving = this.#inUse;
    this.#updateAvailable();
    // Whoever gives back arrives somewhere before anybody is granted, as with the end of a service and the next start.
    if (!this.#grantIsPending && this.#canGrant()) this.#askToGrant();
  }

  fire(): void {
    this.#grantIsPending = false;
    this.probe.occupancy.observe(this.#sim.now[0]);
    this.#grantWaiting();
  }

  #change(capacity: number, down: number): void {
    this.probe.occupancy.observe(this.#sim.now[0]);
    this.#capacity = capacity;
    this.#down = down;
    this.#updateAvailable();
    this.#grant();
  }

  /** At a shared instant grants wait for the start phase, so that all releases and requests of the instant count. */
  #grant(): void {
    if (this.#grantIsPending || !this.#canGrant()) return;
    if (this.#sim.instantIsShared) this.#askToGrant();
    else this.#grantWaiting();
  }

  #askToGrant(): void {
    this.#grantIsPending = true;
    this.#sim.schedule(this.#sim.now[0], this.#grantBase, this.#facility, this.#code + GRANT, NONE);
  }

  /** Whether the first of the line could have its units now. */
  #canGrant(): boolean {
    const subject = this.#line.first();
    if (subject === NONE) return false;
    return this.#inUse + this.#seizers[this.#seizerOf[subject]].units <= this.#capacity - this.#down;
  }

  #grantWaiting(): void {
    // A granted subject may come back here within the call; the flag keeps that from recursing.
    this.#grantIsPending = true;
    let several = 0;
    while (this.#canGrant()) {
      const subject = this.#line.shift();
      const seize = this.#seizers[this.#seizerOf[subject]];
      this.#inUse += seize.units;
      this.probe.occupancy.observe(this.#sim.now[0]);
      this.probe.occupancy.waiting = this.#line.count;
      this.probe.occupancy.serving = this.#inUse;
      if (several === 0 && this.#canGrant()) {
        several = 1;
        this.#sim.handingSeveral++;
      }
      seize.granted(subject);
    }
    this.#sim.handingSeveral -= several;
    this.#grantIsPending = false;
  }

  #updateAvailable(): void {
    this.probe.occupancy.available = Math.max(this.#capacity - this.#down, this.#inUse);
  }
}

/** Waits for units of a resource and goes on with them. */
export class Seize extends Block {
  readonly probe: Probe;
  readonly units: number;
  readonly #resource: Resource;
  readonly #index: number;
  readonly #rankOf: Uint8Array;

  constructor(
    place: BlockPlace,
    options: {
      readonly resource: Resource;
      readonly units: number;
      readonly ranks?: readonly number[];
      readonly classes?: number;
    },
  ) {
    super(place);
    this.probe = new Probe(place.subjects, options.classes);
    this.units = options.units;
    this.#resource = options.resource;
    this.#index = options.resource.addSeizer(this);
    const ranks = options.ranks ?? [];
    this.#rankOf = Uint8Array.from({ length: 256 }, (_, klass) => ranks[klass] ?? 0);
  }

  get waiting(): number {
    return this.probe.occupancy.waiting;
  }

  get serving(): number {
    return 0;
  }

  override get holds(): number {
    return this.probe.occupancy.waiting;
  }

  enter(subject: number): void {
    const { probe, subjects } = this;
    const now = this.sim.now[0];
    probe.entered(subject, now);
    probe.occupancy.waiting++;
    this.#resource.request(subject, this.#index, this.#rankOf[subjects.klass(subject)]);
  }

  /** Called by the resource when the units are this subject's. */
  granted(subject: number): void {
    const { probe, subjects } = this;
    const now = this.sim.now[0];
    const enteredAt = subjects.enteredAt(subject);
    probe.occupancy.observe(now);
    probe.occupancy.waiting--;
    probe.started(subject, now - enteredAt, now);
    probe.left(subject, enteredAt, now);
    this.handOver(subject, this.next);
  }
}

/** Gives units of a resource back, at once. */
export class Release extends Block {
  readonly probe: Probe;
  readonly #resource: Resource;
  readonly #units: number;

  constructor(place: BlockPlace, options: { readonly resource: Resource; readonly units: number }) {
    super(place);
    this.probe = new Probe(place.subjects);
    this.#resource = options.resource;
    this.#units = options.units;
  }

  enter(subject: number): void {
    this.probe.passed(subject, this.sim.now[0]);
    this.#resource.giveBack(this.#units, subject);
    this.handOver(subject, this.next);
  }
}
