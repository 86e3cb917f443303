import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readScenario } from '../../src/cli/read-scenario.ts';
import { scenarioFiles } from '../../tools/scenario-files.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const scenarios = mkdtempSync(path.join(tmpdir(), 'waybill-experiments-'));
afterAll(() => rmSync(scenarios, { recursive: true }));

cpSync(path.join(root, 'scenarios/two-hubs'), path.join(scenarios, 'two-hubs'), { recursive: true });
mkdirSync(path.join(scenarios, 'two-hubs/experiments'), { recursive: true });
writeFileSync(path.join(scenarios, 'two-hubs/experiments/a.json'), '{ "not": "a scenario" }');

describe('experiments in the folder of a scenario', () => {
  it('do not disturb the terminal', () => {
    const places = { cwd: scenarios, scenarios };
    const { scenario, problems } = readScenario('two-hubs', places, []);
    expect(problems.hasErrors).toBe(false);
    const bare = readScenario(path.join(root, 'scenarios/two-hubs'), places, []);
    expect(scenario?.hash).toBe(bare.scenario?.hash);
  });

  it('go along with it to the page, under the same id', () => {
    const emitted = new Map<string, string | Uint8Array>();
    const plugin = scenarioFiles(scenarios) as unknown as { generateBundle(): void };
    plugin.generateBundle.call({
      emitFile: ({ fileName, source }: { fileName: string; source: string | Uint8Array }) =>
        emitted.set(fileName, source),
    } as never);
    const index = JSON.parse(String(emitted.get('scenarios/index.json'))) as {
      scenarios: { id: string; files: { path: string }[] }[];
    };
    expect(index.scenarios.map(({ id }) => id)).toEqual(['two-hubs']);
    expect(index.scenarios[0].files.map((file) => file.path)).toContain('two-hubs/experiments/a.json');
    expect(emitted.has('scenarios/two-hubs/experiments/a.json')).toBe(true);
  });
});
