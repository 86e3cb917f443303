import type { Target } from '../../view/target.ts';

/** What the pointer is over, and where on the stage. */
export interface Hover {
  readonly target: Target;
  readonly x: number;
  readonly y: number;
}

/** What is chosen and what is pointed at. */
export class Selection {
  chosen = $state.raw<Target | null>(null);
  hover = $state.raw<Hover | null>(null);

  choose(target: Target | null): void {
    this.chosen = target;
  }

  clear(): void {
    this.chosen = null;
    this.hover = null;
  }
}
