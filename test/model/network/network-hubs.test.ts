import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NetworkRun } from '../../../src/model/network/network-run.ts';
import type { NetworkScenario } from '../../../src/scenario/network/network-scenario.ts';
import { hubBlock, SMALL_BLOCK } from '../../builders/hub-block.ts';
import { networkDraft } from '../../builders/network-arbitrary.ts';
import { network, type SettingsDraft } from '../../builders/network-draft.ts';
import { fourHubs } from '../../builders/network-four-hubs.ts';
import { kpi, runNetwork, table, tableBy } from '../../builders/network-tables.ts';

const HAND_SORT = { code: 'HANDS', type: 'manual', chutes: 12 } as const;
const SORTERS = [{ code: 'SORT', tasks: ['sort'], people: 2, from: '00:00', to: '24:00' }] as const;

const blocks = fc
  .record({
    detail: fc.constantFrom('trays' as const, 'rates' as const),
    byHand: fc.boolean(),
    kind: fc.constantFrom('none' as const, 'bag' as const),
    chuteParcels: fc.constantFrom(1, 20),
    unloadRate: fc.constantFrom(20, 300),
    loadRate: fc.constantFrom(5, 60),
    noRead: fc.constantFrom(0, 0.3),
    hasNight: fc.boolean(),
    isBreaking: fc.boolean(),
  })
  .map((c) => {
    const crews = [...SMALL_BLOCK.people.crews, ...SORTERS].map((crew) => ({
      ...crew,
      tasks: [...crew.tasks],
      ...(c.hasNight && { from: '06:00' }),
    }));
    const [loop] = SMALL_BLOCK.sorters;
    return hubBlock({
      detail: c.detail,
      unloading: { parcels_per_worker_per_hour: c.unloadRate },
      scan: { ...SMALL_BLOCK.scan, no_read_share: c.noRead },
      sorters: [{ ...(c.byHand ? HAND_SORT : loop), chute_parcels: c.chuteParcels }],
      containers: { ...SMALL_BLOCK.containers, kind: c.kind },
      loading: { containers_per_worker_per_hour: c.loadRate, parcels_per_worker_per_hour: 10 * c.loadRate },
      people: { crews },
      breakdowns:
        c.isBreaking && !c.byHand
          ? [
              {
                of: 'sorter LOOP',
                up: { exponential: { mean_s: 7200 } },
                repair: { exponential: { mean_s: 1800 } },
              },
            ]
          : [],
    });
  });

/** Small networks, every hub of which but the last is a sorting center. */
const anyNetwork = fc
  .tuple(networkDraft, fc.array(blocks, { minLength: 3, maxLength: 3 }))
  .map(([draft, written]) => {
    const hubs = draft.facilities.filter(({ kind }) => kind === 'hub').slice(0, -1);
    const blocksOf = Object.fromEntries(hubs.map(({ code }, i) => [code, written[i]]));
    return network({ ...draft, settings: { ...draft.settings, hubs: blocksOf } });
  });

const RUNS = { numRuns: 25 };

/**
 * Steps of a parcel in a hub: what each may come after. What is irregular is never inducted; what was missorted comes back.
 */
const BEFORE: Readonly<Record<string, readonly string[]>> = {
  arrivedInTransit: ['', 'departedInTransit'],
  inducted: ['arrivedInTransit'],
  rolled: ['arrivedInTransit', 'inducted', 'rolled'],
  departedInTransit: ['arrivedInTransit', 'inducted', 'rolled'],
};

describe('networks whose hubs are sorting centers', () => {
  it('conserve parcels at every event and close the ledger of parcels and of money', () => {
    fc.assert(
      fc.property(anyNetwork, (scenario) => {
        const run = runNetwork(scenario);
        const { created, ...places } = run.outcome.ledger;
        expect(Object.values(places).reduce((sum, count) => sum + count, 0)).toBe(created);
        expect(table(run, 'parcels')).toHaveLength(created);
      }),
      RUNS,
    );
  });

  it('take every parcel through each hub in order', () => {
    fc.assert(
      fc.property(anyNetwork, (scenario) => {
        const last = new Map<string, { event: string; time: number }>();
        for (const { parcel, event, facility, time } of table(
          runNetwork(scenario, { checksEveryEvent: false }),
          'scans',
        )) {
          if (scenario.settings.hubs?.[String(facility)] === undefined) continue;
          const key = `${parcel} ${facility}`;
          const before = last.get(key);
          if (before !== undefined) expect(Number(time)).toBeGreaterThanOrEqual(before.time);
          expect(BEFORE[String(event)]).toContain(before?.event ?? '');
          last.set(key, { event: String(event), time: Number(time) });
        }
      }),
      RUNS,
    );
  });

  it('come to the same however they are cut and whichever floor is watched', () => {
    fc.assert(
      fc.property(anyNetwork, (scenario) => {
        const whole = runNetwork(scenario, { checksEveryEvent: false });
        const { run, rows } = opened(scenario);
        const floors = run.world().floors ?? [];
        for (let slice = 0; !run.advance(97); slice++) {
          const floor = floors[slice % (floors.length + 1)];
          run.watch(floor?.facility ?? null);
          expect(run.frame().floor === undefined).toBe(floor === undefined);
        }
        expect(run.finish()).toEqual(whole.outcome);
        expect(rows).toEqual(whole.rows.map(({ table, cells }) => [table.id, ...cells]));
      }),
      RUNS,
    );
  });
});

