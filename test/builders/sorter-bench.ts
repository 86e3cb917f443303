import { PHASE, tieBase } from '../../src/engine/phase.ts';
import type { EventHandler } from '../../src/engine/simulation.ts';
import type { BeltSorter, BeltSorterOptions } from '../../src/model/sorting/belt/belt-sorter.ts';
import type { InfeedState, SorterHost } from '../../src/model/sorting/belt/sorter.ts';
import type { HubContext } from '../../src/model/sorting/hub-context.ts';
import { STAGE } from '../../src/model/sorting/stage.ts';
import type { hubBlockSchema, WrittenMachine } from '../../src/scenario/hub/hub-schema.ts';
import type { z } from '../../src/scenario/zod.ts';
import { type HubStart, hubContext } from './hub-context.ts';

type Written = Extract<z.input<typeof hubBlockSchema>['sorters'][number], { zones: unknown }>;

/** A machine as it is written, called L1, cross-belt unless said. */
export type BenchMachine = Omit<Written, 'code' | 'type'> & { type?: Written['type'] };

/** What the hub around the sorter would do; all of it can be replaced. */
export interface BenchRules {
  /** Default: chute 0. */
  aim?(piece: number, at: number): number;
  /** Default: takes all. */
  take?(chute: number, piece: number): boolean;
}

/** One step of a piece, as a host sees it. */
export interface BenchStep {
  readonly at: number;
  readonly what: string;
  readonly piece: number;
}

const DONE = (): void => {};

/** A machine alone: pieces are planned to enter at instants, and leave for nowhere. */
export class SorterBench implements SorterHost, EventHandler {
  readonly name = 'bench';
  readonly context: HubContext;
  readonly sorter: BeltSorter;
  readonly steps: BenchStep[] = [];
  readonly turns: { readonly at: number; readonly infeed: number; readonly to: InfeedState }[] = [];
  /** Names of pieces in the order in which they were planned; slots of the store are recycled. */
  readonly left: {
    readonly chute: number;
    readonly laps: number;
    readonly ordinal: number;
    readonly at: number;
  }[] = [];
  /** Pieces that found no room and wait at the zone. */
  readonly waiting: number[][];
  entered = 0;
  readonly #rules: BenchRules;
  readonly #code: number;
  readonly #plans: (() => void)[] = [];
  readonly #traced: boolean;

  constructor(
    make: new (options: BeltSorterOptions) => BeltSorter,
    written: BenchMachine,
    {
      rules = {},
      start = {},
      traced = true,
      ...more
    }: { rules?: BenchRules; start?: HubStart; traced?: boolean; beltUs?: number; cycleUs?: number } = {},
  ) {
    this.context = hubContext({ sorters: [{ code: 'L1', type: 'cross-belt', ...written }] }, 1, start);
    this.#rules = rules;
    this.#traced = traced;
    this.#code = this.context.sim.register(this);
    this.sorter = new make({
      context: this.context,
      written: this.context.block.sorters[0] as WrittenMachine,
      host: this,
      beltUs: 0,
      ...more,
    });
    this.waiting = Array.from({ length: this.sorter.zones }, () => []);
  }

  get now(): number {
    return this.context.sim.now[0];
  }

  /** Plans anything at an instant, after what the sorter does then in earlier phases. */
  at(us: number, plan: () => void, phase: (typeof PHASE)[keyof typeof PHASE] = PHASE.arrival): void {
    this.#plans.push(plan);
    this.context.sim.schedule(us, tieBase(phase, 0), 0, this.#code, this.#plans.length - 1);
  }

  /** A piece comes to a zone now; where no line has room it waits before it. */
  come(zone: number): number {
    const { pieces, journal } = this.context;
    const piece = pieces.create(0, this.entered++, 0, this.now);
    pieces.direction[piece] = 0;
    pieces.sentTo[piece] = 0;
    pieces.planned[piece] = 0;
    journal.arrive(piece, this.now);
    journal.move(piece, STAGE.unload, this.now);
    if (this.waiting[zone].length > 0 || !this.sorter.hasRoom(zone)) this.waiting[zone].push(piece);
    else this.sorter.enter(zone, piece);
    return piece;
  }

  /** Runs to an instant, exclusive. */
  run(us: number): void {
    this.context.sim.run(us);
  }

  fire(_kind: number, plan: number): void {
    const run = this.#plans[plan];
    this.#plans[plan] = DONE;
    run();
  }

  aim(piece: number, at: number): number {
    const chute = this.#rules.aim?.(piece, at) ?? 0;
    this.#step(`pass ${this.context.pieces.laps[piece]} to ${chute}`, piece);
    return chute;
  }

  take(chute: number, piece: number): boolean {
    const takes = this.#rules.take?.(chute, piece) ?? true;
    this.#step(takes ? `chute ${chute}` : `full ${chute}`, piece);
    if (takes) this.#leaves(chute, piece);
    return takes;
  }

  rejected(piece: number): void {
    this.#step('reject', piece);
    this.#leaves(-1, piece);
  }

  roomAgain(zone: number): void {
    while (this.waiting[zone].length > 0 && this.sorter.hasRoom(zone)) {
      this.sorter.enter(zone, this.waiting[zone].shift()!);
    }
  }

  infeedTurns(infeed: number, _from: InfeedState, to: InfeedState): void {
    if (this.#traced) this.turns.push({ at: this.now, infeed, to });
  }

  #leaves(chute: number, piece: number): void {
    const { pieces, journal } = this.context;
    this.left.push({ chute, laps: pieces.laps[piece], ordinal: pieces.ordinal(piece), at: this.now });
    journal.move(piece, STAGE.chute, this.now);
    journal.leave(piece, this.now);
    pieces.release(piece);
  }

  #step(what: string, piece: number): void {
    if (!this.#traced) return;
    this.steps.push({ at: this.now, what, piece: this.context.pieces.ordinal(piece) });
  }
}
