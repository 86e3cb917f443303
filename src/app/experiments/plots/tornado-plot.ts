import type { TornadoBar } from '../../../experiment/design/tornado.ts';
import { t } from '../../messages/translate.ts';
import { type DisplayUnit, intervalText, valueText } from '../display-unit.ts';
import { bottomAxis, scaleOver } from './axis.ts';
import { fitText, type Mark, type Picture, type Shape, textWidth } from './picture.ts';

const ROW = 34;
const TOP = 8;
const AXIS = 40;

/** How far each factor moves a response from its base, widest first: the low level in one color, the high in another. */
export function tornadoPlot(
  bars: readonly TornadoBar[],
  title: string,
  shown: DisplayUnit,
  width: number,
): Picture {
  const left = Math.min(Math.max(0, ...bars.map(({ factor }) => textWidth(factor))) + 12, width * 0.32);
  const bottom = TOP + bars.length * ROW;
  // Levels are written beyond the ends of the bars.
  const room = Math.min(
    80,
    Math.max(
      0,
      ...bars.flatMap(({ low, high }) => [textWidth(String(low.level)), textWidth(String(high.level))]),
    ) + 8,
  );
  const scale = scaleOver(
    bars.flatMap(({ low, high, baseMean }) =>
      [low.mean, high.mean, baseMean].map((mean) => mean / shown.divisor),
    ),
    [left + room, width - room],
  );
  const shapes: Shape[] = bottomAxis(scale, TOP, bottom, Math.max(2, Math.floor((width - left) / 80)));
  const marks: Mark[] = [];
  for (const [index, bar] of bars.entries()) {
    const y = TOP + (index + 0.5) * ROW;
    const base = scale.pixel(bar.baseMean / shown.divisor);
    shapes.push({
      kind: 'text',
      at: [left - 6, y + 4],
      text: fitText(bar.factor, left - 8),
      ink: bar.isSignificant ? '--text' : '--text-muted',
      anchor: 'end',
    });
    for (const [end, ink] of [
      [bar.low, '--minus'],
      [bar.high, '--plus'],
    ] as const) {
      const x = scale.pixel(end.mean / shown.divisor);
      shapes.push({
        kind: 'box',
        x: Math.min(x, base),
        y: y - 9,
        width: Math.abs(x - base),
        height: 18,
        ink,
        opacity: bar.isSignificant ? 0.9 : 0.4,
      });
      const other = end === bar.low ? bar.high : bar.low;
      const isLeft = end.mean < other.mean || (end.mean === other.mean && end === bar.low);
      shapes.push({
        kind: 'text',
        at: [isLeft ? Math.min(x, base) - 5 : Math.max(x, base) + 5, y + 4],
        text: fitText(String(end.level), room - 6),
        ink: '--text',
        anchor: isLeft ? 'end' : 'start',
      });
    }
    shapes.push({ kind: 'line', from: [base, y - 13], to: [base, y + 13], ink: '--text', width: 1.5 });
    marks.push({
      at: [scale.pixel((bar.low.mean + bar.high.mean) / 2 / shown.divisor), y],
      text: t('experiment.plot.tornado', {
        factor: bar.factor,
        low: String(bar.low.level),
        high: String(bar.high.level),
        lowMean: valueText(bar.low.mean, bar.halfWidth, shown),
        highMean: valueText(bar.high.mean, bar.halfWidth, shown),
        swing: intervalText(bar.swing, bar.halfWidth, shown),
        n: bar.n,
      }),
    });
  }
  shapes.push({
    kind: 'text',
    at: [(left + width) / 2, bottom + 34],
    text: fitText(title, width - 8),
    ink: '--text-muted',
    anchor: 'middle',
  });
  return { width, height: bottom + AXIS, shapes, marks };
}
