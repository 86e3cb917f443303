import path from 'node:path';
import { type PointPlan, planExperiment } from '../experiment/plan.ts';
import { type PointResult, usedTables } from '../experiment/point-result.ts';
import { precisionOf } from '../experiment/precision.ts';
import { type SequentialTarget, UntilPrecise } from '../experiment/rules/until-precise.ts';
import { runExperiment, runPoint } from '../experiment/run-experiment.ts';
import { sampleOf, valuesOf } from '../experiment/sample.ts';
import { QUANTILE_RELATIVE_ERROR, type SummaryRow, summarize } from '../experiment/summarize.ts';
import { theoryOf } from '../experiment/theory/theory-of.ts';
import { rowsText, runManifest } from '../export/run-manifest.ts';
import { writeReplications, writeSummary } from '../export/summary-csv.ts';
import { summaryText } from '../export/summary-text.ts';
import { theoryText } from '../export/theory-text.ts';
import { settingsOf } from '../scenario/scenario-settings.ts';
import { type Arguments, countOption, rowsOption, seedOption, spanOption } from './arguments.ts';
import { formatsOf } from './convert-tables.ts';
import { withExecutor, workerCount } from './execute-plan.ts';
import type { CliPorts } from './ports.ts';
import { precisionOption } from './precision-option.ts';
import { spanText } from './progress-line.ts';
import { loadOrReport } from './report-problems.ts';
import { ResultFolder } from './result-folder.ts';
import { UnfinishedWork } from './unfinished-work.ts';
import { UsageError } from './usage-error.ts';
import { writeTables } from './write-tables.ts';

/** `run`: replications of one scenario. @returns the exit code */
export async function runCommand(args: Arguments, ports: CliPorts): Promise<number> {
  const [written] = args.operands;
  const out = args.text('out');
  const formats = formatsOf(args.text('also')) ?? [];
  if (formats.length > 0 && out === undefined) throw new UsageError('--also needs --out');
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
  const target = precisionOption(args, scenario, plan.confidence);
  if (target !== undefined && (replications ?? onlyReplication) !== undefined) {
    throw new UsageError('--precision says how many replications there are: leave the others out');
  }
  const run = new RunInFolder(plan, target, args, ports);
  const most = target?.atMost ?? plan.replications.length;
  return run.carryOut(workerCount(most, asked, ports.processors), formats);
}

/** One run from its first replication to its tables. */
class RunInFolder {
  /** Its replications are those that count, once a precision has decided how many. */
  #plan: PointPlan;
  readonly #target: SequentialTarget | undefined;
  readonly #args: Arguments;
  readonly #ports: CliPorts;
  readonly #out: string | undefined;

  constructor(plan: PointPlan, target: SequentialTarget | undefined, args: Arguments, ports: CliPorts) {
    this.#plan = plan;
    this.#target = target;
    this.#args = args;
    this.#ports = ports;
    this.#out = args.text('out');
  }

