import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../src/engine/clock.ts';
import { type CompiledNetwork, compileNetwork } from '../../../src/model/network/compile-network.ts';
import { NetworkRun } from '../../../src/model/network/network-run.ts';
import type { ClosureOutlook } from '../../../src/model/policy/closure-outlook.ts';
import type { RunOptions } from '../../../src/model/run.ts';
import type { NetworkScenario } from '../../../src/scenario/network/network-scenario.ts';
import { diamond, ELSEWHERE } from '../../builders/network-diamond.ts';
import { network, type SettingsDraft, type WrittenNetwork } from '../../builders/network-draft.ts';
import { type FinishedNetwork, kpi, runNetwork, table } from '../../builders/network-tables.ts';

type Weather = NonNullable<WrittenNetwork['weather']>[number];

const H = HOUR;
const OPTIONS: RunOptions = {
  seed: 1,
  replication: 0,
  records: { write: () => {} },
  parcels: 'all',
  scans: 'none',
  checksEveryEvent: true,
};
/** B is closed from 22:00 of the first day to 12:00 of the third. */
const CLOSED_B = { code: 'FIRE', name: 'fire', facility: 'B', from_h: 22, to_h: 60 };

function run(settings: SettingsDraft): FinishedNetwork {
  return runNetwork(network(diamond({ ...settings })));
}

/** Loaded trips of a lane: hour of departure, parcels. */
function loaded(finished: FinishedNetwork, lane: string): [number, number][] {
  return table(finished, 'trips')
    .filter((trip) => trip.lane === lane && Number(trip.parcels) > 0)
    .map(({ departed, parcels }): [number, number] => [Number(departed) / H, Number(parcels)])
    .sort(([a], [b]) => a - b);
}

/** Parcels created before an hour and from another on. */
function created(finished: FinishedNetwork, fromH: number, toH: number): number {
  return table(finished, 'parcels').filter(
    (row) => Number(row.created) >= fromH * H && Number(row.created) < toH * H,
  ).length;
}

