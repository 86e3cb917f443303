import type { LabAnswer } from '../../experiment/theory/check-answer.ts';
import { t } from '../messages/translate.ts';
import type { QuestionRecord } from './question-record.ts';

/** A person's answer has no more digits than this. */
const digits = new Intl.NumberFormat(navigator.language, { maximumSignificantDigits: 5 });

/** The right answer with its unit. */
export function answerText({ value, unit }: LabAnswer): string {
  return withUnit(digits.format(value), unit);
}

/** `20 s`; a unit that only says what a bare number is, as a share, is not put behind it. */
function withUnit(text: string, unit: string): string {
  return unit === '' || unit.startsWith('share') ? text : `${text} ${unit}`;
}

/** What to say of an answer, in a sentence. @param unit of the question */
export function verdictText({ checked: { hint } }: QuestionRecord, unit: string): string {
  if (hint === 'wrong-unit') return unit === '' ? t('lab.wrong-unit.plain') : t('lab.wrong-unit', { unit });
  return t(`lab.${hint}`);
}

/** Model and source, as far as there are any. */
export function originText({ name, source }: LabAnswer): string {
  return [name, source].filter((text) => text !== '').join(' · ');
}
