import { t } from '../../messages/translate.ts';
import type { DisplayUnit } from '../display-unit.ts';
import { valueText } from '../display-unit.ts';
import { leftAxis, scaleOver } from './axis.ts';
import { fitText, type Mark, type Picture, type Shape, twoLines, type XY } from './picture.ts';

/** What the dots are drawn of. */
export interface DotsSetting {
  readonly names: readonly string[];
  /** What stands below each point. */
  readonly labels: readonly string[];
  /** By point, then by replication; NaN for gaps. */
  readonly values: readonly (readonly number[] | Float64Array)[];
  /** Ordinals of the replications. */
  readonly replications: readonly number[];
  readonly means: readonly number[];
  readonly shown: DisplayUnit;
  /** Lines join equal replications. */
  readonly isJoined: boolean;
  readonly title: string;
}

/** Points up to which joined dots can be followed: more lines than that say nothing. */
export const MOST_JOINED = 4;
const LEFT = 52;
const TOP = 26;
const HEIGHT = 274;
const BOTTOM = HEIGHT - 42;

/** Every replication as a dot above its point; dots of equal luck are joined where there are few points. */
export function replicationDots(setting: DotsSetting, width: number): Picture {
  const { names, labels, values, replications, means, shown, isJoined, title } = setting;
  const scale = scaleOver(
    values.flatMap((column) => [...column].map((value) => value / shown.divisor)),
    [BOTTOM, TOP],
  );
  const step = (width - LEFT - 8) / Math.max(1, names.length);
  const x = (point: number) => LEFT + (point + 0.5) * step;
  const shapes: Shape[] = [
    { kind: 'text', at: [0, 14], text: fitText(title, width), ink: '--text-muted' },
    ...leftAxis(scale, LEFT, width, 5),
  ];
  const at = (point: number, row: number): XY => [x(point), scale.pixel(values[point][row] / shown.divisor)];
  const isThere = (point: number, row: number) => Number.isFinite(values[point][row]);
  if (isJoined) {
    for (const row of replications.keys()) {
      const points = [...names.keys()].filter((point) => isThere(point, row)).map((point) => at(point, row));
      if (points.length > 1)
        shapes.push({
          kind: 'curve',
          points,
          ink: '--text-muted',
          width: 1,
          opacity: opacityOf(replications.length),
        });
    }
  }
  const marks: Mark[] = [];
  for (const point of names.keys()) {
    const rows = [...replications.keys()].filter((row) => isThere(point, row));
    shapes.push({
      kind: 'dots',
      points: rows.map((row) => at(point, row)),
      radius: 3,
      ink: '--series-1',
      opacity: 0.6,
    });
    for (const row of rows) {
      marks.push({
        at: at(point, row),
        text: t('experiment.plot.dot', {
          name: names[point],
          replication: replications[row],
          value: valueText(values[point][row], Number.NaN, shown),
        }),
      });
    }
    if (Number.isFinite(means[point])) {
      const y = scale.pixel(means[point] / shown.divisor);
      const reach = Math.min(18, step / 3);
      shapes.push({
        kind: 'line',
        from: [x(point) - reach, y],
        to: [x(point) + reach, y],
        ink: '--text',
        width: 2,
      });
    }
    const lines = step < 22 ? [String(point + 1)] : twoLines(labels[point], step - 6);
    for (const [line, text] of lines.entries())
      shapes.push({
        kind: 'text',
        at: [x(point), BOTTOM + 18 + 15 * line],
        text,
        ink: '--text',
        anchor: 'middle',
      });
  }
  return { width, height: HEIGHT, shapes, marks };
}

/** Few lines are seen one by one, many as a texture. */
function opacityOf(count: number): number {
  return Math.max(0.12, Math.min(0.5, 8 / count));
}
