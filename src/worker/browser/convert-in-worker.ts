import { RunError } from '../../experiment/run-error.ts';
import type { ExportFormat, RunFacts } from '../../export/convert.ts';
import type { ConvertedBlobs, TableFile } from './convert-files.ts';
import type { EngineThreads } from './engine-pool.ts';

/**
 * Converts tables in a worker of its own, so that a long conversion keeps nobody waiting. It is ended at once where
 * the signal aborts; the page goes on without it.
 * @throws ConversionError (by its name) as `convertFiles` does
 * @throws RunError where it was stopped or the worker failed
 */
export async function convertInWorker(
  threads: EngineThreads,
  format: ExportFormat,
  tables: readonly TableFile[],
  facts: RunFacts,
  signal: AbortSignal,
): Promise<ConvertedBlobs> {
  if (signal.aborted) throw stopped();
  const thread = threads.take();
  const end = () => thread.end(stopped());
  signal.addEventListener('abort', end, { once: true });
  try {
    return await thread.ask((service) => service.convert(format, tables, facts));
  } finally {
    signal.removeEventListener('abort', end);
    threads.giveBack(thread);
  }
}

function stopped(): RunError {
  return new RunError('stopped', 'the conversion was canceled');
}
