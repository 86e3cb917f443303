import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';

/**
 * Compares a text with the one kept in this folder. With UPDATE_GOLDEN=1 it is rewritten, and the run fails all the
 * same: a changed trace is read and committed before anything is green again.
 */
export function expectGolden(name: string, text: string): void {
  const file = new URL(`${name}.txt`, import.meta.url);
  if (process.env.UPDATE_GOLDEN === '1') {
    writeFileSync(file, text);
    throw new Error(
      `${name}.txt was rewritten: read the difference, commit it, and run without UPDATE_GOLDEN`,
    );
  }
  if (!existsSync(file)) throw new Error(`${name}.txt is missing: write it with UPDATE_GOLDEN=1`);
  expect(text).toBe(readFileSync(file, 'utf8'));
}
