import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ConversionError } from '../export/conversion-error.ts';
import { EXPORT_FORMATS, type ExportFormat, type RunFacts, whyNot } from '../export/convert.ts';
import { packageOfConverted, withConverted } from '../export/data-package.ts';
import { readDataPackage } from '../export/read-data-package.ts';
import type { Arguments } from './arguments.ts';
import { type CsvFile, convertTables, formatsOf } from './convert-tables.ts';
import type { CliPorts } from './ports.ts';
import { ResultFolder } from './result-folder.ts';
import { UsageError } from './usage-error.ts';

/** `export`: the tables of a result folder in other formats. @returns the exit code */
export async function exportCommand(args: Arguments, ports: CliPorts): Promise<number> {
  const [written] = args.operands;
  const source = path.resolve(ports.cwd, written);
  const asked = formatsOf(args.text('format'));
  const out = args.text('out') ?? written;
  const target = path.resolve(ports.cwd, out);
  const packageText = await readText(path.join(source, 'datapackage.json'));
  if (packageText === undefined)
    throw new UsageError(`${written} has no datapackage.json: it is no folder of results`);
  const isSameFolder = target === source;
  if (!isSameFolder && existsSync(path.join(target, 'run.json')))
    throw new UsageError(`${out} holds the tables of another run; take another folder`);
  try {
    const tables = tablesOf(source, packageText);
    const formats = asked ?? EXPORT_FORMATS;
    for (const format of asked ?? []) checkPossible(format, tables);
    const facts = await factsOf(source);
    const folder = await ResultFolder.open(target);
    try {
      const { files, notes } = await convertTables(folder, formats, tables, facts, ports.signal);
      const described = isSameFolder
        ? withConverted(packageText, files)
        : packageOfConverted(path.basename(source), files);
      // The last to be moved into place: what it lists is there.
      await folder.add('datapackage.json', described);
      const names = await folder.commit({ keepsTables: isSameFolder });
      for (const note of notes) ports.stderr.write(`${note}\n`);
      ports.stdout.write(`wrote ${names.join(', ')} to ${out}\n`);
      return 0;
    } finally {
      folder.discard();
    }
  } catch (error) {
    if (error instanceof ConversionError) throw new UsageError(`${written}: ${error.message}`);
    throw error;
  }
}

function tablesOf(source: string, packageText: string): CsvFile[] {
  return readDataPackage(packageText).map(({ table, path: name }) => {
    const file = path.join(source, name);
    if (!existsSync(file)) throw new ConversionError(`datapackage.json lists ${name}, which is not there`);
    return { table, file };
  });
}

/** What is asked for by name is not silently left out. */
function checkPossible(format: ExportFormat, tables: readonly CsvFile[]): void {
  const reason = whyNot(format, tables);
  if (reason !== undefined) throw new ConversionError(`no ${format}: ${reason}`);
}

/** What `run.json` says of the run; nothing where there is none. */
async function factsOf(source: string): Promise<RunFacts> {
  const text = await readText(path.join(source, 'run.json'));
  if (text === undefined) return {};
  try {
    const { scenario, rows } = JSON.parse(text);
    return { startsAt: scenario?.starts_at, chosen: rows };
  } catch {
    throw new ConversionError('run.json is no JSON');
  }
}

async function readText(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new UsageError(`${file} cannot be read: ${(error as Error).message}`);
  }
}
