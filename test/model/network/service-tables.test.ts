import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../src/engine/clock.ts';
import { compileNetwork } from '../../../src/model/network/compile-network.ts';
import { RegionPairs } from '../../../src/model/network/region-pairs.ts';
import type { NetworkScenario } from '../../../src/scenario/network/network-scenario.ts';
import { anyNetwork } from '../../builders/network-arbitrary.ts';
import { network } from '../../builders/network-draft.ts';
import { fourHubs } from '../../builders/network-four-hubs.ts';
import { oneWay } from '../../builders/network-one-way.ts';
import {
  type FinishedNetwork,
  kpi,
  type NamedRow,
  runNetwork,
  table,
} from '../../builders/network-tables.ts';

/** The same network with places in two regions, in turn. */
function inRegions(scenario: NetworkScenario, ...regions: string[]): NetworkScenario {
  const facilities = scenario.facilities.map((one, i) => ({ ...one, region: regions[i % regions.length] }));
  return { ...scenario, facilities };
}

function cohortOf(run: FinishedNetwork): NamedRow[] {
  return table(run, 'parcels').filter((row) => row.cohort);
}

/** What a row of `od` and `service` must say of some rows of `parcels`. */
function expectFared(row: NamedRow, parcels: readonly NamedRow[], commitmentH: number): void {
  const times = parcels
    .flatMap(({ transit_time_h: time }) => (time === null ? [] : [Number(time)]))
    .sort((a, b) => a - b);
  const within = (limit: number) => times.filter((time) => time <= limit + 1e-9).length;
  const returned = parcels.filter(({ outcome }) => outcome === 'returned');
  expect(row).toMatchObject({
    parcels: parcels.length,
    delivered: times.length,
    returned: returned.length,
    unfinished: parcels.length - times.length - returned.length,
    on_time: within(commitmentH),
    delivered_72h: within(72),
  });
  expect(row.on_time_share).toBe(within(commitmentH) / parcels.length);
  expect(row.within_72h).toBe(within(72) / parcels.length);
  const finished = parcels.filter(({ finished }) => finished !== null);
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  if (finished.length > 0)
    expect(Number(row.cost_per_parcel)).toBeCloseTo(mean(finished.map(({ cost }) => Number(cost))), 9);
  else expect(row.cost_per_parcel).toBeNull();
  if (times.length === 0) {
    expect([row.transit_mean_h, row.transit_p50_h, row.transit_p95_h]).toEqual([null, null, null]);
    return;
  }
  expect(Number(row.transit_mean_h)).toBeCloseTo(mean(times), 9);
  for (const [column, p] of [
    ['transit_p50_h', 0.5],
    ['transit_p95_h', 0.95],
  ] as const) {
    const exact = times[Math.ceil(p * times.length - 1e-9) - 1];
    expect(Math.abs(Number(row[column]) - exact)).toBeLessThanOrEqual(exact / 256);
  }
}

