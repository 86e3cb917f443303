import { closeSync, openSync, readSync, statSync } from 'node:fs';
import type { ByteSource, LargeFile } from '../../scenario/byte-source.ts';

/** A file of the file system, by its path, to be opened where it is read: here, or in a thread. */
export function largeFileAt(path: string): LargeFile {
  return { size: statSync(path).size, at: path };
}

/**
 * Reads a file of the file system in pieces. It is opened for each of them, so that nothing is left open whatever
 * becomes of the run.
 */
export function openPath({ size, at }: LargeFile): ByteSource {
  if (typeof at !== 'string') throw new TypeError('a file of the terminal is named by its path');
  return {
    size,
    read: (offset, length) => {
      const bytes = new Uint8Array(Math.max(0, Math.min(length, size - offset)));
      const file = openSync(at, 'r');
      try {
        let read = 0;
        while (read < bytes.length) {
          const more = readSync(file, bytes, read, bytes.length - read, offset + read);
          if (more === 0) break;
          read += more;
        }
        return bytes.subarray(0, read);
      } finally {
        closeSync(file);
      }
    },
  };
}
