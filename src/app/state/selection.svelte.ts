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
  /** Height of what tells of the chosen, CSS pixels: on a phone a sheet over the picture. */
  tellerPx = $state(0);

  choose(target: Target | null): void {
    this.chosen = target;
  }

  /** A run starts over: its trips are not those of the run before, and what is pointed at is looked for anew. */
  startOver(): void {
    if (this.chosen?.kind === 'trip') this.chosen = null;
    this.hover = null;
  }

  clear(): void {
    this.chosen = null;
    this.hover = null;
  }
}
