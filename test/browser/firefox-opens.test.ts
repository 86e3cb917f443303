import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { findFirefox } from '../../tools/find-browser.mjs';
import { reportFromFirefox } from './firefox.ts';

const program = findFirefox();

// Where no Firefox can be had, `npm test` says so.
describe.runIf(program !== undefined)('Firefox', () => {
  it('opens a served page under the strict policy and hands back what it reports', async () => {
    const root = await mkdtemp(path.join(tmpdir(), 'waybill-page-'));
    try {
      await writeFile(
        path.join(root, 'index.html'),
        '<!doctype html><script type="module" src="report.js"></script>',
      );
      await writeFile(
        path.join(root, 'report.js'),
        `fetch('report', { method: 'POST', body: navigator.userAgent });`,
      );
      expect(await reportFromFirefox({ program: program!, root })).toContain('Firefox/');
    } finally {
      await rm(root, { recursive: true, force: true });
    }
  });
});
