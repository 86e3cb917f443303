import path from 'node:path';
import { compareOutcomes } from '../experiment/compare.ts';
import { type ExperimentPlan, planExperiment } from '../experiment/plan.ts';
import type { ExperimentResult } from '../experiment/run-experiment.ts';
import { writeComparison } from '../export/summary-csv.ts';
import { comparisonText } from '../export/summary-text.ts';
import { settingsOf } from '../scenario/scenario-settings.ts';
import { type Arguments, countOption, seedOption, spanOption } from './arguments.ts';
import { executePlan, workerCount } from './execute-plan.ts';
import type { CliPorts } from './ports.ts';
import { loadOrReport } from './report-problems.ts';
import { ResultFolder } from './result-folder.ts';

/** `compare`: two scenarios on common random numbers. @returns the exit code */
export async function compareCommand(args: Arguments, ports: CliPorts): Promise<number> {
  const asked = countOption(args, 'workers', 1);
  const count = countOption(args, 'replications', 1);
  const horizonS = spanOption(args, 'horizon');
  const scenarios = args.operands.map((written) => loadOrReport(written, args.list('set'), horizonS, ports));
  const [a, b] = scenarios;
  if (a === undefined || b === undefined) return 2;
  // Common random numbers: one seed and as many replications on both sides, those of A unless the user says.
  const { run } = settingsOf(a);
  const shared = {
    seed: seedOption(args) ?? run.seed,
    replications: count ?? run.replications,
    parcels: 'none',
    scans: 'none',
  } as const;
  const results: ExperimentResult[] = [];
  for (const [plan, side] of [
    [planExperiment(a, shared), 'A'],
    [planExperiment(b, shared), 'B'],
  ] as [ExperimentPlan, string][]) {
    const workers = workerCount(plan, asked, ports.processors);
    const title = `${side}, ${plan.scenario.id}`;
    const result = await executePlan(
      plan,
      { workers, parts: undefined, isQuiet: args.has('quiet'), title },
      ports,
    );
    for (const { replication, message } of result.failures) {
      ports.stderr.write(`${title}: replication ${replication} failed: ${message}\n`);
    }
    if (result.unfinished.length > 0) {
      ports.stderr.write(`Stopped during ${title}. Nothing was written.\n`);
      return 1;
    }
    results.push(result);
  }
  const [ofA, ofB] = results.map(({ results: finished }) => finished.map(({ outcome }) => outcome));
  const rows = compareOutcomes(ofA, ofB, run.confidence);
  ports.stdout.write(`A ${settingsOf(a).title} (${a.id})\nB ${settingsOf(b).title} (${b.id})\n`);
  ports.stdout.write(
    `seed ${shared.seed}, ± is the half-width at ${run.confidence * 100} %, paired\n\n${comparisonText(rows)}`,
  );
  const out = args.text('out');
  if (out !== undefined) await writeOut(path.resolve(ports.cwd, out), writeComparison(rows).bytes);
  if (out !== undefined) ports.stdout.write(`wrote comparison.csv to ${out}\n`);
  return results.some(({ failures }) => failures.length > 0) ? 1 : 0;
}

async function writeOut(target: string, bytes: Uint8Array): Promise<void> {
  const folder = await ResultFolder.open(target);
  try {
    await folder.add('comparison.csv', bytes);
    await folder.commit();
  } finally {
    folder.discard();
  }
}
