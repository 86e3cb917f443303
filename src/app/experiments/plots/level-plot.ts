import { formatShort } from '../../format.ts';
import { t } from '../../messages/translate.ts';
import { type DisplayUnit, intervalText } from '../display-unit.ts';
import type { LevelMean, Setting } from '../level-means.ts';
import { leftAxis, type Scale, scaleOver } from './axis.ts';
import { fitText, type Ink, type Mark, type Picture, type Shape, textWidth } from './picture.ts';

/** Means by the levels of a factor; several lines where another factor makes a difference to them. */
export interface LevelPanel {
  readonly factor: string;
  readonly lines: readonly {
    /** Written at its end where there are several. */
    readonly label: string;
    /** What holds along the line: `hubs = 3`; empty where nothing is held. */
    readonly held: string;
    readonly means: readonly LevelMean[];
  }[];
}

/** Okabe and Ito (2008): told apart by the color-blind too. */
const INKS: readonly Ink[] = ['--category-1', '--category-2', '--category-3', '--category-4', '--category-5'];

const LEFT = 52;
const PANEL_HEIGHT = 190;
const TOP = 26;

/**
 * A panel for each factor, all on one scale, so that steep lines are large effects.
 * @param isJoined whether the means are joined by a line: levels are, points of a Latin hypercube are not
 */
export function levelPlot(
  panels: readonly LevelPanel[],
  title: string,
  shown: DisplayUnit,
  isJoined: boolean,
  width: number,
): Picture {
  const columns = Math.max(1, Math.min(panels.length, Math.floor((width - LEFT) / 150)));
  const panelWidth = (width - LEFT) / columns;
  const shapes: Shape[] = [{ kind: 'text', at: [0, 14], text: fitText(title, width), ink: '--text-muted' }];
  const marks: Mark[] = [];
  const all = panels.flatMap(({ lines }) =>
    lines.flatMap(({ means }) =>
      means.flatMap(({ mean, halfWidth }) =>
        [mean, mean - halfWidth, mean + halfWidth].map((value) => value / shown.divisor),
      ),
    ),
  );
  for (const [index, panel] of panels.entries()) {
    const left = LEFT + (index % columns) * panelWidth;
    const top = TOP + Math.floor(index / columns) * PANEL_HEIGHT;
    const bottom = top + PANEL_HEIGHT - 52;
    const y = scaleOver(all, [bottom, top + 6]);
    const frame = { left: left + 4, right: left + panelWidth - 12, bottom };
    const isFirst = index % columns === 0;
    shapes.push(
      ...leftAxis(y, frame.left, frame.right, 4).filter((shape) => isFirst || shape.kind !== 'text'),
      ...drawPanel(panel, frame, y, shown, isJoined, marks),
      {
        kind: 'text',
        at: [(frame.left + frame.right) / 2, bottom + 34],
        text: fitText(panel.factor, panelWidth - 14),
        ink: '--text',
        anchor: 'middle',
        isBold: true,
      },
    );
  }
  return { width, height: TOP + Math.ceil(panels.length / columns) * PANEL_HEIGHT, shapes, marks };
}

interface Frame {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
}

function drawPanel(
  { factor, lines }: LevelPanel,
  frame: Frame,
  y: Scale,
  shown: DisplayUnit,
  isJoined: boolean,
  marks: Mark[],
): Shape[] {
  const levels = [...new Set(lines.flatMap(({ means }) => means.map(({ level }) => level)))];
  // Labels of several lines stand at their right ends.
  const labelRoom =
    lines.length > 1 ? Math.min(70, Math.max(...lines.map(({ label }) => textWidth(label))) + 8) : 0;
  const x = placing(levels, frame.left + 14, frame.right - 14 - labelRoom);
  const shapes: Shape[] = x.texts.map(({ at, text }) => ({
    kind: 'text',
    at: [at, frame.bottom + 17],
    text: fitText(text, (frame.right - frame.left) / x.texts.length),
    ink: '--text-muted',
    anchor: 'middle',
  }));
  for (const [index, { label, held, means }] of lines.entries()) {
    const ink = INKS[index % INKS.length];
    const there = means.filter(({ mean }) => Number.isFinite(mean));
    // Lines side by side, so that their whiskers do not cover one another.
    const shift = (index - (lines.length - 1) / 2) * 3;
    const points = there.map(
      ({ level, mean }) => [x.of(level) + shift, y.pixel(mean / shown.divisor)] as const,
    );
    if (isJoined) shapes.push({ kind: 'curve', points, ink, width: 1.8 });
    for (const [i, { level, mean, halfWidth, n }] of there.entries()) {
      const [px, py] = points[i];
      if (Number.isFinite(halfWidth)) {
        const [from, to] = [mean - halfWidth, mean + halfWidth].map((end) => y.pixel(end / shown.divisor));
        shapes.push({ kind: 'line', from: [px, from], to: [px, to], ink, width: 1.4 });
      }
      marks.push({
        at: [px, py],
        text: t('experiment.plot.level', {
          setting: [held, `${factor} = ${level}`].filter(Boolean).join(', '),
          value: intervalText(mean, halfWidth, shown),
          n,
        }),
      });
    }
    shapes.push({ kind: 'dots', points, radius: 3.5, ink });
    const last = points.at(-1);
    if (labelRoom > 0 && last !== undefined)
      shapes.push({ kind: 'text', at: [last[0] + 7, last[1] + 4], text: fitText(label, labelRoom), ink });
  }
  return shapes;
}

/** Numbers lie where they belong, the ends written where they are many; other levels lie side by side. */
function placing(
  levels: readonly Setting[],
  from: number,
  to: number,
): { of: (level: Setting) => number; texts: { at: number; text: string }[] } {
  const numbers = levels.filter((level): level is number => typeof level === 'number');
  if (numbers.length < levels.length || numbers.length < 2) {
    const step = (to - from) / Math.max(1, levels.length - 1);
    const of = (level: Setting) =>
      levels.length === 1 ? (from + to) / 2 : from + levels.indexOf(level) * step;
    return { of, texts: levels.map((level) => ({ at: of(level), text: String(level) })) };
  }
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  const of = (level: Setting) => from + (((level as number) - low) / (high - low)) * (to - from);
  const isFew = numbers.length <= 4;
  const written = isFew ? numbers : [low, high];
  return {
    of,
    texts: written.map((level) => ({ at: of(level), text: isFew ? String(level) : formatShort(level) })),
  };
}
