import type { FlowBlock, FlowScenario } from './flow-schema.ts';
import { unservedWays } from './queue-exits.ts';

/**
 * A block on a cycle that subjects can run through in no time, which would never let the clock go on; undefined where
 * there is none.
 */
export function zeroTimeCycle(flow: FlowScenario): string | undefined {
  const state = new Map<string, 'open' | 'done'>();
  const closes = (name: string): boolean => {
    const block = flow.blocks[name];
    if (block === undefined || state.get(name) === 'done') return false;
    if (state.get(name) === 'open') return true;
    state.set(name, 'open');
    const isCycle = targetsInNoTime(block).some(closes);
    state.set(name, 'done');
    return isCycle;
  };
  return Object.keys(flow.blocks).find(closes);
}

/** Whether a duration is 0 whenever it is drawn. */
export function isAlwaysZero(written: Record<string, unknown>): boolean {
  const [[name, parameters]] = Object.entries(written) as [string, Record<string, unknown>][];
  if (name === 'constant') return parameters.value_s === 0;
  if (name === 'uniform' || name === 'triangular') return parameters.max_s === 0;
  return (name === 'exponential' || name === 'poisson') && parameters.mean_s === 0;
}

/** Blocks that a subject may reach from a block at the instant at which it entered. */
function targetsInNoTime(block: FlowBlock): readonly string[] {
  switch (block.type) {
    case 'selector':
    case 'split':
      return block.branches.map((branch) => branch.to);
    case 'assign':
    case 'join':
    case 'unbatch':
    case 'release':
    case 'seize':
    case 'gate':
      return [block.to];
    case 'batch':
      return block.capacity === 1 && block.departs_when_full ? [block.to] : [];
    case 'queue': {
      const times = [block.service, ...Object.values(block.service_by_class ?? {})];
      const takesNone = times.some((time) => time !== undefined && isAlwaysZero(time));
      // Those without patience leave at the instant at which they come.
      const hasNone = block.patience !== undefined && isAlwaysZero(block.patience);
      const unserved = unservedWays(block).filter(({ label }) => label === 'lost' || hasNone);
      return [...(takesNone ? [block.to] : []), ...unserved.map(({ to }) => to)];
    }
    case 'delay': {
      const times = [block.time, ...Object.values(block.time_by_class ?? {})];
      return times.some((time) => time !== undefined && isAlwaysZero(time)) ? [block.to] : [];
    }
    default:
      return [];
  }
}
