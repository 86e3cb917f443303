import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../src/engine/clock.ts';
import { compileNetwork } from '../../../src/model/network/compile-network.ts';
import { LATE_CAUSES, Overruns } from '../../../src/model/network/late-cause.ts';
import { LateGroups } from '../../../src/model/network/late-groups.ts';
import { MOST_LATE_MARKS, PARCEL_FLAG } from '../../../src/model/network/parcel-store.ts';
import type { NetworkScenario } from '../../../src/scenario/network/network-scenario.ts';
import { SMALL_BLOCK } from '../../builders/hub-block.ts';
import { networkDraft } from '../../builders/network-arbitrary.ts';
import { constant, network, type SettingsDraft } from '../../builders/network-draft.ts';
import { oneWay } from '../../builders/network-one-way.ts';
import { type FinishedNetwork, kpi, runNetwork, table } from '../../builders/network-tables.ts';

/**
 * A parcel that came to S1 at 0 and to its dock at 0:30, as planned, and that a trip takes to S2. By plan it waits
 * 12 h for the one van of the day and drives an hour; then there are 12.5 h and half a round to go.
 */
function onTrip(commitmentH: number) {
  const scenario = oneWay({ commitment_h: commitmentH }, { departuresH: [20] });
  const { context } = compileNetwork(scenario, RUN, { from: 0, to: HOUR });
  const { parcels, trips, lateness } = context;
  const parcel = parcels.create(context.sources.numberOf[0], 0, 0, 0);
  parcels.setFlags(parcel, PARCEL_FLAG.cohort);
  parcels.setToZone(parcel, 1);
  parcels.setAcceptedAt(parcel, 0);
  parcels.setArrivedAt(parcel, 0);
  parcels.setEnteredAt(parcel, HOUR / 2);
  const trip = trips.create();
  trips.lane[trip] = 0;
  trips.departedAt[trip] = 12.5 * HOUR;
  /** The reason after it has arrived. @param more hours that the trip came later than planned */
  const reasonAfter = (more: number) => {
    lateness.arrived(parcel, trip, 1, (13.5 + more) * HOUR);
    const reason = lateness.reason(parcel);
    return reason === null ? null : `${reason.place?.kind} ${reason.place?.index} ${reason.cause}`;
  };
  return { context, parcel, trip, trips, parcels, lateness, reasonAfter };
}

const RUN = {
  seed: 1,
  replication: 0,
  records: { write() {} },
  parcels: 'none',
  scans: 'none',
} as const;

// By plan it is delivered after 13.5 h and 12.5 h and less than an hour.
const JUST = 28;

