import type { ProbeTrace } from '../../engine/blocks/probe.ts';
import { FLOW_PARCELS, FLOW_SCANS, FLOW_TIMESERIES } from '../../records/flow-tables.ts';
import type { FlowScenario } from '../../scenario/flow-schema.ts';
import { hashIdentity } from '../row-choice.ts';
import type { RowChoice, RunOptions } from '../run.ts';
import type { CompiledFlow } from './compile-flow.ts';

const PER_SECOND = 1e6;

/** Writes what happens in a flow as rows. Attached to the probes of its blocks; a run without it is the same run. */
export class FlowRecords {
  readonly #flow: FlowScenario;
  readonly #compiled: CompiledFlow;
  readonly #options: RunOptions;

  constructor(flow: FlowScenario, compiled: CompiledFlow, options: RunOptions) {
    this.#flow = flow;
    this.#compiled = compiled;
    this.#options = options;
    const { parcels, scans } = options;
    const { blocks, lossSink } = compiled;
    for (const [name, block] of blocks) {
      const ends = flow.blocks[name].type === 'sink';
      if (scans !== 'none' || (ends && parcels !== 'none')) block.probe.trace = this.#trace(name, ends);
    }
    if (parcels !== 'none') lossSink.probe.trace = this.#lossTrace();
  }

  /** One row per block at this instant. */
  observe(now: number): void {
    for (const [name, { probe }] of this.#compiled.blocks) {
      const { waiting, serving } = probe.occupancy;
      this.#options.records.write(FLOW_TIMESERIES, [
        this.#options.replication,
        now / PER_SECOND,
        name,
        waiting,
        serving,
        probe.arrivals,
        probe.departures,
        probe.losses,
      ]);
    }
  }

  /** The subjects that are still in the system, in order of identity. */
  finish(): void {
    if (this.#options.parcels === 'none') return;
    const { subjects, sources } = this.#compiled;
    const order = new Map([...sources.keys()].map((source, place) => [source, place]));
    const placeOf = (slot: number) => order.get(subjects.source(slot))!;
    const remaining: number[] = [];
    for (let slot = 0; slot < subjects.capacity; slot++) if (subjects.isAlive(slot)) remaining.push(slot);
    remaining.sort((a, b) => placeOf(a) - placeOf(b) || subjects.ordinal(a) - subjects.ordinal(b));
    for (const slot of remaining) this.#parcel(slot, null, 'in system', '');
  }

  #trace(block: string, ends: boolean): ProbeTrace {
    const step = (what: string) => (subject: number, now: number) => this.#scan(subject, block, what, now);
    const left = step('left');
    return {
      entered: step('entered'),
      started: step('started'),
      left: ends
        ? (subject, now) => {
            left(subject, now);
            this.#parcel(subject, now, 'finished', block);
          }
        : left,
      lost: step('lost'),
      reneged: step('reneged'),
    };
  }

  #lossTrace(): ProbeTrace {
    const nothing = () => {};
    return {
      entered: nothing,
      started: nothing,
      lost: nothing,
      reneged: nothing,
      left: (subject, now) => this.#parcel(subject, now, 'lost', ''),
    };
  }

  #scan(subject: number, block: string, step: string, now: number): void {
    if (!this.#isChosen(this.#options.scans, subject)) return;
    const { records, replication } = this.#options;
    records.write(FLOW_SCANS, [
      replication,
      this.#name(subject),
      this.#className(subject),
      block,
      step,
      now / PER_SECOND,
    ]);
  }

  #parcel(subject: number, now: number | null, outcome: string, block: string): void {
    if (!this.#isChosen(this.#options.parcels, subject)) return;
    const { records, replication } = this.#options;
    const created = this.#compiled.subjects.createdAt(subject);
    records.write(FLOW_PARCELS, [
      replication,
      this.#name(subject),
      this.#className(subject),
      created / PER_SECOND,
      now === null ? null : now / PER_SECOND,
      now === null ? null : (now - created) / PER_SECOND,
      outcome,
      block,
    ]);
  }

  #isChosen(choice: RowChoice, subject: number): boolean {
    if (choice === 'all') return true;
    if (choice === 'none') return false;
    return (
      hashIdentity(this.#compiled.subjects.source(subject), this.#compiled.subjects.ordinal(subject)) %
        choice.sample ===
      0
    );
  }

  #name(subject: number): string {
    return `${this.#compiled.sources.get(this.#compiled.subjects.source(subject))}#${this.#compiled.subjects.ordinal(subject)}`;
  }

  #className(subject: number): string {
    return this.#flow.classes[this.#compiled.subjects.klass(subject)].name;
  }
}
