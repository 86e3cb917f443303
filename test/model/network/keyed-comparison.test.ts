import { describe, expect, it } from 'vitest';
import { network } from '../../builders/network-draft.ts';
import { type FourHubsChange, fourHubs, stormAround } from '../../builders/network-four-hubs.ts';
import {
  type FinishedNetwork,
  kpi,
  type NamedRow,
  runNetwork,
  table,
  tableBy,
} from '../../builders/network-tables.ts';

/**
 * Two runs with one seed and one change, compared parcel by parcel.
 *
 * What belongs to a parcel (when it is created, where it goes, its size, whether somebody is home on a given day) is
 * the same in both, whatever the change. What happens to it may differ *downstream* only: facilities speak through
 * trips alone, so a facility is downstream of a changed one when trips with parcels lead there from it, at once or by
 * way of others; here EAST and its two stations. A parcel that never comes to a facility downstream shares no line, no
 * vehicle and no courier with one that does, after the change: it has the same row and the same scans, to the
 * microsecond, except for its share of the cost of vehicles.
 */
const OWN = ['origin', 'destination', 'address', 'cohort', 'weight_kg', 'cube_m3', 'created'];

const run = (change: FourHubsChange = {}) =>
  runNetwork(network(fourHubs(change)), { checksEveryEvent: false });
const base = run();

/** Parcels that both runs created, with their rows. */
function pairs(one: FinishedNetwork, other: FinishedNetwork): { parcel: string; a: NamedRow; b: NamedRow }[] {
  const rows = tableBy(other, 'parcels', 'parcel');
  return table(one, 'parcels').flatMap((a) => {
    const parcel = String(a.parcel);
    const b = rows.get(parcel);
    return b === undefined ? [] : [{ parcel, a, b }];
  });
}

/** Scans of each parcel before an instant that both runs reached. */
function lives(of: FinishedNetwork, other: FinishedNetwork): Map<string, NamedRow[]> {
  const found = new Map<string, NamedRow[]>();
  for (const row of table(of, 'scans')) {
    if (Number(row.time) >= Math.min(of.endedAt, other.endedAt)) continue;
    const life = found.get(String(row.parcel)) ?? [];
    if (life.length === 0) found.set(String(row.parcel), life);
    life.push(row);
  }
  return found;
}

/** Whether a parcel comes to a hub or to its stations. */
const goesTo = (hub: string) => (row: NamedRow) => String(row.destination).startsWith(hub);

function expectSameBelongings(one: FinishedNetwork, other: FinishedNetwork): void {
  const both = pairs(one, other);
  expect(both.length).toBeGreaterThan(1500);
  for (const { a, b } of both) for (const column of OWN) expect(b[column]).toBe(a[column]);
  const failed = (life: readonly NamedRow[] | undefined) => {
    const first = life?.find(({ event }) => event === 'outForDelivery');
    const end = life?.find(({ event }) => event === 'delivered' || event === 'notDelivered');
    return [Math.floor(Number(first?.time) / 8.64e10), end?.event];
  };
  const [before, after] = [lives(one, other), lives(other, one)];
  let compared = 0;
  for (const { parcel } of both) {
    const [[dayA, endA], [dayB, endB]] = [failed(before.get(parcel)), failed(after.get(parcel))];
    if (endA === undefined || endB === undefined || dayA !== dayB) continue;
    expect(endB).toBe(endA);
    compared++;
  }
  expect(compared).toBeGreaterThan(1000);
}

function expectUntouched(
  one: FinishedNetwork,
  other: FinishedNetwork,
  isDownstream: (row: NamedRow) => boolean,
): void {
  const [before, after] = [lives(one, other), lives(other, one)];
  const upstream = pairs(one, other).filter(({ a }) => !isDownstream(a));
  expect(upstream.length).toBeGreaterThan(700);
  for (const { parcel } of upstream) expect(after.get(parcel)).toEqual(before.get(parcel));
  // Parcels that go downstream are untouched as well until they get there.
  for (const { parcel, a } of pairs(one, other).filter(({ a }) => isDownstream(a))) {
    const hub = String(a.destination).slice(0, -1);
    const outside = (life: readonly NamedRow[] = []) =>
      life.filter(({ facility }) => !String(facility).startsWith(hub));
    expect(outside(after.get(parcel))).toEqual(outside(before.get(parcel)));
  }
}

/** Hour of one scan of each parcel that has it. */
function when(of: FinishedNetwork, event: string, facility: string): Map<string, number> {
  const rows = table(of, 'scans').filter((row) => row.event === event && row.facility === facility);
  return new Map(rows.map(({ parcel, time }) => [String(parcel), Number(time)]));
}

