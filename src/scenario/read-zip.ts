import { Inflate } from 'fflate';
import { crc32 } from './crc32.ts';
import { describeFound, quote } from './found.ts';
import type { Problems } from './problem.ts';
import { type HeldFiles, LIMITS } from './scenario-files.ts';
import { compressedBytesOf, readZipEnd, readZipEntries, type ZipEntry, ZipFault } from './zip-directory.ts';

/** Bytes inflated at a step: at most 1,032 times as many come out before they are counted. */
const STEP_BYTES = 4096;
const LONGEST_NAME = 1024;
const STORED = 0;
const DEFLATED = 8;

/** What an archive may hold; LIMITS unless a test says otherwise. */
export interface ArchiveLimits {
  readonly archiveBytes: number;
  readonly archiveEntries: number;
}

/**
 * Reads a zip archive; what file managers add of their own (`__MACOSX/`, `.DS_Store`, `Thumbs.db`) is left out.
 * Refused, each entry with its problem: names that climb out, are absolute, hold backslashes or control characters,
 * or come twice; links and devices; encryption; other methods than stored and deflated; wrong checksums; too many
 * entries or bytes. Declared sizes only ever make it stop sooner: inflated bytes are counted as they come.
 * @returns undefined where there was a problem
 */
export function readZip(
  file: string,
  bytes: Uint8Array,
  problems: Problems,
  limits: ArchiveLimits = LIMITS,
): HeldFiles | undefined {
  const before = problems.errorCount;
  const files = new ArchiveReader(file, bytes, problems, limits).read();
  return problems.errorCount === before ? files : undefined;
}

class ArchiveReader {
  readonly #file: string;
  readonly #bytes: Uint8Array;
  readonly #problems: Problems;
  readonly #limits: ArchiveLimits;
  readonly #files = new Map<string, Uint8Array>();
  #bytesLeft: number;

  constructor(file: string, bytes: Uint8Array, problems: Problems, limits: ArchiveLimits) {
    this.#file = file;
    this.#bytes = bytes;
    this.#problems = problems;
    this.#limits = limits;
    this.#bytesLeft = limits.archiveBytes;
  }

