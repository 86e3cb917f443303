import { t } from '../../messages/translate.ts';
import { bottomAxis, scaleOver } from './axis.ts';
import { fitText, type Ink, type Mark, type Picture, type Shape, textWidth } from './picture.ts';

/** One value with its interval. Lengths in the unit of the axis. */
export interface IntervalRow {
  readonly label: string;
  readonly value: number;
  /** NaN where there is none. */
  readonly halfWidth: number;
  /** Of this value alone, where `halfWidth` is that of all together; drawn thick inside the thin one. */
  readonly ownHalfWidth?: number;
  /** As text, at the end of the row. */
  readonly text: string;
  /** All that is known, for whoever points at it. */
  readonly told: string;
  readonly ink: Ink;
}

/** Rows that one plot has at most: more are a table, not a picture. */
const MOST_ROWS = 40;

/** Those that a plot has room for: the largest differences from zero, or the first. */
function plottedRows(rows: readonly IntervalRow[], hasZero: boolean): readonly IntervalRow[] {
  if (rows.length <= MOST_ROWS) return rows;
  const size = ({ value }: IntervalRow) => (Number.isFinite(value) ? Math.abs(value) : 0);
  return (hasZero ? [...rows].sort((a, b) => size(b) - size(a)) : rows).slice(0, MOST_ROWS);
}

const ROW = 26;
/** Of a row whose label stands above it. */
const TALL_ROW = 42;
const TOP = 8;
const AXIS = 40;

/** Values with whiskers over one axis, as many as there is room for, and a line at zero where differences are shown. */
export function intervalRows(
  all: readonly IntervalRow[],
  title: string,
  hasZero: boolean,
  width: number,
): Picture {
  const rows = plottedRows(all, hasZero);
  const most = (pick: (row: IntervalRow) => string) =>
    Math.max(0, ...rows.map((row) => textWidth(pick(row)))) + 12;
  // Names that leave no room for the plot stand above their rows.
  const isTall = most(({ label }) => label) > width * 0.34;
  const left = isTall ? 8 : most(({ label }) => label);
  const hasTexts = isTall || width > 420;
  const right =
    hasTexts && !isTall
      ? width -
        Math.min(
          most(({ text }) => text),
          width * 0.3,
        )
      : width - 10;
  const height = isTall ? TALL_ROW : ROW;
  const bottom = TOP + rows.length * height;
  const scale = scaleOver(
    rows.flatMap(({ value, halfWidth }) => [value, value - halfWidth, value + halfWidth]),
    [left + 6, right - 6],
    hasZero,
  );
  const shapes: Shape[] = bottomAxis(scale, TOP, bottom, Math.max(2, Math.floor((right - left) / 56)));
  if (hasZero) {
    const x = scale.pixel(0);
    shapes.push({ kind: 'line', from: [x, TOP], to: [x, bottom], ink: '--text-muted', width: 1.5 });
  }
  const marks: Mark[] = [];
  for (const [index, row] of rows.entries()) {
    const y = TOP + (index + 1) * height - ROW / 2;
    // A name that would be cut has the line for itself: the number is told elsewhere too.
    const hasText = hasTexts && (!isTall || textWidth(row.label) + textWidth(row.text) + 16 <= width);
    const name = fitText(row.label, isTall ? width : left - 8);
    // Grid lines do not run through the words.
    if (isTall) shapes.push({ kind: 'box', x: 0, y: y - 29.5, width, height: 21, ink: '--surface-1' });
    shapes.push(
      isTall
        ? { kind: 'text', at: [0, y - 14], text: name, ink: '--text' }
        : { kind: 'text', at: [left - 6, y + 4], text: name, ink: '--text', anchor: 'end' },
      ...whiskers(row, y, scale.pixel),
    );
    if (hasText)
      shapes.push(
        isTall
          ? { kind: 'text', at: [width, y - 14], text: row.text, ink: '--text', anchor: 'end' }
          : {
              kind: 'text',
              at: [right + 4, y + 4],
              text: fitText(row.text, width - right - 4),
              ink: '--text',
            },
      );
    if (Number.isFinite(row.value)) marks.push({ at: [scale.pixel(row.value), y], text: row.told });
  }
  shapes.push({
    kind: 'text',
    at: [(left + right) / 2, bottom + 34],
    text: fitText(
      all.length > rows.length ? titleOfSome(title, rows.length, all.length, hasZero) : title,
      width - 8,
    ),
    ink: '--text-muted',
    anchor: 'middle',
  });
  return { width, height: bottom + AXIS, shapes, marks };
}

function whiskers(
  { value, halfWidth, ownHalfWidth, ink }: IntervalRow,
  y: number,
  pixel: (value: number) => number,
): Shape[] {
  if (!Number.isFinite(value)) return [];
  const shapes: Shape[] = [];
  if (Number.isFinite(halfWidth)) {
    const [from, to] = [pixel(value - halfWidth), pixel(value + halfWidth)];
    shapes.push({ kind: 'line', from: [from, y], to: [to, y], ink, width: 1.5 });
    for (const x of [from, to])
      shapes.push({ kind: 'line', from: [x, y - 6], to: [x, y + 6], ink, width: 1.5 });
  }
  if (ownHalfWidth !== undefined && Number.isFinite(ownHalfWidth)) {
    shapes.push({
      kind: 'line',
      from: [pixel(value - ownHalfWidth), y],
      to: [pixel(value + ownHalfWidth), y],
      ink,
      width: 4,
    });
  }
  shapes.push({ kind: 'dots', points: [[pixel(value), y]], radius: 4, ink });
  return shapes;
}

function titleOfSome(title: string, shown: number, count: number, hasZero: boolean): string {
  return t(hasZero ? 'experiment.plot.largest' : 'experiment.plot.first', { title, shown, count });
}
