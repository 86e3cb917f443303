import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../src/engine/clock.ts';
import { hubBlock } from '../../builders/hub-block.ts';
import { diamond } from '../../builders/network-diamond.ts';
import { network, type SettingsDraft } from '../../builders/network-draft.ts';
import { type FinishedNetwork, kpi, runNetwork, table } from '../../builders/network-tables.ts';

const BAGS = {
  parcels_per_bag: 5,
  from_parcels_per_day: 20,
  transfer_min: 20,
  transfer_cost_per_parcel: 0.05,
};

function run(bags: Partial<typeof BAGS> | undefined, settings: SettingsDraft = {}): FinishedNetwork {
  const routing = { ...settings.routing, ...(bags === undefined ? {} : { bags: { ...BAGS, ...bags } }) };
  return runNetwork(network(diamond({ ...settings, routing })));
}

/** Instants of an event of the parcels of the first two waves at a facility. */
function at(finished: FinishedNetwork, facility: string, event: string): number[] {
  const first = new Set(
    table(finished, 'parcels')
      .filter(({ created }) => Number(created) < 18 * HOUR)
      .map(({ parcel }) => parcel),
  );
  return table(finished, 'scans')
    .filter((row) => row.facility === facility && row.event === event && first.has(row.parcel))
    .map(({ time }) => Number(time))
    .sort((a, b) => a - b);
}

describe('a through-bag', () => {
  it('is built at the first hub for the last, passes the one between unsorted, and is opened at the last', () => {
    const finished = run({});
    const n = at(finished, 'A', 'inducted').length;
    expect(n).toBeGreaterThan(5);
    expect(at(finished, 'B', 'inducted')).toEqual([]);
    expect(at(finished, 'D', 'inducted')).toHaveLength(n);
    // At the gate of B at midnight.
    expect(at(finished, 'B', 'arrivedInTransit')).toEqual(new Array(n).fill(24 * HOUR));
    const trips = table(finished, 'trips').filter(
      ({ lane, parcels }) => lane === 'A:B' && Number(parcels) > 0,
    );
    const aboard = trips.filter(({ arrived }) => arrived !== null).map(({ parcels }) => Number(parcels));
    expect(kpi(finished, 'passed_in_bags')).toBe(aboard.reduce((sum, parcels) => sum + parcels, 0));
    expect(kpi(finished, 'bags')).toBe(aboard.reduce((sum, parcels) => sum + Math.ceil(parcels / 5), 0));
  });

  it('is built by a sorting center too, and passes one', () => {
    const scan = { no_read_share: 0, missort_share: 0, over_weight_kg: 8 };
    const n = at(run({}), 'B', 'arrivedInTransit').length;
    for (const hubs of [{ A: hubBlock({ scan }) }, { B: hubBlock({ scan }) }]) {
      const finished = run({}, { hubs });
      expect(at(finished, 'B', 'arrivedInTransit')).toHaveLength(n);
      expect(at(finished, 'B', 'inducted')).toEqual([]);
      expect(at(finished, 'D', 'inducted')).toHaveLength(n);
      expect(kpi(finished, 'passed_in_bags')).toBeGreaterThanOrEqual(n);
    }
  });

  it('is for what the way by another hub brings: others do not count', () => {
    // From A to S2 by B and D; as many to S3, from A to D at once.
    const bags = (from_parcels_per_day: number) => {
      const draft = diamond({ routing: { bags: { ...BAGS, from_parcels_per_day } } });
      const finished = runNetwork(
        network({
          ...draft,
          facilities: [...draft.facilities, { code: 'S3', kind: 'station', couriers: 5 }],
          zones: [...draft.zones, { code: 'OTHER', station: 'S3', sellerWeight: 0 }],
          lanes: [
            ...draft.lanes,
            { from: 'A', to: 'D', departuresH: [23] },
            { from: 'D', to: 'S3', departuresH: [9] },
          ],
          tables: { planEdits: [{ facility: 2, destination: 1, lane: 1 }] },
        }),
      );
      return kpi(finished, 'bags');
    };
    expect(bags(11)).toBeGreaterThan(0);
    expect(bags(20)).toBe(0);
  });

  it('costs its transfer in place of sorting', () => {
    const sorted = run(undefined);
    const bagged = run({});
    // Three hubs on the way: at 0.3 each, or one of them at 0.05.
    const perParcel = (finished: FinishedNetwork) => kpi(finished, 'cost_hub_sort');
    expect(perParcel(sorted)).toBeCloseTo(0.9, 9);
    expect(perParcel(bagged)).toBeCloseTo(0.65, 9);
    expect(kpi(bagged, 'parcels')).toBe(kpi(sorted, 'parcels'));
  });

  it('is at its dock after the transfer, to the instant', () => {
    // The trip from A is at B's gate at midnight; B's own leaves at 03:00.
    const departs = (transferMin: number) =>
      at(run({ transfer_min: transferMin }), 'B', 'departedInTransit')[0];
    expect(departs(180)).toBe(27 * HOUR);
    expect(departs(181)).toBe(51 * HOUR);
  });

  it('is not built for fewer parcels than it is worth', () => {
    const finished = run({ from_parcels_per_day: 25 });
    expect(kpi(finished, 'bags')).toBe(0);
    expect(kpi(finished, 'cost_hub_sort')).toBeCloseTo(0.9, 9);
  });

  it('stays closed on another way to its last hub', () => {
    const finished = run(
      {},
      {
        disruptions: [{ code: 'FIRE', name: 'fire', facility: 'B', from_h: 22, to_h: 500 }],
        routing: { policy: 'reactive' },
      },
    );
    expect(at(finished, 'C', 'arrivedInTransit').length).toBeGreaterThan(0);
    expect(at(finished, 'C', 'inducted')).toEqual([]);
    expect(at(finished, 'D', 'inducted').length).toBeGreaterThan(0);
  });

  it('waits in a hub that closes while it passes', () => {
    const finished = run(
      {},
      { disruptions: [{ code: 'FIRE', name: 'fire', facility: 'B', from_h: 24.1, to_h: 26 }] },
    );
    expect(at(finished, 'B', 'departedInTransit')[0]).toBe(27 * HOUR);
    const late = run(
      {},
      { disruptions: [{ code: 'FIRE', name: 'fire', facility: 'B', from_h: 24.1, to_h: 28 }] },
    );
    expect(at(late, 'B', 'departedInTransit')[0]).toBe(51 * HOUR);
  });
});
