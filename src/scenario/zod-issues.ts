import type { z } from './zod.ts';
import { alternatives, schemaAt } from './zod-schema-walk.ts';

/** An issue at its full path, with the value that stands there and the schema that refused it. */
export interface LocatedIssue {
  readonly issue: z.core.$ZodIssue;
  readonly path: readonly PropertyKey[];
  /** Undefined where nothing stands there. */
  readonly found: unknown;
  readonly schema: z.ZodType | undefined;
}

/**
 * The issues of a failed parse, those of a union replaced by the issues of the one alternative that was meant: the one
 * whose own issues lie deepest. Where several fit equally badly the union itself remains as the issue.
 * Paths are relative to `value`.
 */
export function locateIssues(
  issues: readonly z.core.$ZodIssue[],
  schema: z.ZodType | undefined,
  value: unknown,
): LocatedIssue[] {
  return issues.flatMap((issue) => locate(issue, schema, value));
}

function locate(issue: z.core.$ZodIssue, root: z.ZodType | undefined, value: unknown): LocatedIssue[] {
  const path = [...issue.path];
  const found = valueAt(value, path);
  const schema = root === undefined ? undefined : schemaAt(root, path, value);
  const located = { issue, path, found, schema };
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [located];
  const options = alternatives(schema);
  const branches = issue.errors.map((errors, index) => rank(locateIssues(errors, options[index], found)));
  const depth = Math.max(...branches.map((branch) => branch.depth));
  const deepest = branches.filter((branch) => branch.depth === depth);
  const fewest = Math.min(...deepest.map((branch) => branch.count));
  const meant = deepest.filter((branch) => branch.count === fewest);
  // A missing value, or one of a type that no alternative has, tells nothing of which was meant.
  if (meant.length > 1 || found === undefined || depth < 0) return [located];
  return meant[0].issues.map((inner) => ({ ...inner, path: [...path, ...inner.path] }));
}

interface Branch {
  readonly issues: readonly LocatedIssue[];
  /** Steps into the value that fit the alternative before the first issue; negative where not even its type does. */
  readonly depth: number;
  /** Values and keys that are wrong. */
  readonly count: number;
}

function rank(issues: readonly LocatedIssue[]): Branch {
  let depth = Number.POSITIVE_INFINITY;
  let count = 0;
  for (const { issue, path, found } of issues) {
    depth = Math.min(depth, path.length - shortfall(issue, found));
    count += issue.code === 'unrecognized_keys' ? issue.keys.length : 1;
  }
  return { issues, depth, count };
}

/** How far above its path an issue says that the alternative was not meant. */
function shortfall(issue: z.core.$ZodIssue, found: unknown): number {
  // A key that is not there: the object above it lacks it.
  if (found === undefined) return 1;
  // A literal is often what tells alternatives apart.
  return issue.code === 'invalid_type' || issue.code === 'invalid_value' ? 0.5 : 0;
}

/** The value at the end of a path, or undefined. Own properties only: a path may name what a prototype has. */
function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let here = value;
  for (const step of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) return undefined;
    here = (here as Record<PropertyKey, unknown>)[step];
  }
  return here;
}
