import { type CheckedAnswer, checkAnswer } from '../../experiment/theory/check-answer.ts';
import type { LoadedScenario } from '../../scenario/load-scenario.ts';
import type { ScenarioSource } from './page-files.ts';

/** An answer that a student gave to a question of a scenario's exercise. */
export interface GivenAnswer {
  /** Of the question, from 0. */
  readonly ordinal: number;
  /** In the unit of the question. */
  readonly value: number;
}

/**
 * Holds an answer against theory for the scenario as it was written: what the user tries out changes no right answer.
 * @returns undefined where the scenario has no such question, or theory no answer
 */
export function checkLabAnswer(
  read: (source: ScenarioSource) => LoadedScenario,
  source: ScenarioSource,
  { ordinal, value }: GivenAnswer,
): CheckedAnswer | undefined {
  // A file may be valid only with what the user put in place.
  const scenario = read({ ...source, overrides: [] }).scenario ?? read(source).scenario;
  if (scenario?.kind !== 'flow') return undefined;
  const question = scenario.flow.lab?.questions[ordinal];
  return question === undefined ? undefined : checkAnswer(question, value, scenario.flow);
}
