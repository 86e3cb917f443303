/**
 * A file that is too large to be held: how long it is, and where it lies as the place that found it knows it, a path of
 * the terminal or a file of the browser. Structured-cloneable, so that it goes to workers, which open it themselves.
 */
export interface LargeFile {
  /** Bytes. */
  readonly size: number;
  readonly at: unknown;
}

/** A file of a scenario: its bytes, or where they lie. */
export type StoredFile = Uint8Array | LargeFile;

/** Reads a file in pieces, at once: whoever reads cannot wait in the middle of a simulated instant. */
export interface ByteSource {
  /** Bytes. */
  readonly size: number;
  /** The bytes from an offset on, `length` of them or as many as there are. @throws Error where they cannot be read */
  read(offset: number, length: number): Uint8Array;
}

/** Opens large files; each place that runs scenarios has its own way. */
export type OpenFile = (file: LargeFile) => ByteSource;

/** For places that hold all files in memory. @throws Error always */
export const NO_LARGE_FILES: OpenFile = () => {
  throw new Error('large files cannot be read here');
};

/** Files from this size on need not be held: those below are quicker read at once. Bytes. */
export const LARGE_FROM = 2 ** 20;

/** A file as a source of pieces, whether it is held or not. */
export function sourceOf(file: StoredFile, open: OpenFile): ByteSource {
  if (!(file instanceof Uint8Array)) return open(file);
  return { size: file.length, read: (offset, length) => file.subarray(offset, offset + length) };
}

/** The bytes of a file, held; the first `most` of them where there are more. */
export function wholeFile(file: StoredFile, open: OpenFile, most: number): Uint8Array {
  return file instanceof Uint8Array ? file : open(file).read(0, Math.min(most, file.size));
}
