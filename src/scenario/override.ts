import { didYouMean } from './did-you-mean.ts';
import { describeFound, listed, quote } from './found.ts';
import { JsonParser } from './json-parser.ts';
import { FORBIDDEN_KEYS, isJsonObject, type JsonObject, type JsonValue } from './json-value.ts';
import { changedNumber, formatChange, type NumberChange } from './number-change.ts';
import { type CellOverride, OVERRIDE_FILE } from './override-cell.ts';
import { Problems } from './problem.ts';
import { formatPath, type PathStep, parsePath } from './scenario-path.ts';

/** A value that the user puts in place of one in the files, or a change of the numbers there. */
export interface Override {
  readonly steps: readonly PathStep[];
  /** What `+=`, `-=` or `*=` does to the number that stands there; undefined where the value replaces it. */
  readonly change: NumberChange | undefined;
  /** As JSON reads it, or else the text itself: `4`, `true`, `[1,2]`, `{"constant":{"value_s":5}}`, `fifo`. */
  readonly value: JsonValue;
  /** As the user wrote it, spaces around it removed. */
  readonly text: string;
}

/** Reads `run.replications=4`, `couriers+=1`, `couriers-=1` or `cost_per_km*=1.1`; undefined where it is none, with a problem. */
export function parseOverride(written: string, problems: Problems): Override | undefined {
  const path = parsePath(written);
  if ('found' in path) {
    const found = path.at === 0 ? path.found : `${path.found} after ${quote(written.slice(0, path.at))}`;
    return refuse(written, found, path.allowed, '', problems);
  }
  const operator = /^[+*-]?=/.exec(written.slice(path.end))?.[0];
  if (operator === undefined) {
    return refuse(
      written,
      `${quote(written)} without a value`,
      'path=value, as in run.replications=4',
      '',
      problems,
    );
  }
  const text = written.slice(path.end + operator.length).trim();
  const value = readValue(written, text, problems);
  if (value === undefined) return undefined;
  if (operator === '=') return { steps: path.steps, change: undefined, value, text };
  if (typeof value !== 'number') {
    const hint = `to replace a value, write ${quote(`${written.slice(0, path.end).trim()}=${text}`)}`;
    return refuse(written, `${quote(text)} after ${operator}`, 'a number', hint, problems);
  }
  return { steps: path.steps, change: changeBy(operator, value), value, text };
}

function changeBy(operator: string, value: number): NumberChange {
  if (operator === '*=') return { times: value };
  return { by: operator === '+=' ? value : -value };
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
  const { steps, change, text, value } = override;
  const [rows, column] = steps.slice(-2);
  if (typeof rows !== 'object' || typeof column !== 'string' || formatPath(steps.slice(0, -2)) !== table)
    return undefined;
  // Unquoted text is taken as it is, so that the code 007 stays one.
  const cell = value === null ? '' : typeof value === 'string' ? value : text;
  return { path: formatPath(steps), rows, column, text: cell, change };
}

/**
 * Puts a value in place, or changes the numbers there, and returns the changed scenario; what is given is left alone.
 * All but the last step must lead somewhere; a last key may be new to its object: the schema says whether it is known.
 * Of several elements of a list, a change passes over those that have nothing there, if at least one has a number.
 * @param mayCreate paths of objects that a scenario may leave out and an override may then begin, as in `run`
 * @returns the scenario unchanged, with a problem, where the path leads nowhere or to no number that could be changed
 */
export function applyOverride(
  scenario: JsonValue,
  override: Override | string,
  problems: Problems,
  mayCreate: ReadonlySet<string> = new Set(),
): JsonValue {
  const read = typeof override === 'string' ? parseOverride(override, problems) : override;
  if (read === undefined) return scenario;
  return new Replacement(read, problems, mayCreate).in(scenario) ?? scenario;
}

class Replacement {
  readonly #override: Override;
  readonly #problems: Problems;
  readonly #mayCreate: ReadonlySet<string>;
  /** Values put in place. */
  #count = 0;
  /** What a last key that is not there may have meant. */
  #near = '';

  constructor(override: Override, problems: Problems, mayCreate: ReadonlySet<string>) {
    this.#override = override;
    this.#problems = problems;
    this.#mayCreate = mayCreate;
  }

  in(scenario: JsonValue): JsonValue | undefined {
    const changed = this.#below(scenario, 0);
    if (changed === undefined || this.#count > 0) return changed;
    const hint = this.#near || 'what is left out has no number to change: give it one with = first';
    return refuse(formatPath(this.#override.steps), 'nothing', 'a number', hint, this.#problems);
  }

  #below(parent: JsonValue, depth: number): JsonValue | undefined {
    const { steps } = this.#override;
    if (depth === steps.length) return this.#instead(parent);
    const at = formatPath(steps.slice(0, depth + 1));
    const step = steps[depth];
    if (Array.isArray(parent)) return this.#belowList(parent, step, depth, at);
    if (!isJsonObject(parent)) {
      const what = depth === 0 ? 'the scenario' : formatPath(steps.slice(0, depth));
      return this.#refuse(at, describeFound(parent), `${what} to be an object or a list`);
    }
    if (typeof step === 'object')
      return this.#refuse(at, 'an object', 'a list of objects before column=value');
    return this.#belowObject(parent, String(step), depth, at);
  }

  #belowList(
    parent: readonly JsonValue[],
    step: PathStep,
    depth: number,
    at: string,
  ): JsonValue[] | undefined {
    const indices = indicesOf(parent, step);
    if (indices.length === 0) {
      const last = parent.length - 1;
      const allowed = last < 0 ? 'nothing: the list is empty' : `an index from 0 to ${last}, or column=value`;
      return this.#refuse(at, describeStep(step), allowed);
    }
    const changed: JsonValue[] = [...parent];
    for (const index of indices) {
      const element = this.#below(parent[index], depth + 1);
      if (element === undefined) return undefined;
      changed[index] = element;
    }
    return changed;
  }

  #belowObject(parent: JsonObject, key: string, depth: number, at: string): JsonObject | undefined {
    const keys = Object.keys(parent);
    const isLast = depth === this.#override.steps.length - 1;
    const isKnown = Object.hasOwn(parent, key) && !FORBIDDEN_KEYS.has(key);
    if (!isKnown && !isLast && !this.#mayCreate.has(at)) {
      const allowed = keys.length === 0 ? 'no key' : listed(keys, 20);
      return this.#refuse(at, `the unknown key ${quote(key)}`, allowed, didYouMean(key, keys));
    }
    if (FORBIDDEN_KEYS.has(key)) return this.#refuse(at, `the key ${quote(key)}`, 'any other key');
    if (isLast && !isKnown && this.#override.change !== undefined) {
      this.#near ||= didYouMean(key, keys);
      return parent;
    }
    const child = this.#below(isKnown ? parent[key] : {}, depth + 1);
    return child === undefined ? undefined : { ...parent, [key]: child };
  }

  #instead(current: JsonValue): JsonValue | undefined {
    const { steps, change, value } = this.#override;
    this.#count += 1;
    if (change === undefined) return value;
    if (typeof current !== 'number')
      return this.#refuse(formatPath(steps), describeFound(current), 'a number');
    // Whether it must be whole is the schema's to say.
    const changed = changedNumber(current, change, false);
    if (changed !== undefined) return changed;
    return this.#refuse(formatPath(steps), `${current} ${formatChange(change)}`, 'a number in range');
  }

  #refuse(at: string, found: string, allowed: string, hint = ''): undefined {
    return refuse(at, found, allowed, hint, this.#problems);
  }
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