/** Parcels scanned in both runs, none earlier in the second, some later. */
function expectLater(one: FinishedNetwork, other: FinishedNetwork, event: string, facility: string): void {
  const [before, after] = [when(one, event, facility), when(other, event, facility)];
  let later = 0;
  for (const [parcel, instant] of after) {
    const earlier = before.get(parcel);
    if (earlier === undefined) continue;
    expect(instant).toBeGreaterThanOrEqual(earlier);
    if (instant > earlier) later++;
  }
  expect(later).toBeGreaterThan(20);
}

function dwellH(of: FinishedNetwork, hub: string): number {
  return Number(tableBy(of, 'facilities', 'facility').get(hub)!.dwell_mean_h);
}

describe('half of the unloaders at one hub', () => {
  const half = run({ unloadersAt: { EAST: 1 } });

  it('leave every parcel what belongs to it', () => expectSameBelongings(base, half));

  it('touch no parcel that does not come to that hub', () => expectUntouched(base, half, goesTo('EAST')));

  it('make those that come there later, and the figures that should change worse', () => {
    expectLater(base, half, 'inducted', 'EAST');
    expectLater(base, half, 'arrivedForDelivery', 'EAST-1');
    expect(dwellH(half, 'EAST')).toBeGreaterThan(dwellH(base, 'EAST'));
    expect(kpi(half, 'transit_time')).toBeGreaterThan(kpi(base, 'transit_time'));
    for (const hub of ['NORTH', 'SOUTH', 'WEST'])
      expect(when(half, 'inducted', hub)).toEqual(when(base, 'inducted', hub));
    expect(kpi(half, 'cost_hub_sort')).toBeCloseTo(kpi(base, 'cost_hub_sort'), 2);
  });
});

describe('a storm that is moved from one hub to another', () => {
  const east = run({ weather: [stormAround('EAST')] });
  const west = run({ weather: [stormAround('WEST')] });
  const eitherEnd = (row: NamedRow) => goesTo('EAST')(row) || goesTo('WEST')(row);

  it('leaves every parcel what belongs to it', () => expectSameBelongings(east, west));

  it('touches no parcel that goes elsewhere', () => {
    expectUntouched(east, west, eitherEnd);
    expectUntouched(base, west, goesTo('WEST'));
  });

  it('makes those later over whose roads it lies, and no others', () => {
    expectLater(west, east, 'arrivedInTransit', 'EAST');
    expectLater(east, west, 'arrivedInTransit', 'WEST');
    const hoursOf = (of: FinishedNetwork, lane: string) =>
      Number(tableBy(of, 'lanes', 'lane').get(lane)!.travel_mean_h);
    expect(hoursOf(east, 'NORTH:EAST')).toBeGreaterThan(hoursOf(west, 'NORTH:EAST'));
    expect(hoursOf(east, 'NORTH:WEST')).toBeLessThan(hoursOf(west, 'NORTH:WEST'));
    expect(hoursOf(east, 'NORTH:SOUTH')).toBe(hoursOf(west, 'NORTH:SOUTH'));
  });
});

describe('a zone that sells more', () => {
  it('moves parcels in time, but the n-th of a zone goes where it went before, in the same box', () => {
    const draft = fourHubs();
    const zones = draft.zones.map((zone) => (zone.code === 'NORTH1' ? { ...zone, sellerWeight: 2 } : zone));
    const more = runNetwork(network({ ...draft, zones }), { checksEveryEvent: false });
    const both = pairs(base, more);
    expect(both.length).toBeGreaterThan(1500);
    for (const { a, b } of both) {
      for (const column of ['origin', 'destination', 'address', 'weight_kg', 'cube_m3'])
        expect(b[column]).toBe(a[column]);
      expect(Number(b.created) < Number(a.created)).toBe(a.origin === 'NORTH1');
    }
  });
});

describe('a hub that is added', () => {
  it('leaves every parcel what belongs to it, even where it draws parcels to itself', () => {
    const added = run({
      facilities: [
        {
          code: 'MIDDLE',
          kind: 'hub',
          lat: 31,
          lon: 114,
          unloadWorkers: 9,
          infeeds: 9,
          sorters: 9,
          loadWorkers: 9,
        },
      ],
      lanes: ['NORTH', 'SOUTH', 'EAST', 'WEST'].flatMap((hub) => [
        { from: hub, to: 'MIDDLE', distanceKm: 10, departuresH: [0, 4, 8, 12, 16, 20] },
        { from: 'MIDDLE', to: hub, distanceKm: 10, departuresH: [0, 4, 8, 12, 16, 20] },
      ]),
    });
    const both = pairs(base, added);
    expect(both.length).toBeGreaterThan(1500);
    for (const { a, b } of both) for (const column of OWN) expect(b[column]).toBe(a[column]);
    expect(when(added, 'inducted', 'MIDDLE').size).toBeGreaterThan(100);
  });
});
