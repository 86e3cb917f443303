/** An exact value of one figure of a run, with where it comes from. */
export interface TheoryValue {
  /** Names of the figure as a run reports it, so that the two can stand side by side. */
  readonly kpi: string;
  readonly place: string;
  /** Name of the class; empty for all classes together. */
  readonly class: string;
  readonly unit: string;
  readonly value: number;
  /** In plain text, such as `1 / (μ − λ)`. */
  readonly formula: string;
  /** Of the model, such as `M/M/1`. */
  readonly name: string;
  /** Author, year and section. */
  readonly source: string;
}

/** What theory says of a flow as it stands. */
export interface TheoryReport {
  readonly values: readonly TheoryValue[];
  /** Why a block or the whole has no exact values, one sentence each. */
  readonly reasons: readonly string[];
  /** What to mind when the values are held against a run: a missing warm-up. */
  readonly remarks: readonly string[];
}

/** One exact figure of a block. */
export interface Figure {
  readonly kpi: string;
  readonly value: number;
  readonly formula: string;
  /** Index of the class; absent for all together. */
  readonly klass?: number;
}

/** What theory knows of one block. */
export interface BlockTheory {
  readonly name: string;
  readonly source: string;
  readonly figures: readonly Figure[];
  /** Mean time in the block of those of each class who enter it and are not turned away, s; empty where not known. */
  readonly staysS: readonly number[];
  /** Share of the arrivals that are turned away; NaN where not known. */
  readonly lossShare: number;
  /** Whether a Poisson stream leaves where one comes, as in Burke (1956). */
  readonly leavesPoisson: boolean;
  /** Why something has no exact value; absent where nothing is missing. */
  readonly reason?: string;
}

/** A block of which nothing exact is known. */
export function unknownBlock(reason: string): BlockTheory {
  return {
    name: '',
    source: '',
    figures: [],
    staysS: [],
    lossShare: Number.NaN,
    leavesPoisson: false,
    reason,
  };
}
