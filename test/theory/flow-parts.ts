import { parcelsOf } from './run-lengths.ts';
import type { Comparison, SummaryFigure, WrittenFlow } from './theory-case.ts';

/** Replications of every case: DEFINITIONS, "Accepting a simulated value against an exact one". */
export const REPLICATIONS = 30;

/** Share of the simulated time that is warm-up. */
const WARM_UP_SHARE = 0.1;

/** A distribution as flows write it. */
export type Duration = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export const exponential = (mean_s: number): Duration => ({ exponential: { mean_s } });
export const constant = (value_s: number): Duration => ({ constant: { value_s } });

/** A source whose gaps are independent. */
export const source = (interarrival: Duration, to: string, more: object = {}) => ({
  type: 'source',
  interarrival,
  to,
  ...more,
});

/** A queue that leads to the sink unless told otherwise. */
export const queue = (service: Duration, more: object = {}) => ({
  type: 'queue',
  service,
  to: 'out',
  ...more,
});

export const SINK = { type: 'sink' } as const;

/** Seconds of one unit of time of a case: a minute, or an hour where it counts many events per unit. */
export function secondsPerUnit(ratePerUnit: number): number {
  return ratePerUnit < 30 ? 60 : 3600;
}

/** A run in which the system sees as many parcels as the case needs, over all replications. */
export function runOf(id: string, ratePerUnit: number, unitS: number): WrittenFlow['run'] {
  const measured = (parcelsOf(id) / REPLICATIONS / ratePerUnit) * unitS;
  const horizon = measured / (1 - WARM_UP_SHARE);
  return { horizon_s: horizon, warm_up_s: horizon * WARM_UP_SHARE };
}

/** A run in which this many parcels come over all replications, after a tenth of its time as warm-up. */
export function runOfParcels(parcels: number, ratePerS: number): WrittenFlow['run'] {
  const horizon = parcels / REPLICATIONS / ratePerS / (1 - WARM_UP_SHARE);
  return { horizon_s: horizon, warm_up_s: WARM_UP_SHARE * horizon };
}

/** Compares the mean of a figure of the summary. */
export function mean(
  name: string,
  exact: number,
  of: SummaryFigure,
  scale = 1,
  formula?: number,
): Comparison {
  return { name, exact, of, scale, ...(formula === undefined ? {} : { formula }) };
}

/** The usual five of a station: utilization, numbers and times, in the queue and in the system. */
export function stationMeans(
  place: string,
  exact: {
    readonly rho?: number;
    readonly L?: number;
    readonly Lq?: number;
    readonly W?: number;
    readonly Wq?: number;
  },
  unitS: number,
  formula: {
    readonly rho?: number;
    readonly L?: number;
    readonly Lq?: number;
    readonly W?: number;
    readonly Wq?: number;
  } = {},
): Comparison[] {
  const found: Comparison[] = [];
  const add = (name: keyof typeof exact, kpi: string, scale: number) => {
    const value = exact[name];
    if (value !== undefined) found.push(mean(name, value, { kpi, place }, scale, formula[name]));
  };
  add('rho', 'utilization', 1);
  add('L', 'number_in_system', 1);
  add('Lq', 'number_in_queue', 1);
  add('W', 'time_in_system', unitS);
  add('Wq', 'time_in_queue', unitS);
  return found;
}
