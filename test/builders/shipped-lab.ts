import { readdirSync, readFileSync } from 'node:fs';
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import type { LoadedFlow } from '../../src/scenario/scenario.ts';

/** Ids of the flow scenarios that the product ships: the queueing lab. */
export function shippedLabs(): string[] {
  const folder = new URL('../../scenarios/', import.meta.url);
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .filter((id) => /"kind":\s*"flow"/.test(textOf(id)))
    .sort();
}

/** A lab, with changes as the user writes them. @throws Error listing what is wrong with it */
export function shippedLab(id: string, changes: readonly string[] = []): LoadedFlow {
  const files = new Map([['scenario.json', new TextEncoder().encode(textOf(id))]]);
  const { scenario, problems } = loadScenario(files, changes, id);
  if (scenario?.kind !== 'flow') throw new Error(JSON.stringify(problems.list, null, 1));
  return scenario;
}

function textOf(id: string): string {
  return readFileSync(new URL(`../../scenarios/${id}/scenario.json`, import.meta.url), 'utf8');
}
