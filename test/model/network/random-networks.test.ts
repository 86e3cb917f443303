import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { anyNetwork, networkDraft } from '../../builders/network-arbitrary.ts';
import { network } from '../../builders/network-draft.ts';
import {
  type FinishedNetwork,
  runNetwork,
  type Slices,
  table,
  tableBy,
} from '../../builders/network-tables.ts';

const RUNS = { numRuns: 25 };

/** All that a run leaves behind, as text. */
function everything({ outcome, rows, endedAt }: FinishedNetwork): string {
  return JSON.stringify([outcome, rows.map(({ table, cells }) => [table.id, ...cells]), endedAt]);
}

it('conserves parcels at every event and closes the ledger of parcels and of money', () => {
  fc.assert(
    fc.property(anyNetwork, (scenario) => {
      const run = runNetwork(scenario);
      const { created, ...places } = run.outcome.ledger;
      expect(Object.values(places).reduce((sum, count) => sum + count, 0)).toBe(created);
      expect(table(run, 'parcels')).toHaveLength(created);
      expect(new Set(table(run, 'parcels').map(({ parcel }) => parcel)).size).toBe(created);
    }),
    RUNS,
  );
});

it('comes to the same rows and figures however it is cut and watched', () => {
  const slicings: [Slices, boolean][] = [
    [[{ events: 1 }], true],
    [[{ events: 37 }], false],
    [[{ events: 5, untilUs: 1.7e9 }, { events: 1e9, untilUs: 3.6e9 }, { events: 3 }], true],
    [
      [
        { events: 1e9, untilUs: 0 },
        { events: 1e9, untilUs: 7.2e9 },
      ],
      false,
    ],
  ];
  fc.assert(
    fc.property(anyNetwork, (scenario) => {
      const whole = everything(runNetwork(scenario, { checksEveryEvent: false }));
      for (const [slices, looks] of slicings)
        expect(everything(runNetwork(scenario, { slices, looks, checksEveryEvent: false }))).toBe(whole);
    }),
    RUNS,
  );
});

it('does not depend on which rows are written', () => {
  fc.assert(
    fc.property(anyNetwork, (scenario) => {
      const all = runNetwork(scenario, { checksEveryEvent: false });
      const none = runNetwork(scenario, { parcels: 'none', scans: 'none', checksEveryEvent: false });
      expect(none.outcome).toEqual(all.outcome);
      expect(table(none, 'parcels')).toEqual([]);
      expect(table(none, 'scans')).toEqual([]);
      const some = runNetwork(scenario, {
        parcels: { sample: 3 },
        scans: { sample: 3 },
        checksEveryEvent: false,
      });
      const chosen = new Set(table(some, 'parcels').map(({ parcel }) => parcel));
      expect(table(some, 'parcels')).toEqual(
        table(all, 'parcels').filter(({ parcel }) => chosen.has(parcel)),
      );
      expect(table(some, 'scans')).toEqual(table(all, 'scans').filter(({ parcel }) => chosen.has(parcel)));
    }),
    RUNS,
  );
});

it('ends at the same instant however often levels are observed', () => {
  fc.assert(
    fc.property(networkDraft, fc.constantFrom(0.5, 7, 24), (draft, every) => {
      const one = runNetwork(network(draft), { checksEveryEvent: false });
      const other = runNetwork(
        network({
          ...draft,
          settings: { ...draft.settings, run: { ...draft.settings?.run, observe_every_h: every } },
        }),
        { checksEveryEvent: false },
      );
      expect(other.endedAt).toBe(one.endedAt);
      expect(other.outcome).toEqual(one.outcome);
    }),
    RUNS,
  );
});

