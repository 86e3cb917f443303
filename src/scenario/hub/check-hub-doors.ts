import { didYouMean } from '../did-you-mean.ts';
import { listed, quote } from '../found.ts';
import type { ReportSetting } from '../setting-fault.ts';
import type { HubBlock } from './hub-schema.ts';
import type { HubSurroundings, LeavingTrailer } from './hub-surroundings.ts';

/** Reports doors that nobody can reach or that are promised twice, and what does not fit a leaving trailer or its times. */
export function checkHubDoors(hub: HubBlock, around: HubSurroundings, report: ReportSetting): void {
  checkDockPositions(hub, around, report);
  checkDedicated(hub, around, report);
  checkContainers(hub, around.trailers, report);
  const { seal_before_min: seal, sort_cutoff_min: cutoff } = hub.outbound;
  if (cutoff < seal) {
    report(
      'outbound.sort_cutoff_min',
      `${cutoff}`,
      `at least ${seal}, the minutes before departure at which a trailer is sealed`,
      'parcels would be planned for trailers that are sealed before they come',
    );
  }
}

function checkDockPositions(
  { yard, inbound_doors: inbound }: HubBlock,
  { outboundDoors }: HubSurroundings,
  report: ReportSetting,
): void {
  const positions = yard.dock_positions;
  const doors = inbound.count + (outboundDoors ?? 0);
  if (positions === undefined || doors <= positions) return;
  const outbound = outboundDoors === undefined ? '' : ` and ${outboundDoors} outbound`;
  report(
    'inbound_doors.count',
    `${inbound.count} inbound${outbound} doors`,
    `at most ${positions}, the dock positions that the yard reaches (yard.dock_positions)`,
    'take doors away or raise yard.dock_positions',
  );
}

function checkDedicated(hub: HubBlock, { origins }: HubSurroundings, report: ReportSetting): void {
  const { count, dedicated } = hub.inbound_doors;
  const doorAt = new Map<number, string>();
  const originAt = new Map<string, string>();
  dedicated.forEach((each, index) => {
    const path = `inbound_doors.dedicated[${index}]`;
    each.doors.forEach((door, at) => {
      const place = `${path}.doors[${at}]`;
      const first = doorAt.get(door);
      if (first === undefined) doorAt.set(door, place);
      else report(place, `door ${door} again`, 'each door once', `it stands first at ${first}`, 'duplicate');
      if (door > count)
        report(place, `door ${door}`, `doors from 1 to ${count}`, 'inbound_doors.count says how many');
    });
    each.origins.forEach((origin, at) => {
      const place = `${path}.origins[${at}]`;
      const first = originAt.get(origin);
      if (first === undefined) originAt.set(origin, place);
      else {
        const hint = `it stands first at ${first}`;
        report(place, `${quote(origin)} again`, 'each origin once', hint, 'duplicate');
      }
      if (origins === undefined || origins.has(origin)) return;
      const allowed = `an origin of trailers: ${listed([...origins], 8)}`;
      const found = `${quote(origin)}, from which no trailer comes`;
      report(place, found, allowed, didYouMean(origin, origins), 'reference');
    });
  });
  if (hub.yard.door_rule !== 'dedicated' || origins === undefined || doorAt.size < count) return;
  const left = [...origins].filter((origin) => !originAt.has(origin));
  if (left.length === 0) return;
  report(
    'inbound_doors.dedicated',
    `no door for ${listed(left)}`,
    'a door for each origin, its own or one that is nobody’s',
    'with the rule "dedicated" its trailers would wait for ever',
  );
}

function checkContainers(hub: HubBlock, trailers: readonly LeavingTrailer[], report: ReportSetting): void {
  const { kind, parcels, weight_kg: weight, cube_m3: cube } = hub.containers;
  if (kind === 'none' || trailers.length === 0) return;
  const limits = [
    ['parcels', parcels, 'parcels', (trailer: LeavingTrailer) => trailer.parcels],
    ['weight_kg', weight, 'kg', (trailer: LeavingTrailer) => trailer.weightKg],
    ['cube_m3', cube, 'm³', (trailer: LeavingTrailer) => trailer.cubeM3],
  ] as const;
  for (const [name, container, unit, roomOf] of limits) {
    const least = trailers.reduce((a, b) => (roomOf(b) < roomOf(a) ? b : a));
    if (!(container > roomOf(least))) continue;
    report(
      `containers.${name}`,
      `${container}`,
      `at most ${roomOf(least)} ${unit}, the room of a trailer to ${quote(least.direction)}`,
      'a full container would never be aboard',
    );
  }
}
