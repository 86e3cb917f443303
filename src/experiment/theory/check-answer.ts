import { changedFlow } from '../../scenario/changed-flow.ts';
import type { FlowScenario } from '../../scenario/flow-schema.ts';
import type { LabQuestion } from '../../scenario/lab-schema.ts';
import { theoryOf } from './theory-of.ts';

/** The right answer of a question. */
export interface LabAnswer {
  readonly value: number;
  readonly unit: string;
  readonly formula: string;
  /** Model and source; empty for an answer that is written with its formula. */
  readonly name: string;
  readonly source: string;
}

/** What is wrong with an answer, as a key of the page's texts: `wrong-unit` is right but for 60, 100, 1000 or 3600. */
export type AnswerHint = 'right' | 'near' | 'wrong-unit' | 'too-high' | 'too-low';

/** An answer as it was found. */
export interface CheckedAnswer {
  readonly verdict: 'right' | 'near' | 'wrong';
  readonly hint: AnswerHint;
  readonly answer: LabAnswer;
}

/** An answer off by up to so many tolerances is near. */
const NEAR = 5;

/** Seconds, minutes and hours; shares and percent; thousands. */
const UNIT_FACTORS = [60, 3600, 100, 1000];

/** The right answer of a question of a flow; undefined where theory has none, which a shipped exercise never meets. */
export function answerOf(question: LabQuestion, flow: FlowScenario): LabAnswer | undefined {
  const { answer, unit } = question;
  if ('value' in answer) return { value: answer.value, unit, formula: answer.formula, name: '', source: '' };
  const changed = changedFlow(flow, answer.set);
  if (changed.flow === undefined) return undefined;
  return theoryOf(changed.flow).values.find(
    ({ kpi, place, class: ofClass }) =>
      kpi === answer.kpi && place === answer.place && ofClass === answer.class,
  );
}

/**
 * Holds an answer against the right one: within the question's tolerance it is right, within five of them near.
 * @returns undefined where there is no right answer to hold it against
 */
export function checkAnswer(
  question: LabQuestion,
  given: number,
  flow: FlowScenario,
): CheckedAnswer | undefined {
  const answer = answerOf(question, flow);
  if (answer === undefined) return undefined;
  const { value } = answer;
  const isWithin = (target: number, share: number) => Math.abs(given - target) <= share * Math.abs(target);
  const { tolerance } = question;
  if (isWithin(value, tolerance)) return { verdict: 'right', hint: 'right', answer };
  if (
    UNIT_FACTORS.some((factor) => isWithin(value * factor, tolerance) || isWithin(value / factor, tolerance))
  ) {
    return { verdict: 'wrong', hint: 'wrong-unit', answer };
  }
  if (isWithin(value, NEAR * tolerance)) return { verdict: 'near', hint: 'near', answer };
  return { verdict: 'wrong', hint: given > value ? 'too-high' : 'too-low', answer };
}
