import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../src/engine/clock.ts';
import { hubBlock } from '../../builders/hub-block.ts';
import { networkDraft } from '../../builders/network-arbitrary.ts';
import { diamond } from '../../builders/network-diamond.ts';
import { network, type SettingsDraft } from '../../builders/network-draft.ts';
import { kpi, runNetwork, table } from '../../builders/network-tables.ts';

const FIRE = { code: 'FIRE', name: 'fire', facility: 'B', from_h: 23.5, to_h: 60 };
const scan = { no_read_share: 0, missort_share: 0, over_weight_kg: 8 };

describe('a sorting center that is closed', () => {
  it('handles nothing until it opens: what comes waits at its gate', () => {
    const finished = runNetwork(network(diamond({ disruptions: [FIRE], hubs: { B: hubBlock({ scan }) } })));
    const [trip] = table(finished, 'trips').filter(({ lane }) => lane === 'A:B');
    expect(trip).toMatchObject({ departed: 23 * HOUR, arrived: 24 * HOUR });
    expect(Number(trip.parcels)).toBeGreaterThan(5);
    const inducted = table(finished, 'scans').filter(
      ({ facility, event }) => facility === 'B' && event === 'inducted',
    );
    expect(inducted.length).toBeGreaterThanOrEqual(Number(trip.parcels));
    for (const { time } of inducted) expect(Number(time)).toBeGreaterThan(60 * HOUR);
  });

  it('stands still in the middle of its work, and goes on with it', () => {
    // An unloader a minute and more for each parcel: some are sorted at 00:15, some are not.
    const unloading = { parcels_per_worker_per_hour: 20, workers_per_door: 1 };
    const finished = runNetwork(
      network(
        diamond({
          disruptions: [{ ...FIRE, from_h: 24.25, to_h: 26 }],
          hubs: { B: hubBlock({ scan, unloading }) },
        }),
      ),
    );
    const inducted = table(finished, 'scans')
      .filter(
        ({ facility, event, time }) => facility === 'B' && event === 'inducted' && Number(time) < 40 * HOUR,
      )
      .map(({ time }) => Number(time));
    expect(inducted.filter((time) => time < 24.25 * HOUR).length).toBeGreaterThan(0);
    expect(inducted.filter((time) => time > 26 * HOUR).length).toBeGreaterThan(0);
    // Pieces in hand are finished.
    expect(inducted.filter((time) => time > 24.35 * HOUR && time < 26 * HOUR)).toEqual([]);
  });

  it('loses nothing whatever closes and whoever decides', () => {
    fc.assert(
      fc.property(
        networkDraft,
        fc.constantFrom('static', 'reactive'),
        fc.array(
          fc.record({
            which: fc.nat(20),
            from: fc.integer({ min: 0, max: 60 }),
            hours: fc.integer({ min: 1, max: 40 }),
          }),
          {
            minLength: 1,
            maxLength: 3,
          },
        ),
        (draft, policy, hits) => {
          const hubs = draft.facilities.filter(({ kind }) => kind === 'hub');
          const scenario = network({
            ...draft,
            settings: {
              ...draft.settings,
              hubs: Object.fromEntries(hubs.slice(1).map(({ code }) => [code, hubBlock()])),
              routing: { policy, bags: { from_parcels_per_day: 0.1 } },
              disruptions: hits.map(({ which, from, hours }, i) => ({
                code: `D${i}`,
                name: 'hit',
                facility: hubs[which % hubs.length].code,
                effect: which % 3 === 0 ? 'slowed' : 'closed',
                from_h: from,
                to_h: from + hours,
              })),
            },
          });
          const { created, ...places } = runNetwork(scenario).outcome.ledger;
          expect(Object.values(places).reduce((sum, count) => sum + count, 0)).toBe(created);
        },
      ),
      { numRuns: 25 },
    );
  });

  const lane = { disruptions: [{ code: 'X', name: 'x', lane: 'A:B', from_h: 21.5, to_h: 500 }] };
  const snow: SettingsDraft = {
    weather: [
      {
        code: 'SNOW',
        name: 'snow',
        kind: 'heavy-snow',
        from_h: 21.5,
        to_h: 500,
        closes_roads: true,
        outline: [
          [116.5, 29],
          [117.5, 29],
          [117.5, 31],
          [116.5, 31],
        ],
      },
    ],
  };

  it.each([
    ['a disruption', lane],
    ['the weather', snow],
  ])('sends on what it had sorted to a lane that %s has closed', (_, closed) => {
    // A is the sorting center; the way to B closes while parcels are inside A.
    const draft = diamond({
      run: { measured_days: 1, cap_days: 3 },
      hubs: { A: hubBlock({ scan, unloading: { parcels_per_worker_per_hour: 6, workers_per_door: 1 } }) },
      routing: { policy: 'reactive', decision_delay_min: 15, review_every_h: 0.25 },
      ...closed,
    });
    const facilities = draft.facilities.map((one) => (one.code === 'B' ? { ...one, lon: 117 } : one));
    const finished = runNetwork(network({ ...draft, facilities }));
    const toC = table(finished, 'trips').filter(
      ({ lane, departed }) => lane === 'A:C' && Number(departed) === 23 * HOUR,
    );
    expect(Number(toC[0].parcels)).toBeGreaterThan(0);
    expect(kpi(finished, 'rerouted')).toBeGreaterThan(0);
    expect(kpi(finished, 'stranded', 'closed')).toBe(0);
  });

  it('sorts what was stranded at its gate once a way opens, and is paid for it', () => {
    const shut = (code: string, to_h: number) => ({
      code,
      name: code,
      lane: `A:${code}`,
      from_h: 20.1,
      to_h,
    });
    const stranded = (hubs: SettingsDraft['hubs']) =>
      runNetwork(
        network(
          diamond({
            run: { measured_days: 1, cap_days: 5 },
            hubs,
            routing: { policy: 'reactive', decision_delay_min: 15 },
            disruptions: [shut('B', 46), shut('C', 300)],
          }),
        ),
      );
    const [chain, center] = [stranded(undefined), stranded({ A: hubBlock({ scan }) })];
    const atA = (event: string) =>
      table(center, 'scans').filter((row) => row.facility === 'A' && row.event === event).length;
    expect(atA('inducted')).toBe(atA('arrivedInTransit'));
    expect(kpi(center, 'cost_hub_sort')).toBeCloseTo(kpi(chain, 'cost_hub_sort'), 9);
    expect(kpi(center, 'stranded')).toBe(0);
    // Told at 46:15: they are sorted again before the departure of 47:00.
    const [first] = table(center, 'trips').filter(
      ({ lane, parcels }) => lane === 'A:B' && Number(parcels) > 0,
    );
    expect(first.departed).toBe(47 * HOUR);
  });
});
