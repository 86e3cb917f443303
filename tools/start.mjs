import { ensureBuilt, outputOf } from './freshness.mjs';
import { serve } from './static-server.mjs';

const DEFAULT_PORT = 4173;
const PORTS_TRIED = 20;

try {
  ensureBuilt('site');
  const site = await serveOnFreePort(Number(process.env.PORT ?? DEFAULT_PORT));
  process.stdout.write(`Waybill is at ${site.url}  (Ctrl-C stops it)\n`);
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      site.close().then(() => process.exit(0));
    });
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
}

/**
 * The wanted port, or the next free one above it.
 *
 * @param {number} wanted
 */
async function serveOnFreePort(wanted) {
  if (!Number.isInteger(wanted) || wanted < 0 || wanted > 65_535) {
    throw new Error(`PORT is a whole number from 0 to 65535, not "${process.env.PORT}".`);
  }
  for (let port = wanted; port < Math.min(wanted + PORTS_TRIED, 65_536); port++) {
    try {
      return await serve({ root: outputOf('site'), port });
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EADDRINUSE') throw error;
      process.stderr.write(`Port ${port} is taken; trying the next.\n`);
    }
  }
  return serve({ root: outputOf('site') });
}
