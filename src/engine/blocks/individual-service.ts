import { PHASE, tieBase } from '../phase.ts';
import { TimeWeighted } from '../stats/time-weighted.ts';
import { grown, NONE } from '../subject-store.ts';
import { Block, type BlockPlace, ENTER, type Inlet } from './block.ts';
import type { Breakdown, Vacation } from './interruption.ts';
import { Probe } from './probe.ts';
import { SERVER_AWAY, SERVER_DOWN, SERVER_UP, ServerBank } from './server-bank.ts';
import type { ServiceOptions } from './service.ts';
import { ServiceTime } from './service-time.ts';
import { WaitingLine } from './waiting-line.ts';

export interface IndividualServiceOptions extends ServiceOptions {
  /** Whether a subject of a better rank takes the server of a worse one, which resumes later where it stopped. */
  readonly preempts: boolean;
  /** Per server; none when absent. */
  readonly breakdowns?: readonly Breakdown[];
  readonly vacations?: readonly Vacation[];
}

const END = 1;
const START = 2;
const FAIL = 3;
const REPAIR = 4;
const RETURN = 5;

/** Work left of a subject that has not been served yet. */
const FRESH = -1;

/**
 * A line in front of servers that are individuals: they break down (the subject in hand stays and its remaining
 * service time is kept), leave on vacation, and can be taken over by a better rank (preemptive resume).
 * Time in queue is the time spent in the line, also after a preemption; time beside a broken server is not.
 */
export class IndividualService extends Block {
  readonly probe: Probe;
  /** Servers at work: those in service less those whose server is down. */
  readonly working = new TimeWeighted();
  readonly lostTo: Inlet;
  readonly #options: IndividualServiceOptions;
  readonly #line: WaitingLine;
  readonly #time: ServiceTime;
  readonly #rankOf: Uint8Array;
  readonly #capacity: number;
  readonly #bank: ServerBank;
  readonly #bases: Float64Array;
  /** Per subject: work left (FRESH before the first service), time waited so far, when it last joined the line. */
  #workLeft = new Float64Array(0);
  #waited = new Float64Array(0);
  #joinedAt = new Float64Array(0);
  #onDuty: number;
  #inHand = 0;
  #startIsPending = false;

