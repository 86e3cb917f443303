import { MINUTE, repeatAt, type Time } from '../../../engine/clock.ts';
import { PHASE, tieBase } from '../../../engine/phase.ts';
import type { EventHandler } from '../../../engine/simulation.ts';
import { TASKS, type Task, type WrittenCrew } from '../../../scenario/hub/hub-schema.ts';
import { MICRO } from '../../network/ledger.ts';
import type { HubContext } from '../hub-context.ts';
import { Attendance } from './attendance.ts';
import type { Workplace } from './crews.ts';
import { dividePeople } from './divide-people.ts';
import { LABOR, LaborAccount } from './labor-account.ts';
import { ShiftCalendar, type ShiftEdge } from './shift-calendar.ts';

const BEGIN = 0;
const EDGE = 1;
const REVIEW = 2;

const NO_EVENT = -1;

/** One crew and where its people are. */
interface CrewState {
  readonly written: WrittenCrew;
  /** Indices into `TASKS`, the first its own. */
  readonly tasks: readonly number[];
  readonly calendar: ShiftCalendar;
  readonly attendance: Attendance;
  readonly costPerHourMicro: number;
  /** People at each task, from the start of their shift to its end, rests included. */
  readonly at: Int32Array;
  /** People who came; 0 off shift. */
  present: number;
  isResting: boolean;
  productivityPpm: number;
  /** Days of the shift begun last and of the next; the edge that comes in it, and the name of that edge's event. */
  day: number;
  nextDay: number;
  edge: number;
  edgeTie: number;
}

/**
 * The people of a sorting center: crews come and go by their shifts, rest together, and are divided among their tasks.
 * It tells every workplace how many are there; workplaces see to it that the piece in hand is finished.
 */
export class Staff implements EventHandler {
  readonly name: string;
  readonly #context: HubContext;
  readonly #workplaces: ReadonlyMap<Task, Workplace>;
  readonly #crews: readonly CrewState[];
  readonly #labor = new LaborAccount();
  readonly #upBase: number;
  readonly #downBase: number;
  readonly #code: number;
  readonly #reviewS: number;
  /** Per task: reasons for which nobody works there, and what its workplace was told last. */
  readonly #stops = new Int32Array(TASKS.length);
  readonly #told = new Float64Array(2 * TASKS.length).fill(-1);
  #reviews = 0;
  #share = 1;

