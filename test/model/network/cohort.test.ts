import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../../src/engine/clock.ts';
import { network } from '../../builders/network-draft.ts';
import { fourHubs } from '../../builders/network-four-hubs.ts';
import { oneWay } from '../../builders/network-one-way.ts';
import { hours, kpi, runNetwork, table } from '../../builders/network-tables.ts';

describe('the cohort', () => {
  it('is what is created in the measured days, and demand goes on until it is finished', () => {
    const run = runNetwork(oneWay({ run: { warm_up_days: 1, measured_days: 1 } }));
    const parcels = table(run, 'parcels');
    for (const { cohort, created } of parcels)
      expect(cohort).toBe(Number(created) >= DAY && Number(created) < 2 * DAY);
    const cohort = parcels.filter((row) => row.cohort);
    expect(kpi(run, 'parcels')).toBe(cohort.length);
    const last = Math.max(...cohort.map(({ finished }) => Number(finished)));
    expect(run.endedAt).toBe(Math.ceil(last / HOUR) * HOUR);
    expect(parcels.some(({ created }) => Number(created) >= 2 * DAY)).toBe(true);
  });

  it('is all there is where demand ends with the measured days', () => {
    const days = { warm_up_days: 0, measured_days: 1 };
    const going = table(runNetwork(oneWay({ run: days })), 'parcels');
    const ending = table(runNetwork(oneWay({ run: { ...days, demand_days: 1 } })), 'parcels');
    const ofCohort = (rows: typeof going) => rows.filter(({ cohort }) => cohort).map(({ parcel }) => parcel);
    expect(going.length).toBeGreaterThan(ending.length);
    expect(ofCohort(ending).sort()).toEqual(ofCohort(going).sort());
    expect(ending.every(({ cohort, created }) => cohort && Number(created) < DAY)).toBe(true);
  });

  it('counts as late what is unfinished at the cap, where it waits with its cause', () => {
    const run = runNetwork(oneWay({ run: { cap_days: 2 } }, { departuresH: [] }));
    expect(run.endedAt).toBe(2.75 * DAY);
    const cohort = table(run, 'parcels').filter((row) => row.cohort);
    for (const row of cohort)
      expect(row).toMatchObject({ outcome: 'no path', place: 'S1', finished: null, legs: 0 });
    expect(kpi(run, 'unfinished')).toBe(cohort.length);
    expect(kpi(run, 'service_level')).toBe(0);
    expect(kpi(run, 'delivered_share')).toBe(0);
    expect(kpi(run, 'rolled_share')).toBeNaN();
    expect(kpi(run, 'stranded')).toBe(run.outcome.ledger.stranded);
    const station = table(run, 'facilities').find(({ facility }) => facility === 'S1')!;
    expect(station.stranded).toBe(run.outcome.ledger.stranded);
  });

  it('may be empty: then there is nothing to measure, and the run ends with the measured time', () => {
    const quiet = {
      parcels_per_day: 4,
      hour_shares: Array.from({ length: 24 }, (_, hour) => (hour === 20 ? 1 : 0)),
    };
    const run = runNetwork(oneWay({ demand: quiet, run: { measured_days: 0.5 } }));
    expect(run.endedAt).toBe(DAY / 2);
    expect(kpi(run, 'parcels')).toBe(0);
    for (const name of [
      'transit_time',
      'service_level',
      'delivered_share',
      'cost',
      'first_attempt_failed_share',
      'cost_total',
    ])
      expect(kpi(run, name)).toBeNaN();
  });

  it('is in time when acceptance to delivery takes no longer than the commitment', () => {
    // Accepted at 17:30, delivered the next day from 12:12 on, seven minutes apart, two at a time.
    const run = (commitment_h: number) =>
      runNetwork(oneWay({ commitment_h, run: { seed: 2 } }, { departuresH: [20] }));
    const cohort = table(run(72), 'parcels').filter((row) => row.cohort);
    expect(cohort.length).toBeGreaterThan(6);
    const times = cohort.map(({ transit_time_h }) => Number(transit_time_h)).sort((a, b) => a - b);
    expect(times[0]).toBeCloseTo(18.7, 9);
    for (const limit of [18.6, 18.7, 18.75, 18.9, 72])
      expect(kpi(run(limit), 'service_level')).toBe(
        times.filter((time) => time <= limit + 1e-9).length / times.length,
      );
  });
});

describe('the table of levels', () => {
  it.each([1, 3, 5])(
    'counts every arrival once, also across the end of the warm-up, observed every %d h',
    (every) => {
      const draft = fourHubs();
      const run = { measured_days: 0.5, warm_up_days: 1.125, observe_every_h: every, cap_days: 2 };
      const finished = runNetwork(network({ ...draft, settings: { ...draft.settings, run } }), {
        checksEveryEvent: false,
      });
      const rows = table(finished, 'timeseries');
      const hub = rows.filter(({ facility }) => facility === 'NORTH');
      hub.forEach(({ time }, k) => {
        expect(hours(time)).toBe(k * every);
      });
      const until = Number(hub.at(-1)!.time);
      const came = table(finished, 'scans').filter(
        ({ event, facility, time }) =>
          event === 'arrivedInTransit' && facility === 'NORTH' && Number(time) < until,
      );
      expect(hub.reduce((sum, { arrivals }) => sum + Number(arrivals), 0)).toBe(came.length);
      const whole = rows.filter(({ facility }) => facility === '');
      const created = table(finished, 'parcels').filter((row) => Number(row.created) < until);
      expect(whole.reduce((sum, { arrivals }) => sum + Number(arrivals), 0)).toBe(created.length);
      for (const { present } of whole) expect(Number(present)).toBeGreaterThanOrEqual(0);
    },
  );
});

describe('shifts', () => {
  it('let nothing begin while nobody is there, and finish what is in hand', () => {
    const draft = fourHubs();
    const slow = { rate_per_hour: 3, cv: 0 };
    const hub = [
      { from_h: 0, share_on_duty: 0 },
      { from_h: 6, share_on_duty: 1 },
      { from_h: 22, share_on_duty: 0 },
    ];
    const always = [{ from_h: 0, share_on_duty: 1 }];
    const settings = {
      ...draft.settings,
      run: { measured_days: 0.7, cap_days: 1 },
      handling: { ...draft.settings?.handling, hub_unload: slow },
      shifts: { hub, station: always, relay: always },
    };
    const run = runNetwork(network({ ...draft, settings }), { checksEveryEvent: false });
    const inducted = table(run, 'scans').filter(
      ({ event, facility }) => event === 'inducted' && facility === 'NORTH',
    );
    expect(inducted.length).toBeGreaterThan(20);
    let overtime = 0;
    for (const { time } of inducted) {
      const hour = hours(time) % 24;
      // Unloading takes 20 minutes; induction, 12 s, begins before 22:00 or waits for 06:00.
      expect(hour < 6 + 12 / 3600 - 1e-9 || hour > 22 + 12 / 3600 + 1e-9).toBe(false);
      if (hour > 22) overtime++;
    }
    expect(overtime).toBeLessThanOrEqual(4);
    const north = table(run, 'facilities').find(({ facility }) => facility === 'NORTH')!;
    expect(Number(north.unload_utilization)).toBeLessThanOrEqual(1);
  });
});
