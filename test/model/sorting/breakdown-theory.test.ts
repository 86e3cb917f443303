import { describe, expect, it } from 'vitest';
import { fromSeconds, MINUTE } from '../../../src/engine/clock.ts';
import { PHASE, tieBase } from '../../../src/engine/phase.ts';
import { compileDistribution } from '../../../src/engine/random/distribution.ts';
import { meanInterval } from '../../../src/engine/stats/interval.ts';
import { tQuantile } from '../../../src/engine/stats/quantiles.ts';
import { Tally } from '../../../src/engine/stats/tally.ts';
import { HandWork } from '../../../src/model/sorting/people/hand-work.ts';
import { STAGE } from '../../../src/model/sorting/stage.ts';
import { Outages, type OutageTarget } from '../../../src/model/sorting/stops/outages.ts';
import { hubContext } from '../../builders/hub-context.ts';
import references from '../../reference/interruptions.json' with { type: 'json' };
import { MASTER_SEED } from '../../seeds.ts';
import { COMPARISONS } from '../../theory/all-cases.ts';
import { REPLICATIONS, runOf } from '../../theory/flow-parts.ts';
import { LEFT_OUT } from '../../theory/left-out.ts';
import { casesOf } from '../../theory/theory-case.ts';

/** Seconds of one unit of time of the references. */
const UNIT_S = 60;
const PER_HOUR = 3600 / UNIT_S;

interface Params {
  readonly lam: number;
  readonly mu?: number;
  readonly service?: { readonly mean: number };
  readonly failRate: number;
  readonly repairRate?: number;
  readonly repair?: { readonly mean: number };
}

interface Case {
  readonly id: string;
  readonly by: 'clock' | 'use';
  readonly lam: number;
  readonly work: number;
  readonly failRate: number;
  readonly outage: number;
  /** Work and outages are constant, else exponential. */
  readonly isConstant: boolean;
  readonly exact: Readonly<Record<Figure, number>>;
}

type Figure = 'L' | 'W' | 'availability' | 'busy while up';
const FIGURES: readonly Figure[] = ['L', 'W', 'availability', 'busy while up'];

function cases(model: string, by: Case['by']): Case[] {
  type Expected = { L: number; W: number; availability?: number };
  return casesOf<Params, Expected>(references, model, LEFT_OUT).map(({ id, params, expected }) => {
    const { lam, mu, service, failRate, repairRate, repair } = params;
    const work = service?.mean ?? 1 / mu!;
    const outage = repair?.mean ?? 1 / repairRate!;
    // By use a piece meets failRate × work failures, and the server is down for that long per piece.
    const availability = expected.availability ?? 1 - lam * work * failRate * outage;
    const exact = {
      L: expected.L,
      W: expected.W,
      availability,
      'busy while up': (lam * work) / availability,
    };
    return { id, by, lam, work, failRate, outage, isConstant: service !== undefined, exact };
  });
}

const CASES = [...cases('BreakdownTime', 'clock'), ...cases('BreakdownOper', 'use')];
const T = tQuantile(1 - 1e-3 / (COMPARISONS + CASES.length * FIGURES.length) / 2, REPLICATIONS - 1);

/** One replication: pieces come at random to one person, whose desk breaks down. */
function simulate(each: Case, replication: number): Record<Figure, number> {
  const { id, by, lam, work, failRate, outage, isConstant } = each;
  const breakdown = {
    of: 'desk',
    counted_by: by,
    up: { exponential: { mean_s: UNIT_S / failRate } },
    repair: isConstant
      ? { constant: { value_s: outage * UNIT_S } }
      : { exponential: { mean_s: outage * UNIT_S } },
  };
  const seed = `${MASTER_SEED.theory}/hub/${id}`;
  const context = hubContext({ breakdowns: [breakdown] }, 1, { seed, replication });
  const { sim, pieces, journal, luck } = context;
  const stay = new Tally();
  const { horizon_s: horizonS, warm_up_s: warmUpS } = runOf(id, lam, UNIT_S);
  const cut = fromSeconds(warmUpS);
  const desk = new HandWork(context, {
    name: 'code',
    task: 'code',
    work: [{ stage: STAGE.code, ratePerHour: PER_HOUR / work, cv: isConstant ? 0 : 1 }],
    done: (piece) => {
      const now = sim.now[0];
      if (pieces.enteredAt(piece) > cut) stay.add(now - pieces.enteredAt(piece));
      journal.move(piece, STAGE.chute, now);
      journal.leave(piece, now);
      pieces.release(piece);
    },
  });
  const target: OutageTarget = {
    name: 'desk',
    units: 1,
    addDown: (_, reasons) => desk.addDown(reasons),
    ...(by === 'use' ? { usedUs: (_: number, now: number) => desk.usedUs(now) } : {}),
  };
  const outages = new Outages(context, () => [target]);
  const gap = compileDistribution({ kind: 'exponential', mean: UNIT_S / lam });
  const arrivals = luck.stream('arrivals');
  const base = tieBase(PHASE.arrival, 0);
  let came = 0;
  const code = sim.register({
    name: 'arrivals',
    fire: () => {
      const now = sim.now[0];
      const piece = pieces.create(0, came++, 0, now);
      journal.arrive(piece, now);
      desk.enter(piece);
      sim.schedule(now + fromSeconds(gap.draw(arrivals)), base, 0, code, 0);
    },
  });
  journal.withoutTimes();
  desk.setPeople(1, 1);
  outages.begin();
  sim.schedule(fromSeconds(gap.draw(arrivals)), base, 0, code, 0);
  sim.run(cut);
  desk.reset(cut);
  outages.reset(cut);
  const end = fromSeconds(horizonS);
  sim.run(end);
  return {
    L: desk.occupancy.meanInSystem(end),
    W: stay.mean / MINUTE,
    availability: outages.figures[0].availability(end),
    'busy while up': desk.occupancy.utilization(end),
  };
}

describe('a desk that breaks down', () => {
  it.each(CASES.map((each) => [each.id, each] as const))('meets %s', (_id, each) => {
    const runs = Array.from({ length: REPLICATIONS }, (_, replication) => simulate(each, replication));
    for (const figure of FIGURES) {
      const { mean, halfWidth } = meanInterval(runs.map((run) => run[figure]));
      const exact = each.exact[figure];
      const standardError = halfWidth / tQuantile(0.975, REPLICATIONS - 1);
      expect(Math.abs(mean - exact), `${figure}: ${mean} against ${exact}`).toBeLessThanOrEqual(
        T * standardError,
      );
      expect(halfWidth, `half-width of ${figure}`).toBeLessThanOrEqual(0.05 * exact);
    }
  });
});
