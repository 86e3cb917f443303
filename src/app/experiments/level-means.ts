import { estimateOver, weightedSums } from '../../experiment/design/replication-blocks.ts';
import type { ResponseSample } from '../../experiment/sample.ts';

/** A value of a factor, as in the brief of an experiment. */
export type Setting = number | string | boolean;

/** What the points of an experiment are set to. */
export interface SettingsOfPoints {
  readonly factors: readonly string[];
  /** By point, then by factor. */
  readonly settings: readonly (readonly Setting[])[];
  /** `one_at_a_time`, `full_factorial` … */
  readonly design: string;
}

/** The mean of a response over the points at one level, with its interval over replications. */
export interface LevelMean {
  readonly level: Setting;
  readonly n: number;
  readonly mean: number;
  /** NaN where there is none. */
  readonly halfWidth: number;
}

/**
 * The means of a response by the levels of one factor, rising: over all points there; of one at a time over the path
 * from the base, on which nothing else has moved. A Latin hypercube has a level for each point.
 */
export function levelMeans(
  design: SettingsOfPoints,
  factor: number,
  sample: ResponseSample,
  confidence: number,
): LevelMean[] {
  const points =
    design.design === 'one_at_a_time' ? pathOf(design.settings, factor) : [...design.settings.keys()];
  return levelsAt(design.settings, factor, points).map((level) =>
    meanOver(
      level,
      points.filter((point) => design.settings[point][factor] === level),
      sample,
      confidence,
    ),
  );
}

/** The same by the levels of a factor while another is at one of its levels; empty where the design has no such points. */
export function cellMeans(
  design: SettingsOfPoints,
  factor: number,
  other: { readonly factor: number; readonly level: Setting },
  sample: ResponseSample,
  confidence: number,
): LevelMean[] {
  const points = [...design.settings.keys()].filter(
    (point) => design.settings[point][other.factor] === other.level,
  );
  return levelsAt(design.settings, factor, points).map((level) =>
    meanOver(
      level,
      points.filter((point) => design.settings[point][factor] === level),
      sample,
      confidence,
    ),
  );
}

/** The levels of a factor over all points, numbers rising, texts as they come. */
export function levelsOfFactor({ settings }: SettingsOfPoints, factor: number): Setting[] {
  return levelsAt(settings, factor, [...settings.keys()]);
}

function meanOver(
  level: Setting,
  points: readonly number[],
  sample: ResponseSample,
  confidence: number,
): LevelMean {
  const weights = new Float64Array(sample.values.length);
  for (const point of points) weights[point] = 1 / points.length;
  const { n, mean, halfWidth } = estimateOver(weightedSums(sample, weights), confidence);
  return { level, n, mean, halfWidth };
}

function levelsAt(
  settings: SettingsOfPoints['settings'],
  factor: number,
  points: readonly number[],
): Setting[] {
  const levels = [...new Set(points.map((point) => settings[point][factor]))];
  return levels.every((level) => typeof level === 'number') ? levels.sort((a, b) => a - b) : levels;
}

/** The first point, which is the base, and those at which this factor alone has moved. */
function pathOf(settings: SettingsOfPoints['settings'], factor: number): number[] {
  const [base] = settings;
  return [...settings.keys()].filter((point) =>
    settings[point].every((value, f) => f === factor || value === base[f]),
  );
}
