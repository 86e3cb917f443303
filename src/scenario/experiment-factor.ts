import type { WrittenFactor, WrittenLevel } from './experiment-schema.ts';

const OPERATORS = { replace: '=', add: '+=', multiply: '*=' } as const;

/** The overrides that put a factor at a level: one for each of its paths, as loadScenario takes them. */
export function factorOverrides(
  { path, change }: Pick<WrittenFactor, 'path' | 'change'>,
  level: WrittenLevel,
): string[] {
  // In quotes a text stays one, whatever it looks like.
  const value = JSON.stringify(level);
  return [path].flat().map((one) => `${one}${OPERATORS[change]}${value}`);
}

/** The level of a factor while others are varied: its base, or else what changes nothing, or the lowest or first. */
export function baseLevelOf(factor: WrittenFactor): WrittenLevel {
  const { base, change, low, high, levels } = factor;
  if (base !== undefined) return base;
  const neutral = change === 'add' ? 0 : change === 'multiply' ? 1 : undefined;
  if (levels !== undefined) return neutral !== undefined && levels.includes(neutral) ? neutral : levels[0];
  if (neutral !== undefined && neutral >= low! && neutral <= high!) return neutral;
  return low!;
}

/** The design points that a factor has by itself: its levels, or low and high. */
export function levelsOfFactor({ levels, low, high }: WrittenFactor): readonly WrittenLevel[] {
  return levels ?? [low!, high!];
}
