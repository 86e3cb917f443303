import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Bundles `main` of the terminal program and its thread into a folder, as the product's own build does: `main.mjs`
 * and `thread.mjs`. The test runner's own module loader would make the engine several times slower.
 */
export async function bundleProgram(outDir: string, plugins: Plugin[] = []): Promise<void> {
  await build({
    root: ROOT,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    define: { __VERSION__: JSON.stringify('test'), __BUILD__: JSON.stringify('test') },
    ssr: { noExternal: true, target: 'node' },
    plugins,
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'node20',
      minify: false,
      rolldownOptions: {
        input: { main: `${ROOT}src/cli/main.ts`, thread: `${ROOT}src/cli/thread.ts` },
        output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
      },
    },
  });
}