describe('tables of service', () => {
  it('say of every pair of regions, region, address and of all what the rows of parcels say', () => {
    const commitment_h = fc.constantFrom(20, 40, 72);
    fc.assert(
      fc.property(anyNetwork, commitment_h, (plain, limit) => {
        const settings = { ...plain.settings, commitment_h: limit };
        const scenario = inRegions({ ...plain, settings }, 'North', 'South', 'East');
        const run = runNetwork(scenario, { checksEveryEvent: false });
        const regionOf = new Map(
          scenario.zones.map(({ code, station }) => [code, scenario.facilities[station].region]),
        );
        const parcels = cohortOf(run);
        const from = (row: NamedRow) => regionOf.get(String(row.origin));
        const to = (row: NamedRow) => regionOf.get(String(row.destination));
        const pairs = table(run, 'od');
        for (const row of pairs) {
          const ofPair = parcels.filter(
            (parcel) => from(parcel) === row.from_region && to(parcel) === row.to_region,
          );
          expectFared(row, ofPair, limit);
        }
        expect(pairs.reduce((sum, row) => sum + Number(row.parcels), 0)).toBe(parcels.length);
        const groups = table(run, 'service');
        for (const row of groups) {
          const { by, group } = row;
          const of: Record<string, (parcel: NamedRow) => unknown> = {
            all: () => '',
            address: ({ address }) => address,
            'from region': from,
            'to region': to,
          };
          const members = parcels.filter((parcel) => of[String(by)](parcel) === group);
          if (members.length > 0) expectFared(row, members, limit);
          else expect(row).toMatchObject({ parcels: 0, on_time_share: null, transit_p50_h: null });
        }
        const sumBy = (by: string) =>
          groups.reduce((sum, row) => sum + (row.by === by ? Number(row.parcels) : 0), 0);
        for (const by of ['all', 'address', 'from region', 'to region'])
          expect(sumBy(by)).toBe(parcels.length);
      }),
      { numRuns: 40 },
    );
  });

  it('agree with the figures of the run', () => {
    const run = runNetwork(inRegions(network(fourHubs()), 'A', 'B'), { checksEveryEvent: false });
    const group = (by: string, name: string) =>
      table(run, 'service').find((row) => row.by === by && row.group === name)!;
    expect(kpi(run, 'within_72h')).toBe(group('all', '').within_72h);
    expect(kpi(run, 'within_72h', 'door')).toBe(group('address', 'door').within_72h);
    expect(kpi(run, 'service_level')).toBe(group('all', '').on_time_share);
    expect(kpi(run, 'transit_time')).toBe(group('all', '').transit_mean_h);
  });

  it('hold a promise of its own for every class of service', () => {
    const classes = [
      { code: 'slow', name: 'slow', share: 1, commitment_h: 96 },
      { code: 'fast', name: 'fast', share: 1, commitment_h: 19 },
    ];
    const scenario = oneWay({ demand: { classes, parcels_per_day: 30 } }, { departuresH: [20] });
    const compiled = compileNetwork(scenario, RUN, { from: 0, to: HOUR });
    const { parcels, totals } = compiled.context;
    // Whatever draws the class: two parcels take 20 h, promised within 96 h and within 19 h.
    const [slow, fast] = [0, 1].map((klass) => {
      const parcel = parcels.create(compiled.context.sources.numberOf[0], klass, klass, 0);
      parcels.setFlags(parcel, 2);
      parcels.setToZone(parcel, 1);
      totals.parcelCreated(parcel);
      parcels.setAcceptedAt(parcel, HOUR);
      totals.parcelAccepted(parcel, HOUR);
      return parcel;
    });
    expect(totals.serviceLevelSoFar(21 * HOUR)).toBe(0);
    for (const parcel of [slow, fast]) totals.parcelFinished(parcel, true, 21 * HOUR);
    expect(totals.byClass.map(({ created, onTime, within72h }) => [created, onTime, within72h])).toEqual([
      [1, 1, 1],
      [1, 0, 1],
    ]);
    expect(totals.serviceLevelSoFar(21 * HOUR)).toBe(0.5);
    expect(totals.cohort.onTime).toBe(1);
  });

  it('say of classes, cold parcels and returns what the rows of parcels say', () => {
    const demand = {
      parcels_per_day: 60,
      classes: [
        { code: 'slow', name: 'slow', share: 2, commitment_h: 96 },
        { code: 'fast', name: 'fast', share: 1, commitment_h: 19 },
      ],
      returns: { share: 0.5, after: { constant: { value_s: 3600 } } },
      cold: { share: 1, spoils_after_h: 20 },
    };
    const scenario = oneWay(
      { demand, costs: { return_per_parcel: 2 }, run: { measured_days: 2 } },
      { departuresH: [20] },
    );
    // What is sent back goes the other way.
    const [lane] = scenario.lanes;
    const back = { ...lane, code: 'S2:S1', from: lane.to, to: lane.from };
    const run = runNetwork({ ...scenario, lanes: [lane, back] });
    const cohort = cohortOf(run);
    for (const { code, commitment_h: limit } of demand.classes) {
      const ofClass = cohort.filter((row) => row.service_class === code);
      expect(ofClass.length).toBeGreaterThan(5);
      const group = table(run, 'service').find((row) => row.by === 'service class' && row.group === code)!;
      expectFared(group, ofClass, limit);
      expect(kpi(run, 'service_level', code)).toBe(group.on_time_share);
    }
    const fresh = cohort.filter(({ transit_time_h: time }) => time !== null && Number(time) <= 20 + 1e-9);
    expect(fresh.length).toBeGreaterThan(0);
    expect(fresh.length).toBeLessThan(cohort.length);
    expect(kpi(run, 'cold_spoiled_share')).toBeCloseTo(1 - fresh.length / cohort.length, 12);
    const sent = table(run, 'parcels').filter(({ origin }) => origin === 'TO');
    expect(sent.length).toBeGreaterThan(5);
    expect(kpi(run, 'returns_sent')).toBe(sent.length);
    expect(kpi(run, 'returns_delivered')).toBe(sent.filter(({ outcome }) => outcome === 'delivered').length);
    for (const row of sent) expect(row.cohort).toBe(false);
    const within = table(run, 'parcels').filter(({ created }) => Number(created) < 48 * HOUR);
    const taken = within.filter(({ origin }) => origin === 'TO');
    expect(kpi(run, 'cost_return')).toBeCloseTo((2 * taken.length) / within.length, 9);
  });

  it('count cold parcels as spoiled when they are late for that or not delivered, and returns apart', () => {
    const cold = { share: 0.5, spoils_after_h: 24 };
    const { context } = compileNetwork(oneWay({ demand: { cold } }), RUN, { from: 0, to: HOUR });
    const { parcels, totals, sources } = context;
    const create = (klass: number, flags: number) => {
      const parcel = parcels.create(sources.numberOf[0], klass, klass, 0);
      parcels.setFlags(parcel, flags);
      totals.parcelCreated(parcel);
      parcels.setAcceptedAt(parcel, 0);
      totals.parcelAccepted(parcel, 0);
      return parcel;
    };
    const [early, late, dry, back] = [create(32, 2), create(32, 2), create(0, 2), create(64, 0)];
    create(32, 2);
    totals.parcelFinished(early, true, 24 * HOUR);
    totals.parcelFinished(late, true, 24 * HOUR + 1);
    totals.parcelFinished(dry, true, 48 * HOUR);
    totals.parcelFinished(back, true, 48 * HOUR);
    expect([totals.cold, totals.coldInTime]).toEqual([3, 1]);
    expect([totals.returnsSent, totals.returnsDelivered]).toEqual([1, 1]);
    expect(totals.cohort.delivered).toBe(3);
  });
});

