import type { ThroughBags } from '../policy/through-bags.ts';

/** What routing does over a run, counted. From the end of the warm-up on. */
export class RoutingFigures {
  /** Times that a parcel was sent another way than the plan with everything open says. */
  diverted = 0;
  /** Times that a parcel was taken off a dock and sent another way. */
  rerouted = 0;
  /** Parcels that an embargo has held at their origin, each once. */
  heldByEmbargo = 0;
  /** Cost of sending a parcel another way, micro-units. */
  readonly rerouteMicro: number;
  /** Null where the network builds no through-bags; set before facilities are built. */
  bags: ThroughBags | null = null;

  constructor(rerouteMicro: number) {
    this.rerouteMicro = rerouteMicro;
  }

  /** The end of the warm-up: forgets what was counted before. */
  reset(): void {
    this.diverted = 0;
    this.rerouted = 0;
    this.heldByEmbargo = 0;
    this.bags?.reset();
  }
}
