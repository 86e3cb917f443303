import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY } from '../../../src/engine/clock.ts';
import { tripEmissionsG } from '../../../src/model/linehaul/trip-emissions.ts';
import { compileNetwork } from '../../../src/model/network/compile-network.ts';
import { laneClasses } from '../../../src/model/network/lane-class.ts';
import { NetworkCheck } from '../../../src/model/network/network-check.ts';
import { NetworkRun } from '../../../src/model/network/network-run.ts';
import { anyNetwork } from '../../builders/network-arbitrary.ts';
import { network } from '../../builders/network-draft.ts';
import { fourHubs } from '../../builders/network-four-hubs.ts';
import { oneWay } from '../../builders/network-one-way.ts';
import { type FinishedNetwork, kpi, runNetwork, table } from '../../builders/network-tables.ts';

const TRUCK = {
  code: 'truck',
  parcels: 1000,
  weight_kg: 1000,
  cube_m3: 100,
  speed_km_per_h: 60,
  cost_per_km: 2,
  cost_per_trip: 5,
  co2e_g_per_km: 500,
  co2e_g_per_tkm: 100,
};

function sum(values: Iterable<unknown>): number {
  let total = 0;
  for (const value of values) total += Number(value);
  return total;
}

describe('emissions of a trip', () => {
  it('are those of its vehicles per kilometer, and per tonne and kilometer of what they carry', () => {
    // 2 x 60 km x 500 g and 0.25 t x 60 km x 100 g.
    expect(tripEmissionsG(TRUCK, 60, 2, 250_000)).toBe(61_500);
    expect(tripEmissionsG(TRUCK, 60, 2, 0)).toBe(60_000);
  });

  it('are those in its row, its lane’s and the run’s, and its parcels share them by count', () => {
    // The cohort is a part of what three trips carry; two empty ones leave in the measured day.
    const time = { warm_up_days: 0.2, measured_days: 0.4 };
    const [from, to] = [0.2 * DAY, 1.2 * DAY];
    const within = (instant: unknown) => Number(instant) >= from && Number(instant) < to;
    const run = runNetwork(oneWay({ vehicles: [{ ...TRUCK, parcels: 4 }], run: time }));
    const parcels = table(run, 'parcels');
    const cohort = parcels.filter((row) => row.cohort);
    const loaded = table(run, 'trips').filter((trip) => trip.parcels !== 0);
    expect(loaded.length).toBeGreaterThan(2);
    const departed = table(run, 'scans').filter(({ event }) => event === 'departed');
    let onCohort = 0;
    let mixed = false;
    for (const { departed: at, parcels: count, co2e_kg: kg } of loaded) {
      const aboard = departed.filter(({ time }) => time === at).map(({ parcel }) => parcel);
      expect(aboard).toHaveLength(Number(count));
      const weightKg = sum(
        parcels.filter(({ parcel }) => aboard.includes(parcel)).map((row) => row.weight_kg),
      );
      expect(Number(kg)).toBeCloseTo((60 * 500 + (weightKg / 1000) * 60 * 100) / 1000, 5);
      const ours = cohort.filter(({ parcel }) => aboard.includes(parcel)).length;
      onCohort += (Number(kg) * ours) / aboard.length;
      mixed ||= ours > 0 && ours < aboard.length;
    }
    expect(mixed).toBe(true);
    const empty = table(run, 'trips').filter((trip) => trip.parcels === 0);
    for (const { co2e_kg: kg } of empty) expect(kg).toBe(30);
    const all = sum(table(run, 'trips').map((trip) => trip.co2e_kg));
    const [lane] = table(run, 'lanes');
    expect(Number(lane.co2e_kg)).toBeCloseTo(all, 6);
    expect(Number(lane.co2e_g_per_parcel)).toBeCloseTo((all * 1000) / Number(lane.parcels), 6);
    expect(kpi(run, 'co2e')).toBeCloseTo(all, 6);
    expect(kpi(run, 'co2e', 'feeder')).toBeCloseTo(all, 6);
    const grams = (onCohort * 1000) / cohort.length;
    expect(kpi(run, 'co2e_per_parcel', 'feeder')).toBeCloseTo(grams, 4);
    expect(kpi(run, 'co2e_per_parcel', 'road')).toBeCloseTo(grams, 4);
    const measured = empty.filter((trip) => within(trip.departed));
    const created = parcels.filter((row) => within(row.created));
    expect(kpi(run, 'co2e_per_parcel', 'empty')).toBeCloseTo((30_000 * measured.length) / created.length, 6);
    expect(kpi(run, 'co2e_per_parcel')).toBeCloseTo(
      kpi(run, 'co2e_per_parcel', 'feeder') + kpi(run, 'co2e_per_parcel', 'empty'),
      9,
    );
  });

  it('count stops of couriers where the scenario has a factor for them', () => {
    // Every parcel is delivered at its first stop; some share one.
    const delivery = { co2e_g_per_stop: 40, parcels_per_stop: 2, failure_share: 0 };
    const run = runNetwork(oneWay({ delivery, run: { measured_days: 4, cap_days: 1 } }));
    const delivered = table(run, 'scans').filter(({ event }) => event === 'delivered');
    const stops = new Set(delivered.map(({ time, vehicle }) => `${time} ${vehicle}`));
    expect(stops.size).toBeLessThan(delivered.length);
    expect(kpi(run, 'co2e', 'delivery')).toBeCloseTo((stops.size * 40) / 1000, 9);
    expect(kpi(run, 'co2e')).toBeCloseTo((stops.size * 40) / 1000, 9);
    const { length } = table(run, 'parcels').filter((row) => row.cohort);
    if (delivered.length === length)
      expect(kpi(run, 'co2e_per_parcel', 'delivery')).toBeCloseTo((stops.size * 40) / length, 9);
  });
});

