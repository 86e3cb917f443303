import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ensureDependencies, ROOT, run } from './dependencies.mjs';

/** @typedef {'site' | 'cli' | 'bench'} Target */

const PROGRAM_ROOMS = [
  'engine',
  'scenario',
  'records',
  'snapshot',
  'model',
  'experiment',
  'export',
  'worker',
  'cli',
].map((room) => `src/${room}`);

const ALWAYS = ['package.json', 'package-lock.json', 'tsconfig.base.json', 'tools/build.mjs'];

/**
 * Files and folders that each build is made from.
 *
 * @type {Record<Target, readonly string[]>}
 */
const INPUTS = {
  site: [
    ...ALWAYS,
    'src',
    'public',
    'scenarios',
    'index.html',
    'vite.config.ts',
    'tools/scenario-files.mjs',
    'tools/security-headers.mjs',
  ],
  cli: [...ALWAYS, ...PROGRAM_ROOMS],
  bench: [...ALWAYS, ...PROGRAM_ROOMS, 'test'],
};

/**
 * The folder a build is left in.
 *
 * @param {Target} target
 */
export function outputOf(target) {
  return path.join(ROOT, 'dist', target);
}

/**
 * Builds what is missing or was built from other sources, after installing what the build needs.
 *
 * @param {Target} target
 */
export function ensureBuilt(target) {
  ensureDependencies();
  if (isFresh(target)) return;
  process.stderr.write(`Building ${path.relative(ROOT, outputOf(target))} …\n`);
  // In a process of its own: the builder's memory and threads stay out of what the program measures of itself.
  const isDone = run(process.execPath, [path.join(ROOT, 'tools', 'build.mjs'), target]);
  if (!isDone) throw new Error(`The build of ${target} failed: see the message above.`);
}

/**
 * True where the build was made from exactly the sources that are there now.
 *
 * @param {Target} target
 */
function isFresh(target) {
  try {
    return (
      readFileSync(stampOf(target), 'utf8') === digestOf(target) && statSync(outputOf(target)).isDirectory()
    );
  } catch {
    return false;
  }
}

/**
 * Notes what a build was made from; `digest` is taken before the build begins, so that an edit during it counts.
 *
 * @param {Target} target
 * @param {string} digest
 */
export function stamp(target, digest) {
  mkdirSync(path.dirname(stampOf(target)), { recursive: true });
  writeFileSync(stampOf(target), digest);
}

/**
 * A digest of names and contents: right after a clone, a checkout or a copy, where times of files say nothing.
 *
 * @param {Target} target
 */
export function digestOf(target) {
  return digestOfFiles(INPUTS[target]);
}

/** A short digest of all source that the results of a replication depend on: results of other source are not reused. */
export function resultsDigest() {
  const rooms = ['engine', 'scenario', 'records', 'model', 'experiment'].map((room) => `src/${room}`);
  return digestOfFiles(['package-lock.json', ...rooms]).slice(0, 16);
}

/** @param {readonly string[]} inputs files and folders relative to the project */
function digestOfFiles(inputs) {
  const digest = createHash('sha256');
  for (const file of inputs.flatMap((input) => filesBelow(input)).sort()) {
    const content = readFileSync(path.join(ROOT, file));
    digest.update(`${file}\n${content.length}\n`).update(content);
  }
  return digest.digest('hex');
}

/** @param {Target} target */
function stampOf(target) {
  return path.join(ROOT, 'dist', `${target}.stamp`);
}

/**
 * @param {string} place relative to the project; what is not there has no files
 * @returns {string[]} paths relative to the project, with forward slashes
 */
function filesBelow(place) {
  const info = statSync(path.join(ROOT, place), { throwIfNoEntry: false });
  if (info === undefined) return [];
  if (info.isFile()) return [place];
  return readdirSync(path.join(ROOT, place)).flatMap((name) => filesBelow(`${place}/${name}`));
}