describe('the cause of a late leg', () => {
  it('is none while the parcel is expected in time, whatever took longer', () => {
    expect(onTrip(JUST).reasonAfter(0)).toBeNull();
    const { trips, trip, reasonAfter } = onTrip(JUST + 8);
    trips.incidentUs[trip] = 7 * HOUR;
    expect(reasonAfter(7)).toBeNull();
  });

  it.each([
    ['weatherUs', 'lane 0 weather'],
    ['incidentUs', 'lane 0 incident'],
  ] as const)('is what the trip lost most by on the way (%s)', (column, reason) => {
    const { trips, trip, reasonAfter } = onTrip(JUST);
    trips[column][trip] = 3 * HOUR;
    expect(reasonAfter(5)).toBe(reason);
    // Two of eight hours are explained: it was a slow trip.
    const slow = onTrip(JUST);
    slow.trips[column][slow.trip] = 2 * HOUR;
    expect(slow.reasonAfter(8)).toBe('lane 0 slow trip');
  });

  it.each([
    ['vehicleWaitUs', 'facility 0 no vehicle'],
    ['heldUs', 'lane 0 closed'],
  ] as const)('is what kept the trip from leaving (%s)', (column, reason) => {
    const { trips, trip, reasonAfter } = onTrip(JUST);
    trips[column][trip] = 6 * HOUR;
    trips.departedAt[trip] += 6 * HOUR;
    expect(reasonAfter(6)).toBe(reason);
    // Who came to the dock three hours before it left was not kept for longer, and was sorted late.
    const late = onTrip(JUST);
    late.trips[column][late.trip] = 6 * HOUR;
    late.trips.departedAt[late.trip] += 6 * HOUR;
    late.parcels.setEnteredAt(late.parcel, 15.5 * HOUR);
    expect(late.reasonAfter(6)).toBe('facility 0 backlog');
  });

  it('is the closed facility that it came from, where that kept it longest, and not a backlog', () => {
    const { context, parcel, parcels, trips, trip, reasonAfter } = onTrip(JUST);
    context.closures.addToFacility(0, 1, HOUR / 4);
    context.closures.addToFacility(0, -1, 8.25 * HOUR);
    parcels.setEnteredAt(parcel, 8.5 * HOUR);
    trips.departedAt[trip] += 8 * HOUR;
    expect(reasonAfter(8)).toBe('facility 0 closed');
  });

  it('is the closed facility where its trip stood at the gate', () => {
    const { lateness, parcel, parcels, reasonAfter } = onTrip(JUST);
    expect(reasonAfter(0)).toBeNull();
    parcels.setArrivedAt(parcel, 13.5 * HOUR);
    lateness.letIn(parcel, 1, 14 * HOUR);
    expect(lateness.reason(parcel)).toBeNull();
    lateness.letIn(parcel, 1, 20 * HOUR);
    expect(lateness.reason(parcel)).toMatchObject({ cause: 'closed', place: { kind: 'facility', index: 1 } });
  });

  it('is a full trip where one left without it, else the timetable', () => {
    const full = onTrip(JUST);
    full.parcels.leftBehind(full.parcel);
    full.trips.departedAt[full.trip] += 8 * HOUR;
    expect(full.reasonAfter(8)).toBe('lane 0 rolled');
    const timetable = onTrip(JUST);
    timetable.trips.departedAt[timetable.trip] += 8 * HOUR;
    expect(timetable.reasonAfter(8)).toBe('lane 0 timetable');
  });

  it('stays what it was first, until the parcel is expected in time again', () => {
    const { parcel, parcels, lateness, trips, trip, reasonAfter } = onTrip(JUST);
    trips.incidentUs[trip] = 5 * HOUR;
    expect(reasonAfter(5)).toBe('lane 0 incident');
    lateness.leftByCouriers(parcel, 1, 36 * HOUR, 'courier backlog');
    expect(lateness.reason(parcel)?.cause).toBe('incident');
    // A courier who sets out before it is too late.
    lateness.setOut(parcel, 1, 26 * HOUR);
    expect(lateness.reason(parcel)).toBeNull();
    parcels.setPlace(parcel, 1);
    lateness.finished(parcel, true, 29 * HOUR);
    expect(lateness.reason(parcel)).toMatchObject({ cause: 'round', place: { kind: 'facility', index: 1 } });
    expect(lateness.groups.byCause('round')).toBe(1);
    expect(lateness.groups.met).toHaveLength(1);
    expect(lateness.groups.met[0].meanLate).toBe(HOUR);
  });

  it('is not asked of parcels outside the cohort', () => {
    const { parcel, parcels, reasonAfter } = onTrip(JUST);
    parcels.setFlags(parcel, 0);
    expect(reasonAfter(50)).toBeNull();
  });

  it('is why it stays at a dock, when a departure passes without it', () => {
    for (const [cause, kind, at] of [
      ['closed', 'lane', 0],
      ['rolled', 'lane', 0],
      ['no vehicle', 'facility', 0],
    ] as const) {
      const { parcel, lateness } = onTrip(JUST);
      // From 2 h on 26 h are left: wait, drive, handling, wave and round take a little less.
      lateness.leftBehind(parcel, 0, HOUR, cause);
      expect(lateness.reason(parcel)).toBeNull();
      lateness.leftBehind(parcel, 0, 6 * HOUR, cause);
      expect(lateness.reason(parcel)).toMatchObject({ cause, place: { kind, index: at } });
    }
  });
});

describe('overruns', () => {
  it('name the longest, the first of equals, and what is said otherwise where nothing took longer', () => {
    const over = new Overruns();
    expect(over.longest('plan')).toBe('plan');
    over.set('backlog', 5);
    over.set('weather', 5);
    over.set('rolled', 4);
    expect(over.longest('plan')).toBe('weather');
    over.clear();
    over.set('backlog', -5);
    expect(over.longest('detour')).toBe('detour');
  });
});

describe('numbers of places and causes', () => {
  it('run out one day: what is met then is told by its cause alone', () => {
    const facilities = Array.from({ length: 2000 }, () => ({}));
    const groups = new LateGroups({ facilities, lanes: [] } as unknown as NetworkScenario);
    const numbers = new Set<number>();
    for (let place = 0; place < 2000; place++)
      for (const cause of LATE_CAUSES) numbers.add(groups.numberOf('facility', place, cause));
    expect(Math.max(...numbers)).toBe(MOST_LATE_MARKS);
    const first = groups.numberOf('facility', 0, 'backlog');
    expect(groups.group(first)).toMatchObject({ place: { kind: 'facility', index: 0 }, cause: 'backlog' });
    const last = groups.group(groups.numberOf('facility', 1999, 'backlog'));
    expect(last).toMatchObject({ place: null, cause: 'backlog' });
  });
});

