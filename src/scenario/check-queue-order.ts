import type { FlowFaults } from './flow-faults.ts';
import type { FlowBlockOf } from './flow-schema.ts';

type Queue = FlowBlockOf<'queue'>;

const INTERRUPTIONS = ['breakdown', 'vacation', 'group'] as const;

/** Reports what does not go with the order in which a queue serves, with who joins it, and with how it starts. */
export function checkQueueOrder(block: Queue, path: string, faults: FlowFaults): void {
  checkOrder(block, path, faults);
  checkJoins(block, path, faults);
  checkStart(block, path, faults);
}

/** Options that are there and do not go with something. */
function refuse(
  block: Queue,
  options: readonly (keyof Queue)[],
  path: string,
  faults: FlowFaults,
  { beside, hint }: { readonly beside: string; readonly hint: string },
): void {
  for (const option of options) {
    if (block[option] === undefined) continue;
    faults.report(`${path}.${option}`, `${option} with ${beside}`, 'one of the two', hint);
  }
}

function checkOrder(block: Queue, path: string, faults: FlowFaults): void {
  const { discipline } = block;
  if (discipline === 'random' || discipline === 'shortest_service') {
    refuse(block, INTERRUPTIONS, path, faults, {
      beside: discipline,
      hint: 'servers that pick the next are never interrupted and serve one at a time',
    });
  }
  if (discipline === 'lifo_preemptive') {
    refuse(block, ['schedule', ...INTERRUPTIONS], path, faults, {
      beside: discipline,
      hint: 'only arrivals interrupt, at servers that are always on duty',
    });
  }
}

function checkJoins({ joins }: Queue, path: string, faults: FlowFaults): void {
  if (joins?.[0] !== 0) return;
  faults.report(
    `${path}.joins`,
    '0 for an empty queue',
    'a first chance above 0',
    'nobody would ever be the first to stay',
  );
}

function checkStart(block: Queue, path: string, faults: FlowFaults): void {
  const { starts_at: startsAt, setup, discipline, capacity } = block;
  if (startsAt === undefined && setup === undefined) return;
  const option = setup === undefined ? 'starts_at' : 'setup';
  const hint = 'only servers that are always on duty go off when nobody waits, and serve one at a time';
  refuse(block, ['schedule', 'server_speeds', 'patience', ...INTERRUPTIONS], path, faults, {
    beside: option,
    hint,
  });
  if (discipline !== 'fifo' && discipline !== 'lifo' && discipline !== 'priority')
    faults.report(`${path}.discipline`, `${discipline} with ${option}`, 'fifo, lifo or priority', hint);
  if (startsAt !== undefined && capacity !== undefined && startsAt > capacity) {
    faults.report(
      `${path}.starts_at`,
      `${startsAt}`,
      `at most the capacity, ${capacity}`,
      'it would never begin',
    );
  }
}
