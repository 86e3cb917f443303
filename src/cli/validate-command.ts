import { settingsOf } from '../scenario/scenario-settings.ts';
import type { Arguments } from './arguments.ts';
import type { CliPorts } from './ports.ts';
import { readScenario } from './read-scenario.ts';
import { reportProblems } from './report-problems.ts';

/** `validate`: every problem, one per line. @returns the exit code */
export function validateCommand(args: Arguments, ports: CliPorts): number {
  const loaded = readScenario(args.operands[0], ports, args.list('set'));
  reportProblems(loaded.problems, ports.stderr);
  if (loaded.scenario === undefined) return 2;
  const { kind, hash } = loaded.scenario;
  ports.stdout.write(`valid: ${settingsOf(loaded.scenario).title} (${kind}, hash ${hash})\n`);
  return 0;
}
