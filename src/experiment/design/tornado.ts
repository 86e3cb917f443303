import type { ResponseSample } from '../sample.ts';
import type { DesignMatrix } from './design-matrix.ts';
import { baseOf, type FactorValue, isNumeric } from './factor.ts';
import { addAverage, type LevelAverage, levelAverages } from './level-averages.ts';
import { checkSampleFits, completeBlocks, estimateOver, weightedSums } from './replication-blocks.ts';

/** Where a bar ends. */
export interface TornadoEnd {
  readonly level: FactorValue;
  /** Mean of the response while the factor is at this level. */
  readonly mean: number;
}

/** How far one factor moves one response. */
export interface TornadoBar {
  readonly factor: string;
  /** The lowest and the highest setting; of a list of texts, those with the lowest and the highest mean. */
  readonly low: TornadoEnd;
  readonly high: TornadoEnd;
  /** One at a time: the mean at the base point; factorials: the mean over all corners. */
  readonly baseMean: number;
  /** Largest minus smallest mean over all levels of the factor, at least 0. */
  readonly swing: number;
  /**
   * Of the t interval for the difference between the two levels that make the swing, within replications. Of two
   * levels it holds as it stands; of more, the pair was chosen after seeing the data.
   */
  readonly halfWidth: number;
  readonly confidence: number;
  /** The interval of the difference leaves out 0. */
  readonly isSignificant: boolean;
  /** Replications in which every point of the design has a value; only these count. */
  readonly n: number;
}

/**
 * The factors of a design by what they do to a response, widest swing first. One at a time shows what one factor does
 * from the base; factorials average over the levels of the others. Latin hypercubes have no levels: empty.
 * @throws InvariantError where the sample was taken over other points
 */
export function tornadoOf(design: DesignMatrix, sample: ResponseSample, confidence: number): TornadoBar[] {
  checkSampleFits(design, sample);
  const all = [...design.points.keys()];
  const blocks = completeBlocks(sample, all);
  // One sample for all bars, so that they can be laid beside one another.
  const complete: ResponseSample = {
    ...sample,
    replications: blocks.map((_, row) => row),
    values: all.map((point) => Float64Array.from(blocks, (block) => block[point])),
  };
  const bars = design.factors.flatMap((factor, f) => {
    const levels = levelAverages(design, f);
    if (levels.length === 0) return [];
    const ends = levels.map((level) => ({
      level: level.value,
      mean: estimate(complete, confidence, level).mean,
      average: level,
    }));
    const smallest = ends.reduce((a, b) => (b.mean < a.mean ? b : a));
    const largest = ends.reduce((a, b) => (b.mean > a.mean ? b : a));
    const byOrder = isNumeric(factor) || ends.length === 2;
    const low = byOrder ? ends[0] : smallest;
    const high = byOrder ? ends[ends.length - 1] : largest;
    const swing = estimate(complete, confidence, largest.average, smallest.average);
    const baseMean =
      design.kind === 'one-at-a-time'
        ? ends.find(({ level }) => level === baseOf(factor))!.mean
        : estimate(complete, confidence, { points: levels.flatMap(({ points }) => points) }).mean;
    const bar: TornadoBar = {
      factor: factor.name,
      low: { level: low.level, mean: low.mean },
      high: { level: high.level, mean: high.mean },
      baseMean,
      swing: largest === smallest ? 0 : swing.mean,
      halfWidth: swing.halfWidth,
      confidence,
      isSignificant: swing.isSignificant,
      n: blocks.length,
    };
    return [bar];
  });
  // Sorting is stable: equal swings keep the order of the factors.
  return bars.sort((a, b) => b.swing - a.swing);
}

function estimate(
  sample: ResponseSample,
  confidence: number,
  of: Pick<LevelAverage, 'points'>,
  minus?: Pick<LevelAverage, 'points'>,
) {
  const weights = new Float64Array(sample.values.length);
  addAverage(weights, of.points, 1);
  if (minus !== undefined) addAverage(weights, minus.points, -1);
  return estimateOver(weightedSums(sample, weights), confidence);
}
