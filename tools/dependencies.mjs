import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/**
 * Runs a program and waits; what it prints goes to standard error, which leaves standard output to results.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {boolean} whether it ended well
 */
export function run(command, args) {
  const { status } = spawnSync(command, args, { cwd: ROOT, stdio: ['ignore', 2, 2] });
  return status === 0;
}

/**
 * Runs npm, whichever way this program was started.
 *
 * @param {readonly string[]} args
 * @returns {boolean} whether it ended well
 */
export function npm(args) {
  const script = process.env.npm_execpath;
  if (script?.endsWith('npm-cli.js')) return run(process.execPath, [script, ...args]);
  if (process.platform !== 'win32') return run('npm', args);
  return run('cmd.exe', ['/d', '/s', '/c', 'npm', ...args]);
}

/** Installs what `package-lock.json` names where it is missing or differs; throws where that fails. */
export function ensureDependencies() {
  if (!dependenciesAreStale()) return;
  process.stderr.write('Installing dependencies (npm ci --ignore-scripts) …\n');
  const isDone = npm(['ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund']);
  if (!isDone) throw new Error('The dependencies could not be installed: see npm’s message above.');
}

/** True where the installed tree is missing, or older than the lock file and different from it. */
function dependenciesAreStale() {
  const wanted = path.join(ROOT, 'package-lock.json');
  const installed = path.join(ROOT, 'node_modules', '.package-lock.json');
  const since = statSync(installed, { throwIfNoEntry: false })?.mtimeMs;
  if (since === undefined) return true;
  if (statSync(wanted).mtimeMs <= since) return false;
  return !isInstalled(readPackages(wanted), readPackages(installed));
}

/**
 * @param {string} lockFile
 * @returns {Record<string, { version?: string, optional?: boolean }>} by path in `node_modules`
 */
function readPackages(lockFile) {
  return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
}

/**
 * Optional packages are for other platforms; npm leaves them out of the installed tree.
 *
 * @param {ReturnType<typeof readPackages>} wanted
 * @param {ReturnType<typeof readPackages>} installed
 */
function isInstalled(wanted, installed) {
  return Object.entries(wanted).every(
    ([place, { version, optional }]) =>
      place === '' || installed[place]?.version === version || (optional && installed[place] === undefined),
  );
}
