import references from '../reference/interruptions.json' with { type: 'json' };
import { constant, exponential, mean, queue, runOf, SINK, source, stationMeans } from './flow-parts.ts';
import { mg1, stationOfWait } from './formulas.ts';
import { LEFT_OUT } from './left-out.ts';
import { casesOf, type TheoryCase } from './theory-case.ts';

const family = <Params, Expected>(model: string) => casesOf<Params, Expected>(references, model, LEFT_OUT);
const UNIT_S = 60;

function interrupted(id: string, lam: number, line: object) {
  return {
    blocks: { arrivals: source(exponential(UNIT_S / lam), 'line'), line, out: SINK },
    run: runOf(id, lam, UNIT_S),
  };
}

/** The server fails whether it works or not. */
function byClock(): TheoryCase[] {
  type Params = { lam: number; mu: number; failRate: number; repairRate: number };
  type Expected = { availability: number; L: number; W: number; P_up_idle: number };
  return family<Params, Expected>('BreakdownTime').map(
    ({ id, params: { lam, mu, failRate, repairRate }, expected }) => {
      const up = repairRate / (failRate + repairRate);
      // White & Christie (1958): M/M/1 with an on-off server.
      const L = (lam / (mu * up - lam)) * (1 + (mu * failRate) / (failRate + repairRate) ** 2);
      const breakdown = {
        by: 'clock',
        time_to_failure: exponential(UNIT_S / failRate),
        repair: exponential(UNIT_S / repairRate),
      };
      return {
        id,
        flow: interrupted(id, lam, queue(exponential(UNIT_S / mu), { breakdown })),
        comparisons: [
          ...stationMeans('line', { L: expected.L, W: expected.W }, UNIT_S, { L, W: L / lam }),
          // Busy of available time: what is not idle of the time that the server is up.
          mean(
            'busy while up',
            1 - expected.P_up_idle / expected.availability,
            { kpi: 'utilization', place: 'line' },
            1,
            lam / mu / up,
          ),
        ],
      };
    },
  );
}

/** The server fails only while it works; the work is resumed (Gaver 1962). */
function byUse(): TheoryCase[] {
  type Params = {
    lam: number;
    mu?: number;
    service?: { mean: number };
    failRate: number;
    repairRate?: number;
    repair?: { mean: number };
  };
  type Expected = { W: number; Wq: number; L: number };
  return family<Params, Expected>('BreakdownOper').map(({ id, params, expected }) => {
    const { lam, mu, service, failRate, repairRate, repair } = params;
    const work = service?.mean ?? 1 / mu!;
    const outage = repair?.mean ?? 1 / repairRate!;
    const isConstant = service !== undefined;
    const stretch = 1 + failRate * outage;
    const second =
      work * work * (isConstant ? 1 : 2) * stretch ** 2 +
      work * failRate * outage ** 2 * (isConstant ? 1 : 2);
    const { W, Wq, L } = mg1(lam, work * stretch, second);
    const lasts = (average: number) =>
      isConstant ? constant(average * UNIT_S) : exponential(average * UNIT_S);
    const breakdown = { by: 'use', time_to_failure: exponential(UNIT_S / failRate), repair: lasts(outage) };
    return {
      id,
      flow: interrupted(id, lam, queue(lasts(work), { breakdown })),
      comparisons: stationMeans('line', { W: expected.W, Wq: expected.Wq, L: expected.L }, UNIT_S, {
        W,
        Wq,
        L,
      }),
    };
  });
}

/** A server with nothing to do leaves, again and again: waits grow by its residual vacation (Fuhrmann & Cooper 1985). */
function vacations(): TheoryCase[] {
  type Params = { lam: number; vacation: { dist: 'exp' | 'det'; mean: number; second: number } };
  type Expected = { W: number; Wq: number };
  return family<Params, Expected>('Vacation').map(({ id, params: { lam, vacation }, expected }) => {
    const wait = lam / (1 - lam) + vacation.second / (2 * vacation.mean);
    const length =
      vacation.dist === 'exp' ? exponential(vacation.mean * UNIT_S) : constant(vacation.mean * UNIT_S);
    const { W, Wq } = stationOfWait(lam, 1, 1, wait);
    return {
      id,
      flow: interrupted(id, lam, queue(exponential(UNIT_S), { vacation: { length } })),
      comparisons: stationMeans('line', expected, UNIT_S, { W, Wq }),
    };
  });
}

/** Servers that break down or leave. */
export const INTERRUPTIONS: readonly TheoryCase[] = [...byClock(), ...byUse(), ...vacations()];
