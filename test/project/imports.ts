import path from 'node:path';
import ts from 'typescript';
import { ROOMS } from './rooms.ts';
import { forEachNode, parse, type Source } from './source-files.ts';

/**
 * What a file imports, as written: static and type imports, re-exports, `import()` as a call and as a type, and
 * `new URL('…', import.meta.url)`. Addresses that are not literal are reported as `(not literal)`.
 */
export function importsOf(source: Source): string[] {
  const found: string[] = [];
  const add = (node: ts.Node | undefined) => {
    found.push(node !== undefined && ts.isStringLiteralLike(node) ? node.text : NOT_LITERAL);
  };
  forEachNode(parse(source), (node) => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier);
    else if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined) add(node.moduleSpecifier);
    else if (ts.isExternalModuleReference(node)) add(node.expression);
    else if (ts.isImportTypeNode(node))
      add(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0]);
    else if (ts.isNewExpression(node) && isOwnAddress(node)) add(node.arguments?.[0]);
  });
  return found;
}

const NOT_LITERAL = '(not literal)';

function isOwnAddress(node: ts.NewExpression): boolean {
  const base = node.arguments?.[1];
  return node.expression.getText() === 'URL' && base?.getText().replace(/\s/g, '') === 'import.meta.url';
}

/** The file that a relative import names, relative to the project; nothing for a package. */
function targetOf(file: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  return path.posix.join(path.posix.dirname(file), specifier.split('?', 1)[0]);
}

/** The room of a file, e.g. `engine`; nothing for what lies beside the rooms. */
export function roomOf(file: string): string | undefined {
  return /^src\/([^/]+)\//.exec(file)?.[1];
}

/** Every import of these files that the table of rooms does not allow, one line each. */
export function forbiddenImports(sources: readonly Source[]): string[] {
  const files = new Set(sources.map(({ file }) => file));
  return sources.flatMap((source) =>
    importsOf(source).flatMap((specifier) => fault(source.file, specifier, files)),
  );
}

function fault(file: string, specifier: string, files: ReadonlySet<string>): string[] {
  const name = roomOf(file);
  const room = name === undefined ? undefined : ROOMS[name];
  if (name === undefined || room === undefined) return [`${file} is in no room, yet imports ${specifier}`];
  if (specifier === NOT_LITERAL) return [`${file} imports what only a run can tell: write the address out`];
  const target = targetOf(file, specifier);
  if (target === undefined) {
    if (isAllowedPackage(room.packages, specifier)) return [];
    return [`${file} imports the package ${specifier}, which ${name}/ may not: ${room.reason}`];
  }
  if (/\.(ts|svelte)$/.test(target) && !files.has(target))
    return [`${file} imports ${target}, which is not there`];
  const targetRoom = roomOf(target);
  if (targetRoom === name || (targetRoom !== undefined && room.rooms.includes(targetRoom))) return [];
  return [`${file} imports ${target}, which ${name}/ may not: ${room.reason}`];
}

function isAllowedPackage(allowed: readonly string[], specifier: string): boolean {
  return allowed.some((name) =>
    name.endsWith('*') ? specifier.startsWith(name.slice(0, -1)) : specifier === name,
  );
}

/** The rings of files that import one another, types included, each as `a → b → a`; one ring per knot. */
export function importCycles(sources: readonly Source[]): string[] {
  const files = new Set(sources.map(({ file }) => file));
  const targets = new Map(
    sources.map((source) => [
      source.file,
      importsOf(source)
        .map((specifier) => targetOf(source.file, specifier))
        .filter((target): target is string => target !== undefined && files.has(target)),
    ]),
  );
  const done = new Set<string>();
  const cycles: string[] = [];
  const walk = (file: string, trail: readonly string[]) => {
    const start = trail.indexOf(file);
    if (start >= 0) cycles.push([...trail.slice(start), file].join(' → '));
    if (start >= 0 || done.has(file)) return;
    for (const target of targets.get(file) ?? []) walk(target, [...trail, file]);
    done.add(file);
  };
  for (const file of files) walk(file, []);
  return cycles;
}

/** True for a file that declares nothing and only passes on what other files export. */
export function isBarrel(source: Source): boolean {
  const statements = parse(source).statements;
  return statements.some(ts.isExportDeclaration) && statements.every((statement) => isPassing(statement));
}

function isPassing(statement: ts.Statement): boolean {
  return ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement);
}
