import type { FlowFaults } from './flow-faults.ts';
import type { FlowBlock, FlowBlockOf, FlowScenario } from './flow-schema.ts';
import { unservedWays } from './queue-exits.ts';
import { formatPath } from './scenario-path.ts';

type Queue = FlowBlockOf<'queue'>;

/** Options that a queue may have in front of or behind blocking. */
const ALLOWED: ReadonlySet<string> = new Set([
  'type',
  'servers',
  'service',
  'service_by_class',
  'discipline',
  'capacity',
  'when_full',
  'lost_to',
  'schedule',
  'to',
]);

const DISCIPLINES: readonly string[] = ['fifo', 'lifo', 'priority'];

/** Whether those who find a block full wait upstream. */
export function isBlocking(block: FlowBlock | undefined): boolean {
  return block?.type === 'queue' && block.when_full === 'block';
}

/** Reports queues that block where nobody can be blocked, or where all would be for ever. */
export function checkBlocking(flow: FlowScenario, faults: FlowFaults): void {
  const plain = new Set<string>();
  for (const [name, block] of Object.entries(flow.blocks)) {
    if (block.type !== 'queue' || !isBlocking(block)) continue;
    const path = formatPath(['blocks', name]);
    plain.add(name);
    if (block.capacity === undefined)
      faults.report(`${path}.capacity`, 'nothing', 'a capacity', 'without one there is always room');
    if (block.lost_to !== undefined)
      faults.report(`${path}.lost_to`, block.lost_to, 'nothing', 'nobody is lost where they wait for room');
    for (const [from, other] of Object.entries(flow.blocks)) {
      const leadsOnlyStraight = other.type === 'queue' && unservedWays(other).every(({ to }) => to !== name);
      if (leadsOnlyStraight && other.to === name) plain.add(from);
      else if (targetsOf(other).includes(name)) {
        faults.report(
          `${path}.when_full`,
          `${other.type} ${from} before it`,
          'queues that lead straight here',
          'only at a server can subjects wait for room: put a queue between, or use lose',
        );
      }
    }
    const circle = circleFrom(flow, name);
    if (circle !== undefined)
      faults.report(
        `${path}.when_full`,
        `a circle of blocking queues: ${circle.join(', ')}`,
        'one queue in the circle without capacity',
        'once all are full they wait for each other for ever',
      );
  }
  for (const name of plain) checkPlain(flow.blocks[name] as Queue, name, faults);
}

function checkPlain(block: Queue, name: string, faults: FlowFaults): void {
  const report = (option: string, found: string, allowed: string) =>
    faults.report(
      formatPath(['blocks', name, option]),
      found,
      allowed,
      'a server that can be blocked serves one subject at a time, without interruption',
    );
  if (!DISCIPLINES.includes(block.discipline))
    report('discipline', `${block.discipline} with blocking`, DISCIPLINES.join(', '));
  for (const [option, value] of Object.entries(block) as [string, unknown][]) {
    if (value === undefined || value === false || ALLOWED.has(option)) continue;
    report(option, `${option} with blocking`, 'no such option');
  }
}

/** The blocking queues on the way from one of them back to itself; undefined where there is no such circle. */
function circleFrom(flow: FlowScenario, start: string): readonly string[] | undefined {
  const seen = [start];
  for (;;) {
    const block = flow.blocks[seen[seen.length - 1]] as Queue;
    if (block.to === start) return seen;
    if (!isBlocking(flow.blocks[block.to]) || seen.includes(block.to)) return undefined;
    seen.push(block.to);
  }
}

function targetsOf(block: FlowBlock): readonly string[] {
  if (block.type === 'sink') return [];
  if (block.type === 'selector' || block.type === 'split') return block.branches.map(({ to }) => to);
  return [block.to, ...unservedWays(block).map(({ to }) => to)];
}
