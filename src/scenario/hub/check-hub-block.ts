import { checkDistribution } from '../check-distribution.ts';
import type { ReportSetting } from '../setting-fault.ts';
import { checkHubDoors } from './check-hub-doors.ts';
import { checkHubPeople } from './check-hub-people.ts';
import { checkHubSorters } from './check-hub-sorters.ts';
import { checkHubSorts } from './check-hub-sorts.ts';
import { checkHubStops } from './check-hub-stops.ts';
import type { HubBlock } from './hub-schema.ts';
import type { HubSurroundings } from './hub-surroundings.ts';

/**
 * Reports what the schema of a hub block cannot see: figures that are each allowed but do not go together.
 * @param report of paths within the block
 */
export function checkHubBlock(hub: HubBlock, around: HubSurroundings, report: ReportSetting): void {
  checkDistribution('yard.check_in', hub.yard.check_in, report);
  checkDistribution('inbound_doors.swap', hub.inbound_doors.swap, report);
  checkDistribution('unloading.open_bag', hub.unloading.open_bag, report);
  checkDistribution('outbound.swap', hub.outbound.swap, report);
  checkHubDoors(hub, around, report);
  checkHubSorters(hub, around, report);
  checkHubSorts(hub.sorts, report);
  checkHubPeople(hub, report);
  checkHubStops(hub, report);
}
