import { compileDistribution } from '../../engine/random/distribution.ts';
import { distributionSpec } from '../../scenario/distribution-schema.ts';
import type { FlowBlock, FlowBlockOf, FlowScenario } from '../../scenario/flow-schema.ts';

/** Subjects per second of each class; NaN where it is not known on paper. */
export type ClassRates = Float64Array;

/** Turns round a loop after which what is still rising is taken for endless. */
const MOST_TURNS = 2_000;

/**
 * Rates at which subjects come to each block in the long run, as if no line ever grew: sources' mean rates, followed
 * through the routing until nothing changes (traffic equations, Jackson 1957). Batches that travel as one, closed
 * populations, routing by the shortest line, changes of class and what comes out of a join are not followed: what lies behind them is not known. Sources that end
 * (given instants, a limit) bring nothing in the long run.
 */
export function expectedRates(flow: FlowScenario): ReadonlyMap<string, ClassRates> {
  const names = Object.keys(flow.blocks);
  const classes = flow.classes.length;
  const rates = new Map(names.map((name) => [name, new Float64Array(classes)]));
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const next = new Map(names.map((name) => [name, new Float64Array(classes)]));
    for (const name of names) {
      const block = flow.blocks[name];
      const coming = rates.get(name)!;
      for (let klass = 0; klass < classes; klass++) {
        const going = outputOf(flow, block, coming[klass], klass);
        if (going === 0) continue;
        for (const [to, share] of routesOf(flow, block, klass)) {
          if (share !== 0) next.get(to)![klass] += going * share;
        }
      }
    }
    const isSettled = names.every((name) => isSame(rates.get(name)!, next.get(name)!));
    for (const name of names) rates.set(name, next.get(name)!);
    if (isSettled) break;
  }
  return rates;
}

function outputOf(flow: FlowScenario, block: FlowBlock, coming: number, klass: number): number {
  switch (block.type) {
    case 'source':
      return sourceRate(block) * classShare(flow, block, klass);
    case 'population':
    case 'unbatch':
    case 'assign':
    case 'join':
      return Number.NaN;
    case 'batch':
      return block.sends === 'members' ? coming : coming === 0 ? 0 : Number.NaN;
    case 'queue':
      // Some may be lost, and the rest is as much as the servers can do.
      return coming === 0 || servesAll(block) ? coming : Number.NaN;
    default:
      return coming;
  }
}

/** Whether all who come to a queue are served in the end, however long its line. */
export function servesAll({ capacity, joins, patience }: FlowBlockOf<'queue'>): boolean {
  return capacity === undefined && joins === undefined && patience === undefined;
}

function sourceRate(block: FlowBlockOf<'source'>): number {
  if (block.limit !== undefined || block.at_s !== undefined) return 0;
  const size =
    block.batch_size === undefined ? 1 : compileDistribution(distributionSpec(block.batch_size)).mean;
  if (block.every_s !== undefined) return size / block.every_s;
  if (block.interarrival !== undefined) {
    // A list of gaps ends with its last.
    if ('given' in block.interarrival) return 0;
    return size / compileDistribution(distributionSpec(block.interarrival)).mean;
  }
  return (size * meanPerHour(block.rate!)) / 3600;
}

function meanPerHour(rate: NonNullable<FlowBlockOf<'source'>['rate']>): number {
  if ('constant' in rate) return rate.constant.per_hour;
  if ('sinusoid' in rate) return rate.sinusoid.mean_per_hour;
  const { period_s: period, from_s: from, per_hour: perHour } = rate.steps;
  if (period === undefined) return perHour[perHour.length - 1];
  return perHour.reduce((sum, one, i) => sum + one * ((from[i + 1] ?? period) - from[i]), 0) / period;
}

function classShare(flow: FlowScenario, { class: written }: FlowBlockOf<'source'>, klass: number): number {
  const { name } = flow.classes[klass];
  if (written === undefined) return klass === 0 ? 1 : 0;
  if (typeof written === 'string') return written === name ? 1 : 0;
  const total = Object.values(written.weights).reduce((sum, weight) => sum + weight, 0);
  return (written.weights[name] ?? 0) / total;
}

/** Where what leaves a block goes, with shares. */
function routesOf(flow: FlowScenario, block: FlowBlock, klass: number): (readonly [string, number])[] {
  if (block.type === 'sink') return [];
  if (block.type === 'split') return block.branches.map(({ to, copies }) => [to, copies]);
  if (block.type !== 'selector') return [[block.to, 1]];
  const { branches, by } = block;
  switch (by) {
    case 'chance': {
      const total = branches.reduce((sum, { weight = 0 }) => sum + weight, 0);
      return branches.map(({ to, weight = 0 }) => [to, weight / total]);
    }
    case 'turn':
      return branches.map(({ to }) => [to, 1 / branches.length]);
    case 'class': {
      const { name } = flow.classes[klass];
      const branch =
        branches.find((one) => one.class === name) ?? branches.find((one) => one.class === undefined);
      return branch === undefined ? [] : [[branch.to, 1]];
    }
    case 'shortest':
      return branches.map(({ to }) => [to, Number.NaN]);
  }
}

function isSame(a: ClassRates, b: ClassRates): boolean {
  return a.every((rate, klass) => Object.is(rate, b[klass]) || Math.abs(rate - b[klass]) <= 1e-12 * rate);
}
