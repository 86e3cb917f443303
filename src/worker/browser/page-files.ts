import type { ScenarioFiles } from '../../scenario/scenario-files.ts';

/** The files of a scenario as they were fetched or opened; they are read and checked in workers only. */
export interface ScenarioSource {
  /** The files by their paths, or the bytes of a zip archive. */
  readonly content: ScenarioFiles | Uint8Array;
  /** Id of the folder or file, without ending: for titles and file names. */
  readonly name: string;
  /** `path=value`, as in the terminal's `--set`. */
  readonly overrides: readonly string[];
}

/** A file that results are downloaded as. */
export interface ResultFile {
  /** With its ending: `summary.csv`, `run.json`. */
  readonly name: string;
  readonly content: Blob;
}
