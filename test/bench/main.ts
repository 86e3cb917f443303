import { writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { CASES } from './cases.ts';
import { CASE_OPTION } from './processes.ts';
import { checksText, keepsBudget, type Results, tableText } from './report.ts';
import { SECTIONS } from './sections.ts';

const USAGE = `npm run bench -- [--json FILE] [--long] [--only ${Object.keys(SECTIONS).join('|')}]`;

const [first, name, options] = process.argv.slice(2);
if (first === CASE_OPTION) {
  const run = CASES[name as keyof typeof CASES] as (options: unknown) => object | Promise<object>;
  process.stdout.write(`\n${JSON.stringify(await run(JSON.parse(options)))}`);
} else {
  process.exitCode = bench();
}

/** Measures, prints, writes. @returns 1 where a count is wrong, never because of a speed; 2 for a wrong option */
function bench(): number {
  const asked = readOptions();
  if (asked === undefined) return 2;
  const results: Results = { findings: [], checks: [] };
  for (const section of asked.sections) {
    process.stderr.write(`measuring: ${section} …\n`);
    SECTIONS[section](results, { isLong: asked.isLong });
  }
  const processor = cpus()[0]?.model.trim() ?? 'unknown processor';
  // Wall times mean little where others compute: the load says so.
  const load = loadavg()[0].toFixed(1);
  const machine = `Node ${process.version}, ${availableParallelism()} × ${processor}, load ${load}`;
  process.stdout.write(`${machine}\n\n${tableText(results.findings)}\n\n${checksText(results.checks)}\n`);
  if (asked.json !== undefined) {
    const findings = results.findings.map((finding) => ({ ...finding, keepsBudget: keepsBudget(finding) }));
    writeFileSync(asked.json, `${JSON.stringify({ machine, findings, checks: results.checks }, null, 2)}\n`);
  }
  return results.checks.every(({ holds }) => holds) ? 0 : 1;
}

function readOptions(): { json: string | undefined; isLong: boolean; sections: string[] } | undefined {
  try {
    const { values } = parseArgs({
      options: {
        json: { type: 'string' },
        long: { type: 'boolean', default: false },
        only: { type: 'string', multiple: true },
      },
    });
    const sections = values.only ?? Object.keys(SECTIONS);
    const unknown = sections.find((section) => !Object.hasOwn(SECTIONS, section));
    if (unknown !== undefined) throw new Error(`There is no section "${unknown}".`);
    return { json: values.json, isLong: values.long, sections };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n${USAGE}\n`);
    return undefined;
  }
}
