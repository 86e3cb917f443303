/** Arrivals per second: a load of 0.7 on a server of mean service time 1 s. */
export const ARRIVAL_RATE = 0.7;

/** Begins empty; the relaxation time is 1 / (1 - sqrt(0.7))^2 = 38 s, so nothing is left of that after this, s. */
export const WARM_UP_S = 300;

/** Exact mean time in system of M/M/1, s. */
export function meanTimeInSystemS(meanServiceS: number): number {
  return 1 / (1 / meanServiceS - ARRIVAL_RATE);
}

/** What is asked of runs of one server: means of replications, or batch means of long runs at load 0.7. */
export type OneServerTask =
  | {
      readonly kind: 'means';
      readonly meanServiceS: number;
      /** After the warm-up. */
      readonly measuredS: number;
      readonly replications: number;
    }
  | {
      readonly kind: 'batches';
      readonly runs: number;
      readonly subjects: number;
      readonly batchCount: number;
    };