  async carryOut(workers: number, formats: ReturnType<typeof formatsOf> & object): Promise<number> {
    const { stdout, stderr, clock, cwd, build, signal } = this.#ports;
    const target = this.#out === undefined ? undefined : path.resolve(cwd, this.#out);
    const unfinished = target === undefined ? undefined : new UnfinishedWork(target, build);
    const folder = target === undefined ? undefined : await ResultFolder.open(target);
    const startMs = clock();
    try {
      unfinished?.begin(this.#args.has('fresh'));
      const result = await this.#run(workers, folder, unfinished);
      const plan = this.#plan;
      const wallS = (clock() - startMs) / 1000;
      if (result.unfinished.length > 0) {
        const isKept = folder !== undefined && result.results.length > 0;
        if (isKept) unfinished?.keep(plan, result.results, folder.parts);
        stderr.write(
          `Stopped: ${this.#finished(result)}. ${isKept ? this.#kept() : this.#nothingWritten()}\n`,
        );
        return 1;
      }
      const outcomes = result.results.map(({ outcome }) => outcome);
      const rows = summarize(outcomes, plan.confidence);
      if (outcomes.length > 0) stdout.write(summaryText(plan, result, rows) + theoryBeside(plan, rows));
      this.#tellFailures(result);
      this.#tellPrecision(result);
      if (outcomes.length === 0) {
        stderr.write(`No replication reached its end. ${this.#nothingWritten()}\n`);
        return 1;
      }
      if (folder !== undefined) {
        const { names, notes } = await writeTables(folder, {
          about: { id: plan.scenario.id, title: settingsOf(plan.scenario).title },
          small: [writeSummary(rows), writeReplications(outcomes)],
          large: usedTables(result.results),
          formats,
          facts: {
            startsAt: settingsOf(plan.scenario).starts_at,
            chosen: { parcels: rowsText(plan.parcels), scans: rowsText(plan.scans) },
          },
          manifest: (tables) => runManifest(plan, result, tables, this.#circumstances(workers, wallS)),
          signal,
        });
        unfinished?.finish();
        for (const note of notes) stderr.write(`${note}\n`);
        stdout.write(`wrote ${names.join(', ')} to ${this.#out}\n`);
      }
      if (!this.#args.has('quiet')) stderr.write(`${this.#finished(result)} in ${spanText(wallS * 1000)}\n`);
      return result.failures.length > 0 ? 1 : 0;
    } finally {
      unfinished?.release();
      folder?.discard();
    }
  }

  async #run(
    workers: number,
    folder: ResultFolder | undefined,
    unfinished: UnfinishedWork | undefined,
  ): Promise<PointResult> {
    const plan = this.#plan;
    const earlier = folder === undefined ? [] : (unfinished?.take(plan, folder.parts) ?? []);
    if (earlier.length > 0) {
      this.#ports.stderr.write(`going on from ${earlier.length} replications that were finished before\n`);
    }
    const isQuiet = this.#args.has('quiet');
    const execution = { plans: [plan], workers, parts: folder?.parts, isQuiet, title: plan.scenario.id };
    return withExecutor(execution, this.#ports, async (executor, observer) => {
      const { signal } = this.#ports;
      if (this.#target === undefined) return runPoint(plan, executor, observer, signal, earlier);
      const rule = new UntilPrecise(1, this.#target);
      const [result] = await runExperiment({ seeds: [plan.seed], rule, executor, earlier }, observer, signal);
      const { results, failures, unfinished: open } = result;
      const counted = [...results.map(({ outcome }) => outcome), ...failures].map(
        ({ replication }) => replication,
      );
      this.#plan = { ...plan, replications: [...counted, ...open].sort((a, b) => a - b) };
      return result;
    });
  }

  #circumstances(workers: number, wallS: number) {
    const { version, peakMemoryBytes } = this.#ports;
    return {
      productVersion: version,
      overrides: [
        ...this.#args.list('set'),
        ...this.#args.list('horizon').map((horizon) => `--horizon ${horizon}`),
      ],
      workers,
      wallS,
      peakMemoryBytes: peakMemoryBytes(),
      quantileRelativeError: QUANTILE_RELATIVE_ERROR,
    };
  }

  #tellFailures({ failures }: PointResult): void {
    for (const { replication, name, message, replay } of failures) {
      const again = message.includes(replay) ? '' : ` (replay with ${replay})`;
      this.#ports.stderr.write(`Replication ${replication} failed: ${name}: ${message}${again}\n`);
    }
  }

  #tellPrecision({ results }: PointResult): void {
    const target = this.#target;
    if (target === undefined) return;
    const outcomes = [results.map(({ outcome }) => outcome)];
    const missed = target.responses.filter((response) => {
      const values = valuesOf(sampleOf(outcomes, response), 0);
      return !precisionOf(values, target).isPrecise;
    });
    for (const { kpi, place } of missed) {
      const figure = place === '' ? kpi : `${kpi}@${place}`;
      this.#ports.stderr.write(`${figure} is not as precise as asked for: --at-most ended it\n`);
    }
  }

  #finished({ results }: PointResult): string {
    return `${results.length} of ${this.#plan.replications.length} replications finished`;
  }

  #kept(): string {
    return `They are kept in ${this.#out}: the same command goes on from them, with --fresh it starts over.`;
  }

  #nothingWritten(): string {
    return this.#out === undefined ? '' : `Nothing was written to ${this.#out}: what was there is as it was.`;
  }
}

/** What theory says of a flow, beside what was simulated; nothing for networks and hubs. */
function theoryBeside({ scenario }: PointPlan, rows: readonly SummaryRow[]): string {
  return scenario.kind === 'flow' ? theoryText(theoryOf(scenario.flow), rows) : '';
}

/** Leaves out what is undefined: an absent choice is the scenario's. */
function definedOnly<Choices extends object>(
  choices: Choices,
): { [Key in keyof Choices]: Exclude<Choices[Key], undefined> } {
  return Object.fromEntries(Object.entries(choices).filter(([, value]) => value !== undefined)) as never;
}
