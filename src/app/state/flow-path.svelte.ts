/** The two facilities between which the way of a parcel is shown. */
export interface PathEnds {
  readonly from: number;
  readonly to: number;
}

/** Of which pair of places the flow is shown, if any. */
export class FlowPath {
  ends = $state.raw<PathEnds | null>(null);

  show(from: number, to: number): void {
    this.ends = { from, to };
  }

  clear(): void {
    this.ends = null;
  }
}
