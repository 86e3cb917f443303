import type { RangeFactor } from '../../../src/experiment/design/factor.ts';
import type { ResponseSample } from '../../../src/experiment/sample.ts';

/** Ranges from -1 to 1 named A, B, C …, so that natural units are coded ones. */
export function codedFactors(count: number): RangeFactor[] {
  return [...'ABCDEFGHJKLMNOPQRSTUVWXYZ'].slice(0, count).map((name) => createRange(name, -1, 1));
}

export function createRange(name: string, low: number, high: number, base = low): RangeFactor {
  return { kind: 'range', name, low, high, base, isWhole: false };
}

/** A sample of a made-up response: by point, then by replication. */
export function createSample(values: readonly (readonly number[])[]): ResponseSample {
  return {
    response: { kpi: 'wait', place: 'desk', class: '', better: 'lower' },
    unit: 's',
    replications: values[0].map((_, replication) => replication),
    values: values.map((ofPoint) => Float64Array.from(ofPoint)),
  };
}
