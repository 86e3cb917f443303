import { PHASE, tieBase } from '../phase.ts';
import { NONE } from '../subject-store.ts';
import { Block, type BlockPlace, ENTER } from './block.ts';
import { Probe } from './probe.ts';
import type { ServiceOptions } from './service.ts';
import { ServiceTime } from './service-time.ts';
import { WaitingLine } from './waiting-line.ts';

export interface GroupServiceOptions extends ServiceOptions {
  /** A service starts with at least this many. */
  readonly atLeast: number;
  /** And takes at most this many together. */
  readonly atMost: number;
  /** Whether those who arrive while a service with room is running join it and leave with it. */
  readonly joins: boolean;
}

const END = 1;
const START = 2;

/**
 * Servers that serve a group at a time (general bulk service, Neuts 1967; with joining, Gross & Harris's partial
 * batch). The service time of a group is drawn for its first member.
 */
export class GroupService extends Block {
  readonly probe: Probe;
  readonly #options: GroupServiceOptions;
  readonly #line: WaitingLine;
  readonly #time: ServiceTime;
  readonly #groups: WaitingLine[];
  readonly #busy: Uint8Array;
  readonly #endBase: number;
  readonly #startBase: number;
  #onDuty: number;
  #inService = 0;
  #startIsPending = false;

  constructor(place: BlockPlace, options: GroupServiceOptions) {
    super(place);
    this.#options = options;
    this.probe = new Probe(place.subjects, options.classes);
    const ranks = options.ranks ?? [];
    this.#line = new WaitingLine(place.subjects, options.order, Math.max(0, ...ranks) + 1);
    this.#time = new ServiceTime(place.subjects, options.times);
    this.#groups = Array.from({ length: options.servers }, () => new WaitingLine(place.subjects));
    this.#busy = new Uint8Array(options.servers);
    this.#onDuty = options.servers;
    this.#endBase = tieBase(PHASE.serviceEnd, place.facility);
    this.#startBase = tieBase(PHASE.serviceStart, place.facility);
    this.#updateLevels();
  }

  get waiting(): number {
    return this.#line.count;
  }

  get serving(): number {
    return this.#inService;
  }

  setCapacity(servers: number): void {
    this.probe.occupancy.observe(this.sim.now[0]);
    this.#onDuty = Math.min(servers, this.#busy.length);
    this.#start();
    this.#updateLevels();
  }

  override get holds(): number {
    return this.#line.count + this.#inService;
  }

  enter(subject: number): void {
    const { probe, subjects } = this;
    const now = this.sim.now[0];
    probe.entered(subject, now);
    if (this.#line.count + this.#inService >= (this.#options.capacity ?? Number.POSITIVE_INFINITY)) {
      probe.lost(subject, now);
      this.#options.lostTo.enter(subject);
      return;
    }
    const open = this.#options.joins && this.#line.count === 0 ? this.#runningWithRoom() : NONE;
    if (open !== NONE) this.#join(open, subject);
    else {
      this.#line.push(subject, this.#options.ranks?.[subjects.klass(subject)] ?? 0);
      this.#start();
    }
    this.#updateLevels();
  }

  override fire(kind: number, subject: number): void {
    if (kind === ENTER) this.arrive(subject);
    else if (kind === END) this.#end(subject);
    else if (kind === START) {
      this.#startIsPending = false;
      this.probe.occupancy.observe(this.sim.now[0]);
      this.#startWaiting();
      this.#updateLevels();
    } else super.fire(kind, subject);
  }

  #end(server: number): void {
    const { probe, subjects } = this;
    const now = this.sim.now[0];
    probe.occupancy.observe(now);
    const group = this.#groups[server];
    // Freed before its members go: one that comes straight back finds the server as it is.
    let member = group.shift();
    const leaving: number[] = [];
    while (member !== NONE) {
      leaving.push(member);
      member = group.shift();
    }
    this.#busy[server] = 0;
    this.#inService -= leaving.length;
    this.#updateLevels();
    const startIsPending = this.#startIsPending;
    this.#startIsPending = true;
    const several = leaving.length > 1 ? 1 : 0;
    this.sim.handingSeveral += several;
    for (const subject of leaving) {
      probe.left(subject, subjects.enteredAt(subject), now);
      this.handOver(subject, this.next);
    }
    this.sim.handingSeveral -= several;
    this.#startIsPending = startIsPending;
    probe.occupancy.observe(now);
    this.#start();
    this.#updateLevels();
  }

  #start(): void {
    if (this.#startIsPending || this.#line.count < this.#options.atLeast || this.#firstFree() === NONE)
      return;
    if (!this.sim.instantIsShared) this.#startWaiting();
    else {
      this.#startIsPending = true;
      this.sim.schedule(this.sim.now[0], this.#startBase, this.facility, this.code + START, NONE);
    }
  }

  #startWaiting(): void {
    while (this.#line.count >= this.#options.atLeast) {
      const server = this.#firstFree();
      if (server === NONE) return;
      const first = this.#line.first();
      this.#busy[server] = 1;
      const duration = this.#time.draw(first);
      const size = Math.min(this.#line.count, this.#options.atMost);
      for (let i = 0; i < size; i++) this.#join(server, this.#line.shift());
      this.sim.schedule(this.sim.now[0] + duration, this.#endBase, this.facility, this.code + END, server);
    }
  }

  #join(server: number, subject: number): void {
    const now = this.sim.now[0];
    this.probe.started(subject, now - this.subjects.enteredAt(subject), now);
    this.#groups[server].push(subject, 0);
    this.#inService++;
  }

  #firstFree(): number {
    for (let server = 0; server < this.#onDuty; server++) if (this.#busy[server] === 0) return server;
    return NONE;
  }

  #runningWithRoom(): number {
    for (let server = 0; server < this.#busy.length; server++) {
      if (this.#busy[server] === 1 && this.#groups[server].count < this.#options.atMost) return server;
    }
    return NONE;
  }

  /** Places, not servers, are what is busy: a group of 3 in a server of 5 uses three of its five places. */
  #updateLevels(): void {
    const { occupancy } = this.probe;
    let servers = 0;
    for (let server = 0; server < this.#busy.length; server++) {
      if (server < this.#onDuty || this.#busy[server] === 1) servers++;
    }
    occupancy.waiting = this.#line.count;
    occupancy.serving = this.#inService;
    occupancy.available = servers * this.#options.atMost;
  }
}
