import { MAX_KEYED_SOURCES } from '../engine/random/keyed-draws.ts';
import type { FlowFaults } from './flow-faults.ts';
import type { FlowBlock, FlowBlockOf, FlowScenario } from './flow-schema.ts';
import { formatPath } from './scenario-path.ts';
import { copyTargets, type Reach, SplitWalk } from './split-walk.ts';

/** Reports copies that cannot come together: their subject would wait for them for ever. */
export function checkSplits(flow: FlowScenario, faults: FlowFaults): void {
  const walk = new SplitWalk(flow);
  for (const [name, block] of Object.entries(flow.blocks)) {
    if (block.type !== 'split') continue;
    const path = formatPath(['blocks', name]);
    const reach = walk.ofCopies(name);
    if (walk.endless !== undefined) {
      faults.report(
        path,
        'copies that come back before they meet',
        'a join before the next split',
        'every copy would be split again, without end',
      );
      return;
    }
    checkMeeting(flow, faults, path, reach);
    for (const join of reach.joins) checkNeeds(flow, faults, join, copyTargets(block).length);
  }
  for (const [name, block] of Object.entries(flow.blocks)) {
    const creates = block.type === 'source' || block.type === 'population' || isBatching(block);
    if (!creates) continue;
    for (const join of walk.from([block.to]).joins) {
      faults.report(
        formatPath(['blocks', join]),
        `subjects of ${name}, which were not split`,
        'copies that a split sends',
        'put a split before it',
      );
    }
  }
  if (walk.copies(MAX_KEYED_SOURCES).length < MAX_KEYED_SOURCES / 2) return;
  faults.report(
    'blocks',
    `${MAX_KEYED_SOURCES / 2} kinds of copies or more`,
    'fewer sources, copies or splits within splits',
    'each copy of each source has a name of its own',
  );
}

function checkMeeting(flow: FlowScenario, faults: FlowFaults, path: string, { blocks, joins }: Reach): void {
  const report = (found: string, allowed: string) =>
    faults.report(`${path}.branches`, found, allowed, 'the subject would wait for its copies for ever');
  if (joins.size === 0) report('copies that never meet', 'a join on every way');
  if (joins.size > 1) report(`copies that meet at ${[...joins].join(' or ')}`, 'one join for all');
  for (const name of blocks) {
    const block = flow.blocks[name];
    if (block.type === 'sink') report(`copies that can leave at ${name}`, 'a join on every way');
    if (isBatching(block)) report(`copies that travel in batches of ${name}`, 'batches that send members');
    if (losesForGood(block))
      report(`copies that ${name} can turn away`, 'a lost_to that leads to the join as well');
    if (block.type === 'queue' && block.patience !== undefined && block.reneged_to === undefined)
      report(`copies whose patience ends at ${name}`, 'a reneged_to that leads to the join as well');
  }
}

function checkNeeds(flow: FlowScenario, faults: FlowFaults, join: string, copies: number): void {
  const { needs } = flow.blocks[join] as FlowBlockOf<'join'>;
  if (needs === undefined || needs <= copies) return;
  faults.report(
    formatPath(['blocks', join, 'needs']),
    `${needs}`,
    `at most ${copies}, the copies that come`,
    'it would wait for ever',
  );
}

function losesForGood(block: FlowBlock): boolean {
  if (block.type !== 'queue' || (block.capacity === undefined && block.joins === undefined)) return false;
  return block.when_full === 'lose' && block.lost_to === undefined;
}

function isBatching(block: FlowBlock): block is FlowBlockOf<'batch'> {
  return block.type === 'batch' && block.sends === 'batch';
}
