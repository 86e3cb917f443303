/** What the view may see of a flow run: its blocks once, then levels per block. */
export interface WorldBlock {
  readonly name: string;
  /** `source`, `queue`, `delay`, `batch`, `sink` …: the scenario's block type. */
  readonly type: string;
  /** Servers at the start; 0 where the block has none. */
  readonly servers: number;
  /** Indices of the blocks it can send to, with a label (probability, class, `lost`) where there is a choice. */
  readonly to: readonly { readonly block: number; readonly label: string }[];
}

export interface FlowWorld {
  readonly kind: 'flow';
  readonly version: number;
  readonly title: string;
  readonly startsAt: string;
  readonly utcOffsetMinutes: number;
  readonly blocks: readonly WorldBlock[];
}

export interface FlowFrame {
  readonly kind: 'flow';
  readonly nowUs: number;
  readonly replication: number;
  /** Per block, in the world's order. */
  readonly waiting: Int32Array;
  readonly serving: Int32Array;
  /** Servers on duty now; 0 where the block has none. */
  readonly available: Int32Array;
  readonly arrivals: Float64Array;
  readonly departures: Float64Array;
  readonly losses: Float64Array;
  /** Mean time in queue and in the block since the warm-up, seconds; NaN before the first observation. */
  readonly meanWaitS: Float64Array;
  readonly meanTimeInBlockS: Float64Array;
}
