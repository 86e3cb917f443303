import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { ExperimentCourse } from '../experiment/conduct.ts';
import { replicationsOf } from '../experiment/opened-experiment.ts';
import { settingsOf } from '../scenario/scenario-settings.ts';
import type { Arguments } from './arguments.ts';
import { openExperimentFile } from './experiment-command.ts';
import type { CliPorts } from './ports.ts';
import { findScenario, readScenario } from './read-scenario.ts';
import { reportProblems } from './report-problems.ts';

/** `validate`: every problem of a scenario and of its experiments, one per line. @returns the exit code */
export function validateCommand(args: Arguments, ports: CliPorts): number {
  const [written] = args.operands;
  const overrides = args.list('set');
  const place = findScenario(written, ports);
  if (isExperiment(place)) return validateExperiment(place, overrides, ports) ? 0 : 2;
  const loaded = readScenario(written, ports, overrides);
  reportProblems(loaded.problems, ports.stderr);
  if (loaded.scenario === undefined) return 2;
  const { kind, hash } = loaded.scenario;
  ports.stdout.write(`valid: ${settingsOf(loaded.scenario).title} (${kind}, hash ${hash})\n`);
  const areValid = experimentsIn(place).map((file) => validateExperiment(file, overrides, ports));
  return areValid.includes(false) ? 2 : 0;
}

function validateExperiment(place: string, overrides: readonly string[], ports: CliPorts): boolean {
  const course = openExperimentFile(place, overrides, ports, (file) => file);
  if (course === undefined) return false;
  ports.stdout.write(`valid: ${describe(course)}\n`);
  return true;
}

function describe({ experiment }: ExperimentCourse): string {
  const { points, file, id } = experiment;
  const { atLeast, atMost } = replicationsOf(experiment);
  const runs = atLeast === atMost ? `${atMost}` : `${atLeast} to ${atMost}`;
  return `${file.title} (experiment ${id}: ${points.length} design point${points.length === 1 ? '' : 's'}, ${runs} replications in all)`;
}

function isExperiment(place: string): boolean {
  if (!/\.json$/i.test(place) || !statSync(place).isFile()) return false;
  try {
    return JSON.parse(readFileSync(place, 'utf8')).kind === 'experiment';
  } catch {
    // Whoever reads it as a scenario says what is wrong with it.
    return false;
  }
}

function experimentsIn(place: string): string[] {
  const folder = path.join(place, 'experiments');
  if (!statSync(place).isDirectory() || !existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => path.join(folder, name));
}
