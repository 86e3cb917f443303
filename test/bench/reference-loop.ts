import { fromSeconds } from '../../src/engine/clock.ts';
import { PHASE, tieBase } from '../../src/engine/phase.ts';
import { KeyedDraws } from '../../src/engine/random/keyed-draws.ts';
import { Stream } from '../../src/engine/random/stream.ts';
import { standardExponential } from '../../src/engine/random/ziggurat.ts';
import { Occupancy } from '../../src/engine/stats/occupancy.ts';
import { QuantileSketch } from '../../src/engine/stats/quantile-sketch.ts';
import { Tally } from '../../src/engine/stats/tally.ts';
import { SourceNumbers } from '../../src/model/source-numbers.ts';
import { CHAIN } from './chain-flow.ts';
import { ReferenceHeap } from './reference-heap.ts';

export interface ReferenceResult {
  /** Events executed: per parcel its arrival, four service ends and the end of its delay. Nothing else is an event. */
  events: number;
  /** Parcels that left; the run ends when all have. */
  parcels: number;
  meanTimeInSystemS: number;
  /** Within 0.4 %, as the sketch's quantiles are. */
  p95S: number;
  /** CPU of the process from before the first event to after the last, the compiler's included. */
  cpuSeconds: number;
}

const SOURCE = 0;
/** Handlers 1 to 4 are the service ends of the stations, in the order of the chain. */
const FIRST_STATION = 1;
const DELAY = 5;
/** The delay stands before the last station. */
const BEFORE_DELAY = 2;
const LAST_STATION = 3;

const MEAN_GAP_S = CHAIN.source.meanGapS;
const MEAN_DELAY_S = CHAIN.delay.meanS;

const NONE = -1;
const FIRST_SLOTS = 1024;

/**
 * The chain workload of the bench, written by hand: what the engine's blocks are measured against.
 *
 * Poisson source 1/s, M/4, M/20, M/6 at load 0.8, an exponential delay of mean 600 s, M/50 at 0.8, sink. The same
 * order of ties, the same generators and, per station, the same statistics as the product keeps: tally and sketch of
 * the time in queue and of the time in system, and the occupancy; for the whole chain the time in system. Everything
 * that a general engine adds (blocks that do not know each other, slices, invariants) is left out.
 */
export function runReferenceLoop(options: {
  parcels: number;
  seed: number;
  replication?: number;
}): ReferenceResult {
  const loop = new ReferenceLoop(options.parcels, options.seed, options.replication ?? 0);
  const before = process.cpuUsage();
  const events = loop.run();
  const spent = process.cpuUsage(before);
  return {
    events,
    parcels: loop.timeInChain.n,
    meanTimeInSystemS: loop.timeInChain.mean / 1e6,
    p95S: loop.timeInChainSketch.quantile(0.95) / 1e6,
    cpuSeconds: (spent.user + spent.system) / 1e6,
  };
}

class Station {
  readonly draws: KeyedDraws;
  readonly servers: number;
  readonly meanS: number;
  /** Queue: an intrusive list through `nextInLine`. */
  head = NONE;
  tail = NONE;
  busy = 0;
  readonly occupancy = new Occupancy();
  readonly timeInQueue = new Tally();
  readonly timeInQueueSketch = new QuantileSketch();
  readonly timeInSystem = new Tally();
  readonly timeInSystemSketch = new QuantileSketch();

  constructor(draws: KeyedDraws, servers: number, meanS: number) {
    this.draws = draws;
    this.servers = servers;
    this.meanS = meanS;
    this.occupancy.available = servers;
  }
}

class ReferenceLoop {
  readonly timeInChain = new Tally();
  readonly timeInChainSketch = new QuantileSketch();
  private readonly parcels: number;
  private readonly arrivals: Stream;
  private readonly delayDraws: KeyedDraws;
  /** By which draws know the source, as the product's do. */
  private readonly source = new SourceNumbers().add(CHAIN.source.name);
  private readonly stations: Station[] = [];
  private readonly heap = new ReferenceHeap();
  /** Its first element is now. */
  private readonly clock = this.heap.taken;
  /** Smallest tie key by handler. */
  private readonly tie = new Float64Array(DELAY + 1);
  private sequence = 0;
  private created = 0;

  // Parcels in slots that are used again; `nextInLine` also links the free ones.
  private ordinal = new Int32Array(FIRST_SLOTS);
  private nextInLine = new Int32Array(FIRST_SLOTS);
  private createdAt = new Float64Array(FIRST_SLOTS);
  private enteredAt = new Float64Array(FIRST_SLOTS);
  private freeSlot = NONE;
  private usedSlots = 0;

