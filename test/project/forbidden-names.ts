import ts from 'typescript';
import { forEachNode, parse, type Source } from './source-files.ts';

/** What a room must not reach for. */
export interface Prohibition {
  /** Members of `Math`. */
  readonly math: ReadonlySet<string>;
  /** Globals. */
  readonly globals: ReadonlySet<string>;
  /** Methods of anything. */
  readonly methods: ReadonlySet<string>;
}

/** Their last bits differ between JavaScript engines: `engine/math/` has its own. */
const TRANSCENDENTAL = (
  'exp log log2 log10 log1p expm1 pow sin cos tan asin acos atan atan2 ' +
  'sinh cosh tanh asinh acosh atanh hypot cbrt'
).split(' ');

/** They follow the language and the time zone of whoever runs the program. */
const LOCALE_METHODS = [
  'toLocaleString',
  'toLocaleDateString',
  'toLocaleTimeString',
  'toLocaleLowerCase',
  'toLocaleUpperCase',
  'localeCompare',
];

/** For the rooms whose results must be the same bytes everywhere. */
export const IN_THE_CORE: Prohibition = {
  math: new Set([...TRANSCENDENTAL, 'random']),
  globals: new Set(['Date', 'performance', 'Intl', 'crypto', 'globalThis', 'eval', 'Function']),
  methods: new Set(LOCALE_METHODS),
};

/** For the worker, which may read the clock for its heartbeat and the progress it reports. */
export const IN_THE_WORKER: Prohibition = {
  math: IN_THE_CORE.math,
  globals: new Set(['Intl', 'eval', 'Function']),
  methods: IN_THE_CORE.methods,
};

/** Every use of a forbidden name in code (comments and texts do not count), as `file:line name`. */
export function forbiddenNames(source: Source, forbidden: Prohibition): string[] {
  const tree = parse(source);
  const found: string[] = [];
  forEachNode(tree, (node) => {
    const name = forbiddenName(node, forbidden);
    if (name === undefined) return;
    const line = tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;
    found.push(`${source.file}:${line} ${name}`);
  });
  return found;
}

function forbiddenName(node: ts.Node, forbidden: Prohibition): string | undefined {
  if (node.kind === ts.SyntaxKind.AsteriskAsteriskToken) return isPowerOfTwo(node.parent) ? undefined : '**';
  if (node.kind === ts.SyntaxKind.AsteriskAsteriskEqualsToken) return '**=';
  if (!ts.isIdentifier(node)) return undefined;
  const parent = node.parent;
  if (ts.isPropertyAccessExpression(parent) && parent.name === node) {
    if (forbidden.methods.has(node.text)) return `.${node.text}`;
    return undefined;
  }
  if (isNameOfSomething(node)) return undefined;
  if (node.text === 'Math') {
    if (!ts.isPropertyAccessExpression(parent)) return 'Math (other than by the name of a member)';
    return forbidden.math.has(parent.name.text) ? `Math.${parent.name.text}` : undefined;
  }
  return forbidden.globals.has(node.text) ? node.text : undefined;
}

/** `2 ** 52` with its exponent written out: a constant, and exact in every engine (a test in the browser says so). */
function isPowerOfTwo(node: ts.Node): boolean {
  if (!ts.isBinaryExpression(node) || node.left.getText() !== '2') return false;
  return ts.isNumericLiteral(node.right) && Number(node.right.text) <= 1023 && /^\d+$/.test(node.right.text);
}

/** Declared names, keys and types are nobody's global. */
function isNameOfSomething(node: ts.Identifier): boolean {
  const parent = node.parent;
  if (ts.isTypeReferenceNode(parent) || ts.isQualifiedName(parent)) return true;
  if (ts.isPropertyAssignment(parent) || ts.isBindingElement(parent) || ts.isImportSpecifier(parent)) {
    return (ts.isBindingElement(parent) ? parent.propertyName : parent.name) === node;
  }
  return ts.isPropertySignature(parent) || ts.isPropertyDeclaration(parent) || ts.isMethodDeclaration(parent);
}
