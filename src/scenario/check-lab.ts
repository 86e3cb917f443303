import { changedFlow } from './changed-flow.ts';
import type { FlowFaults } from './flow-faults.ts';
import type { FlowBlock, FlowScenario } from './flow-schema.ts';
import type { ComputedAnswer, Lab } from './lab-schema.ts';
import { formatProblem } from './problem.ts';

const LEVELS = ['number_in_queue', 'number_in_system', 'share_empty'];
const TIMES = ['time_in_queue', 'time_in_system'];

/** Figures that a question may ask for, by the type of the block they are of. */
const FIGURES: Readonly<Partial<Record<FlowBlock['type'], readonly string[]>>> = {
  queue: [...TIMES, ...LEVELS, 'number_in_service', 'utilization', 'loss_share'],
  delay: ['time_in_system', 'number_in_system', 'arrivals'],
  batch: [...TIMES, ...LEVELS, 'load', 'headway', 'full_share', 'empty_share'],
  sink: ['time_in_system', 'throughput'],
};

/** Figures that are kept by class. */
const BY_CLASS: ReadonlySet<string> = new Set(TIMES);

/** Reports questions whose answer names a place, figure, class or value that the flow does not have. */
export function checkLab(flow: FlowScenario, { questions }: Lab, faults: FlowFaults): void {
  questions.forEach(({ answer }, i) => {
    if ('kpi' in answer) checkAnswerExists(flow, answer, `lab.questions[${i}].answer`, faults);
  });
}

function checkAnswerExists(
  flow: FlowScenario,
  answer: ComputedAnswer,
  path: string,
  faults: FlowFaults,
): void {
  const { kpi, place, class: ofClass, set } = answer;
  const changed = changedFlow(flow, set);
  for (const problem of changed.problems.list) {
    faults.report(`${path}.set`, set.join(', '), 'changes that this flow takes', formatProblem(problem));
  }
  const { blocks, classes } = changed.flow ?? flow;
  const block = Object.hasOwn(blocks, place) ? blocks[place] : undefined;
  if (block === undefined) {
    faults.unknown(`${path}.place`, place, Object.keys(blocks));
    return;
  }
  const figures = FIGURES[block.type] ?? [];
  if (!figures.includes(kpi)) faults.unknown(`${path}.kpi`, kpi, figures);
  if (ofClass === '') return;
  const names = classes.length > 1 ? classes.map(({ name }) => name) : [];
  if (!names.includes(ofClass)) faults.unknown(`${path}.class`, ofClass, names);
  else if (!BY_CLASS.has(kpi)) {
    faults.report(
      `${path}.class`,
      ofClass,
      'nothing: this figure is of all classes together',
      'leave it out',
    );
  }
}
