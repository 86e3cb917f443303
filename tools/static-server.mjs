import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { SECURITY_HEADERS } from './security-headers.mjs';

/** @type {Record<string, string>} */
const MEDIA_TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.zip': 'application/zip',
};

/** A build puts a digest of the content into these names, so what was fetched once never changes. */
const HASHED_NAME = /\/assets\/[^/]+-[\w-]{8}\.[\w.]+$/;

/**
 * Serves the files of one folder, as a plain static host would, under the strict Content-Security-Policy.
 *
 * @param {{ root: string, port?: number, host?: string }} options `port` 0 takes any free one.
 * @returns {Promise<{ url: string, port: number, close: () => Promise<void> }>} `url` ends in a slash. Rejects with
 *   code `EADDRINUSE` when the port is taken.
 */
export async function serve({ root, port = 0, host = '127.0.0.1' }) {
  const server = createServer(fileListener(root));
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(undefined));
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}/`,
    port: address.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/**
 * Answers GET and HEAD from the files below `root`; nothing outside it is ever read, links included.
 *
 * @param {string} root
 * @returns {import('node:http').RequestListener}
 */
export function fileListener(root) {
  return (request, response) => {
    answer(root, request, response).catch(() => {
      if (!response.headersSent) refuse(response, 500, 'The file could not be read.');
      else response.destroy();
    });
  };
}

/**
 * @param {string} root
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
async function answer(root, request, response) {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    return refuse(response, 405, 'Only GET and HEAD are answered.');
  }
  const found = await locate(root, request.url ?? '/');
  if (found === undefined) return refuse(response, 404, 'Not found.');
  const { file, info } = found;
  const etag = `"${info.size.toString(36)}-${Math.round(info.mtimeMs).toString(36)}"`;
  const headers = {
    ...SECURITY_HEADERS,
    'Cache-Control': HASHED_NAME.test(file.split(path.sep).join('/'))
      ? 'public, max-age=31536000, immutable'
      : 'no-cache',
    ETag: etag,
  };
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, headers).end();
    return;
  }
  response.writeHead(200, {
    ...headers,
    'Content-Type': MEDIA_TYPES[path.extname(file).toLowerCase()] ?? 'application/octet-stream',
    'Content-Length': info.size,
  });
  if (request.method === 'HEAD') response.end();
  else await pipeline(createReadStream(file), response).catch(() => response.destroy());
}

/**
 * The file that a request names, or nothing where there is none below `root`.
 *
 * @param {string} root
 * @param {string} target path and query as sent
 */
async function locate(root, target) {
  try {
    const name = decodeURIComponent(/** @type {string} */ (target.split(/[?#]/, 1)[0]));
    if (!name.startsWith('/') || name.includes('\0') || name.includes('\\')) return undefined;
    if (name.split('/').some((part) => part.startsWith('.'))) return undefined;
    const top = await realpath(root);
    const file = await realpath(path.join(top, name.endsWith('/') ? `${name}index.html` : name));
    if (!file.startsWith(top + path.sep)) return undefined;
    const info = await stat(file);
    return info.isFile() ? { file, info } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {import('node:http').ServerResponse} response
 * @param {number} status
 * @param {string} message
 */
function refuse(response, status, message) {
  response.writeHead(status, { ...SECURITY_HEADERS, 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(`${message}\n`);
}
