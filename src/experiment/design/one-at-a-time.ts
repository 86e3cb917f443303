import type { DesignMatrix } from './design-matrix.ts';
import { baseOf, type Factor, levelsOf, settingOf } from './factor.ts';

/** How many points one at a time has: the base and each other level of each factor. */
export function oneAtATimeSize(factors: readonly Factor[]): number {
  return factors.reduce((sum, factor) => sum + otherLevels(factor).length, 1);
}

/** The base point, then each factor at each of its other levels while the rest stay at their base. */
export function oneAtATime(factors: readonly Factor[]): DesignMatrix {
  const base = factors.map((factor) => settingOf(factor, baseOf(factor)));
  const moved = factors.flatMap((factor, f) =>
    otherLevels(factor).map((level) => base.with(f, settingOf(factor, level))),
  );
  return {
    kind: 'one-at-a-time',
    factors,
    points: [base, ...moved],
    centerPoint: undefined,
    fraction: undefined,
    draw: undefined,
  };
}

function otherLevels(factor: Factor) {
  return levelsOf(factor).filter((level) => level !== baseOf(factor));
}
