import { Assign } from '../../engine/blocks/assign.ts';
import { Balking } from '../../engine/blocks/balking.ts';
import { Batch, Unbatch } from '../../engine/blocks/batch.ts';
import { Batches } from '../../engine/blocks/batches.ts';
import type { Block, BlockPlace, Inlet } from '../../engine/blocks/block.ts';
import { type Adjustable, CapacitySchedule } from '../../engine/blocks/capacity-schedule.ts';
import { Delay } from '../../engine/blocks/delay.ts';
import { Families } from '../../engine/blocks/families.ts';
import { Gate } from '../../engine/blocks/gate.ts';
import { IndividualService } from '../../engine/blocks/individual-service.ts';
import { Population } from '../../engine/blocks/population.ts';
import { Release, Resource, Seize } from '../../engine/blocks/resource.ts';
import { type Loaded, Selector, type SelectorRule } from '../../engine/blocks/selector.ts';
import type { ActivityTimes } from '../../engine/blocks/service-time.ts';
import { Sink } from '../../engine/blocks/sink.ts';
import { Source } from '../../engine/blocks/source.ts';
import { Join, Split } from '../../engine/blocks/split.ts';
import { UnitBreakdowns } from '../../engine/blocks/unit-breakdowns.ts';
import type { Variate } from '../../engine/random/variate.ts';
import { Simulation } from '../../engine/simulation.ts';
import { SubjectStore } from '../../engine/subject-store.ts';
import type { FlowBlock, FlowBlockOf, FlowScenario, WrittenSchedule } from '../../scenario/flow-schema.ts';
import { copyTargets, SplitWalk } from '../../scenario/split-walk.ts';
import { SourceNumbers } from '../source-numbers.ts';
import { compileQueue } from './compile-queue.ts';
import { type CopyNumbers, copyNumbers } from './copy-names.ts';
import { revisitedBlocks } from './flow-names.ts';
import { FlowVariates } from './flow-variates.ts';

/** A block as the scenario names it. */
export type FlowNode = Block;

/** A flow made ready to run. */
export interface CompiledFlow {
  readonly sim: Simulation;
  readonly subjects: SubjectStore;
  readonly blocks: ReadonlyMap<string, FlowNode>;
  readonly resources: ReadonlyMap<string, Resource>;
  /** Name of each source number, in the order of the scenario: what subjects are named by. */
  readonly sources: ReadonlyMap<number, string>;
  readonly batches: Batches;
  /** Where those leave that find a block full and have nowhere else to go. */
  readonly lossSink: Sink;
}

/** Builds the blocks of a flow and wires them. Expects a scenario that was checked. */
export function compileFlow(flow: FlowScenario, seed: number | string, replication: number): CompiledFlow {
  return new FlowCompiler(flow, seed, replication).compile();
}

/** What must be set going before the run, in the order of the scenario. */
interface Beginner {
  begin(): void;
}

class FlowCompiler {
  readonly #flow: FlowScenario;
  readonly #variates: FlowVariates;
  readonly #sources = new SourceNumbers();
  readonly #subjects = new SubjectStore();
  readonly #sim: Simulation;
  readonly #batches = new Batches(this.#subjects);
  /** Of the copies; none where nothing is split. */
  readonly #families: Families | null;
  readonly #splits: SplitWalk;
  readonly #revisited: ReadonlySet<string>;
  readonly #resources = new Map<string, Resource>();
  readonly #blocks = new Map<string, FlowNode>();
  /** What stands in front of a block, where something does. */
  readonly #doors = new Map<string, Inlet>();
  readonly #beginners: Beginner[] = [];
  readonly #lossSink: Sink;

