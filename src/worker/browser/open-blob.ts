import type { ByteSource, LargeFile } from '../../scenario/byte-source.ts';

/** What workers have and pages have not: a reader that does not come back before it has read. */
declare class FileReaderSync {
  readAsArrayBuffer(blob: Blob): ArrayBuffer;
}

/** Reads a file of the browser in pieces, in a worker. */
export function openBlob({ size, at }: LargeFile): ByteSource {
  if (!(at instanceof Blob)) throw new TypeError('a file of the page is a Blob');
  const reader = new FileReaderSync();
  return {
    size,
    read: (offset, length) => new Uint8Array(reader.readAsArrayBuffer(at.slice(offset, offset + length))),
  };
}
