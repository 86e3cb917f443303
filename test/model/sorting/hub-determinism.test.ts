import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ModelRun } from '../../../src/model/run.ts';
import { anyHub } from '../../builders/hub-arbitrary.ts';
import { everythingOf, runHub } from '../../builders/hub-tables.ts';
import { type Slices, table } from '../../builders/network-tables.ts';

const RUNS = { numRuns: 12 };
const UNCHECKED = { checksEveryEvent: false };

/** Reads all that the page reads. */
const look = (run: ModelRun) => {
  run.world();
  run.frame();
  run.running();
};

it('comes to the same rows and figures however it is cut and watched', () => {
  const slicings: [Slices, boolean][] = [
    [[{ events: 1 }], true],
    [[{ events: 1e6 }], false],
    [[{ events: 5, untilUs: 1.7e9 }, { events: 1e9, untilUs: 3.6e8 }, { events: 3 }], true],
    [
      [
        { events: 1e9, untilUs: 0 },
        { events: 1e9, untilUs: 1.8e9 },
      ],
      false,
    ],
  ];
  fc.assert(
    fc.property(anyHub, (hub) => {
      const whole = everythingOf(runHub(hub, UNCHECKED));
      for (const [slices, isWatched] of slicings)
        expect(everythingOf(runHub(hub, { ...UNCHECKED, slices, ...(isWatched && { look }) }))).toBe(whole);
    }),
    RUNS,
  );
});

it('does not depend on which rows are written, nor on being checked', () => {
  fc.assert(
    fc.property(anyHub, (hub) => {
      const all = runHub(hub, UNCHECKED);
      const none = runHub(hub, { ...UNCHECKED, parcels: 'none', scans: 'none' });
      expect(none.outcome).toEqual(all.outcome);
      expect(table(none, 'parcels')).toEqual([]);
      expect(table(none, 'scans')).toEqual([]);
      expect(runHub(hub).outcome).toEqual(all.outcome);
      const some = runHub(hub, { ...UNCHECKED, parcels: { sample: 3 }, scans: { sample: 3 } });
      const chosen = new Set(table(some, 'parcels').map(({ parcel }) => parcel));
      expect(some.outcome).toEqual(all.outcome);
      expect(table(some, 'parcels')).toEqual(
        table(all, 'parcels').filter(({ parcel }) => chosen.has(parcel)),
      );
    }),
    RUNS,
  );
});

it('has the same luck for every parcel whatever is observed and in whatever order origins are listed', () => {
  const mine = ['parcel', 'direction', 'weight_kg', 'cube_m3', 'arrived'] as const;
  fc.assert(
    fc.property(anyHub, fc.constantFrom(7, 60), (hub, every) => {
      const settings = { ...hub.settings, run: { ...hub.settings.run, observe_every_min: every } };
      const observed = runHub({ ...hub, settings }, UNCHECKED);
      const whole = runHub(hub, UNCHECKED);
      expect(observed.outcome).toEqual(whole.outcome);
      // Parcels in bags that are never opened have no row of their own.
      const loose = hub.inbound.map((row) => ({ ...row, baggedShare: 0 }));
      const belongings = (inbound: typeof loose) =>
        table(runHub({ ...hub, inbound }, UNCHECKED), 'parcels')
          .map((row) => mine.map((column) => row[column]).join(' '))
          .sort();
      expect(belongings(loose.toReversed())).toEqual(belongings(loose));
    }),
    RUNS,
  );
});

it('has other luck in another replication and from another seed', () => {
  const [hub] = fc.sample(anyHub, { numRuns: 1, seed: 3 });
  const { digest } = runHub(hub, UNCHECKED).outcome;
  expect(runHub(hub, { ...UNCHECKED, replication: 1 }).outcome.digest).not.toBe(digest);
  expect(runHub(hub, { ...UNCHECKED, seed: 'another' }).outcome.digest).not.toBe(digest);
});
