import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { publishedSchemas } from '../../src/scenario/json-schema.ts';
import { flowBlocksPage } from '../../tools/docs/flow-blocks.ts';

/** `WAYBILL_PUBLISH=1 npm test -- test/project/published` writes the files anew, and fails until they are committed. */
const publishes = process.env.WAYBILL_PUBLISH === '1';

const published: Record<string, string> = {
  'docs/flow-blocks.md': flowBlocksPage(),
  ...Object.fromEntries(
    Object.entries(publishedSchemas()).map(([name, schema]) => [
      `public/${name}`,
      `${JSON.stringify(schema, null, 2)}\n`,
    ]),
  ),
};

describe('what is published from the schemas', () => {
  it.each(Object.entries(published))('%s says what the schema says', (path, text) => {
    let standing = '';
    try {
      standing = readFileSync(path, 'utf8');
    } catch {
      // Not published yet: the comparison says so.
    }
    if (publishes && standing !== text) writeFileSync(path, text);
    expect(standing).toBe(text);
  });
});
