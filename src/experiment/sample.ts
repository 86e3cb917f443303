import type { ReplicationOutcome } from './executor.ts';
import { isValueOf, type Response } from './response.ts';

/** The values of one response: a row for each replication, a column for each design point. */
export interface ResponseSample {
  readonly response: Response;
  readonly unit: string;
  /** Replications of which any point has a value, rising. */
  readonly replications: readonly number[];
  /** By point, then by row as in `replications`; NaN where the replication failed, was not run or has no value. */
  readonly values: readonly Float64Array[];
}

/** Gathers a response over design points. @param outcomes by point: the finished replications, in any order */
export function sampleOf(
  outcomes: readonly (readonly ReplicationOutcome[])[],
  response: Response,
): ResponseSample {
  let unit = '';
  const found = outcomes.map((ofPoint) => {
    const values = new Map<number, number>();
    for (const { replication, kpis } of ofPoint) {
      const value = kpis.find((kpi) => isValueOf(response, kpi));
      if (value === undefined || Number.isNaN(value.value)) continue;
      unit = value.unit;
      values.set(replication, value.value);
    }
    return values;
  });
  const replications = [...new Set(found.flatMap((values) => [...values.keys()]))].sort((a, b) => a - b);
  const values = found.map((ofPoint) =>
    Float64Array.from(replications, (replication) => ofPoint.get(replication) ?? Number.NaN),
  );
  return { response, unit, replications, values };
}

/** The values of one point without the gaps. */
export function valuesOf(sample: ResponseSample, point: number): number[] {
  return [...sample.values[point]].filter((value) => !Number.isNaN(value));
}
