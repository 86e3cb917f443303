import type { ReplicationResult, Task } from '../../experiment/executor.ts';
import type { PlanChoices, RunPlan } from '../../experiment/plan.ts';
import type { PointResult } from '../../experiment/point-result.ts';
import type { SummaryRow } from '../../experiment/summarize.ts';
import type { CheckedAnswer } from '../../experiment/theory/check-answer.ts';
import type { TheoryReport } from '../../experiment/theory/theory-value.ts';
import type { ExportFormat, RunFacts } from '../../export/convert.ts';
import type { Lab } from '../../scenario/lab-schema.ts';
import type { Problem } from '../../scenario/problem.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { World } from '../../snapshot/frame.ts';
import type { ControlCommand, Notice } from '../messages.ts';
import type { ConvertedBlobs, TableFile } from './convert-files.ts';
import type {
  ExperimentFigures,
  ExperimentLoadReport,
  ExperimentSource,
  PagePhase,
} from './experiment-messages.ts';
import type { GivenAnswer } from './lab-answer.ts';
import type { ResultFile, ScenarioSource } from './page-files.ts';

/** What the page needs to know of a scenario. */
export interface ScenarioSummary {
  readonly id: string;
  readonly kind: Scenario['kind'];
  readonly hash: string;
  readonly title: string;
  readonly description: string;
  /** Instant of simulated time 0, ISO 8601 with offset. */
  readonly startsAt: string;
  /** ISO 4217 code of what costs are in; empty where nothing costs. */
  readonly currency: string;
  /** Replications, seed and rows unless the user chooses otherwise. */
  readonly plan: RunPlan;
  /** What theory says of a flow as it stands; undefined for a network. */
  readonly theory: TheoryReport | undefined;
  /** The exercise of a flow, where it has one. */
  readonly lab: Lab | undefined;
}

/** What came of reading a scenario: a summary and its world, or the errors that forbid it. */
export interface LoadReport {
  /** Undefined where there are errors. */
  readonly scenario: ScenarioSummary | undefined;
  readonly world: World | undefined;
  /** Errors and warnings, the first thousand of each. */
  readonly problems: readonly Problem[];
  /** How many further ones there are, by kind. */
  readonly beyond: ReadonlyMap<string, number>;
}

/** The figures of an experiment so far, and the files that go with them. */
export interface FigureReport {
  readonly summary: readonly SummaryRow[];
  /** `summary.csv`, `replications.csv`, `datapackage.json`, `run.json`, in this order. */
  readonly files: readonly ResultFile[];
  /** Rows of the first two. */
  readonly rows: readonly number[];
}

/** Circumstances that only the page knows. */
export interface PageCircumstances {
  readonly workers: number;
  readonly wallS: number;
}

/** What a worker of the page answers to. One of them keeps the books, the others run replications. */
export interface EngineService {
  /** Reads a scenario and keeps it under a key. */
  load(key: number, source: ScenarioSource): LoadReport;
  /** Holds an answer to a question of a flow's exercise against theory; undefined where there is nothing to hold it against. */
  checkAnswer(source: ScenarioSource, given: GivenAnswer): CheckedAnswer | undefined;
  /** Whether it still keeps a scenario under the key. */
  has(key: number): boolean;
  /** The plan for a scenario that was loaded. */
  plan(key: number, choices: PlanChoices): RunPlan;
  /** The plan of the runs that follow. */
  prepare(key: number, plan: RunPlan): void;
  run(task: Task, isWatched: boolean): Promise<ReplicationResult>;
  control(command: ControlCommand): void;
  frameTaken(): void;
  stop(): void;
  /** Figures over the replications that are finished. */
  report(key: number, plan: RunPlan, result: PointResult, circumstances: PageCircumstances): FigureReport;
  /** Reads a scenario that is only to be run, and keeps it under a key. @throws ScenarioError where it has errors */
  keep(key: number, source: ScenarioSource): void;
  /** Reads an experiment and keeps it under a key of its own. */
  loadExperiment(key: number, source: ExperimentSource): ExperimentLoadReport;
  hasExperiment(key: number): boolean;
  /** What an experiment runs first: a pilot for its warm-up, or its main phase. */
  firstPhase(key: number): PagePhase;
  /** Its main phase, after its pilot. @param pilot by point */
  afterPilot(key: number, pilot: readonly PointResult[]): PagePhase;
  /** What the replications of its main phase that are there came to. @param results by point */
  experimentFigures(
    key: number,
    results: readonly PointResult[],
    circumstances: PageCircumstances,
  ): ExperimentFigures;
  /** Tables in another format. @throws ConversionError as `convertFiles` does */
  convert(format: ExportFormat, tables: readonly TableFile[], facts: RunFacts): Promise<ConvertedBlobs>;
  /** Packs files into one archive. */
  zip(files: readonly ResultFile[]): Promise<Blob>;
}

/** What a worker of the page says without being asked. */
export type EngineNotice =
  | Notice
  /** Rows of a table, in order within table and replication. */
  | { readonly notice: 'rows'; readonly table: string; readonly replication: number; readonly part: Blob }
  /** The rows of a replication count for nothing. */
  | { readonly notice: 'discard'; readonly replication: number };
