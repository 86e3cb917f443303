import references from '../reference/extremes.json' with { type: 'json' };
import { type Duration, exponential, mean, REPLICATIONS, SINK } from './flow-parts.ts';
import { LEFT_OUT } from './left-out.ts';
import { parcelsOf } from './run-lengths.ts';
import { casesOf, type TheoryCase } from './theory-case.ts';

interface Params {
  readonly n: number;
  readonly dist: string;
  readonly mean: number;
  readonly sd: number;
  readonly k: number;
  readonly cv: number;
  readonly shape: number;
  readonly scale: number;
}

interface Expected {
  readonly meanMax: number;
  readonly varMax?: number;
  readonly medianMax?: number;
  readonly p95Max?: number;
}

const UNIT_S = 60;

/** Far beyond every maximum, so that one group is complete before the next begins. */
const PERIODS: Readonly<Record<string, number>> = {
  exponential: 40,
  normal: 40,
  erlang: 100,
  lognormal: 500,
  weibull: 40,
  gamma: 160,
};

function duration({ dist, mean: average, sd, k, cv, shape, scale }: Params): Duration {
  switch (dist) {
    case 'exponential':
      return exponential(average * UNIT_S);
    case 'uniform(0,1)':
      return { uniform: { min_s: 0, max_s: UNIT_S } };
    case 'normal':
      return { normal: { mean_s: average * UNIT_S, sd_s: sd * UNIT_S } };
    case 'erlang':
      return { erlang: { k, mean_s: average * UNIT_S } };
    case 'lognormal':
      return { lognormal: { mean_s: average * UNIT_S, cv } };
    case 'weibull':
      return { weibull: { shape, scale_s: scale * UNIT_S } };
    case 'gamma':
      return { gamma: { mean_s: shape * scale * UNIT_S, cv: 1 / Math.sqrt(shape) } };
    default:
      throw new Error(`no flow for ${dist}`);
  }
}

/** n parcels set out together, each takes its own time, and they go on as one when the last has come (Rényi 1953). */
function slowestOfMany(): TheoryCase[] {
  return casesOf<Params, Expected>(references, 'MaxOfN', LEFT_OUT).map(({ id, params, expected }) => {
    const period = (PERIODS[params.dist] ?? 2) * UNIT_S;
    const groups = Math.round(parcelsOf(id) / params.n / REPLICATIONS);
    const group = { kpi: 'time_in_system', place: 'out' } as const;
    const { meanMax, varMax, medianMax, p95Max } = expected;
    const harmonic = Array.from({ length: params.n }, (_, i) => 1 / (i + 1)).reduce(
      (sum, term) => sum + term,
      0,
    );
    const formulas: Record<string, number> = {
      exponential: harmonic * params.mean,
      'uniform(0,1)': params.n / (params.n + 1),
    };
    return {
      id,
      flow: {
        blocks: {
          groups: {
            type: 'source',
            every_s: period,
            batch_size: { constant: { value: params.n } },
            to: 'under way',
          },
          'under way': { type: 'delay', time: duration(params), to: 'gathered' },
          gathered: { type: 'batch', capacity: params.n, departs_when_full: true, sends: 'batch', to: 'out' },
          out: SINK,
        },
        run: { horizon_s: period * (groups + 1), warm_up_s: 0 },
      },
      comparisons: [
        mean('meanMax', meanMax, group, UNIT_S, formulas[params.dist]),
        ...(varMax === undefined
          ? []
          : [mean('sdMax', Math.sqrt(varMax), { ...group, column: 'sd' }, UNIT_S)]),
        ...(medianMax === undefined
          ? []
          : [mean('medianMax', medianMax, { ...group, column: 'p50' }, UNIT_S)]),
        ...(p95Max === undefined ? [] : [mean('p95Max', p95Max, { ...group, column: 'p95' }, UNIT_S)]),
      ],
    };
  });
}

/** Times of the slowest. */
export const EXTREMES: readonly TheoryCase[] = slowestOfMany();