describe('classes of lanes', () => {
  it('are told by the kinds of facilities at their ends', () => {
    const scenario = network({
      facilities: [
        { code: 'H1', kind: 'hub' },
        { code: 'H2', kind: 'hub' },
        { code: 'S1', kind: 'station' },
        { code: 'S2', kind: 'station' },
        { code: 'C', kind: 'county-center' },
        { code: 'V', kind: 'village-station' },
      ],
      zones: [{ code: 'Z', station: 'S1', villageStation: 'V' }],
      lanes: [
        ['H1', 'H2'],
        ['H1', 'S1'],
        ['S1', 'H1'],
        ['S1', 'S2'],
        ['S1', 'C'],
        ['C', 'V'],
        ['H1', 'C'],
      ].map(([from, to]) => ({ from, to, departuresH: [8] })),
    });
    expect([...laneClasses(scenario)]).toEqual([0, 1, 1, 1, 2, 2, 2]);
  });
});

describe('the cost of lanes', () => {
  const scenario = network({ ...fourHubs(), settings: { ...fourHubs().settings, vehicles: [TRUCK] } });
  const run: FinishedNetwork = runNetwork(scenario, { checksEveryEvent: false });

  it('is what parcels bear and what trips without any cost', () => {
    const lanes = table(run, 'lanes');
    for (const { cost, cost_loaded, cost_empty, cost_per_parcel, parcels, cost_repositioning } of lanes) {
      expect(Number(cost_loaded) + Number(cost_empty)).toBeCloseTo(Number(cost), 6);
      expect(cost_repositioning).toBe(0);
      if (parcels === 0) expect(cost_per_parcel).toBeNull();
      else expect(Number(cost_per_parcel)).toBeCloseTo(Number(cost_loaded) / Number(parcels), 9);
    }
    const carried = table(run, 'trips').filter(({ parcels }) => parcels !== 0);
    expect(sum(lanes.map((lane) => lane.cost_loaded))).toBeCloseTo(sum(carried.map(({ cost }) => cost)), 6);
    expect(sum(lanes.map((lane) => lane.cost_empty))).toBeGreaterThan(0);
  });

  it('adds up over classes of lanes and accounts', () => {
    const classes = ['hub', 'feeder', 'rural'];
    const over = (name: string) => sum(classes.map((one) => kpi(run, name, one)));
    expect(over('cost_linehaul')).toBeCloseTo(kpi(run, 'cost_linehaul'), 9);
    expect(over('cost_transport')).toBeCloseTo(kpi(run, 'cost_transport'), 9);
    expect(kpi(run, 'cost_transport')).toBeCloseTo(
      kpi(run, 'cost_linehaul') + kpi(run, 'cost_overhead') + kpi(run, 'cost_repositioning'),
      9,
    );
    expect(kpi(run, 'cost_sorting')).toBeCloseTo(
      kpi(run, 'cost_hub_sort') + kpi(run, 'cost_station_sort'),
      9,
    );
    const parts = ['pickup', 'sorting', 'delivery', 'village', 'reroute', 'return', 'transport'];
    expect(sum(parts.map((part) => kpi(run, `cost_${part}`)))).toBeCloseTo(kpi(run, 'cost_total'), 9);
    expect(kpi(run, 'cost_linehaul', 'hub')).toBeGreaterThan(0);
    expect(kpi(run, 'cost_linehaul', 'rural')).toBe(0);
  });
});

describe('the ledger of money', () => {
  it('closes at every event, over accounts, parcels and classes of lanes', () => {
    fc.assert(
      fc.property(anyNetwork, (scenario) => {
        const options = { ...RUN, checksEveryEvent: true };
        const compiled = compileNetwork(scenario, options, { from: 0, to: DAY });
        const check = new NetworkCheck(compiled);
        let events = 0;
        compiled.context.sim.listen(() => {
          check.money();
          events++;
        });
        const run = new NetworkRun(scenario, { ...RUN }, compiled);
        while (!run.advance(1000)) {}
        run.finish();
        expect(events).toBeGreaterThan(0);
        expect(compiled.context.ledger.total).toBeGreaterThan(0);
      }),
      { numRuns: 15 },
    );
  });

  it('says so where a trip was booked on no class of lanes, or an empty run on a parcel', () => {
    const compiled = compileNetwork(oneWay(), RUN, { from: 0, to: DAY });
    const { ledger, parcels } = compiled.context;
    const check = new NetworkCheck(compiled);
    const parcel = parcels.create(0, 0, 0, 0);
    ledger.haul(0, parcel, 7);
    ledger.reposition(0, 5);
    ledger.charge('reroute', parcel, 3);
    ledger.charge('return', parcel, 2);
    check.money();
    expect([ledger.total, ledger.unborne, ledger.onLiveParcels()]).toEqual([17, 5, 12]);
    ledger.charge('linehaul', parcel, 1);
    expect(() => check.money()).toThrow(/classes of lanes/);
    parcels.addCost(parcel, 1);
    expect(() => check.money()).toThrow(/accounts hold 18 micro-units/);
  });
});

const RUN = {
  seed: 1,
  replication: 0,
  records: { write() {} },
  parcels: 'none',
  scans: 'none',
} as const;
