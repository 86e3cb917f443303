import path from 'node:path';
import { conductExperiment, type ExperimentCourse } from '../experiment/conduct.ts';
import type { OpenedExperiment, Phase } from '../experiment/opened-experiment.ts';
import type { PointResult } from '../experiment/point-result.ts';
import { type ExperimentReport, reportOf } from '../experiment/report.ts';
import { ruleFor } from '../experiment/rules/rule-spec.ts';
import { runExperiment } from '../experiment/run-experiment.ts';
import { QUANTILE_RELATIVE_ERROR } from '../experiment/summarize.ts';
import type { ExportFormat } from '../export/convert.ts';
import { experimentTables } from '../export/experiment-csv.ts';
import { experimentManifest } from '../export/experiment-manifest.ts';
import { withExecutor, workerCount } from './execute-plan.ts';
import type { CliPorts } from './ports.ts';
import { spanText } from './progress-line.ts';
import { ResultFolder } from './result-folder.ts';
import { UnfinishedWork } from './unfinished-work.ts';
import { writeTables } from './write-tables.ts';

/** How an experiment is carried out in the terminal. */
export interface Carrying {
  /** Threads asked for; undefined for as many as there are processors. */
  readonly workers: number | undefined;
  /** Result folder as the user named it; undefined where only the account is printed. */
  readonly out: string | undefined;
  /** What an earlier run left unfinished is thrown away. */
  readonly isFresh: boolean;
  readonly isQuiet: boolean;
  readonly overrides: readonly string[];
  readonly formats: readonly ExportFormat[];
  /** Writes the account. */
  readonly tell: (experiment: OpenedExperiment, report: ExperimentReport) => string;
}

/** Runs an opened experiment, prints its account and writes its tables. @returns the exit code */
export async function carryOut(
  course: ExperimentCourse,
  carrying: Carrying,
  ports: CliPorts,
): Promise<number> {
  const { out, isFresh, isQuiet } = carrying;
  const target = out === undefined ? undefined : path.resolve(ports.cwd, out);
  const unfinished = target === undefined ? undefined : new UnfinishedWork(target, ports.build);
  const folder = target === undefined ? undefined : await ResultFolder.open(target);
  const startMs = ports.clock();
  const usedWorkers = { most: 1 };
  try {
    unfinished?.begin(isFresh);
    const conducted = await conductExperiment(course, (phase, isPilot) =>
      runPhase(phase, isPilot, course.experiment, carrying, unfinished, usedWorkers, ports),
    );
    const { experiment, results, warmUp, isStopped } = conducted;
    if (isStopped) {
      ports.stderr.write(`Stopped. ${keptText(unfinished?.kept ?? 0, out)}\n`);
      return 1;
    }
    const report = reportOf(experiment, results, warmUp);
    if (results.every(({ results: finished }) => finished.length === 0)) {
      ports.stderr.write(
        `${carrying.tell(experiment, report)}No replication reached its end. Nothing was written.\n`,
      );
      return 1;
    }
    ports.stdout.write(carrying.tell(experiment, report));
    const wallS = (ports.clock() - startMs) / 1000;
    if (folder !== undefined) {
      const circumstances = {
        productVersion: ports.version,
        overrides: carrying.overrides,
        workers: usedWorkers.most,
        wallS,
        peakMemoryBytes: ports.peakMemoryBytes(),
        quantileRelativeError: QUANTILE_RELATIVE_ERROR,
      };
      const outcomes = results.map(({ results: finished }) => finished.map(({ outcome }) => outcome));
      const written = await writeTables(folder, {
        about: { id: experiment.id, title: experiment.file.title },
        small: experimentTables(experiment, report, outcomes),
        large: [],
        facts: {},
        manifest: (tables) => experimentManifest(experiment, report, tables, circumstances),
        formats: carrying.formats,
        signal: ports.signal,
      });
      unfinished?.finish();
      for (const note of written.notes) ports.stderr.write(`${note}\n`);
      ports.stdout.write(`wrote ${written.names.join(', ')} to ${out}\n`);
    }
    if (!isQuiet) ports.stderr.write(`done in ${spanText(wallS * 1000)}\n`);
    return report.isConditional ? 1 : 0;
  } finally {
    unfinished?.release();
    folder?.discard();
  }
}

async function runPhase(
  { plans, rule }: Phase,
  isPilot: boolean,
  experiment: OpenedExperiment,
  { workers, isQuiet }: Carrying,
  unfinished: UnfinishedWork | undefined,
  used: { most: number },
  ports: CliPorts,
): Promise<readonly PointResult[]> {
  const earlier = unfinished?.earlier(plans) ?? [];
  if (earlier.length > 0 && !isQuiet) {
    ports.stderr.write(`going on from ${earlier.length} replications that were finished before\n`);
  }
  const most = rule.kind === 'fixed' ? plans.length * rule.replications.length : Number.MAX_SAFE_INTEGER;
  const count = workerCount(most, workers, ports.processors);
  used.most = Math.max(used.most, count);
  const title = isPilot ? `${experiment.id}, warm-up` : experiment.id;
  return withExecutor(
    { plans, workers: count, parts: undefined, isQuiet, title },
    ports,
    (executor, observer) =>
      runExperiment(
        { seeds: plans.map(({ seed }) => seed), rule: ruleFor(rule), executor, earlier },
        { ...observer, finished: (result) => unfinished?.save(plans[result.point], result) },
        ports.signal,
      ),
  );
}

function keptText(kept: number, out: string | undefined): string {
  if (out === undefined) return 'Nothing was kept: with --out the next run goes on from what is finished.';
  return `${kept} replications are kept in ${out}: the same command goes on from them, with --fresh it starts over.`;
}
