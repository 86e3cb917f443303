import { Batch } from '../../engine/blocks/batch.ts';
import { BlockingService } from '../../engine/blocks/blocking-service.ts';
import { ImpatientService } from '../../engine/blocks/impatient-service.ts';
import { IndividualService } from '../../engine/blocks/individual-service.ts';
import type { Probe } from '../../engine/blocks/probe.ts';
import { SetupService } from '../../engine/blocks/setup-service.ts';
import { SharedService } from '../../engine/blocks/shared-service.ts';
import { Sink } from '../../engine/blocks/sink.ts';
import type { QuantileSketch } from '../../engine/stats/quantile-sketch.ts';
import type { Tally } from '../../engine/stats/tally.ts';
import type { FlowBlock, FlowScenario } from '../../scenario/flow-schema.ts';
import type { KpiValue } from '../run.ts';
import type { CompiledFlow, FlowNode } from './compile-flow.ts';

/** Times are kept in µs and reported in seconds. */
const PER_SECOND = 1e6;

/** Every figure of every block of a flow at the end of a replication. */
export function flowKpis(flow: FlowScenario, compiled: CompiledFlow, now: number): KpiValue[] {
  const kpis: KpiValue[] = [];
  for (const [name, block] of compiled.blocks) {
    kpis.push(...blockKpis(flow, name, flow.blocks[name].type, block, now));
  }
  for (const [name, resource] of compiled.resources) {
    const { occupancy } = resource.probe;
    kpis.push(
      plain('utilization', name, '', resource.utilization(now)),
      plain('number_in_queue', name, 'subjects', occupancy.meanWaiting(now)),
      plain('number_in_use', name, 'units', occupancy.meanServing(now)),
    );
  }
  return kpis;
}

function blockKpis(
  flow: FlowScenario,
  place: string,
  type: FlowBlock['type'],
  block: FlowNode,
  now: number,
): KpiValue[] {
  const { probe } = block;
  const kpis = [plain('arrivals', place, 'subjects', probe.arrivals)];
  if (block instanceof Sink) {
    const hours = probe.occupancy.observedTime(now) / (3600 * PER_SECOND);
    kpis.push(plain('throughput', place, 'subjects/h', probe.departures / hours));
    kpis.push(...times('time_in_system', place, probe.stay, probe.staySketch, probe.stayByClass, flow));
    return kpis;
  }
  kpis.push(plain('departures', place, 'subjects', probe.departures));
  if (!TIMED.has(type)) return kpis;
  if (type === 'queue') {
    kpis.push(plain('losses', place, 'subjects', probe.losses));
    kpis.push(plain('loss_share', place, '', probe.losses / probe.arrivals));
    if (block instanceof ImpatientService) {
      kpis.push(plain('reneged', place, 'subjects', block.reneged));
      kpis.push(plain('renege_share', place, '', block.reneged / probe.arrivals));
    }
  }
  if (!WITHOUT_LINE.has(type))
    kpis.push(...times('time_in_queue', place, probe.wait, probe.waitSketch, probe.waitByClass, flow));
  kpis.push(...times('time_in_system', place, probe.stay, probe.staySketch, probe.stayByClass, flow));
  kpis.push(...levels(place, type, block, probe, now));
  if (block instanceof Batch) {
    kpis.push(
      {
        ...plain('load', place, 'subjects', block.load.mean),
        observations: { tally: block.load.state, scale: 1 },
      },
      {
        ...plain('headway', place, 's', block.headway.mean / PER_SECOND),
        observations: { tally: block.headway.state, scale: PER_SECOND },
      },
      plain('batches', place, 'batches', block.load.n),
      plain('full_share', place, '', block.fullDepartures / block.load.n),
      plain('empty_share', place, '', block.emptyDepartures / block.load.n),
    );
  }
  return kpis;
}

/** Whether those in service are not those whose server works, so that the block counts working servers by itself. */
export function countsOwnWork(block: FlowNode): block is IndividualService | SharedService | BlockingService {
  return (
    block instanceof IndividualService || block instanceof SharedService || block instanceof BlockingService
  );
}

/** Blocks in which time passes. */
const TIMED: ReadonlySet<FlowBlock['type']> = new Set([
  'queue',
  'delay',
  'batch',
  'gate',
  'seize',
  'split',
  'join',
]);

/** Blocks in which time passes though nobody waits in a line. */
export const WITHOUT_LINE: ReadonlySet<FlowBlock['type']> = new Set(['delay', 'split']);

function levels(
  place: string,
  type: FlowBlock['type'],
  block: FlowNode,
  probe: Probe,
  now: number,
): KpiValue[] {
  const { occupancy } = probe;
  const kpis: KpiValue[] = [];
  if (!WITHOUT_LINE.has(type))
    kpis.push(plain('number_in_queue', place, 'subjects', occupancy.meanWaiting(now)));
  if (type === 'queue') {
    const utilization = countsOwnWork(block) ? block.utilization(now) : occupancy.utilization(now);
    kpis.push(plain('number_in_service', place, 'subjects', occupancy.meanServing(now)));
    kpis.push(plain('utilization', place, '', utilization));
    if (block instanceof BlockingService && block.canBeBlocked)
      kpis.push(plain('number_blocked', place, 'subjects', block.blocked.mean(now)));
    if (block instanceof SetupService)
      kpis.push(plain('number_setting_up', place, 'servers', block.settingUp.mean(now)));
  }
  kpis.push(
    plain('number_in_system', place, 'subjects', occupancy.meanInSystem(now)),
    plain('most_in_system', place, 'subjects', occupancy.maxInSystem),
    plain('share_empty', place, '', occupancy.shareEmpty(now)),
    plain('number_in_system_p50', place, 'subjects', occupancy.quantileInSystem(0.5, now)),
    plain('number_in_system_p95', place, 'subjects', occupancy.quantileInSystem(0.95, now)),
  );
  return kpis;
}

function times(
  kpi: string,
  place: string,
  tally: Tally,
  sketch: QuantileSketch,
  byClass: readonly Tally[],
  flow: FlowScenario,
): KpiValue[] {
  return [
    {
      ...plain(kpi, place, 's', tally.mean / PER_SECOND),
      observations: { tally: tally.state, sketch: sketch.toState(), scale: PER_SECOND },
    },
    ...byClass.map((one, klass) => ({
      ...plain(kpi, place, 's', one.mean / PER_SECOND),
      class: flow.classes[klass].name,
      observations: { tally: one.state, scale: PER_SECOND },
    })),
  ];
}

function plain(kpi: string, place: string, unit: string, value: number): KpiValue {
  return { kpi, place, class: '', unit, value };
}
