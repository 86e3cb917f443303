import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './dependencies.mjs';
import { CHROMIUM_FLAGS, ensureChromium } from './find-browser.mjs';
import { ensureBuilt, outputOf } from './freshness.mjs';
import { serve } from './static-server.mjs';

/**
 * One picture: window, colors, scenario, how far it is run, and what is opened then.
 *
 * @typedef {object} Shot
 * @property {string} name of the file, without ending
 * @property {{ width: number, height: number }} viewport
 * @property {number} scale device pixels per CSS pixel
 * @property {'light' | 'dark'} scheme
 * @property {string} scenario
 * @property {string} speed of the page's menu
 * @property {RegExp} until what the simulated clock shows when the picture is taken
 * @property {number} [patienceMs] how long that may take, where it is long
 * @property {string} [inspect] name of a place whose inspector is opened
 * @property {number} [nearer] how often one has come nearer by the button
 * @property {string} [panel] of the rail, opened over the picture
 * @property {RegExp} [experiment] title of an experiment that comes along; run to its end and shown
 */

/** @type {readonly Shot[]} */
const SHOTS = [
  {
    name: 'desktop',
    viewport: { width: 1440, height: 900 },
    scale: 1,
    scheme: 'light',
    scenario: 'china-31',
    speed: '6h',
    until: /Jun 0(5, (1|2)|[6-9])/,
    inspect: 'Wuhan hub',
  },
  {
    name: 'dark',
    viewport: { width: 1440, height: 900 },
    scale: 1,
    scheme: 'dark',
    scenario: 'china-31',
    speed: '6h',
    until: /Jun 0(5, (19|2)|[6-9])/,
  },
  {
    name: 'phone',
    viewport: { width: 390, height: 844 },
    scale: 2,
    scheme: 'dark',
    scenario: 'china-31',
    speed: '6h',
    until: /Jun 0(5, (19|2)|[6-9])/,
  },
  {
    name: 'national',
    viewport: { width: 1440, height: 900 },
    scale: 1,
    scheme: 'dark',
    scenario: 'singles-day-snow',
    speed: 'max',
    until: /Nov (12, (0[6-9]|1|2)|1[3-9])/,
    patienceMs: 1_500_000,
  },
  {
    name: 'flow',
    viewport: { width: 1440, height: 900 },
    scale: 1,
    scheme: 'light',
    scenario: 'jackson-rework',
    speed: '10min',
    until: /0(6:[3-5]|[7-9]:)/,
  },
  {
    name: 'experiment',
    viewport: { width: 1440, height: 900 },
    scale: 1,
    scheme: 'light',
    scenario: 'mm1',
    speed: '10min',
    until: /0(6:[3-5]|[7-9]:)/,
    experiment: /A faster clerk/,
  },
  {
    name: 'floor',
    viewport: { width: 1440, height: 900 },
    scale: 1,
    scheme: 'dark',
    scenario: 'hub-peak-night',
    speed: '1h',
    until: /Mar 03, 0(1:(2[5-9]|[3-5])|[2-9]:)/,
    nearer: 1,
  },
  {
    name: 'why',
    viewport: { width: 1440, height: 900 },
    scale: 1,
    scheme: 'light',
    scenario: 'hub-peak-night',
    speed: '1h',
    until: /Mar 03, 0([5-9]:)/,
    panel: 'Why',
  },
];

const PATIENCE_MS = 90_000;

ensureBuilt('site');
const executablePath = await ensureChromium((line) => process.stderr.write(`${line}\n`));
const { chromium } = await import('playwright-core');
const folder = path.join(ROOT, 'docs', 'screenshots');
mkdirSync(folder, { recursive: true });
const wanted = process.argv.slice(2);
const server = await serve({ root: outputOf('site') });
const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS, chromiumSandbox: false });
try {
  for (const shot of SHOTS) if (wanted.length === 0 || wanted.includes(shot.name)) await take(shot);
} finally {
  await browser.close();
  await server.close();
}

/** @param {Shot} shot */
async function take(shot) {
  const { name, viewport, scale, scheme, scenario, speed, until, inspect, nearer, panel, experiment } = shot;
  const context = await browser.newContext({
    viewport,
    deviceScaleFactor: scale,
    colorScheme: scheme,
    locale: 'en-US',
    serviceWorkers: 'block',
  });
  const page = await context.newPage();
  await page.goto(`${server.url}?scenario=${scenario}&speed=${speed}&replications=1`);
  await page.locator('.stage canvas').waitFor({ timeout: PATIENCE_MS });
  await page.waitForLoadState('networkidle');
  await page
    .locator('button:enabled', { hasText: 'Run' })
    .waitFor({ state: 'attached', timeout: PATIENCE_MS });
  await page.getByRole('button', { name: 'Run', exact: true }).dispatchEvent('click');
  await page
    .locator('time')
    .getByText(until)
    .waitFor({ timeout: shot.patienceMs ?? PATIENCE_MS });
  await page.getByRole('button', { name: 'Pause', exact: true }).dispatchEvent('click');
  if (inspect !== undefined) {
    await page.getByRole('navigation').getByRole('button', { name: 'Network' }).dispatchEvent('click');
    await page.getByPlaceholder('Find a place').fill(inspect);
    await page.locator('.row').getByRole('button', { name: inspect }).dispatchEvent('click');
    await page.keyboard.press('Escape');
    await page
      .getByRole('button', { name: 'Close the panel' })
      .dispatchEvent('click', {}, { timeout: 1000 })
      .catch(() => {});
    await page.getByRole('button', { name: 'Show everything' }).dispatchEvent('click');
  }
  for (let step = 0; step < (nearer ?? 0); step++) {
    await page.getByRole('button', { name: 'Zoom in' }).dispatchEvent('click');
  }
  if (panel !== undefined) {
    await page.getByRole('navigation').getByRole('button', { name: panel }).dispatchEvent('click');
  }
  if (experiment !== undefined) {
    await page.getByRole('navigation').getByRole('button', { name: 'Experiments' }).dispatchEvent('click');
    const workbench = page.locator('#panel');
    await workbench
      .getByRole('button', { name: experiment })
      .dispatchEvent('click', {}, { timeout: PATIENCE_MS });
    await workbench.getByText('Finished', { exact: true }).waitFor({ timeout: PATIENCE_MS });
  }
  await page.waitForTimeout(2500);
  const file = path.join(folder, `${name}.png`);
  await page.screenshot({ path: file });
  process.stdout.write(`${path.relative(ROOT, file)}\n`);
  await context.close();
}
