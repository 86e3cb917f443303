import { checkDistribution } from '../check-distribution.ts';
import { describeFound } from '../found.ts';
import { networkStart } from '../network/network-start.ts';
import type { Problems } from '../problem.ts';
import { reportSettings } from '../setting-fault.ts';
import { checkHubBlock } from './check-hub-block.ts';
import type { HubSettings } from './hub-schema.ts';
import type { HubSurroundings } from './hub-surroundings.ts';

/** Reports what the schema of a hub's `scenario.json` cannot see: figures that are each allowed but do not go together. */
export function checkHubSettings(
  settings: HubSettings,
  around: HubSurroundings,
  file: string,
  problems: Problems,
): void {
  const { starts_at: startsAt, run, parcels, hub } = settings;
  const report = reportSettings(file, problems);
  if (networkStart(startsAt) === undefined) {
    const allowed = 'an instant of the years 1970 to 2199, whole seconds, in ISO 8601 with its offset';
    report('starts_at', describeFound(startsAt), allowed, 'as in 2026-03-02T12:00:00+08:00', 'type');
  }
  if (run.warm_up_h >= run.horizon_h) {
    const allowed = `below ${run.horizon_h}, the end of the run`;
    report('run.warm_up_h', `${run.warm_up_h}`, allowed, 'nothing would be measured');
  }
  checkDistribution('parcels.weight_kg', parcels.weight_kg, report);
  checkDistribution('parcels.cube_m3', parcels.cube_m3, report);
  const [smallest] = [...around.trailers].sort((a, b) => a.parcels - b.parcels);
  if (smallest !== undefined && parcels.per_bag > smallest.parcels) {
    const allowed = `at most ${smallest.parcels}, the room of a trailer to ${JSON.stringify(smallest.direction)}`;
    report('parcels.per_bag', `${parcels.per_bag}`, allowed, 'a bag would never be aboard');
  }
  checkHubBlock(hub, around, reportSettings(file, problems, 'hub'));
}
