import type { RowChoice } from '../model/run.ts';
import { hoursAfterStart } from '../scenario/network/event-span.ts';
import type { NetworkScenario } from '../scenario/network/network-scenario.ts';
import { daysOfDemand } from '../scenario/network/run-days.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { settingsOf } from '../scenario/scenario-settings.ts';

export type { RowChoice };

/** Where the stretches of a series lie, µs of simulated time: one after the other from an instant on. */
export interface SeriesChoice {
  /** 0, or the end of the warm-up: at no other instant do the figures begin anew. */
  readonly fromUs: number;
  readonly everyUs: number;
}

/** Which replications of a scenario are run, and the rows they leave behind. Structured-cloneable. */
export interface RunPlan {
  readonly seed: number | string;
  /** Ordinals from 0, rising. The luck of one depends on seed and ordinal alone, so any of them can be run again. */
  readonly replications: readonly number[];
  readonly parcels: RowChoice;
  readonly scans: RowChoice;
  /** Figures over time, for warm-up and batch means; absent where no series is wanted. */
  readonly series?: SeriesChoice;
  /** Probability that an interval covers the true mean, e.g. 0.95. */
  readonly confidence: number;
}

/** The plan of one design point, with its scenario. Structured-cloneable. */
export interface PointPlan extends RunPlan {
  readonly scenario: Scenario;
}

/** What a user may choose about an experiment; the scenario says the rest. */
export interface PlanChoices {
  readonly seed?: number | string;
  /** How many, from ordinal 0 on. */
  readonly replications?: number;
  /** Just this one, to look into it again. */
  readonly onlyReplication?: number;
  readonly parcels?: RowChoice;
  readonly scans?: RowChoice;
}

/** Parcels of which every one has a row in `parcels.csv` unless the user chooses otherwise. */
const ALL_ROWS_UP_TO = 1_000_000;

const ONE_IN_A_HUNDRED: RowChoice = { sample: 100 };

/** The plan for a scenario: its own run settings, where the user did not choose otherwise. */
export function planExperiment(scenario: Scenario, choices: PlanChoices = {}): PointPlan {
  const { run } = settingsOf(scenario);
  const only = choices.onlyReplication;
  const count = only === undefined ? (choices.replications ?? run.replications) : 1;
  const isLarge = expectedParcels(scenario) * count > ALL_ROWS_UP_TO;
  return {
    scenario,
    seed: choices.seed ?? run.seed,
    replications: only === undefined ? Array.from({ length: count }, (_, ordinal) => ordinal) : [only],
    parcels: choices.parcels ?? (isLarge ? ONE_IN_A_HUNDRED : 'all'),
    scans: choices.scans ?? ONE_IN_A_HUNDRED,
    confidence: run.confidence,
  };
}

/** Parcels of one replication, at most and roughly: only to choose how many of them have rows. */
function expectedParcels(scenario: Scenario): number {
  if (scenario.kind === 'network') {
    return expectedOfNetwork(scenario.network);
  }
  if (scenario.kind === 'hub') {
    const { settings, inbound } = scenario.hub;
    let perDay = 0;
    for (const { arrivalsS, runsOn, parcels } of inbound)
      perDay += (arrivalsS.length * parcels * runsOn.filter(Boolean).length) / runsOn.length;
    return perDay * settings.volume_factor * (settings.run.horizon_h / 24);
  }
  const { run, blocks } = scenario.flow;
  let parcels = 0;
  for (const block of Object.values(blocks)) {
    if (block.type !== 'source') continue;
    const created = run.horizon_s * arrivalsPerSecond(block);
    parcels += Math.min(created, block.limit ?? created);
  }
  return parcels;
}

/** Promotions that release within the run come on top, and returns; holidays are few. */
function expectedOfNetwork({ settings, orders }: NetworkScenario): number {
  const { run, demand, starts_at: startsAt } = settings;
  const days = daysOfDemand(run);
  let inDays = days;
  for (const {
    release_at: release,
    day_factor: onDay,
    tail_factor: tail,
    tail_days: after,
  } of demand.promotions) {
    const fromDay = hoursAfterStart(release, startsAt) / 24;
    if (fromDay > -1 && fromDay < days) inDays += onDay - 1 + ((tail - 1) * (after + 1)) / 2;
  }
  const error = 1 + (demand.forecast_error?.bias ?? 0);
  const sent =
    orders === null ? demand.parcels_per_day * error * inDays : orders.rows - orders.before - orders.after;
  return sent * (1 + (demand.returns?.share ?? 0));
}

type SourceBlock = Extract<Extract<Scenario, { kind: 'flow' }>['flow']['blocks'][string], { type: 'source' }>;

function arrivalsPerSecond({ interarrival, every_s: everyS, rate }: SourceBlock): number {
  if (everyS !== undefined) return 1 / everyS;
  if (rate !== undefined) {
    if ('constant' in rate) return rate.constant.per_hour / 3600;
    return ('steps' in rate ? Math.max(...rate.steps.per_hour) : rate.sinusoid.mean_per_hour) / 3600;
  }
  // Distributions are told by many parameters; the usual ones by their mean.
  const parameters = interarrival === undefined ? {} : Object.values(interarrival)[0];
  const meanS = (parameters as { readonly mean_s?: number; readonly value_s?: number }).mean_s;
  return meanS === undefined ? 0 : 1 / meanS;
}
