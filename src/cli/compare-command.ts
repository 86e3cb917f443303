import { figuresOf } from '../experiment/figures-of.ts';
import type { OpenedExperiment } from '../experiment/opened-experiment.ts';
import { pairsText } from '../export/pairs-text.ts';
import type { ExperimentFile } from '../scenario/experiment-schema.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { settingsOf } from '../scenario/scenario-settings.ts';
import { type Arguments, countOption, seedOption, spanOption } from './arguments.ts';
import { carryOut } from './carry-out.ts';
import { carryingOf, openCourse } from './experiment-command.ts';
import type { CliPorts } from './ports.ts';
import { readScenario } from './read-scenario.ts';
import { loadOrReport } from './report-problems.ts';
import { UsageError } from './usage-error.ts';

/** Most scenarios that are compared at once. */
const MOST = 20;

/** `compare`: two and more scenarios on common random numbers. @returns the exit code */
export async function compareCommand(args: Arguments, ports: CliPorts): Promise<number> {
  const { operands } = args;
  if (operands.length > MOST) throw new UsageError(`compare takes at most ${MOST} scenarios`);
  const horizonS = spanOption(args, 'horizon');
  const overrides = args.list('set');
  const scenarios = operands.map((written) => loadOrReport(written, overrides, horizonS, ports));
  const loaded = scenarios.filter((scenario) => scenario !== undefined);
  if (loaded.length < scenarios.length) return 2;
  const file = comparison(operands, loaded, args);
  const course = openCourse(file, 'compare', overrides, ports, (named, changes) =>
    readScenario(named, ports, changes, horizonS),
  );
  if (course === undefined) return 2;
  const carrying = {
    ...carryingOf(args),
    tell: (opened: OpenedExperiment, report: Parameters<typeof pairsText>[1]) => pairsText(opened, report),
  };
  return carryOut(course, carrying, ports);
}

/** The experiment that compares scenarios in every figure that all of them have. */
function comparison(
  operands: readonly string[],
  scenarios: readonly Scenario[],
  args: Arguments,
): ExperimentFile {
  const names = namesOf(scenarios);
  const control = args.text('control');
  if (control !== undefined && !names.includes(control))
    throw new UsageError(`--control takes one of ${names.join(', ')}, not "${control}"`);
  const [first, ...others] = scenarios.map((scenario) => figuresOf(scenario).kpis);
  const figures = first.filter(({ kpi, place, class: ofClass }) =>
    others.every((kpis) =>
      kpis.some((one) => one.kpi === kpi && one.place === place && one.class === ofClass),
    ),
  );
  if (figures.length === 0) throw new UsageError('the scenarios have no figure in common');
  const seed = seedOption(args) ?? settingsOf(scenarios[0]).run.seed;
  return {
    version: 1,
    kind: 'experiment',
    title: names.join(', '),
    description: '',
    scenario: operands[0],
    seed,
    set: [],
    common_random_numbers: true,
    responses: figures.map(({ kpi, place, class: ofClass }) => ({ kpi, place, class: ofClass })),
    replications: countOption(args, 'replications', 1) ?? settingsOf(scenarios[0]).run.replications,
    alternatives: operands.map((scenario, at) => ({ name: names[at], scenario, set: [] })),
    comparison:
      control === undefined
        ? { pairs: 'all', correction: 'bonferroni' }
        : { pairs: 'control', control, correction: 'dunnett' },
  };
}

/** Their ids; where two are equal, with their place in the list. */
function namesOf(scenarios: readonly Scenario[]): string[] {
  const ids = scenarios.map(({ id }) => id);
  return ids.map((id, at) => (ids.filter((one) => one === id).length > 1 ? `${id} (${at + 1})` : id));
}
