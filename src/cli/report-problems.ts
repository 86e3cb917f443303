import type { LoadedScenario } from '../scenario/load-scenario.ts';
import { formatProblem, type Problems } from '../scenario/problem.ts';
import type { CliPorts, TextOutput } from './ports.ts';
import { readScenario } from './read-scenario.ts';

/** Reads a scenario; where it has errors they are on standard error and there is none. @throws UsageError */
export function loadOrReport(
  written: string,
  overrides: readonly string[],
  horizonS: number | undefined,
  ports: CliPorts,
): Exclude<LoadedScenario['scenario'], undefined> | undefined {
  const loaded = readScenario(written, ports, overrides, horizonS);
  reportProblems(loaded.problems, ports.stderr);
  return loaded.scenario;
}

/** One line for each problem, warnings marked, and how many there are. */
export function reportProblems(problems: Problems, output: TextOutput): void {
  for (const problem of problems.list) {
    output.write(`${problem.severity === 'warning' ? 'warning: ' : ''}${formatProblem(problem)}\n`);
  }
  for (const [kind, count] of problems.beyond) output.write(`and ${count} more of kind ${kind}\n`);
  if (problems.errorCount > 0) {
    output.write(`${problems.errorCount} error${problems.errorCount === 1 ? '' : 's'}; nothing was run\n`);
  }
}
