import { type FlowScenario, flowSchema } from './flow-schema.ts';
import { isJsonObject, type JsonValue } from './json-value.ts';
import { applyOverride } from './override.ts';
import { Problems } from './problem.ts';
import { parseWith } from './zod-problems.ts';

/** A flow with some of its values changed, or why that cannot be. */
export type ChangedFlow =
  | { readonly flow: FlowScenario; readonly problems: Problems }
  | { readonly flow: undefined; readonly problems: Problems };

/**
 * Puts values in place of others in a flow that is already complete, without its exercise. What the schema cannot see is
 * not checked. @param changes as the user writes them: `blocks.desk.servers=3`
 */
export function changedFlow(flow: FlowScenario, changes: readonly string[]): ChangedFlow {
  const problems = new Problems();
  const { lab: _lab, ...rest } = flow;
  // What is optional and absent may stand there as undefined, which JSON cannot say.
  let written = JSON.parse(JSON.stringify(rest)) as JsonValue;
  for (const change of changes) written = applyOverride(written, change, problems, OPTIONAL_OBJECTS);
  const changed =
    problems.hasErrors || !isJsonObject(written)
      ? undefined
      : parseWith(flowSchema, written, 'lab', problems);
  return changed === undefined ? { flow: undefined, problems } : { flow: changed, problems };
}

const OPTIONAL_OBJECTS: ReadonlySet<string> = new Set(['run', 'resources']);
