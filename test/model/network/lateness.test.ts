import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyNetwork } from '../../builders/network-arbitrary.ts';
import { diamond } from '../../builders/network-diamond.ts';
import { network, type SettingsDraft } from '../../builders/network-draft.ts';
import { oneWay } from '../../builders/network-one-way.ts';
import {
  type FinishedNetwork,
  hours,
  kpi,
  type NamedRow,
  runNetwork,
  table,
} from '../../builders/network-tables.ts';

/** Rows of lateness as `place: cause parcels`, in the order of the table. */
function told(run: FinishedNetwork): string[] {
  return table(run, 'lateness').map(({ place, cause, parcels }) => `${place}: ${cause} ${parcels}`);
}

function cohortOf(run: FinishedNetwork): NamedRow[] {
  return table(run, 'parcels').filter((row) => row.cohort);
}

function isLate({ transit_time_h: time }: NamedRow, commitmentH: number): boolean {
  return time === null || Number(time) > commitmentH + 1e-9;
}

function lateOf(run: FinishedNetwork, commitmentH: number): NamedRow[] {
  return cohortOf(run).filter((row) => isLate(row, commitmentH));
}

const VAN = {
  code: 'van',
  parcels: 1000,
  weight_kg: 1000,
  cube_m3: 100,
  speed_km_per_h: 60,
  cost_per_km: 2,
  cost_per_trip: 0,
};

