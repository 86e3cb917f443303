import type { PairComparison } from '../experiment/comparison/pair-comparison.ts';
import type { OpenedExperiment } from '../experiment/opened-experiment.ts';
import type { ExperimentReport, PointReport, ResponseReport } from '../experiment/report.ts';
import type { InputDifference } from '../scenario/scenario-difference.ts';
import { comparisonSentence } from './comparison-sentence.ts';
import { figureText, intervalText, percentText } from './figure-text.ts';
import { textTable } from './text-table.ts';

/** Most lines of one table; the files have all of them. */
const MOST_LINES = 20;

/** A readable account of an experiment for a terminal. */
export function experimentText(experiment: OpenedExperiment, report: ExperimentReport): string {
  const { points, responses } = report;
  const lines = [
    `${report.title} (${experiment.id})`,
    `${points.length} design ${points.length === 1 ? 'point' : 'points'}, seed ${experiment.seed}; ${replicationsText(points)}; ± is the half-width at ${percentText(report.confidence)}`,
    ...designLines(experiment),
    ...steadyStateLines(report),
    ...conditionLines(report),
    ...(experiment.matrix === undefined ? inputLines(points) : []),
    ...responses.flatMap((response) => ['', ...responseLines(report, response)]),
    ...selectionLines(report),
  ];
  return `${lines.join('\n')}\n`;
}

/** What is differs between points, one line for each difference. */
function differenceText({
  path,
  kind,
  from,
  to,
  count,
  change,
  isFromShared,
  isToShared,
}: InputDifference): string {
  const rows = count > 1 ? ` (${count} of them)` : '';
  if (kind !== 'changed') return `${path} ${kind}${rows}`;
  if (change !== undefined && count > 1) {
    const how = 'by' in change ? `${change.by >= 0 ? '+' : '-'}${Math.abs(change.by)}` : `× ${change.times}`;
    return `${path}: ${how}${rows}`;
  }
  const text = (value: unknown, isShared: boolean) =>
    isShared ? (value === undefined ? 'nothing' : JSON.stringify(value)) : 'various';
  return `${path}: ${text(from, isFromShared)} → ${text(to, isToShared)}${rows}`;
}

function replicationsText(points: readonly PointReport[]): string {
  const counts = points.map(({ finished }) => finished);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  return least === most
    ? `${most} replication${most === 1 ? '' : 's'} each`
    : `${least} to ${most} replications`;
}

function designLines({ matrix }: OpenedExperiment): string[] {
  if (matrix === undefined) return [];
  const factors = `${matrix.factors.length} factor${matrix.factors.length === 1 ? '' : 's'}: ${matrix.factors.map(({ name }) => name).join(', ')}`;
  const { fraction, draw } = matrix;
  const kind = matrix.kind.replaceAll('-', ' ');
  if (fraction !== undefined)
    return [`${kind} of resolution ${ROMAN[fraction.resolution] ?? fraction.resolution}; ${factors}`];
  if (draw !== undefined)
    return [`${kind} of seed ${draw.seed}, the widest of ${draw.candidates}; ${factors}`];
  return [`${kind}; ${factors}`];
}

const ROMAN: Readonly<Record<number, string>> = { 3: 'III', 4: 'IV', 5: 'V', 6: 'VI', 7: 'VII', 8: 'VIII' };

function steadyStateLines({ steadyState: { warmUp, batchMeans }, points }: ExperimentReport): string[] {
  const lines: string[] = [];
  if (warmUp !== undefined) {
    const method = warmUp.method === 'mser5' ? 'MSER-5' : "Welch's plot";
    lines.push(
      warmUp.isTrusted
        ? `warm-up by ${method} over ${warmUp.pilotReplications} replications: ${figureText(warmUp.warmUpS)} s cut from every replication`
        : `${method} found no cut to trust: the runs are too short for their transient. The warm-up of the scenario stands, ${figureText(warmUp.warmUpS)} s`,
    );
  }
  for (const one of batchMeans) {
    lines.push(
      `batch means of ${one.response.kpi} of ${one.response.place}, ${points[one.point].name}: ${intervalText(one.mean, one.halfWidth)} ${one.unit} over ${one.batches} batches; lag-1 ${figureText(one.batchLag1)}, von Neumann ${figureText(one.vonNeumannRatio)}`,
    );
  }
  return lines;
}

/** What failed, and that the figures are conditional. */
export function conditionLines({ isConditional, points }: ExperimentReport): string[] {
  if (!isConditional) return [];
  const failures = points.flatMap(({ name, failures: ofPoint }) =>
    ofPoint.map(({ replication, message, replay }) => {
      const again = message.includes(replay) ? '' : ` (replay with ${replay})`;
      return `${name}, replication ${replication} failed: ${message}${again}`;
    }),
  );
  if (failures.length > 5)
    failures.splice(4, failures.length - 4, `… and ${failures.length - 4} more failed`);
  return [...failures, 'The figures are conditional: they hold for the replications that ended well.'];
}

