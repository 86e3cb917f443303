import type { FlowBlock, FlowScenario } from '../../scenario/flow-schema.ts';
import { unservedWays } from '../../scenario/queue-exits.ts';

/** A way from a block to another. */
export interface Way {
  readonly to: string;
  /** Share of what leaves that takes it, by class; NaN where it depends on more than chance and class. */
  readonly shares: readonly number[];
  /** Whether a Poisson stream stays one on this way. */
  readonly isRandom: boolean;
}

/** Where what leaves a block goes; those turned away by a full queue apart. */
export function waysFrom(flow: FlowScenario, block: FlowBlock): readonly Way[] {
  const all = flow.classes.map(() => 1);
  if (block.type === 'sink') return [];
  if (block.type === 'split') return block.branches.map(({ to }) => ({ to, shares: all, isRandom: false }));
  if (block.type !== 'selector') return [{ to: block.to, shares: all, isRandom: true }];
  const { branches, by } = block;
  const alone = branches.length === 1;
  switch (by) {
    case 'chance': {
      const total = branches.reduce((sum, { weight = 0 }) => sum + weight, 0);
      return branches.map(({ to, weight = 0 }) => ({
        to,
        shares: all.map(() => weight / total),
        isRandom: true,
      }));
    }
    case 'turn':
      return branches.map(({ to }) => ({ to, shares: all.map(() => 1 / branches.length), isRandom: alone }));
    case 'shortest':
      return branches.map(({ to }) => ({
        to,
        shares: all.map(() => (alone ? 1 : Number.NaN)),
        isRandom: alone,
      }));
    case 'class':
      return branches.map((branch, i) => ({
        to: branch.to,
        shares: flow.classes.map(({ name }) => (branchOf(branches, name) === i ? 1 : 0)),
        isRandom: true,
      }));
  }
}

function branchOf(branches: readonly { readonly class?: string | undefined }[], klass: string): number {
  const own = branches.findIndex((branch) => branch.class === klass);
  return own === -1 ? branches.findIndex((branch) => branch.class === undefined) : own;
}

/** Every block that a block hands subjects to. */
export function targetsOf(flow: FlowScenario, block: FlowBlock): readonly string[] {
  const targets = waysFrom(flow, block).map(({ to }) => to);
  return [...targets, ...unservedWays(block).map(({ to }) => to)];
}

/**
 * Blocks in the order in which subjects come to them, those on common loops together.
 * Source: Tarjan (1972), strongly connected components; they come out last first.
 */
export function loopsInOrder(flow: FlowScenario): readonly (readonly string[])[] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const found: string[][] = [];
  for (const start of Object.keys(flow.blocks)) {
    if (index.has(start)) continue;
    // By hand instead of by recursion: a chain may have thousands of blocks.
    const path: { readonly name: string; readonly targets: readonly string[]; next: number }[] = [];
    const visit = (name: string) => {
      index.set(name, index.size);
      low.set(name, index.get(name)!);
      open.push(name);
      path.push({ name, targets: targetsOf(flow, flow.blocks[name]), next: 0 });
    };
    visit(start);
    while (path.length > 0) {
      const step = path[path.length - 1];
      if (step.next < step.targets.length) {
        const target = step.targets[step.next++];
        if (!index.has(target)) visit(target);
        else if (open.includes(target)) low.set(step.name, Math.min(low.get(step.name)!, index.get(target)!));
        continue;
      }
      path.pop();
      const above = path.at(-1);
      if (above !== undefined) low.set(above.name, Math.min(low.get(above.name)!, low.get(step.name)!));
      if (low.get(step.name) === index.get(step.name)) found.push(open.splice(open.indexOf(step.name)));
    }
  }
  return found.reverse();
}

/** Solves A x = b by elimination with pivoting; NaN where A is singular or holds NaN. Changes both. */
export function solveLinear(A: number[][], b: number[]): number[] {
  const n = b.length;
  for (let column = 0; column < n; column++) {
    let pivot = column;
    for (let row = column + 1; row < n; row++) {
      if (Math.abs(A[row][column]) > Math.abs(A[pivot][column])) pivot = row;
    }
    [A[column], A[pivot]] = [A[pivot], A[column]];
    [b[column], b[pivot]] = [b[pivot], b[column]];
    if (Math.abs(A[column][column]) < 1e-13) return b.map(() => Number.NaN);
    for (let row = column + 1; row < n; row++) {
      const factor = A[row][column] / A[column][column];
      if (factor === 0) continue;
      for (let k = column; k < n; k++) A[row][k] -= factor * A[column][k];
      b[row] -= factor * b[column];
    }
  }
  for (let row = n - 1; row >= 0; row--) {
    for (let k = row + 1; k < n; k++) b[row] -= A[row][k] * b[k];
    b[row] /= A[row][row];
  }
  return b;
}
