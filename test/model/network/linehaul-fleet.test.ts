import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../src/engine/clock.ts';
import { cheapestMoves } from '../../../src/model/linehaul/fleet/cheapest-moves.ts';
import { VehiclePool } from '../../../src/model/linehaul/fleet/vehicle-pool.ts';
import { compileNetwork } from '../../../src/model/network/compile-network.ts';
import { NetworkRun } from '../../../src/model/network/network-run.ts';
import type { DispatchKind } from '../../../src/scenario/network/network-scenario.ts';
import { networkDraft } from '../../builders/network-arbitrary.ts';
import {
  type LaneDraft,
  type NetworkDraft,
  network,
  type SettingsDraft,
  type WrittenNetwork,
} from '../../builders/network-draft.ts';
import {
  type FinishedNetwork,
  hours,
  kpi,
  type NamedRow,
  runNetwork,
  table,
} from '../../builders/network-tables.ts';

type Fleet = NonNullable<NonNullable<WrittenNetwork['linehaul']>['fleet']>;

const VEHICLE = { parcels: 100, weight_kg: 1000, cube_m3: 8, speed_km_per_h: 60, cost_per_km: 2 };
const EXACT: Fleet = { spare_share: 0, turnaround_h: 1 };

/**
 * A town sends by truck to another, from where vans go out to a township and on to a village: half an hour each, at 08:00
 * and 10:00. Everything but the vans is as it must be to have parcels for them.
 */
function relay(fleet: Fleet, more: SettingsDraft = {}): NetworkDraft {
  return {
    settings: {
      run: { measured_days: 2, cap_days: 3 },
      demand: { parcels_per_day: 6 },
      vehicles: [
        { ...VEHICLE, code: 'truck', cost_per_trip: 5 },
        { ...VEHICLE, code: 'van', cost_per_trip: 5, co2e_g_per_km: 300 },
      ],
      linehaul: { fleet },
      ...more,
    },
    facilities: [
      { code: 'FAR', kind: 'station' },
      { code: 'TOWN', kind: 'station' },
      { code: 'SHIP', kind: 'township' },
      { code: 'VILL', kind: 'village-station' },
    ],
    zones: [
      { code: 'FROM', station: 'FAR', population: 0 },
      { code: 'TO', station: 'TOWN', villageStation: 'VILL', ruralShare: 1, sellerWeight: 0 },
    ],
    lanes: [
      { from: 'FAR', to: 'TOWN', departuresH: [20], vehicle: 'truck' },
      { from: 'TOWN', to: 'FAR', departuresH: [4], vehicle: 'truck' },
      { from: 'TOWN', to: 'SHIP', departuresH: [8], distanceKm: 30, vehicle: 'van' },
      { from: 'SHIP', to: 'VILL', departuresH: [10], distanceKm: 30, vehicle: 'van' },
    ],
  };
}

const figureOf = ({ outcome }: FinishedNetwork, name: string, place: string) =>
  outcome.kpis.find((one) => one.kpi === name && one.place === place)?.value;
const empties = (run: FinishedNetwork) => table(run, 'trips').filter(({ trip }) => Number(trip) < 0);
const sum = (rows: readonly NamedRow[], column: string) =>
  rows.reduce((total, row) => total + Number(row[column]), 0);