  constructor(flow: FlowScenario, seed: number | string, replication: number) {
    this.#flow = flow;
    this.#variates = new FlowVariates(seed, replication);
    this.#revisited = revisitedBlocks(flow);
    this.#splits = new SplitWalk(flow);
    const splits = Object.values(flow.blocks).some((block) => block.type === 'split');
    this.#families = splits ? new Families(this.#subjects) : null;
    this.#sim = new Simulation({
      seed,
      replication,
      nameSubject: (subject) =>
        subject < 0 || subject >= this.#subjects.capacity
          ? 'nobody'
          : `${this.#sources.names.get(this.#subjects.source(subject))}#${this.#subjects.ordinal(subject)}`,
    });
    this.#lossSink = new Sink(this.#place('lost'), {
      classes: flow.classes.length,
      batches: this.#batches,
      families: this.#families,
    });
  }

  compile(): CompiledFlow {
    for (const [name, written] of Object.entries(this.#flow.resources)) {
      const ranks = this.#flow.classes.map((one) => one.priority);
      const resource = new Resource(this.#place(name), { capacity: written.capacity, ranks });
      this.#resources.set(name, resource);
      this.#schedule(name, resource, written.schedule);
      if (written.breakdown !== undefined) {
        const units = this.#variates.breakdowns(name, written.breakdown, written.capacity);
        this.#beginners.push(
          new UnitBreakdowns(this.#place(`${name}.breakdown`), { target: resource, units }),
        );
      }
    }
    for (const [name, written] of Object.entries(this.#flow.blocks))
      this.#blocks.set(name, this.#build(name, written));
    const names = copyNumbers(this.#splits, this.#sources);
    for (const [name, written] of Object.entries(this.#flow.blocks)) this.#wire(name, written, names);
    for (const beginner of this.#beginners) beginner.begin();
    return {
      sim: this.#sim,
      subjects: this.#subjects,
      blocks: this.#blocks,
      resources: this.#resources,
      sources: this.#sources.names,
      batches: this.#batches,
      lossSink: this.#lossSink,
    };
  }

  #build(name: string, written: FlowBlock): FlowNode {
    const place = this.#place(name);
    const classes = this.#flow.classes.length;
    switch (written.type) {
      case 'source':
        return this.#begun(
          new Source(place, {
            source: this.#sources.add(name),
            arrivals: this.#variates.arrivals(name, written),
            klass: this.#klass(name, written.class),
            ...(written.batch_size === undefined
              ? {}
              : {
                  batch: {
                    size: this.#variates.variate(written.batch_size),
                    stream: this.#variates.stream(`batch/${name}`),
                  },
                }),
            ...(written.limit === undefined ? {} : { limit: written.limit }),
          }),
        );
      case 'population': {
        const klass = written.class === undefined ? 0 : this.#classIndex(written.class);
        return this.#begun(
          new Population(place, { source: this.#sources.add(name), size: written.size, klass }),
        );
      }
      case 'queue':
        return this.#withDoor(name, this.#queue(name, written), written);
      case 'delay':
        return new Delay(place, this.#times(name, written.time, written.time_by_class), classes);
      case 'batch':
        return this.#begun(
          new Batch(place, {
            source: this.#sources.add(name),
            batches: this.#batches,
            capacity: written.capacity ?? Number.POSITIVE_INFINITY,
            departsFull: written.departs_when_full,
            clock: this.#variates.clock(name, written.clock),
            departsEmpty: written.departs_empty,
            sends: written.sends,
            classes,
          }),
        );
      case 'unbatch':
        return new Unbatch(place, this.#batches);
      case 'gate': {
        const gate = new Gate(place, { isOpen: written.is_open, classes });
        this.#schedule(name, gate, written.schedule);
        return gate;
      }
      case 'selector':
        return new Selector(place, this.#rule(name, written));
      case 'assign':
        return new Assign(place, {
          becomes: this.#flow.classes.map((klass, index) => {
            const becomes = written.class ?? written.by_class?.[klass.name];
            return becomes === undefined ? index : this.#classOrChance(becomes);
          }),
          draws: this.#variates.draws('assign', name),
          revisited: this.#revisited.has(name),
        });
      case 'split':
        return new Split(place, {
          families: this.#families!,
          needed: this.#joinOf(name).needs ?? copyTargets(written).length,
          classes,
        });
      case 'join':
        return new Join(place, { families: this.#families ?? new Families(this.#subjects), classes });
      case 'seize': {
        const ranks = this.#flow.classes.map((one) => one.priority);
        return new Seize(place, {
          resource: this.#resources.get(written.resource)!,
          units: written.units,
          ranks,
          classes,
        });
      }
      case 'release':
        return new Release(place, { resource: this.#resources.get(written.resource)!, units: written.units });
      case 'sink':
        return new Sink(place, { classes, batches: this.#batches, families: this.#families });
    }
  }

  #queue(name: string, written: FlowBlockOf<'queue'>): FlowNode {
    const queue = compileQueue(this.#place(name), written, {
      flow: this.#flow,
      variates: this.#variates,
      times: (purpose, one, byClass) => this.#times(name, one, byClass, purpose),
      lossTarget: (to) => this.#lossTarget(to),
    });
    if (queue instanceof IndividualService) this.#begun(queue);
    // A schedule is refused wherever servers cannot come and go.
    if (written.schedule !== undefined)
      this.#schedule(name, queue as FlowNode & Adjustable, written.schedule);
    return queue;
  }

  /** Puts a door in front of a queue that not everybody joins. */
  #withDoor(name: string, queue: FlowNode, { joins, lost_to: lostTo }: FlowBlockOf<'queue'>): FlowNode {
    if (joins === undefined) return queue;
    this.#doors.set(
      name,
      new Balking(this.#place(name), {
        queue,
        joins,
        draws: this.#variates.draws('joins', name),
        revisited: this.#revisited.has(name),
        lostTo: this.#lossTarget(lostTo),
      }),
    );
    return queue;
  }

  #rule(name: string, written: FlowBlockOf<'selector'>): SelectorRule {
    switch (written.by) {
      case 'chance':
        return {
          by: 'chance',
          weights: written.branches.map((branch) => branch.weight ?? 0),
          draws: this.#variates.draws('route', name),
          revisited: this.#revisited.has(name),
        };
      case 'class': {
        const otherwise = written.branches.findIndex((branch) => branch.class === undefined);
        const branchOf = this.#flow.classes.map((one) => {
          const own = written.branches.findIndex((branch) => branch.class === one.name);
          return own === -1 ? otherwise : own;
        });
        return { by: 'class', branchOf };
      }
      case 'shortest':
        return { by: 'shortest' };
      case 'turn':
        return { by: 'turn' };
    }
  }

  /** Where the copies of a split come together. */
  #joinOf(split: string): FlowBlockOf<'join'> {
    const [join] = this.#splits.ofCopies(split).joins;
    return this.#flow.blocks[join] as FlowBlockOf<'join'>;
  }

  #wire(name: string, written: FlowBlock, names: CopyNumbers): void {
    const block = this.#blocks.get(name)!;
    if ('to' in written) block.next = this.#inlet(written.to);
    if (block instanceof Split && written.type === 'split') {
      block.next = this.#inlet(this.#joinOf(name).to);
      const branches = copyTargets(written).map((to) => this.#inlet(to));
      block.wire(branches, { byParent: names.get(name) ?? new Map(), isRepeated: this.#revisited.has(name) });
    }
    if (!(block instanceof Selector) || written.type !== 'selector') return;
    const branches = written.branches.map((branch) => this.#inlet(branch.to));
    const blocks = written.branches.map((branch) => this.#blocks.get(branch.to)!);
    block.wire(branches, written.by === 'shortest' ? (blocks as unknown as readonly Loaded[]) : []);
  }

  /** Where subjects enter a block: at its door, where it has one. */
  #inlet(name: string): Inlet {
    return this.#doors.get(name) ?? this.#blocks.get(name)!;
  }

  #times(
    name: string,
    one: object | undefined,
    byClass: Record<string, object> | undefined,
    purpose = 'service',
  ): ActivityTimes {
    const written = one === undefined ? this.#flow.classes.map((klass) => byClass![klass.name]) : [one];
    return {
      byClass: written.map((duration) => this.#variates.variate(duration)),
      draws: this.#variates.draws(purpose, name),
      revisited: this.#revisited.has(name),
    };
  }

  #klass(name: string, written: FlowBlockOf<'source'>['class']) {
    if (written === undefined) return 0;
    const index = this.#classOrChance(written);
    return typeof index === 'number' ? index : { index, draws: this.#variates.draws('class', name) };
  }

  #classOrChance(written: NonNullable<FlowBlockOf<'source'>['class']>): number | Variate {
    if (typeof written === 'string') return this.#classIndex(written);
    const entries = Object.entries(written.weights);
    return this.#variates.variate({
      discrete: {
        values: entries.map(([klass]) => this.#classIndex(klass)),
        weights: entries.map(([, weight]) => weight),
      },
    });
  }

  #lossTarget(to: string | undefined): Inlet {
    if (to === undefined) return this.#lossSink;
    // The block may not be built yet: the inlet finds it when the first subject is lost.
    const inlet = () => this.#inlet(to);
    return {
      name: to,
      facility: 0,
      get code() {
        return inlet().code;
      },
      enter: (subject: number) => inlet().enter(subject),
    };
  }

  #schedule(name: string, target: Adjustable, written: WrittenSchedule | undefined): void {
    if (written === undefined) return;
    this.#beginners.push(
      new CapacitySchedule(this.#place(`${name}.schedule`), {
        target,
        steps: written.steps.map((step) => ({ fromS: step.from_s, capacity: step.capacity })),
        periodS: written.period_s,
        startS: written.start_s,
      }),
    );
  }

  #begun<T extends Beginner>(block: T): T {
    this.#beginners.push(block);
    return block;
  }

  #classIndex(name: string): number {
    return this.#flow.classes.findIndex((one) => one.name === name);
  }

  #place(name: string): BlockPlace {
    return { sim: this.#sim, subjects: this.#subjects, facility: 0, name };
  }
}
