import type { RunPlan } from '../../experiment/plan.ts';
import type { ExperimentReport } from '../../experiment/report.ts';
import type { Response } from '../../experiment/response.ts';
import type { RuleSpec } from '../../experiment/rules/rule-spec.ts';
import type { Problem } from '../../scenario/problem.ts';
import type { InputDifference } from '../../scenario/scenario-difference.ts';
import type { ResultFile, ScenarioSource } from './page-files.ts';

/** An experiment as the page has it: its file, and the files of the scenarios that it names. */
export interface ExperimentSource {
  /** The experiment's JSON text, as read or as the panel wrote it. */
  readonly text: string;
  /** Name of its file, for problems and file names. */
  readonly file: string;
  /** The scenario that it belongs to. */
  readonly scenario: ScenarioSource;
  /** Scenarios that alternatives name, by the path that names them. */
  readonly others: ReadonlyMap<string, ScenarioSource>;
}

/** A design point as the page lists it. */
export interface PointBrief {
  readonly name: string;
  readonly hash: string;
  /** Values of the factors, in their order; empty without factors. */
  readonly settings: readonly (number | string | boolean)[];
  /** What differs from the first point's input. */
  readonly inputDifferences: readonly InputDifference[];
}

/** What the page needs to know of an experiment before it runs. */
export interface ExperimentBrief {
  readonly title: string;
  readonly description: string;
  /** Names what is run: equal for equal points, seeds and rules, whatever file they came from. */
  readonly hash: string;
  readonly points: readonly PointBrief[];
  readonly factors: readonly string[];
  readonly responses: readonly Response[];
  /** `alternatives`, `one_at_a_time`, `full_factorial`, `fractional_factorial`, `latin_hypercube`. */
  readonly design: string;
  /** Resolution of a fractional factorial, 3 to 8; undefined for others. */
  readonly resolution: number | undefined;
  /** What each effect is mixed up with: `couriers = hubs × trucks`. */
  readonly aliases: readonly string[];
  /** Whether a pilot looks for the warm-up first. */
  readonly hasPilot: boolean;
  /** Replications in all points that it takes at least, and at most. */
  readonly atLeast: number;
  readonly atMost: number;
}

/** What came of reading an experiment. */
export interface ExperimentLoadReport {
  /** Undefined where there are errors. */
  readonly experiment: ExperimentBrief | undefined;
  readonly problems: readonly Problem[];
}

/** What is run at a stretch of an experiment. */
export interface PagePhase {
  readonly rule: RuleSpec;
  readonly points: readonly PagePoint[];
}

/** A design point as workers run it. */
export interface PagePoint {
  readonly plan: RunPlan;
  readonly source: ScenarioSource;
  /** Names its results in the browser's store. */
  readonly storeKey: string;
}

/** The results so far, and the files that go with them. */
export interface ExperimentFigures {
  readonly report: ExperimentReport;
  /** `design.csv`, `summary.csv`, `replications.csv`, `comparison.csv`, `effects.csv`, `datapackage.json`, `run.json`. */
  readonly files: readonly ResultFile[];
}
