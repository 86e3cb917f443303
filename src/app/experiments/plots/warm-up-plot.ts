import type { WarmUpCurve, WarmUpMethod } from '../../../experiment/steady-state.ts';
import { formatDuration } from '../../format.ts';
import { t } from '../../messages/translate.ts';
import { type DisplayUnit, displayUnit, valueText } from '../display-unit.ts';
import { bottomAxis, leftAxis, type Scale, scaleOver } from './axis.ts';
import { fitText, type Mark, type Picture, type Shape, type XY } from './picture.ts';

const LEFT = 56;
const TOP = 26;
const PANEL = 190;

/** The pilot's series over simulated time with Welch's average, or with MSER-5's statistic below it, and the cut. */
export function warmUpPlot(
  curve: WarmUpCurve,
  method: WarmUpMethod,
  title: string,
  shown: DisplayUnit,
  width: number,
): Picture {
  const { means, everyS, band, cutS } = curve;
  const lengthS = means.length * everyS;
  const time = displayUnit('s', lengthS);
  const x = scaleOver([0, lengthS / time.divisor], [LEFT, width - 8]);
  const xOf = (index: number) => x.pixel((index * everyS) / time.divisor);
  const isMser = method === 'mser5';
  const bottom = TOP + PANEL;
  const smoothed = isMser ? [] : [...curve.curve];
  const y = scaleOver(
    [...means, ...smoothed, ...(band ?? [])].map((value) => value / shown.divisor),
    [bottom, TOP],
  );
  const yOf = (value: number) => y.pixel(value / shown.divisor);
  const right = width - 8;
  const shapes: Shape[] = [
    { kind: 'text', at: [0, 14], text: fitText(title, width), ink: '--text-muted' },
    ...leftAxis(y, LEFT, right, 5),
  ];
  if (band !== undefined) {
    const [low, high] = band.map(yOf);
    shapes.push({
      kind: 'box',
      x: LEFT,
      y: Math.min(low, high),
      width: right - LEFT,
      height: Math.abs(low - high),
      ink: '--accent',
      opacity: 0.12,
    });
  }
  shapes.push({
    kind: 'curve',
    points: thinned(means, xOf, yOf),
    ink: '--text-muted',
    width: 1,
    opacity: isMser ? 0.9 : 0.5,
  });
  if (!isMser)
    shapes.push({
      kind: 'curve',
      points: thinned(curve.curve, (index) => xOf(index * curve.curveStep), yOf),
      ink: '--series-1',
      width: 2.2,
    });
  const end = isMser ? statisticPanel(curve, shapes, xOf, bottom, right) : bottom;
  shapes.push(...bottomAxis(x, TOP, end, Math.floor((right - LEFT) / 80)));
  const marks = valueMarks(curve, time, shown, xOf, yOf);
  if (cutS !== undefined) {
    const at = x.pixel(cutS / time.divisor);
    const isNearEnd = at > width * 0.6;
    const text = t('experiment.plot.cut', { time: formatDuration(cutS) });
    shapes.push(
      { kind: 'line', from: [at, TOP - 6], to: [at, end], ink: '--plus', width: 2, isDashed: true },
      {
        kind: 'text',
        at: [isNearEnd ? at - 6 : at + 6, TOP + 8],
        text,
        ink: '--text',
        anchor: isNearEnd ? 'end' : 'start',
        isBold: true,
      },
    );
    marks.unshift({ at: [at, TOP], text });
  }
  shapes.push({
    kind: 'text',
    at: [(LEFT + right) / 2, end + 34],
    text: fitText(t('experiment.plot.simulatedTime', { unit: time.unit }), width),
    ink: '--text-muted',
    anchor: 'middle',
  });
  return { width, height: end + 40, shapes, marks };
}

/** The statistic of each cut, below; the least one is the cut. @returns where the panel ends */
function statisticPanel(
  { curve, curveStep }: WarmUpCurve,
  shapes: Shape[],
  xOf: (index: number) => number,
  above: number,
  right: number,
): number {
  const top = above + 34;
  const bottom = top + 110;
  const y: Scale = scaleOver([...curve], [bottom, top], true);
  shapes.push(
    { kind: 'text', at: [0, top - 10], text: t('experiment.plot.mser'), ink: '--text-muted' },
    ...leftAxis(y, LEFT, right, 3),
    {
      kind: 'curve',
      points: thinned(curve, (index) => xOf(index * curveStep), y.pixel),
      ink: '--series-1',
      width: 2,
    },
  );
  return bottom;
}

/** At most two points a pixel: the least and the greatest of those that fall together. */
function thinned(
  values: ArrayLike<number>,
  xOf: (index: number) => number,
  yOf: (value: number) => number,
): XY[] {
  const points: XY[] = [];
  const count = values.length;
  const pixels = Math.max(1, Math.abs(xOf(count) - xOf(0)));
  const together = Math.max(1, Math.ceil(count / pixels));
  for (let from = 0; from < count; from += together) {
    let least = -1;
    let most = -1;
    for (let i = from; i < Math.min(count, from + together); i++) {
      if (!Number.isFinite(values[i])) continue;
      if (least < 0 || values[i] < values[least]) least = i;
      if (most < 0 || values[i] > values[most]) most = i;
    }
    if (least < 0) continue;
    for (const i of least === most ? [least] : [Math.min(least, most), Math.max(least, most)])
      points.push([xOf(i), yOf(values[i])]);
  }
  return points;
}

function valueMarks(
  { means, everyS }: WarmUpCurve,
  time: DisplayUnit,
  shown: DisplayUnit,
  xOf: (index: number) => number,
  yOf: (value: number) => number,
): Mark[] {
  const step = Math.max(1, Math.ceil(means.length / 60));
  const marks: Mark[] = [];
  for (let i = 0; i < means.length; i += step) {
    if (!Number.isFinite(means[i])) continue;
    marks.push({
      at: [xOf(i), yOf(means[i])],
      text: t('experiment.plot.atTime', {
        time: valueText(i * everyS, Number.NaN, time),
        value: valueText(means[i], Number.NaN, shown),
      }),
    });
  }
  return marks;
}