  /** @param workplaces where there is none for a task, its people are paid and idle */
  constructor(context: HubContext, workplaces: ReadonlyMap<Task, Workplace>) {
    const { sim, facility, code, block, local, luck } = context;
    this.name = `${code}.staff`;
    this.#context = context;
    this.#workplaces = workplaces;
    this.#crews = block.people.crews.map((written) => ({
      written,
      tasks: written.tasks.map((task) => TASKS.indexOf(task)),
      calendar: new ShiftCalendar(written, local),
      attendance: new Attendance(written, luck, code),
      costPerHourMicro: Math.round(written.cost_per_hour * MICRO),
      at: new Int32Array(TASKS.length),
      present: 0,
      isResting: false,
      productivityPpm: MICRO,
      day: 0,
      nextDay: 0,
      edge: 0,
      edgeTie: NO_EVENT,
    }));
    this.#reviewS = (block.people.review_min * MINUTE) / MICRO;
    this.#upBase = tieBase(PHASE.capacityUp, facility);
    this.#downBase = tieBase(PHASE.capacityDown, facility);
    this.#code = sim.register(this);
  }

  /** Puts to work the shifts under way at time 0. Called once, before the run. */
  begin(): void {
    for (let crew = 0; crew < this.#crews.length; crew++) {
      const { calendar } = this.#crews[crew];
      const day = calendar.dayUnderWay();
      if (day !== undefined) this.#come(crew, day);
      this.#awaitShift(crew, day === undefined ? calendar.firstDayAhead() : day + 1);
    }
    this.#tell();
    const { moves, crews } = this.#context.block.people;
    if (moves === 'by-backlog' && crews.some(({ tasks }) => tasks.length > 1)) this.#awaitReview();
  }

  fire(kind: number, crew: number): void {
    if (kind === REVIEW) {
      this.#review();
      this.#awaitReview();
    } else if (kind === BEGIN) {
      const day = this.#crews[crew].nextDay;
      this.#come(crew, day);
      this.#awaitShift(crew, day + 1);
    } else if (this.#context.sim.firingTie === this.#crews[crew].edgeTie) this.#pass(crew);
    // The end of a shift at whose end the next begins: the crew has changed already.
    else {
      this.#context.sim.discard();
      return;
    }
    this.#tell();
  }

  /** Sends the people of a task away for a reason, or takes one reason back; they stay paid. */
  addStop(task: Task, reasons: 1 | -1): void {
    this.#stops[TASKS.indexOf(task)] += reasons;
    this.#tell();
  }

  /** @param share of their rate at which all work from now on, above 0 to 1 */
  slow(share: number): void {
    if (share === this.#share) return;
    this.#share = share;
    this.#tell();
  }

  /** People at work at a task now: on shift, not resting, not sent away. */
  onDuty(task: Task): number {
    return this.#labor.level(TASKS.indexOf(task), LABOR.atWork);
  }

  /** People busy at a task now. */
  busy(task: Task): number {
    return this.#workplaces.get(task)?.busy ?? 0;
  }

  /** Hours paid since the start or the last `reset`, breaks included; of one task or all. */
  laborHours(now: Time, task?: Task): number {
    return task === undefined
      ? this.#labor.totalHours(LABOR.paid, now)
      : this.#labor.hours(TASKS.indexOf(task), LABOR.paid, now);
  }

  /** What they cost, whole micro-units of the currency; each figure rounded by itself. */
  laborCost(now: Time, task?: Task): number {
    return Math.round(
      task === undefined
        ? this.#labor.totalHours(LABOR.costPerHour, now)
        : this.#labor.hours(TASKS.indexOf(task), LABOR.costPerHour, now),
    );
  }

  /** Hours at work at a task: paid ones less breaks and times away. */
  dutyHours(task: Task, now: Time): number {
    return this.#labor.hours(TASKS.indexOf(task), LABOR.atWork, now);
  }

  /** The same, each person counted with the share of the full rate. */
  effectiveHours(task: Task, now: Time): number {
    return this.#labor.hours(TASKS.indexOf(task), LABOR.effective, now) / MICRO;
  }

  /** The end of the warm-up: forgets labor before now. */
  reset(now: Time): void {
    this.#labor.reset(now);
  }

  get #now(): Time {
    return this.#context.sim.now[0];
  }

  /** A shift begins, in place of the one that ends now where there is one. */
  #come(crew: number, day: number): void {
    const state = this.#crews[crew];
    const { calendar, attendance } = state;
    state.present = attendance.present(day);
    state.productivityPpm = Math.round(attendance.productivity(day) * MICRO);
    state.isResting = calendar.beginsResting;
    state.at.fill(0);
    state.at[state.tasks[0]] = state.present;
    state.day = day;
    state.edge = 0;
    // Those before now passed before the run began.
    while (calendar.instant(day, calendar.edges[state.edge].offset) <= this.#now) {
      state.isResting = calendar.edges[state.edge++].kind === 'rest';
    }
    this.#awaitEdge(crew);
  }

  #pass(crew: number): void {
    const state = this.#crews[crew];
    const { kind } = state.calendar.edges[state.edge++];
    state.isResting = kind === 'rest';
    if (kind !== 'end') this.#awaitEdge(crew);
    else {
      state.edgeTie = NO_EVENT;
      state.present = 0;
      state.at.fill(0);
    }
  }

  #awaitShift(crew: number, fromDay: number): void {
    const { sim, facility } = this.#context;
    const state = this.#crews[crew];
    const day = state.calendar.nextDay(fromDay);
    if (day === undefined) return;
    state.nextDay = day;
    sim.schedule(state.calendar.startOf(day), this.#upBase, facility, this.#code + BEGIN, crew);
  }

  #awaitEdge(crew: number): void {
    const { sim, facility } = this.#context;
    const state = this.#crews[crew];
    const { offset, kind }: ShiftEdge = state.calendar.edges[state.edge];
    const base = kind === 'back' ? this.#upBase : this.#downBase;
    const at = state.calendar.instant(state.day, offset);
    state.edgeTie = sim.schedule(at, base, facility, this.#code + EDGE, crew);
  }

  #awaitReview(): void {
    const { sim, facility } = this.#context;
    const at = repeatAt(0, this.#reviewS, ++this.#reviews);
    sim.schedule(at, this.#downBase, facility, this.#code + REVIEW, 0);
  }

  /** Divides the crews on duty that can do several tasks by the work that waits. Crews at rest stay as they are. */
  #review(): void {
    const moved = this.#crews.filter((crew) => canMove(crew));
    if (moved.length === 0) return;
    const others = TASKS.map((_, task) =>
      this.#crews.reduce((n, crew) => (crew.isResting || canMove(crew) ? n : n + crew.at[task]), 0),
    );
    const workH = TASKS.map((task, i) =>
      this.#stops[i] > 0 ? 0 : (this.#workplaces.get(task)?.workWaitingH ?? 0),
    );
    const divided = dividePeople(
      moved.map(({ present, tasks }) => ({ people: present, tasks })),
      others,
      workH,
    );
    for (let i = 0; i < moved.length; i++) moved[i].at.set(divided[i]);
  }

  /** Accounts for where everybody is, and tells each workplace whose people are others than before. */
  #tell(): void {
    for (let task = 0; task < TASKS.length; task++) {
      let paid = 0;
      let costPerHour = 0;
      let atWork = 0;
      let effective = 0;
      for (const { at, isResting, productivityPpm, costPerHourMicro } of this.#crews) {
        paid += at[task];
        costPerHour += at[task] * costPerHourMicro;
        if (isResting) continue;
        atWork += at[task];
        effective += at[task] * productivityPpm;
      }
      if (this.#stops[task] > 0) {
        atWork = 0;
        effective = 0;
      }
      const labor = this.#labor;
      const now = this.#now;
      labor.set(task, LABOR.paid, paid, now);
      labor.set(task, LABOR.costPerHour, costPerHour, now);
      labor.set(task, LABOR.atWork, atWork, now);
      labor.set(task, LABOR.effective, effective, now);
      this.#tellWorkplace(task, atWork, atWork === 0 ? 1 : (effective * this.#share) / atWork / MICRO);
    }
  }

  #tellWorkplace(task: number, people: number, productivity: number): void {
    const told = this.#told;
    if (told[2 * task] === people && told[2 * task + 1] === productivity) return;
    told[2 * task] = people;
    told[2 * task + 1] = productivity;
    this.#workplaces.get(TASKS[task])?.setPeople(people, productivity);
  }
}

function canMove({ tasks, present, isResting }: CrewState): boolean {
  return tasks.length > 1 && present > 0 && !isResting;
}
