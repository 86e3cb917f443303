import { didYouMean } from './did-you-mean.ts';
import { describeFound, listed, quote } from './found.ts';
import { JsonParser } from './json-parser.ts';
import { FORBIDDEN_KEYS, isJsonObject, type JsonValue } from './json-value.ts';
import { type CellOverride, OVERRIDE_FILE } from './override-cell.ts';
import { Problems } from './problem.ts';
import { formatPath, type PathStep, parsePath } from './scenario-path.ts';

/** A value that the user puts in place of one in the files. */
export interface Override {
  readonly steps: readonly PathStep[];
  /** As JSON reads it, or else the text itself: `4`, `true`, `[1,2]`, `{"constant":{"value_s":5}}`, `fifo`. */
  readonly value: JsonValue;
  /** As the user wrote it, spaces around it removed. */
  readonly text: string;
}

/** Reads `run.replications=4`; undefined where it is no override, with a problem. */
export function parseOverride(written: string, problems: Problems): Override | undefined {
  const path = parsePath(written);
  if ('found' in path) {
    const found = path.at === 0 ? path.found : `${path.found} after ${quote(written.slice(0, path.at))}`;
    return refuse(written, found, path.allowed, '', problems);
  }
  if (written[path.end] !== '=') {
    return refuse(
      written,
      `${quote(written)} without a value`,
      'path=value, as in run.replications=4',
      '',
      problems,
    );
  }
  const text = written.slice(path.end + 1).trim();
  const value = readValue(written, text, problems);
  return value === undefined ? undefined : { steps: path.steps, value, text };
}

/** Text that is no JSON stands for itself; JSON with a refused key is a problem. */
function readValue(written: string, text: string, problems: Problems): JsonValue | undefined {
  const found = new Problems();
  const value = new JsonParser(OVERRIDE_FILE, text, found).parse();
  if (value !== undefined) return value;
  const refused = found.list.find(({ kind }) => kind !== 'syntax');
  if (refused !== undefined) return refuse(written, refused.found, refused.allowed, refused.hint, problems);
  // A text may begin with anything but a bracket: that is JSON gone wrong, and no text was meant.
  const [fault] = found.list;
  if (/^[[{"]/.test(text))
    return refuse(written, `${fault.found} in ${quote(text)}`, fault.allowed, fault.hint, problems);
  return text;
}

/**
 * The override of a table's cells that `facilities[code=HUB-42].unload_workers=3` says.
 * Where the table is in a CSV file and where it is inline, give it to readTable, with the same result.
 * @param table path by which the scenario knows the table; undefined is returned for overrides of anything else
 */
export function cellOverride(override: Override, table: string): CellOverride | undefined {
  const { steps, text, value } = override;
  const [rows, column] = steps.slice(-2);
  if (typeof rows !== 'object' || typeof column !== 'string' || formatPath(steps.slice(0, -2)) !== table)
    return undefined;
  // Unquoted text is taken as it is, so that the code 007 stays one.
  const cell = value === null ? '' : typeof value === 'string' ? value : text;
  return { path: formatPath(steps), rows, column, text: cell };
}

/**
 * Puts a value in place and returns the changed scenario; what is given is left alone. All but the last step must
 * lead somewhere; a last key may be new to its object: the schema says whether it is known.
 * @param mayCreate paths of objects that a scenario may leave out and an override may then begin, as in `run`
 * @returns the scenario unchanged, with a problem, where the path leads nowhere
 */
export function applyOverride(
  scenario: JsonValue,
  override: Override | string,
  problems: Problems,
  mayCreate: ReadonlySet<string> = new Set(),
): JsonValue {
  const read = typeof override === 'string' ? parseOverride(override, problems) : override;
  if (read === undefined) return scenario;
  return replaceAt(scenario, read, 0, problems, mayCreate) ?? scenario;
}

function replaceAt(
  parent: JsonValue,
  override: Override,
  depth: number,
  problems: Problems,
  mayCreate: ReadonlySet<string>,
): JsonValue | undefined {
  const { steps, value } = override;
  if (depth === steps.length) return value;
  const at = formatPath(steps.slice(0, depth + 1));
  const step = steps[depth];
  if (Array.isArray(parent)) {
    const indices = indicesOf(parent, step);
    if (indices.length === 0) {
      const allowed =
        parent.length === 0
          ? 'nothing: the list is empty'
          : `an index from 0 to ${parent.length - 1}, or column=value`;
      return refuse(at, describeStep(step), allowed, '', problems);
    }
    const changed: JsonValue[] = [...parent];
    for (const index of indices) {
      const element = replaceAt(parent[index], override, depth + 1, problems, mayCreate);
      if (element === undefined) return undefined;
      changed[index] = element;
    }
    return changed;
  }
  if (!isJsonObject(parent)) {
    const what = depth === 0 ? 'the scenario' : formatPath(steps.slice(0, depth));
    return refuse(at, describeFound(parent), `${what} to be an object or a list`, '', problems);
  }
  if (typeof step === 'object')
    return refuse(at, 'an object', 'a list of objects before column=value', '', problems);
  const key = String(step);
  const keys = Object.keys(parent);
  const isLast = depth === steps.length - 1;
  const isKnown = Object.hasOwn(parent, key) && !FORBIDDEN_KEYS.has(key);
  if (!isKnown && !isLast && !mayCreate.has(at)) {
    return refuse(
      at,
      `the unknown key ${quote(key)}`,
      keys.length === 0 ? 'no key' : listed(keys, 20),
      didYouMean(key, keys),
      problems,
    );
  }
  if (FORBIDDEN_KEYS.has(key)) return refuse(at, `the key ${quote(key)}`, 'any other key', '', problems);
  const child = replaceAt(isKnown ? parent[key] : {}, override, depth + 1, problems, mayCreate);
  return child === undefined ? undefined : { ...parent, [key]: child };
}

function indicesOf(list: readonly JsonValue[], step: PathStep): number[] {
  if (typeof step !== 'object') {
    const index = typeof step === 'number' ? step : /^\d{1,9}$/.test(step) ? Number(step) : -1;
    return index >= 0 && index < list.length ? [index] : [];
  }
  return list.flatMap((element, index) => {
    if (!isJsonObject(element) || !Object.hasOwn(element, step.column)) return [];
    return String(element[step.column]) === step.value ? [index] : [];
  });
}

function describeStep(step: PathStep): string {
  return typeof step === 'object'
    ? `no element whose ${step.column} is ${quote(step.value)}`
    : `the index ${step}`;
}

function refuse(path: string, found: string, allowed: string, hint: string, problems: Problems): undefined {
  problems.error('override', OVERRIDE_FILE, { path }, { found, allowed, hint });
  return undefined;
}
