import { describe, expect, it } from 'vitest';
import { knownRows, ROW_CHOICES, rowChoiceOf } from '../../src/app/state/row-choices.ts';
import { rowsText } from '../../src/export/run-manifest.ts';

describe('the choice of rows on the page', () => {
  it('means what the terminal and run.json mean by the same words', () => {
    for (const choice of ROW_CHOICES) expect(rowsText(rowChoiceOf(choice))).toBe(choice);
  });

  it('is left to the plan where an address asks for anything else', () => {
    for (const text of [null, '', 'some', 'sample:0', 'sample:1e9', 'ALL']) expect(knownRows(text)).toBe('');
    expect(() => rowChoiceOf('sample:0')).toThrow('"sample:0" is no choice of rows');
  });
});
