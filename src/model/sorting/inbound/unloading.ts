import type { Time } from '../../../engine/clock.ts';
import { PHASE, tieBase } from '../../../engine/phase.ts';
import type { EventHandler } from '../../../engine/simulation.ts';
import { Occupancy } from '../../../engine/stats/occupancy.ts';
import { TimeWeighted } from '../../../engine/stats/time-weighted.ts';
import { NONE } from '../../../engine/subject-store.ts';
import { DOOR } from '../../../snapshot/floor-snapshot.ts';
import type { HubContext } from '../hub-context.ts';
import { MARK } from '../piece-store.ts';
import { BagOpening, isOpenedHere } from './bag-opening.ts';
import { BlockedDoors } from './blocked-doors.ts';
import { type InboundBank, STEP } from './inbound-bank.ts';
import type { UnloadHost } from './inbound-port.ts';
import type { TrailerStore } from './trailer-store.ts';
import { UnloadCrew } from './unload-crew.ts';
import { UnloadTime } from './unload-time.ts';
import { UnloadWork } from './unload-work.ts';

const UNLOADED = 0;
const OPENED = 1;

/** No event: its key is given to none. */
const NO_EVENT = -1;

/**
 * Trailers at doors are unloaded piece by piece, by people or by a machine at each door. A piece that is finished stays in
 * hand while its zone has no room, and nothing is begun meanwhile. Off shift nothing is begun either; the piece in hand is
 * finished, the opening of a bag included. A door that is closed finishes the piece in hand and holds; a machine that
 * breaks down keeps the time that its piece still takes.
 */
export class Unloading implements EventHandler {
  readonly name: string;
  readonly byMachine: boolean;
  readonly crew: UnloadCrew;
  readonly work: UnloadWork;
  /** People: waiting = docked trailers that wait for somebody, serving = working, available = on duty. */
  readonly people = new Occupancy();
  /** Doors whose zone has no room. */
  readonly blocked = new TimeWeighted();
  /** Pieces out of trailers. */
  unloaded = 0;
  readonly #context: HubContext;
  readonly #bank: InboundBank;
  readonly #trailers: TrailerStore;
  readonly #host: UnloadHost;
  readonly #isEmpty: (door: number) => void;
  readonly #time: UnloadTime;
  readonly #bags: BagOpening;
  readonly #line: BlockedDoors;
  readonly #code: number;
  readonly #endBase: number;
  /** Piece being unloaded or opened, and finished pieces on their way to the belt, through `pieces.link`. */
  readonly #inHand: Int32Array;
  readonly #finished: Int32Array;
  /** When the piece in hand is finished or, while its machine is down, how long it still takes; and its event. */
  readonly #due: Float64Array;
  readonly #tie: Float64Array;
  /** Zones whose blocked doors are being let go. */
  readonly #isLettingGo = new Set<number>();

