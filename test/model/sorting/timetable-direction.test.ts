import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../../src/engine/clock.ts';
import { HubTimetable } from '../../../src/model/sorting/outbound/hub-timetable.ts';
import { MARK } from '../../../src/model/sorting/piece-store.ts';
import { CAUSES, type Cause, STAGE } from '../../../src/model/sorting/stage.ts';
import { DOOR } from '../../../src/snapshot/floor-snapshot.ts';
import { type OutboundSide, outboundSide } from '../../builders/outbound-side.ts';
import references from '../../reference/traces.json' with { type: 'json' };

interface ScheduledTruck {
  readonly id: string;
  readonly params: { readonly arrivals: readonly number[]; readonly Q: number; readonly T: number };
  readonly expected: {
    readonly departures_load_left: readonly (readonly number[])[];
    readonly meanWait: number;
  };
}

const TRUCKS = (references.cases as unknown as (ScheduledTruck & { readonly model: string })[])
  .filter(({ model }) => model === 'TraceScheduledTruck')
  .map((each) => [each.id, each] as const);

/** What is loaded in no time. */
const AT_ONCE = { loading: { parcels_per_worker_per_hour: 1e12, cv: 0 } };

function irregular(side: OutboundSide, direction = 0): void {
  side.chutes.addByHand(direction, side.arrive({ direction, marks: MARK.irregular }));
}

function missed(side: OutboundSide): Partial<Record<Cause, number>> {
  const entries = CAUSES.map((cause, i) => [cause, side.context.journal.missed[i]] as const);
  return Object.fromEntries(entries.filter(([, n]) => n > 0));
}

describe('the timetable of a direction', () => {
  it('finds the first departure at or after an instant', () => {
    const seconds = fc.uniqueArray(fc.nat(604_799), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(seconds, fc.integer({ min: -1e12, max: 3e12 }), fc.boolean(), (given, at, atOne) => {
        const timetable = new HubTimetable(given.sort((a, b) => a - b));
        const instant = atOne ? timetable.at(timetable.firstFrom(at)) : at;
        let k = 0;
        while (timetable.at(k) < instant) k++;
        expect(timetable.firstFrom(instant)).toBe(k);
      }),
      { numRuns: 200 },
    );
  });

  it('plans a trailer for the first departure whose sort cutoff is not before it was due', () => {
    const [direction] = outboundSide({}, [{ departuresS: [3600, 7200] }], []).directions;
    expect(direction.departurePlannedFor(30 * MINUTE)).toBe(0);
    expect(direction.departurePlannedFor(30 * MINUTE + 1)).toBe(1);
    expect(direction.departurePlannedFor(-HOUR)).toBe(0);
    expect(direction.cutoffOf(2)).toBe(24 * HOUR + 30 * MINUTE);
    expect(direction.departureOf(2)).toBe(25 * HOUR);
  });
});

