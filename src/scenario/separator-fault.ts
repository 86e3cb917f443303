import { quote } from './found.ts';
import type { TextFault } from './timetable-text.ts';

/** What is wrong with the header of a table whose columns are separated by other signs than commas; else undefined. */
export function separatorFault(names: readonly string[]): TextFault | undefined {
  if (names.length !== 1 || !/[;\t|]/.test(names[0])) return undefined;
  return {
    found: `the header ${quote(names[0])}`,
    allowed: 'names of columns with commas between them',
    hint: 'save it again with commas as separators',
  };
}
