import { afterPilot, type ExperimentCourse, firstPhase, warmUpOf } from '../../experiment/conduct.ts';
import { aliasLines, designName } from '../../experiment/design/design-text.ts';
import { openExperiment } from '../../experiment/open-experiment.ts';
import {
  experimentHash,
  type OpenedExperiment,
  type Phase,
  pilotReplications,
  replicationsOf,
} from '../../experiment/opened-experiment.ts';
import type { PointResult } from '../../experiment/point-result.ts';
import { reportOf } from '../../experiment/report.ts';
import { resultKey } from '../../experiment/result-key.ts';
import type { WarmUpReport } from '../../experiment/steady-state.ts';
import { QUANTILE_RELATIVE_ERROR } from '../../experiment/summarize.ts';
import { dataPackage } from '../../export/data-package.ts';
import { experimentTables } from '../../export/experiment-csv.ts';
import { experimentManifest } from '../../export/experiment-manifest.ts';
import { loadExperiment } from '../../scenario/load-experiment.ts';
import type { LoadedScenario } from '../../scenario/load-scenario.ts';
import { differencesBetween } from '../../scenario/scenario-difference.ts';
import type { PageCircumstances } from './engine-messages.ts';
import type {
  ExperimentBrief,
  ExperimentFigures,
  ExperimentLoadReport,
  ExperimentSource,
  PagePhase,
} from './experiment-messages.ts';
import type { ScenarioSource } from './page-files.ts';
import { csvFile, jsonFile } from './result-files.ts';

/** An experiment that the page reads, runs or looks at. */
interface OpenOnDesk extends ExperimentCourse {
  readonly source: ExperimentSource;
  /** As its main phase runs it, once a pilot has found the warm-up. */
  main: OpenedExperiment;
  warmUp: WarmUpReport | undefined;
}

/** Experiments that are kept, the oldest given up first. */
const MOST_KEPT = 4;

/** Reads experiments, says what their phases run, and writes what they came to. */
export class ExperimentDesk {
  readonly #open = new Map<number, OpenOnDesk>();
  readonly #read: (source: ScenarioSource) => LoadedScenario;

  /** @param read reads a scenario from its files */
  constructor(read: (source: ScenarioSource) => LoadedScenario) {
    this.#read = read;
  }

  load(key: number, source: ExperimentSource): ExperimentLoadReport {
    const loaded = loadExperiment(source.file, new TextEncoder().encode(source.text));
    const { experiment: file } = loaded;
    if (file === undefined) return { experiment: undefined, problems: loaded.problems.list };
    const open = (further: readonly string[]) =>
      openExperiment(
        file,
        source.file,
        (path, overrides) => this.#read(changed(sourceOf(source, file.scenario, path), overrides)),
        further,
      );
    const { experiment, problems } = open([]);
    const all = [...loaded.problems.list, ...problems.list];
    if (experiment === undefined) return { experiment, problems: all };
    const reopen = (further: readonly string[]) => {
      const again = open(further);
      if (again.experiment !== undefined) return again.experiment;
      again.problems.throwIfErrors();
      throw new Error('an experiment without errors has points');
    };
    this.#open.set(key, { source, experiment, reopen, main: experiment, warmUp: undefined });
    const [oldest] = this.#open.keys();
    if (this.#open.size > MOST_KEPT) this.#open.delete(oldest);
    return { experiment: briefOf(experiment), problems: all };
  }

  has(key: number): boolean {
    return this.#open.has(key);
  }

  /** What is run first: a pilot, or the main phase. */
  firstPhase(key: number): PagePhase {
    const desk = this.#of(key);
    return pagePhase(
      desk,
      firstPhase(desk),
      pilotReplications(desk.experiment.file) > 0 ? [warmUpOf(desk.experiment, 0)] : [],
    );
  }

  /** The main phase, with the warm-up that the pilot has found. */
  afterPilot(key: number, pilot: readonly PointResult[]): PagePhase {
    const desk = this.#of(key);
    const { warmUp, experiment, phase } = afterPilot(desk, pilot);
    desk.warmUp = warmUp;
    desk.main = experiment;
    return pagePhase(desk, phase, warmUp.isTrusted ? [warmUpOf(experiment, warmUp.warmUpS)] : []);
  }

  /** What the replications that are there came to, and the files to it. */
  figures(
    key: number,
    results: readonly PointResult[],
    { workers, wallS }: PageCircumstances,
  ): ExperimentFigures {
    const { main, warmUp, source } = this.#of(key);
    const report = reportOf(main, results, warmUp);
    const outcomes = results.map(({ results: finished }) => finished.map(({ outcome }) => outcome));
    const written = experimentTables(main, report, outcomes);
    const tables = written.map(({ table, rows, bytes }) => ({ table, rows, bytes: bytes.length }));
    const manifest = experimentManifest(main, report, tables, {
      productVersion: __VERSION__,
      overrides: source.scenario.overrides,
      workers,
      wallS,
      quantileRelativeError: QUANTILE_RELATIVE_ERROR,
    });
    return {
      report,
      files: [
        ...written.map(csvFile),
        jsonFile('datapackage.json', dataPackage({ id: main.id, title: main.file.title }, tables)),
        jsonFile('run.json', manifest),
      ],
    };
  }

  #of(key: number): OpenOnDesk {
    const desk = this.#open.get(key);
    if (desk === undefined) throw new RangeError(`no experiment is kept under the key ${key}`);
    return desk;
  }
}

function pagePhase(
  { source, experiment }: OpenOnDesk,
  { plans, rule }: Phase,
  further: readonly string[],
): PagePhase {
  return {
    rule,
    points: plans.map(({ scenario: _, ...plan }, point) => {
      const { path, overrides } = experiment.points[point];
      const named = sourceOf(source, experiment.file.scenario, path);
      return {
        plan,
        source: changed(named, [...overrides, ...further]),
        storeKey: resultKey(plans[point], __BUILD__),
      };
    }),
  };
}

/** The files that a path of the experiment means: those of the open scenario where it names none of the others. */
function sourceOf({ scenario, others }: ExperimentSource, own: string, path: string): ScenarioSource {
  return path === own ? scenario : (others.get(path) ?? scenario);
}

function changed(source: ScenarioSource, overrides: readonly string[]): ScenarioSource {
  return { ...source, overrides: [...source.overrides, ...overrides] };
}

function briefOf(experiment: OpenedExperiment): ExperimentBrief {
  const { file, points, matrix, responses } = experiment;
  const [first] = points;
  return {
    title: file.title,
    description: file.description,
    hash: experimentHash(experiment),
    points: points.map(({ name, scenario }, point) => ({
      name,
      hash: scenario.hash,
      settings: matrix?.points[point].map(({ value }) => value) ?? [],
      inputDifferences: point === 0 ? [] : differencesBetween(first.scenario, scenario),
    })),
    factors: matrix?.factors.map(({ name }) => name) ?? [],
    responses,
    design: designName(matrix),
    resolution: matrix?.fraction?.resolution,
    aliases: matrix === undefined ? [] : aliasLines(matrix),
    hasPilot: pilotReplications(file) > 0,
    ...replicationsOf(experiment),
  };
}
