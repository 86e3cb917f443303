import { describe, expect, it } from 'vitest';
import { HOUR, SECOND } from '../../../src/engine/clock.ts';
import { checkNetwork } from '../../../src/model/check/check-network.ts';
import { type CompiledNetwork, compileNetwork } from '../../../src/model/network/compile-network.ts';
import { NetworkRun } from '../../../src/model/network/network-run.ts';
import { RoadWeather } from '../../../src/model/weather/road-weather.ts';
import type { NetworkLane, NetworkScenario } from '../../../src/scenario/network/network-scenario.ts';
import { type LaneDraft, network, type SettingsDraft } from '../../builders/network-draft.ts';
import { oneWay } from '../../builders/network-one-way.ts';
import { type FinishedNetwork, hours, kpi, runNetwork, table } from '../../builders/network-tables.ts';
import { regionTimeline } from '../../builders/network-weather.ts';

const van = (limits: object) => ({
  vehicles: [
    {
      code: 'van',
      parcels: 1000,
      weight_kg: 1000,
      cube_m3: 100,
      speed_km_per_h: 60,
      cost_per_km: 2,
      cost_per_trip: 0,
      ...limits,
    },
  ],
});

/** The first day's 13 parcels come to the dock of S1 one a second from 18:00:01 on. */
function dispatched(lane: Partial<NetworkLane>, limits: object): NetworkScenario {
  const scenario = oneWay(van(limits));
  return { ...scenario, lanes: scenario.lanes.map((one) => ({ ...one, departuresS: [], ...lane })) };
}

/** Trips of the first day: ordinal, seconds after 18:00, parcels aboard and left behind. */
function firstDay(run: FinishedNetwork): unknown[][] {
  return table(run, 'trips')
    .filter(({ departed }) => hours(departed) < 24)
    .map((row) => [row.trip, Number(row.departed) / SECOND - 64_800, row.parcels, row.left_behind]);
}

describe('a lane that leaves when full', () => {
  it('leaves with the parcel that fills its vehicles, and never with less', () => {
    const run = runNetwork(dispatched({ dispatch: 'full' }, { parcels: 4 }));
    expect(firstDay(run)).toEqual([
      [0, 4, 4, 0],
      [1, 8, 4, 0],
      [2, 12, 4, 0],
    ]);
    expect(kpi(run, 'rolled')).toBe(0);
  });

  it('fills all the vehicles that leave together', () => {
    const run = runNetwork(dispatched({ dispatch: 'full', vehiclesPerDeparture: 3 }, { parcels: 4 }));
    expect(firstDay(run)).toEqual([[0, 12, 12, 0]]);
  });

  it.each([
    ['weight', 'weight_kg', 3.5],
    ['cube', 'cube_m3', 0.035],
  ])('is full by %s too: the parcel that does not fit begins the next load', (_, column, limit) => {
    const run = runNetwork(dispatched({ dispatch: 'full' }, { [column]: limit }));
    const size = new Map(table(run, 'parcels').map((row) => [String(row.parcel), Number(row[column])]));
    const loads: string[][] = [];
    let last = -1;
    for (const scan of table(run, 'scans')) {
      if (scan.event !== 'departed' || scan.facility !== 'S1') continue;
      if (scan.time !== last) loads.push([]);
      last = Number(scan.time);
      loads.at(-1)!.push(String(scan.parcel));
    }
    expect(loads.length).toBeGreaterThan(4);
    const sum = (parcels: readonly string[]) =>
      parcels.reduce((total, parcel) => total + size.get(parcel)!, 0);
    const ordinal = (parcel: string) => Number(parcel.split('#')[1]);
    for (const load of loads) {
      const next = `FROM#${ordinal(load.at(-1)!) + 1}`;
      expect(sum(load)).toBeLessThanOrEqual(limit + 1e-9);
      expect(sum([...load, next])).toBeGreaterThan(limit - 1e-9);
      expect(load.map(ordinal)).toEqual(load.map((_, i) => ordinal(load[0]) + i));
    }
    expect(kpi(run, 'rolled')).toBe(0);
  });
});

