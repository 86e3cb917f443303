import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ensureDependencies, ROOT } from './dependencies.mjs';
import { ensureChromium, ensureFirefox } from './find-browser.mjs';
import { ensureBuilt } from './freshness.mjs';

const REPORT = path.join(ROOT, 'dist', 'vitest.json');

/** @type {{ name: string, hasPassed: boolean, seconds: number }[]} */
const steps = [];
let testsPassed = 0;
let testsFailed = 0;

await step('dependencies', ensureDependencies);
if (steps.every(({ hasPassed }) => hasPassed)) {
  await step('browsers', async () => {
    process.env.CHROME_PATH = await ensureChromium(say);
    const firefox = ensureFirefox(say);
    if (firefox !== undefined) process.env.FIREFOX_PATH = firefox;
  });
  await step('build of the site', () => ensureBuilt('site'));
  await step('build of the program', () => ensureBuilt('cli'));
  for (const project of ['core', 'cli', 'test']) {
    await step(`types: ${project}`, () => tool('typescript', 'tsc', ['-p', `tsconfig.${project}.json`]));
  }
  await step('types: page', () =>
    tool('svelte-check', 'svelte-check', ['--tsconfig', './tsconfig.page.json', '--fail-on-warnings']),
  );
  await step('lint and format', () => tool('@biomejs/biome', 'biome', ['check']));
  await step('dead code', () => tool('knip', 'knip', []));
  await step('tests', vitest);
}
summarize();

/**
 * Runs one step to its end whatever became of those before it, so that one look shows all that is wrong.
 *
 * @param {string} name
 * @param {() => void | Promise<void>} work throws where it fails
 */
async function step(name, work) {
  say(`\n▸ ${name}`);
  const start = performance.now();
  let hasPassed = true;
  try {
    await work();
  } catch (error) {
    hasPassed = false;
    say(`${error instanceof Error ? error.message : error}`);
  }
  const seconds = (performance.now() - start) / 1000;
  steps.push({ name, hasPassed, seconds });
  say(`${hasPassed ? '✓' : '✗'} ${name} (${seconds.toFixed(1)} s)`);
}

/** What follows `--` on the command line goes to the test runner; a selection of tests then. */
function vitest() {
  mkdirSync(path.dirname(REPORT), { recursive: true });
  rmSync(REPORT, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${REPORT}`];
  /** @type {unknown} */
  let failure;
  try {
    tool('vitest', 'vitest', ['run', ...reporters, ...process.argv.slice(2)]);
  } catch (error) {
    failure = error;
  }
  const report = JSON.parse(readFileSync(REPORT, 'utf8'));
  testsPassed = report.numPassedTests;
  testsFailed = report.numFailedTests;
  const skipped = report.numPendingTests + report.numTodoTests;
  if (skipped > 0) say(`${skipped} tests did not run.`);
  if (failure !== undefined) throw failure;
}

/**
 * Runs the program of an installed package; throws where it fails.
 *
 * @param {string} packageName
 * @param {string} program
 * @param {readonly string[]} args
 */
function tool(packageName, program, args) {
  const folder = path.join(ROOT, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const script = path.join(folder, typeof bin === 'string' ? bin : bin[program]);
  const { status, signal, error } = spawnSync(process.execPath, [script, ...args], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${program} ended with ${signal ?? `exit code ${status}`}.`);
}

function summarize() {
  say('');
  for (const { name, hasPassed, seconds } of steps) {
    say(`${hasPassed ? '✓' : '✗'} ${name.padEnd(22)} ${seconds.toFixed(1).padStart(7)} s`);
  }
  const stepsFailed = steps.filter(({ hasPassed }) => !hasPassed).length;
  say(`${steps.length - stepsFailed + testsPassed} passed, ${stepsFailed + testsFailed} failed`);
  process.exitCode = stepsFailed + testsFailed === 0 ? 0 : 1;
}

/** @param {string} line */
function say(line) {
  process.stdout.write(`${line}\n`);
}