  read(): HeldFiles {
    const { archiveEntries } = this.#limits;
    try {
      const end = readZipEnd(this.#bytes);
      if (end.entries > archiveEntries) {
        this.#refuse(
          '',
          'limit',
          `${end.entries} entries`,
          `at most ${archiveEntries} files and folders in an archive`,
        );
        return this.#files;
      }
      for (const entry of readZipEntries(this.#bytes, end)) {
        if (this.#isSound(entry) && !this.#add(entry, entry.name as string)) break;
      }
    } catch (error) {
      if (!(error instanceof ZipFault)) throw error;
      this.#refuse('', 'archive', error.found, error.allowed, 'make the archive again');
    }
    return this.#files;
  }

  /** False where the entry is not wanted or, with a problem, not to be trusted. */
  #isSound(entry: ZipEntry): boolean {
    const { name } = entry;
    if (name === undefined) {
      return this.#refuse(
        '',
        'encoding',
        'an entry whose name is not UTF-8',
        'names in UTF-8',
        'use names in plain letters',
      );
    }
    const fault = nameFault(name);
    if (fault !== undefined) {
      return this.#refuse(
        name,
        'unsafe',
        `the name ${quote(name)}, ${fault}`,
        'a relative path with / between folders',
      );
    }
    // Type of file in the upper four bits: regular, folder, or not said.
    const type = entry.unixMode & 0o170000;
    if (type !== 0 && type !== 0o100000 && type !== 0o040000) {
      const found = type === 0o120000 ? 'a symbolic link' : 'a device or another special file';
      return this.#refuse(name, 'unsafe', found, 'files and folders', 'put the file itself into the archive');
    }
    if (name.endsWith('/') || isLitter(name)) return false;
    if (entry.isEncrypted) {
      return this.#refuse(
        name,
        'archive',
        'an encrypted entry',
        'entries without a password',
        'make the archive without one',
      );
    }
    if (entry.method !== STORED && entry.method !== DEFLATED) {
      return this.#refuse(
        name,
        'archive',
        `compression method ${entry.method}`,
        'stored (0) or deflated (8)',
      );
    }
    if (this.#files.has(name))
      return this.#refuse(name, 'duplicate', `a second entry ${quote(name)}`, 'each name once');
    return true;
  }

  /** False where the archive is too large to read on. */
  #add(entry: ZipEntry, name: string): boolean {
    const declared = entry.inflatedBytes;
    if (declared > this.#bytesLeft) return this.#tooLarge(name);
    // Also where the entry turns out faulty: a thousand faulty ones must not each be inflated to the limit.
    this.#bytesLeft -= declared;
    try {
      const content = this.#contentOf(entry);
      if (content.length !== declared) {
        this.#refuse(
          name,
          'archive',
          `${content.length} bytes`,
          `the ${declared} bytes that the archive declares`,
        );
      } else if (crc32(content) !== entry.crc32) {
        this.#refuse(
          name,
          'archive',
          'content that does not fit its checksum',
          'a sound zip archive',
          'make the archive again',
        );
      } else this.#files.set(name, content);
    } catch (error) {
      if (error instanceof ZipFault)
        this.#refuse(name, 'archive', error.found, error.allowed, 'make the archive again');
      else throw error;
    }
    return true;
  }

  #contentOf(entry: ZipEntry): Uint8Array {
    const compressed = compressedBytesOf(this.#bytes, entry);
    if (entry.method === STORED) return compressed.slice();
    return inflate(compressed, entry.inflatedBytes);
  }

  #tooLarge(name: string): false {
    const { archiveBytes } = this.#limits;
    return this.#refuse(
      name,
      'limit',
      `more than ${archiveBytes} bytes`,
      `at most ${archiveBytes} bytes in all files together`,
    );
  }

  #refuse(name: string, kind: string, found: string, allowed: string, hint = ''): false {
    const place = { path: name === '' ? '' : describeFound(name) };
    this.#problems.error(kind, this.#file, place, { found, allowed, hint });
    return false;
  }
}

/** Inflates to at most the declared size, and stops at the first step that goes beyond. @throws ZipFault */
function inflate(compressed: Uint8Array, declared: number): Uint8Array {
  const chunks: Uint8Array[] = [];
  let total = 0;
  const stream = new Inflate((chunk) => {
    total += chunk.length;
    if (total > declared) throw new ZipFault(`more than the ${declared} bytes that the archive declares`);
    chunks.push(chunk);
  });
  try {
    for (let at = 0; at < compressed.length || at === 0; at += STEP_BYTES) {
      stream.push(compressed.subarray(at, at + STEP_BYTES), at + STEP_BYTES >= compressed.length);
    }
  } catch (error) {
    if (error instanceof ZipFault) throw error;
    // Whatever the decoder throws at faulty data: its own errors, and range errors where its tables overflow.
    throw new ZipFault('compressed data that cannot be read');
  }
  const content = new Uint8Array(total);
  let at = 0;
  for (const chunk of chunks) {
    content.set(chunk, at);
    at += chunk.length;
  }
  return content;
}

function nameFault(name: string): string | undefined {
  if (name === '') return 'which is empty';
  if (name.length > LONGEST_NAME) return 'which is too long';
  if (name.includes('\\')) return 'which holds a backslash';
  if (name.startsWith('/')) return 'which is absolute';
  if (/^[A-Za-z]:/.test(name)) return 'which names a drive';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\u0000-\u001f\u007f]/.test(name)) return 'which holds a control character';
  const folders = (name.endsWith('/') ? name.slice(0, -1) : name).split('/');
  if (folders.includes('..')) return 'which climbs out of its folder';
  if (folders.includes('.') || folders.includes('')) return 'which has an empty step';
  return undefined;
}

function isLitter(name: string): boolean {
  const base = name.slice(name.lastIndexOf('/') + 1);
  return (
    name.startsWith('__MACOSX/') ||
    base.startsWith('._') ||
    ['.DS_Store', 'Thumbs.db', 'desktop.ini'].includes(base)
  );
}