describe('four hubs', () => {
  const hubs = (changes: Parameters<typeof hubBlock>[0] = {}): NonNullable<SettingsDraft['hubs']> =>
    Object.fromEntries(['NORTH', 'SOUTH', 'EAST', 'WEST'].map((code) => [code, hubBlock(changes)]));
  const scenarioWith = (written: NonNullable<SettingsDraft['hubs']>) => {
    const draft = fourHubs();
    const settings = { ...draft.settings, demand: { parcels_per_day: 300 }, hubs: written };
    return network({ ...draft, settings });
  };

  it('show one direction for each lane that leaves them, and trailers from each that comes', () => {
    const scenario = scenarioWith(hubs());
    const { floors } = opened(scenario).run.world();
    expect(floors).toHaveLength(4);
    for (const { facility, floor } of floors!) {
      const { code } = scenario.facilities[facility];
      const out = scenario.lanes.filter(({ from }) => from === facility);
      expect(floor.directions.map((each) => each.code)).toEqual(
        out.map(({ to }) => scenario.facilities[to].code),
      );
      expect(out).toHaveLength(5);
      expect(floor.origins).toHaveLength(scenario.lanes.filter(({ to }) => to === facility).length);
      expect(floor.name).toBe(code);
    }
  });

  it('show on a floor the parcels that its facility holds', () => {
    const scenario = scenarioWith(hubs({ loading: { containers_per_worker_per_hour: 2 } }));
    const { run } = opened(scenario);
    const [{ facility }] = run.world().floors!;
    run.watch(facility);
    let most = 0;
    while (!run.advance(500)) {
      const frame = run.frame();
      const { stages } = frame.floor!.frame;
      const inside = stages.reduce((sum, n) => sum + n, 0);
      expect(inside).toBeLessThanOrEqual(frame.facilities.present[facility]);
      most = Math.max(most, inside);
    }
    expect(most).toBeGreaterThan(20);
  });

  it('count missed departures, with their causes, where hands are few', () => {
    const ample = runNetwork(scenarioWith(hubs()), { checksEveryEvent: false });
    const few = runNetwork(scenarioWith(hubs({ loading: { containers_per_worker_per_hour: 1, cv: 0 } })), {
      checksEveryEvent: false,
    });
    const missed = (run: typeof few, cause?: string) =>
      table(run, 'missed')
        .filter((row) => cause === undefined || row.cause === cause)
        .reduce((sum, { parcels }) => sum + Number(parcels), 0);
    expect(missed(few, 'loaders')).toBeGreaterThan(50);
    expect(missed(few)).toBeGreaterThan(missed(ample) + 50);
    const byFacility = table(few, 'facilities').reduce((sum, row) => sum + Number(row.missed ?? 0), 0);
    expect(byFacility).toBe(missed(few));
    expect(kpi(few, 'hub_dwell')).toBeGreaterThan(kpi(ample, 'hub_dwell'));
  });

  it('charge every parcel once for each hub that sorted it, however it did', () => {
    const scan = { no_read_share: 0.5, no_read_goes: 'to-coding' as const, over_weight_kg: 3 };
    const written = hubs({ containers: { kind: 'none' }, scan });
    const runWith = (hub_sort_per_parcel: number) => {
      const { settings, ...rest } = scenarioWith(written);
      const costs = { ...settings.costs, hub_sort_per_parcel };
      return runNetwork({ ...rest, settings: { ...settings, costs } }, { checksEveryEvent: false });
    };
    const free = runWith(0);
    const charged = tableBy(runWith(0.3), 'parcels', 'parcel');
    const hubsLeft = new Map<unknown, number>();
    for (const { parcel, event } of table(free, 'scans'))
      if (event === 'departedInTransit') hubsLeft.set(parcel, (hubsLeft.get(parcel) ?? 0) + 1);
    const delivered = table(free, 'parcels').filter(({ outcome }) => outcome === 'delivered');
    expect(delivered.length).toBeGreaterThan(300);
    for (const { parcel, cost } of delivered) {
      const more = Number(charged.get(String(parcel))!.cost) - Number(cost);
      expect(more).toBeCloseTo(0.3 * (hubsLeft.get(parcel) ?? 0), 6);
    }
  });
});

function opened(scenario: NetworkScenario) {
  const rows: unknown[][] = [];
  const run = new NetworkRun(scenario, {
    seed: scenario.settings.run.seed,
    replication: 0,
    records: { write: (table, cells) => rows.push([table.id, ...cells]) },
    parcels: 'all',
    scans: 'all',
  });
  return { run, rows };
}
