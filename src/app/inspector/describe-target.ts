import type { Target } from '../../view/target.ts';
import type { AppState } from '../app-state.ts';
import type { FlowWorld } from '../engine-port.ts';
import { shownFloor } from '../floor-commands.ts';
import { formatCount, formatDuration, ScenarioClock } from '../format.ts';
import { t } from '../messages/translate.ts';
import { shownNetwork } from '../shown-network.ts';
import type { LoggedFrame } from '../state/logged-frame.ts';
import { blockTypeName } from '../world/stage-words.ts';
import { describeFloor } from './describe-floor.ts';
import { describeNetwork } from './describe-network.ts';
import type { Description, Fact } from './description.ts';

/** Null where the target is not of this world. */
export function describeTarget(app: AppState, target: Target): Description | null {
  const world = app.scenario.ready?.world;
  if (world === undefined) return null;
  const frame = app.run.log.at(app.timeline.shownUs);
  if (world.kind === 'flow')
    return target.kind === 'block' ? describeBlock(world, target.index, frame) : null;
  const floor = shownFloor(app);
  if (floor !== null) return describeFloor(floor, target, frame, new ScenarioClock(world.startsAt));
  if (world.kind === 'hub') return null;
  return describeNetwork(app, shownNetwork(app) ?? world, target, frame);
}

function describeBlock(world: FlowWorld, index: number, frame: LoggedFrame | undefined): Description | null {
  const block = world.blocks[index];
  if (block === undefined) return null;
  const flow = frame?.flow;
  const level = (values: ArrayLike<number> | undefined) => values?.[index] ?? Number.NaN;
  const available = level(flow?.available);
  const facts: Fact[] = [];
  if (!['source', 'sink', 'selector'].includes(block.type)) {
    facts.push({ label: t('fact.waiting'), value: formatCount(level(flow?.waiting)) });
    const serving = formatCount(level(flow?.serving));
    facts.push(
      available > 0
        ? {
            label: t('fact.serving'),
            value: t('fact.serving.of', { serving, available: formatCount(available) }),
          }
        : { label: t('fact.inside'), value: serving },
      { label: t('fact.meanWait'), value: formatDuration(level(flow?.meanWaitS)) },
      { label: t('fact.meanTime'), value: formatDuration(level(flow?.meanTimeInBlockS)) },
    );
  }
  facts.push(
    { label: t('fact.arrivals'), value: formatCount(level(flow?.arrivals)) },
    { label: t('fact.leftBlock'), value: formatCount(level(flow?.departures)) },
  );
  if (level(flow?.losses) > 0)
    facts.push({ label: t('fact.losses'), value: formatCount(level(flow?.losses)) });
  const hasQueue = block.servers > 0;
  return {
    title: block.name,
    subtitle: blockTypeName(block.type),
    facts,
    chart: hasQueue
      ? { label: t('chart.waiting'), of: (logged) => logged.flow?.waiting[index] ?? Number.NaN }
      : undefined,
  };
}