describe('a lane with a timer', () => {
  it('leaves so long after the first parcel of each load, with whoever comes at that instant', () => {
    const run = runNetwork(dispatched({ dispatch: 'timer', timerMin: 0.1 }, {}));
    expect(firstDay(run)).toEqual([
      [0, 7, 7, 0],
      [1, 14, 6, 0],
    ]);
  });

  it('counts from the arrival of the first who was left behind', () => {
    // 1 comes first, so they leave at 4; 3 is then the first, and had come at 3.
    const run = runNetwork(dispatched({ dispatch: 'timer', timerMin: 0.05 }, { parcels: 2 }));
    expect(firstDay(run)).toEqual([
      [0, 4, 2, 2],
      [1, 6, 2, 2],
      [2, 8, 2, 2],
      [3, 10, 2, 2],
      [4, 12, 2, 2],
      [5, 14, 2, 1],
      [6, 16, 1, 0],
    ]);
    expect(kpi(run, 'rolled')).toBeGreaterThanOrEqual(11);
  });

  it('leaves at once for those whose timer ran out while others were taken', () => {
    const run = runNetwork(dispatched({ dispatch: 'timer', timerMin: 0.5 }, { parcels: 5 }));
    expect(firstDay(run)).toEqual([
      [0, 31, 5, 8],
      [1, 36, 5, 3],
      [2, 41, 3, 0],
    ]);
  });

  it('leaves when full where that comes first, and by the timer where not', () => {
    const run = runNetwork(dispatched({ dispatch: 'full-or-timer', timerMin: 0.1 }, { parcels: 5 }));
    expect(firstDay(run)).toEqual([
      [0, 5, 5, 0],
      [1, 10, 5, 0],
      [2, 17, 3, 0],
    ]);
    expect(kpi(run, 'rolled')).toBe(0);
  });
});

it('says nothing of the capacity of lanes where loads decide: as many leave as are needed', () => {
  const warned = (lane: Partial<NetworkLane>) =>
    checkNetwork(dispatched(lane, { parcels: 1 })).filter(({ place }) => 'column' in place);
  for (const dispatch of ['full', 'timer', 'full-or-timer'] as const)
    expect(warned({ dispatch, timerMin: 30 })).toEqual([]);
  expect(warned({ dispatch: 'timetable', departuresS: [0] })).toHaveLength(1);
});

describe('a departure that is held for connections', () => {
  /** A town sends by way of a hub, where handling is expected to take 90 minutes and takes seconds. */
  function connected(toHub: number, onward: Partial<LaneDraft>, settings: SettingsDraft = {}) {
    return network({
      settings: {
        run: { measured_days: 0.75 },
        demand: { parcels_per_day: 8, hour_shares: Array.from({ length: 24 }, (_, h) => (h < 17 ? 1 : 0)) },
        pickup: { waves_h: [17] },
        delivery: { waves_h: [12], failure_share: 0 },
        ...van({}),
        ...settings,
      },
      facilities: [
        { code: 'A', kind: 'station' },
        { code: 'H', kind: 'hub' },
        { code: 'C', kind: 'station' },
      ],
      zones: [
        { code: 'FROM', station: 'A', population: 0 },
        { code: 'TO', station: 'C', sellerWeight: 0 },
      ],
      lanes: [
        { from: 'A', to: 'H', departuresH: [toHub] },
        { from: 'H', to: 'C', departuresH: [22], ...onward },
      ],
    });
  }
  const onwards = (run: FinishedNetwork) =>
    table(run, 'trips')
      .filter((row) => row.lane === 'H:C' && hours(row.departed) < 36)
      .map((row) => [row.trip, hours(row.departed), Number(row.parcels) > 0]);
  const held = (holdMin: number) => ({ dispatch: 'hold' as const, holdMin });

  it('waits for a trip that has just come, as long as handling is expected to take', () => {
    expect(onwards(runNetwork(connected(21, {})))).toEqual([[0, 22, false]]);
    const run = runNetwork(connected(21, held(100)));
    expect(onwards(run)).toEqual([[0, 23.5, true]]);
    expect([kpi(run, 'held_for_connection_trips'), kpi(run, 'held_for_connection')]).toEqual([1, 1.5]);
  });

  it('is followed by none where it takes all that the next was for', () => {
    const run = runNetwork(connected(21, { ...held(100), departuresH: [22, 23] }));
    expect(onwards(run)).toEqual([[0, 23.5, true]]);
    expect(kpi(run, 'departures_canceled')).toBe(1);
  });

  it('keeps the one behind it, which has waited for the connection too', () => {
    const vehicles = [...van({}).vehicles, ...van({ code: 'small', parcels: 3 }).vehicles];
    const onward = { ...held(100), departuresH: [22, 23], vehicle: 'small' };
    const run = runNetwork(connected(21, onward, { vehicles }));
    expect(onwards(run).slice(0, 2)).toEqual([
      [0, 23.5, true],
      [1, 23.5, true],
    ]);
    // An hour and a half, and half an hour, on each of two days.
    expect([kpi(run, 'held_for_connection_trips'), kpi(run, 'held_for_connection')]).toEqual([4, 4]);
  });

  it('waits for a trip that is still under way', () => {
    expect(onwards(runNetwork(connected(21.5, held(120))))).toEqual([[0, 24, true]]);
  });

  it('leaves on time where the parcels would come later than it may be held', () => {
    expect(onwards(runNetwork(connected(21, held(89))))).toEqual([[0, 22, false]]);
    expect(onwards(runNetwork(connected(21, held(90))))).toEqual([[0, 23.5, true]]);
  });

  it('goes on waiting for a trip that is late, but no longer than it may', () => {
    const storm = {
      code: 'S',
      name: 'storm',
      kind: 'rain' as const,
      from_h: 0,
      to_h: 300,
      speed_factor: 0.5,
      outline: [
        [110, 20],
        [120, 20],
        [120, 40],
        [110, 40],
      ] as [number, number][],
    };
    // Expected at 21:00 and there at 22:00: at 21:30 its parcels cannot be at the dock before 23:00, then 23:30.
    const slow = (holdMin: number) =>
      onwards(runNetwork(connected(20, { departuresH: [21.5], ...held(holdMin) }, { weather: [storm] })));
    expect(slow(120)).toEqual([[0, 23.5, true]]);
    expect(slow(119)).toEqual([[0, 23, true]]);
    expect(slow(89)).toEqual([[0, 21.5, false]]);
  });

  it('does not wait for trips that come from where it goes, nor for empty ones', () => {
    const scenario = connected(23, held(120));
    expect(onwards(runNetwork(scenario))).toEqual([[0, 22, false]]);
    const back = { ...scenario.lanes[0], code: 'C:H', from: 2, departuresS: [21 * 3600] };
    const run = runNetwork({ ...scenario, lanes: [...scenario.lanes, back] });
    expect(onwards(run)).toEqual([[0, 22, false]]);
  });
});

