import { canonicalJson } from './canonical.ts';
import { isJsonObject, type JsonObject, type JsonValue } from './json-value.ts';
import type { PathStep, Selector } from './scenario-path.ts';

/** One value that differs, or is only in one of the two. */
export interface ValueDifference {
  readonly steps: readonly PathStep[];
  /** Undefined where it is not there. */
  readonly from: JsonValue | undefined;
  readonly to: JsonValue | undefined;
}

/** Keys by which the elements of a list are matched, the first that all elements have, each its own. */
const KEYS = ['code', 'name', 'row'];

/**
 * Every value in which two differ, as deep as it can be told, in the order of the first and then of what only the
 * second has. Elements of lists are matched by their code, name or row, others by their index; a list of plain values, and
 * an object that shares no key with the other (as one distribution with another), is one value.
 */
export function differencesIn(from: JsonValue | undefined, to: JsonValue | undefined): ValueDifference[] {
  const found: ValueDifference[] = [];
  compare(from, to, [], found);
  return found;
}

function compare(
  from: JsonValue | undefined,
  to: JsonValue | undefined,
  steps: readonly PathStep[],
  found: ValueDifference[],
): void {
  if (from === to) return;
  if (isJsonObject(from) && isJsonObject(to)) compareObjects(from, to, steps, found);
  else if (isList(from) && isList(to)) compareLists(from, to, steps, found);
  else found.push({ steps, from, to });
}

function compareObjects(
  from: JsonObject,
  to: JsonObject,
  steps: readonly PathStep[],
  found: ValueDifference[],
): void {
  const keys = Object.keys(from);
  const isOther = steps.length > 0 && keys.length > 0 && !keys.some((key) => Object.hasOwn(to, key));
  if (isOther && Object.keys(to).length > 0) {
    found.push({ steps, from, to });
    return;
  }
  for (const key of keys) compare(from[key], ownValue(to, key), [...steps, key], found);
  for (const key of Object.keys(to))
    if (!Object.hasOwn(from, key)) compare(undefined, to[key], [...steps, key], found);
}

function ownValue(object: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function compareLists(
  from: readonly JsonValue[],
  to: readonly JsonValue[],
  steps: readonly PathStep[],
  found: ValueDifference[],
): void {
  const key = KEYS.find((one) => isKey(from, one) && isKey(to, one));
  if (key !== undefined) {
    compareRows(from as readonly JsonObject[], to as readonly JsonObject[], key, steps, found);
    return;
  }
  if ([...from, ...to].every(isJsonObject)) {
    for (let index = 0; index < Math.max(from.length, to.length); index++)
      compare(from[index], to[index], [...steps, index], found);
  } else if (canonicalJson(from) !== canonicalJson(to)) found.push({ steps, from, to });
}

/** Whether all elements are objects with a text under the key, no two with the same. */
function isKey(list: readonly JsonValue[], key: string): boolean {
  const values = new Set(list.map((one) => (isJsonObject(one) ? ownValue(one, key) : undefined)));
  return values.size === list.length && [...values].every((value) => typeof value === 'string');
}

function compareRows(
  from: readonly JsonObject[],
  to: readonly JsonObject[],
  key: string,
  steps: readonly PathStep[],
  found: ValueDifference[],
): void {
  const selectorOf = (row: JsonObject): Selector => ({ column: key, value: String(row[key]) });
  const others = new Map(to.map((row) => [row[key], row]));
  for (const row of from) compare(row, others.get(row[key]), [...steps, selectorOf(row)], found);
  const known = new Set(from.map((row) => row[key]));
  for (const row of to)
    if (!known.has(row[key])) found.push({ steps: [...steps, selectorOf(row)], from: undefined, to: row });
}

function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}