  constructor(place: BlockPlace, options: IndividualServiceOptions) {
    super(place);
    this.#options = options;
    this.probe = new Probe(place.subjects, options.classes);
    this.lostTo = options.lostTo;
    const ranks = options.ranks ?? [];
    this.#rankOf = Uint8Array.from({ length: 256 }, (_, klass) => ranks[klass] ?? 0);
    this.#line = new WaitingLine(place.subjects, options.order, Math.max(0, ...ranks) + 1);
    this.#time = new ServiceTime(place.subjects, options.times);
    this.#capacity = options.capacity ?? Number.POSITIVE_INFINITY;
    this.#onDuty = options.servers;
    this.#bank = new ServerBank(options.servers);
    this.#bases = Float64Array.of(
      0,
      tieBase(PHASE.serviceEnd, place.facility),
      tieBase(PHASE.serviceStart, place.facility),
      tieBase(PHASE.capacityDown, place.facility),
      tieBase(PHASE.capacityUp, place.facility),
      tieBase(PHASE.capacityUp, place.facility),
    );
    this.#updateLevels();
  }

  get waiting(): number {
    return this.#line.count;
  }

  get serving(): number {
    return this.#inHand;
  }

  /** Forgets what was seen before now; levels stand. */
  override reset(now: number): void {
    super.reset(now);
    this.working.reset(now);
  }

  /** Busy servers over available ones; NaN when none was available. */
  utilization(now: number): number {
    return this.working.mean(now) / this.probe.occupancy.meanAvailable(now);
  }

  /** Starts the clocks of failures and the first vacations. Called once, before the run. */
  begin(): void {
    for (let server = 0; server < this.#bank.size; server++) {
      const breakdown = this.#options.breakdowns?.[server];
      if (breakdown !== undefined) {
        this.#bank.lifeLeft[server] = breakdown.life.next();
        if (breakdown.by === 'clock' && server < this.#onDuty) this.#runLife(server);
      }
      this.#bank.mayLeave[server] = 1;
    }
    if (this.#options.vacations !== undefined) this.#askToStart();
    this.#updateLevels();
  }

  /** Changes the servers on duty, at most the number the block was built with; services in hand are finished. */
  setCapacity(servers: number): void {
    const before = this.#onDuty;
    this.probe.occupancy.observe(this.sim.now[0]);
    this.#onDuty = Math.min(servers, this.#bank.size);
    for (let server = 0; server < this.#bank.size; server++) {
      if (this.#options.breakdowns?.[server]?.by !== 'clock' || (this.#bank.status[server] & SERVER_DOWN) > 0)
        continue;
      if (server >= before && server < this.#onDuty) this.#runLife(server);
      else if (server < before && server >= this.#onDuty) this.#stopLife(server);
    }
    this.#start();
    this.#updateLevels();
  }

  override get holds(): number {
    return this.#line.count + this.#inHand;
  }

  enter(subject: number): void {
    const { probe, subjects } = this;
    const now = this.sim.now[0];
    probe.entered(subject, now);
    if (this.#line.count + this.#inHand >= this.#capacity) {
      probe.lost(subject, now);
      this.lostTo.enter(subject);
      return;
    }
    if (subject >= this.#workLeft.length) this.#growColumns();
    this.#workLeft[subject] = FRESH;
    this.#waited[subject] = 0;
    this.#joinedAt[subject] = now;
    this.#line.push(subject, this.#rankOf[subjects.klass(subject)]);
    this.#updateLevels();
    this.#start();
  }

  override fire(kind: number, subject: number): void {
    switch (kind) {
      case ENTER:
        this.arrive(subject);
        return;
      case START:
        this.#startIsPending = false;
        this.probe.occupancy.observe(this.sim.now[0]);
        this.#startWaiting();
        this.#updateLevels();
        return;
      case END:
        if (this.sim.firingTie === this.#bank.endTie[subject]) this.#end(subject);
        else this.sim.discard();
        return;
      case FAIL:
        if (this.sim.firingTie === this.#bank.failTie[subject]) this.#fail(subject);
        else this.sim.discard();
        return;
      case REPAIR:
        this.#repair(subject);
        return;
      case RETURN:
        this.#return(subject);
        return;
      default:
        super.fire(kind, subject);
    }
  }

  #end(server: number): void {
    const { probe, subjects } = this;
    const bank = this.#bank;
    const now = this.sim.now[0];
    const subject = bank.subject[server];
    probe.occupancy.observe(now);
    this.#useLife(server, now - bank.startedAt[server]);
    bank.subject[server] = NONE;
    bank.endTie[server] = NONE;
    this.#inHand--;
    probe.waited(subject, this.#waited[subject]);
    probe.left(subject, subjects.enteredAt(subject), now);
    const startIsPending = this.#startIsPending;
    this.#startIsPending = true;
    this.#updateLevels();
    this.handOver(subject, this.next);
    this.#startIsPending = startIsPending;
    bank.mayLeave[server] = 1;
    this.#start();
    this.#updateLevels();
  }

  #fail(server: number): void {
    const bank = this.#bank;
    const now = this.sim.now[0];
    this.probe.occupancy.observe(now);
    bank.failTie[server] = NONE;
    if (bank.isWorking(server)) {
      bank.workLeft[server] = bank.endsAt[server] - now;
      bank.endTie[server] = NONE;
    }
    bank.status[server] |= SERVER_DOWN;
    const breakdown = this.#options.breakdowns![server];
    this.#schedule(now + breakdown.repair.next(), REPAIR, server);
    this.#updateLevels();
  }

  #repair(server: number): void {
    const bank = this.#bank;
    const breakdown = this.#options.breakdowns![server];
    this.probe.occupancy.observe(this.sim.now[0]);
    bank.status[server] &= ~SERVER_DOWN;
    bank.lifeLeft[server] = breakdown.life.next();
    if (breakdown.by === 'clock' && server < this.#onDuty) this.#runLife(server);
    if (bank.subject[server] !== NONE) this.#work(server, bank.workLeft[server]);
    this.#start();
    this.#updateLevels();
  }

  #return(server: number): void {
    this.probe.occupancy.observe(this.sim.now[0]);
    this.#bank.status[server] &= ~SERVER_AWAY;
    this.#bank.mayLeave[server] = this.#options.vacations![server].repeats ? 1 : 0;
    this.#start();
    this.#updateLevels();
  }

  /** Starts what can be started, and lets idle servers leave: now, or in the start phase of a shared instant. */
  #start(): void {
    const { vacations, preempts } = this.#options;
    if (this.#startIsPending || (this.#line.count === 0 && vacations === undefined)) return;
    if (!this.sim.instantIsShared) this.#startWaiting();
    else if (preempts || vacations !== undefined || this.#bank.firstFree(this.#onDuty) !== NONE)
      this.#askToStart();
    this.#updateLevels();
  }

  #askToStart(): void {
    this.#startIsPending = true;
    this.#schedule(this.sim.now[0], START, NONE);
  }

  #startWaiting(): void {
    for (;;) {
      const first = this.#line.first();
      if (first === NONE) break;
      let server = this.#bank.firstFree(this.#onDuty);
      if (server === NONE) {
        server = this.#options.preempts ? this.#worstServer(this.#rankOf[this.subjects.klass(first)]) : NONE;
        if (server === NONE) break;
        this.#line.shift();
        this.#preempt(server);
      } else this.#line.shift();
      this.#serve(server, first);
    }
    if (this.#line.count > 0 || this.#options.vacations === undefined) return;
    for (let server = 0; server < this.#bank.size; server++) {
      if (this.#bank.mayLeave[server] === 1) this.#leave(server);
    }
  }

  #serve(server: number, subject: number): void {
    const now = this.sim.now[0];
    this.#waited[subject] += now - this.#joinedAt[subject];
    this.#bank.subject[server] = subject;
    this.#bank.mayLeave[server] = 0;
    this.#inHand++;
    const left = this.#workLeft[subject];
    if (left === FRESH) this.probe.trace?.started(subject, now);
    this.#work(server, left === FRESH ? this.#time.draw(subject) : left);
  }

  #work(server: number, duration: number): void {
    const bank = this.#bank;
    const now = this.sim.now[0];
    bank.startedAt[server] = now;
    bank.endsAt[server] = now + duration;
    bank.endTie[server] = this.#schedule(now + duration, END, server);
    if (this.#options.breakdowns?.[server].by === 'use' && bank.lifeLeft[server] < duration) {
      bank.failTie[server] = this.#schedule(now + bank.lifeLeft[server], FAIL, server);
    }
  }

  /** Takes the subject in hand back to the front of its rank, with its work left. */
  #preempt(server: number): void {
    const bank = this.#bank;
    const now = this.sim.now[0];
    const subject = bank.subject[server];
    this.#workLeft[subject] = bank.endsAt[server] - now;
    this.#joinedAt[subject] = now;
    this.#useLife(server, now - bank.startedAt[server]);
    bank.endTie[server] = NONE;
    bank.subject[server] = NONE;
    this.#inHand--;
    this.#line.pushFirst(subject, this.#rankOf[this.subjects.klass(subject)]);
  }

  /** The working server on duty with the worst rank, if worse than `rank`; of equals the one that began last. */
  #worstServer(rank: number): number {
    const bank = this.#bank;
    let worst = NONE;
    let worstRank = rank;
    const onDuty = Math.min(this.#onDuty, bank.size);
    for (let server = 0; server < onDuty; server++) {
      if (!bank.isWorking(server)) continue;
      const held = this.#rankOf[this.subjects.klass(bank.subject[server])];
      const later = worst !== NONE && held === worstRank && bank.startedAt[server] > bank.startedAt[worst];
      if (held > worstRank || later) {
        worst = server;
        worstRank = held;
      }
    }
    return worst;
  }

  /** Sends an idle server on vacation; one that is busy or down stays. */
  #leave(server: number): void {
    const bank = this.#bank;
    if (bank.subject[server] !== NONE || bank.status[server] !== SERVER_UP) return;
    bank.status[server] = SERVER_AWAY;
    bank.mayLeave[server] = 0;
    this.#schedule(this.sim.now[0] + this.#options.vacations![server].length.next(), RETURN, server);
  }

  #runLife(server: number): void {
    const now = this.sim.now[0];
    this.#bank.lifeSince[server] = now;
    this.#bank.failTie[server] = this.#schedule(now + this.#bank.lifeLeft[server], FAIL, server);
  }

  #stopLife(server: number): void {
    this.#bank.lifeLeft[server] -= this.sim.now[0] - this.#bank.lifeSince[server];
    this.#bank.failTie[server] = NONE;
  }

  /** Life spent by use; cancels a failure that the end of the work forestalled. */
  #useLife(server: number, worked: number): void {
    if (this.#options.breakdowns?.[server].by !== 'use') return;
    this.#bank.lifeLeft[server] -= worked;
    this.#bank.failTie[server] = NONE;
  }

  #schedule(at: number, kind: number, subject: number): number {
    return this.sim.schedule(at, this.#bases[kind], this.facility, this.code + kind, subject);
  }

  #updateLevels(): void {
    const { occupancy } = this.probe;
    const bank = this.#bank;
    let working = 0;
    let available = 0;
    for (let server = 0; server < bank.size; server++) {
      if (bank.isWorking(server)) working++;
      if (bank.status[server] === SERVER_UP && (server < this.#onDuty || bank.subject[server] !== NONE))
        available++;
    }
    occupancy.waiting = this.#line.count;
    occupancy.serving = this.#inHand;
    occupancy.available = available;
    this.working.set(working, this.sim.now[0]);
  }

  #growColumns(): void {
    const { capacity } = this.subjects;
    this.#workLeft = grown(this.#workLeft, capacity);
    this.#waited = grown(this.#waited, capacity);
    this.#joinedAt = grown(this.#joinedAt, capacity);
  }
}
