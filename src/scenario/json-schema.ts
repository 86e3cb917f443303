import { experimentSchema } from './experiment-schema.ts';
import { flowSchema } from './flow-schema.ts';
import { hubSchema } from './hub/hub-schema.ts';
import { networkSchema } from './network/network-schema.ts';
import { z } from './zod.ts';

/** A JSON Schema as an object. */
export type JsonSchema = Record<string, unknown>;

/** The schemas that give completion and checks in editors, by file name: the same that validate scenarios and experiments here. */
export function publishedSchemas(): Record<string, JsonSchema> {
  return {
    'flow.schema.json': jsonSchema(flowSchema),
    'network.schema.json': jsonSchema(networkSchema),
    'hub.schema.json': jsonSchema(hubSchema),
    'experiment.schema.json': jsonSchema(experimentSchema),
  };
}

function jsonSchema(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, { io: 'input', target: 'draft-2020-12' }) as JsonSchema;
}
