import { describe, expect, it } from 'vitest';
import type { DispatchKind, NetworkScenario } from '../../../src/scenario/network/network-scenario.ts';
import { hubBlock } from '../../builders/hub-block.ts';
import { type LaneDraft, network, type SettingsDraft } from '../../builders/network-draft.ts';
import { fourHubs } from '../../builders/network-four-hubs.ts';
import { kpi, runNetwork, table } from '../../builders/network-tables.ts';

/** Four hubs that are sorting centers, every lane that leaves one under a rule. */
function ruled(
  dispatch: DispatchKind,
  lane: Partial<LaneDraft>,
  {
    linehaul = {},
    containersPerHour = 60,
  }: { linehaul?: SettingsDraft['linehaul']; containersPerHour?: number } = {},
) {
  const draft = fourHubs();
  const hubs = new Set(draft.facilities.filter(({ kind }) => kind === 'hub').map(({ code }) => code));
  const lanes = draft.lanes.map((each) => (hubs.has(each.from) ? { ...each, dispatch, ...lane } : each));
  const settings: SettingsDraft = {
    ...draft.settings,
    demand: { parcels_per_day: 300 },
    linehaul,
    hubs: Object.fromEntries(
      [...hubs].map((code) => [
        code,
        hubBlock({ loading: { containers_per_worker_per_hour: containersPerHour } }),
      ]),
    ),
  };
  return network({ ...draft, lanes, settings });
}

const BY_LOAD = { departuresH: [] };
const RULES: readonly (readonly [DispatchKind, Partial<LaneDraft>])[] = [
  ['timer', { ...BY_LOAD, timerMin: 60 }],
  ['full-or-timer', { ...BY_LOAD, timerMin: 60 }],
  ['hold', { holdMin: 90 }],
];

describe('sorting centers', () => {
  it.each(RULES)('send on all that comes where lanes leave by %s', (dispatch, lane) => {
    const run = runNetwork(ruled(dispatch, lane));
    expect(kpi(run, 'unfinished')).toBe(0);
    expect(kpi(run, 'parcels')).toBeGreaterThan(400);
    const outcomes = new Set(
      table(run, 'parcels')
        .filter(({ cohort }) => cohort)
        .map(({ outcome }) => outcome),
    );
    expect([...outcomes].filter((outcome) => outcome !== 'delivered' && outcome !== 'returned')).toEqual([]);
  });

  it('fill the vehicles of lanes that leave when full, and keep what fills none', () => {
    const run = runNetwork(ruled('full', { ...BY_LOAD, vehicle: 'truck' }));
    const places = 2000;
    const fromHubs = table(run, 'trips').filter(({ from }) => !String(from).includes('-'));
    for (const { parcels } of fromHubs) expect(parcels).toBe(places);
    expect(kpi(run, 'unfinished')).toBeGreaterThan(0);
    expect(run.outcome.ledger.at_docks).toBeGreaterThan(0);
  });

  it.each(['timer', 'full-or-timer'] as const)(
    'miss no departure where loads decide, as by %s',
    (dispatch) => {
      // Loaders are so few that they miss planned departures.
      const few = { containersPerHour: 1 };
      const missed = (scenario: NetworkScenario) =>
        table(runNetwork(scenario, { checksEveryEvent: false }), 'missed').reduce(
          (sum, { parcels }) => sum + Number(parcels),
          0,
        );
      expect(missed(ruled(dispatch, { ...BY_LOAD, timerMin: 60 }, few))).toBe(0);
      expect(missed(ruled('timetable', {}, few))).toBeGreaterThan(0);
    },
  );

  it('share the vehicles of a fleet with the docks of stations', () => {
    const run = runNetwork(ruled('timetable', {}, { linehaul: { fleet: { turnaround_h: 1 } } }));
    expect(kpi(run, 'unfinished')).toBe(0);
    expect(kpi(run, 'fleet')).toBeGreaterThan(20);
  });
});
