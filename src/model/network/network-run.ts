import { DAY, HOUR, repeatAt, type Time } from '../../engine/clock.ts';
import type { Simulation } from '../../engine/simulation.ts';
import type { NetworkScenario } from '../../scenario/network/network-scenario.ts';
import { cohortSpan, mostDays } from '../../scenario/network/run-days.ts';
import type { NetworkFrame, NetworkWorld } from '../../snapshot/network-snapshot.ts';
import { BoundedRun } from '../bounded-run.ts';
import { stuckParcels } from '../control/stuck-parcels.ts';
import type { ModelRun, ReplicationOutcome, RunOptions } from '../run.ts';
import { type CompiledNetwork, compileNetwork } from './compile-network.ts';
import { NetworkCheck } from './network-check.ts';
import { networkKpis } from './network-kpis.ts';
import { NetworkReport } from './network-report.ts';
import { NetworkView } from './network-view.ts';

/**
 * One replication of a network. Demand begins at 0; parcels created in the measured days are the cohort; demand goes on
 * until the cohort is finished, which is looked at every hour, or the cap is reached. Levels are observed between
 * slices at the whole multiples of the observation period: observing is no event and decides nothing.
 */
export class NetworkRun extends BoundedRun implements ModelRun {
  readonly #network: NetworkScenario;
  readonly #options: RunOptions;
  readonly #compiled: CompiledNetwork;
  readonly #report: NetworkReport;
  readonly #check: NetworkCheck;
  readonly #view: NetworkView;
  readonly #warmUp: Time;
  readonly #cohortEnd: Time;
  /** The measured days made whole, for what nobody bears: it does not come evenly over a day. */
  readonly #measuredEnd: Time;
  readonly #cap: Time;
  #observations = 0;
  #endChecks = 0;
  #isWarm = false;
  #isMeasured = false;

  /** @param compiled the network made ready, with the cohort of the settings; from the scenario when absent */
  constructor(network: NetworkScenario, options: RunOptions, compiled?: CompiledNetwork) {
    super();
    const { run } = network.settings;
    this.#network = network;
    this.#options = options;
    const cohort = cohortSpan(run);
    this.#warmUp = cohort.from;
    this.#cohortEnd = cohort.to;
    this.#measuredEnd = this.#warmUp + Math.ceil(run.measured_days) * DAY;
    this.#cap = Math.round(mostDays(run) * DAY);
    this.#compiled = compiled ?? compileNetwork(network, options, cohort);
    this.#report = new NetworkReport(this.#compiled, options);
    this.#check = new NetworkCheck(this.#compiled);
    this.#view = new NetworkView(this.#compiled, options.replication);
    if (options.checksEveryEvent)
      this.#compiled.context.sim.listen(() => {
        this.#check.conservation();
        this.#check.vehicles();
      });
  }

  protected get sim(): Simulation {
    return this.#compiled.context.sim;
  }

  /** Share of the time until the cap: a run whose cohort is finished before ends early. */
  get progress(): number {
    return this.isDone ? 1 : this.now / this.#cap;
  }

  world(): NetworkWorld {
    return this.#view.world();
  }

  frame(): NetworkFrame {
    return this.#view.frame();
  }

  watch(facility: number | null): void {
    this.#view.watch(facility);
  }

  /** Networks are terminating, measured by cohort: there is no steady state to look for. */
  running(): readonly [] {
    return [];
  }

  finish(): ReplicationOutcome {
    const { context, returns } = this.#compiled;
    const { sim, parcels, origins, lateness } = context;
    const stuck = stuckParcels(this.#compiled);
    for (let slot = 0; slot < parcels.capacity; slot++)
      if (parcels.isAlive(slot)) lateness.unfinished(slot, stuck.get(slot) ?? 'in network');
    context.records.remaining(stuck);
    this.#report.finish();
    this.#check.conservation();
    this.#check.vehicles();
    this.#check.money();
    return {
      replication: this.#options.replication,
      kpis: networkKpis(this.#compiled),
      eventCount: sim.eventCount,
      staleCount: sim.staleCount,
      digest: sim.digest,
      peakLive: parcels.peak,
      subjectBytes: parcels.bytes + origins.bytes,
      besideBytes: (returns?.pending.bytes ?? 0) + this.#hubBytes(),
      calendarBytes: sim.calendar.bytes,
      ledger: this.#check.ledger(),
    };
  }

  /** Allocated by sorting centers for the parcels inside them. */
  #hubBytes(): number {
    return this.#compiled.facilities.reduce((sum, { hub }) => sum + (hub?.center.bytes ?? 0), 0);
  }

  /** Next instant at which levels are observed, statistics cut, or the end is decided. */
  protected nextBoundary(): Time {
    const next = Math.min(this.#nextObservation, this.#nextEndCheck, this.#cap);
    if (!this.#isWarm) return Math.min(next, this.#warmUp);
    return this.#isMeasured ? next : Math.min(next, this.#measuredEnd);
  }

  get #nextObservation(): Time {
    return repeatAt(0, this.#network.settings.run.observe_every_h * 3600, this.#observations);
  }

  get #nextEndCheck(): Time {
    return this.#cohortEnd + this.#endChecks * HOUR;
  }

  protected atBoundary(now: Time): void {
    if (!this.#isWarm && now >= this.#warmUp) {
      this.#isWarm = true;
      this.#report.cut(now);
    }
    if (!this.#isMeasured && now >= this.#measuredEnd) {
      this.#isMeasured = true;
      this.#report.endMeasuring();
    }
    if (now === this.#nextObservation) {
      this.#report.observe(now);
      this.#observations++;
    }
    if (now === this.#nextEndCheck) {
      this.isDone = this.#compiled.context.totals.cohortOpen === 0;
      this.#endChecks++;
    }
    if (now >= this.#cap) this.isDone = true;
  }
}
