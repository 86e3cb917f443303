import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ModelRun } from '../../../src/model/run.ts';
import { STAGE } from '../../../src/model/sorting/stage.ts';
import { anyHub } from '../../builders/hub-arbitrary.ts';
import { type FinishedHub, runHub } from '../../builders/hub-tables.ts';
import { table } from '../../builders/network-tables.ts';

const RUNS = { numRuns: 100 };

const sumOf = (values: Iterable<unknown>) => [...values].reduce<number>((sum, n) => sum + Number(n), 0);

/** Parcels of the rows that a test picks. */
const parcelsOf = (rows: ReturnType<typeof table>) => sumOf(rows.map(({ parcels }) => parcels));

it('conserves parcels at every event, wherever they are', () => {
  fc.assert(
    fc.property(anyHub, (hub) => {
      const run = runHub(hub);
      const { created, departed, ...present } = run.outcome.ledger;
      expect(departed + sumOf(Object.values(present))).toBe(created);
      const parcels = table(run, 'parcels');
      expect(new Set(parcels.map(({ parcel }) => parcel)).size).toBe(parcels.length);
      expect(parcelsOf(parcels)).toBe(created);
      for (const [place, n] of Object.entries({ departed, ...present }))
        expect(parcelsOf(parcels.filter((row) => `in_${row.place}` === place || row.place === place))).toBe(
          n,
        );
      expect(parcelsOf(table(run, 'trailers'))).toBe(created);
    }),
    RUNS,
  );
});

it('lets leave with each trailer what its row says, and nothing without one', () => {
  fc.assert(
    fc.property(anyHub, (hub) => {
      const run = runHub(hub, { checksEveryEvent: false });
      const left = new Map<string, number>();
      for (const { sent_to, departed, parcels } of table(run, 'parcels')) {
        if (departed === null) continue;
        const key = `${sent_to} ${departed}`;
        left.set(key, (left.get(key) ?? 0) + Number(parcels));
      }
      const carried = new Map<string, number>();
      for (const { direction, left: at, parcels, load_factor } of table(run, 'departures')) {
        const key = `${direction} ${at}`;
        carried.set(key, (carried.get(key) ?? 0) + Number(parcels));
        // Above 1 only by a unit that is larger than a whole trailer.
        expect(Number(load_factor)).toBeGreaterThan(0);
      }
      expect(carried).toEqual(left);
    }),
    RUNS,
  );
});

it('takes every parcel through its stages in order of time', () => {
  fc.assert(
    fc.property(anyHub, (hub) => {
      const run = runHub(hub, { checksEveryEvent: false });
      for (const row of table(run, 'parcels')) {
        const instants = [row.arrived, row.unloaded, row.inducted, row.sorted, row.departed].filter(
          (instant) => instant !== null,
        );
        expect(instants).toEqual([...instants].sort((a, b) => Number(a) - Number(b)));
        expect(row.departed !== null).toBe(row.place === 'departed');
        if (row.departed !== null) expect(row.unloaded).not.toBeNull();
        const isByHand = /bag|irregular/.test(String(row.remarks));
        if (row.sorted !== null) expect(row.inducted === null).toBe(isByHand);
      }
    }),
    RUNS,
  );
});

it('shows aboard and in chutes what the stages say, and nothing above its room', () => {
  fc.assert(
    fc.property(anyHub, (hub) => {
      const rooms = hub.settings.hub.sorters.flatMap((sorter) => {
        const chutes =
          sorter.type === 'manual' ? sorter.chutes : sorter.banks.reduce((n, bank) => n + bank.chutes, 0);
        return new Array<number>(chutes).fill(sorter.chute_parcels);
      });
      const look = (run: ModelRun) => {
        const frame = run.frame();
        if (frame.kind !== 'hub') throw new Error('another frame');
        const { outbound, stages, chutes } = frame.floor;
        expect(sumOf(outbound.parcels)).toBe(stages[STAGE.trailer]);
        chutes.parcels.forEach((n, chute) => {
          expect(n).toBeGreaterThanOrEqual(chutes.inContainer[chute]);
          expect(n).toBeLessThanOrEqual(rooms[chute]);
        });
      };
      runHub(hub, { checksEveryEvent: false, slices: [{ events: 53 }], look });
    }),
    RUNS,
  );
});

it('counts every departure missed once', () => {
  fc.assert(
    fc.property(anyHub, (hub) => {
      // Of bags that are opened here nobody can tell which parcel missed what while it was in the bag.
      const loose = hub.inbound.map((row) => ({ ...row, baggedShare: 0 }));
      const { settings } = hub;
      const scan = { ...settings.hub.scan, missort_share: 0 };
      const plain = { ...settings, run: { ...settings.run, warm_up_h: 0 }, hub: { ...settings.hub, scan } };
      const sorters = plain.hub.sorters.map((sorter) =>
        sorter.type === 'manual' ? { ...sorter, missort_share: 0 } : sorter,
      );
      const run = runHub(
        { ...hub, inbound: loose, settings: { ...plain, hub: { ...plain.hub, sorters } } },
        { checksEveryEvent: false },
      );
      const byRows = sumOf(
        table(run, 'parcels').map(({ missed, parcels }) => Number(missed) * Number(parcels)),
      );
      expect(missedOf(run)).toBe(byRows);
      expect(parcelsOf(table(run, 'missed'))).toBe(byRows);
    }),
    RUNS,
  );
});

function missedOf({ outcome }: FinishedHub): number {
  return outcome.kpis.find(({ kpi, class: klass }) => kpi === 'missed' && klass === '')!.value;
}

it('meets everything that can happen in a hub', () => {
  const places = new Set<string>();
  const remarks = new Set<string>();
  const causes = new Set<string>();
  const limits = new Set<string>();
  let laps = 0;
  let full = 0;
  let recirculated = 0;
  for (const hub of fc.sample(anyHub, { numRuns: 150, seed: 7 })) {
    const run = runHub(hub, { checksEveryEvent: false });
    for (const row of table(run, 'parcels')) {
      places.add(String(row.place));
      for (const remark of String(row.remarks).split(' ')) remarks.add(remark);
      laps = Math.max(laps, Number(row.laps));
    }
    for (const { cause } of table(run, 'missed')) causes.add(String(cause));
    for (const { limit } of table(run, 'limits')) limits.add(String(limit));
    for (const { sealed_by } of table(run, 'departures')) if (sealed_by === 'full') full++;
    for (const row of table(run, 'facilities')) recirculated += Number(row.recirculated);
  }
  expect([...places].sort()).toEqual([
    'chute',
    'code',
    'departed',
    'induct',
    'irregular',
    'load',
    'sort',
    'trailer',
    'unload',
    'yard',
  ]);
  expect([...remarks].sort()).toEqual(['', 'bag', 'irregular', 'late', 'missorted']);
  expect([...causes].sort()).toEqual([
    'chutes',
    'coding',
    'doors',
    'induction',
    'irregulars',
    'late',
    'loaders',
    'space',
    'trays',
    'unloaders',
  ]);
  expect([...limits].sort()).toEqual([
    'chutes',
    'cutoff',
    'doors',
    'induction',
    'loaders',
    'stops',
    'trays',
    'unloaders',
    'volume',
  ]);
  expect(laps).toBeGreaterThan(2);
  expect(full).toBeGreaterThan(0);
  expect(recirculated).toBeGreaterThan(0);
});