const RUN = {
  seed: 1,
  replication: 0,
  records: { write() {} },
  parcels: 'none',
  scans: 'none',
} as const;

describe('pairs of regions', () => {
  it('take a few kilobytes each, whatever the number of their parcels', () => {
    const REGIONS = 31;
    const names = Array.from({ length: REGIONS }, (_, i) => `R${i}`);
    const stations = names.map((region) => ({ code: `S-${region}`, kind: 'station' as const, region }));
    const scenario = network({
      facilities: stations,
      zones: stations.map(({ code, region }) => ({ code: region, station: code })),
      lanes: [],
    });
    const { context } = compileNetwork(scenario, RUN, { from: 0, to: HOUR });
    const { parcels, sources, totals } = context;
    const pairs = new RegionPairs(scenario, parcels, (parcel) => sources.zone(parcels.source(parcel)));
    const parcel = parcels.create(0, 0, 0, 0);
    // Many times of delivery in every pair, from an hour to two weeks.
    for (let from = 0; from < REGIONS; from++) {
      for (let to = 0; to < REGIONS; to++) {
        parcels.setSource(parcel, sources.numberOf[from]);
        parcels.setToZone(parcel, to);
        const stats = pairs.of(parcel);
        for (let k = 0; k < 168; k++) {
          stats.created++;
          stats.transit.add((1 + 2 * k) * HOUR);
          stats.transitSketch.add((1 + 2 * k) * HOUR);
        }
      }
    }
    expect([...pairs.met()]).toHaveLength(REGIONS * REGIONS);
    expect(pairs.bytes / (REGIONS * REGIONS)).toBeLessThanOrEqual(12 * 1024);
    expect(pairs.regions).toEqual([...names].sort());
    // Nothing is there before a parcel is.
    expect(totals.byRegion.bytes).toBe(0);
  });
});
