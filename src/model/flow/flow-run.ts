import { fromSeconds, repeatAt } from '../../engine/clock.ts';
import { PHASE, tieBase } from '../../engine/phase.ts';
import type { EventHandler } from '../../engine/simulation.ts';
import type { FlowScenario } from '../../scenario/flow-schema.ts';
import type { FlowFrame, FlowWorld } from '../../snapshot/flow-snapshot.ts';
import type { ModelRun, ReplicationOutcome, RunningFigure, RunOptions } from '../run.ts';
import { type CompiledFlow, compileFlow } from './compile-flow.ts';
import { checkConservation, checkEveryEvent } from './conservation.ts';
import { flowKpis } from './flow-kpis.ts';
import { FlowRecords } from './flow-records.ts';
import { flowFrame, flowWorld } from './flow-view.ts';
import { runningFigures } from './running-figures.ts';

/** One replication of a flow. */
export class FlowRun implements ModelRun {
  readonly #flow: FlowScenario;
  readonly #options: RunOptions;
  readonly #compiled: CompiledFlow;
  readonly #records: FlowRecords;
  readonly #horizon: number;

  /** @param compiled the flow made ready; from the scenario when absent */
  constructor(
    flow: FlowScenario,
    options: RunOptions,
    compiled: CompiledFlow = compileFlow(flow, options.seed, options.replication),
  ) {
    this.#flow = flow;
    this.#options = options;
    this.#compiled = compiled;
    this.#records = new FlowRecords(flow, this.#compiled, options);
    this.#horizon = fromSeconds(flow.run.horizon_s);
    new WarmUpCut(this.#compiled, fromSeconds(flow.run.warm_up_s));
    if (flow.run.observe_every_s !== undefined) {
      new Observation(this.#compiled, this.#records, flow.run.observe_every_s);
    }
    if (options.checksEveryEvent) checkEveryEvent(this.#compiled);
  }

  get now(): number {
    return this.#compiled.sim.now[0];
  }

  get progress(): number {
    return this.now / this.#horizon;
  }

  get eventCount(): number {
    return this.#compiled.sim.eventCount;
  }

  advance(events: number, until = this.#horizon): boolean {
    const { sim } = this.#compiled;
    try {
      const limit = Math.min(until, this.#horizon);
      return sim.run(limit, events) && limit === this.#horizon;
    } catch (error) {
      throw sim.explain(error);
    }
  }

  world(): FlowWorld {
    return flowWorld(this.#flow);
  }

  frame(): FlowFrame {
    return flowFrame(this.#compiled, this.#options.replication);
  }

  running(): readonly RunningFigure[] {
    return runningFigures(this.#flow, this.#compiled, this.now);
  }

  finish(): ReplicationOutcome {
    const { sim, subjects } = this.#compiled;
    this.#records.finish();
    checkConservation(this.#compiled);
    return {
      replication: this.#options.replication,
      kpis: flowKpis(this.#flow, this.#compiled, sim.now[0]),
      eventCount: sim.eventCount,
      staleCount: sim.staleCount,
      digest: sim.digest,
      peakLive: subjects.peak,
      subjectBytes: subjects.bytes,
      besideBytes: 0,
      calendarBytes: sim.calendar.bytes,
      ledger: this.#ledger(),
    };
  }

  /** Created = finished + lost + still there, batches among them. */
  #ledger(): Record<string, number> {
    const { subjects, lossSink } = this.#compiled;
    return {
      created: subjects.created,
      left: subjects.created - subjects.live - lossSink.absorbed,
      lost: lossSink.absorbed,
      in_system: subjects.live,
    };
  }
}

/** The end of the warm-up: every block forgets what it has seen. */
class WarmUpCut implements EventHandler {
  readonly name = 'warm-up';
  readonly #compiled: CompiledFlow;

  constructor(compiled: CompiledFlow, at: number) {
    this.#compiled = compiled;
    const code = compiled.sim.register(this);
    if (at > 0) compiled.sim.schedule(at, tieBase(PHASE.observe, 0), 0, code, 0);
  }

  fire(): void {
    const now = this.#compiled.sim.now[0];
    for (const block of this.#compiled.blocks.values()) block.reset(now);
    for (const resource of this.#compiled.resources.values()) resource.probe.reset(now);
  }
}

/** Looks at every block at a fixed period, after all that happens at the instant. */
class Observation implements EventHandler {
  readonly name = 'observation';
  readonly #compiled: CompiledFlow;
  readonly #records: FlowRecords;
  readonly #periodS: number;
  readonly #code: number;
  #next = 0;

  constructor(compiled: CompiledFlow, records: FlowRecords, periodS: number) {
    this.#compiled = compiled;
    this.#records = records;
    this.#periodS = periodS;
    this.#code = compiled.sim.register(this);
    this.#schedule();
  }

  fire(): void {
    this.#records.observe(this.#compiled.sim.now[0]);
    this.#schedule();
  }

  #schedule(): void {
    const at = repeatAt(0, this.#periodS, this.#next++);
    this.#compiled.sim.schedule(at, tieBase(PHASE.observe, 0), 0, this.#code, 0);
  }
}
