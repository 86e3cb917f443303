import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../../src/engine/clock.ts';
import { CourierTime } from '../../../src/model/delivery/courier-time.ts';
import { LocalTime } from '../../../src/model/network/local-time.ts';
import { oneWay } from '../../builders/network-one-way.ts';
import { hours, kpi, runNetwork, table, tableBy } from '../../builders/network-tables.ts';

/** Two couriers on duty from 8:00 to 18:00. @param startsAtH local hour of time 0 */
function two(startsAtH = 0): CourierTime {
  return new CourierTime(2, { fromH: 8, toH: 18 }, new LocalTime(0, startsAtH * 3600));
}

/** Busy and available hours. */
const read = (time: CourierTime, nowH: number) => [
  time.busy(nowH * HOUR) / HOUR,
  time.available(nowH * HOUR) / HOUR,
];

describe('the working time of couriers', () => {
  it('is busy on rounds and available on duty', () => {
    const time = two();
    time.setOut(1, 9 * HOUR);
    expect(read(time, 10)).toEqual([1, 4]);
    time.cameBack(1, 11 * HOUR);
    expect(read(time, 12)).toEqual([2, 8]);
    expect(read(time, 24)).toEqual([2, 20]);
    expect(read(time, 33)).toEqual([2, 22]);
    expect(time.utilization(DAY)).toBe(0.1);
  });

  it('counts overtime as available, until the round ends', () => {
    const time = two();
    time.setOut(0, 17 * HOUR);
    expect(read(time, 19)).toEqual([2, 21]);
    time.cameBack(0, 20 * HOUR);
    expect(read(time, 23)).toEqual([3, 22]);
    // Through the night, into the next day of duty.
    time.setOut(1, 17 * HOUR);
    time.cameBack(1, 33 * HOUR);
    expect(read(time, 34)).toEqual([3 + 16, 24 + 2 + 14]);
  });

  it('begins anew in the middle of a round', () => {
    const time = two();
    time.setOut(0, 16 * HOUR);
    time.reset(17 * HOUR);
    time.cameBack(0, 19 * HOUR);
    expect(read(time, 24)).toEqual([2, 3]);
  });

  it('goes by local time', () => {
    const time = two(6);
    expect(read(time, 2)).toEqual([0, 0]);
    expect(read(time, 3)).toEqual([0, 2]);
    expect(read(time, 24)).toEqual([0, 20]);
  });

  it('is nothing where nobody was on duty', () => {
    expect(two().utilization(7 * HOUR)).toBeNaN();
  });
});

it('makes the utilization of a station and of the network', () => {
  const delivery = { waves_h: [12], last_departure_h: 12, parcels_per_round: 50 };
  const run = runNetwork(oneWay({ delivery, run: { seed: 2 } }, { to: { couriers: 1 }, departuresH: [20] }));
  // Duty ends when it begins: whoever is out is in overtime, and nothing else is available.
  const stations = tableBy(run, 'facilities', 'facility');
  expect(stations.get('S1')!.courier_utilization).toBe(null);
  expect(stations.get('S2')!.courier_utilization).toBe(1);

  const long = runNetwork(
    oneWay(
      { delivery: { ...delivery, last_departure_h: 18 }, run: { seed: 2 } },
      { to: { couriers: 1 }, departuresH: [20] },
    ),
  );
  // 600 s out, n stops of 120 s with 300 s between, 600 s back.
  const stops = table(long, 'scans').filter(({ event }) => event === 'delivered').length;
  const rounds = new Set(
    table(long, 'scans').flatMap(({ event, time }) => (event === 'outForDelivery' ? [time] : [])),
  ).size;
  const busyH = (rounds * 1200 + stops * 420 - rounds * 300) / 3600;
  const days = Math.floor(hours(long.endedAt) / 24);
  const dutyH = days * 6 + Math.min(6, Math.max(0, (hours(long.endedAt) % 24) - 12));
  const of = tableBy(long, 'facilities', 'facility').get('S2')!.courier_utilization;
  expect(of).toBeCloseTo(busyH / dutyH, 9);
  // S1 has two couriers and nothing to deliver.
  expect(kpi(long, 'courier_utilization')).toBeCloseTo(busyH / (3 * dutyH), 9);
});
