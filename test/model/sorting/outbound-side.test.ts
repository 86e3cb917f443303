import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../../src/engine/clock.ts';
import { NONE } from '../../../src/engine/subject-store.ts';
import { MARK } from '../../../src/model/sorting/piece-store.ts';
import { CAUSES, STAGE } from '../../../src/model/sorting/stage.ts';
import { type OutboundSide, outboundSide } from '../../builders/outbound-side.ts';

function missed(side: OutboundSide): Record<string, number> {
  const entries = CAUSES.map((cause, i) => [cause, side.context.journal.missed[i]] as const);
  return Object.fromEntries(entries.filter(([, n]) => n > 0));
}

describe('everything after the sorter', () => {
  it('follows a night of two directions, three chutes and one loader, worked out by hand', () => {
    // Containers of 2 parcels, 2 minutes each; closed 5 minutes before sealing, 5 minutes before departure.
    const side = outboundSide(
      {
        containers: { parcels: 2, after_min: 60, close_before_seal_min: 5 },
        loading: { containers_per_worker_per_hour: 30, cv: 0 },
        outbound: { swap: { constant: { value_s: 180 } }, seal_before_min: 5 },
      },
      [{ departuresS: [20 * 60] }, { departuresS: [30 * 60] }],
      [2, 2, 2],
    );
    const { journal, pieces } = side.context;
    side.loading.setPeople(1, 1);
    const stages = (minute: number) => {
      side.run(minute * MINUTE);
      return [journal.present[STAGE.chute], journal.present[STAGE.load], journal.present[STAGE.trailer]];
    };
    const comes = (minute: number, chute: number) =>
      side.script.at(minute * MINUTE, () => {
        expect(side.chutes.take(chute, side.arrive({ direction: chute % 2 }))).toBe(true);
      });
    // Ordinals 0 to 9; chutes 0 and 2 lead in direction 0, chute 1 in direction 1.
    comes(1, 0);
    comes(2, 0);
    comes(3, 1);
    comes(4, 1);
    comes(5, 2);
    comes(6, 0);
    comes(11, 0);
    comes(11.5, 0);
    comes(13, 2);
    comes(17, 1);
    expect(stages(2)).toEqual([1, 0, 0]);
    // 2: the first container is full and is carried until 4; then that of direction 1 until 6.
    expect(stages(3)).toEqual([0, 2, 0]);
    expect(stages(5)).toEqual([0, 2, 2]);
    expect(stages(10)).toEqual([2, 0, 4]);
    // 10: both open containers of direction 0 are closed, one piece in each: aboard at 12 and 14.
    expect(stages(11)).toEqual([0, 2, 4]);
    expect(stages(13)).toEqual([0, 3, 5]);
    // 14: the container that was full at 11:30 is carried until 16; the trailer is sealed at 15.
    expect(stages(15)).toEqual([1, 2, 6]);
    expect(side.loading.inVain).toBe(0);
    expect(stages(20)).toEqual([2, 2, 6]);
    expect([side.loading.inVain, side.loading.waitsFor(0)]).toEqual([1, 'trailer']);
    // 20: direction 0 leaves with four; two are with the loaders, one in chute 2. Direction 1 closes its container.
    expect(stages(21)).toEqual([1, 3, 2]);
    expect(side.pieces).toEqual([0, 1, 5, 4]);
    expect(missed(side)).toEqual({ loaders: 2, chutes: 1 });
    // 23: the next trailer of direction 0 stands open.
    expect(stages(24)).toEqual([1, 2, 3]);
    expect(stages(31)).toEqual([1, 0, 2]);
    expect(side.left.map(({ direction, leftAt, parcels }) => [direction, leftAt / MINUTE, parcels])).toEqual([
      [0, 20, 4],
      [1, 30, 3],
    ]);
    expect(side.pieces).toEqual([0, 1, 5, 4, 2, 3, 9]);
    // 13 + 60: the last container is closed by its time.
    expect(stages(73)).toEqual([1, 0, 2]);
    expect(stages(74)).toEqual([0, 1, 2]);
    expect(stages(80)).toEqual([0, 0, 3]);
    expect([...side.containers.closedBy]).toEqual([3, 0, 0, 1, 3, 0]);
    // Seven containers and one in vain, 2 minutes each.
    expect(side.loading.occupancy.meanServing(80 * MINUTE)).toBeCloseTo(16 / 80, 12);
    expect(journal.departed + journal.inHub).toBe(10);
    expect(pieces.live).toBe(3);
  });

  it('loads first what departs first, with at most so many loaders as its doors allow', () => {
    const side = outboundSide(
      { loading: { parcels_per_worker_per_hour: 60, cv: 0, workers_per_door: 2 } },
      [{ departuresS: [3 * 3600] }, { departuresS: [2 * 3600] }, { departuresS: [3 * 3600] }],
      [],
    );
    for (const direction of [2, 0, 1]) {
      for (let k = 0; k < 4; k++) {
        side.chutes.addByHand(direction, side.arrive({ direction, marks: MARK.irregular }));
      }
    }
    side.loading.setPeople(5, 1);
    expect([0, 1, 2].map((direction) => side.loading.loadersAt(direction))).toEqual([2, 2, 1]);
    expect([...side.directions[1].trailers.people]).toEqual([2]);
    // Three of four go on after the shift has been cut to one: they finish what they carry.
    side.loading.setPeople(1, 1);
    expect([side.loading.busy, side.loading.occupancy.available]).toEqual([5, 5]);
    side.run(MINUTE + 1);
    expect([side.loading.busy, side.loading.occupancy.available]).toEqual([1, 1]);
    expect(side.loading.loadersAt(1)).toBe(1);
  });

  it('counts the hours of what could be carried in now', () => {
    const side = outboundSide(
      { loading: { parcels_per_worker_per_hour: 4, containers_per_worker_per_hour: 2 } },
      [{}, { trailerParcels: 30 }],
      [],
    );
    side.chutes.addByHand(0, side.arrive({ marks: MARK.irregular }));
    side.chutes.addByHand(0, side.arrive({ marks: MARK.through | MARK.bag, parcels: 25 }));
    expect(side.loading.workWaitingH).toBeCloseTo(0.75, 12);
    side.chutes.addByHand(1, side.arrive({ direction: 1, marks: MARK.irregular, parcels: 30 }));
    expect(side.loading.workWaitingH).toBeCloseTo(1, 12);
  });

  it('needs at least the pieces of a direction over its loading rate, and no longer where all is there at once', () => {
    const perHour = 600;
    fc.assert(
      fc.property(
        fc.array(fc.record({ direction: fc.nat(2), second: fc.nat(900) }), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 3 }),
        fc.boolean(),
        (given, doors, isAtOnce) => {
          const side = outboundSide(
            {
              containers: { kind: 'none' },
              loading: { parcels_per_worker_per_hour: perHour, cv: 0, workers_per_door: 2 },
            },
            Array.from({ length: 3 }, () => ({ departuresS: [80_000], doors, trailersPerDeparture: 3 })),
            [100, 100, 100],
          );
          side.loading.setPeople(100, 1);
          const aboardAt = [0, 0, 0];
          side.context.sim.listen(() => {
            for (const [direction, { trailers }] of side.directions.entries()) {
              const aboard = trailers.parcels.reduce((sum, n) => sum + n, 0);
              if (aboard > 0 && aboard === given.filter((each) => each.direction === direction).length) {
                aboardAt[direction] ||= side.context.sim.now[0];
              }
            }
          });
          for (const { direction, second } of given) {
            side.script.at(isAtOnce ? 0 : second * SECOND, () => {
              expect(side.chutes.take(direction, side.arrive({ direction }))).toBe(true);
            });
          }
          side.run(10 * HOUR);
          for (const direction of [0, 1, 2]) {
            const n = given.filter((each) => each.direction === direction).length;
            const least = Math.ceil(n / (2 * doors)) * (HOUR / perHour);
            if (isAtOnce) expect(aboardAt[direction]).toBe(least);
            else expect(aboardAt[direction]).toBeGreaterThanOrEqual(n === 0 ? 0 : HOUR / perHour);
            expect(aboardAt[direction]).toBeGreaterThanOrEqual(least);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('takes as long on average with spread as without', () => {
    const side = outboundSide({ loading: { parcels_per_worker_per_hour: 3600, cv: 0.5 } }, [{}], []);
    side.loading.setPeople(1, 1);
    for (let k = 0; k < 1000; k++) side.chutes.addByHand(0, side.arrive({ marks: MARK.irregular }));
    const ends: number[] = [];
    side.context.sim.listen(() => ends.push(side.context.sim.now[0]));
    side.run(HOUR - 1);
    expect(side.loading.carried).toBe(1000);
    // The sum of 1,000 s has a standard deviation of 0.5 × √1000 = 15.8 s: four of those.
    expect(Math.abs(ends[999] / SECOND - 1000)).toBeLessThan(64);
    expect(new Set(ends).size).toBeGreaterThan(990);
  });
});

/** Units that wait at each chute for their first loader, and the parcels in them, counted one by one. */
function waitingAt({ units, chutes }: OutboundSide): { units: number; parcels: number }[] {
  const at = Array.from({ length: chutes.count }, () => ({ units: 0, parcels: 0 }));
  for (let unit = 0; unit < units.capacity; unit++) {
    const chute = units.chute[unit];
    if (!units.isAlive(unit) || chute === NONE) continue;
    at[chute].units++;
    at[chute].parcels += units.parcels[unit];
  }
  return at;
}

function seenAt({ chutes }: OutboundSide, chute: number) {
  return {
    held: chutes.held[chute],
    inContainer: chutes.inContainer(chute),
    standing: chutes.standing(chute),
  };
}

/** What may happen to an outbound side. */
const deed = fc.record({
  minute: fc.nat(600),
  kind: fc.constantFrom('chute', 'chute', 'chute', 'chute', 'hand', 'bag', 'people', 'assign'),
  direction: fc.nat(2),
  chute: fc.nat(4),
  weightG: fc.integer({ min: 1, max: 40_000 }),
  cubeUnits: fc.integer({ min: 1, max: 20_000 }),
  number: fc.nat(6),
});

const outbound = fc.record({
  isLoose: fc.boolean(),
  parcels: fc.integer({ min: 1, max: 6 }),
  standing: fc.nat(2),
  doors: fc.integer({ min: 1, max: 3 }),
  trailersPerDeparture: fc.integer({ min: 1, max: 4 }),
  trailerParcels: fc.integer({ min: 7, max: 30 }),
  sealBefore: fc.nat(40),
  swapS: fc.nat(1200),
  cv: fc.constantFrom(0, 0.8),
  deeds: fc.array(deed, { minLength: 40, maxLength: 200 }),
});

describe('whatever comes, is assigned, and works after the sorter', () => {
  it('loses no parcel, exceeds no capacity, and counts every missed departure once', () => {
    let fullTrailers = 0;
    let refused = 0;
    let inVain = 0;
    let beyond = 0;
    fc.assert(
      fc.property(outbound, (given) => {
        const side = outboundSide(
          {
            containers: {
              kind: given.isLoose ? 'none' : 'bag',
              parcels: given.parcels,
              weight_kg: 60,
              cube_m3: 0.3,
              after_min: 45,
              standing: given.standing,
            },
            loading: {
              parcels_per_worker_per_hour: 12,
              containers_per_worker_per_hour: 8,
              cv: given.cv,
              workers_per_door: 1,
            },
            outbound: {
              swap: { constant: { value_s: given.swapS } },
              seal_before_min: given.sealBefore,
              sort_cutoff_min: 60,
            },
          },
          [5, 7, 11].map((every) => ({
            departuresS: Array.from({ length: every }, (_, k) => Math.round((k * 86_400) / every) + 1234),
            doors: given.doors,
            trailersPerDeparture: given.trailersPerDeparture,
            trailerParcels: given.trailerParcels,
            trailerWeightKg: 150,
            trailerCubeM3: 1,
          })),
          [4, 5, 6, 7, 8],
        );
        const { sim, journal, pieces } = side.context;
        let missedByPiece = 0;
        const missedBy = (piece: number) => {
          const gone = side.directions[pieces.sentTo[piece]].nextDeparture - pieces.planned[piece];
          return Math.max(0, gone) * pieces.parcels[piece];
        };
        side.directions.forEach((direction) => {
          direction.onLeft = (piece) => {
            missedByPiece += missedBy(piece);
            pieces.release(piece);
          };
        });
        // What a chute refuses comes by hand at the end.
        const waiting: number[] = [];
        const piece = (of: (typeof given.deeds)[number], parcels: number, marks: number) =>
          side.arrive({
            ...of,
            parcels,
            marks,
            planned: side.directions[of.direction].departurePlannedFor(sim.now[0]),
          });
        for (const each of given.deeds) {
          side.script.at(each.minute * MINUTE, () => {
            if (each.kind === 'people') side.loading.setPeople(each.number, 0.7);
            else if (each.kind === 'assign') {
              side.chutes.assign(each.chute, each.number === 0 ? NONE : each.direction);
            } else if (each.kind === 'chute') {
              const taken = piece(each, 1, 0);
              if (!side.chutes.take(each.chute, taken)) waiting.push(taken);
            } else if (each.kind === 'hand') {
              side.chutes.addByHand(each.direction, piece(each, 1, each.number > 3 ? MARK.irregular : 0));
            } else {
              side.chutes.addByHand(each.direction, piece(each, 1 + each.number, MARK.bag | MARK.through));
            }
          });
        }
        sim.listen(() => {
          side.chutes.check();
          side.containers.check();
          for (const direction of side.directions) direction.check();
          expect(journal.arrived).toBe(journal.departed + journal.inHub);
          const aboard = side.directions.flatMap(({ trailers }) => [...trailers.parcels]);
          expect(aboard.reduce((sum, n) => sum + n, 0)).toBe(journal.present[STAGE.trailer]);
          expect(side.loading.busy).toBeLessThanOrEqual(side.loading.occupancy.available);
          for (const [chute, { units, parcels }] of waitingAt(side).entries()) {
            const { held, inContainer, standing } = seenAt(side, chute);
            if (given.isLoose) expect([held, standing]).toEqual([parcels, 0]);
            else {
              expect(standing).toBe(Math.min(units, given.standing));
              expect(held - inContainer).toBeLessThanOrEqual(parcels);
              expect(held > inContainer).toBe(units > standing);
              if (units > standing) beyond++;
            }
          }
        });
        side.script.at(700 * MINUTE, () => {
          refused += waiting.length;
          for (const each of waiting) side.chutes.addByHand(pieces.sentTo[each], each);
          side.loading.setPeople(20, 1);
        });
        side.run(20 * HOUR);
        let open = 0;
        for (let slot = 0; slot < pieces.capacity; slot++) {
          if (pieces.isAlive(slot)) open += missedBy(slot);
        }
        const counted = journal.missed.reduce((sum, n) => sum + n, 0);
        expect(counted).toBe(missedByPiece + open);
        for (const trailer of side.left) {
          expect(trailer.loadFactor).toBeLessThanOrEqual(1);
          expect(trailer.trailer).toBeLessThan(given.trailersPerDeparture);
          expect(trailer.leftAt).toBeLessThanOrEqual(trailer.planned);
        }
        const perDeparture = new Set(side.left.map((t) => `${t.direction}/${t.ordinal}/${t.trailer}`));
        expect(perDeparture.size).toBe(side.left.length);
        expect(side.left.reduce((sum, { parcels }) => sum + parcels, 0)).toBe(journal.departed);
        fullTrailers += side.figures.leftFull;
        inVain += side.loading.inVain;
        side.run(72 * HOUR);
        expect([journal.inHub, pieces.live, side.units.live]).toEqual([0, 0, 0]);
      }),
      { numRuns: 40 },
    );
    // The cases are not tame: chutes refuse, trailers are full, loaders come too late, containers find no place.
    expect(Math.min(refused, fullTrailers, inVain, beyond)).toBeGreaterThan(0);
  });
});
