import { describeWorld } from '../../experiment/describe-world.ts';
import type { ReplicationResult, Task } from '../../experiment/executor.ts';
import { loadWithWarnings } from '../../experiment/load-with-warnings.ts';
import { type PlanChoices, planExperiment, type RunPlan } from '../../experiment/plan.ts';
import type { PointResult } from '../../experiment/point-result.ts';
import type { CheckedAnswer } from '../../experiment/theory/check-answer.ts';
import { theoryOf } from '../../experiment/theory/theory-of.ts';
import type { ExportFormat, RunFacts } from '../../export/convert.ts';
import { CsvTableWriter } from '../../export/csv-table-writer.ts';
import { InstantText } from '../../export/instant-text.ts';
import { zipTables } from '../../export/zip-tables.ts';
import type { LoadedScenario } from '../../scenario/load-scenario.ts';
import { Problems, ScenarioError } from '../../scenario/problem.ts';
import { readZip } from '../../scenario/read-zip.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { settingsOf } from '../../scenario/scenario-settings.ts';
import type { ControlCommand } from '../messages.ts';
import { ReplicationWorker } from '../replication-worker.ts';
import { BlobParts } from './blob-parts.ts';
import { blobPieces } from './blob-pieces.ts';
import { type ConvertedBlobs, convertFiles, type TableFile } from './convert-files.ts';
import type {
  EngineNotice,
  EngineService,
  FigureReport,
  LoadReport,
  PageCircumstances,
} from './engine-messages.ts';
import { ExperimentDesk } from './experiment-desk.ts';
import type {
  ExperimentFigures,
  ExperimentLoadReport,
  ExperimentSource,
  PagePhase,
} from './experiment-messages.ts';
import { checkLabAnswer, type GivenAnswer } from './lab-answer.ts';
import { openBlob } from './open-blob.ts';
import type { ResultFile, ScenarioSource } from './page-files.ts';
import { pauseTurn } from './pause-turn.ts';
import { writeFigures } from './write-figures.ts';

/** Scenarios that are kept, the oldest given up first: two that are compared, and a few to go back to. */
const MOST_KEPT = 6;

/** Bytes of an archive that are gathered before the browser takes them over. */
const ZIP_PIECE_BYTES = 4 * 2 ** 20;

/** A worker of the page: reads scenarios, runs replications, writes tables. */
export class PageWorker implements EngineService {
  readonly #scenarios = new Map<number, Scenario>();
  /** What the user put in place of what the scenario says, by the same keys. */
  readonly #overrides = new Map<number, readonly string[]>();
  readonly #runner: ReplicationWorker;
  readonly #desk = new ExperimentDesk(read);