describe('late at a village', () => {
  const scenario = (collected: number, settings: SettingsDraft) =>
    network({
      settings: {
        run: { measured_days: 0.5, cap_days: 6 },
        village: { collection_after: constant(collected * 3600) },
        ...settings,
      },
      facilities: [
        { code: 'S', kind: 'station' },
        { code: 'V', kind: 'village-station' },
      ],
      zones: [{ code: 'Z', station: 'S', villageStation: 'V', ruralShare: 1 }],
      lanes: [{ from: 'S', to: 'V', departuresH: [0, 6, 12, 18] }],
    });
  const causes = (run: FinishedNetwork) =>
    table(run, 'lateness').map(({ place, kind, cause }) => `${place} ${kind} ${cause}`);

  it('is who is collected later than usual', () => {
    // A day and a half on the shelf is planned, and that is nearly all the time there is.
    const planned = runNetwork(scenario(36, { commitment_h: 24 }));
    expect(causes(planned)).toEqual(['S station plan']);
    // Twelve hours are planned, and some come for it after twice as long.
    const drawn = scenario(12, { commitment_h: 26 });
    const village = { collection_after: { uniform: { min_s: 0, max_s: 24 * 3600 } } };
    const run = runNetwork({ ...drawn, settings: { ...drawn.settings, village } });
    expect(causes(run)).toEqual(['V village-station collection']);
  });

  it('is whose village station is closed when somebody comes for it', () => {
    // All have come by 20:00 of the first day, and all are called for twelve hours later.
    const closed = (from_h: number, to_h: number) => [
      { code: 'SHUT', name: 'shut', facility: 'V', from_h, to_h },
    ];
    const run = (disruptions: ReturnType<typeof closed>) =>
      runNetwork(scenario(12, { commitment_h: 30, disruptions }));
    expect(causes(run([]))).toEqual([]);
    expect(causes(run(closed(24.3, 64)))).toEqual(['V village-station closed']);
    expect(causes(run(closed(20, 24)))).toEqual([]);
  });
});

describe('late on a slow lane', () => {
  it('is what a disruption slows, told as an incident', () => {
    const slow = { code: 'WORKS', name: 'works', lane: 'S1:S2', from_h: 19, to_h: 21, capacity_share: 0.05 };
    const disruptions = [{ ...slow, effect: 'slowed' as const }];
    const run = runNetwork(oneWay({ commitment_h: 24, disruptions }, { departuresH: [20] }));
    expect(table(run, 'lateness').map(({ place, cause }) => `${place} ${cause}`)).toEqual(['S1:S2 incident']);
    const [trip] = table(run, 'trips').filter(({ parcels }) => parcels !== 0);
    expect(Number(trip.incident_delay_h)).toBe(19);
  });
});

describe('late at a station', () => {
  it('is what its couriers did not take out, because it was closed at their wave', () => {
    const disruptions = [{ code: 'SHUT', name: 'shut', facility: 'S2', from_h: 35, to_h: 37 }];
    const run = runNetwork(oneWay({ commitment_h: 24, disruptions }, { departuresH: [20] }));
    expect(table(run, 'lateness').map(({ place, cause }) => `${place} ${cause}`)).toEqual(['S2 closed']);
    // Who was not home yesterday waits for the first wave of a day.
    const never = { code: 'SHUT', name: 'shut', facility: 'S2', from_h: 47, to_h: 73 };
    const again = { failure_share: 0.5, attempts: 9, waves_h: [0, 12] };
    const held = runNetwork(
      oneWay(
        { commitment_h: 48, delivery: again, disruptions: [never], run: { seed: 5 } },
        { departuresH: [20] },
      ),
    );
    expect(table(held, 'lateness').map(({ place, cause }) => `${place} ${cause}`)).toEqual(['S2 closed']);
  });
});

describe('lateness with sorting centers', () => {
  it('tells every late parcel once', () => {
    fc.assert(
      fc.property(networkDraft, fc.constantFrom(20, 40, 72), (draft, commitment_h) => {
        const hub = draft.facilities.find(({ kind }) => kind === 'hub');
        const hubs = hub === undefined ? {} : { [hub.code]: SMALL_BLOCK };
        const scenario = network({ ...draft, settings: { ...draft.settings, hubs, commitment_h } });
        const run = runNetwork(scenario, { checksEveryEvent: false });
        const late = table(run, 'parcels').filter(
          ({ cohort, transit_time_h: time }) =>
            cohort === true && (time === null || Number(time) > commitment_h + 1e-9),
        );
        const told = table(run, 'lateness').reduce((sum, { parcels }) => sum + Number(parcels), 0);
        expect(told).toBe(late.length);
        for (const { late_cause: cause } of late) expect(cause).not.toBe('');
        if (kpi(run, 'parcels') > 0)
          expect(kpi(run, 'late_share')).toBeCloseTo(late.length / kpi(run, 'parcels'), 12);
      }),
      { numRuns: 20 },
    );
  });
});