// By plan: half a tour 0.5 h, handling 0.5 h, the mean wait for one of three vans 4.79 h, 1 h of driving, handling 0.5 h,
// 12 h to the only wave, half a round: 19.8 h. Really: from 17:30 until 12:12 of the next day or later, 18.7 h.
describe('a late parcel', () => {
  it('is late by plan, at the station where it was accepted, where its plan takes longer than its commitment', () => {
    const run = runNetwork(oneWay({ commitment_h: 10 }));
    const { length } = cohortOf(run);
    expect(length).toBeGreaterThan(6);
    expect(told(run)).toEqual([`S1: plan ${length}`]);
    expect(kpi(run, 'late_share', 'plan')).toBe(1);
    const mean = cohortOf(run).reduce((sum, row) => sum + Number(row.transit_time_h) - 10, 0) / length;
    expect(Number(table(run, 'lateness')[0].late_mean_h)).toBeCloseTo(mean, 9);
  });

  it('goes a long way round what is closed, also where that was known when it was accepted', () => {
    const everyHour = Array.from({ length: 24 }, (_, hour) => hour);
    const draft = diamond({
      commitment_h: 16,
      routing: { policy: 'reactive' },
      delivery: { waves_h: everyHour, failure_share: 0, parcels_per_stop: 1 },
      disruptions: [{ code: 'SHUT', name: 'shut', lane: 'B:D', from_h: 4.5, to_h: 140 }],
    });
    const lanes = draft.lanes.map((lane) => ({
      ...lane,
      departuresH: everyHour,
      ...(lane.from === 'A' && lane.to === 'C' && { distanceKm: 600 }),
    }));
    const run = runNetwork(network({ ...draft, lanes }));
    expect(told(run)).toEqual([`S1: detour ${cohortOf(run).length}`]);
  });

  it('is forgiven what it makes good: planned too slow, and yet in time', () => {
    const run = runNetwork(oneWay({ commitment_h: 19.7 }));
    expect(lateOf(run, 19.7)).toEqual([]);
    expect(told(run)).toEqual([]);
    for (const row of cohortOf(run)) expect(row).toMatchObject({ late_place: '', late_cause: '' });
    expect(kpi(run, 'late_share')).toBe(0);
  });

  it('was rolled, on the lane whose van was full', () => {
    const run = runNetwork(
      oneWay({ commitment_h: 30, vehicles: [{ ...VAN, parcels: 2 }], run: { seed: 3 } }),
    );
    const late = lateOf(run, 30);
    // Two by each of the vans of 20:00, 06:00 and 09:00 are in time for the wave at noon.
    expect(late).toHaveLength(cohortOf(run).length - 6);
    expect(late.length).toBeGreaterThan(2);
    expect(told(run)).toEqual([`S1:S2: rolled ${late.length}`]);
    for (const row of late) expect(row).toMatchObject({ late_place: 'S1:S2', late_cause: 'rolled' });
  });

  it('was under way in weather', () => {
    const outline: [number, number][] = [
      [114, 29],
      [116, 29],
      [116, 31],
      [114, 31],
    ];
    const storm = { code: 'ICE', name: 'ice', kind: 'snow' as const, from_h: 18, to_h: 96 };
    const run = runNetwork(
      oneWay(
        { commitment_h: 30, weather: [{ ...storm, speed_factor: 0.05, outline }] },
        { departuresH: [20] },
      ),
    );
    // Twenty hours on the road instead of one: at 16:00 the wave is gone.
    const late = lateOf(run, 30);
    expect(late).toHaveLength(cohortOf(run).length);
    expect(told(run)).toEqual([`S1:S2: weather ${late.length}`]);
    const [trip] = table(run, 'trips').filter(({ parcels }) => parcels !== 0);
    expect(Number(trip.weather_delay_h)).toBeCloseTo(19, 9);
  });

  it('was sorted too late for the van, or for so long that the wait for the next matters less', () => {
    // From 18:00 on one in half an hour, planned to be ready at 18:30; the van of 20:00 takes four and the one sorted then.
    const slow = { station_sort: { rate_per_hour: 2, cv: 0 } };
    const missed = runNetwork(oneWay({ commitment_h: 30, handling: slow }, { departuresH: [20] }));
    const lateForVan = lateOf(missed, 30);
    expect(lateForVan.length).toBeGreaterThan(3);
    expect(told(missed)).toEqual([`S1: missed connection ${lateForVan.length}`]);
    const slower = { station_sort: { rate_per_hour: 0.5, cv: 0 } };
    const everyHour = { departuresH: Array.from({ length: 24 }, (_, hour) => hour) };
    const backlog = runNetwork(
      oneWay({ commitment_h: 30, handling: slower, run: { cap_days: 9 } }, everyHour),
    );
    const inLine = lateOf(backlog, 30);
    expect(inLine.length).toBeGreaterThan(3);
    expect(table(backlog, 'lateness')[0]).toMatchObject({ place: 'S1', kind: 'station', cause: 'backlog' });
    // What is sorted at S1 is sorted there at the same pace again, two at a time or not.
    for (const row of table(backlog, 'lateness')) expect(row.cause).toBe('backlog');
  });

  it('waited for couriers who had no room for it', () => {
    const delivery = { parcels_per_round: 2, waves_h: [12], last_departure_h: 12 };
    const run = runNetwork(
      oneWay({ commitment_h: 30, delivery }, { to: { couriers: 1 }, departuresH: [20] }),
    );
    const late = lateOf(run, 30);
    expect(late).toHaveLength(cohortOf(run).length - 2);
    expect(told(run)).toEqual([`S2: courier backlog ${late.length}`]);
  });

  it('found nobody home', () => {
    const again = { failure_share: 0.5, attempts: 9 };
    const run = runNetwork(
      oneWay({ commitment_h: 30, delivery: again, run: { seed: 5 } }, { departuresH: [20] }),
    );
    const late = lateOf(run, 30);
    for (const row of cohortOf(run)) expect(isLate(row, 30)).toBe(Number(row.failed_attempts) > 0);
    expect(late.length).toBeGreaterThan(1);
    expect(told(run)).toEqual([`S2: nobody home ${late.length}`]);
    const never = runNetwork(oneWay({ delivery: { failure_share: 1, attempts: 2 } }, { departuresH: [20] }));
    expect(told(never)).toEqual([`S2: nobody home ${cohortOf(never).length}`]);
    expect(table(never, 'lateness')[0]).toMatchObject({ delivered: 0, late_mean_h: null });
  });

  it('was on a long pickup tour, where that alone made it late; else the next van was later than the mean', () => {
    // Half a tour of h is planned as 0.5 h: with 0.1 h to spare by plan it may be 0.6 h. The van of 20:00 is later than the
    // mean of 6 h for all, so that no one makes good for it: half a round of twenty stops is 4710 s.
    const commitment_h = 0.5 + 0.5 + 6 + 1 + 0.5 + 12 + 4710 / 3600 + 0.1;
    const pickup = { waves_h: [8], tour: { uniform: { min_s: 0, max_s: 7200 } } };
    const run = runNetwork(
      oneWay({ commitment_h, pickup, demand: { parcels_per_day: 40 } }, { departuresH: [8, 20] }),
    );
    const scans = table(run, 'scans').filter(
      ({ event }) => event === 'accepted' || event === 'arrivedAtOrigin',
    );
    const halfTour = new Map(
      cohortOf(run).map(({ parcel }) => {
        const [from, to] = scans.filter((scan) => scan.parcel === parcel).map(({ time }) => hours(time));
        return [parcel, to - from];
      }),
    );
    const causes = new Set();
    for (const { parcel, late_cause: cause } of cohortOf(run)) {
      const half = halfTour.get(parcel)!;
      expect(cause).toBe(half > 0.6 ? 'pickup' : 'timetable');
      causes.add(cause);
    }
    expect(causes).toEqual(new Set(['pickup', 'timetable']));
  });

  it('was never sent, or never picked up: unfinished parcels are told too', () => {
    const stuck = runNetwork(oneWay({ run: { cap_days: 2 } }, { departuresH: [] }));
    expect(told(stuck)).toEqual([`S1: no path ${cohortOf(stuck).length}`]);
    expect(table(stuck, 'lateness')[0]).toMatchObject({ delivered: 0, returned: 0, share: 1 });
    const large = runNetwork(oneWay({ vehicles: [{ ...VAN, weight_kg: 0.1 }], run: { cap_days: 1 } }));
    expect(told(large)).toEqual([`S1: fits no vehicle ${cohortOf(large).length}`]);
    const full = oneWay({ vehicles: [{ ...VAN, parcels: 1 }], run: { cap_days: 1 }, commitment_h: 96 });
    for (const { late_cause: cause, outcome } of cohortOf(runNetwork(full)))
      expect(cause).toBe(outcome === 'delivered' ? '' : 'rolled');
  });
});

