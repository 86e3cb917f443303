import type { ExperimentBrief, ExperimentSource } from '../../worker/browser/experiment-messages.ts';
import { forget, readStored, store } from './browser-store.ts';

/** The last experiment that was started, found again after the page was closed. */
export interface KeptExperiment {
  readonly title: string;
  /** The experiment's JSON text and the name of its file. */
  readonly text: string;
  readonly file: string;
  /** Name of the scenario that it belongs to: an id of the gallery, or a file of the user's own. */
  readonly scenario: string;
  readonly hash: string;
  /** Replications that it takes at least, and at most. */
  readonly atLeast: number;
  readonly atMost: number;
}

const KEY = 'experiment';

/** @returns whether the browser really keeps it */
export function keepExperiment({ text, file, scenario }: ExperimentSource, brief: ExperimentBrief): boolean {
  const { title, hash, atLeast, atMost } = brief;
  return store(KEY, {
    title,
    text,
    file,
    scenario: scenario.name,
    hash,
    atLeast,
    atMost,
  } satisfies KeptExperiment);
}

export function keptExperiment(): KeptExperiment | undefined {
  const kept = readStored<Partial<KeptExperiment>>(KEY);
  const isWhole =
    typeof kept?.text === 'string' && typeof kept.scenario === 'string' && typeof kept.file === 'string';
  return isWhole ? (kept as KeptExperiment) : undefined;
}

export function forgetExperiment(): void {
  forget(KEY);
}
