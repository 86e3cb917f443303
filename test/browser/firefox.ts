import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { fileListener } from '../../tools/static-server.mjs';

/** No first-run pages, no updates, no calls home: a fresh profile must open the one address it is given. */
const PREFERENCES = {
  'app.normandy.enabled': false,
  'app.update.enabled': false,
  'browser.aboutwelcome.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'datareporting.policy.dataSubmissionEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,',
  'toolkit.telemetry.enabled': false,
  'toolkit.telemetry.reportingpolicy.firstRun': false,
};

/** What to open, and how long to wait. */
export interface FirefoxErrand {
  /** Program of the browser, from `findFirefox()`. */
  readonly program: string;
  /** Folder to serve. */
  readonly root: string;
  /** The page, relative to the folder; it sends its result to `report` beside the root by POST. */
  readonly open?: string;
  /** Seconds until it is given up; 60 unless given. */
  readonly limitS?: number;
}

/**
 * Opens a page in a headless Firefox with a fresh profile.
 *
 * @returns the body that the page posted to `/report`. Rejects where the browser ends or the time runs out before.
 */
export async function reportFromFirefox({
  program,
  root,
  open = '',
  limitS = 60,
}: FirefoxErrand): Promise<string> {
  const profile = await mkdtemp(path.join(tmpdir(), 'waybill-firefox-'));
  await writeFile(path.join(profile, 'user.js'), preferenceFile());
  const files = fileListener(root);
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/${open}`;
  const browser = spawn(program, ['--headless', '--no-remote', '--profile', profile, address], {
    env: { ...process.env, HOME: profile },
    stdio: 'ignore',
  });
  const ended = new Promise<void>((resolve) => {
    browser.once('exit', () => resolve());
    browser.once('error', () => resolve());
  });
  let patience: NodeJS.Timeout | undefined;
  try {
    return await new Promise<string>((resolve, reject) => {
      server.on('request', (request, response) => {
        if (request.method !== 'POST' || request.url !== '/report') return files(request, response);
        response.writeHead(204).end();
        text(request).then(resolve, reject);
      });
      browser.once('error', reject);
      ended.then(() => reject(new Error('Firefox ended before its page reported.')));
      patience = setTimeout(
        () => reject(new Error(`The page did not report from Firefox within ${limitS} s.`)),
        limitS * 1000,
      );
    });
  } finally {
    clearTimeout(patience);
    browser.kill('SIGKILL');
    await ended;
    server.close();
    server.closeAllConnections();
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

function preferenceFile(): string {
  return Object.entries(PREFERENCES)
    .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`)
    .join('\n');
}
