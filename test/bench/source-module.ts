import path from 'node:path';
import { PROJECT } from './processes.ts';

/**
 * Loads a module of the bench from its source, as vitest does with a test. What drives a browser or a bundler cannot
 * be bundled itself, so the built bench leaves these modules out and loads them here, packages beside them.
 * @param name of a file beside this one
 */
export async function sourceModule<Module>(name: string): Promise<Module> {
  const { runnerImport } = await installed<typeof import('vite')>('vite');
  const settings = { root: PROJECT, configFile: false, logLevel: 'error' } as const;
  const { module } = await runnerImport<Module>(path.join(PROJECT, 'test', 'bench', name), settings);
  return module;
}

/** A package found when the program runs, not when it is built. */
function installed<Module>(name: string): Promise<Module> {
  return import(/* @vite-ignore */ name);
}