describe('the table of lateness', () => {
  it('holds every late parcel of the cohort once, and says of each what its own row says', () => {
    const settings = fc.constantFrom<SettingsDraft>({}, { commitment_h: 20 }, { commitment_h: 40 });
    fc.assert(
      fc.property(anyNetwork, settings, (scenario, { commitment_h = 72 }) => {
        const run = runNetwork(
          { ...scenario, settings: { ...scenario.settings, commitment_h } },
          { checksEveryEvent: false },
        );
        const late = lateOf(run, commitment_h);
        const expected = new Map<string, number>();
        for (const { late_place, late_cause } of late) {
          expect(late_cause).not.toBe('');
          const key = `${late_place} ${late_cause}`;
          expected.set(key, (expected.get(key) ?? 0) + 1);
        }
        const rows = table(run, 'lateness');
        expect(new Map(rows.map((row) => [`${row.place} ${row.cause}`, row.parcels]))).toEqual(expected);
        expect(rows.reduce((sum, { parcels }) => sum + Number(parcels), 0)).toBe(late.length);
        for (const { parcels, delivered, returned, unfinished } of rows)
          expect(Number(delivered) + Number(returned) + Number(unfinished)).toBe(parcels);
        for (const row of cohortOf(run)) if (!isLate(row, commitment_h)) expect(row.late_cause).toBe('');
        const causes = run.outcome.kpis.filter((one) => one.kpi === 'late_share' && one.class !== '');
        const { length } = cohortOf(run);
        if (length === 0) return;
        expect(causes.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(late.length / length, 9);
        expect(kpi(run, 'late_share')).toBeCloseTo(1 - kpi(run, 'service_level'), 12);
      }),
      { numRuns: 40 },
    );
  });
});
