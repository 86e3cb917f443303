import './browser-language.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerText, originText, verdictText } from '../../src/app/lab/answer-text.ts';
import { parseAnswer } from '../../src/app/lab/parse-answer.ts';
import { afterCheck, countRight, mayShowAnswer, readRecords } from '../../src/app/lab/question-record.ts';
import type { AnswerHint, CheckedAnswer } from '../../src/experiment/theory/check-answer.ts';

const ANSWER = { value: 1 / 3, unit: 's', formula: '1 / μ', name: 'M/M/1', source: 'a book' };

function checkedAs(verdict: CheckedAnswer['verdict'], hint: AnswerHint): CheckedAnswer {
  return { verdict, hint, answer: ANSWER };
}

const LOW = checkedAs('wrong', 'too-low');
const RIGHT = checkedAs('right', 'right');

describe('a written answer', () => {
  it('is read with the decimal sign of the locale, and with the other where it can be nothing else', () => {
    expect(parseAnswer(' 12.5 ', '.')).toBe(12.5);
    expect(parseAnswer('12,5', ',')).toBe(12.5);
    expect(parseAnswer('0,125', '.')).toBe(0.125);
    expect(parseAnswer('0.125', ',')).toBe(0.125);
    expect(parseAnswer('.5', '.')).toBe(0.5);
    expect(parseAnswer('−3', '.')).toBe(-3);
    expect(parseAnswer('2.5e-3', '.')).toBe(0.0025);
  });

  it('may have its thousands apart', () => {
    expect(parseAnswer('1,234.5', '.')).toBe(1234.5);
    expect(parseAnswer('1.234,5', ',')).toBe(1234.5);
    expect(parseAnswer('12 345 678', '.')).toBe(12_345_678);
  });

  it('is refused where it is no finite number', () => {
    for (const text of ['', 'four', '4 s', '1.2.3', '1/3', '1e999', 'NaN', '--1', '1,2,3', '5 %'])
      expect(parseAnswer(text, '.'), text).toBeUndefined();
  });

  it('comes back from every way in which a locale writes it', () => {
    const number = fc
      .double({ min: -1e9, max: 1e9, noNaN: true })
      .map((value) => Math.round(value * 1e4) / 1e4);
    fc.assert(
      fc.property(number, (value) => {
        for (const [locale, decimal] of [
          ['en-US', '.'],
          ['de-DE', ','],
          ['de-CH', '.'],
        ] as const) {
          const text = new Intl.NumberFormat(locale, { maximumFractionDigits: 4 }).format(value);
          expect(parseAnswer(text, decimal)).toBeCloseTo(value, 8);
        }
      }),
    );
  });
});

describe('what a student came to', () => {
  it('is offered the answer after the second miss, the same answer counted once', () => {
    const first = afterCheck(undefined, '3', LOW);
    expect(mayShowAnswer(first)).toBe(false);
    expect(mayShowAnswer(afterCheck(first, '3', LOW))).toBe(false);
    const second = afterCheck(first, '3.5', LOW);
    expect(mayShowAnswer(second)).toBe(true);
    expect(mayShowAnswer({ ...second, isShown: true })).toBe(false);
  });

  it('shows formula and source once the answer is right, and then no offer', () => {
    const found = afterCheck(afterCheck(undefined, '3', LOW), '4', RIGHT);
    expect(found).toMatchObject({ misses: 1, isShown: true });
    expect(mayShowAnswer(found)).toBe(false);
  });

  it('counts the questions of the exercise that are right, not those of another version', () => {
    const right = afterCheck(undefined, '4', RIGHT);
    const records = { first: right, second: afterCheck(undefined, '3', LOW), dropped: right };
    expect(countRight(records, ['first', 'second', 'third'])).toBe(1);
  });

  it('comes back from the browser as it was, without what is damaged', () => {
    const record = afterCheck(undefined, '3', LOW);
    const kept: unknown = JSON.parse(JSON.stringify({ ask: record, broken: { given: 3 }, empty: null }));
    expect(readRecords(kept)).toEqual({ ask: record });
    for (const stored of [undefined, null, 'text', 7]) expect(readRecords(stored)).toEqual({});
  });
});

describe('the words for an answer', () => {
  it('say what is wrong with it', () => {
    const words = (verdict: CheckedAnswer['verdict'], hint: AnswerHint, unit = 's') =>
      verdictText(afterCheck(undefined, '1', checkedAs(verdict, hint)), unit);
    expect(words('right', 'right')).toBe('Right.');
    expect(words('near', 'near')).toMatch(/^Near/);
    expect(words('wrong', 'too-high')).toContain('too high');
    expect(words('wrong', 'wrong-unit')).toContain('asked in s');
    expect(words('wrong', 'wrong-unit', '')).not.toContain('{unit}');
  });

  it('give the answer with its unit, its model and its source', () => {
    expect(answerText(ANSWER)).toBe('0.33333 s');
    expect(answerText({ ...ANSWER, value: 0.25, unit: 'share of 1' })).toBe('0.25');
    expect(originText(ANSWER)).toBe('M/M/1 · a book');
    expect(originText({ ...ANSWER, name: '', source: '' })).toBe('');
  });
});
