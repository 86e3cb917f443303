import { didYouMean } from './did-you-mean.ts';
import { describeFound, listed, quote } from './found.ts';
import type { Problems } from './problem.ts';
import { formatPath } from './scenario-path.ts';
import type { z } from './zod.ts';
import { type LocatedIssue, locateIssues } from './zod-issues.ts';
import {
  alternatives,
  describeSchema,
  descriptionAt,
  isNumber,
  keysOf,
  schemaAt,
} from './zod-schema-walk.ts';

/**
 * Checks a value against a schema and reports every problem, each at its deepest place.
 * @param at path of the value within its file; empty for the whole file
 * @returns the schema's output, defaults filled in; undefined where there was a problem
 */
export function parseWith<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  file: string,
  problems: Problems,
  at: readonly (string | number)[] = [],
): z.output<Schema> | undefined {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  reportIssues(parsed.error, schema, value, file, problems, at);
  return undefined;
}

/** Turns the issues of a failed parse into problems: one for each value or key that is wrong. */
function reportIssues(
  error: z.ZodError,
  schema: z.ZodType,
  value: unknown,
  file: string,
  problems: Problems,
  at: readonly (string | number)[] = [],
): void {
  for (const located of locateIssues(error.issues, schema, value)) {
    for (const { path, ...texts } of textsOf(located, schema, value)) {
      problems.error(kindOf(located), file, { path: formatPath([...at, ...path]) }, texts);
    }
  }
}

interface Texts {
  readonly path: readonly PropertyKey[];
  readonly found: string;
  readonly allowed: string;
  readonly hint: string;
}

function textsOf(located: LocatedIssue, root: z.ZodType, value: unknown): Texts[] {
  const { issue, path, found } = located;
  if (issue.code === 'unrecognized_keys') return unknownKeys(located);
  if (issue.code === 'custom') {
    const {
      allowed = issue.message,
      hint = '',
      found: written,
    } = (issue.params ?? {}) as Record<string, string | undefined>;
    return [{ path, found: written ?? describeFound(found), allowed, hint }];
  }
  if (issue.code === 'invalid_key') {
    const key = String(path.at(-1));
    const allowed = `a key that is ${issue.issues.map((inner) => allowedBy(inner)).join(' and ')}`;
    return [{ path, found: `the key ${quote(key)}`, allowed, hint: '' }];
  }
  const schema = located.schema ?? schemaAt(root, path, value);
  const allowed = issue.code === 'invalid_union' ? unionAllows(issue, schema) : allowedBy(issue, schema);
  const near =
    typeof found === 'string' ? didYouMean(found, choicesOf(issue)) : misspelledKey(located, schema);
  const hint = near === '' ? (descriptionAt(root, path, value) ?? '') : near;
  return [{ path, found: describeFound(found), allowed, hint }];
}

function unknownKeys({ issue, path, schema, found }: LocatedIssue): Texts[] {
  if (issue.code !== 'unrecognized_keys') return [];
  const known = keysOf(schema, found);
  return issue.keys.map((key) => ({
    path: [...path, key],
    found: `the unknown key ${quote(key)}`,
    allowed: known.length === 0 ? 'no such key' : listed(known, known.length),
    hint: didYouMean(key, known) || 'remove it',
  }));
}

/** An object none of whose keys any alternative knows: perhaps one is misspelled. */
function misspelledKey({ issue, found }: LocatedIssue, schema: z.ZodType | undefined): string {
  if (issue.code !== 'invalid_union' || typeof found !== 'object' || found === null) return '';
  const known = alternatives(schema).flatMap((option) => keysOf(option));
  for (const key of Object.keys(found)) {
    if (known.includes(key)) continue;
    const near = didYouMean(key, known);
    if (near !== '') return near;
  }
  return '';
}

function choicesOf(issue: z.core.$ZodIssue): string[] {
  if (issue.code === 'invalid_value') return issue.values.filter((value) => typeof value === 'string');
  if (issue.code === 'invalid_union' && 'options' in issue) return (issue.options ?? []).map(String);
  return [];
}

function unionAllows(issue: z.core.$ZodIssueInvalidUnion, schema: z.ZodType | undefined): string {
  if ('matches' in issue) return 'exactly one of the alternatives';
  if (issue.options !== undefined) return issue.options.map((option) => describeFound(option)).join(' or ');
  return schema === undefined ? 'one of the alternatives' : describeSchema(schema);
}

/** What an issue's schema allows, in words. */
function allowedBy(issue: z.core.$ZodIssue, schema?: z.ZodType): string {
  switch (issue.code) {
    case 'invalid_type':
      return schema === undefined ? nameOfType(issue.expected) : describeSchema(schema);
    case 'invalid_value':
      return issue.values.map((value) => describeFound(value)).join(' or ');
    case 'too_small':
      if (isNumber(schema)) return describeSchema(schema);
      return boundText(issue.origin, issue.inclusive === false ? 'above' : 'at least', issue.minimum);
    case 'too_big':
      if (isNumber(schema)) return describeSchema(schema);
      return boundText(issue.origin, issue.inclusive === false ? 'below' : 'at most', issue.maximum);
    case 'not_multiple_of':
      return `a multiple of ${issue.divisor}`;
    case 'invalid_format':
      return issue.format === 'regex'
        ? `a text that fits ${issue.pattern}`
        : `a text in the format ${issue.format}`;
    default:
      return issue.message;
  }
}

function boundText(origin: string, relation: string, bound: number | bigint): string {
  if (origin === 'string') return `a text of ${relation} ${bound} character${bound === 1 ? '' : 's'}`;
  if (origin === 'array') return `a list of ${relation} ${bound} element${bound === 1 ? '' : 's'}`;
  return `a number ${relation} ${bound}`;
}

function nameOfType(expected: string): string {
  const names: Record<string, string> = {
    string: 'a text',
    number: 'a number',
    int: 'a whole number',
    boolean: 'true or false',
    array: 'a list',
    object: 'an object',
    record: 'an object',
    tuple: 'a list',
    null: 'null',
  };
  return names[expected] ?? expected;
}

function kindOf({ issue, found }: LocatedIssue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
    case 'invalid_key':
      return 'unknown';
    case 'too_small':
    case 'too_big':
    case 'not_multiple_of':
      return 'range';
    case 'invalid_value':
    case 'invalid_union':
      return found === undefined ? 'missing' : 'choice';
    case 'custom':
      return 'rule';
    default:
      return found === undefined ? 'missing' : 'type';
  }
}
