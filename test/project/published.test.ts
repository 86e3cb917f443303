import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { publishedSchemas } from '../../src/scenario/json-schema.ts';
import { loadExperiment } from '../../src/scenario/load-experiment.ts';
import { EXPERIMENT_EXAMPLES, experimentsPage } from '../../tools/docs/experiment-options.ts';
import { flowBlocksPage } from '../../tools/docs/flow-blocks.ts';
import { hubPage } from '../../tools/docs/hub-page.ts';
import { networkPage } from '../../tools/docs/network-page.ts';

/** `WAYBILL_PUBLISH=1 npm test -- test/project/published` writes the files anew, and fails until they are committed. */
const publishes = process.env.WAYBILL_PUBLISH === '1';

const published: Record<string, string> = {
  'docs/flow-blocks.md': flowBlocksPage(),
  'docs/hub.md': hubPage(),
  'docs/network.md': networkPage(),
  'docs/experiments.md': experimentsPage(textOf('docs/experiments.md')),
  ...Object.fromEntries(
    Object.entries(publishedSchemas()).map(([name, schema]) => [
      `public/${name}`,
      `${JSON.stringify(schema, null, 2)}\n`,
    ]),
  ),
};

/** Nothing where it is not published yet: the comparison says so. */
function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

describe('what is published from the schemas', () => {
  it.each(Object.entries(published))('%s says what the schema says', (path, text) => {
    const standing = textOf(path);
    if (publishes && standing !== text) writeFileSync(path, text);
    expect(standing).toBe(text);
  });

  it('holds examples that are read without a problem', () => {
    for (const example of EXPERIMENT_EXAMPLES) {
      const bytes = new TextEncoder().encode(JSON.stringify(example));
      expect(loadExperiment('example.json', bytes).problems.list).toEqual([]);
    }
  });
});