  constructor(notify: (notice: EngineNotice, transfer?: readonly ArrayBuffer[]) => void) {
    const parts = new BlobParts(notify);
    this.#runner = new ReplicationWorker({
      clock: () => performance.now(),
      pause: pauseTurn,
      notify,
      openFile: openBlob,
      openRows: ({ scenario }, { replication }) =>
        new CsvTableWriter(parts, replication, new InstantText(settingsOf(scenario).starts_at)),
    });
  }

  load(key: number, source: ScenarioSource): LoadReport {
    const { scenario, problems } = read(source);
    const { list, beyond } = problems;
    if (scenario === undefined) return { scenario, world: undefined, problems: list, beyond };
    this.#keep(key, scenario, source);
    const { id, kind, hash } = scenario;
    const settings = settingsOf(scenario);
    const { title, description, starts_at: startsAt } = settings;
    const currency = 'currency' in settings ? settings.currency : '';
    const { scenario: _, ...plan } = planExperiment(scenario);
    const flow = scenario.kind === 'flow' ? scenario.flow : undefined;
    const theory = flow && theoryOf(flow);
    return {
      scenario: { id, kind, hash, title, description, startsAt, currency, plan, theory, lab: flow?.lab },
      world: describeWorld(scenario),
      problems: list,
      beyond,
    };
  }

  checkAnswer(source: ScenarioSource, given: GivenAnswer): CheckedAnswer | undefined {
    return checkLabAnswer(read, source, given);
  }

  keep(key: number, source: ScenarioSource): void {
    const { scenario, problems } = read(source);
    if (scenario === undefined) throw new ScenarioError(problems);
    this.#keep(key, scenario, source);
  }

  #keep(key: number, scenario: Scenario, source: ScenarioSource): void {
    this.#scenarios.set(key, scenario);
    this.#overrides.set(key, source.overrides);
    const [oldest] = this.#scenarios.keys();
    if (this.#scenarios.size <= MOST_KEPT) return;
    this.#scenarios.delete(oldest);
    this.#overrides.delete(oldest);
  }

  has(key: number): boolean {
    return this.#scenarios.has(key);
  }

  plan(key: number, choices: PlanChoices): RunPlan {
    const { scenario: _, ...plan } = planExperiment(this.#scenario(key), choices);
    return plan;
  }

  prepare(key: number, plan: RunPlan): void {
    this.#runner.prepare({ ...plan, scenario: this.#scenario(key) });
  }

  run(task: Task, isWatched: boolean): Promise<ReplicationResult> {
    return this.#runner.run(task, isWatched);
  }

  control(command: ControlCommand): void {
    this.#runner.control(command);
  }

  frameTaken(): void {
    this.#runner.frameTaken();
  }

  stop(): void {
    this.#runner.stop();
  }

  report(key: number, plan: RunPlan, result: PointResult, circumstances: PageCircumstances): FigureReport {
    const overrides = this.#overrides.get(key) ?? [];
    return writeFigures({ ...plan, scenario: this.#scenario(key) }, result, { ...circumstances, overrides });
  }

  loadExperiment(key: number, source: ExperimentSource): ExperimentLoadReport {
    return this.#desk.load(key, source);
  }

  hasExperiment(key: number): boolean {
    return this.#desk.has(key);
  }

  firstPhase(key: number): PagePhase {
    return this.#desk.firstPhase(key);
  }

  afterPilot(key: number, pilot: readonly PointResult[]): PagePhase {
    return this.#desk.afterPilot(key, pilot);
  }

  experimentFigures(
    key: number,
    results: readonly PointResult[],
    circumstances: PageCircumstances,
  ): ExperimentFigures {
    return this.#desk.figures(key, results, circumstances);
  }

  convert(format: ExportFormat, tables: readonly TableFile[], facts: RunFacts): Promise<ConvertedBlobs> {
    return convertFiles(format, tables, facts);
  }

  async zip(files: readonly ResultFile[]): Promise<Blob> {
    const pieces: Blob[] = [];
    let gathered: Uint8Array<ArrayBuffer>[] = [];
    let bytes = 0;
    const release = () => {
      pieces.push(new Blob(gathered));
      gathered = [];
      bytes = 0;
    };
    const inputs = files.map(({ name, content }) => ({ name, chunks: blobPieces(content) }));
    await zipTables(inputs, (chunk) => {
      gathered.push(chunk as Uint8Array<ArrayBuffer>);
      bytes += chunk.length;
      if (bytes >= ZIP_PIECE_BYTES) release();
    });
    release();
    return new Blob(pieces, { type: 'application/zip' });
  }

  #scenario(key: number): Scenario {
    const scenario = this.#scenarios.get(key);
    if (scenario === undefined) throw new Error(`scenario ${key} is not loaded here`);
    return scenario;
  }
}

function read({ content, name, overrides }: ScenarioSource): LoadedScenario {
  if (!(content instanceof Uint8Array)) return loadWithWarnings(content, overrides, name, openBlob);
  const problems = new Problems();
  const files = readZip(`${name}.zip`, content, problems);
  return files === undefined ? { scenario: undefined, problems } : loadWithWarnings(files, overrides, name);
}
