import { defaultDraft } from '../experiments/draft-defaults.ts';
import type { ExperimentDraft } from '../experiments/experiment-draft.ts';
import type { ValuePath } from '../experiments/value-paths.ts';
import type { ReadyScenario } from './opened-scenario.svelte.ts';

/** The experiment that is being written; it outlives the panel, and belongs to one scenario. */
export class ExperimentForm {
  draft = $state<ExperimentDraft | null>(null);
  #scenario = '';

  /** A new draft for another scenario; the same one keeps what was written. */
  prepare({ summary, world }: ReadyScenario, paths: readonly ValuePath[]): void {
    if (this.#scenario === summary.id && this.draft !== null) return;
    this.#scenario = summary.id;
    this.reset({ summary, world }, paths);
  }

  /** Back to what can be run as it is. */
  reset({ summary, world }: Pick<ReadyScenario, 'summary' | 'world'>, paths: readonly ValuePath[]): void {
    this.draft = defaultDraft({
      summary,
      world,
      replications: summary.plan.replications.length,
      confidence: summary.plan.confidence,
      horizonS: paths.find(({ path }) => path === 'run.horizon_s')?.value,
      volumeFactor: paths.find(({ path }) => path === 'volume_factor')?.value,
    });
  }
}
