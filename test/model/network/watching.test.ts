import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { NetworkRun } from '../../../src/model/network/network-run.ts';
import type { Cell } from '../../../src/records/table.ts';
import { anyNetwork } from '../../builders/network-arbitrary.ts';

it('shows whoever begins to watch in the middle the trips under way, then those that depart', () => {
  fc.assert(
    fc.property(anyNetwork, fc.integer({ min: 1, max: 400 }), (scenario, events) => {
      const trips: (readonly Cell[])[] = [];
      const run = new NetworkRun(scenario, {
        seed: 1,
        replication: 0,
        records: { write: (table, cells) => table.id === 'trips' && trips.push([...cells]) },
        parcels: 'none',
        scans: 'none',
      });
      run.advance(events);
      const gone = trips.length;
      const drawn = new Set<string>();
      let last = 0;
      const look = () => {
        const { segments } = run.frame();
        for (let i = 0; i < segments.count; i++) {
          drawn.add(`${scenario.lanes[segments.lane[i]].code} ${segments.trip[i]}`);
          // The view searches segments by time: they come in order of departure.
          expect(segments.departUs[i]).toBeGreaterThanOrEqual(last);
          last = segments.departUs[i];
        }
      };
      look();
      while (!run.advance(50)) look();
      look();
      run.finish();
      // What had arrived before the first look is in no frame; everything else is.
      expect(drawn).toEqual(new Set(trips.slice(gone).map(([, lane, trip]) => `${lane} ${trip}`)));
    }),
    { numRuns: 25 },
  );
});

it('reads nothing twice: a frame without departures since the last has no segments', () => {
  const [scenario] = fc.sample(anyNetwork, { numRuns: 1, seed: 5 });
  const run = new NetworkRun(scenario, {
    seed: 1,
    replication: 0,
    records: { write() {} },
    parcels: 'none',
    scans: 'none',
  });
  run.advance(500);
  const first = run.frame();
  const again = run.frame();
  expect(again.segments.count).toBe(0);
  expect({ ...again, segments: null }).toEqual({ ...first, segments: null });
});
