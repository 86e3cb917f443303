import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Builds the page that offers the engine to tests, as the site is built. @returns the folder, the caller's to remove */
export async function buildEnginePage(): Promise<string> {
  const outDir = mkdtempSync(path.join(tmpdir(), 'waybill-engine-'));
  await build({
    root: fileURLToPath(new URL('.', import.meta.url)),
    base: './',
    configFile: false,
    logLevel: 'warn',
    define: { __VERSION__: '"0"', __BUILD__: '"0"' },
    worker: { format: 'es' },
    build: { outDir, emptyOutDir: true, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  });
  return outDir;
}
