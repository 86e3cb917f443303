import { checkQueueOrder } from './check-queue-order.ts';
import type { FlowFaults } from './flow-faults.ts';
import type { FlowBlock, FlowScenario, WrittenSchedule } from './flow-schema.ts';
import { impossibleDistributions } from './impossible-distributions.ts';
import { isAlwaysZero } from './zero-time-cycle.ts';

/** Options of a queue that need a line or single servers. */
const NOT_SHARED = ['breakdown', 'vacation', 'group'] as const;

/** Orders in which a line alone tells who is next, and nobody is interrupted. */
const KEPT_ORDERS: readonly string[] = ['fifo', 'lifo', 'priority'];

/** Checks the options of one block after the other, and what resources share with them. */
export class BlockCheck {
  readonly #flow: FlowScenario;
  readonly #faults: FlowFaults;
  readonly #blocks: readonly string[];
  readonly #classes: readonly string[];

  constructor(flow: FlowScenario, faults: FlowFaults) {
    this.#flow = flow;
    this.#faults = faults;
    this.#blocks = Object.keys(flow.blocks);
    this.#classes = flow.classes.map((one) => one.name);
  }

  check(path: string, block: FlowBlock): void {
    if ('to' in block) this.#target(`${path}.to`, block.to);
    this.distributions(path, block);
    switch (block.type) {
      case 'source':
        this.#oneOf(path, block, ['interarrival', 'every_s', 'rate', 'at_s']);
        this.#classChoice(`${path}.class`, block.class);
        if (block.interarrival !== undefined && isAlwaysZero(block.interarrival)) {
          this.#faults.report(
            `${path}.interarrival`,
            'gaps of 0',
            'a mean above 0',
            'all subjects would arrive at one instant, without end',
          );
        }
        if (block.at_s?.some((at, i, all) => i > 0 && at < all[i - 1])) {
          this.#faults.report(
            `${path}.at_s`,
            'an instant before its predecessor',
            'rising instants',
            'sort them',
          );
        }
        if (block.rate !== undefined && 'steps' in block.rate)
          this.#rateSteps(`${path}.rate.steps`, block.rate.steps);
        if (block.rate !== undefined && 'sinusoid' in block.rate) {
          const { amplitude_per_hour: amplitude, mean_per_hour: mean } = block.rate.sinusoid;
          if (Math.abs(amplitude) > mean) {
            this.#faults.report(
              `${path}.rate.sinusoid.amplitude_per_hour`,
              `${amplitude}`,
              `-${mean} to ${mean}`,
              'a rate is never negative',
            );
          }
        }
        break;
      case 'population':
        this.#classChoice(`${path}.class`, block.class);
        break;
      case 'queue':
        this.#oneOf(path, block, ['service', 'service_by_class']);
        this.#everyClass(`${path}.service_by_class`, block.service_by_class);
        this.schedule(`${path}.schedule`, block.schedule);
        if (block.lost_to !== undefined) this.#target(`${path}.lost_to`, block.lost_to);
        if (block.group !== undefined) this.#group(path, block);
        if (block.discipline === 'processor_sharing') this.#sharing(path, block);
        if (block.server_speeds !== undefined) this.#speeds(path, block);
        if (block.reneged_to !== undefined) this.#target(`${path}.reneged_to`, block.reneged_to);
        this.#patience(path, block);
        checkQueueOrder(block, path, this.#faults);
        break;
      case 'delay':
        this.#oneOf(path, block, ['time', 'time_by_class']);
        this.#everyClass(`${path}.time_by_class`, block.time_by_class);
        break;
      case 'batch':
        if (block.departs_when_full && block.capacity === undefined) {
          this.#faults.report(
            `${path}.capacity`,
            'nothing',
            'a capacity',
            'departs_when_full needs to know when it is full',
          );
        }
        if (!block.departs_when_full && block.clock === undefined) {
          this.#faults.report(
            path,
            'no departure',
            'departs_when_full, a clock, or both',
            'say when batches depart',
          );
        }
        if (block.clock !== undefined && 'timetable' in block.clock) {
          const { at_s: at, period_s: period } = block.clock.timetable;
          if (at.some((s, i) => s >= period || (i > 0 && s <= at[i - 1]))) {
            this.#faults.report(
              `${path}.clock.timetable.at_s`,
              at.join(', '),
              `rising, below ${period}`,
              'sort the departures',
            );
          }
        }
        break;
      case 'gate':
        this.schedule(`${path}.schedule`, block.schedule);
        break;
      case 'selector':
        this.#branches(path, block.by, block.branches);
        break;
      case 'assign':
        this.#oneOf(path, block, ['class', 'by_class']);
        this.#classChoice(`${path}.class`, block.class);
        for (const [klass, choice] of Object.entries(block.by_class ?? {})) {
          if (!this.#classes.includes(klass)) this.#faults.unknown(`${path}.by_class`, klass, this.#classes);
          this.#classChoice(`${path}.by_class`, choice);
        }
        break;
      case 'split':
        block.branches.forEach((branch, i) => {
          this.#target(`${path}.branches[${i}].to`, branch.to);
        });
        break;
      case 'seize':
      case 'release':
        if (!(block.resource in this.#flow.resources)) {
          this.#faults.unknown(`${path}.resource`, block.resource, Object.keys(this.#flow.resources));
        } else if (block.type === 'seize' && block.units > this.#largest(block.resource)) {
          const most = this.#largest(block.resource);
          this.#faults.report(`${path}.units`, `${block.units}`, `at most ${most}`, 'it would wait for ever');
        }
        break;
      default:
        break;
    }
  }

  #group(path: string, block: Extract<FlowBlock, { type: 'queue' }>): void {
    const { group, breakdown, vacation, discipline } = block;
    if (group!.at_least > group!.at_most) {
      this.#faults.report(
        `${path}.group.at_least`,
        `${group!.at_least}`,
        `at most ${group!.at_most}`,
        'at_most is the larger',
      );
    }
    if (breakdown !== undefined || vacation !== undefined || discipline === 'preemptive_priority') {
      this.#faults.report(
        `${path}.group`,
        'group with interruption',
        'group alone',
        'breakdown, vacation and preemption serve one at a time',
      );
    }
  }

  /** Sharing has servers that are a number and no line: nothing that needs one or the other goes with it. */
  #sharing(path: string, block: Extract<FlowBlock, { type: 'queue' }>): void {
    for (const option of NOT_SHARED) {
      if (block[option] === undefined) continue;
      this.#faults.report(
        `${path}.${option}`,
        `${option} with processor_sharing`,
        'another discipline',
        'nobody waits where servers are shared, and no server is by itself',
      );
    }
  }

  /** Servers of different speeds are so many and no others, and keep whom they have begun to serve. */
  #speeds(path: string, block: Extract<FlowBlock, { type: 'queue' }>): void {
    const count = block.server_speeds!.length;
    if (block.servers !== 1 && block.servers !== count) {
      this.#faults.report(
        `${path}.servers`,
        `${block.servers}`,
        `${count}, one for each of server_speeds`,
        'leave servers out',
      );
    }
    if (!KEPT_ORDERS.includes(block.discipline)) {
      this.#faults.report(
        `${path}.discipline`,
        `${block.discipline} with server_speeds`,
        'fifo, lifo or priority',
        'a server of its own speed serves one subject to the end',
      );
    }
    for (const option of ['schedule', ...NOT_SHARED] as const) {
      if (block[option] === undefined) continue;
      this.#faults.report(
        `${path}.${option}`,
        `${option} with server_speeds`,
        'one of the two',
        'servers of different speeds are always on duty and serve one at a time',
      );
    }
  }

  /** Who may leave the line stands in one line, first come first served, before servers that are always there. */
  #patience(path: string, block: Extract<FlowBlock, { type: 'queue' }>): void {
    const { patience, reneged_to: reneged, discipline, when_full: whenFull } = block;
    if (patience === undefined) {
      if (reneged === undefined) return;
      this.#faults.report(`${path}.patience`, 'nothing', 'a duration', 'nobody reneges without it');
      return;
    }
    const report = (option: string, found: string, allowed: string) =>
      this.#faults.report(
        `${path}.${option}`,
        `${found} with patience`,
        allowed,
        'patience is for one line, first come first served, before servers that are always on duty',
      );
    if (discipline !== 'fifo') report('discipline', discipline, 'fifo');
    if (whenFull === 'block') report('when_full', 'block', 'lose');
    for (const option of ['schedule', 'server_speeds', ...NOT_SHARED] as const)
      if (block[option] !== undefined) report(option, option, 'one of the two');
  }

  #branches(
    path: string,
    by: string,
    branches: readonly { to: string; weight?: number | undefined; class?: string | undefined }[],
  ): void {
    branches.forEach((branch, i) => {
      const at = `${path}.branches[${i}]`;
      this.#target(`${at}.to`, branch.to);
      if (by === 'chance' && branch.weight === undefined)
        this.#faults.report(`${at}.weight`, 'nothing', 'a weight', 'chance needs weights');
      if (branch.class !== undefined && !this.#classes.includes(branch.class))
        this.#faults.unknown(`${at}.class`, branch.class, this.#classes);
      if (
        by === 'shortest' &&
        !['queue', 'gate', 'batch', 'seize', undefined].includes(this.#flow.blocks[branch.to]?.type)
      ) {
        this.#faults.report(
          `${at}.to`,
          branch.to,
          'a queue, gate, batch or seize',
          'only these have a line to compare',
        );
      }
    });
    if (by === 'chance' && !branches.some((branch) => (branch.weight ?? 0) > 0)) {
      this.#faults.report(
        `${path}.branches`,
        'weights that are all 0',
        'a weight above 0',
        'give one branch a chance',
      );
    }
    if (by === 'class' && !branches.some((branch) => branch.class === undefined)) {
      const missing = this.#classes.filter((one) => !branches.some((branch) => branch.class === one));
      if (missing.length > 0)
        this.#faults.report(
          `${path}.branches`,
          `no branch for ${missing.join(', ')}`,
          'a branch for every class',
          'add one without class',
        );
    }
  }

  #rateSteps(
    path: string,
    steps: { period_s?: number | undefined; from_s: readonly number[]; per_hour: readonly number[] },
  ): void {
    const { from_s: from, per_hour: rates, period_s: period = Number.POSITIVE_INFINITY } = steps;
    if (from.length !== rates.length) {
      this.#faults.report(
        `${path}.per_hour`,
        `${rates.length} rates`,
        `${from.length}, one per from_s`,
        'a rate for every step',
      );
    }
    if (from[0] !== 0 || from.some((s, i) => s >= period || (i > 0 && s <= from[i - 1]))) {
      this.#faults.report(
        `${path}.from_s`,
        from.join(', '),
        `rising from 0, below the period`,
        'sort the steps',
      );
    }
  }

  schedule(path: string, schedule: WrittenSchedule | undefined): void {
    if (schedule === undefined) return;
    const { steps, period_s: period } = schedule;
    if (steps.some((step, i) => step.from_s >= period || (i > 0 && step.from_s <= steps[i - 1].from_s))) {
      this.#faults.report(
        `${path}.steps`,
        steps.map((step) => step.from_s).join(', '),
        `rising from_s below ${period}`,
        'sort the steps',
      );
    }
  }

  #largest(resource: string): number {
    const { capacity, schedule } = this.#flow.resources[resource];
    return schedule === undefined ? capacity : Math.max(...schedule.steps.map((step) => step.capacity));
  }

  #classChoice(path: string, choice: string | { weights: Record<string, number> } | undefined): void {
    const names =
      choice === undefined ? [] : typeof choice === 'string' ? [choice] : Object.keys(choice.weights);
    for (const one of names) if (!this.#classes.includes(one)) this.#faults.unknown(path, one, this.#classes);
    if (typeof choice === 'object' && !Object.values(choice.weights).some((weight) => weight > 0)) {
      this.#faults.report(
        `${path}.weights`,
        'no weight above 0',
        'a weight above 0',
        'give one class a chance',
      );
    }
  }

  #everyClass(path: string, times: Record<string, unknown> | undefined): void {
    if (times === undefined) return;
    for (const one of Object.keys(times))
      if (!this.#classes.includes(one)) this.#faults.unknown(path, one, this.#classes);
    const missing = this.#classes.filter((one) => !(one in times));
    if (missing.length > 0)
      this.#faults.report(
        path,
        `nothing for ${missing.join(', ')}`,
        'every class',
        'add the missing classes',
      );
  }

  distributions(path: string, part: object): void {
    for (const { path: at, found, reason } of impossibleDistributions(path, part)) {
      this.#faults.report(at, found, 'a possible distribution', reason);
    }
  }

  #target(path: string, to: string): void {
    const block = this.#flow.blocks[to];
    if (block === undefined) this.#faults.unknown(path, to, this.#blocks);
    else if (block.type === 'source' || block.type === 'population') {
      this.#faults.report(path, to, 'a block that can be entered', 'a source and a population only send');
    }
  }

  #oneOf(path: string, block: object, options: readonly string[]): void {
    const given = options.filter((option) => (block as Record<string, unknown>)[option] !== undefined);
    if (given.length !== 1) {
      this.#faults.report(
        path,
        given.length === 0 ? 'none of them' : given.join(' and '),
        `exactly one of ${options.join(', ')}`,
        'keep one',
      );
    }
  }
}
