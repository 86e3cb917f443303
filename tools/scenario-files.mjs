import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileListener } from './static-server.mjs';

/** @typedef {{ id: string, files: { path: string, bytes: number }[] }} ShippedScenario */

/**
 * Puts every file of the scenario folder beside the page under `scenarios/`, with `scenarios/index.json` naming
 * them: `{ "scenarios": [{ "id", "files": [{ "path", "bytes" }] }] }`, by id; paths are relative to `scenarios/`.
 *
 * @param {string} folder
 * @returns {import('vite').Plugin}
 */
export function scenarioFiles(folder) {
  return {
    name: 'scenario-files',
    generateBundle() {
      for (const file of filesBelow(folder)) {
        this.emitFile({
          type: 'asset',
          fileName: `scenarios/${file}`,
          source: readFileSync(path.join(folder, file)),
        });
      }
      this.emitFile({ type: 'asset', fileName: 'scenarios/index.json', source: indexOf(folder) });
    },
    configureServer(server) {
      const answer = fileListener(path.dirname(folder));
      server.middlewares.use((request, response, next) => {
        const target = (request.url ?? '').split('?', 1)[0] ?? '';
        if (target === '/scenarios/index.json') {
          response.setHeader('Content-Type', 'application/json; charset=utf-8').end(indexOf(folder));
        } else if (target.startsWith('/scenarios/')) answer(request, response);
        else next();
      });
    },
  };
}

/**
 * A scenario is a folder, named by it, or one JSON file, named without its ending.
 *
 * @param {string} folder
 */
function indexOf(folder) {
  /** @type {Map<string, ShippedScenario>} */
  const scenarios = new Map();
  for (const file of filesBelow(folder)) {
    const id = file.includes('/') ? file.slice(0, file.indexOf('/')) : path.parse(file).name;
    const scenario = scenarios.get(id) ?? { id, files: [] };
    scenario.files.push({ path: file, bytes: statSync(path.join(folder, file)).size });
    scenarios.set(id, scenario);
  }
  return JSON.stringify({ scenarios: [...scenarios.values()].sort((a, b) => (a.id < b.id ? -1 : 1)) });
}

/**
 * @param {string} folder
 * @returns {string[]} relative, with forward slashes, sorted; none where there is no such folder
 */
function filesBelow(folder, prefix = '') {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !entry.name.startsWith('.') && !(prefix === '' && isProse(entry.name)))
    .flatMap((entry) =>
      entry.isDirectory()
        ? filesBelow(path.join(folder, entry.name), `${prefix}${entry.name}/`)
        : [`${prefix}${entry.name}`],
    )
    .sort();
}

/**
 * A note beside the scenarios is not one of them.
 *
 * @param {string} name
 */
function isProse(name) {
  return name.endsWith('.md');
}
