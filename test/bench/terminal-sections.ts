import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { writtenChain } from './chain-flow.ts';
import { CLI_PROGRAM, type Cost, costOf, PROJECT } from './processes.ts';
import { type Check, type Choices, check, type Results } from './report.ts';

const CHAIN_PARCELS = 1_000_000;
/** An even number that keeps one thread busy for longer than the 20 s which the budget speaks of. */
const CHAIN_REPLICATIONS = 24;
const CHINA_REPLICATIONS = { short: 2, long: 20 };
const BYTES_PER_MB = 1e6;
const MILLION = 1e6;

/** What `run.json` says of a run. */
interface Manifest {
  readonly event_count: number;
  readonly peak_live: number;
  readonly peak_subject_bytes: number;
  readonly peak_beside_bytes: number;
  readonly peak_calendar_bytes: number;
  readonly peak_memory_bytes: number;
}

/** One run of the built terminal program. */
interface TerminalRun {
  readonly cost: Cost;
  readonly manifest: Manifest;
  /** Every CSV by its name. */
  readonly tables: ReadonlyMap<string, Buffer>;
}

/** Replications of the chain on two threads against one, through the built terminal program. */
export function threads(results: Results): void {
  if (availableParallelism() < 2) return;
  inFolder((folder) => {
    const scenario = path.join(folder, 'chain.json');
    writeFileSync(scenario, JSON.stringify(writtenChain(CHAIN_PARCELS)));
    const options = ['--parcels', 'none', '--scans', 'none'];
    compareWorkers(results, 'threads', CHAIN_REPLICATIONS, (workers) =>
      runTerminal(folder, scenario, CHAIN_REPLICATIONS, workers, options),
    );
  });
}

/** The whole of china-31, 200,000 parcels a day, as a user runs it: all tables, on one worker and on two. */
export function china(results: Results, { isLong }: Choices): void {
  const replications = isLong ? CHINA_REPLICATIONS.long : CHINA_REPLICATIONS.short;
  inFolder((folder) => {
    const scenario = path.join(PROJECT, 'scenarios', 'china-31');
    const section = 'china-31';
    const alone = compareWorkers(results, section, replications, (workers) =>
      runTerminal(folder, scenario, replications, workers, []),
    );
    const { manifest, cost } = alone;
    results.findings.push(
      {
        section,
        what: 'events',
        value: manifest.event_count / cost.cpuS / MILLION,
        unit: 'M events/CPU s',
        note: `${manifest.event_count.toLocaleString('en')} events, tables written, 1 worker`,
      },
      {
        section,
        what: 'peak memory',
        value: manifest.peak_memory_bytes / BYTES_PER_MB,
        unit: 'MB',
        note: `of the process, 1 worker, ${replications} replications`,
      },
      {
        section,
        what: 'typed arrays at the peak',
        value: manifest.peak_subject_bytes / manifest.peak_live,
        unit: 'bytes/parcel',
        note: `pieces in sorting centers (${(manifest.peak_beside_bytes / manifest.peak_live).toFixed(1)}) and calendar (${(manifest.peak_calendar_bytes / manifest.peak_live).toFixed(1)}) apart; ${manifest.peak_live.toLocaleString('en')} live parcels`,
      },
    );
  });
}

/** What common random numbers save where couriers are the bottleneck and one more comes to every station: long. */
export function pairing(results: Results, { isLong }: Choices): void {
  if (!isLong) return;
  inFolder((folder) => {
    const file = path.join(PROJECT, 'scenarios', 'china-31', 'experiments', 'one-more-courier.json');
    const out = path.join(folder, 'out');
    costOf(CLI_PROGRAM, ['experiment', file, '--quiet', '--out', out]);
    const [header, ...rows] = readFileSync(path.join(out, 'comparison.csv'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => line.split(','));
    for (const row of rows) {
      const cell = (name: string) => row[header.indexOf(name)];
      const kpi = cell('kpi');
      if (kpi !== 'transit_time' && kpi !== 'cost_total') continue;
      const [paired, independent] = [Number(cell('paired_variance')), Number(cell('independent_variance'))];
      results.findings.push({
        section: 'common random numbers',
        what: `${kpi}: paired / independent variance`,
        value: paired / independent,
        unit: '',
        budget: { atMost: 0.25 },
        note: `${paired.toExponential(2)} / ${independent.toExponential(2)}, ${cell('n')} replications`,
      });
    }
  });
}

/** Runs on one worker, and where there are two processors on two, whose tables must be the same. @returns the first */
function compareWorkers(
  { findings, checks }: Results,
  section: string,
  replications: number,
  run: (workers: number) => TerminalRun,
): TerminalRun {
  const one = run(1);
  const note = `${replications} replications`;
  findings.push({
    section,
    what: '1 worker',
    value: one.cost.wallS,
    unit: 's',
    budget: { atLeast: 20 },
    note: `wall; ${note}; ${one.cost.cpuS.toFixed(1)} s of processor time`,
  });
  if (availableParallelism() < 2) return one;
  const two = run(2);
  findings.push(
    {
      section,
      what: '2 workers',
      value: two.cost.wallS,
      unit: 's',
      note: `wall; ${two.cost.cpuS.toFixed(1)} s of processor time`,
    },
    {
      section,
      what: '2 workers / 1',
      value: two.cost.wallS / one.cost.wallS,
      unit: '',
      budget: { atMost: 0.6 },
    },
  );
  checks.push(
    sameNames(section, one, two),
    check(`${section}: events on 2 workers as on 1`, two.manifest.event_count, one.manifest.event_count),
  );
  for (const [name, bytes] of one.tables) {
    const holds = two.tables.get(name)?.equals(bytes) === true;
    const found = holds ? `${bytes.length} bytes, the same on 1 and 2` : 'differs between 1 and 2 workers';
    checks.push({ what: `${section}: ${name}`, holds, found });
  }
  return one;
}

function sameNames(section: string, one: TerminalRun, two: TerminalRun): Check {
  const [of1, of2] = [one, two].map(({ tables }) => [...tables.keys()].sort().join(' '));
  return { what: `${section}: tables`, holds: of1 === of2 && of1 !== '', found: of1 };
}

function runTerminal(
  folder: string,
  scenario: string,
  replications: number,
  workers: number,
  options: readonly string[],
): TerminalRun {
  const out = path.join(folder, `out-${workers}`);
  const cost = costOf(CLI_PROGRAM, [
    ...['run', scenario, '--quiet', '--out', out, ...options],
    ...['--replications', String(replications), '--workers', String(workers)],
  ]);
  const manifest: Manifest = JSON.parse(readFileSync(path.join(out, 'run.json'), 'utf8'));
  const names = readdirSync(out).filter((name) => name.endsWith('.csv'));
  return { cost, manifest, tables: new Map(names.map((name) => [name, readFileSync(path.join(out, name))])) };
}

function inFolder(work: (folder: string) => void): void {
  const folder = mkdtempSync(path.join(tmpdir(), 'waybill-bench-'));
  try {
    work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
