import type { Target } from '../../view/target.ts';
import type { FlowWorld, NetworkWorld } from '../engine-port.ts';
import { floorLevels } from '../inspector/describe-floor.ts';
import { t } from '../messages/translate.ts';
import { networkLookup } from '../network-lookup.ts';
import type { FloorInSight } from '../state/floor-in-sight.ts';
import { holdsSubjects } from '../state/kpis.ts';
import type { LoggedFrame } from '../state/logged-frame.ts';
import { blockTypeName } from '../world/stage-words.ts';

/** Something that the list of places names. */
export interface Place {
  readonly target: Target;
  readonly name: string;
  readonly about: string;
  /** What waits there; NaN where nothing can, or nothing is known. */
  readonly level: number;
}

/** Facilities and provinces of a network, hubs first and then by backlog; blocks of a flow as they are written. */
export function worldPlaces(world: NetworkWorld | FlowWorld, frame: LoggedFrame | undefined): Place[] {
  return world.kind === 'network' ? facilities(world, frame) : blocks(world, frame);
}

function facilities(network: NetworkWorld, frame: LoggedFrame | undefined): Place[] {
  const backlog = frame?.facilities?.backlog;
  const all = network.facilities.map(({ name, kind, region }, index) => ({
    target: { kind: 'facility', index } as const,
    name,
    about: [t(`facility.${kind}`), region].filter(Boolean).join(' · '),
    level: backlog?.[index] ?? Number.NaN,
    rank: kind === 'hub' ? 0 : 2,
  }));
  return [...all, ...provinces(network, backlog)].sort(
    (a, b) => a.rank - b.rank || (b.level || 0) - (a.level || 0),
  );
}

/** Between hubs and stations. */
function provinces(network: NetworkWorld, backlog: Int32Array | undefined) {
  const { regions, regionOf } = networkLookup(network);
  if (regions.length < 2) return [];
  const levels = new Array<number>(regions.length).fill(backlog === undefined ? Number.NaN : 0);
  regionOf.forEach((region, facility) => {
    if (region >= 0) levels[region] += backlog?.[facility] ?? Number.NaN;
  });
  return regions.map((name, index) => ({
    target: { kind: 'region', index } as const,
    name,
    about: t('region.province'),
    level: levels[index],
    rank: 1,
  }));
}

function blocks(flow: FlowWorld, frame: LoggedFrame | undefined): Place[] {
  return flow.blocks.map((block, index) => ({
    target: { kind: 'block', index },
    name: block.name,
    about: blockTypeName(block.type),
    level: holdsSubjects(block) ? (frame?.flow?.waiting[index] ?? Number.NaN) : Number.NaN,
  }));
}

/** Yard, sorters, doors and chutes of a floor, in the way of a parcel. */
export function floorPlaces({ floor, facility }: FloorInSight, frame: LoggedFrame | undefined): Place[] {
  const levels = floorLevels(frame, facility);
  const at = (values: ArrayLike<number> | undefined, index: number) => values?.[index] ?? Number.NaN;
  const places: Place[] = [
    {
      target: { kind: 'yard' },
      name: t('floor.yard'),
      about: t('floor.yard.spaces', { count: floor.yardSpaces }),
      level: levels?.yardParcels ?? Number.NaN,
    },
  ];
  for (let index = 0; index < floor.inboundDoors; index++) {
    const origin = floor.origins[levels?.inbound.origin[index] ?? -1];
    places.push({
      target: { kind: 'door', side: 'inbound', index },
      name: t('floor.inboundDoor', { door: index + 1 }),
      about: origin === undefined ? '' : t('floor.from', { origin }),
      level: at(levels?.inbound.parcels, index),
    });
  }
  for (const [index, { code, type, firstChute, chuteAtM }] of floor.sorters.entries()) {
    places.push({
      target: { kind: 'sorter', index },
      name: t('floor.sorter', { sorter: code }),
      about: t(`sorter.type.${type}`),
      level: inChutes(levels?.chutes.parcels, firstChute, chuteAtM.length),
    });
    for (let chute = 0; chute < chuteAtM.length; chute++) {
      const direction = floor.directions[levels?.chutes.direction[firstChute + chute] ?? -1]?.name;
      places.push({
        target: { kind: 'chute', index: firstChute + chute },
        name: t('floor.chute', { chute: chute + 1, sorter: code }),
        about: direction === undefined ? '' : t('floor.to', { direction }),
        level: at(levels?.chutes.parcels, firstChute + chute),
      });
    }
  }
  for (const [index, direction] of floor.outboundDoors.entries()) {
    const name = floor.directions[direction]?.name;
    places.push({
      target: { kind: 'door', side: 'outbound', index },
      name: t('floor.outboundDoor', { door: index + 1 }),
      about: name === undefined ? '' : t('floor.to', { direction: name }),
      level: at(levels?.outbound.parcels, index),
    });
  }
  return places;
}

function inChutes(parcels: Int32Array | undefined, first: number, count: number): number {
  if (parcels === undefined) return Number.NaN;
  let total = 0;
  for (let i = first; i < first + count; i++) total += parcels[i];
  return total;
}