describe('a direction that departs by timetable', () => {
  // A truck of Q every T minutes takes what has come until then, in order, and leaves the rest to the next.
  it.each(TRUCKS)('departs as %s says', (_, { params, expected }) => {
    const count = Math.floor(1439 / params.T);
    const side = outboundSide(
      AT_ONCE,
      [
        {
          departuresS: Array.from({ length: count }, (_, k) => (k + 1) * params.T * 60),
          trailerParcels: params.Q,
        },
      ],
      [],
    );
    side.loading.setPeople(1, 1);
    for (const at of params.arrivals) side.script.at(at * MINUTE, () => irregular(side));
    let departed = 0;
    const seen = expected.departures_load_left.map(([at]) => {
      side.run(at * MINUTE + 1);
      const load = side.context.journal.departed - departed;
      departed += load;
      return [at, load, side.context.journal.inHub];
    });
    expect(seen).toEqual(expected.departures_load_left);
    expect(side.context.journal.dwell.mean / MINUTE).toBeCloseTo(expected.meanWait, 9);
    expect(side.pieces).toEqual(params.arrivals.map((_, ordinal) => ordinal));
  });

  it('lets a full trailer leave at once while another may follow, and keeps the last for the departure', () => {
    const side = outboundSide(
      { ...AT_ONCE, outbound: { swap: { constant: { value_s: 120 } }, seal_before_min: 10 } },
      [{ trailerParcels: 3, trailersPerDeparture: 2 }],
      [],
    );
    side.loading.setPeople(1, 1);
    for (let k = 1; k <= 8; k++) side.script.at(k * MINUTE, () => irregular(side));
    side.run(3 * MINUTE + 1);
    expect(side.directions[0].trailers.state[0]).toBe(DOOR.swap);
    expect(side.loading.waitsFor(0)).toBe(null);
    side.run(4 * MINUTE + 1);
    expect(side.loading.waitsFor(0)).toBe('trailer');
    side.run(30 * MINUTE);
    expect(side.directions[0].trailers.state[0]).toBe(DOOR.blocked);
    expect(side.directions[0].look().departsAt[0]).toBe(HOUR);
    side.run(HOUR + 1);
    expect(
      side.left.map(({ ordinal, leftAt, trailer, parcels, sealedBy }) => [
        ordinal,
        leftAt / MINUTE,
        trailer,
        parcels,
        sealedBy,
      ]),
    ).toEqual([
      [0, 3, 0, 3, 'full'],
      [0, 60, 1, 3, 'full'],
    ]);
    expect(missed(side)).toEqual({ space: 2 });
    // The next stands open after the swap, and takes what was left.
    side.run(62 * MINUTE + 1);
    expect(side.directions[0].trailers.parcels[0]).toBe(2);
    expect([side.figures.trailersLeft, side.figures.leftFull, side.figures.load.mean]).toEqual([
      2, 2, 10_000,
    ]);
  });

  it('fills the first of two open trailers before the second, and sends both', () => {
    const side = outboundSide(AT_ONCE, [{ doors: 2, trailersPerDeparture: 2, trailerParcels: 3 }], []);
    side.loading.setPeople(4, 1);
    side.script.at(MINUTE, () => {
      for (let k = 0; k < 5; k++) irregular(side);
    });
    side.run(2 * MINUTE);
    const { trailers } = side.directions[0];
    expect([...trailers.parcels]).toEqual([3, 2]);
    expect([...trailers.state]).toEqual([DOOR.blocked, DOOR.working]);
    side.run(2 * HOUR);
    expect(side.left.map(({ door, sealedBy, loadFactor }) => [door, sealedBy, loadFactor])).toEqual([
      [0, 'full', 1],
      [1, 'time', 2 / 3],
    ]);
    expect(missed(side)).toEqual({});
  });

  it('opens no more doors than one departure has trailers', () => {
    const side = outboundSide({}, [{ doors: 3, trailersPerDeparture: 2 }], []);
    side.run(25 * HOUR);
    expect([...side.directions[0].trailers.state]).toEqual([DOOR.working, DOOR.working, DOOR.empty]);
    // Nothing was aboard: nothing left.
    expect(side.left).toEqual([]);
    expect(side.directions[0].nextDeparture).toBe(1);
    expect(side.figures.doors.utilization(25 * HOUR)).toBeCloseTo(2 / 3, 12);
  });

  it('takes no more into a trailer that the next unit does not go into, by weight too', () => {
    const side = outboundSide(AT_ONCE, [{ trailerWeightKg: 100, trailersPerDeparture: 9 }], []);
    side.loading.setPeople(1, 1);
    for (const weightG of [60_000, 50_000, 40_000]) {
      side.chutes.addByHand(0, side.arrive({ weightG, marks: MARK.irregular }));
    }
    side.run(2 * HOUR);
    // The third would have gone with the first, but comes after the second, which closed the trailer.
    expect(side.left.map(({ parcels, loadFactor }) => [parcels, loadFactor])).toEqual([
      [1, 0.6],
      [2, 0.9],
    ]);
  });

  it('leaves behind what is being carried when the trailer is sealed, at the head of the line', () => {
    const side = outboundSide({ loading: { parcels_per_worker_per_hour: 12, cv: 0 } }, [{}], []);
    side.loading.setPeople(1, 1);
    side.script.at(56 * MINUTE - 1, () => irregular(side));
    side.script.at(57 * MINUTE, () => irregular(side));
    side.script.at(50 * MINUTE, () => irregular(side));
    side.run(HOUR + 1);
    expect(missed(side)).toEqual({ loaders: 2 });
    expect(side.loading.inVain).toBe(0);
    side.run(61 * MINUTE);
    expect([side.loading.inVain, side.loading.carried, side.loading.waiting(0)]).toEqual([1, 1, 1]);
    side.run(25 * HOUR + 1);
    // Ordinals by arrival: 50:00, 55:59.999999, 57:00.
    expect(side.pieces).toEqual([0, 1, 2]);
    expect(missed(side)).toEqual({ loaders: 2 });
  });

  it('counts what is not aboard with the cause of where it is', () => {
    const side = outboundSide({ containers: { parcels: 10, close_before_seal_min: 0 } }, [{}], [10]);
    side.script.at(10 * MINUTE, () => {
      side.arrive();
      side.chutes.take(0, side.arrive());
      side.chutes.take(0, side.arrive());
      irregular(side);
      irregular(side);
      irregular(side);
    });
    side.run(59 * MINUTE);
    expect(side.loading.waitsFor(0)).toBe('loaders');
    side.run(HOUR + 1);
    // The container was closed at the instant of sealing: too late for the loaders.
    expect(missed(side)).toEqual({ doors: 1, loaders: 5 });
    expect(side.context.journal.present[STAGE.load]).toBe(5);
  });

  it('departs at its instants whatever the order of sealing and departing', () => {
    // Sealed 10 minutes before, departing every 4: three departures are sealed before the first leaves.
    const side = outboundSide(
      { ...AT_ONCE, outbound: { swap: { constant: { value_s: 60 } }, seal_before_min: 10 } },
      [{ departuresS: [1200, 1440, 1680, 1920, 2160] }],
      [],
    );
    side.loading.setPeople(1, 1);
    for (let k = 0; k < 40; k++) side.script.at(k * MINUTE + SECOND, () => irregular(side));
    side.run(25 * HOUR);
    expect(side.left.map(({ ordinal, leftAt, planned }) => [ordinal, leftAt === planned])).toEqual([
      [0, true],
      [3, true],
      [5, true],
    ]);
    expect(side.context.journal.inHub).toBe(0);
    expect(side.context.journal.departed).toBe(40);
  });
});
