import type { FlowBlockOf, FlowScenario } from './flow-schema.ts';
import { unservedWays } from './queue-exits.ts';

/** Where subjects can get to from some blocks, by themselves: past a split they go on behind its join. */
export interface Reach {
  readonly blocks: ReadonlySet<string>;
  /** Joins at which they are taken in: they are copies, then, and end there. */
  readonly joins: ReadonlySet<string>;
}

/** A kind of copy: the k-th of what a split makes of the subjects of one origin. */
export interface CopyOrigin {
  readonly name: string;
  /** What its subjects are copies of: a source, a population, a batch, or other copies. */
  readonly parent: string;
  readonly split: string;
}

/** Follows subjects and their copies through a flow. Expects that all names lead somewhere. */
export class SplitWalk {
  readonly #flow: FlowScenario;
  readonly #ofSplit = new Map<string, Reach>();
  readonly #open = new Set<string>();
  /** A split whose copies come to it again before they meet; undefined where there is none. */
  endless: string | undefined;

  constructor(flow: FlowScenario) {
    this.#flow = flow;
  }

  /** Where the copies of a split can get to. */
  ofCopies(split: string): Reach {
    const known = this.#ofSplit.get(split);
    if (known !== undefined) return known;
    if (this.#open.has(split)) {
      this.endless ??= split;
      return { blocks: new Set(), joins: new Set() };
    }
    this.#open.add(split);
    const block = this.#flow.blocks[split] as FlowBlockOf<'split'>;
    const reach = this.from(block.branches.map(({ to }) => to));
    this.#open.delete(split);
    this.#ofSplit.set(split, reach);
    return reach;
  }

  /** Where subjects can get to that enter the given blocks. */
  from(starts: readonly string[]): Reach {
    const blocks = new Set<string>();
    const joins = new Set<string>();
    const open = [...starts];
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      if (blocks.has(name) || joins.has(name)) continue;
      const block = this.#flow.blocks[name];
      if (block === undefined) continue;
      if (block.type === 'join') {
        joins.add(name);
        continue;
      }
      blocks.add(name);
      if (block.type === 'split') {
        for (const join of this.ofCopies(name).joins) {
          open.push((this.#flow.blocks[join] as FlowBlockOf<'join'>).to);
        }
      } else if (block.type === 'selector') open.push(...block.branches.map(({ to }) => to));
      else if (block.type !== 'sink') open.push(block.to);
      open.push(...unservedWays(block).map(({ to }) => to));
    }
    return { blocks, joins };
  }

  /** Every kind of copy, at most `most`, in the order of the scenario. Copies may be split again. */
  copies(most: number): readonly CopyOrigin[] {
    const found: CopyOrigin[] = [];
    const follow = (parent: string, start: string) => {
      const reach = this.from([start]).blocks;
      for (const [split, block] of Object.entries(this.#flow.blocks)) {
        if (block.type !== 'split' || !reach.has(split)) continue;
        copyTargets(block).forEach((to, copy) => {
          if (found.length >= most) return;
          const name = `${parent}/${split}.${copy}`;
          found.push({ name, parent, split });
          follow(name, to);
        });
      }
    };
    for (const [name, block] of Object.entries(this.#flow.blocks)) {
      const creates =
        block.type === 'source' ||
        block.type === 'population' ||
        (block.type === 'batch' && block.sends === 'batch');
      if (creates) follow(name, block.to);
    }
    return found;
  }
}

/** Where each copy that a split makes goes, in order. */
export function copyTargets(split: FlowBlockOf<'split'>): readonly string[] {
  return split.branches.flatMap(({ to, copies }) => Array.from({ length: copies }, () => to));
}
