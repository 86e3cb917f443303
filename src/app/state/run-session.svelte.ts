import type { PlanChoices } from '../../experiment/plan.ts';
import type { FailedReplication } from '../../experiment/point-result.ts';
import type { Step } from '../../experiment/run-control.ts';
import type { SummaryRow } from '../../experiment/summarize.ts';
import type { EngineClient } from '../../worker/browser/engine-client.ts';
import type { RunHandle } from '../../worker/browser/run-handle.ts';
import type { Frame, World } from '../engine-port.ts';
import type { FrameFeed } from './frame-feed.ts';
import type { Changes, ReadyScenario } from './opened-scenario.svelte.ts';
import { rowChoiceOf } from './row-choices.ts';
import { RunLog } from './run-log.ts';
import { RunProgress } from './run-progress.svelte.ts';
import { type SpeedChoice, speedChoice } from './speed.ts';
import type { Timeline } from './timeline.svelte.ts';
import { TripLog } from './trip-log.ts';
import { markRun } from './unfinished-run.ts';

/** `ready` before the first run of a scenario; the last three are ends. */
export type RunStatus = 'ready' | 'starting' | 'running' | 'paused' | 'finished' | 'stopped' | 'failed';

/** What one step covers; on the floor of a hub much happens in a minute. */
const STEPS: Readonly<Record<World['kind'], Step>> = {
  flow: { events: 1 },
  network: { us: 600_000_000 },
  hub: { us: 60_000_000 },
};

/** The run in the window: its control, its progress and what it came to. */
export class RunSession {
  status = $state<RunStatus>('ready');
  speed = $state.raw<SpeedChoice>(speedChoice('1h'));
  summary = $state.raw<readonly SummaryRow[]>([]);
  failures = $state.raw<readonly FailedReplication[]>([]);
  /** Why the whole run failed, for the user. */
  fault = $state('');
  handle = $state.raw<RunHandle | null>(null);
  /** The world as the run told it: its weather and disruptions are those of this run. Null before the first. */
  world = $state.raw<World | null>(null);
  /** Facility of a network whose floor is watched; null for none. */
  watched = $state<number | null>(null);
  readonly progress = new RunProgress();
  readonly log = new RunLog();
  readonly trips = new TripLog();
  readonly #engine: EngineClient;
  readonly #feed: FrameFeed;
  readonly #timeline: Timeline;
  #turn = 0;

  constructor(engine: EngineClient, feed: FrameFeed, timeline: Timeline) {
    this.#engine = engine;
    this.#feed = feed;
    this.#timeline = timeline;
  }

  get isUnderWay(): boolean {
    return this.status === 'starting' || this.status === 'running' || this.status === 'paused';
  }

  /** A scenario was opened: what was run before is given up. */
  prepare(scenario: ReadyScenario): void {
    this.stop();
    this.#turn++;
    this.handle = null;
    this.watched = null;
    this.world = null;
    this.status = 'ready';
    this.#forget();
    this.#feed.showWorld(scenario.world);
  }

  /** Starts a run and waits for its end. Faults become a status, not an error. */
  async start(scenario: ReadyScenario, changes: Changes, isPaused = false): Promise<void> {
    const turn = ++this.#turn;
    this.#forget();
    this.status = 'starting';
    const unmark = markRun(scenario.summary.title);
    const ifCurrent =
      <Arguments extends unknown[]>(heard: (...given: Arguments) => void) =>
      (...given: Arguments) => {
        if (turn === this.#turn) heard(...given);
      };
    try {
      const handle = await this.#engine.start(scenario.key, planChoices(changes), {
        onWorld: ifCurrent((world: World) => {
          this.world = world;
          this.#feed.showWorld(world);
        }),
        onFrame: ifCurrent((frame: Frame) => this.#take(frame)),
        onProgress: ifCurrent((report) => this.progress.report(report)),
        onSummary: ifCurrent((rows: readonly SummaryRow[]) => {
          this.summary = rows;
        }),
        onFailure: ifCurrent((failure: FailedReplication) => {
          this.failures = [...this.failures, failure];
        }),
      });
      if (turn !== this.#turn) return handle.stop();
      handle.setSpeed(this.speed.speed);
      if (this.watched !== null) handle.watch(this.watched);
      if (isPaused) handle.pause();
      this.handle = handle;
      this.progress.begin(handle.plan.replications.length);
      this.status = isPaused ? 'paused' : 'running';
      const { result } = await handle.done;
      if (turn !== this.#turn) return;
      this.progress.count(result.results.length, result.failures.length);
      if (result.unfinished.length > 0) this.status = 'stopped';
      else this.status = result.results.length > 0 ? 'finished' : 'failed';
    } catch (error) {
      if (turn !== this.#turn) return;
      this.status = 'failed';
      this.fault = error instanceof Error ? error.message : String(error);
    } finally {
      unmark();
      if (turn === this.#turn) this.progress.end();
    }
  }

  pause(): void {
    if (this.status !== 'running') return;
    this.handle?.pause();
    this.status = 'paused';
    this.progress.pause();
  }

  resume(): void {
    if (this.status !== 'paused') return;
    this.handle?.resume();
    this.status = 'running';
    this.progress.resume();
  }

  /** Has the frames show the floor of a facility, by its index in the world; null for none. */
  watch(facility: number | null): void {
    this.watched = facility;
    if (this.isUnderWay) this.handle?.watch(facility);
  }

  /** Goes on by one event of a flow, ten minutes of a network, one of a hub, and pauses there. */
  step(kind: World['kind']): void {
    if (!this.isUnderWay || this.handle === null) return;
    this.pause();
    this.handle.step(STEPS[kind]);
  }

  /** Ends the run; what is finished is kept. */
  stop(): void {
    if (this.isUnderWay) this.handle?.stop();
  }

  setSpeed(choice: SpeedChoice): void {
    this.speed = choice;
    if (this.isUnderWay) this.handle?.setSpeed(choice.speed);
  }

  #take(frame: Frame): void {
    this.log.push(frame);
    if (frame.kind === 'network') this.trips.append(frame.segments);
    this.#feed.showFrame(frame);
    this.#timeline.frameArrived(frame.nowUs, performance.now());
  }

  #forget(): void {
    this.log.clear();
    this.trips.clear();
    this.#timeline.reset();
    this.progress.begin(0);
    this.summary = [];
    this.failures = [];
    this.fault = '';
  }
}

function planChoices({ seed, replications, ...rows }: Changes): PlanChoices {
  const given = seed.trim();
  const whole = /^-?\d{1,15}$/.test(given);
  return {
    ...(given === '' ? {} : { seed: whole ? Number(given) : given }),
    ...(replications === '' ? {} : { replications: Number(replications) }),
    ...(rows.parcels === '' ? {} : { parcels: rowChoiceOf(rows.parcels) }),
    ...(rows.scans === '' ? {} : { scans: rowChoiceOf(rows.scans) }),
  };
}
