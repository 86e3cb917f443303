import { beforeAll, describe, expect, it } from 'vitest';
import { HOUR, SECOND } from '../../../src/engine/clock.ts';
import { compileDistribution } from '../../../src/engine/random/distribution.ts';
import { KeyedDraws } from '../../../src/engine/random/keyed-draws.ts';
import { uniform53 } from '../../../src/engine/random/uniform.ts';
import { RateSorter } from '../../../src/model/sorting/belt/rate-sorter.ts';
import { NOT_READ } from '../../../src/model/sorting/belt/sorter.ts';
import { TraySorter } from '../../../src/model/sorting/belt/tray-sorter.ts';
import { STAGE } from '../../../src/model/sorting/stage.ts';
import { SorterBench } from '../../builders/sorter-bench.ts';
import { MASTER_SEED } from '../../seeds.ts';

type Make = typeof TraySorter | typeof RateSorter;

/** A loop of 600 trays, 12,000 an hour at each cross-section; three zones of four infeeds, each with a bank behind it. */
const LOOP = {
  length_m: 360,
  pitch_m: 0.6,
  speed_m_per_s: 2,
  max_laps: 4,
  zones: [20, 140, 260].map((at_m) => ({
    at_m,
    infeeds: 4,
    spacing_m: 2.4,
    kind: 'automatic' as const,
    rate_per_hour: 2900,
    line_parcels: 5000,
  })),
  banks: [
    { from_m: 45, to_m: 125, chutes: 40 },
    { from_m: 165, to_m: 245, chutes: 40 },
    { from_m: 285, to_m: 355, chutes: 40 },
  ],
};
/** Pieces an hour with all lines full, by trays: the first test holds it. */
const ACHIEVABLE = 17_000;
const HOURS = 1.5;
const REPLICATIONS = 3;

/** 2 % no-reads, 1 % full chutes, 120 chutes alike; Poisson arrivals of single pieces, or of bursts of up to 19, five a second. */
function bench(make: Make, perHour: number, most: number, replication: number): SorterBench {
  const seed = `${MASTER_SEED.theory}/trays-against-rates`;
  const draws = new KeyedDraws(seed, replication, 'piece', 'bench');
  const drawn = (piece: number, purpose: number): number => {
    const { laps } = made.context.pieces;
    return uniform53(draws.at(made.context.pieces.ordinal(piece), 0, laps[piece] * 4 + purpose));
  };
  const made = new SorterBench(make, LOOP, {
    traced: false,
    start: { seed, replication },
    rules: {
      aim: (piece) => (drawn(piece, 0) < 0.02 ? NOT_READ : Math.floor(drawn(piece, 1) * 120)),
      take: (_chute, piece) => drawn(piece, 2) >= 0.01,
    },
  });
  for (let zone = 0; zone < 3; zone++) {
    const arrivals = made.context.luck.stream(`zone ${zone}`);
    const mean = ((3 * HOUR) / perHour) * ((most + 1) / 2);
    const gap = compileDistribution({ kind: 'exponential', mean });
    for (let at = 0; at < HOURS * HOUR; at += gap.draw(arrivals)) {
      const size = 1 + Math.floor(uniform53(arrivals) * most);
      for (let i = 0; i < size; i++) made.at(Math.round(at + i * 0.2 * SECOND), () => made.come(zone));
    }
  }
  return made;
}

interface Measured {
  wait: number;
  waitP95: number;
  time: number;
  timeP95: number;
  laps: number;
  /** Events of the sorter, without those of the bench, per piece. */
  events: number;
}

function measured(make: Make, perHour: number, most: number): Measured {
  const sum: Measured = { wait: 0, waitP95: 0, time: 0, timeP95: 0, laps: 0, events: 0 };
  for (let replication = 0; replication < REPLICATIONS; replication++) {
    const made = bench(make, perHour, most, replication);
    made.run(HOUR / 4);
    made.sorter.reset(made.now);
    made.context.journal.reset(made.now);
    const [events, came] = [made.context.sim.eventCount, made.entered];
    made.run(HOURS * HOUR);
    const { figures } = made.sorter;
    const pieces = made.entered - came;
    const { stays, staySketches } = made.context.journal;
    sum.wait += stays[STAGE.induct].mean;
    sum.waitP95 += staySketches[STAGE.induct].quantile(0.95);
    sum.time += stays[STAGE.sort].mean;
    sum.timeP95 += staySketches[STAGE.sort].quantile(0.95);
    sum.laps += figures.laps.reduce((all, n, laps) => all + n * laps, 0) / stays[STAGE.sort].n;
    sum.events += (made.context.sim.eventCount - events - pieces) / pieces / REPLICATIONS;
  }
  return sum;
}

describe('trays against rates', () => {
  let saturated: SorterBench[];
  beforeAll(() => {
    saturated = [TraySorter, RateSorter].map((make) => {
      const made = bench(make, 24_000, 1, 0);
      made.run(HOUR / 2);
      made.sorter.reset(made.now);
      made.run(HOURS * HOUR);
      return made;
    });
  });

  it('achieve the same within 1 % with all lines full', () => {
    const [trays, rates] = saturated.map(({ sorter }) => sorter.figures.inducted);
    expect(Math.abs(trays / ACHIEVABLE - 1)).toBeLessThan(0.02);
    expect(Math.abs(rates / trays - 1)).toBeLessThan(0.01);
  });

  const LOADS = [0.6, 0.75, 0.85].flatMap((share) => [1, 19].map((most) => [share, most] as const));
  it.each(LOADS)('agree within 5 % at %d of what is achievable, in bursts of up to %d', (share, most) => {
    const trays = measured(TraySorter, share * ACHIEVABLE, most);
    const rates = measured(RateSorter, share * ACHIEVABLE, most);
    for (const figure of ['wait', 'waitP95', 'time', 'timeP95', 'laps'] as const) {
      expect(Math.abs(rates[figure] / trays[figure] - 1), figure).toBeLessThan(0.05);
    }
    // About one for the cycle, one for the tray, one for the chute, and the laps of a few.
    expect(trays.events).toBeLessThan(rates.events + 0.1);
    expect(trays.events).toBeLessThan(3.2);
  });
});
