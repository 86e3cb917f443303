import { didYouMean } from '../did-you-mean.ts';
import { listed, quote } from '../found.ts';
import { checkHubBlock } from '../hub/check-hub-block.ts';
import type { HubBlock } from '../hub/hub-schema.ts';
import type { HubSurroundings } from '../hub/hub-surroundings.ts';
import type { Problems } from '../problem.ts';
import { formatPath } from '../scenario-path.ts';
import { reportSettings } from '../setting-fault.ts';
import type { NetworkTables } from './check-network-tables.ts';
import type { WrittenVehicle } from './linehaul-schema.ts';

/**
 * Reports hub blocks of facilities that are no hubs, and what does not go together within each block.
 * @param hubs by the code of their facility @param file the main file
 */
export function checkNetworkHubs(
  hubs: Readonly<Record<string, HubBlock>>,
  tables: NetworkTables,
  vehicles: readonly WrittenVehicle[],
  file: string,
  problems: Problems,
): void {
  for (const [code, hub] of Object.entries(hubs)) {
    const report = reportSettings(file, problems, formatPath(['hubs', code]));
    const { facilities } = tables;
    const kinds = facilities?.column('kind') ?? [];
    const row = facilities?.column('code').indexOf(code) ?? -1;
    if (facilities !== undefined && kinds[row] !== 'hub') {
      const known = facilities.column('code').filter((_, at) => kinds[at] === 'hub');
      const found = `${quote(code)}, which is ${row < 0 ? 'no facility' : `a ${kinds[row]}`}`;
      const allowed = `the code of a hub: ${listed(known, 8)}`;
      report('', found, allowed, didYouMean(code, known), 'reference');
    }
    checkHubBlock(hub, surroundingsOf(code, tables, vehicles), report);
  }
}

/** Lanes that start at a hub are its directions, their vehicles its trailers; sort plans are spread by volume. */
function surroundingsOf(
  code: string,
  { lanes }: NetworkTables,
  vehicles: readonly WrittenVehicle[],
): HubSurroundings {
  const origins = new Set<string>();
  const directions = new Set<string>();
  const trailers = [];
  for (let row = 0; row < (lanes?.rows ?? 0); row++) {
    const [from, to] = [lanes!.column('from')[row], lanes!.column('to')[row]];
    if (to === code) origins.add(from);
    if (from !== code) continue;
    directions.add(to);
    const vehicle = vehicles.find((each) => each.code === lanes!.column('vehicle')[row]);
    if (vehicle === undefined) continue;
    const { parcels, weight_kg: weightKg, cube_m3: cubeM3 } = vehicle;
    trailers.push({ direction: to, parcels, weightKg, cubeM3 });
  }
  return {
    origins: lanes && origins,
    outboundDoors: undefined,
    trailers,
    spreadOver: lanes && directions.size,
  };
}
