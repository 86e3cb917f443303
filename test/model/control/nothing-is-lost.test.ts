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

describe.each(POLICIES)('a storm over everything, with no way around (%s)', (policy) => {
  const storm = (settings: NetworkDraft['settings']) => {
    const draft = fourHubs();
    const run = runNetwork(
      network({
        ...draft,
        settings: {
          ...draft.settings,
          run: { measured_days: 1, cap_days: 2 },
          routing: { policy, review_every_h: 1 },
          ...settings,
        },
      }),
    );
    expect(run.endedAt).toBe(72 * 3.6e9);
    // What ends at the station where it began needs no road.
    const rows = table(run, 'parcels').filter(({ origin, destination }) => origin !== destination);
    const of = (outcome: string) => rows.filter((row) => row.outcome === outcome).length;
    // Picked up at 16:00 of three days; what was ordered after that still waits for its couriers.
    for (const { outcome, accepted } of rows) if (outcome === 'in network') expect(accepted).toBe(null);
    return { run, of, all: rows.length };
  };

  it('ends at the cap with the parcels waiting and a cause for each, where lanes are closed', () => {
    const { run, of, all } = storm({
      disruptions: fourHubs().lanes.map(({ from, to }, i) => ({
        code: `STORM-${i}`,
        name: 'storm',
        lane: `${from}:${to}`,
        from_h: 12,
        to_h: 10_000,
      })),
    });
    const cause = policy === 'static' ? 'closed' : 'no path';
    expect(of(cause) + of('in network')).toBe(all);
    expect(of(cause)).toBeGreaterThan(0);
    expect(kpi(run, 'stranded', cause)).toBe(of(cause));
  });

  it('ends so too where it is weather that closes all roads', () => {
    const { run, of, all } = storm({
      weather: [
        {
          code: 'STORM',
          name: 'storm',
          kind: 'heavy-snow',
          from_h: 12,
          to_h: 10_000,
          closes_roads: true,
          outline: [
            [90, 15],
            [130, 15],
            [130, 50],
            [90, 50],
          ],
        },
      ],
    });
    const cause = policy === 'static' ? 'closed' : 'no path';
    expect(of(cause) + of('in network')).toBe(all);
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
