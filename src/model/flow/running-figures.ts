import type { Probe } from '../../engine/blocks/probe.ts';
import { Sink } from '../../engine/blocks/sink.ts';
import type { Tally } from '../../engine/stats/tally.ts';
import type { FlowScenario } from '../../scenario/flow-schema.ts';
import type { RunningFigure } from '../run.ts';
import type { CompiledFlow, FlowNode } from './compile-flow.ts';
import { countsOwnWork, WITHOUT_LINE } from './flow-kpis.ts';

/** Times are kept in µs and reported in seconds. */
const PER_SECOND = 1e6;

/** The figures of a flow that are means over observations or over time, as sums so far. */
export function runningFigures(flow: FlowScenario, compiled: CompiledFlow, now: number): RunningFigure[] {
  const figures: RunningFigure[] = [];
  for (const [place, block] of compiled.blocks) {
    const { type } = flow.blocks[place];
    const { probe } = block;
    if (block instanceof Sink) {
      figures.push(...times('time_in_system', place, probe.stay, probe.stayByClass, flow));
      continue;
    }
    if (UNTIMED.has(type)) continue;
    if (!WITHOUT_LINE.has(type))
      figures.push(...times('time_in_queue', place, probe.wait, probe.waitByClass, flow));
    figures.push(...times('time_in_system', place, probe.stay, probe.stayByClass, flow));
    figures.push(...levels(place, !WITHOUT_LINE.has(type), probe, now));
    if (type === 'queue') figures.push(utilization(place, block, now));
  }
  return figures;
}

/** Blocks in which no time passes. */
const UNTIMED: ReadonlySet<string> = new Set([
  'source',
  'population',
  'selector',
  'assign',
  'release',
  'unbatch',
]);

function levels(place: string, hasLine: boolean, probe: Probe, now: number): RunningFigure[] {
  const { occupancy } = probe;
  const inSystem = level('number_in_system', place, 'subjects', occupancy.meanInSystem(now), probe, now);
  if (!hasLine) return [inSystem];
  return [level('number_in_queue', place, 'subjects', occupancy.meanWaiting(now), probe, now), inSystem];
}

function level(
  kpi: string,
  place: string,
  unit: string,
  mean: number,
  { occupancy }: Probe,
  now: number,
): RunningFigure {
  const weight = occupancy.observedTime(now);
  return { kpi, place, class: '', unit, sum: weight > 0 ? mean * weight : 0, weight };
}

/** Busy over available: what is available may change with shifts, so it is what the mean rests on. */
function utilization(place: string, block: FlowNode, now: number): RunningFigure {
  const { occupancy } = block.probe;
  const observed = occupancy.observedTime(now);
  const weight = observed > 0 ? occupancy.meanAvailable(now) * observed : 0;
  const busy = countsOwnWork(block) ? block.utilization(now) : occupancy.utilization(now);
  return {
    kpi: 'utilization',
    place,
    class: '',
    unit: '',
    sum: weight > 0 ? busy * weight : 0,
    weight,
  };
}

function times(
  kpi: string,
  place: string,
  tally: Tally,
  byClass: readonly Tally[],
  flow: FlowScenario,
): RunningFigure[] {
  const ofAll = { kpi, place, class: '', unit: 's', sum: tally.sum / PER_SECOND, weight: tally.n };
  return [
    ofAll,
    ...byClass.map((one, klass) => ({
      ...ofAll,
      class: flow.classes[klass].name,
      sum: one.sum / PER_SECOND,
      weight: one.n,
    })),
  ];
}
