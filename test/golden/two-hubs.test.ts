import { describe, expect, it } from 'vitest';
import { hours, kpi, life, runNetwork, table, tableBy } from '../builders/network-tables.ts';
import { shippedNetwork } from '../builders/shipped-network.ts';
import { expectGolden } from './golden-text.ts';
import { networkTrace } from './network-trace.ts';

/**
 * The scenario `two-hubs`, followed with a pencil. Time 0 is Monday, 2 March 2026, 00:00; hours below count from it.
 * What each expectation rests on is in the tables of the scenario; the whole trace is in `two-hubs.txt`.
 */
const scenario = shippedNetwork('two-hubs');
const run = runNetwork(scenario);
const parcels = table(run, 'parcels').filter(({ cohort }) => cohort);
const trips = tableBy(run, 'trips', 'lane', 'trip');
const SECOND_H = 1 / 3600;

/** Hour of each parcel's scan of one kind at one place, in order. */
function scansAt(event: string, facility: string): [string, number][] {
  return table(run, 'scans')
    .filter((row) => row.event === event && row.facility === facility)
    .filter(({ parcel }) => parcels.some((one) => one.parcel === parcel))
    .map(({ parcel, time }) => [String(parcel), hours(time)]);
}

describe('two hubs, three towns and a village', () => {
  it('leaves the trace that was read and committed', () => {
    expectGolden('two-hubs', networkTrace(scenario, run));
  });

  it('accepts at 17:00 what was ordered before 16:00, and has it at the station at 18:00', () => {
    expect(parcels).toHaveLength(27);
    for (const { created, accepted } of parcels) {
      expect(hours(created)).toBeGreaterThanOrEqual(8);
      expect(hours(created)).toBeLessThan(16);
      // Couriers set out at 16:00 for two hours; a parcel is taken over half way.
      expect(hours(accepted)).toBe(17);
    }
    expect(new Set(scansAt('arrivedAtOrigin', 'STA-A').map(([, hour]) => hour))).toEqual(new Set([18]));
  });

  it('takes the trips that the timetable, distance and speed say', () => {
    // 30 km at 60 km/h; the trip of 03:00 comes before the one of 21:00 and is number 0 of its lane.
    expect(trips.get('STA-A:HUB-A 0')).toMatchObject({
      departed: 19 * 3.6e9,
      arrived: 19.5 * 3.6e9,
      parcels: 6,
    });
    expect(trips.get('HUB-A:HUB-B 1')).toMatchObject({ departed: 21 * 3.6e9, parcels: 6 });
    expect(trips.get('HUB-B:STA-B 1')).toMatchObject({
      departed: 30 * 3.6e9,
      arrived: 30.5 * 3.6e9,
      parcels: 7,
    });
  });

  it('is held up by the rain as the sum on paper says', () => {
    // 300 km take five hours when dry. By 22:00 one hour of it is done, and both trucks are between 118 and 120
    // degrees east, under the rain; in its four hours they do 0.8 x 4 = 3.2 hours of the way, still under it at 02:00;
    // then 5 - 1 - 3.2 = 0.8 hours are left: 02:48.
    for (const lane of ['HUB-A:HUB-B', 'HUB-B:HUB-A'])
      expect(hours(trips.get(`${lane} 1`)!.arrived)).toBeCloseTo(26.8, 9);
    // The next ones leave at 03:00 and are dry.
    expect(hours(trips.get('HUB-A:HUB-B 2')!.arrived)).toBe(32);
  });

  it('unloads in the order loaded, one every six seconds', () => {
    // Unloading takes 6 s, induction 2 s; the unloader is the bottleneck.
    const aboard = scansAt('departedInTransit', 'HUB-A').slice(0, 6);
    const inducted = scansAt('inducted', 'HUB-B').filter(([parcel]) =>
      aboard.some(([one]) => one === parcel),
    );
    expect(inducted.map(([parcel]) => parcel)).toEqual(aboard.map(([parcel]) => parcel));
    inducted.forEach(([, hour], i) => {
      expect(hour).toBeCloseTo(26.8 + (8 + 6 * i) * SECOND_H, 9);
    });
  });

  it('sends two couriers out with six parcels each, whose stops are nine minutes apart', () => {
    // 15 min to the first door, 3 min there, then 6 + 3 min for each further one.
    const stops = [8.3, 8.45, 8.6, 8.75, 8.9, 9.05];
    const tuesday = scansAt('delivered', 'STA-A').filter(([, hour]) => hour < 24 + 12);
    expect(tuesday).toHaveLength(12);
    tuesday.forEach(([, hour], i) => {
      expect(hour).toBeCloseTo(24 + stops[Math.floor(i / 2)], 9);
    });
  });

  it('keeps what exceeds both loads for the wave at 14:00', () => {
    // Two of fourteen; half a load would be three, so no courier who is back at 09:18 leaves again for them.
    const late = scansAt('outForDelivery', 'STA-A').filter(([, hour]) => hour > 24 + 8);
    expect(late).toEqual([
      ['WESTBY#3', 24 + 14],
      ['HILLSIDE#3', 24 + 14],
    ]);
  });

  it('tries a door where nobody was home again the next day', () => {
    const [failed, ...others] = parcels.filter((row) => Number(row.failed_attempts) > 0);
    expect(others).toEqual([]);
    const events = life(run, String(failed.parcel)).slice(-4);
    expect(events).toEqual([
      'outForDelivery STA-C 32',
      'notDelivered STA-C 32.3',
      'outForDelivery STA-C 56',
      'delivered STA-C 56.3',
    ]);
    expect(kpi(run, 'first_attempt_failed_share')).toBe(1 / 26);
  });

  it('takes a village parcel along the relays, on the village days, to the shelf', () => {
    const [village, ...others] = parcels.filter(({ address }) => address === 'village');
    expect(others).toEqual([]);
    const steps = life(run, String(village.parcel)).map((step) => step.split(' '));
    // Tuesday 11:30 at the township, which the bus to the village leaves on Wednesday at 13:00; sorting takes 10 s.
    expect(steps.map(([event, place]) => `${event} ${place}`)).toEqual([
      'accepted STA-C',
      'arrivedAtOrigin STA-C',
      'departed STA-C',
      'arrivedInTransit CTY-C',
      'departedInTransit CTY-C',
      'arrivedInTransit TWN-C',
      'departedInTransit TWN-C',
      'arrivedInTransit VIL-C',
      'atCollectionPoint VIL-C',
      'delivered VIL-C',
    ]);
    const at = [17, 18, 33, 33.5, 35, 35.5, 61, 61.25, 61.25 + 10 * SECOND_H, 63.25 + 10 * SECOND_H];
    steps.forEach(([, , hour], i) => {
      expect(Number(hour)).toBeCloseTo(at[i], 9);
    });
  });

  it('charges what the steps cost and a share of each trip', () => {
    // EASTON#2: pickup 0.5, sorted at two stations 0.1 and at two hubs 0.3, delivered 1 at a stop of its own 0.2;
    // vans of 60 for six and three parcels, a truck of 900 for six.
    const cost = 0.5 + 2 * 0.1 + 2 * 0.3 + 1.2 + 60 / 6 + 900 / 6 + 60 / 3;
    expect(tableBy(run, 'parcels', 'parcel').get('EASTON#2')!.cost).toBeCloseTo(cost, 5);
  });

  it('closes: everything delivered in time, the rest counted where it is', () => {
    expect(kpi(run, 'service_level')).toBe(1);
    expect(kpi(run, 'unfinished')).toBe(0);
    // Looked at every whole hour after the measured day; the last parcel of the cohort is collected on Wednesday 15:15.
    expect(hours(run.endedAt)).toBe(64);
    const { created, ...places } = run.outcome.ledger;
    expect(Object.values(places).reduce((sum, count) => sum + count, 0)).toBe(created);
  });
});