  /** @param isEmpty told when the last piece of a trailer has been handed on */
  constructor(
    context: HubContext,
    parts: {
      readonly bank: InboundBank;
      readonly trailers: TrailerStore;
      readonly host: UnloadHost;
      readonly isEmpty: (door: number) => void;
    },
  ) {
    const { sim, code, facility, block } = context;
    const { count } = parts.bank;
    this.name = `${code}.unloading`;
    this.#context = context;
    this.#bank = parts.bank;
    this.#trailers = parts.trailers;
    this.#host = parts.host;
    this.#isEmpty = parts.isEmpty;
    this.byMachine = block.unloading.by === 'machine';
    this.crew = new UnloadCrew(count, block.unloading.workers_per_door);
    this.#time = new UnloadTime(context);
    this.#bags = new BagOpening(context, parts.host);
    this.work = new UnloadWork(context, this.#bags.meanH);
    this.#line = new BlockedDoors(Int32Array.from({ length: count }, (_, door) => parts.host.zoneOf(door)));
    this.#code = sim.register(this);
    this.#endBase = tieBase(PHASE.serviceEnd, facility);
    this.#inHand = new Int32Array(count).fill(NONE);
    this.#finished = new Int32Array(count).fill(NONE);
    this.#due = new Float64Array(count);
    this.#tie = new Float64Array(count).fill(NO_EVENT);
  }

  /** Spreads people over docked trailers anew, and begins wherever somebody can. */
  spread(): void {
    const { docked, down } = this.#bank;
    if (!this.byMachine) this.crew.spread(docked.filter((door) => down[door] === 0));
    this.#beginAll();
  }

  /** Lets blocked doors of a zone go on while there is room, the first blocked first. */
  roomAgain(zone: number): void {
    if (this.#isLettingGo.has(zone) || this.#line.first(zone) === NONE) return;
    this.#isLettingGo.add(zone);
    for (let door = this.#line.first(zone); door !== NONE; door = this.#line.first(zone)) {
      if (!this.#host.hasRoom(door)) break;
      this.#line.shift(zone);
      this.#bank.step[door] = STEP.handing;
      this.#handOver(door);
      // One place, one piece: what else came out of a bag waits for the next place behind the others.
      this.#handOn(door);
    }
    this.#isLettingGo.delete(zone);
  }

  fire(kind: number, door: number): void {
    if (this.#context.sim.firingTie !== this.#tie[door]) {
      this.#context.sim.discard();
      return;
    }
    if (kind === UNLOADED) this.#comesOut(door);
    else this.#isFinished(door, this.#bags.open(this.#inHand[door]));
    this.updateLevels();
  }

  /** The machine of a door stops. */
  pause(door: number): void {
    if (!this.byMachine || !this.#isWorking(door)) return;
    this.#due[door] -= this.#context.sim.now[0];
    this.#tie[door] = NO_EVENT;
    this.#bank.turn(door, DOOR.down);
  }

  /** It goes on where it stopped. */
  resume(door: number): void {
    if (!this.byMachine || !this.#isWorking(door)) return;
    this.#bank.turn(door, DOOR.working);
    this.#run(door, this.#due[door]);
  }

  /** Parcels that came out of the trailer at a door and are not handed on. */
  parcelsInHand(door: number): number {
    const { parcels } = this.#context.pieces;
    let sum = this.#bank.step[door] === STEP.opening ? parcels[this.#inHand[door]] : 0;
    for (let piece = this.#finished[door]; piece !== NONE; piece = this.#context.pieces.link(piece))
      sum += parcels[piece];
    return sum;
  }

  /** Levels up to now are counted before they change, at the end of whatever changed them. */
  updateLevels(): void {
    const now = this.#context.sim.now[0];
    const { people, blocked } = this;
    const { inState } = this.#bank;
    const { busy, onDuty } = this.crew;
    const available = Math.max(onDuty, busy);
    const waiting = inState[DOOR.waiting];
    if (people.serving !== busy || people.available !== available || people.waiting !== waiting) {
      people.observe(now);
      people.serving = busy;
      people.available = available;
      people.waiting = waiting;
    }
    if (blocked.level !== inState[DOOR.blocked]) blocked.set(inState[DOOR.blocked], now);
  }

  /** Forgets what was measured before now. */
  reset(now: Time): void {
    this.people.reset(now);
    this.blocked.reset(now);
    this.unloaded = 0;
  }

  #isWorking(door: number): boolean {
    const step = this.#bank.step[door];
    return step === STEP.unloading || step === STEP.opening;
  }

  #beginAll(): void {
    const { docked, step } = this.#bank;
    this.crew.isAwaited = false;
    for (const door of docked) if (step[door] === STEP.ready) this.#begin(door);
  }

  /** Takes the next piece of a trailer in hand, if anybody is there to. */
  #begin(door: number): void {
    const bank = this.#bank;
    if (bank.down[door] > 0) {
      bank.turn(door, DOOR.down);
      return;
    }
    const people = this.byMachine ? 0 : this.crew.seize(door);
    if (people === 0 && !this.byMachine) {
      bank.turn(door, DOOR.waiting);
      return;
    }
    const piece = this.#trailers.shift(bank.trailer[door]);
    this.work.count(piece, -1);
    this.#inHand[door] = piece;
    bank.step[door] = STEP.unloading;
    bank.turn(door, DOOR.working);
    const takes = this.byMachine
      ? this.#time.byMachine(piece)
      : this.#time.byPeople(piece, people, this.crew.productivity);
    this.#run(door, takes);
  }

  #run(door: number, takes: Time): void {
    const { sim, facility } = this.#context;
    const due = sim.now[0] + takes;
    const kind = this.#bank.step[door] === STEP.opening ? OPENED : UNLOADED;
    this.#due[door] = due;
    this.#tie[door] = sim.schedule(due, this.#endBase, facility, this.#code + kind, door);
  }

  /** The piece in hand is out of the trailer. */
  #comesOut(door: number): void {
    const { pieces, sim } = this.#context;
    const piece = this.#inHand[door];
    this.#trailers.out(this.#bank.trailer[door], pieces.parcels[piece]);
    this.unloaded++;
    if (!isOpenedHere(pieces.marks[piece])) {
      this.#isFinished(door, piece);
      return;
    }
    pieces.unloadedAt[piece] = sim.now[0];
    this.#bank.step[door] = STEP.opening;
    if (!this.byMachine) this.crew.hold(door, 1);
    this.#run(door, this.#bags.duration(piece, this.byMachine ? 1 : this.crew.productivity));
    this.#callAwaited();
  }

  /** @param first of the pieces that are finished, through `pieces.link` */
  #isFinished(door: number, first: number): void {
    this.#inHand[door] = NONE;
    this.#tie[door] = NO_EVENT;
    this.crew.hold(door, 0);
    this.#finished[door] = first;
    this.#bank.step[door] = STEP.handing;
    this.#handOn(door);
    this.#callAwaited();
  }

  /** Hands on what is finished, while there is room; then goes on with the trailer. */
  #handOn(door: number): void {
    const { step, trailer } = this.#bank;
    for (let piece = this.#finished[door]; piece !== NONE; piece = this.#finished[door]) {
      if (this.#needsRoom(piece) && (this.#line.isBehind(door) || !this.#host.hasRoom(door))) {
        this.#line.push(door);
        step[door] = STEP.blocked;
        this.#bank.turn(door, DOOR.blocked);
        return;
      }
      this.#handOver(door);
    }
    step[door] = STEP.ready;
    if (this.#trailers.count[trailer[door]] === 0) this.#isEmpty(door);
    else this.#begin(door);
  }

  #handOver(door: number): void {
    const { pieces, sim } = this.#context;
    const piece = this.#finished[door];
    this.#finished[door] = pieces.link(piece);
    pieces.setLink(piece, NONE);
    pieces.unloadedAt[piece] = sim.now[0];
    this.#host.unloaded(piece, door);
  }

  /** Whether a piece goes by the belt; irregular ones and through-bags are carried elsewhere. */
  #needsRoom(piece: number): boolean {
    return (this.#context.pieces.marks[piece] & (MARK.irregular | MARK.through)) === 0;
  }

  /** Those who have come free begin at a door that waits for them. */
  #callAwaited(): void {
    if (this.crew.isAwaited) this.#beginAll();
  }
}
