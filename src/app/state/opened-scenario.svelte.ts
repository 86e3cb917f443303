import type { EngineClient } from '../../worker/browser/engine-client.ts';
import type { LoadReport, ScenarioSummary } from '../../worker/browser/engine-messages.ts';
import type { ScenarioSource } from '../../worker/browser/page-files.ts';
import type { World } from '../engine-port.ts';

/** A scenario that can be run. */
export interface ReadyScenario {
  readonly key: number;
  readonly summary: ScenarioSummary;
  readonly world: World;
}

/** What a user puts in place of what the scenario says; empty texts leave it alone. */
export interface Changes {
  readonly seed: string;
  readonly replications: string;
  /** Seconds of a flow, measured days of a network, hours of a hub. */
  readonly horizon: string;
  /** `path=value`, one per line. */
  readonly values: string;
  /** Rows of parcels and of scans as the terminal's options write them: `all`, `sample:K`, `none`. */
  readonly parcels: string;
  readonly scans: string;
}

export const NO_CHANGES: Changes = {
  seed: '',
  replications: '',
  horizon: '',
  values: '',
  parcels: '',
  scans: '',
};

/** The scenario in the window. A new one that cannot be run leaves the old one there, beside the list of its problems. */
export class OpenedScenario {
  ready = $state.raw<ReadyScenario | null>(null);
  /** What was found in the latest file, errors and warnings. */
  report = $state.raw<LoadReport | null>(null);
  /** Name of the latest file, whether it could be run or not. */
  reportName = $state('');
  isLoading = $state(false);
  changes = $state.raw<Changes>(NO_CHANGES);
  readonly #engine: EngineClient;
  #source: ScenarioSource | undefined;
  #turn = 0;

  constructor(engine: EngineClient) {
    this.#engine = engine;
  }

  /**
   * Reads and checks a scenario in a worker.
   * @returns whether it can be run; undefined where another was opened meanwhile @throws RunError where the worker fails
   */
  async open(source: ScenarioSource, changes: Changes = NO_CHANGES): Promise<boolean | undefined> {
    const turn = ++this.#turn;
    this.isLoading = true;
    try {
      const overrides = overridesOf(changes, this.ready?.summary.kind);
      const report = await this.#engine.load({ ...source, overrides });
      if (turn !== this.#turn) return undefined;
      this.report = report;
      this.reportName = source.name;
      if (report.scenario === undefined || report.world === undefined) return false;
      if (this.ready !== null) this.#engine.forget(this.ready.key);
      this.#source = source;
      this.changes = changes;
      this.ready = { key: report.key, summary: report.scenario, world: report.world };
      return true;
    } finally {
      if (turn === this.#turn) this.isLoading = false;
    }
  }

  /** The files of the scenario in the window, as they were opened; undefined before the first. */
  get source(): ScenarioSource | undefined {
    return this.#source;
  }

  /** What the user changed of it, as the terminal would be told. */
  get overrides(): readonly string[] {
    return overridesOf(this.changes, this.ready?.summary.kind);
  }

  /** Reads the same files again with other values in place. */
  async change(changes: Changes): Promise<boolean | undefined> {
    return this.#source === undefined ? undefined : this.open(this.#source, changes);
  }

  dismissReport(): void {
    this.report = null;
  }
}

/** What says how long a run is, by kind of scenario. */
const HORIZONS: Readonly<Record<ScenarioSummary['kind'], string>> = {
  flow: 'run.horizon_s',
  network: 'run.measured_days',
  hub: 'run.horizon_h',
};

/** Changes as the terminal would be told them; the others belong to the plan, not to the scenario. */
function overridesOf({ horizon, values }: Changes, kind: ScenarioSummary['kind'] | undefined): string[] {
  const written = values.split('\n').map((line) => line.trim());
  const overrides = written.filter((line) => line !== '');
  if (horizon.trim() !== '') {
    overrides.push(`${HORIZONS[kind ?? 'network']}=${horizon.trim()}`);
  }
  return overrides;
}
