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
  const same = pairs.filter(({ difference, halfWidth }) => difference === 0 && halfWidth === 0);
  const different = pairs.filter((pair) => !same.includes(pair));
  const sorted = [
    ...different.filter((pair) => pair.isSignificant),
    ...different.filter((pair) => !pair.isSignificant),
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
    ...(shown.length > 0 ? table : ['Nothing differs in any replication.']),
    ...(same.length > 0 && shown.length > 0
      ? [
          `${same.length} further ${same.length === 1 ? 'figure is' : 'figures are'} the same in every replication`,
        ]
      : []),
    ...(more > 0 ? [`… and ${more} more in comparison.csv`] : []),
  ];
  return `${lines.join('\n')}\n`;
}
