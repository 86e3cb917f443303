import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type LoadedScenario, loadScenario } from '../../src/scenario/load-scenario.ts';
import { formatProblem } from '../../src/scenario/problem.ts';
import type { HeldFiles } from '../../src/scenario/scenario-files.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** The files of a scenario folder of the repository. */
export function folder(name: string): Map<string, Uint8Array> {
  const at = path.resolve(import.meta.dirname, '../..', name);
  const files = readdirSync(at, { withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(files.map(({ name: file }) => [file, new Uint8Array(readFileSync(path.join(at, file)))]));
}

/** Two hubs, three towns and a village: the smallest network that has everything. */
export function twoHubs(): Map<string, Uint8Array> {
  return folder('scenarios/two-hubs');
}

/** Puts another text in place of one that must be there. */
export function edited(
  files: Map<string, Uint8Array>,
  name: string,
  from: string,
  to: string,
): Map<string, Uint8Array> {
  const text = textOf(files, name);
  if (!text.includes(from)) throw new Error(`${name} does not hold ${from}`);
  return new Map([...files, [name, encoder.encode(text.replace(from, to))]]);
}

export function textOf(files: HeldFiles, name: string): string {
  return decoder.decode(files.get(name));
}

/** The settings as an object that may be changed. */
export function settingsOf(files: HeldFiles): Record<string, unknown> {
  return JSON.parse(textOf(files, 'scenario.json'));
}

export function withSettings(files: Map<string, Uint8Array>, settings: unknown): Map<string, Uint8Array> {
  return new Map([...files, ['scenario.json', encoder.encode(JSON.stringify(settings, null, 2))]]);
}

/** Rows of a CSV table without quotes, as objects whose numbers are numbers. */
function rowsOf(files: HeldFiles, name: string): Record<string, string | number>[] {
  const [header, ...lines] = textOf(files, name).trim().split('\n');
  const names = header.split(',');
  return lines.map((line) =>
    Object.fromEntries(
      line
        .split(',')
        .map((cell, column): [string, string | number] => [names[column], asCell(cell)])
        .filter(([, cell]) => cell !== ''),
    ),
  );
}

function asCell(text: string): string | number {
  return text !== '' && String(Number(text)) === text ? Number(text) : text;
}

/** One JSON file with everything inline. */
export function inlined(files: HeldFiles): Map<string, Uint8Array> {
  const settings = settingsOf(files);
  const inline = Object.fromEntries(
    ['facilities', 'zones', 'lanes'].map((name) => [name, rowsOf(files, `${name}.csv`)]),
  );
  delete settings.tables;
  return new Map([['one.json', encoder.encode(JSON.stringify({ ...settings, inline }))]]);
}

export function load(files: HeldFiles, overrides: readonly string[] = []): LoadedScenario {
  return loadScenario(files, overrides, 'sample');
}

/** What is wrong with a scenario, one line each. */
export function problemsOf(files: HeldFiles, overrides: readonly string[] = []): string[] {
  return load(files, overrides).problems.list.map(formatProblem);
}

/** The places that are wrong, in order of text. */
export function placesOf(files: HeldFiles): string[] {
  return problemsOf(files)
    .map((line) => line.slice(0, line.indexOf(': found')))
    .sort();
}
