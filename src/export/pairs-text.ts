import type { OpenedExperiment } from '../experiment/opened-experiment.ts';
import type { ExperimentReport } from '../experiment/report.ts';
import { conditionLines, inputLines } from './experiment-text.ts';
import { figureText, intervalText, percentText } from './figure-text.ts';
import { textTable } from './text-table.ts';

/** Most lines of differences; the table has all of them. */
const MOST_LINES = 24;

/** An account of scenarios compared in many figures: the differences that are real first, as far as there is room. */
export function pairsText(experiment: OpenedExperiment, report: ExperimentReport): string {
  const { points, responses, confidence } = report;
  const pairs = responses
    .flatMap(({ comparisons }) => comparisons)
    .filter((pair) => pair.class === '' && pair.n > 0);
  const sorted = [
    ...pairs.filter((pair) => pair.isSignificant),
    ...pairs.filter((pair) => !pair.isSignificant),
  ];
  const shown = sorted.slice(0, MOST_LINES);
  const isTwo = points.length === 2;
  const letters = points.map((_, point) => String.fromCharCode(65 + point));
  const table = textTable(
    [
      ['figure', 'place', 'unit', ...(isTwo ? [] : ['pair']), 'A', 'B', 'B - A', 'real?'],
      ...shown.map((pair) => [
        pair.kpi,
        pair.place,
        pair.unit,
        ...(isTwo ? [] : [`${letters[pair.a]}, ${letters[pair.b]}`]),
        figureText(pair.meanA),
        figureText(pair.meanB),
        intervalText(pair.difference, pair.halfWidth),
        pair.isSignificant ? 'yes' : 'no',
      ]),
    ],
    3,
  );
  const more = sorted.length - shown.length;
  const lines = [
    ...points.map(({ name, finished }, point) => `${letters[point]} ${name}, ${finished} replications`),
    `seed ${experiment.seed}, ± is the half-width at ${percentText(confidence)}, paired${isTwo ? '' : ', together for all pairs of a figure'}`,
    ...conditionLines(report),
    ...inputLines(points),
    '',
    ...table,
    ...(more > 0 ? [`… and ${more} more in comparison.csv`] : []),
  ];
  return `${lines.join('\n')}\n`;
}
