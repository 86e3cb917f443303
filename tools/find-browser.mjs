import { accessSync, constants, existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { npm, ROOT, run } from './dependencies.mjs';

/**
 * Quiet, without the network, and fit for a container that runs as root. Pictures are drawn by software, in a process
 * of their own: left to itself, a browser without a graphics processor draws them on the page's thread.
 */
export const CHROMIUM_FLAGS = [
  '--use-angle=swiftshader',
  '--ignore-gpu-blocklist',
  '--enable-gpu-rasterization',
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const CHROMIUM_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const FIREFOX_NAMES = ['firefox-esr', 'firefox'];

const CHROMIUM_PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];
const FIREFOX_PLACES = [
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
];

/**
 * The Chromium to test in: `CHROME_PATH`, else a system Chromium or Chrome.
 *
 * @returns {string | undefined} its program; nothing where there is none. Throws where `CHROME_PATH` is wrong.
 */
export function findChromium() {
  return named('CHROME_PATH') ?? installed(CHROMIUM_NAMES, CHROMIUM_PLACES);
}

/**
 * The Firefox to compare bytes in: `FIREFOX_PATH`, else a system Firefox.
 *
 * @returns {string | undefined} its program; nothing where there is none. Throws where `FIREFOX_PATH` is wrong.
 */
export function findFirefox() {
  return named('FIREFOX_PATH') ?? installed(FIREFOX_NAMES, FIREFOX_PLACES);
}

/**
 * Finds a Chromium or installs one, saying which.
 *
 * @param {(line: string) => void} say
 * @returns {Promise<string>} its program; rejects where none could be had
 */
export async function ensureChromium(say) {
  const found = findChromium() ?? (await downloaded());
  if (found !== undefined) {
    say(`Chromium: ${found}`);
    return found;
  }
  say('No Chromium here: installing one.');
  if (installPackage('chromium', say)) {
    const system = findChromium();
    if (system !== undefined) return system;
  }
  say('Downloading one (npx playwright-core install chromium) …');
  npm(['exec', '--no', '--', 'playwright-core', 'install', 'chromium']);
  const own = await downloaded();
  if (own === undefined) {
    throw new Error(
      'No Chromium could be had. Install Chromium or Chrome, or set CHROME_PATH to its program.',
    );
  }
  return own;
}

/**
 * Finds a Firefox or installs one on Debian; without one, the tests say what they left out.
 *
 * @param {(line: string) => void} say
 * @returns {string | undefined}
 */
export function ensureFirefox(say) {
  const found = findFirefox() ?? (installPackage('firefox-esr', say) ? findFirefox() : undefined);
  say(
    found === undefined ? 'Firefox: none to be had; the tests in Firefox are left out.' : `Firefox: ${found}`,
  );
  return found;
}

/**
 * @param {string} variable
 * @returns {string | undefined}
 */
function named(variable) {
  const program = process.env[variable];
  if (program === undefined || program === '') return undefined;
  if (!isProgram(program)) throw new Error(`${variable} is "${program}", which is not a program.`);
  return program;
}

/**
 * @param {readonly string[]} names to look for on the search path
 * @param {readonly string[]} places to look at beyond it
 */
function installed(names, places) {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  const candidates = names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return [...candidates, ...places].find(isProgram);
}

/** @param {string} file */
function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** The browser that playwright-core downloaded earlier, where it did. */
async function downloaded() {
  const place = pathToFileURL(path.join(ROOT, 'node_modules', 'playwright-core', 'index.mjs')).href;
  const { chromium } = await import(place);
  const program = chromium.executablePath();
  return existsSync(program) ? program : undefined;
}

/**
 * @param {string} name of a Debian package
 * @param {(line: string) => void} say
 * @returns {boolean} whether it is installed now
 */
function installPackage(name, say) {
  const hasApt = installed(['apt-get'], []) !== undefined;
  if (!hasApt || process.getuid?.() !== 0) return false;
  say(`Installing ${name} (apt-get update && apt-get install -y ${name}) …`);
  process.env.DEBIAN_FRONTEND = 'noninteractive';
  return run('apt-get', ['-qq', 'update']) && run('apt-get', ['-qq', 'install', '-y', name]);
}
