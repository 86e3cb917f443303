import { fileURLToPath } from 'node:url';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { CHROMIUM_FLAGS, findChromium } from '../../tools/find-browser.mjs';
import { serve } from '../../tools/static-server.mjs';

const SITE = fileURLToPath(new URL('../../dist/site', import.meta.url));

/** A folder open in a browser with a fresh profile. */
export interface BrowserSession {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Address of the served folder, ending in a slash. */
  readonly url: string;
  /** Ends the server, as a lost network would; the page stays. */
  readonly goOffline: () => Promise<void>;
}

/** What a session may differ in. */
export interface SessionOptions {
  /** Folder to serve; the built site unless given. */
  readonly root?: string;
  /** Opened first, relative to the folder; the page itself unless given. */
  readonly open?: string;
  /** Size of the window in CSS pixels; 1280 × 720 unless given. */
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Problems that the test provokes on purpose and asserts itself. */
  readonly expected?: RegExp;
}

/**
 * Opens a served folder in Chromium, runs the test in it and closes everything; rejects where the page reported a
 * problem that is not expected: an error in the console, an uncaught error, a failed request, a breach of the
 * Content-Security-Policy.
 */
export async function inChromium(
  test: (session: BrowserSession) => Promise<void>,
  options: SessionOptions = {},
): Promise<void> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('No Chromium: run `npm test`, or set CHROME_PATH.');
  const server = await serve({ root: options.root ?? SITE });
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS, chromiumSandbox: false });
  try {
    const context = await browser.newContext({ viewport: options.viewport ?? { width: 1280, height: 720 } });
    const problems = await watch(context);
    const page = await context.newPage();
    await page.goto(new URL(options.open ?? '', server.url).href);
    await test({ page, context, url: server.url, goOffline: server.close });
    const unexpected = problems.filter((problem) => options.expected?.test(problem) !== true);
    if (unexpected.length > 0) throw new Error(`The page reported:\n${unexpected.join('\n')}`);
  } finally {
    await browser.close();
    await server.close();
  }
}

/** Collects what goes wrong in any page of the context from now on. */
async function watch(context: BrowserContext): Promise<readonly string[]> {
  const problems: string[] = [];
  context.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (event) =>
    problems.push(`uncaught: ${event.error().stack ?? event.error().message}`),
  );
  context.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText;
    // Whoever closes a page while it is loading takes its requests back: that is no fault of the page.
    if (reason !== 'net::ERR_ABORTED') problems.push(`request failed: ${request.url()} (${reason})`);
  });
  context.on('response', (response) => {
    if (response.status() >= 400) problems.push(`status ${response.status()}: ${response.url()}`);
  });
  await context.exposeFunction('reportBreach', (breach: string) => problems.push(`policy: ${breach}`));
  await context.addInitScript(() => {
    const report = Reflect.get(globalThis, 'reportBreach') as (breach: string) => void;
    document.addEventListener('securitypolicyviolation', (event) => {
      report(
        `${event.effectiveDirective} refuses ${event.blockedURI} (${event.sourceFile}:${event.lineNumber})`,
      );
    });
  });
  return problems;
}
