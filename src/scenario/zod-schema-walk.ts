import { listed, quote } from './found.ts';
import { z } from './zod.ts';

/** The schema within those that only say what to do with a missing value or with the outcome. */
function unwrap(schema: z.ZodType): z.ZodType {
  let inner: unknown = schema;
  while (true) {
    if (
      inner instanceof z.ZodOptional ||
      inner instanceof z.ZodDefault ||
      inner instanceof z.ZodPrefault ||
      inner instanceof z.ZodNullable ||
      inner instanceof z.ZodReadonly ||
      inner instanceof z.ZodCatch
    ) {
      inner = inner.def.innerType;
    } else if (inner instanceof z.ZodPipe) inner = inner.def.in;
    else if (inner instanceof z.ZodLazy) inner = inner.def.getter();
    else return inner as z.ZodType;
  }
}

/** The alternatives of a union, in its order; none for other schemas. */
export function alternatives(schema: z.ZodType | undefined): readonly z.ZodType[] {
  const inner = schema === undefined ? undefined : unwrap(schema);
  return inner instanceof z.ZodUnion ? (inner.options as z.ZodType[]) : [];
}

/** The keys that an object knows; in a union those of the one alternative that a value can have meant. */
export function keysOf(schema: z.ZodType | undefined, value?: unknown): string[] {
  const inner = schema === undefined ? undefined : unwrap(schema);
  if (inner instanceof z.ZodObject) return Object.keys(inner.shape);
  const chosen = alternatives(inner).filter(
    (option) => !isRuledOut(option, value) && !isIncomplete(option, value),
  );
  return chosen.length === 1 ? keysOf(chosen[0], value) : [];
}

/** The schema at the end of a path into a value, its wrappers kept; undefined where the path leaves the schema. */
export function schemaAt(
  root: z.ZodType,
  path: readonly PropertyKey[],
  value: unknown,
): z.ZodType | undefined {
  let schema: z.ZodType | undefined = root;
  let here = value;
  for (const step of path) {
    if (schema === undefined) return undefined;
    schema = stepInto(schema, step, here);
    here =
      typeof here === 'object' && here !== null && Object.hasOwn(here, step)
        ? (here as never)[step]
        : undefined;
  }
  return schema;
}

/** What the schema at a path, or the one that wraps it, says of itself. */
export function descriptionAt(
  root: z.ZodType,
  path: readonly PropertyKey[],
  value: unknown,
): string | undefined {
  const schema = schemaAt(root, path, value);
  return schema?.description ?? (schema === undefined ? undefined : unwrap(schema).description);
}

function stepInto(schema: z.ZodType, step: PropertyKey, value: unknown): z.ZodType | undefined {
  const inner = unwrap(schema);
  if (inner instanceof z.ZodObject) {
    return typeof step === 'string' && Object.hasOwn(inner.shape, step)
      ? (inner.shape[step] as z.ZodType)
      : undefined;
  }
  if (inner instanceof z.ZodRecord) return inner.def.valueType as z.ZodType;
  if (inner instanceof z.ZodArray) return inner.def.element as z.ZodType;
  if (inner instanceof z.ZodTuple) return inner.def.items[Number(step)] as z.ZodType | undefined;
  for (const option of alternatives(inner)) {
    const next = isRuledOut(option, value) ? undefined : stepInto(option, step, value);
    if (next !== undefined) return next;
  }
  return undefined;
}

/** Whether a literal of an object, as the discriminator of a union is, contradicts the value. */
function isRuledOut(option: z.ZodType, value: unknown): boolean {
  const inner = unwrap(option);
  if (!(inner instanceof z.ZodObject) || typeof value !== 'object' || value === null) return false;
  return Object.entries(inner.shape).some(([key, of]) => {
    return of instanceof z.ZodLiteral && Object.hasOwn(value, key) && !of.values.has((value as never)[key]);
  });
}

function isIncomplete(option: z.ZodType, value: unknown): boolean {
  return (
    typeof value !== 'object' ||
    value === null ||
    !requiredKeys(unwrap(option)).every((key) => Object.hasOwn(value, key))
  );
}

/** What a schema allows, in words; unions of objects by the keys that tell them apart. */
export function describeSchema(schema: z.ZodType): string {
  const inner = unwrap(schema);
  if (inner instanceof z.ZodUnion) return describeUnion(inner);
  if (inner instanceof z.ZodString) return 'a text';
  if (inner instanceof z.ZodNumber) return describeNumber(inner);
  if (inner instanceof z.ZodBoolean) return 'true or false';
  if (inner instanceof z.ZodEnum) return inner.options.map((value) => JSON.stringify(value)).join(' or ');
  if (inner instanceof z.ZodLiteral)
    return [...inner.values].map((value) => JSON.stringify(value)).join(' or ');
  if (inner instanceof z.ZodArray || inner instanceof z.ZodTuple) return 'a list';
  if (inner instanceof z.ZodNull) return 'null';
  const required = requiredKeys(inner);
  return required.length === 0 ? 'an object' : `an object with ${listed(required, required.length)}`;
}

/** Whether a schema is of numbers, whose whole range is worth telling wherever one end of it is missed. */
export function isNumber(schema: z.ZodType | undefined): schema is z.ZodType {
  return schema !== undefined && unwrap(schema) instanceof z.ZodNumber;
}

function describeNumber(schema: z.ZodNumber): string {
  const bounds: string[] = [];
  for (const check of schema.def.checks ?? []) {
    const {
      check: kind,
      value,
      inclusive,
    } = check._zod.def as { check: string; value?: number; inclusive?: boolean };
    if (kind === 'greater_than') bounds.push(`${inclusive ? 'at least' : 'above'} ${value}`);
    if (kind === 'less_than') bounds.push(`${inclusive ? 'at most' : 'below'} ${value}`);
  }
  return [schema.isInt ? 'a whole number' : 'a number', bounds.join(' and ')]
    .filter((part) => part !== '')
    .join(' ');
}

function describeUnion(union: z.ZodUnion): string {
  const options = union.options.map((option) => option as z.ZodType);
  const single = options.filter((option) => requiredKeys(unwrap(option)).length === 1);
  const others = options.filter((option) => !single.includes(option)).map(describeSchema);
  const keys = single.map((option) => quote(requiredKeys(unwrap(option))[0]));
  if (keys.length === 1) others.push(`an object with ${keys[0]}`);
  else if (keys.length > 1) others.push(`an object with one of ${keys.join(', ')}`);
  return [...new Set(others)].join(' or ');
}

function requiredKeys(schema: z.ZodType): string[] {
  if (!(schema instanceof z.ZodObject)) return [];
  const shape = Object.entries(schema.shape as Record<string, z.ZodType>);
  return shape.filter(([, of]) => of._zod.optin === undefined).map(([key]) => key);
}
