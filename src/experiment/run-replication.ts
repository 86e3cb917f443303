import { openRun } from '../model/open-run.ts';
import type { ModelRun } from '../model/run.ts';
import type { OpenFile } from '../scenario/byte-source.ts';
import type { Frame, World } from '../snapshot/frame.ts';
import type { ReplicationProgress, ReplicationResult, Task } from './executor.ts';
import { SeriesRecorder } from './figure-series.ts';
import type { PointPlan } from './plan.ts';
import type { RowWriter } from './row-writer.ts';
import { type Allowance, RunControl } from './run-control.ts';
import { RunError } from './run-error.ts';
import { SliceSize } from './slice-size.ts';
import { WatchedPace } from './watched-pace.ts';

/** Real time between two reports of progress, ms. */
const PROGRESS_MS = 200;

/** Where what is watched goes. */
export interface Watcher {
  /** The last frame has been drawn, and enough real time has passed for the next. */
  readonly wantsFrame: boolean;
  /** Facility whose floor the frames show; none where null or left out. */
  readonly floor?: number | null;
  world(world: World): void;
  frame(frame: Frame): void;
}

/** What a replication needs of the place where it runs. */
export interface ReplicationPorts {
  readonly rows: RowWriter;
  /** Opens files of a scenario that are too large to be held; absent where there are none. */
  readonly openFile?: OpenFile;
  /** A steady clock, ms. */
  readonly clock: () => number;
  /** Lets messages in and comes back: at once, or after so many ms of real time. */
  readonly pause: (ms: number) => Promise<void>;
  readonly progress: (report: ReplicationProgress) => void;
  readonly signal: AbortSignal;
  /** Absent where it runs as fast as possible. */
  readonly control?: RunControl;
  /** Absent where nobody watches. */
  readonly watcher?: Watcher;
}

/**
 * Runs one replication to its end, in slices of about 25 ms between which messages are answered, rows handed on and
 * frames taken. How it is sliced, paced and watched cannot change it.
 * @throws InvariantError where it breaks a rule, RunError where it is stopped or its rows find no room
 */
export async function runReplication(
  plan: PointPlan,
  task: Task,
  ports: ReplicationPorts,
): Promise<ReplicationResult> {
  const start = ports.clock();
  const { point, replication } = task;
  try {
    const run = openRun(plan.scenario, {
      seed: plan.seed,
      replication,
      records: ports.rows,
      parcels: plan.parcels,
      scans: plan.scans,
      ...(ports.openFile === undefined ? {} : { openFile: ports.openFile }),
    });
    ports.watcher?.world(run.world());
    const floor = ports.watcher?.floor ?? null;
    if (floor !== null) run.watch?.(floor);
    // From the first frame on every departure is kept for the eye: it is taken before the first slice.
    ports.watcher?.frame(run.frame());
    const recorder = plan.series === undefined ? undefined : new SeriesRecorder(run, plan.series);
    await advanceToEnd(run, task, ports, recorder);
    const outcome = run.finish();
    const tables = await ports.rows.close();
    ports.progress({ point, replication, share: 1, nowUs: run.now, eventCount: run.eventCount });
    const wallMs = ports.clock() - start;
    return { point, outcome, tables, wallMs, ...(recorder === undefined ? {} : { series: recorder.series }) };
  } catch (error) {
    await ports.rows.abandon();
    throw error;
  }
}

async function advanceToEnd(
  run: ModelRun,
  task: Task,
  ports: ReplicationPorts,
  recorder: SeriesRecorder | undefined,
): Promise<void> {
  const { clock, watcher, signal } = ports;
  const control = ports.control ?? new RunControl();
  const size = new SliceSize();
  const pace = new WatchedPace();
  let reportedMs = clock();
  let isComplete = false;
  let hasMoved = false;
  let floor = watcher?.floor ?? null;
  while (!isComplete) {
    if (signal.aborted) throw new RunError('stopped', 'stopped before its end');
    const startMs = clock();
    const events = watcher === undefined ? size.events : Math.min(size.events, pace.events);
    const allowance = control.next(run.now, startMs, events);
    if (allowance.kind === 'advance') {
      const before = run.progress;
      isComplete = advance(run, until(allowance, recorder), control, size, startMs, clock);
      if (recorder !== undefined && run.now >= recorder.untilUs) recorder.read();
      pace.learn(before, run.progress);
      hasMoved = true;
      const handedOn = ports.rows.flush();
      if (handedOn !== undefined) await handedOn;
    }
    const wanted = watcher?.floor ?? null;
    if (wanted !== floor) {
      floor = wanted;
      run.watch?.(floor);
      // Also a run that is paused shows it.
      hasMoved = true;
    }
    const isDue = isComplete || (hasMoved && (watcher?.wantsFrame || pace.isDue(run.progress)));
    if (watcher !== undefined && isDue) {
      watcher.frame(run.frame());
      pace.shown(run.progress);
      hasMoved = false;
    }
    if (clock() - reportedMs >= PROGRESS_MS) {
      reportedMs = clock();
      ports.progress({ ...task, share: run.progress, nowUs: run.now, eventCount: run.eventCount });
    }
    await ports.pause(allowance.kind === 'wait' ? allowance.ms : 0);
  }
}

type Advance = Extract<Allowance, { kind: 'advance' }>;

/** What is allowed, up to the end of the stretch of a series. */
function until(allowance: Advance, recorder: SeriesRecorder | undefined): Advance {
  if (recorder === undefined) return allowance;
  return { ...allowance, untilUs: Math.min(allowance.untilUs ?? Number.POSITIVE_INFINITY, recorder.untilUs) };
}

function advance(
  run: ModelRun,
  allowance: Advance,
  control: RunControl,
  size: SliceSize,
  startMs: number,
  clock: () => number,
): boolean {
  const before = run.eventCount;
  const isComplete = run.advance(allowance.events, allowance.untilUs);
  const executed = run.eventCount - before;
  size.learn(executed, clock() - startMs);
  control.advanced(allowance, executed, run.now);
  return isComplete;
}