describe('a hub that is closed for a day and a half', () => {
  const cost = { costs: { reroute_per_parcel: 0.7 } } as unknown as SettingsDraft;

  it('keeps parcels waiting at the dock that leads to it, where the plan is static', () => {
    const finished = run({ disruptions: [CLOSED_B] });
    expect(loaded(finished, 'A:C')).toEqual([]);
    // Orders of three days until 18:00 leave together when the first departure after the opening comes.
    const first = loaded(finished, 'A:B')[0];
    expect(first).toEqual([71, created(finished, 0, 66)]);
    // A:B at 23 and 47, B:D at 27 and 51.
    expect(kpi(finished, 'departures_canceled')).toBe(4);
    expect(kpi(finished, 'diverted')).toBe(0);
    expect(kpi(finished, 'rerouted')).toBe(0);
  });

  it('is bypassed from half an hour after it closes until half an hour after it opens, where the desk reacts', () => {
    const finished = run({
      disruptions: [CLOSED_B],
      routing: { policy: 'reactive', decision_delay_min: 30 },
      run: { measured_days: 2, cap_days: 6 },
      ...cost,
    });
    const [first, second, third] = [
      created(finished, 0, 18),
      created(finished, 18, 42),
      created(finished, 42, 66),
    ];
    expect(loaded(finished, 'A:C')).toEqual([
      [23, first],
      [47, second],
    ]);
    expect(loaded(finished, 'A:B')[0]).toEqual([71, third]);
    // The first day's stood at the dock to B already; the second day's came to a plan that led by C.
    expect(kpi(finished, 'rerouted')).toBe(first);
    expect(kpi(finished, 'diverted')).toBe(first + second);
    const total = table(finished, 'parcels').filter(({ created: at }) => Number(at) < 48 * H).length;
    expect(kpi(finished, 'cost_reroute')).toBeCloseTo((0.7 * first) / total, 9);
  });

  it('is too late for a departure that leaves before the message comes', () => {
    const finished = run({
      disruptions: [{ ...CLOSED_B, from_h: 22.75 }],
      routing: { policy: 'reactive', decision_delay_min: 30 },
    });
    // Told at 23:15: the departure by C at 23:00 has gone.
    expect(loaded(finished, 'A:C')).toEqual([[47, created(finished, 0, 42)]]);
  });

  it('is bypassed before it closes, where the desk is told by a forecast', () => {
    const scenario = network(
      diamond({
        disruptions: [CLOSED_B],
        routing: { policy: 'forecast-aware', decision_delay_min: 30, review_every_h: 1 },
        forecast: { horizon_h: 3 },
        weather: [ELSEWHERE],
      }),
    );
    const toB = scenario.lanes.findIndex(({ code }) => code === 'A:B');
    const forecast: ClosureOutlook = {
      willBeClosed: (lane, atUs) => lane === toB && atUs >= 22 * H && atUs < 60 * H,
    };
    const finished = runWith(scenario, ({ context }) => {
      Object.assign(context, { forecast });
    });
    // Seen at 19:00, three hours ahead; in force at 19:30, before parcels come to A at 21:00.
    expect(loaded(finished, 'A:C')[0]).toEqual([23, created(finished, 0, 18)]);
    expect(kpi(finished, 'rerouted')).toBe(0);
    expect(kpi(finished, 'diverted')).toBeGreaterThan(0);
  });

  it('holds vehicles under way at its gate, and lets them in when it opens', () => {
    const finished = run({ disruptions: [{ ...CLOSED_B, from_h: 23.5 }] });
    const [trip] = table(finished, 'trips').filter(({ lane }) => lane === 'A:B');
    expect(trip).toMatchObject({ departed: 23 * H, arrived: 24 * H });
    const parcels = table(finished, 'scans').filter(
      ({ facility, event }) => facility === 'B' && event === 'inducted',
    );
    expect(parcels.length).toBeGreaterThan(0);
    for (const { time } of parcels) expect(Number(time)).toBeGreaterThanOrEqual(60 * H);
    expect(loaded(finished, 'B:D')[0][0]).toBe(75);
  });

  it('has recovered when no more wait than in the same hour of the day before, by a tenth', () => {
    const still = run({ disruptions: [CLOSED_B] });
    // Three days' orders leave with the departure at 71, eleven hours after the opening.
    expect(recovery(still)).toBe(11);
    const reacting = run({ disruptions: [CLOSED_B], routing: { policy: 'reactive' } });
    expect(recovery(reacting)).toBe(0);
    const forever = run({ disruptions: [{ ...CLOSED_B, to_h: 1000 }] });
    expect(recovery(forever)).toBeNaN();
  });
});

describe('a lane', () => {
  it('that is closed lets no trip leave, and those under way arrive', () => {
    const finished = run({
      disruptions: [{ code: 'X', name: 'x', lane: 'A:B', from_h: 23.5, to_h: 48 }],
    });
    expect(
      loaded(finished, 'A:B')
        .map(([at]) => at)
        .slice(0, 2),
    ).toEqual([23, 71]);
    expect(loaded(finished, 'B:D')[0][0]).toBe(27);
    expect(kpi(finished, 'departures_canceled')).toBe(1);
  });

  it.each([
    [0.25, 4],
    [undefined, 2],
  ])('that is slowed to %s takes its distance over that share of the speed, in %i h', (share, hours) => {
    const slowed = { code: 'X', name: 'x', lane: 'A:B', effect: 'slowed' as const, from_h: 20, to_h: 24 };
    const finished = run({
      disruptions: [{ ...slowed, ...(share !== undefined && { capacity_share: share }) }],
    });
    const trips = table(finished, 'trips').filter(({ lane }) => lane === 'A:B');
    expect(trips.slice(0, 2).map(({ departed, arrived }) => Number(arrived) - Number(departed))).toEqual([
      hours * H,
      1 * H,
    ]);
  });
});

