/**
 * What the world did to a run: it was stopped, its rows found no room, or the worker that ran it died.
 * Neither the user's fault (`ScenarioError`) nor ours (`InvariantError`).
 */
export type RunFault = 'stopped' | 'storage' | 'worker';

/** A run could not be completed for a reason outside of it. A worker's death costs one replication, the others all. */
export class RunError extends Error {
  override readonly name = 'RunError';
  readonly fault: RunFault;

  constructor(fault: RunFault, message: string) {
    super(message);
    this.fault = fault;
  }
}

/** The fault of a `RunError`, also of one that crossed from a worker; undefined for every other error. */
export function runFault(error: unknown): RunFault | undefined {
  if (!(error instanceof Error) || error.name !== 'RunError') return undefined;
  return (error as Partial<RunError>).fault;
}
