import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../../src/engine/clock.ts';
import { CLOSED_BY, type ClosedBy } from '../../../src/model/sorting/outbound/container-building.ts';
import { MARK } from '../../../src/model/sorting/piece-store.ts';
import { STAGE } from '../../../src/model/sorting/stage.ts';
import { type OutboundSide, outboundSide, type TestPiece } from '../../builders/outbound-side.ts';

const CONTAINERS = { parcels: 3, weight_kg: 10, cube_m3: 0.1, after_min: 30 };

/** One chute for one direction that departs at 01:00, and nobody to load. */
function oneChute(room = 100): OutboundSide {
  return outboundSide({ containers: CONTAINERS }, [{}], [room]);
}

function put(side: OutboundSide, piece: TestPiece = {}): number {
  const arrived = side.arrive(piece);
  expect(side.chutes.take(0, arrived)).toBe(true);
  return arrived;
}

function closed(side: OutboundSide): Partial<Record<ClosedBy, number>> {
  const entries = CLOSED_BY.map((by, i) => [by, side.containers.closedBy[i]] as const);
  return Object.fromEntries(entries.filter(([, n]) => n > 0));
}

describe('building containers', () => {
  it('closes a container by the count of its parcels', () => {
    const side = oneChute();
    const first = put(side);
    put(side);
    expect(closed(side)).toEqual({});
    expect(side.containers.parcelsAt(0)).toBe(2);
    expect(side.context.pieces.stage[first]).toBe(STAGE.chute);
    put(side);
    expect(closed(side)).toEqual({ count: 1 });
    expect(side.containers.parcelsAt(0)).toBe(0);
    expect(side.context.pieces.stage[first]).toBe(STAGE.load);
    expect(side.loading.waiting(0)).toBe(1);
  });

  it('closes it before the parcel that is too heavy for it, which begins the next', () => {
    const side = oneChute();
    put(side, { weightG: 6000 });
    put(side, { weightG: 5000 });
    expect(closed(side)).toEqual({ weight: 1 });
    expect(side.containers.parcelsAt(0)).toBe(1);
  });

  it('closes it by cube, at once where nothing is left', () => {
    const side = oneChute();
    put(side, { cubeUnits: 4000 });
    put(side, { cubeUnits: 6000 });
    expect(closed(side)).toEqual({ cube: 1 });
    expect(side.containers.parcelsAt(0)).toBe(0);
  });

  it('closes it by the time since its own first parcel', () => {
    const side = outboundSide({ containers: CONTAINERS }, [{ departuresS: [5 * 3600] }], [100]);
    put(side);
    side.script.at(10 * MINUTE, () => {
      put(side);
      put(side);
    });
    side.script.at(15 * MINUTE, () => put(side));
    // The first container was closed by count; its time is up when the second has 15 minutes left.
    side.run(45 * MINUTE);
    expect(closed(side)).toEqual({ count: 1 });
    side.run(45 * MINUTE + 1);
    expect(closed(side)).toEqual({ count: 1, time: 1 });
    expect(side.context.sim.staleCount).toBe(1);
  });

  it('closes all that is open for a direction before its trailers are sealed, and nothing of another', () => {
    const side = outboundSide(
      { containers: { parcels: 10, close_before_seal_min: 20 } },
      [{}, { departuresS: [2 * 3600] }],
      [10, 10, 10],
    );
    for (const chute of [0, 1, 2]) side.chutes.take(chute, side.arrive({ direction: chute % 2 }));
    side.chutes.addByHand(0, side.arrive());
    side.run(40 * MINUTE);
    expect(closed(side)).toEqual({});
    side.run(40 * MINUTE + 1);
    expect(closed(side)).toEqual({ cutoff: 3 });
    expect(side.containers.parcelsAt(1)).toBe(1);
  });

  it('gives a piece larger than a container one of its own', () => {
    const side = oneChute();
    put(side);
    put(side, { weightG: 40_000 });
    expect(closed(side)).toEqual({ weight: 2 });
    expect(side.loading.waiting(0)).toBe(2);
    expect(side.containers.parcelsAt(0)).toBe(0);
  });

  it('leaves bags and irregular pieces that come by hand as they are', () => {
    const side = oneChute();
    side.chutes.addByHand(0, side.arrive({ parcels: 25, marks: MARK.bag | MARK.through }));
    side.chutes.addByHand(0, side.arrive({ marks: MARK.irregular }));
    expect(side.loading.waiting(0)).toBe(2);
    const typedIn = side.arrive();
    side.chutes.addByHand(0, typedIn);
    expect(side.loading.waiting(0)).toBe(2);
    expect(side.context.pieces.stage[typedIn]).toBe(STAGE.chute);
  });

  it('takes a bag as long as a container and an irregular piece as long as a loose one', () => {
    const side = outboundSide(
      { loading: { parcels_per_worker_per_hour: 360, containers_per_worker_per_hour: 60, cv: 0 } },
      [{}],
      [],
    );
    side.loading.setPeople(1, 0.5);
    side.chutes.addByHand(0, side.arrive({ parcels: 25, marks: MARK.bag | MARK.through }));
    side.chutes.addByHand(0, side.arrive({ marks: MARK.irregular }));
    side.run(2 * MINUTE + 1);
    expect(side.context.journal.present[STAGE.trailer]).toBe(25);
    side.run(2 * MINUTE + 20 * SECOND + 1);
    expect(side.context.journal.present[STAGE.trailer]).toBe(26);
    side.run(HOUR + 1);
    expect(side.context.journal.departed).toBe(26);
  });
});
