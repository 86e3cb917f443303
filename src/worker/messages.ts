import type { ReplicationProgress, ReplicationResult, Task } from '../experiment/executor.ts';
import type { PointPlan } from '../experiment/plan.ts';
import type { Speed, Step } from '../experiment/run-control.ts';
import type { Frame, World } from '../snapshot/frame.ts';

/** What a worker that runs replications answers to: requests, each with its answer, through Comlink. */
export interface ReplicationService {
  /** The plan of the runs that follow. */
  prepare(plan: PointPlan): void;
  /**
   * Runs one replication, of the point whose plan it was told, to its end; a worker runs one at a time.
   * @param isWatched whether it obeys `control` and sends its world and frames
   */
  run(task: Task, isWatched: boolean): Promise<ReplicationResult>;
  /** Changes the speed of the watched run; without one, of the next. */
  control(command: ControlCommand): void;
  /** The last frame has been drawn: the next may come. */
  frameTaken(): void;
  /** The run under way ends with a `RunError`. */
  stop(): void;
}

/** What run control can ask for. */
export type ControlCommand =
  | { readonly kind: 'speed'; readonly speed: Speed }
  | { readonly kind: 'pause' }
  | { readonly kind: 'resume' }
  | { readonly kind: 'step'; readonly step: Step }
  /** Whose floor the frames show: index of the facility, null for none. */
  | { readonly kind: 'watch'; readonly facility: number | null };

/** What a worker says without being asked: one way, beside the answers. */
export type Notice =
  | { readonly notice: 'alive' }
  | { readonly notice: 'progress'; readonly report: ReplicationProgress }
  | { readonly notice: 'world'; readonly world: World }
  | { readonly notice: 'frame'; readonly frame: Frame };

/** Whether a message is a notice; all others are Comlink's. */
export function isNotice<One extends { readonly notice: string }>(message: unknown): message is One {
  return typeof message === 'object' && message !== null && 'notice' in message;
}