  constructor(parcels: number, seed: number, replication: number) {
    this.parcels = parcels;
    this.arrivals = new Stream(seed, replication, `arrivals/${CHAIN.source.name}`);
    this.delayDraws = new KeyedDraws(seed, replication, 'service', CHAIN.delay.name);
    for (const { name, servers, meanServiceS } of CHAIN.stations) {
      const draws = new KeyedDraws(seed, replication, 'service', name);
      this.stations.push(new Station(draws, servers, meanServiceS));
    }
    this.tie[SOURCE] = tieBase(PHASE.arrival, SOURCE);
    for (let handler = FIRST_STATION; handler <= DELAY; handler++) {
      this.tie[handler] = tieBase(PHASE.serviceEnd, handler);
    }
  }

  run(): number {
    const { heap, stations } = this;
    let events = 0;
    if (this.parcels > 0) this.scheduleArrival();
    while (heap.take()) {
      const slot = heap.takenSubject;
      const handler = heap.takenHandler;
      events++;
      if (handler === SOURCE) {
        if (this.created + 1 < this.parcels) this.scheduleArrival();
        this.enter(stations[0], FIRST_STATION, this.createParcel());
      } else if (handler === DELAY) {
        this.enter(stations[LAST_STATION], FIRST_STATION + LAST_STATION, slot);
      } else {
        const at = handler - FIRST_STATION;
        this.leave(stations[at], handler, slot);
        if (at === BEFORE_DELAY) this.delay(slot);
        else if (at === LAST_STATION) this.sink(slot);
        else this.enter(stations[at + 1], handler + 1, slot);
      }
    }
    return events;
  }

  private scheduleArrival(): void {
    const now = this.clock[0];
    const gap = fromSeconds(MEAN_GAP_S * standardExponential(this.arrivals));
    this.heap.push(now + gap, this.tie[SOURCE] + this.sequence++, SOURCE, NONE);
  }

  private enter(station: Station, handler: number, slot: number): void {
    const now = this.clock[0];
    const { occupancy } = station;
    occupancy.observe(now);
    this.enteredAt[slot] = now;
    if (station.busy < station.servers) {
      occupancy.serving = ++station.busy;
      this.serve(station, handler, slot);
      return;
    }
    occupancy.waiting++;
    this.nextInLine[slot] = NONE;
    if (station.head === NONE) station.head = slot;
    else this.nextInLine[station.tail] = slot;
    station.tail = slot;
  }

  private leave(station: Station, handler: number, slot: number): void {
    const now = this.clock[0];
    const { occupancy } = station;
    occupancy.observe(now);
    const inSystem = now - this.enteredAt[slot];
    station.timeInSystem.add(inSystem);
    station.timeInSystemSketch.add(inSystem);
    const first = station.head;
    if (first === NONE) {
      occupancy.serving = --station.busy;
      return;
    }
    station.head = this.nextInLine[first];
    occupancy.waiting--;
    this.serve(station, handler, first);
  }

  private serve(station: Station, handler: number, slot: number): void {
    const now = this.clock[0];
    const inQueue = now - this.enteredAt[slot];
    station.timeInQueue.add(inQueue);
    station.timeInQueueSketch.add(inQueue);
    const draws = station.draws.at(this.ordinal[slot], this.source, 0);
    const service = fromSeconds(station.meanS * standardExponential(draws));
    this.heap.push(now + service, this.tie[handler] + this.sequence++, handler, slot);
  }

  private delay(slot: number): void {
    const now = this.clock[0];
    const draws = this.delayDraws.at(this.ordinal[slot], this.source, 0);
    const span = fromSeconds(MEAN_DELAY_S * standardExponential(draws));
    this.heap.push(now + span, this.tie[DELAY] + this.sequence++, DELAY, slot);
  }

  private sink(slot: number): void {
    const now = this.clock[0];
    const inChain = now - this.createdAt[slot];
    this.timeInChain.add(inChain);
    this.timeInChainSketch.add(inChain);
    this.nextInLine[slot] = this.freeSlot;
    this.freeSlot = slot;
  }

  private createParcel(): number {
    const now = this.clock[0];
    let slot = this.freeSlot;
    if (slot !== NONE) this.freeSlot = this.nextInLine[slot];
    else {
      if (this.usedSlots === this.ordinal.length) this.growSlots();
      slot = this.usedSlots++;
    }
    this.ordinal[slot] = this.created++;
    this.createdAt[slot] = now;
    return slot;
  }

  private growSlots(): void {
    const slots = this.usedSlots + (this.usedSlots >> 3) + FIRST_SLOTS;
    const { ordinal, nextInLine, createdAt, enteredAt } = this;
    this.ordinal = new Int32Array(slots);
    this.ordinal.set(ordinal);
    this.nextInLine = new Int32Array(slots);
    this.nextInLine.set(nextInLine);
    this.createdAt = new Float64Array(slots);
    this.createdAt.set(createdAt);
    this.enteredAt = new Float64Array(slots);
    this.enteredAt.set(enteredAt);
  }
}