describe('parcels at a dock whose lane is closed', () => {
  const routing = { policy: 'reactive', decision_delay_min: 30 } as const;
  const shut = (toB: number, toC: number) => [
    { code: 'B', name: 'to B', lane: 'A:B', from_h: 22, to_h: toB },
    { code: 'C', name: 'to C', lane: 'A:C', from_h: 21.9, to_h: toC },
  ];

  it('go another way that opens later, though for a while no way led on', () => {
    const finished = run({ routing, disruptions: shut(150, 40), run: { measured_days: 1, cap_days: 8 } });
    expect(loaded(finished, 'A:C')[0]).toEqual([47, created(finished, 0, 42)]);
    expect(kpi(finished, 'rerouted')).toBe(created(finished, 0, 18));
  });

  it('leave by that dock where its own way opens first', () => {
    const finished = run({ routing, disruptions: shut(40, 150), run: { measured_days: 1, cap_days: 8 } });
    expect(loaded(finished, 'A:B')[0]).toEqual([47, created(finished, 0, 42)]);
    expect(kpi(finished, 'rerouted')).toBe(0);
  });

  it('are told as closed at the end where no way has opened', () => {
    const finished = run({ routing, disruptions: shut(1000, 1000) });
    const atA = table(finished, 'parcels').filter(({ place }) => place === 'A');
    expect(new Set(atA.map(({ outcome }) => outcome))).toEqual(new Set(['closed']));
    // Those of later days have no path already at S1.
    expect(atA).toHaveLength(created(finished, 0, 18));
  });
});

describe('a station that is closed', () => {
  it('sends no courier out, to deliver or to collect', () => {
    const closed = run({ disruptions: [{ code: 'X', name: 'x', facility: 'S2', from_h: 35, to_h: 37 }] });
    const first = table(closed, 'scans').filter(({ event }) => event === 'outForDelivery')[0];
    expect(Number(first?.time ?? 60 * H)).toBeGreaterThanOrEqual(60 * H);
    const noPickup = run({ disruptions: [{ code: 'X', name: 'x', facility: 'S1', from_h: 11, to_h: 13 }] });
    for (const { accepted } of table(noPickup, 'parcels'))
      if (accepted !== null) expect(Number(accepted)).toBeGreaterThanOrEqual(18.5 * H);
  });
});

describe('a hub that is overloaded', () => {
  // Two parcels an hour are ordered; B unloads one an hour, the others a hundred.
  const overloaded = (overloadH: number | undefined) => {
    const draft = diamond({
      demand: { parcels_per_day: 48 },
      handling: { hub_unload: { rate_per_hour: 1, cv: 0 } },
      routing: { policy: 'reactive', ...(overloadH === undefined ? {} : { overload_h: overloadH }) },
    });
    const facilities = draft.facilities.map((one) =>
      one.kind === 'hub' && one.code !== 'B' ? { ...one, unloadWorkers: 100 } : one,
    );
    return loaded(runNetwork(network({ ...draft, facilities })), 'A:C').map(([at]) => at);
  };

  it('is bypassed while its backlog takes longer than the desk puts up with', () => {
    // At 21:00 of the second day half of the first day's parcels still stand at B.
    expect(overloaded(1)[0]).toBe(47);
    expect(overloaded(undefined)).toEqual([]);
    expect(overloaded(100)).toEqual([]);
  });
});

describe('what the weather closes', () => {
  it('is seen by the desk at its next look, and what the road holds goes another way', () => {
    const snow: Weather = {
      code: 'SNOW',
      name: 'snow',
      kind: 'heavy-snow',
      from_h: 21,
      to_h: 60,
      closes_roads: true,
      outline: [
        [116.5, 29],
        [117.5, 29],
        [117.5, 31],
        [116.5, 31],
      ],
    };
    const draft = diamond({ routing: { policy: 'reactive', review_every_h: 4 }, weather: [snow] });
    const facilities = draft.facilities.map((one) => (one.code === 'B' ? { ...one, lon: 117 } : one));
    const finished = runNetwork(network({ ...draft, facilities }));
    // Closed at 21:00, seen at midnight, acted on at 00:30: the road itself holds the trip of 23:00.
    expect(loaded(finished, 'A:C')[0]).toEqual([47, created(finished, 0, 42)]);
    expect(kpi(finished, 'rerouted')).toBe(created(finished, 0, 18));
  });
});

