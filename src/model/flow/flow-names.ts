import type { FlowBlock, FlowScenario } from '../../scenario/flow-schema.ts';
import { unservedWays } from '../../scenario/queue-exits.ts';

/** Blocks that a subject can reach from a block, the one for the lost included. */
function targetsOf(block: FlowBlock): readonly string[] {
  if (block.type === 'selector' || block.type === 'split') return block.branches.map((branch) => branch.to);
  if (block.type === 'sink') return [];
  return [block.to, ...unservedWays(block).map(({ to }) => to)];
}

/** Names of the blocks to which a subject can come back: those that lie on a cycle. */
export function revisitedBlocks(flow: FlowScenario): ReadonlySet<string> {
  const revisited = new Set<string>();
  for (const name of Object.keys(flow.blocks)) {
    const seen = new Set<string>();
    const open = [...targetsOf(flow.blocks[name])];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (next === name) {
        revisited.add(name);
        break;
      }
      if (seen.has(next)) continue;
      seen.add(next);
      open.push(...targetsOf(flow.blocks[next]));
    }
  }
  return revisited;
}
