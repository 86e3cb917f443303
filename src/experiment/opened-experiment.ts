import { fromSeconds } from '../engine/clock.ts';
import { hash128Hex } from '../engine/random/hash.ts';
import type { ExperimentFile } from '../scenario/experiment-schema.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { settingsOf } from '../scenario/scenario-settings.ts';
import type { DesignMatrix } from './design/design-matrix.ts';
import { measuredTime } from './measured-time.ts';
import { type PointPlan, planExperiment, type SeriesChoice } from './plan.ts';
import type { Response } from './response.ts';
import type { RuleSpec } from './rules/rule-spec.ts';
import { firstReplications } from './rules/sampling-rule.ts';

/** One design point: a scenario of its own. */
export interface DesignPoint {
  readonly name: string;
  readonly scenario: Scenario;
  /** What the experiment changes in the scenario's files, as after `--set`. */
  readonly overrides: readonly string[];
  /** Scenario that it belongs to, as the experiment's file names it. */
  readonly path: string;
}

/** An experiment whose points are scenarios without errors. */
export interface OpenedExperiment {
  readonly file: ExperimentFile;
  /** Name of its file without ending. */
  readonly id: string;
  readonly points: readonly DesignPoint[];
  /** Undefined for alternatives. */
  readonly matrix: DesignMatrix | undefined;
  readonly responses: readonly Response[];
  readonly seed: number | string;
  readonly confidence: number;
}

/** What is run at a stretch: the points with their plans, and how many replications of them. Structured-cloneable. */
export interface Phase {
  readonly plans: readonly PointPlan[];
  readonly rule: RuleSpec;
}

/** The phase that everything is told from; the points have the warm-up that they are to have. */
export function mainPhase(experiment: OpenedExperiment): Phase {
  const { file, points } = experiment;
  const rule = ruleOf(experiment);
  const replications = rule.kind === 'fixed' ? rule.replications.length : 1;
  const { batch_means: batchMeans } = file;
  return {
    rule,
    plans: points.map(({ scenario }, point) =>
      planOf(experiment, point, replications, batchMeans && batchesOf(scenario, batchMeans.batches)),
    ),
  };
}

/** The plan of one point; equal seeds make equal replications a pair of equal luck. */
export function planOf(
  { points, seed, confidence, file }: OpenedExperiment,
  point: number,
  replications: number,
  series: SeriesChoice | undefined,
): PointPlan {
  const ownSeed = file.common_random_numbers ? seed : `${seed}/${points[point].name}`;
  const plan = planExperiment(points[point].scenario, {
    seed: ownSeed,
    replications,
    parcels: 'none',
    scans: 'none',
  });
  return { ...plan, confidence, ...(series === undefined ? {} : { series }) };
}

/** Names what the phases of an experiment run: equal for equal points, seeds and rules. 32 hex digits. */
export function experimentHash(experiment: OpenedExperiment): string {
  const { rule, plans } = mainPhase(experiment);
  return hash128Hex(
    JSON.stringify([
      rule,
      experiment.file.warm_up ?? null,
      plans.map(({ scenario, seed }) => [scenario.hash, seed]),
    ]),
  );
}

/** Fewest and most replications, over all points, that an experiment takes; a pilot for its warm-up included. */
export function replicationsOf(experiment: OpenedExperiment): {
  readonly atLeast: number;
  readonly atMost: number;
} {
  const { points, file } = experiment;
  const rule = ruleOf(experiment);
  const pilot = points.length * pilotReplications(file);
  const all = (count: number) => pilot + points.length * count;
  if (rule.kind === 'fixed')
    return { atLeast: all(rule.replications.length), atMost: all(rule.replications.length) };
  if (rule.kind === 'precise') return { atLeast: all(rule.target.atLeast), atMost: all(rule.target.atMost) };
  return { atLeast: all(rule.target.firstStage), atMost: all(rule.target.atMost) };
}

/** Replications of each point that are run to find the warm-up; 0 where it is given. */
export function pilotReplications({ warm_up: warmUp }: ExperimentFile): number {
  if (warmUp === undefined || 'fixed_s' in warmUp) return 0;
  return ('mser5' in warmUp ? warmUp.mser5 : warmUp.welch).pilot_replications;
}

function ruleOf({ file, points, confidence, responses }: OpenedExperiment): RuleSpec {
  const { selection, replications = settingsOf(points[0].scenario).run.replications } = file;
  if (selection !== undefined) {
    return {
      kind: 'selected',
      points: points.length,
      target: {
        response: { ...selection, better: selection.best === 'lowest' ? 'lower' : 'higher' },
        better: selection.best === 'lowest' ? 'lower' : 'higher',
        confidence,
        indifference: selection.indifference_zone,
        firstStage: selection.first_stage,
        atMost: selection.at_most,
        design: file.common_random_numbers ? 'common' : 'independent',
      },
    };
  }
  if (file.batch_means !== undefined) return { kind: 'fixed', points: points.length, replications: [0] };
  if (typeof replications === 'number') {
    return { kind: 'fixed', points: points.length, replications: firstReplications(replications) };
  }
  return {
    kind: 'precise',
    points: points.length,
    target: {
      responses,
      relativeError: replications.relative_half_width,
      confidence,
      atLeast: replications.at_least,
      atMost: replications.at_most,
    },
  };
}

/** The measured time of a flow or a hub in equal parts. */
function batchesOf(scenario: Scenario, batches: number): SeriesChoice | undefined {
  const measured = measuredTime(scenario);
  if (measured === undefined) return undefined;
  const fromUs = fromSeconds(measured.warmUpS);
  return { fromUs, everyUs: (fromSeconds(measured.horizonS) - fromUs) / batches };
}
