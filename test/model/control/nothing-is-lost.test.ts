import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { networkDraft } from '../../builders/network-arbitrary.ts';
import { type NetworkDraft, network, type WrittenNetwork } from '../../builders/network-draft.ts';
import { fourHubs } from '../../builders/network-four-hubs.ts';
import { kpi, runNetwork, table } from '../../builders/network-tables.ts';

type Disruption = NonNullable<WrittenNetwork['disruptions']>[number];

const POLICIES = ['static', 'reactive', 'forecast-aware'] as const;

/** Any network, with anything in it closed or slow for a time, under any policy. */
const disrupted: fc.Arbitrary<NetworkDraft> = fc
  .record({
    draft: networkDraft,
    policy: fc.constantFrom(...POLICIES),
    plan: fc.constantFrom('mean-wait', 'timetable', 'least-cost'),
    embargo: fc.boolean(),
    delay: fc.constantFrom(0, 30, 300),
    overload: fc.constantFrom(undefined, 0.5),
    bags: fc.boolean(),
    hits: fc.array(
      fc.record({
        isLane: fc.boolean(),
        which: fc.nat(30),
        effect: fc.constantFrom('closed', 'closed', 'slowed'),
        from: fc.integer({ min: 0, max: 60 }),
        hours: fc.integer({ min: 1, max: 60 }),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  })
  .map(({ draft, policy, plan, embargo, delay, overload, bags, hits }) => ({
    ...draft,
    settings: {
      ...draft.settings,
      routing: {
        policy,
        plan,
        embargo,
        decision_delay_min: delay,
        ...(overload === undefined ? {} : { overload_h: overload }),
        ...(bags ? { bags: { parcels_per_bag: 2, from_parcels_per_day: 0.1, transfer_min: 30 } } : {}),
      },
      disruptions: hits.map(({ isLane, which, effect, from, hours }, i): Disruption => {
        const lane = draft.lanes[which % draft.lanes.length];
        return {
          code: `D${i}`,
          name: 'hit',
          effect,
          from_h: from,
          to_h: from + hours,
          ...(isLane
            ? { lane: lane.code ?? `${lane.from}:${lane.to}` }
            : { facility: draft.facilities[which % draft.facilities.length].code }),
        };
      }),
    },
  }));

it('keeps every parcel at every event, and every cost, whatever closes and whoever decides', () => {
  fc.assert(
    fc.property(disrupted, (draft) => {
      const run = runNetwork(network(draft));
      const { created, ...places } = run.outcome.ledger;
      expect(Object.values(places).reduce((sum, count) => sum + count, 0)).toBe(created);
      expect(table(run, 'parcels')).toHaveLength(created);
    }),
    { numRuns: 60 },
  );
});

it('comes to the same however it is cut', () => {
  fc.assert(
    fc.property(disrupted, (draft) => {
      const scenario = network(draft);
      const whole = runNetwork(scenario, { checksEveryEvent: false });
      const cut = runNetwork(scenario, { slices: [{ events: 7 }], checksEveryEvent: false });
      expect(cut.outcome).toEqual(whole.outcome);
    }),
    { numRuns: 15 },
  );
});

describe('a storm over everything, with no way around', () => {
  it.each(POLICIES)('ends at the cap with the parcels waiting and a cause for each (%s)', (policy) => {
    const draft = fourHubs();
    const scenario = network({
      ...draft,
      settings: {
        ...draft.settings,
        run: { measured_days: 1, cap_days: 2 },
        routing: { policy },
        disruptions: draft.lanes.map(({ from, to }, i) => ({
          code: `STORM-${i}`,
          name: 'storm',
          lane: `${from}:${to}`,
          from_h: 12,
          to_h: 10_000,
        })),
      },
    });
    const run = runNetwork(scenario);
    expect(run.endedAt).toBe(72 * 3.6e9);
    // What ends at the station where it began needs no road.
    const rows = table(run, 'parcels').filter(({ origin, destination }) => origin !== destination);
    const cause = policy === 'static' ? 'closed' : 'no path';
    const of = (outcome: string) => rows.filter((row) => row.outcome === outcome).length;
    // Picked up at 16:00 of three days; what was ordered after that still waits for its couriers.
    expect(of(cause) + of('in network')).toBe(rows.length);
    for (const { outcome, accepted } of rows) if (outcome === 'in network') expect(accepted).toBe(null);
    expect(of(cause)).toBeGreaterThan(0);
    expect(kpi(run, 'stranded', cause)).toBe(of(cause));
  });
});

it('does nothing at all where nothing is disrupted, whatever the policy', () => {
  const digest = (routing: object) =>
    runNetwork(network({ ...fourHubs(), settings: { ...fourHubs().settings, routing } }), {
      checksEveryEvent: false,
    }).outcome.digest;
  expect(digest({ policy: 'reactive' })).toBe(digest({}));
  expect(digest({ policy: 'forecast-aware', embargo: true })).toBe(digest({}));
});
