import type { CheckedAnswer } from '../../experiment/theory/check-answer.ts';

/** What a student came to at one question. */
export interface QuestionRecord {
  /** As written in the field, when it was checked last. */
  readonly given: string;
  /** Answers checked that were not right, also near ones. */
  readonly misses: number;
  readonly checked: CheckedAnswer;
  /** Whether the right answer is shown: asked for, or found. */
  readonly isShown: boolean;
}

/** Records by what is asked, so that a changed exercise forgets no more than its changed questions. */
export type LabRecords = Readonly<Record<string, QuestionRecord>>;

/** Misses after which the answer is offered. */
const MISSES_BEFORE_OFFER = 2;

/** The record after another answer was checked. */
export function afterCheck(
  before: QuestionRecord | undefined,
  given: string,
  checked: CheckedAnswer,
): QuestionRecord {
  const isRight = checked.verdict === 'right';
  // The same answer checked twice is one try.
  const isNew = before === undefined || before.given !== given;
  const misses = (before?.misses ?? 0) + (isRight || !isNew ? 0 : 1);
  return { given, misses, checked, isShown: isRight || (before?.isShown ?? false) };
}

/** Whether the answer is offered: after the second miss, until it is shown. */
export function mayShowAnswer(record: QuestionRecord): boolean {
  return !record.isShown && record.misses >= MISSES_BEFORE_OFFER;
}

/** Questions of an exercise that are answered right. */
export function countRight(records: LabRecords, asked: readonly string[]): number {
  return asked.filter((ask) => records[ask]?.checked.verdict === 'right').length;
}

/** What was kept by an earlier visit; what does not look like records is left out. */
export function readRecords(stored: unknown): LabRecords {
  if (typeof stored !== 'object' || stored === null) return {};
  return Object.fromEntries(Object.entries(stored).filter((entry) => isRecord(entry[1])));
}

function isRecord(value: unknown): value is QuestionRecord {
  const { given, misses, checked, isShown } = (value ?? {}) as Partial<QuestionRecord>;
  const { verdict, hint, answer } = checked ?? {};
  return (
    typeof given === 'string' &&
    typeof misses === 'number' &&
    typeof isShown === 'boolean' &&
    typeof verdict === 'string' &&
    ['right', 'near', 'wrong-unit', 'too-high', 'too-low'].includes(String(hint)) &&
    typeof answer?.value === 'number' &&
    [answer.unit, answer.formula, answer.name, answer.source].every((text) => typeof text === 'string')
  );
}