/** What differs in the inputs. */
export function inputLines(points: readonly PointReport[]): string[] {
  const changed = points.filter(({ inputDifferences }) => inputDifferences.length > 0);
  if (changed.length === 0) return [];
  const lines = changed.flatMap(({ name, inputDifferences }) => [
    `  ${name}`,
    ...limited(
      inputDifferences.map((one) => `    ${differenceText(one)}`),
      8,
      'inputs.csv',
    ),
  ]);
  return ['', `Inputs, against ${points[0].name}`, ...limited(lines, MOST_LINES * 2, 'inputs.csv')];
}

function responseLines(
  report: ExperimentReport,
  { sample, intervals, comparisons, effects, metamodel, tornado, isPrecise }: ResponseReport,
): string[] {
  const { kpi, place, class: ofClass } = sample.response;
  const title = [
    kpi.replaceAll('_', ' '),
    place && `of ${place}`,
    ofClass && `class ${ofClass}`,
    sample.unit && `in ${sample.unit}`,
  ];
  const names = report.points.map(({ name }) => name);
  const lines = [
    title.filter((part) => part !== '').join(' '),
    ...limited(
      textTable(
        intervals.map(({ mean, halfWidth, n }, point) => [
          `  ${names[point]}`,
          intervalText(mean, halfWidth),
          `n ${n}`,
        ]),
      ),
      MOST_LINES,
      'summary.csv',
    ),
  ];
  if (isPrecise === false)
    lines.push('  The precision asked for was not reached within the replications allowed.');
  lines.push(...comparisonLines(comparisons, names, report.isPaired));
  if (effects.length > 0) {
    const rows = effects.map((row) => [
      `  ${row.effect}`,
      row.contrast,
      intervalText(row.estimate, row.halfWidth),
      row.isSignificant ? 'real' : '',
    ]);
    const aliased = textTable(rows, 2).map((line, at) => {
      const { aliases } = effects[at];
      return aliases.length === 0 ? line : `${line}  = ${aliases.join(' + ')}`;
    });
    lines.push('  effects', ...limited(aliased, MOST_LINES, 'effects.csv'));
  }
  if (tornado.length > 0) {
    const rows = tornado.map(({ factor, low, high, swing, halfWidth }) => [
      `  ${factor}`,
      `${low.level}: ${figureText(low.mean)}`,
      `${high.level}: ${figureText(high.mean)}`,
      intervalText(swing, halfWidth),
    ]);
    lines.push('  swing of each factor', ...limited(textTable(rows), MOST_LINES, 'effects.csv'));
  }
  if (metamodel !== undefined) {
    lines.push(
      `  linear metamodel: R² ${figureText(metamodel.r2)}, adjusted ${figureText(metamodel.adjustedR2)}${metamodel.verdict === 'unknown' ? '' : `, ${metamodel.verdict}`}`,
    );
  }
  return lines;
}

function comparisonLines(
  comparisons: readonly PairComparison[],
  names: readonly string[],
  isPaired: boolean,
): string[] {
  return limited(
    comparisons.flatMap((pair) => {
      const sentence = `  ${comparisonSentence(pair, names)}`;
      if (!isPaired || Number.isNaN(pair.correlation)) return [sentence];
      return [
        sentence,
        `    correlation ${figureText(pair.correlation)}; variance of the difference ${smallText(pair.pairedVariance)} paired, ${smallText(pair.independentVariance)} independent: ${percentText(pair.varianceReduction)} less; p ${smallText(pair.pValue)}, after Holm ${smallText(pair.pHolm)}`,
      ];
    }),
    MOST_LINES * 2,
    'comparison.csv',
  );
}

/** Variances and probabilities may be far below what other figures show. */
function smallText(value: number): string {
  return value !== 0 && Math.abs(value) < 0.001 ? value.toExponential(1) : figureText(value);
}

function selectionLines({ selection, selected, points }: ExperimentReport): string[] {
  if (selection === undefined || selected === undefined) return [];
  const { kpi } = selected.response;
  const rows = selection.dropped.map(({ system, stage, by }) => [
    `  ${points[system].name}`,
    `dropped at stage ${stage}`,
    `behind ${points[by].name}`,
  ]);
  const [survivor] = selection.survivors;
  const verdict =
    selection.state === 'selected'
      ? `  ${points[survivor].name} is selected at stage ${selection.stage}`
      : `  undecided after ${selection.stage} stages between ${selection.survivors.map((point) => points[point].name).join(', ')}`;
  return [
    '',
    `selection of the best by ${kpi.replaceAll('_', ' ')} (Kim and Nelson 2001)`,
    ...textTable(rows, 3),
    verdict,
  ];
}

function limited(lines: readonly string[], most: number, file: string): string[] {
  if (lines.length <= most) return [...lines];
  return [...lines.slice(0, most - 1), `  … and ${lines.length - most + 1} more lines in ${file}`];
}
