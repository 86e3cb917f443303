import { compileDistribution } from '../../engine/random/distribution.ts';
import { distributionSpec, type WrittenDistribution } from '../../scenario/distribution-schema.ts';
import type {
  FlowBlockOf,
  FlowScenario,
  WrittenBreakdown,
  WrittenSchedule,
} from '../../scenario/flow-schema.ts';
import type { Problem } from '../../scenario/problem.ts';
import { formatPath } from '../../scenario/scenario-path.ts';
import { type ClassRates, expectedRates, servesAll } from './expected-rates.ts';

/**
 * What makes a valid flow run badly: a queue to which more work comes than its servers do, whose line then grows as
 * long as the run lasts. Says nothing of queues that turn subjects away, of closed populations, and of what lies
 * behind blocks whose output rates are not known on paper. Nothing of it forbids a run.
 * @param file name of the main file @returns warnings, in the order of the blocks
 */
export function checkFlowLoad(flow: FlowScenario, file = 'scenario.json'): Problem[] {
  const rates = expectedRates(flow);
  const found: Problem[] = [];
  for (const [name, block] of Object.entries(flow.blocks)) {
    if (block.type !== 'queue' || !servesAll(block)) continue;
    const offered = offeredLoad(flow, block, rates.get(name)!);
    const servers = meanServers(block);
    // Not known compares false.
    if (!(offered >= servers)) continue;
    found.push({
      severity: 'warning',
      kind: 'rule',
      file,
      place: { path: formatPath(['blocks', name]) },
      found: `work for ${shown(offered)} servers, of which ${shown(servers)} are there on average`,
      allowed: 'less work than servers',
      hint: 'its line grows as long as the run lasts',
    });
  }
  return found;
}

/** Mean number of servers that the arrivals of a queue keep busy; NaN where their rate is not known. */
function offeredLoad(flow: FlowScenario, block: FlowBlockOf<'queue'>, rates: ClassRates): number {
  let load = 0;
  flow.classes.forEach(({ name }, klass) => {
    const written = block.service ?? block.service_by_class?.[name];
    if (rates[klass] !== 0) load += rates[klass] * (written === undefined ? Number.NaN : meanOf(written));
  });
  return load / (block.group?.at_most ?? 1);
}

/** Servers on duty and not broken down, on average; those of another speed than 1 as so many of speed 1. */
function meanServers({ servers, server_speeds: speeds, schedule, breakdown }: FlowBlockOf<'queue'>): number {
  if (speeds !== undefined) return speeds.reduce((sum, speed) => sum + speed, 0);
  const onDuty = schedule === undefined ? servers : meanCapacity(schedule);
  return onDuty * (breakdown === undefined ? 1 : availability(breakdown));
}

function meanCapacity({ steps, period_s: period }: WrittenSchedule): number {
  let sum = 0;
  steps.forEach(({ from_s: from, capacity }, i) => {
    const to = i + 1 < steps.length ? steps[i + 1].from_s : period + steps[0].from_s;
    sum += capacity * (to - from);
  });
  return sum / period;
}

/** Share of the time between repairs in which a server works; by use, of the time in which it has work. */
function availability({ time_to_failure: life, repair }: WrittenBreakdown): number {
  return meanOf(life) / (meanOf(life) + meanOf(repair));
}

function meanOf(written: WrittenDistribution): number {
  return compileDistribution(distributionSpec(written)).mean;
}

function shown(value: number): string {
  return String(Number(value.toPrecision(3)));
}
