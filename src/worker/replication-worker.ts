import type { ReplicationResult, Task } from '../experiment/executor.ts';
import type { PointPlan } from '../experiment/plan.ts';
import type { RowWriter } from '../experiment/row-writer.ts';
import { RunControl } from '../experiment/run-control.ts';
import { runReplication, type Watcher } from '../experiment/run-replication.ts';
import type { OpenFile } from '../scenario/byte-source.ts';
import type { Frame, World } from '../snapshot/frame.ts';
import { frameBuffers } from './frame-buffers.ts';
import type { ControlCommand, Notice, ReplicationService } from './messages.ts';

/** Real time between two frames, ms. */
const FRAME_MS = 33;

/** What the place where a worker runs provides. */
export interface WorkerHost {
  readonly clock: () => number;
  readonly pause: (ms: number) => Promise<void>;
  readonly notify: (notice: Notice, transfer: readonly ArrayBuffer[]) => void;
  readonly openRows: (plan: PointPlan, task: Task) => RowWriter;
  readonly openFile: OpenFile;
}

/** Runs replications one after another in a worker, of the browser or of Node. */
export class ReplicationWorker implements ReplicationService {
  readonly #host: WorkerHost;
  #plan: PointPlan | undefined;
  #control = new RunControl();
  #watcher: FrameSender | undefined;
  #ending: AbortController | undefined;
  /** Facility whose floor is watched; null for none. */
  #floor: number | null = null;

  constructor(host: WorkerHost) {
    this.#host = host;
  }

  prepare(plan: PointPlan): void {
    this.#plan = plan;
  }

  async run(task: Task, isWatched: boolean): Promise<ReplicationResult> {
    const plan = this.#plan;
    if (plan === undefined) throw new Error('a worker runs after it was told the plan');
    if (this.#ending !== undefined) throw new Error('a worker runs one replication at a time');
    const { clock, pause, notify, openRows, openFile } = this.#host;
    const watcher = isWatched ? new FrameSender(this.#host, this.#floor) : undefined;
    this.#watcher = watcher;
    this.#ending = new AbortController();
    try {
      return await runReplication(plan, task, {
        rows: openRows(plan, task),
        openFile,
        clock,
        pause,
        progress: (report) => notify({ notice: 'progress', report }, []),
        signal: this.#ending.signal,
        ...(watcher === undefined ? {} : { watcher, control: this.#control }),
      });
    } finally {
      this.#ending = undefined;
      this.#watcher = undefined;
      if (isWatched) {
        this.#control = new RunControl();
        this.#floor = null;
      }
    }
  }

  control(command: ControlCommand): void {
    switch (command.kind) {
      case 'speed':
        this.#control.setSpeed(command.speed);
        break;
      case 'pause':
        this.#control.pause();
        break;
      case 'resume':
        this.#control.resume();
        break;
      case 'step':
        this.#control.step(command.step);
        break;
      case 'watch':
        this.#floor = command.facility;
        if (this.#watcher !== undefined) this.#watcher.floor = command.facility;
        break;
    }
  }

  frameTaken(): void {
    this.#watcher?.taken();
  }

  stop(): void {
    this.#ending?.abort();
  }
}

/** Sends a frame when the last one has been drawn and enough time has passed: a slow page slows no run. */
class FrameSender implements Watcher {
  floor: number | null;
  readonly #host: WorkerHost;
  #isTaken = true;
  #sentMs = Number.NEGATIVE_INFINITY;

  constructor(host: WorkerHost, floor: number | null) {
    this.#host = host;
    this.floor = floor;
  }

  get wantsFrame(): boolean {
    return this.#isTaken && this.#host.clock() - this.#sentMs >= FRAME_MS;
  }

  world(world: World): void {
    this.#host.notify({ notice: 'world', world }, []);
  }

  frame(frame: Frame): void {
    this.#isTaken = false;
    this.#sentMs = this.#host.clock();
    this.#host.notify({ notice: 'frame', frame }, frameBuffers(frame));
  }

  taken(): void {
    this.#isTaken = true;
  }
}
