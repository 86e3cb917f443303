import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** The project's folder. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A source file, its path relative to the project with forward slashes, e.g. `src/engine/clock.ts`. */
export interface Source {
  readonly file: string;
  readonly text: string;
}

/** Every file below a folder of the project, by path. */
export function filesBelow(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
}

/** Every TypeScript and Svelte file under `src/`. */
export function readSources(): Source[] {
  return filesBelow('src')
    .filter((file) => /\.(ts|svelte)$/.test(file))
    .map((file) => ({ file, text: readFileSync(path.join(ROOT, file), 'utf8') }));
}

/** The syntax tree of a source; of a Svelte file, that of its scripts (its markup imports nothing). */
export function parse({ file, text }: Source): ts.SourceFile {
  const code = file.endsWith('.svelte') ? scriptsOf(text) : text;
  return ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
}

/** Calls `visit` with every node of the tree. */
export function forEachNode(tree: ts.Node, visit: (node: ts.Node) => void): void {
  visit(tree);
  ts.forEachChild(tree, (child) => forEachNode(child, visit));
}

function scriptsOf(markup: string): string {
  return [...markup.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1]).join('\n');
}
