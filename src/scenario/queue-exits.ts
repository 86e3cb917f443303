import type { FlowBlock } from './flow-schema.ts';

/** Blocks to which a queue sends those it does not serve: where it is full, and where their patience ends. */
export function unservedWays(
  block: FlowBlock,
): { readonly to: string; readonly label: 'lost' | 'reneged' }[] {
  if (block.type !== 'queue') return [];
  const { lost_to: lost, reneged_to: reneged } = block;
  return [
    ...(lost === undefined ? [] : [{ to: lost, label: 'lost' as const }]),
    ...(reneged === undefined ? [] : [{ to: reneged, label: 'reneged' as const }]),
  ];
}