/** A network in the hands of a test: what it does between instants is done to the compiled one. */
function inHand(scenario: NetworkScenario) {
  const rows: unknown[][] = [];
  const options = {
    seed: scenario.settings.run.seed,
    replication: 0,
    records: {
      write: ({ id }: { readonly id: string }, cells: readonly unknown[]) => {
        if (id === 'trips') rows.push([cells[2], Number(cells[7]) / SECOND - 64_800, cells[9]]);
      },
    },
    parcels: 'all' as const,
    scans: 'all' as const,
    checksEveryEvent: true,
  };
  const compiled: CompiledNetwork = compileNetwork(scenario, options, { from: 0, to: 0.75 * 24 * HOUR });
  const run = new NetworkRun(scenario, options, compiled);
  return {
    compiled,
    dock: compiled.docks[0],
    /** Runs to so many seconds after 18:00 of the first day, exclusive. */
    to: (second: number) => run.advance(1e9, (64_800 + second) * SECOND),
    /** Trips that have arrived: ordinal, seconds after 18:00, parcels. */
    arrived: rows,
  };
}

describe('a dock that is barred, or recalled', () => {
  it('keeps trips from leaving, and a load that is due leaves when it is lifted', () => {
    const { dock, to, arrived } = inHand(dispatched({ dispatch: 'full' }, { parcels: 4 }));
    to(5.5);
    dock.bar();
    to(10.5);
    expect([dock.isBarred, dock.holds, dock.books.trips]).toEqual([true, 6, 1]);
    dock.unbar();
    to(11.5);
    expect([dock.holds, dock.books.trips]).toEqual([3, 2]);
    to(7200);
    expect(arrived).toEqual([
      [0, 4, 4],
      [1, 10.5, 4],
      [2, 12, 4],
    ]);
    expect(dock.gate.canceled).toBe(0);
  });

  it('cancels planned departures, and the timetable goes on with the next', () => {
    // Departures at 2, 6, 9 and 12 seconds after 18:00.
    const departuresS = [2, 6, 9, 12].map((second) => 64_800 + second);
    const { dock, to, arrived } = inHand(dispatched({ departuresS }, { parcels: 100 }));
    to(5);
    dock.bar();
    to(10);
    expect([dock.gate.canceled, dock.holds]).toEqual([2, 7]);
    dock.unbar();
    to(7200);
    expect(arrived).toEqual([
      [0, 2, 2],
      [3, 12, 10],
    ]);
  });

  it('takes what waits off the dock in order, and what comes later begins a new load', () => {
    const { dock, to, arrived, compiled } = inHand(
      dispatched({ dispatch: 'full-or-timer', timerMin: 1 }, { parcels: 8 }),
    );
    to(5.5);
    const { parcels } = compiled.context;
    const taken: number[] = [];
    const slots: number[] = [];
    dock.recall((parcel) => {
      taken.push(parcels.ordinal(parcel));
      slots.push(parcel);
    });
    expect(taken).toEqual([0, 1, 2, 3, 4]);
    expect(dock.holds).toBe(0);
    // They come back as if they had been sent on anew.
    for (const parcel of slots) dock.enter(parcel);
    to(200);
    expect(dock.books.trips).toBe(2);
    to(7200);
    expect(arrived).toEqual([
      [0, 8, 8],
      [1, 69, 5],
    ]);
  });
});

