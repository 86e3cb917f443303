import type { DesignFault } from './design-fault.ts';
import type { DesignMatrix } from './design-matrix.ts';
import { type Factor, type FactorSetting, levelsOf, type RangeFactor, settingOf } from './factor.ts';

/** How many points all combinations of levels make, the center point apart. */
export function fullFactorialSize(factors: readonly Factor[]): number {
  return factors.reduce((product, factor) => product * levelsOf(factor).length, 1);
}

/** Every combination of levels once, in standard order: the first factor changes fastest. Then the center point. */
export function fullFactorial(factors: readonly Factor[], withCenterPoint: boolean): DesignMatrix {
  let points: FactorSetting[][] = [[]];
  for (const factor of factors) {
    const settings = levelsOf(factor).map((level) => settingOf(factor, level));
    points = settings.flatMap((setting) => points.map((point) => [...point, setting]));
  }
  const corners = points.length;
  if (withCenterPoint) points.push(centerOf(factors));
  return {
    kind: 'full-factorial',
    factors,
    points,
    centerPoint: withCenterPoint ? corners : undefined,
    fraction: undefined,
    draw: undefined,
  };
}

/** The middle of all ranges. @param factors that checkCenterPoint lets pass */
export function centerOf(factors: readonly Factor[]): FactorSetting[] {
  return factors.map((factor) => ({ value: middleOf(factor as RangeFactor), coded: 0 }));
}

/** Why factors have no point in the middle; empty where they have one. */
export function checkCenterPoint(factors: readonly Factor[]): DesignFault[] {
  return factors.flatMap((factor, i) => {
    const fault = (found: string) => [
      { path: ['factors', i], found, allowed: 'a range with a middle, for a center point' },
    ];
    if (factor.kind !== 'range') return fault(`${factor.name}, which is a list`);
    if (factor.isWhole && !Number.isInteger(middleOf(factor)))
      return fault(`${factor.name}, a whole number, with its middle at ${middleOf(factor)}`);
    return [];
  });
}

function middleOf({ low, high }: RangeFactor): number {
  return low + (high - low) / 2;
}
