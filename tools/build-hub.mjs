import path from 'node:path';
import { ensureDependencies, ROOT } from './dependencies.mjs';

ensureDependencies();
const { runnerImport } = await import('vite');
// Node 20 does not run TypeScript as it is; Vite reads it in, so that nothing is built for a tool that runs once.
const { module } = await runnerImport(path.join(ROOT, 'tools/hub/main.ts'), {
  root: ROOT,
  configFile: false,
});
module.main(process.argv.slice(2));
