import { describe, expect, it } from 'vitest';
import type { NetworkScenario } from '../../../src/scenario/network/network-scenario.ts';
import { constant, network } from '../../builders/network-draft.ts';
import { oneWay } from '../../builders/network-one-way.ts';
import { hours, life, runNetwork, table, tableBy } from '../../builders/network-tables.ts';

const COSTS = {
  pickup_per_parcel: 0.5,
  station_sort_per_parcel: 0.1,
  hub_sort_per_parcel: 0,
  delivery_per_stop: 0.2,
  delivery_per_parcel: 1,
  village_per_parcel: 0.5,
  return_per_parcel: 0.3,
};

/** Two towns with a lane each way; what A sends arrives, and some of it goes back two hours after it was delivered. */
function thereAndBack(share: number, costs = COSTS): NetworkScenario {
  return network({
    settings: {
      run: { measured_days: 4, cap_days: 6 },
      demand: {
        parcels_per_day: 40,
        hour_shares: Array.from({ length: 24 }, (_, hour) => (hour < 17 ? 1 : 0)),
        returns: { share, after: constant(7200) },
      },
      pickup: { waves_h: [17] },
      delivery: { waves_h: [12], failure_share: 0, parcels_per_stop: 1 },
      costs,
    },
    facilities: [
      { code: 'SA', kind: 'station' },
      { code: 'SB', kind: 'station' },
      { code: 'VB', kind: 'village-station' },
    ],
    zones: [
      { code: 'A', station: 'SA', population: 1, sellerWeight: 3 },
      { code: 'B', station: 'SB', population: 1, sellerWeight: 1, villageStation: 'VB' },
    ],
    lanes: [
      { from: 'SA', to: 'SB', departuresH: [6, 20] },
      { from: 'SB', to: 'SA', departuresH: [6, 20] },
      { from: 'SB', to: 'VB', departuresH: [7] },
    ],
  });
}

describe('parcels that are sent back', () => {
  it('are conserved at every event, and the ledger closes', () => {
    const run = runNetwork(thereAndBack(0.5));
    const returns = table(run, 'parcels').filter(({ parcel }) => /r#/.test(parcel as string));
    expect(returns.length).toBeGreaterThan(10);
    expect(run.outcome.ledger.created).toBe(table(run, 'parcels').length);
  });

  it('start where they were delivered, at the station, two hours later, and go to the door of who sent them', () => {
    const run = runNetwork(thereAndBack(1));
    const rows = tableBy(run, 'parcels', 'parcel');
    let looked = 0;
    for (const [parcel, row] of rows) {
      if (!parcel.includes('r#') || row.outcome !== 'delivered') continue;
      const original = rows.get(parcel.replace('r#', '#'));
      expect(row.origin).toBe(original?.destination);
      expect(row.destination).toBe(original?.origin);
      expect(row.address).toBe('door');
      expect(row.cohort).toBe(false);
      expect(row.weight_kg).toBe(original?.weight_kg);
      expect(row.created).toBe((original?.finished as number) + 7200e6);
      expect(row.accepted).toBe(row.created);
      const [accepted, arrived] = life(run, parcel);
      expect(accepted.split(' ').slice(0, 2)).toEqual(['accepted', row.origin === 'A' ? 'SA' : 'SB']);
      expect(arrived).toBe(accepted.replace('accepted', 'arrivedAtOrigin'));
      looked++;
    }
    expect(looked).toBeGreaterThan(10);
    // Nobody sends a return back.
    expect([...rows.keys()].some((parcel) => parcel.includes('rr#'))).toBe(false);
  });

  it('are chosen by who they are: a larger share returns the same ones and more, and nothing else changes before', () => {
    const [few, many] = [0.2, 0.6].map((share) => runNetwork(thereAndBack(share)));
    const names = (run: typeof few) => table(run, 'parcels').map(({ parcel }) => parcel as string);
    const returned = (run: typeof few) => new Set(names(run).filter((name) => name.includes('r#')));
    expect(returned(few).size).toBeGreaterThan(0);
    expect(returned(many).size).toBeGreaterThan(returned(few).size);
    for (const name of returned(few)) expect(returned(many)).toContain(name);
    const plain = (run: typeof few) =>
      names(run)
        .filter((name) => !name.includes('r#'))
        .sort();
    expect(plain(many).slice(0, 10)).toEqual(plain(few).slice(0, 10));
  });

  it('cost what taking them in costs, in place of a pickup', () => {
    const run = runNetwork(thereAndBack(1, { ...COSTS, return_per_parcel: 100 }));
    for (const { parcel, cost } of table(run, 'parcels')) {
      if ((parcel as string).includes('r#')) expect(cost).toBeGreaterThanOrEqual(100);
      else expect(cost).toBeLessThan(100);
    }
  });
});

describe('fragile parcels', () => {
  it('take people longer by their factor', () => {
    // Sorting begins at 18:00 with one at a time, and the first van leaves at 20:00.
    const aboard = (demand: object) => {
      const handling = { station_sort: { rate_per_hour: 36, cv: 0 } };
      const run = runNetwork(oneWay({ demand: { parcels_per_day: 300, ...demand }, handling }));
      return table(run, 'trips').find(({ departed }) => hours(departed) === 20)?.parcels;
    };
    // 100 s each; with care 250 s.
    expect(aboard({})).toBe(72);
    expect(aboard({ fragile: { share: 1, handling_factor: 2.5 } })).toBe(28);
    expect(aboard({ fragile: { share: 0, handling_factor: 2.5 } })).toBe(72);
  });
});
