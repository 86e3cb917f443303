import { mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ensureDependencies, ROOT } from './dependencies.mjs';
import { digestOf, outputOf, resultsDigest, stamp } from './freshness.mjs';

/** @typedef {import('./freshness.mjs').Target} Target */

/**
 * Programs for Node, by target: the name of each entry and the file it is built from.
 *
 * @type {Record<'cli' | 'bench', Record<string, string>>}
 */
const PROGRAMS = {
  cli: { bin: 'src/cli/bin.ts', thread: 'src/cli/thread.ts' },
  bench: { main: 'test/bench/main.ts', thread: 'src/cli/thread.ts' },
};

const targets = process.argv.slice(2);
if (targets.length === 0) targets.push('site');
ensureDependencies();
const vite = await import('vite');
for (const target of targets) await build(target);

/**
 * Builds beside the old folder and then changes places with it, so that nobody ever runs half a build.
 *
 * @param {string} target
 */
async function build(target) {
  if (target !== 'site' && target !== 'cli' && target !== 'bench') {
    throw new Error(`Unknown target "${target}"; it is one of site, cli, bench.`);
  }
  const digest = digestOf(target);
  const output = outputOf(target);
  const fresh = `${output}.${process.pid}.new`;
  const old = `${output}.${process.pid}.old`;
  mkdirSync(path.dirname(output), { recursive: true });
  try {
    await vite.build(target === 'site' ? siteSettings(fresh) : programSettings(PROGRAMS[target], fresh));
    rmSync(old, { recursive: true, force: true });
    moveIfThere(output, old);
    renameSync(fresh, output);
    stamp(target, digest);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
    rmSync(old, { recursive: true, force: true });
  }
}

/**
 * @param {string} outDir
 * @returns {import('vite').InlineConfig}
 */
function siteSettings(outDir) {
  return { root: ROOT, logLevel: 'warn', build: { outDir } };
}

/**
 * Everything in one flat folder, dependencies included: the program needs nothing beside it.
 *
 * @param {Record<string, string>} entries
 * @param {string} outDir
 * @returns {import('vite').InlineConfig}
 */
function programSettings(entries, outDir) {
  const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  return {
    root: ROOT,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    define: { __VERSION__: JSON.stringify(version), __BUILD__: JSON.stringify(resultsDigest()) },
    ssr: { noExternal: true, target: 'node' },
    plugins: [builtEntryUrls(entries)],
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'node20',
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        input: Object.fromEntries(
          Object.entries(entries).map(([name, file]) => [name, path.join(ROOT, file)]),
        ),
        output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
      },
    },
  };
}

/**
 * Lets a source name another entry as a file, `new URL('./thread.ts', import.meta.url)`, so that editors and the
 * import rules follow it; in the build it becomes the built entry in the same folder.
 *
 * @param {Record<string, string>} entries
 * @returns {import('vite').Plugin}
 */
function builtEntryUrls(entries) {
  const nameOf = new Map(Object.entries(entries).map(([name, file]) => [path.join(ROOT, file), name]));
  return {
    name: 'built-entry-urls',
    transform(code, id) {
      const replaced = code.replace(
        /new URL\(\s*(['"])(\.{1,2}\/[^'"]+\.ts)\1,\s*import\.meta\.url\s*,?\s*\)/g,
        (whole, _quote, /** @type {string} */ file) => {
          const name = nameOf.get(path.resolve(path.dirname(id), file));
          return name === undefined ? whole : `new URL('./${name}.mjs', import.meta.url)`;
        },
      );
      return replaced === code ? undefined : { code: replaced, map: null };
    },
  };
}

/**
 * @param {string} from
 * @param {string} to
 */
function moveIfThere(from, to) {
  try {
    renameSync(from, to);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ENOENT') throw error;
  }
}