it('draws every trip of the records and no other', () => {
  fc.assert(
    fc.property(anyNetwork, (scenario) => {
      const run = runNetwork(scenario, { slices: [{ events: 11 }], looks: true, checksEveryEvent: false });
      const drawn = run.segments.flatMap((batch) =>
        Array.from({ length: batch.count }, (_, i) => ({
          lane: scenario.lanes[batch.lane[i]].code,
          trip: batch.trip[i],
          departed: batch.departUs[i],
          arrived: batch.arriveUs[i],
          parcels: batch.parcels[i],
        })),
      );
      const trips = tableBy(run, 'trips', 'lane', 'trip');
      expect(drawn).toHaveLength(trips.size);
      for (const { lane, trip, departed, arrived, parcels } of drawn) {
        const row = trips.get(`${lane} ${trip}`);
        expect(row).toMatchObject({ departed, parcels });
        if (row?.arrived === null) expect(arrived).toBeGreaterThanOrEqual(run.endedAt);
        else expect(row?.arrived).toBe(arrived);
      }
    }),
    RUNS,
  );
});

it('gives parcels the same luck in whatever order the files list places', () => {
  const mine = ['parcel', 'origin', 'destination', 'address', 'weight_kg', 'cube_m3', 'created'];
  const belongings = (run: FinishedNetwork) =>
    table(run, 'parcels')
      .map((row) => mine.map((column) => row[column]).join(' '))
      .sort();
  fc.assert(
    fc.property(networkDraft, (draft) => {
      const turned = {
        ...draft,
        facilities: draft.facilities.toReversed(),
        zones: draft.zones.toReversed(),
        lanes: draft.lanes.toReversed(),
      };
      // To the cap, so that both create the same parcels.
      const [a, b] = [draft, turned].map((one) => runNetwork(network(one), { checksEveryEvent: false }));
      const [first, second] = [belongings(a), belongings(b)];
      const shorter = a.endedAt < b.endedAt ? first : second;
      const longer = new Set(a.endedAt < b.endedAt ? second : first);
      expect(shorter.filter((parcel) => !longer.has(parcel))).toEqual([]);
    }),
    RUNS,
  );
});

it('never loads a vehicle beyond its parcels, kilograms or cubic meters', () => {
  fc.assert(
    fc.property(anyNetwork, (scenario) => {
      const run = runNetwork(scenario, { checksEveryEvent: false });
      const [vehicle] = scenario.settings.vehicles;
      for (const { parcels, load_factor } of table(run, 'trips')) {
        expect(parcels).toBeLessThanOrEqual(vehicle.parcels);
        expect(load_factor).toBeLessThanOrEqual(1);
      }
    }),
    RUNS,
  );
});

it('moves each parcel forward in time, from acceptance to its end', () => {
  fc.assert(
    fc.property(anyNetwork, (scenario) => {
      const run = runNetwork(scenario, { checksEveryEvent: false });
      const last = new Map<string, number>();
      for (const { parcel, time } of table(run, 'scans')) {
        expect(Number(time)).toBeGreaterThanOrEqual(last.get(String(parcel)) ?? 0);
        last.set(String(parcel), Number(time));
      }
      for (const { parcel, created, accepted, finished, outcome } of table(run, 'parcels')) {
        if (accepted !== null) expect(Number(accepted)).toBeGreaterThanOrEqual(Number(created));
        if (finished !== null) expect(finished).toBe(last.get(String(parcel)));
        expect(finished === null).toBe(outcome !== 'delivered' && outcome !== 'returned');
      }
    }),
    RUNS,
  );
});

it('meets every way in which a parcel can fare', () => {
  const outcomes = new Set<string>();
  let rolled = 0;
  let villages = 0;
  for (const scenario of fc.sample(anyNetwork, { numRuns: 40, seed: 7 })) {
    const run = runNetwork(scenario, { checksEveryEvent: false });
    for (const row of table(run, 'parcels')) {
      outcomes.add(String(row.outcome));
      rolled += Number(row.rolled);
      if (row.address === 'village' && row.outcome === 'delivered') villages++;
    }
  }
  expect([...outcomes].sort()).toEqual(['delivered', 'fits no vehicle', 'in network', 'returned']);
  expect(rolled).toBeGreaterThan(0);
  expect(villages).toBeGreaterThan(0);
});
