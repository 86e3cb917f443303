import references from '../reference/review.json' with { type: 'json' };
import { constant, exponential, REPLICATIONS, SINK, source } from './flow-parts.ts';
import { poisson } from './formulas.ts';
import { LEFT_OUT } from './left-out.ts';
import { parcelsOf } from './run-lengths.ts';
import { casesOf, type ReplicationFigures, type TheoryCase } from './theory-case.ts';

interface Params {
  readonly demandRate: number;
  readonly reviewPeriod: number;
  readonly leadTime: number;
  readonly S: number;
}

interface Expected {
  readonly fillRate: number;
  readonly cycleServiceProb: number;
  readonly expectedBackordersJustBeforeArrival: number;
}

const UNIT_S = 60;

/** Time between the arrival of an order and the observation before it: demand within it is negligible. */
const JUST_BEFORE_S = 1e-6;

/**
 * Order up to S at every review: each demand is ordered at the next review and comes a lead time later, so what is on
 * order are the demands that wait for a review or are under way, and the stock is S less those.
 * Observed just before each order comes in.
 */
function orderUpTo(): TheoryCase[] {
  return casesOf<Params, Expected>(references, 'PeriodicReviewS', LEFT_OUT).map(
    ({ id, params, expected }) => {
      const { demandRate, reviewPeriod, leadTime, S } = params;
      const reviews = Math.round(parcelsOf(id) / REPLICATIONS / demandRate / reviewPeriod);
      const period = reviewPeriod * UNIT_S;
      const lead = leadTime * UNIT_S;
      const first = period - (lead % period) + JUST_BEFORE_S;
      const demand = demandRate * (reviewPeriod + leadTime);
      let inStock = 0;
      let backorders = demand - S;
      for (let k = 0; k <= S; k++) {
        inStock += poisson(demand, k);
        backorders += (S - k) * poisson(demand, k);
      }
      const skipped = Math.ceil(leadTime / reviewPeriod) + 2;
      const average = (of: (onOrder: number) => number) => (figures: ReplicationFigures) => {
        const waiting = figures.levels('review');
        const coming = figures.levels('under way');
        let sum = 0;
        for (let row = skipped; row < waiting.length; row++) sum += of(waiting[row] + coming[row]);
        return sum / (waiting.length - skipped);
      };
      return {
        id,
        flow: {
          blocks: {
            demand: source(exponential(UNIT_S / demandRate), 'review'),
            review: { type: 'batch', clock: { every_s: period, first_s: first }, to: 'under way' },
            'under way': { type: 'delay', time: constant(lead), to: 'out' },
            out: SINK,
          },
          run: { horizon_s: reviews * period, warm_up_s: 0, observe_every_s: period },
        },
        comparisons: [
          {
            name: 'cycleServiceProb',
            exact: expected.cycleServiceProb,
            formula: inStock,
            of: average((onOrder) => (onOrder <= S ? 1 : 0)),
          },
          {
            name: 'expectedBackordersJustBeforeArrival',
            exact: expected.expectedBackordersJustBeforeArrival,
            formula: backorders,
            of: average((onOrder) => Math.max(0, onOrder - S)),
          },
        ],
      };
    },
  );
}

/** Stock that is reviewed at a period. */
export const REVIEW: readonly TheoryCase[] = orderUpTo();
