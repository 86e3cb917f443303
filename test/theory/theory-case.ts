/** A flow scenario as it is written to a file. */
export interface WrittenFlow {
  readonly blocks: Readonly<Record<string, object>>;
  readonly classes?: readonly { readonly name: string; readonly priority: number }[];
  readonly resources?: Readonly<Record<string, object>>;
  readonly run: { readonly horizon_s: number; readonly warm_up_s: number; readonly observe_every_s?: number };
}

/** A figure of `summary.csv`, or the column of its spread that is compared instead of its mean. */
export interface SummaryFigure {
  readonly kpi: string;
  readonly place: string;
  readonly class?: string;
  /** A column other than the mean: the value of each replication by itself is then compared. */
  readonly column?: 'sd' | 'p50' | 'p90' | 'p95';
}

/** What one replication left in `replications.csv` and `timeseries.csv`. */
export interface ReplicationFigures {
  value(kpi: string, place: string): number;
  /** Number in a block at each instant of observation, waiting and in service together. */
  levels(place: string): readonly number[];
}

/** One simulated figure that must meet one exact value. */
export interface Comparison {
  /** Name of the figure in the reference, e.g. `Wq` or `W[1]`. */
  readonly name: string;
  /** The reference's figure. */
  readonly exact: number;
  /** The same by the formula, where it is short; it must agree with the figure. */
  readonly formula?: number;
  /** What one unit of the exact value is in the table: the seconds of its unit of time. Default 1. */
  readonly scale?: number;
  readonly of: SummaryFigure | ((replication: ReplicationFigures) => number);
}

/** A reference case as a flow, with what is compared. */
export interface TheoryCase {
  readonly id: string;
  readonly flow: WrittenFlow;
  readonly comparisons: readonly Comparison[];
}

/** A case as it stands in `test/reference/`. */
export interface ReferenceCase<Params, Expected> {
  readonly id: string;
  readonly model: string;
  readonly params: Params;
  readonly expected: Expected;
}

/** The cases of one family in a file of references, without those left out. */
export function casesOf<Params, Expected>(
  file: { readonly cases: readonly object[] },
  model: string,
  leftOut: Readonly<Record<string, string>>,
): readonly ReferenceCase<Params, Expected>[] {
  const all = file.cases as readonly ReferenceCase<Params, Expected>[];
  return all.filter((each) => each.model === model && !(each.id in leftOut));
}
