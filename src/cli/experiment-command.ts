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
  const replications = countOption(args, 'replications', 1);
  const seed = seedOption(args);
  const course = openExperimentFile(findExperiment(written, ports), args.list('set'), ports, (file) => {
    if (replications !== undefined && (file.selection !== undefined || file.batch_means !== undefined)) {
      throw new UsageError('--replications has no place in a selection or with batch means');
    }
    return {
      ...file,
      ...(seed === undefined ? {} : { seed }),
      ...(replications === undefined ? {} : { replications }),
    };
  });
  if (course === undefined) return 2;
  return carryOut(course, { ...carryingOf(args), tell: experimentText }, ports);
}

/**
 * Reads an experiment's file and opens its points; where it has errors they are on standard error and there is none.
 * @param place path of the file @param change what the command line puts in place of what the file says
 */
export function openExperimentFile(
  place: string,
  overrides: readonly string[],
  ports: CliPorts,
  change: (file: ExperimentFile) => ExperimentFile,
): ExperimentCourse | undefined {
  const name = path.relative(ports.cwd, place);
  const { experiment, problems } = loadExperiment(name, readFileSync(place));
  reportProblems(problems, ports.stderr);
  if (experiment === undefined) return undefined;
  return openCourse(change(experiment), name, overrides, ports, (named, changes) =>
    readScenario(resolveScenarioPath(place, named), ports, changes),
  );
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