describe('an embargo', () => {
  const closed = { code: 'FLOOD', name: 'flood', facility: 'D', from_h: 6, to_h: 40 };

  it('keeps orders at their origin until their destination can be reached', () => {
    const finished = run({
      disruptions: [closed],
      routing: { policy: 'reactive', embargo: true, decision_delay_min: 30 },
    });
    const held = created(finished, 0, 36);
    expect(kpi(finished, 'held_by_embargo')).toBe(held);
    for (const { created: at, accepted } of table(finished, 'parcels'))
      if (Number(at) < 36 * H) expect(accepted).toBe(42.5 * H);
    expect(loaded(finished, 'S1:A')[0]).toEqual([44, created(finished, 0, 42)]);
  });

  it('counts what it holds among the orders that wait, also when others come', () => {
    const scenario = network(
      diamond({ disruptions: [closed], routing: { policy: 'reactive', embargo: true } }),
    );
    const compiled = compileNetwork(scenario, OPTIONS, { from: 0, to: 24 * H });
    new NetworkRun(scenario, OPTIONS, compiled).advance(1e9, 20 * H);
    const pickup = compiled.facilities[0].pickup!;
    expect(pickup.holds).toBeGreaterThan(10);
    expect(pickup.probe.occupancy.waiting).toBe(pickup.holds);
  });

  it('is what the rows of those say that it still holds', () => {
    const finished = run({
      disruptions: [{ ...closed, to_h: 1000 }],
      routing: { policy: 'reactive', embargo: true },
    });
    const outcomes = new Set(table(finished, 'parcels').map(({ outcome }) => outcome));
    expect([...outcomes].sort()).toEqual(['embargo', 'in network']);
    expect(kpi(finished, 'stranded', 'embargo')).toBe(
      finished.outcome.ledger.awaiting_pickup - created(finished, 162, 169),
    );
    // The figure of all causes is their sum.
    expect(kpi(finished, 'stranded')).toBe(kpi(finished, 'stranded', 'embargo'));
  });

  it('lets everything go on that has a path, and strands what has none where there is no embargo', () => {
    const finished = run({
      disruptions: [{ ...closed, to_h: 1000 }],
      routing: { policy: 'reactive' },
    });
    const stuck = table(finished, 'parcels').filter(({ outcome }) => outcome === 'no path');
    // Sorted at S1, from where no path leads on.
    expect(new Set(stuck.map(({ place }) => place))).toEqual(new Set(['S1']));
    expect(kpi(finished, 'stranded', 'no path')).toBe(stuck.length);
    expect(kpi(finished, 'stranded')).toBe(stuck.length);
  });
});

/** Runs a network in which something has been put in place of what it was compiled with. */
function runWith(scenario: NetworkScenario, change: (compiled: CompiledNetwork) => void): FinishedNetwork {
  const rows: FinishedNetwork['rows'][number][] = [];
  const options: RunOptions = {
    ...OPTIONS,
    records: { write: (spec, cells) => rows.push({ table: spec, cells: [...cells] }) },
  };
  const compiled = compileNetwork(scenario, options, { from: 0, to: 24 * H });
  change(compiled);
  const running = new NetworkRun(scenario, options, compiled);
  while (!running.advance(1e9)) {}
  return { outcome: running.finish(), rows, segments: [], endedAt: running.now };
}

function recovery({ outcome }: FinishedNetwork): number {
  return outcome.kpis.find(({ kpi: name, place }) => name === 'recovery_time' && place === 'FIRE')!.value;
}
