import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import type { NetworkScenario } from '../../src/scenario/network/network-scenario.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';

/** A scenario that comes with the product. @throws Error with what is wrong with it */
export function shippedScenario(id: string, overrides: readonly string[] = []): Scenario {
  const folder = fileURLToPath(new URL(`../../scenarios/${id}`, import.meta.url));
  const names = readdirSync(folder, { withFileTypes: true }).flatMap((one) =>
    one.isFile() ? [one.name] : [],
  );
  const files = new Map(names.map((name) => [name, new Uint8Array(readFileSync(path.join(folder, name)))]));
  const { scenario, problems } = loadScenario(files, overrides, id);
  problems.throwIfErrors();
  if (scenario === undefined) throw new Error(`${id} could not be loaded`);
  return scenario;
}

/** A network that comes with the product. @throws Error with what is wrong with it */
export function shippedNetwork(id: string, overrides: readonly string[] = []): NetworkScenario {
  const scenario = shippedScenario(id, overrides);
  if (scenario.kind !== 'network') throw new Error(`${id} is no network`);
  return scenario.network;
}
