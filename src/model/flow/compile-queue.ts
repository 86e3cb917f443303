import type { Block, BlockPlace, Inlet } from '../../engine/blocks/block.ts';
import { BlockingService } from '../../engine/blocks/blocking-service.ts';
import { GroupService } from '../../engine/blocks/group-service.ts';
import { ImpatientService } from '../../engine/blocks/impatient-service.ts';
import { IndividualService } from '../../engine/blocks/individual-service.ts';
import { LatestFirstService } from '../../engine/blocks/latest-first-service.ts';
import { RandomLine, ShortestLine } from '../../engine/blocks/picked-line.ts';
import { PickingService } from '../../engine/blocks/picking-service.ts';
import { Service, type ServiceOptions } from '../../engine/blocks/service.ts';
import type { ActivityTimes } from '../../engine/blocks/service-time.ts';
import { SetupService } from '../../engine/blocks/setup-service.ts';
import { SharedService } from '../../engine/blocks/shared-service.ts';
import { UnequalService } from '../../engine/blocks/unequal-service.ts';
import { isBlocking } from '../../scenario/check-blocking.ts';
import type { FlowBlockOf, FlowScenario } from '../../scenario/flow-schema.ts';
import type { FlowVariates } from './flow-variates.ts';

/** What a queue needs of the flow that it is part of. */
export interface QueueSurroundings {
  readonly flow: FlowScenario;
  readonly variates: FlowVariates;
  /** Times drawn by key for a purpose: `service`, `patience`. */
  readonly times: (
    purpose: string,
    one: object | undefined,
    byClass: Record<string, object> | undefined,
  ) => ActivityTimes;
  /** Where those go who are not served; out of the flow when undefined. */
  readonly lossTarget: (to: string | undefined) => Inlet;
}

/**
 * The class of queue that serves what is written, and no more than it: the plainest is the fastest. Its options are
 * known to go together.
 */
export function compileQueue(
  place: BlockPlace,
  written: FlowBlockOf<'queue'>,
  surroundings: QueueSurroundings,
): Block {
  const { flow, variates, times, lossTarget } = surroundings;
  const { discipline, breakdown, vacation, group, patience, setup, starts_at: startsAt } = written;
  const options = serviceOptions(written, surroundings);
  if (written.server_speeds !== undefined)
    return new UnequalService(place, { ...options, speeds: written.server_speeds });
  if (patience !== undefined) {
    return new ImpatientService(place, {
      ...options,
      patience: times('patience', patience, undefined),
      renegedTo: lossTarget(written.reneged_to),
    });
  }
  if (discipline === 'lifo_preemptive') return new LatestFirstService(place, options);
  if (setup !== undefined || startsAt !== undefined) {
    const setups = setup === undefined ? {} : { setups: variates.setups(place.name, setup) };
    return new SetupService(place, { ...options, startsAt: startsAt ?? 1, ...setups });
  }
  const isAwaited = isBlocking(written);
  if (isAwaited || isBlocking(flow.blocks[written.to]))
    return new BlockingService(place, { ...options, isAwaited });
  if (discipline === 'processor_sharing') return new SharedService(place, options);
  if (discipline === 'random')
    return new PickingService(place, {
      ...options,
      line: new RandomLine(variates.stream(`order/${place.name}`)),
    });
  if (discipline === 'shortest_service')
    return new PickingService(place, { ...options, line: new ShortestLine() });
  if (group !== undefined) {
    const { at_least: atLeast, at_most: atMost, joins } = group;
    return new GroupService(place, { ...options, atLeast, atMost, joins });
  }
  const preempts = discipline === 'preemptive_priority';
  if (breakdown === undefined && vacation === undefined && !preempts) return new Service(place, options);
  const { servers } = options;
  return new IndividualService(place, {
    ...options,
    preempts,
    ...(breakdown === undefined ? {} : { breakdowns: variates.breakdowns(place.name, breakdown, servers) }),
    ...(vacation === undefined ? {} : { vacations: variates.vacations(place.name, vacation, servers) }),
  });
}

function serviceOptions(
  written: FlowBlockOf<'queue'>,
  { flow, times, lossTarget }: QueueSurroundings,
): ServiceOptions {
  const steps = written.schedule?.steps.map((step) => step.capacity) ?? [written.servers];
  const byPriority = written.discipline === 'priority' || written.discipline === 'preemptive_priority';
  return {
    servers: Math.max(...steps),
    times: times('service', written.service, written.service_by_class),
    order: written.discipline === 'lifo' ? 'lifo' : 'fifo',
    ...(byPriority ? { ranks: flow.classes.map((one) => one.priority) } : {}),
    ...(written.capacity === undefined ? {} : { capacity: written.capacity }),
    lostTo: lossTarget(written.lost_to),
    classes: flow.classes.length,
  };
}
