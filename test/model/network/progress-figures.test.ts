import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { HOUR } from '../../../src/engine/clock.ts';
import { NetworkRun } from '../../../src/model/network/network-run.ts';
import { OpenByHour } from '../../../src/model/network/open-by-hour.ts';
import { oneWay } from '../../builders/network-one-way.ts';

const options = { seed: 2, replication: 0, records: { write() {} }, parcels: 'none', scans: 'none' } as const;

it('shows no service level before anything is decided, and counts what is overdue as late', () => {
  // Delivered from 36.2 h on, accepted at 17.5 h: a commitment of twelve hours is missed at 29.5 h, by all.
  const run = new NetworkRun(oneWay({ commitment_h: 12 }, { departuresH: [20] }), options);
  const levelAt = (hour: number) => {
    while (run.now < hour * HOUR) run.advance(1e9, hour * HOUR);
    return run.frame().kpis.serviceLevel;
  };
  expect(levelAt(0)).toBeNaN();
  expect(run.frame().kpis.costPerParcel).toBeNaN();
  expect(levelAt(29)).toBeNaN();
  expect(levelAt(31)).toBe(0);
});

it('shows one as the share of those in time', () => {
  const run = new NetworkRun(oneWay({ commitment_h: 72 }, { departuresH: [20] }), options);
  while (!run.advance(1e9)) {}
  expect(run.frame().kpis.serviceLevel).toBe(1);
});

it('counts open parcels by the hour in which they were accepted', () => {
  const hours = fc.array(fc.record({ hour: fc.integer({ min: 0, max: 900 }), isFinished: fc.boolean() }));
  fc.assert(
    fc.property(hours, fc.integer({ min: -10, max: 1000 }), (parcels, until) => {
      const open = new OpenByHour();
      for (const { hour } of parcels) open.accepted(hour * HOUR + 5);
      for (const { hour, isFinished } of parcels) if (isFinished) open.finished(hour * HOUR + 5);
      const expected = parcels.filter(({ hour, isFinished }) => !isFinished && hour + 1 <= until).length;
      expect(open.acceptedBy(until * HOUR)).toBe(expected);
    }),
  );
});