/** Closes every road from one instant until another. */
class ClosedRoads extends RoadWeather {
  readonly #from: number;
  readonly #to: number;

  constructor(scenario: NetworkScenario, fromS: number, toS: number) {
    super(scenario, regionTimeline(scenario));
    this.#from = (64_800 + fromS) * SECOND;
    this.#to = (64_800 + toS) * SECOND;
  }

  override isClosed(_lane: number, now: number): boolean {
    return now >= this.#from && now < this.#to;
  }

  override opensAt(lane: number, now: number): number {
    return this.isClosed(lane, now) ? this.#to : now;
  }
}

describe('a closed road', () => {
  it('holds what is due until it opens; then all leave, in order, with what waits', () => {
    const departuresS = [2, 6, 9, 12].map((second) => 64_800 + second);
    const scenario = dispatched({ departuresS }, { parcels: 8 });
    const { compiled, to, dock, arrived } = inHand(scenario);
    Object.assign(compiled.context, { weather: new ClosedRoads(scenario, 5, 11) });
    to(7200);
    expect(arrived).toEqual([
      [0, 2, 2],
      [1, 11, 8],
      [2, 11, 1],
      [3, 12, 1],
    ]);
    expect([dock.gate.heldByRoad.n, dock.gate.heldByRoad.mean]).toEqual([2, 3.5 * SECOND]);
  });

  it('is no connection for which a departure is held', () => {
    const departuresS = [2, 6, 9, 12].map((second) => 64_800 + second);
    const scenario = dispatched({ departuresS, dispatch: 'hold', holdMin: 30 }, { parcels: 8 });
    const { compiled, to, dock } = inHand(scenario);
    Object.assign(compiled.context, { weather: new ClosedRoads(scenario, 5, 11) });
    to(7200);
    expect([dock.gate.heldByRoad.n, dock.gate.heldForConnection.n]).toEqual([2, 0]);
  });

  it('cancels a departure that was overtaken and finds nothing to load', () => {
    const departuresS = [2, 6, 9, 12].map((second) => 64_800 + second);
    const scenario = dispatched({ departuresS }, { parcels: 100 });
    const { compiled, to, dock, arrived } = inHand(scenario);
    Object.assign(compiled.context, { weather: new ClosedRoads(scenario, 5, 11) });
    to(7200);
    expect(arrived).toEqual([
      [0, 2, 2],
      [1, 11, 9],
      [3, 12, 1],
    ]);
    expect(dock.gate.canceled).toBe(1);
  });

  it('holds a load that is recalled no longer, unless what comes back at once is one', () => {
    const recalled = (keeps: number) => {
      const scenario = dispatched({ dispatch: 'full' }, { parcels: 4 });
      const [lane] = scenario.lanes;
      const two = { ...scenario, lanes: [lane, { ...lane, code: 'S1:S2 too' }] };
      const { compiled, to, dock, arrived } = inHand(two);
      const { parcels } = compiled.context;
      Object.assign(compiled.context, { weather: new ClosedRoads(two, 3, 6.25) });
      to(5.5);
      expect([dock.holds, dock.gate.isBusy]).toEqual([5, true]);
      let kept = 0;
      dock.recall((parcel) => {
        const since = parcels.enteredAt(parcel);
        (kept++ < keeps ? dock : compiled.docks[1]).enter(parcel);
        parcels.setEnteredAt(parcel, since);
      });
      to(7200);
      return [arrived[0], dock.gate.heldByRoad.mean / SECOND];
    };
    // Two of five stay: the load that they begin is full at 7 s.
    expect(recalled(2)).toEqual([[0, 7, 4], Number.NaN]);
    expect(recalled(5)).toEqual([[0, 6.25, 4], 2.25]);
  });

  it('holds a load that is due, with all that comes until it opens', () => {
    const scenario = dispatched({ dispatch: 'full' }, { parcels: 4 });
    const { compiled, to, arrived } = inHand(scenario);
    Object.assign(compiled.context, { weather: new ClosedRoads(scenario, 3, 9.5) });
    to(7200);
    expect(arrived).toEqual([
      [0, 9.5, 4],
      [1, 9.5, 4],
      [2, 12, 4],
    ]);
  });
});
