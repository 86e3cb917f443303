const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
const LONGEST_COMMENT = 0xffff;
/** Stands in a 16-bit or 32-bit field where the number is in a zip64 record. */
const IN_ZIP64_16 = 0xffff;
const IN_ZIP64_32 = 0xffffffff;

/** One entry of an archive as its central directory declares it; nothing of it is to be believed. */
export interface ZipEntry {
  /** Undefined where the name is not UTF-8. */
  readonly name: string | undefined;
  readonly isEncrypted: boolean;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly crc32: number;
  readonly compressedBytes: number;
  readonly inflatedBytes: number;
  /** Unix mode and type of file; 0 where the archive has none. */
  readonly unixMode: number;
  readonly localOffset: number;
}

/** An archive that cannot be read at all, or an entry whose bytes are not there. */
export class ZipFault extends Error {
  readonly found: string;
  readonly allowed: string;

  constructor(found: string, allowed = 'a sound zip archive') {
    super(found);
    this.found = found;
    this.allowed = allowed;
  }
}

/** Number of entries and where they begin, from the record at the end of the archive. */
export interface ZipEnd {
  readonly entries: number;
  readonly offset: number;
}

/** Source: PKWARE APPNOTE 6.3.10, sec. 4.3.16. @throws ZipFault */
export function readZipEnd(bytes: Uint8Array): ZipEnd {
  const view = viewOf(bytes);
  const last = bytes.length - END_BYTES;
  for (let at = last; at >= 0 && at >= last - LONGEST_COMMENT; at--) {
    if (view.getUint32(at, true) !== END_SIGNATURE) continue;
    if (at + END_BYTES + view.getUint16(at + 20, true) !== bytes.length) continue;
    const entries = view.getUint16(at + 10, true);
    const offset = view.getUint32(at + 16, true);
    if (view.getUint16(at + 4, true) !== 0 || view.getUint16(at + 8, true) !== entries) {
      throw new ZipFault('one part of an archive in several parts', 'an archive in one file');
    }
    if (entries === IN_ZIP64_16 || offset === IN_ZIP64_32) {
      throw new ZipFault('a zip64 archive', 'an archive without zip64 records');
    }
    return { entries, offset };
  }
  throw new ZipFault('no zip archive, or one that is cut off');
}

/** The entries of the central directory, one by one. Source: APPNOTE, sec. 4.3.12. @throws ZipFault */
export function* readZipEntries(bytes: Uint8Array, end: ZipEnd): Generator<ZipEntry> {
  const view = viewOf(bytes);
  let at = end.offset;
  for (let ordinal = 0; ordinal < end.entries; ordinal++) {
    if (at + ENTRY_BYTES > bytes.length || view.getUint32(at, true) !== ENTRY_SIGNATURE) {
      throw new ZipFault(`no directory entry ${ordinal + 1} of ${end.entries}`);
    }
    const flags = view.getUint16(at + 8, true);
    const nameBytes = view.getUint16(at + 28, true);
    const next = at + ENTRY_BYTES + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (next > bytes.length) throw new ZipFault(`a directory entry ${ordinal + 1} that is cut off`);
    yield {
      name: decodeName(bytes.subarray(at + ENTRY_BYTES, at + ENTRY_BYTES + nameBytes)),
      // Bit 0: the data; bit 13: the directory itself.
      isEncrypted: (flags & 0x2001) !== 0,
      method: view.getUint16(at + 10, true),
      crc32: view.getUint32(at + 16, true),
      compressedBytes: view.getUint32(at + 20, true),
      inflatedBytes: view.getUint32(at + 24, true),
      unixMode: view.getUint16(at + 40, true),
      localOffset: view.getUint32(at + 42, true),
    };
    at = next;
  }
}

/** The compressed bytes of an entry, behind its local header. Source: APPNOTE, sec. 4.3.7. @throws ZipFault */
export function compressedBytesOf(bytes: Uint8Array, entry: ZipEntry): Uint8Array {
  if (entry.compressedBytes === IN_ZIP64_32 || entry.inflatedBytes === IN_ZIP64_32) {
    throw new ZipFault('an entry with zip64 sizes', 'an entry below 4 GiB');
  }
  const view = viewOf(bytes);
  const at = entry.localOffset;
  if (at + LOCAL_BYTES > bytes.length || view.getUint32(at, true) !== LOCAL_SIGNATURE) {
    throw new ZipFault('an entry whose data are not where the directory says');
  }
  const from = at + LOCAL_BYTES + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  if (from + entry.compressedBytes > bytes.length) throw new ZipFault('an entry whose data are cut off');
  return bytes.subarray(from, from + entry.compressedBytes);
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Names are UTF-8 whether or not they say so: the code page that the format else prescribes is nobody's today. */
function decodeName(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
