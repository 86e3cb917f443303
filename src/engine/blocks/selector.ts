import type { KeyedDraws } from '../random/keyed-draws.ts';
import { uniform53 } from '../random/uniform.ts';
import { Block, type BlockPlace, type Inlet } from './block.ts';
import { Probe } from './probe.ts';
import { VisitCounter } from './service-time.ts';

/** A block whose load can be compared. */
export interface Loaded {
  readonly waiting: number;
  readonly serving: number;
}

/** How a selector chooses among its branches. */
export type SelectorRule =
  /** By probability, drawn by key; weights need not sum to 1. */
  | {
      readonly by: 'chance';
      readonly weights: readonly number[];
      readonly draws: KeyedDraws;
      readonly revisited: boolean;
    }
  /** By class of the subject: branch index per class. */
  | { readonly by: 'class'; readonly branchOf: readonly number[] }
  /** The branch with the fewest waiting and in service; the first of equals. */
  | { readonly by: 'shortest' }
  /** Each in turn. */
  | { readonly by: 'turn' };

/** Sends each subject to one of several branches, at once. */
export class Selector extends Block {
  readonly probe: Probe;
  #branches: readonly Inlet[] = [];
  readonly #rule: SelectorRule;
  readonly #cumulative: Float64Array;
  readonly #visits: VisitCounter | null;
  #loads: readonly Loaded[] = [];
  #turn = 0;

  constructor(place: BlockPlace, rule: SelectorRule) {
    super(place);
    this.probe = new Probe(place.subjects);
    this.#rule = rule;
    const weights = rule.by === 'chance' ? rule.weights : [];
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    let sum = 0;
    this.#cumulative = Float64Array.from(weights, (weight) => {
      sum += weight;
      return sum / total;
    });
    this.#visits = rule.by === 'chance' && rule.revisited ? new VisitCounter(place.subjects) : null;
  }

  /** Wires the branches; for the shortest line they must be comparable, in the same order. */
  wire(branches: readonly Inlet[], loads: readonly Loaded[] = []): void {
    this.#branches = branches;
    this.#loads = loads;
  }

  enter(subject: number): void {
    this.probe.passed(subject, this.sim.now[0]);
    this.#branches[this.#choose(subject)].enter(subject);
  }

  #choose(subject: number): number {
    const rule = this.#rule;
    switch (rule.by) {
      case 'chance': {
        const visit = this.#visits === null ? 0 : this.#visits.next(subject);
        const { subjects } = this;
        const share = uniform53(rule.draws.at(subjects.ordinal(subject), subjects.source(subject), visit));
        const last = this.#cumulative.length - 1;
        let branch = 0;
        while (branch < last && share > this.#cumulative[branch]) branch++;
        return branch;
      }
      case 'class':
        return rule.branchOf[this.subjects.klass(subject)];
      case 'shortest': {
        let best = 0;
        for (let branch = 1; branch < this.#loads.length; branch++) {
          if (loadOf(this.#loads[branch]) < loadOf(this.#loads[best])) best = branch;
        }
        return best;
      }
      case 'turn': {
        const branch = this.#turn;
        this.#turn = (branch + 1) % this.#branches.length;
        return branch;
      }
    }
  }
}

function loadOf(block: Loaded): number {
  return block.waiting + block.serving;
}
