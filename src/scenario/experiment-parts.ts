import type { ExperimentFile } from './experiment-schema.ts';

/** An experiment of which parts may be unknown because they are faulty themselves. */
export type ExperimentParts = { readonly [Key in keyof ExperimentFile]?: ExperimentFile[Key] | undefined };

/** Reports an error at a path of the experiment file. */
export type Report = (
  kind: string,
  path: string,
  texts: { readonly found: string; readonly allowed: string; readonly hint?: string },
) => void;
