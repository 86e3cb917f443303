import type { Problems } from './problem.ts';

const decoder = new TextDecoder('utf-8', { fatal: true });

/** What is wrong with a file in UTF-16, in the words of a problem. */
export const UTF16_FAULT = {
  found: 'a file in UTF-16',
  allowed: 'UTF-8',
  hint: 'save it again as "CSV UTF-8", or as UTF-8 in a text editor',
} as const;

/** Bytes of UTF-8 as text, a byte order mark left out; otherwise a problem at the line of the first faulty byte. */
export function decodeText(file: string, bytes: Uint8Array, problems: Problems): string | undefined {
  if (isUtf16(bytes)) {
    problems.error('encoding', file, { row: 1, column: '' }, UTF16_FAULT);
    return undefined;
  }
  try {
    return decoder.decode(bytes);
  } catch {
    const offset = Math.max(0, utf8FaultOffset(bytes));
    problems.error(
      'encoding',
      file,
      { row: lineOfByte(bytes, offset), column: '' },
      {
        found: `the byte 0x${bytes[offset].toString(16).padStart(2, '0').toUpperCase()} at offset ${offset}, which is not UTF-8`,
        allowed: 'UTF-8',
        hint: 'save it again as "CSV UTF-8" (not GBK or Windows-1252), or as UTF-8 in a text editor',
      },
    );
    return undefined;
  }
}

/** Whether a file begins with the byte order mark of UTF-16. */
export function isUtf16(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}

/**
 * Offset of the first byte that begins no valid sequence; -1 where all is valid.
 * Source: Unicode Standard 16, table 3-7, well-formed UTF-8 byte sequences.
 */
function utf8FaultOffset(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const lead = bytes[at];
    const length =
      lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
    if (length === 0 || at + length > bytes.length) return at;
    // The second byte rules out overlong forms, surrogates and what lies beyond U+10FFFF.
    const least = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
    const most = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
    if (length > 1 && (bytes[at + 1] < least || bytes[at + 1] > most)) return at;
    for (let next = 2; next < length; next++) if (bytes[at + next] >> 6 !== 0b10) return at;
    at += length;
  }
  return -1;
}

/** Line of a byte as editors count, from 1: a line ends with LF, CR LF or CR. */
function lineOfByte(bytes: Uint8Array, offset: number): number {
  let line = 1;
  for (let at = 0; at < offset; at++) {
    if (bytes[at] === 10 || (bytes[at] === 13 && bytes[at + 1] !== 10)) line += 1;
  }
  return line;
}
