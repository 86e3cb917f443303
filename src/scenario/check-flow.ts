import { checkBlocking } from './check-blocking.ts';
import { BlockCheck } from './check-flow-blocks.ts';
import { checkLab } from './check-lab.ts';
import { checkSplits } from './check-splits.ts';
import { FlowFaults } from './flow-faults.ts';
import type { FlowScenario } from './flow-schema.ts';
import type { Problems } from './problem.ts';
import { formatPath } from './scenario-path.ts';
import { zeroTimeCycle } from './zero-time-cycle.ts';

/** Reports what a schema cannot see: names that lead nowhere, options that exclude one another, impossible figures. */
export function checkFlow(flow: FlowScenario, file: string, problems: Problems): void {
  const faults = new FlowFaults(file, problems);
  checkBlocks(flow, faults);
  if (flow.lab !== undefined) checkLab(flow, flow.lab, faults);
}

function checkBlocks(flow: FlowScenario, faults: FlowFaults): void {
  const { blocks, resources, run, classes } = flow;
  const check = new BlockCheck(flow, faults);
  if (run.warm_up_s >= run.horizon_s) {
    faults.report(
      'run.warm_up_s',
      `${run.warm_up_s}`,
      `below the horizon, ${run.horizon_s}`,
      'lengthen the horizon',
    );
  }
  const names = classes.map((one) => one.name);
  if (new Set(names).size < names.length) {
    faults.report('classes', names.join(', '), 'different names', 'rename one of the equal classes');
  }
  if (!Object.values(blocks).some((block) => block.type === 'source' || block.type === 'population')) {
    faults.report('blocks', 'no source', 'at least one source or population', 'add where subjects come from');
  }
  for (const [name, resource] of Object.entries(resources)) {
    const path = formatPath(['resources', name]);
    check.schedule(`${path}.schedule`, resource.schedule);
    if (resource.breakdown?.by === 'use') {
      faults.report(`${path}.breakdown.by`, 'use', 'clock', 'the units of a resource fail by the clock');
    }
    check.distributions(path, resource);
  }
  for (const [name, block] of Object.entries(blocks)) check.check(formatPath(['blocks', name]), block);
  checkSplits(flow, faults);
  checkBlocking(flow, faults);
  const circling = zeroTimeCycle(flow);
  if (circling === undefined) return;
  faults.report(
    formatPath(['blocks', circling]),
    'a cycle of blocks that can take no time',
    'a queue or delay that takes time in every cycle',
    'subjects would circle for ever at one instant',
  );
}
