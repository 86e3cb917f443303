import { hash128Hex } from '../engine/random/hash.ts';
import { isJsonObject } from './json-value.ts';

/**
 * JSON text that is the same for equal values: keys in the order of their UTF-16 units, numbers in their shortest
 * round-trip form, no spaces, members that are undefined left out. Not a number and -0 are written as null and 0.
 * Typed arrays count as lists. @throws TypeError for what JSON cannot say: infinities, functions, symbols, bigints.
 * Source: RFC 8785 (JSON Canonicalization Scheme), which asks for the same order and numbers.
 */
export function canonicalJson(value: unknown): string {
  const parts: string[] = [];
  write(value, parts);
  return parts.join('');
}

/** The name of a scenario's content: 32 hexadecimal digits, equal for equal values whatever files they came in. */
export function scenarioHash(value: unknown): string {
  return hash128Hex(canonicalJson(value));
}

function write(value: unknown, parts: string[]): void {
  if (typeof value === 'number') parts.push(numberText(value));
  else if (typeof value === 'string' || typeof value === 'boolean' || value === null)
    parts.push(JSON.stringify(value));
  else if (Array.isArray(value)) writeList(value, parts);
  else if (value instanceof Float64Array || value instanceof Int32Array || value instanceof Uint8Array)
    writeList(value, parts);
  else if (isJsonObject(value)) writeObject(value, parts);
  else throw new TypeError(`a canonical text cannot hold a ${typeof value}`);
}

function numberText(value: number): string {
  // What an optional column holds in an empty cell.
  if (Number.isNaN(value)) return 'null';
  if (!Number.isFinite(value)) throw new TypeError(`a canonical text cannot hold ${value}`);
  return String(value);
}

function writeList(list: ArrayLike<unknown>, parts: string[]): void {
  parts.push('[');
  for (let index = 0; index < list.length; index++) {
    if (index > 0) parts.push(',');
    write(list[index], parts);
  }
  parts.push(']');
}

function writeObject(object: { readonly [key: string]: unknown }, parts: string[]): void {
  let separator = '{';
  // The default order of sort is that of UTF-16 units: the same in every engine, unlike a locale's.
  for (const key of Object.keys(object).sort()) {
    if (object[key] === undefined) continue;
    parts.push(separator, JSON.stringify(key), ':');
    write(object[key], parts);
    separator = ',';
  }
  parts.push(separator === '{' ? '{}' : '}');
}