describe('vans of a relay', () => {
  const run = runNetwork(network(relay(EXACT)));

  it('come back empty along it, once they have been turned round', () => {
    const path = empties(run)
      .filter(({ departed }) => hours(departed) < 48)
      .map((row) => [row.lane, row.trip, row.from, row.to, hours(row.departed), hours(row.arrived)]);
    expect(path).toEqual([
      ['SHIP:VILL', -1, 'VILL', 'SHIP', 11.5, 12],
      ['TOWN:SHIP', -1, 'SHIP', 'TOWN', 13, 13.5],
      ['SHIP:VILL', -2, 'VILL', 'SHIP', 35.5, 36],
      ['TOWN:SHIP', -2, 'SHIP', 'TOWN', 37, 37.5],
    ]);
  });

  it('are as few as will do: one that goes round every day, as does the truck', () => {
    expect(figureOf(run, 'fleet', 'van')).toBe(1);
    // It leaves TOWN at 04:00 of the first day, and is back at 21:00.
    expect(figureOf(run, 'fleet', 'truck')).toBe(1);
    expect(kpi(run, 'waited_for_vehicle_trips')).toBe(0);
  });

  it('are paid by nobody, in an account of their own, a share of what a kilometer costs and nothing per trip', () => {
    for (const row of empties(run)) {
      expect(row).toMatchObject({ parcels: 0, vehicles: 1, vehicle_type: 'van', load_factor: 0 });
      expect(row.cost).toBeCloseTo(30 * 2 * 0.85, 9);
    }
    const vacant = table(run, 'trips').filter(({ trip, parcels }) => Number(trip) >= 0 && parcels === 0);
    const created = table(run, 'parcels').filter(({ created }) => hours(created) < 48).length;
    const within = (rows: readonly NamedRow[]) => rows.filter(({ departed }) => hours(departed) < 48);
    expect(kpi(run, 'cost_overhead') * created).toBeCloseTo(sum(within(vacant), 'cost'), 6);
    expect(kpi(run, 'cost_repositioning') * created).toBeCloseTo(sum(within(empties(run)), 'cost'), 6);
  });

  it('emit by their share too, and half of their kilometers are empty', () => {
    const count = table(run, 'trips').filter(({ vehicle_type: type }) => type === 'van').length;
    expect(figureOf(run, 'empty_km_share', 'van')).toBe(empties(run).length / count);
    const km = 30 * (count - empties(run).length + 0.85 * empties(run).length);
    expect(kpi(run, 'co2e')).toBeCloseTo((km * 300) / 1000, 9);
  });

  it('are shown on their way back', () => {
    const seen = runNetwork(network(relay(EXACT)), { slices: [{ events: 20 }], looks: true });
    const drawn = seen.segments.flatMap(({ count, trip, isReturn, parcels }) =>
      Array.from({ length: count }, (_, i) => [trip[i] < 0, isReturn[i] === 1, parcels[i]]),
    );
    expect(drawn.filter(([isEmpty]) => isEmpty)).toHaveLength(empties(seen).length);
    for (const [isEmpty, isReturn] of drawn) expect(isReturn).toBe(isEmpty);
  });

  it('wait for a disruption to end, and drive slowly where a lane is slowed', () => {
    const disruptions = [
      { code: 'SHUT', name: 'Closed', facility: 'SHIP', from_h: 11, to_h: 14 },
      {
        code: 'SLOW',
        name: 'Slow',
        lane: 'SHIP:VILL',
        from_h: 35,
        to_h: 37,
        effect: 'slowed' as const,
        capacity_share: 0.25,
      },
    ];
    const seen = runNetwork(network(relay(EXACT, { disruptions })));
    const back = empties(seen).filter(({ lane }) => lane === 'SHIP:VILL');
    expect(back.slice(0, 2).map(({ departed, arrived }) => [hours(departed), hours(arrived)])).toEqual([
      [14, 14.5],
      [35.5, 37.5],
    ]);
    expect(back.slice(0, 2).map(({ incident_delay_h: hours }) => Number(hours))).toEqual([0, 1.5]);
  });

  it('tell what they lose by weather and incidents on their way back', () => {
    const outline: [number, number][] = [
      [100, 20],
      [130, 20],
      [130, 40],
      [100, 40],
    ];
    const rain = { code: 'RAIN', name: 'rain', kind: 'rain' as const, from_h: 0, to_h: 99, outline };
    const delay = { mean_min: 30, sd_min: 1, least_min: 30, most_min: 30 };
    const incidents = { per_million_km: 1e5, severities: [{ code: 'jam', share: 1, delay }] };
    const seen = runNetwork(
      network(
        relay(EXACT, {
          weather: [{ ...rain, speed_factor: 0.5 }],
          linehaul: { fleet: EXACT, incidents },
        }),
      ),
    );
    const back = empties(seen).filter(({ arrived }) => arrived !== null);
    expect(sum(back, 'incident_delay_h')).toBeGreaterThan(0);
    for (const { departed, arrived, weather_delay_h: weather, incident_delay_h: incident } of back) {
      expect(weather).toBe(0.5);
      expect(hours(arrived) - hours(departed)).toBeCloseTo(1 + Number(incident), 9);
    }
  });

  it('are more by the share that is kept in reserve', () => {
    const spare = runNetwork(network(relay({ ...EXACT, spare_share: 0.1 })));
    expect(figureOf(spare, 'fleet', 'van')).toBe(2);
    expect(empties(spare).length).toBe(empties(run).length);
  });

  it('run out where nobody brings them back, and trips wait for ever', () => {
    const stuck = runNetwork(network(relay({ ...EXACT, reposition: 'none' }, { run: { measured_days: 9 } })));
    // A week's departures have a van each; the eighth has none.
    const out = table(stuck, 'trips').filter(({ lane }) => lane === 'TOWN:SHIP');
    expect(out.map(({ trip }) => trip)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(empties(stuck)).toEqual([]);
    // Of departures that wait for ever none is canceled.
    expect(kpi(stuck, 'departures_canceled')).toBe(0);
    expect(stuck.outcome.ledger.at_docks).toBeGreaterThan(0);
  });
});

describe('docks that share the vehicles of a facility', () => {
  function pool(stock: number) {
    const served: string[] = [];
    let looks = 0;
    const shared = new VehiclePool({ facility: 0, type: 0 }, stock, null, () => looks++);
    const dock = (code: string) => ({ code, granted: () => served.push(code) });
    return { shared, served, dock, looks: () => looks };
  }

  it('are served as they asked, at one instant in order of their lanes', () => {
    const { shared, served, dock } = pool(0);
    shared.ask(dock('C'), 1, 10);
    shared.ask(dock('B'), 1, 20);
    shared.ask(dock('A'), 1, 20);
    shared.ask(dock('0'), 1, 30);
    shared.serve();
    expect(served).toEqual([]);
    shared.came(2, 40);
    shared.came(1, 50);
    expect([shared.available, shared.present]).toEqual([0, 3]);
    shared.ready();
    shared.serve();
    expect(served).toEqual(['C', 'A']);
    shared.ready();
    shared.serve();
    expect(served).toEqual(['C', 'A', 'B']);
    expect([shared.hasAsks, shared.available]).toEqual([true, 0]);
  });

  it('wait behind one that needs more than there are, until it gives up', () => {
    const { shared, served, dock, looks } = pool(1);
    const large = dock('A');
    shared.ask(large, 2, 10);
    shared.ask(dock('B'), 1, 20);
    shared.serve();
    expect(served).toEqual([]);
    shared.withdraw(large);
    expect(looks()).toBe(3);
    shared.serve();
    expect(served).toEqual(['B']);
  });

  it('leave late, and in order, where trips come back later than planned', () => {
    // C's truck should be back at 19:00; a storm keeps it on the road, and the departures of 20:00 share one vehicle.
    const storm = {
      code: 'S',
      name: 'storm',
      kind: 'snow' as const,
      from_h: 17,
      to_h: 48,
      speed_factor: 0.1,
      outline: [
        [118, 29],
        [122, 29],
        [122, 31],
        [118, 31],
      ] as [number, number][],
    };
    const departures = (toB: string, toC: string) => {
      const run = runNetwork(
        network({
          settings: {
            run: { measured_days: 1.25 },
            linehaul: { fleet: { spare_share: 0, turnaround_h: 0 } },
            weather: [storm],
          },
          facilities: [
            { code: 'A', kind: 'station', lon: 115 },
            { code: 'B', kind: 'station', lon: 110 },
            { code: 'C', kind: 'station', lon: 121 },
          ],
          zones: ['A', 'B', 'C'].map((code) => ({ code, station: code })),
          lanes: [
            { code: toB, from: 'A', to: 'B', departuresH: [20] },
            { code: toC, from: 'A', to: 'C', departuresH: [20] },
            { from: 'B', to: 'A', departuresH: [22] },
            { from: 'C', to: 'A', departuresH: [18] },
          ],
        }),
      );
      expect(kpi(run, 'fleet')).toBe(2);
      expect(kpi(run, 'waited_for_vehicle_trips')).toBeGreaterThan(0);
      const first = (code: string) =>
        table(run, 'trips').find(({ lane, trip }) => lane === code && trip === 0)!.departed;
      return [hours(first(toB)), hours(first(toC))];
    };
    // What went to B is back at 23:00.
    expect(departures('L1', 'L2')).toEqual([20, 23]);
    const [toB, toC] = departures('L2', 'L1');
    expect(toC).toBe(20);
    expect(toB).toBeGreaterThan(23);
  });
});

describe('a trip behind one that a closed road holds', () => {
  // Snow closes the road from 01:00 to 10:00; the only van is back at 14:00 from the departure of 02:00.
  const run = runNetwork(
    network({
      settings: {
        run: { measured_days: 1 },
        demand: { parcels_per_day: 60 },
        pickup: { waves_h: [0.5, 3], tour: { constant: { value_s: 600 } } },
        vehicles: [{ ...VEHICLE, code: 'van', cost_per_trip: 5, parcels: 1 }],
        linehaul: { fleet: EXACT },
        weather: [
          {
            code: 'SNOW',
            name: 'snow',
            kind: 'snow',
            from_h: 1,
            to_h: 10,
            closes_roads: true,
            outline: [
              [110, 25],
              [120, 25],
              [120, 35],
              [110, 35],
            ],
          },
        ],
      },
      facilities: [
        { code: 'X', kind: 'station' },
        { code: 'Y', kind: 'station' },
      ],
      zones: [
        { code: 'FROM', station: 'X', population: 0 },
        { code: 'TO', station: 'Y', sellerWeight: 0 },
      ],
      lanes: [{ from: 'X', to: 'Y', departuresH: [2, 6] }],
    }),
  );

  it('has waited for the road and then for a vehicle, each for its own time', () => {
    expect(kpi(run, 'fleet')).toBe(1);
    const kept = table(run, 'trips')
      .filter(({ lane, trip }) => lane === 'X:Y' && (trip === 0 || trip === 1))
      .map((row) => [hours(row.departed), row.held_h, row.vehicle_wait_h]);
    expect(kept).toEqual([
      [10, 8, 0],
      [14, 4, 4],
    ]);
  });
});

/** Random networks whose vehicles circulate, with planned departures alone or with every rule. */
const withFleet = (rules: readonly DispatchKind[]) =>
  fc
    .record({
      draft: networkDraft,
      fleet: fc.record({
        spare_share: fc.constantFrom(0, 0.1, 1),
        turnaround_h: fc.constantFrom(0, 0.5, 5),
        reposition: fc.constantFrom('planned' as const, 'planned' as const, 'none' as const),
      }),
      rules: fc.array(fc.constantFrom(...rules), { minLength: 40, maxLength: 40 }),
      together: fc.constantFrom(1, 2),
    })
    .map(({ draft, fleet, rules: chosen, together }): NetworkDraft => {
      const lanes = draft.lanes.map((lane, i): LaneDraft => {
        const dispatch = chosen[i % 40];
        const isPlanned = dispatch === 'timetable' || dispatch === 'hold';
        return {
          ...lane,
          dispatch,
          vehiclesPerDeparture: together,
          ...(dispatch === 'hold' && { holdMin: 120 }),
          ...((dispatch === 'timer' || dispatch === 'full-or-timer') && { timerMin: 90 }),
          ...(!isPlanned && { departuresH: [] }),
        };
      });
      return { ...draft, lanes, settings: { ...draft.settings, linehaul: { fleet } } };
    });
const RUNS = { numRuns: 25 };

describe('a fleet', () => {
  it('conserves vehicles and parcels at every event and closes the ledger, whatever the rules', () => {
    fc.assert(
      fc.property(withFleet(['timetable', 'hold', 'full', 'timer', 'full-or-timer']), (draft) => {
        // Both are checked after every event and at the end.
        const run = runNetwork(network(draft));
        const { created, ...places } = run.outcome.ledger;
        expect(Object.values(places).reduce((total, count) => total + count, 0)).toBe(created);
      }),
      RUNS,
    );
  });

  it('conserves them too where docks are barred, cleared and opened again at any instant', () => {
    const order = fc.record({
      afterH: fc.integer({ min: 0, max: 6 }),
      dock: fc.nat(),
      what: fc.constantFrom('bar' as const, 'unbar' as const, 'recall' as const),
    });
    const rules = withFleet(['timetable', 'hold', 'full', 'timer', 'full-or-timer']);
    fc.assert(
      fc.property(rules, fc.array(order, { minLength: 10, maxLength: 40 }), (draft, orders) => {
        const scenario = network(draft);
        const options = {
          seed: 1,
          replication: 0,
          records: { write: () => {} },
          parcels: 'none' as const,
          scans: 'none' as const,
          checksEveryEvent: true,
        };
        const compiled = compileNetwork(scenario, options, { from: 0, to: 12 * HOUR });
        const run = new NetworkRun(scenario, options, compiled);
        const { docks } = compiled;
        for (const { afterH, dock: index, what } of orders) {
          run.advance(1e9, run.now + afterH * HOUR);
          const dock = docks[index % docks.length];
          if (what !== 'recall') dock[what]();
          else {
            const waiting: number[] = [];
            dock.recall((parcel) => waiting.push(parcel));
            expect(dock.holds).toBe(0);
            for (const parcel of waiting) dock.enter(parcel);
          }
          if (dock.isBarred) expect(dock.gate.isBusy).toBe(false);
        }
        run.advance(1e9);
        const { created, ...places } = run.finish().ledger;
        expect(Object.values(places).reduce((total, count) => total + count, 0)).toBe(created);
      }),
      RUNS,
    );
  });

  it('lets no planned departure wait where trips take the time planned', () => {
    fc.assert(
      fc.property(withFleet(['timetable']), (draft) => {
        const settings = { ...draft.settings, travel_time_cv: 0, weather: [] };
        fc.pre(settings.linehaul?.fleet?.reposition === 'planned');
        const run = runNetwork(network({ ...draft, settings }), { checksEveryEvent: false });
        const free = runNetwork(network({ ...draft, settings: { ...settings, linehaul: {} } }), {
          checksEveryEvent: false,
        });
        expect(kpi(run, 'waited_for_vehicle_trips')).toBe(0);
        const loaded = (one: FinishedNetwork) =>
          table(one, 'trips')
            .filter(({ trip }) => Number(trip) >= 0)
            .map((row) => JSON.stringify(row));
        expect(loaded(run).sort()).toEqual(loaded(free).sort());
      }),
      RUNS,
    );
  });

  it('needs the same vehicles in whatever order the files list places', () => {
    fc.assert(
      fc.property(withFleet(['timetable', 'full-or-timer']), (draft) => {
        const turned = {
          ...draft,
          facilities: draft.facilities.toReversed(),
          lanes: draft.lanes.toReversed(),
        };
        const [a, b] = [draft, turned].map((one) => runNetwork(network(one), { checksEveryEvent: false }));
        expect(figureOf(b, 'fleet', '')).toBe(figureOf(a, 'fleet', ''));
      }),
      RUNS,
    );
  });
});

describe('the cheapest moves', () => {
  it('take the shorter of two ways, and turn earlier ones round where that costs less', () => {
    const ways = [
      { from: 0, to: 2, cost: 1 },
      { from: 0, to: 3, cost: 2 },
      { from: 1, to: 2, cost: 2 },
      { from: 1, to: 3, cost: 10 },
    ];
    // 0 alone would serve 2; with both, 0 must leave it to 1.
    expect([...cheapestMoves([1, 0, -1, 0], ways)]).toEqual([1, 0, 0, 0]);
    expect([...cheapestMoves([1, 1, -1, -1], ways)]).toEqual([0, 1, 1, 0]);
  });

  it('leave what no way leads to', () => {
    expect([...cheapestMoves([2, -1, -1], [{ from: 0, to: 1, cost: 5 }])]).toEqual([1]);
  });

  it('cost as little as any assignment, by trying them all', () => {
    const cost = fc.integer({ min: 0, max: 20 });
    fc.assert(
      fc.property(fc.array(cost, { minLength: 9, maxLength: 9 }), (costs) => {
        const ways = costs.map((one, i) => ({ from: Math.floor(i / 3), to: 3 + (i % 3), cost: one }));
        const moves = cheapestMoves([1, 1, 1, -1, -1, -1], ways);
        const total = moves.reduce((all, units, i) => all + units * costs[i], 0);
        const orders = [
          [0, 1, 2],
          [0, 2, 1],
          [1, 0, 2],
          [1, 2, 0],
          [2, 0, 1],
          [2, 1, 0],
        ] as const;
        const best = Math.min(
          ...orders.map((order) => order.reduce<number>((all, to, from) => all + costs[3 * from + to], 0)),
        );
        expect(total).toBe(best);
      }),
    );
  });
});
