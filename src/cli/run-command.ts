import path from 'node:path';
import { type ExperimentPlan, planExperiment } from '../experiment/plan.ts';
import type { TableUse } from '../experiment/row-writer.ts';
import { RunError } from '../experiment/run-error.ts';
import { type ExperimentResult, usedTables } from '../experiment/run-experiment.ts';
import { QUANTILE_RELATIVE_ERROR, type SummaryRow, summarize } from '../experiment/summarize.ts';
import { dataPackage } from '../export/data-package.ts';
import { type RunCircumstances, runManifest } from '../export/run-manifest.ts';
import { writeReplications, writeSummary } from '../export/summary-csv.ts';
import { summaryText } from '../export/summary-text.ts';
import { type Arguments, countOption, rowsOption, seedOption, spanOption } from './arguments.ts';
import { executePlan, workerCount } from './execute-plan.ts';
import type { CliPorts } from './ports.ts';
import { spanText } from './progress-line.ts';
import { loadOrReport } from './report-problems.ts';
import { ResultFolder } from './result-folder.ts';
import { UsageError } from './usage-error.ts';

/** `run`: replications of one scenario. @returns the exit code */
export async function runCommand(args: Arguments, ports: CliPorts): Promise<number> {
  const [written] = args.operands;
  const out = args.text('out');
  const onlyReplication = countOption(args, 'only-replication', 0);
  const replications = countOption(args, 'replications', 1);
  if (onlyReplication !== undefined && replications !== undefined) {
    throw new UsageError('--replications and --only-replication exclude each other');
  }
  const choices = definedOnly({
    seed: seedOption(args),
    replications,
    onlyReplication,
    parcels: rowsOption(args, 'parcels') ?? (out === undefined ? 'none' : undefined),
    scans: rowsOption(args, 'scans') ?? (out === undefined ? 'none' : undefined),
  });
  const asked = countOption(args, 'workers', 1);
  const scenario = loadOrReport(written, args.list('set'), spanOption(args, 'horizon'), ports);
  if (scenario === undefined) return 2;
  const plan = planExperiment(scenario, choices);
  const workers = workerCount(plan, asked, ports.processors);
  const folder = out === undefined ? undefined : await ResultFolder.open(path.resolve(ports.cwd, out));
  const startMs = ports.clock();
  try {
    const execution = { workers, parts: folder?.parts, isQuiet: args.has('quiet'), title: scenario.id };
    const result = await executePlan(plan, execution, ports);
    const wallS = (ports.clock() - startMs) / 1000;
    if (result.unfinished.length > 0) {
      ports.stderr.write(`Stopped: ${finishedText(plan, result)}. ${nothingWritten(out)}\n`);
      return 1;
    }
    const outcomes = result.results.map(({ outcome }) => outcome);
    const rows = summarize(outcomes, plan.confidence);
    if (outcomes.length > 0) ports.stdout.write(summaryText(plan, result, rows));
    for (const { replication, name, message, replay } of result.failures) {
      const again = message.includes(replay) ? '' : ` (replay with ${replay})`;
      ports.stderr.write(`Replication ${replication} failed: ${name}: ${message}${again}\n`);
    }
    if (outcomes.length === 0) {
      ports.stderr.write(`No replication reached its end. ${nothingWritten(out)}\n`);
      return 1;
    }
    if (folder !== undefined) {
      const written = await writeTables(
        folder,
        plan,
        result,
        rows,
        {
          productVersion: ports.version,
          overrides: [...args.list('set'), ...args.list('horizon').map((horizon) => `--horizon ${horizon}`)],
          workers,
          wallS,
          peakMemoryBytes: ports.peakMemoryBytes(),
          quantileRelativeError: QUANTILE_RELATIVE_ERROR,
        },
        ports.signal,
      );
      ports.stdout.write(`wrote ${written.join(', ')} to ${out}\n`);
    }
    if (!args.has('quiet'))
      ports.stderr.write(`${finishedText(plan, result)} in ${spanText(wallS * 1000)}\n`);
    return result.failures.length > 0 ? 1 : 0;
  } finally {
    folder?.discard();
  }
}

/** Puts the tables of a run together and moves them into place. @returns names of the files */
async function writeTables(
  folder: ResultFolder,
  plan: ExperimentPlan,
  result: ExperimentResult,
  rows: readonly SummaryRow[],
  circumstances: RunCircumstances,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const outcomes = result.results.map(({ outcome }) => outcome);
  const tables: TableUse[] = [];
  for (const { table, rows: count, bytes } of [writeSummary(rows), writeReplications(outcomes)]) {
    await folder.add(`${table.id}.csv`, bytes);
    tables.push({ table, rows: count, bytes: bytes.length });
  }
  for (const { table, rows: count, replications } of usedTables(result.results)) {
    if (signal.aborted) throw new RunError('stopped', 'stopped while the tables were written');
    tables.push({ table, rows: count, bytes: await folder.assemble(table, replications) });
  }
  await folder.add('datapackage.json', dataPackage(plan.scenario, tables));
  // The last to be moved into place: where it is, all others are.
  await folder.add('run.json', runManifest(plan, result, tables, circumstances));
  return folder.commit();
}

function finishedText(plan: ExperimentPlan, { results }: ExperimentResult): string {
  return `${results.length} of ${plan.replications.length} replications finished`;
}

function nothingWritten(out: string | undefined): string {
  return out === undefined ? '' : `Nothing was written to ${out}: what was there is as it was.`;
}

/** Leaves out what is undefined: an absent choice is the scenario's. */
function definedOnly<Choices extends object>(
  choices: Choices,
): { [Key in keyof Choices]: Exclude<Choices[Key], undefined> } {
  return Object.fromEntries(Object.entries(choices).filter(([, value]) => value !== undefined)) as never;
}
