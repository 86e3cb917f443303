import { InlineExecutor } from '../../src/experiment/inline-executor.ts';
import { planExperiment } from '../../src/experiment/plan.ts';
import { runPoint } from '../../src/experiment/run-experiment.ts';
import { summarize } from '../../src/experiment/summarize.ts';
import { CsvTableWriter, csvHeader } from '../../src/export/csv-table-writer.ts';
import { InstantText } from '../../src/export/instant-text.ts';
import { writeReplications, writeSummary } from '../../src/export/summary-csv.ts';
import type { TablePort } from '../../src/export/table-port.ts';
import { loadScenario } from '../../src/scenario/load-scenario.ts';

/**
 * Runs a flow or a hub where it stands, replication after replication, with all rows, and gives the text of every table.
 * Touches neither Node nor the page, so that the same code runs in both.
 */
export async function runToTables(written: object): Promise<Readonly<Record<string, string>>> {
  const bytes = new TextEncoder().encode(JSON.stringify(written));
  const { scenario, problems } = loadScenario(new Map([['scenario.json', bytes]]), [], 'bytes');
  if (scenario === undefined || scenario.kind === 'network') throw new Error(JSON.stringify(problems));
  const startsAt = scenario.kind === 'flow' ? scenario.flow.starts_at : scenario.hub.settings.starts_at;
  const plan = planExperiment(scenario, { parcels: 'all', scans: 'all' });
  const parts = new Map<string, string>();
  const decoder = new TextDecoder();
  const port: TablePort = {
    async write(table, _replication, rows) {
      parts.set(table, (parts.get(table) ?? '') + decoder.decode(rows));
    },
    async close() {},
    async discard() {},
  };
  const executor = new InlineExecutor([plan], {
    clock: () => performance.now(),
    pause: async () => {},
    openRows: ({ replication }) => new CsvTableWriter(port, replication, new InstantText(startsAt)),
  });
  const result = await runPoint(plan, executor, {}, new AbortController().signal);
  if (result.failures.length > 0) throw new Error(JSON.stringify(result.failures));
  const outcomes = result.results.map(({ outcome }) => outcome);
  const tables: Record<string, string> = {};
  for (const { table, bytes: text } of [
    writeSummary(summarize(outcomes, plan.confidence)),
    writeReplications(outcomes),
  ]) {
    tables[table.id] = decoder.decode(text);
  }
  for (const { table } of result.results.flatMap((one) => one.tables)) {
    tables[table.id] = csvHeader(table) + parts.get(table.id);
  }
  return tables;
}
