import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { ExperimentCourse } from '../experiment/conduct.ts';
import { type LoadPoint, openExperiment } from '../experiment/open-experiment.ts';
import { experimentText } from '../export/experiment-text.ts';
import type { ExperimentFile } from '../scenario/experiment-schema.ts';
import { loadExperiment, resolveScenarioPath } from '../scenario/load-experiment.ts';
import { type Arguments, countOption, seedOption } from './arguments.ts';
import { carryOut } from './carry-out.ts';
import { formatsOf } from './convert-tables.ts';
import type { CliPorts } from './ports.ts';
import { readScenario } from './read-scenario.ts';
import { reportProblems } from './report-problems.ts';
import { UsageError } from './usage-error.ts';

/** `experiment`: a designed experiment from its file. @returns the exit code */
export async function experimentCommand(args: Arguments, ports: CliPorts): Promise<number> {
  const [written] = args.operands;
  const place = findExperiment(written, ports);
  const loaded = loadExperiment(path.relative(ports.cwd, place), readFileSync(place));
  reportProblems(loaded.problems, ports.stderr);
  if (loaded.experiment === undefined) return 2;
  const replications = countOption(args, 'replications', 1);
  const seed = seedOption(args);
  const file: ExperimentFile = {
    ...loaded.experiment,
    ...(seed === undefined ? {} : { seed }),
    ...(replications === undefined ? {} : { replications }),
  };
  if (replications !== undefined && (file.selection !== undefined || file.batch_means !== undefined)) {
    throw new UsageError('--replications has no place in a selection or with batch means');
  }
  const course = openCourse(
    file,
    path.relative(ports.cwd, place),
    args.list('set'),
    ports,
    (named, overrides) => readScenario(resolveScenarioPath(place, named), ports, overrides),
  );
  if (course === undefined) return 2;
  return carryOut(course, { ...carryingOf(args), tell: experimentText }, ports);
}

/** Opens an experiment; where it has errors they are on standard error and there is none. @throws UsageError */
export function openCourse(
  file: ExperimentFile,
  fileName: string,
  overrides: readonly string[],
  ports: CliPorts,
  load: LoadPoint,
): ExperimentCourse | undefined {
  const { experiment, problems } = openExperiment(file, fileName, load, overrides);
  reportProblems(problems, ports.stderr);
  if (experiment === undefined) return undefined;
  const reopen = (further: readonly string[]) => {
    const again = openExperiment(file, fileName, load, [...overrides, ...further]);
    if (again.experiment !== undefined) return again.experiment;
    reportProblems(again.problems, ports.stderr);
    throw new UsageError(`${fileName} cannot be run with ${further.join(', ')}`);
  };
  return { experiment, reopen };
}

/** What every command that runs experiments takes. @throws UsageError */
export function carryingOf(args: Arguments) {
  const out = args.text('out');
  const formats = formatsOf(args.text('also')) ?? [];
  if (formats.some((format) => format !== 'parquet')) {
    throw new UsageError('--also takes parquet here: an experiment writes no scans');
  }
  if (formats.length > 0 && out === undefined) throw new UsageError('--also needs --out');
  return {
    workers: countOption(args, 'workers', 1),
    out,
    isFresh: args.has('fresh'),
    isQuiet: args.has('quiet'),
    overrides: args.list('set'),
    formats,
  };
}

function findExperiment(written: string, { cwd, scenarios }: CliPorts): string {
  const candidates = [
    path.resolve(cwd, written),
    path.resolve(cwd, `${written}.json`),
    // `scenarios/<id>/experiments/<name>.json` works from anywhere.
    path.resolve(scenarios, '..', written),
    path.resolve(scenarios, written),
  ];
  const found = candidates.find((candidate) => existsSync(candidate) && statSync(candidate).isFile());
  if (found !== undefined) return found;
  throw new UsageError(
    `there is no experiment "${written}"; give the path of a JSON file, as in scenarios/china-31/experiments/one-more-courier.json`,
  );
}
