import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

const PAGES = ['test/browser/**/*.test.ts', 'test/worker/page-*.test.ts'];

export default defineConfig({
  define: { __VERSION__: JSON.stringify(version), __BUILD__: '"test"' },
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'forks',
    projects: [
      {
        extends: true,
        test: { name: 'node', include: ['test/**/*.test.ts'], exclude: PAGES, maxWorkers: 2 },
      },
      {
        // A page has several busy threads of its own: one after another, when the machine has nothing else to do.
        extends: true,
        test: { name: 'pages', include: PAGES, maxWorkers: 1, sequence: { groupOrder: 1 } },
      },
    ],
  },
});
