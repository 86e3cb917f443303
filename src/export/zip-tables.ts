import { Zip, ZipDeflate } from 'fflate';

/** A file of an archive, its bytes as they come. */
export interface ZipInput {
  readonly name: string;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** Most bytes an archive can hold without the 64-bit extension, which the writer lacks. */
const MOST_BYTES = 2 ** 32 - 1;

/**
 * Writes files into a zip archive, chunk by chunk: neither a file nor the archive is ever whole in memory.
 * @param take receives the archive's bytes in order
 * @throws RangeError where a file or the archive outgrows 4 GiB
 */
export async function zipTables(
  files: AsyncIterable<ZipInput> | Iterable<ZipInput>,
  take: (bytes: Uint8Array) => void,
): Promise<void> {
  let archiveBytes = 0;
  let failure: Error | undefined;
  const zip = new Zip((error, bytes) => {
    failure ??= error ?? undefined;
    if (error !== null) return;
    archiveBytes += bytes.length;
    take(bytes);
  });
  for await (const { name, chunks } of files) {
    const file = new ZipDeflate(name, { level: 6 });
    zip.add(file);
    let fileBytes = 0;
    for await (const chunk of chunks) {
      fileBytes += chunk.length;
      file.push(chunk);
      if (failure !== undefined) throw failure;
      if (Math.max(fileBytes, archiveBytes) > MOST_BYTES) {
        throw new RangeError(`${name}: a zip archive ends at 4 GiB; take the tables one by one`);
      }
    }
    file.push(new Uint8Array(0), true);
  }
  zip.end();
  if (failure !== undefined) throw failure;
}
