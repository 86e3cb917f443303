import { JsonParser } from './json-parser.ts';
import type { JsonValue } from './json-value.ts';
import type { Problems } from './problem.ts';
import { LIMITS } from './scenario-files.ts';
import { decodeText } from './text-encoding.ts';

/**
 * Reads a JSON file, strictly as RFC 8259 has it, a byte order mark accepted. Refused, each with its place: too many
 * bytes, what is not UTF-8, faulty syntax (line and character), too deep nesting, keys twice in one object, keys that
 * reach a prototype, numbers beyond the range of a double, unpaired surrogates.
 * @returns undefined where there was a problem
 */
export function readJson(file: string, bytes: Uint8Array, problems: Problems): JsonValue | undefined {
  if (bytes.length > LIMITS.jsonBytes) {
    problems.error(
      'limit',
      file,
      { path: '' },
      {
        found: `${bytes.length} bytes`,
        allowed: `at most ${LIMITS.jsonBytes} bytes in a JSON file`,
        hint: 'move long tables to CSV files and name them here',
      },
    );
    return undefined;
  }
  const text = decodeText(file, bytes, problems);
  return text === undefined ? undefined : new JsonParser(file, text, problems).parse();
}
