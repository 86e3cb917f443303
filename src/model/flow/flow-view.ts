import type { FlowBlock, FlowScenario } from '../../scenario/flow-schema.ts';
import { unservedWays } from '../../scenario/queue-exits.ts';
import type { FlowFrame, FlowWorld } from '../../snapshot/flow-snapshot.ts';
import { SNAPSHOT_VERSION } from '../../snapshot/network-snapshot.ts';
import type { CompiledFlow } from './compile-flow.ts';

/** The blocks of a flow and how they are joined, for drawing. */
export function flowWorld(flow: FlowScenario): FlowWorld {
  const names = Object.keys(flow.blocks);
  return {
    kind: 'flow',
    version: SNAPSHOT_VERSION,
    title: flow.title,
    startsAt: flow.starts_at,
    utcOffsetMinutes: 0,
    blocks: names.map((name) => {
      const block = flow.blocks[name];
      return {
        name,
        type: block.type,
        servers: block.type === 'queue' ? (block.server_speeds?.length ?? block.servers) : 0,
        to: links(block).map(({ to, label }) => ({ block: names.indexOf(to), label })),
      };
    }),
  };
}

function links(block: FlowBlock): { to: string; label: string }[] {
  if (block.type === 'sink') return [];
  if (block.type === 'split') {
    return block.branches.map(({ to, copies }) => ({ to, label: copies > 1 ? `× ${copies}` : '' }));
  }
  if (block.type !== 'selector') {
    return [{ to: block.to, label: '' }, ...unservedWays(block)];
  }
  const total = block.branches.reduce((sum, branch) => sum + (branch.weight ?? 0), 0);
  return block.branches.map(({ to, weight, class: klass }) => ({
    to,
    label: block.by === 'chance' ? `${Math.round((1000 * (weight ?? 0)) / total) / 10} %` : (klass ?? ''),
  }));
}

/** Levels of every block now. Reading changes nothing. */
export function flowFrame(compiled: CompiledFlow, replication: number): FlowFrame {
  const probes = [...compiled.blocks.values()].map((block) => block.probe);
  return {
    kind: 'flow',
    nowUs: compiled.sim.now[0],
    replication,
    waiting: Int32Array.from(probes, (probe) => probe.occupancy.waiting),
    serving: Int32Array.from(probes, (probe) => probe.occupancy.serving),
    available: Int32Array.from(probes, (probe) => probe.occupancy.available),
    arrivals: Float64Array.from(probes, (probe) => probe.arrivals),
    departures: Float64Array.from(probes, (probe) => probe.departures),
    losses: Float64Array.from(probes, (probe) => probe.losses),
    meanWaitS: Float64Array.from(probes, (probe) => probe.wait.mean / 1e6),
    meanTimeInBlockS: Float64Array.from(probes, (probe) => probe.stay.mean / 1e6),
  };
}
