import type uPlot from 'uplot';
import { formatShare, formatShort, type ScenarioClock } from '../format.ts';
import type { LoggedFrame } from '../state/logged-frame.ts';
import { tokenReader } from '../world/stage-theme.ts';

/** Half of the widest time under an axis, CSS pixels. */
const LAST_TIME_PX = 30;

/** A line of a chart. */
export interface ChartSeries {
  /** Written at the end of the line where there are several. */
  readonly label: string;
  readonly of: (frame: LoggedFrame) => number;
}

interface ChartSetting {
  readonly width: number;
  readonly height: number;
  readonly isShare: boolean;
  readonly series: readonly ChartSeries[];
  readonly clock: ScenarioClock;
  readonly Plot: typeof uPlot;
  /** A mark at this instant; undefined where the present is shown. */
  readonly shownUs: () => number | undefined;
}

/** Columns for the chart: local seconds, then each series; what has no value is a gap. */
export function chartData(
  frames: readonly LoggedFrame[],
  series: readonly ChartSeries[],
  clock: ScenarioClock,
): uPlot.AlignedData {
  const seconds = frames.map(({ nowUs }) => clock.localMs(nowUs) / 1000);
  const values = series.map(({ of }) =>
    frames.map((frame) => {
      const value = of(frame);
      return Number.isFinite(value) ? value : null;
    }),
  );
  return [seconds, ...values];
}

/** A light grid, time on the scenario's clock, lines labeled at their ends. */
export function chartOptions(setting: ChartSetting): uPlot.Options {
  const { width, height, isShare, series, clock, Plot } = setting;
  const token = tokenReader();
  const colors = [token('--series-1'), token('--series-2')];
  const text = token('--text-muted');
  const grid = { stroke: token('--chart-grid'), width: 1 };
  const font = `11px ${getComputedStyle(document.body).fontFamily}`;
  const axis = { stroke: text, font, grid, ticks: { show: false } };
  return {
    width,
    height,
    padding: [null, LAST_TIME_PX, null, null],
    legend: { show: false },
    cursor: { y: false, points: { size: 6 }, drag: { x: false, y: false } },
    tzDate: (second) => Plot.tzDate(new Date(second * 1000), 'Etc/UTC'),
    scales: { y: { range: (_, least, most) => (isShare ? [0, 1] : spanFrom0(least, most)) } },
    axes: [
      {
        ...axis,
        size: 26,
        space: 70,
        values: (_, ticks) => ticks.map((second) => tickText(second, ticks, clock)),
      },
      { ...axis, size: 48, values: (_, ticks) => ticks.map(isShare ? formatShare : formatShort) },
    ],
    series: [
      {},
      ...series.map(({ label }, i) => ({
        label,
        stroke: colors[i % colors.length],
        width: 1.6,
        points: { show: false },
        spanGaps: false,
        ...(series.length === 1 ? { fill: faint(colors[0]) } : {}),
      })),
    ],
    hooks: {
      draw: [
        (plot) => {
          for (const [i, { label }] of series.length > 1 ? series.entries() : []) {
            labelEnd(plot, i + 1, label, colors[i % colors.length], font);
          }
          markInstant(plot, setting, text);
        },
      ],
    },
  };
}

/** Days apart show their date, hours apart their time. */
function tickText(second: number, ticks: readonly number[], clock: ScenarioClock): string {
  const us = second * 1e6 - clock.localMs(0) * 1000;
  const apartS = ticks.length > 1 ? ticks[1] - ticks[0] : 0;
  return apartS >= 86_400 ? clock.day(us) : clock.weekdayAndHour(us);
}

function spanFrom0(least: number | null, most: number | null): [number, number] {
  const low = Math.min(0, least ?? 0);
  const high = most ?? 1;
  return [low, high > low ? high + (high - low) * 0.08 : low + 1];
}

function labelEnd(plot: uPlot, at: number, label: string, color: string, font: string): void {
  const values = plot.data[at];
  const last = values.findLastIndex((value) => value !== null && value !== undefined);
  if (last < 0) return;
  const { ctx } = plot;
  ctx.save();
  ctx.font = font.replace('11px', `${11 * devicePixelRatio}px`);
  ctx.fillStyle = color;
  ctx.textAlign = 'right';
  ctx.textBaseline = 'bottom';
  const x = plot.valToPos(plot.data[0][last], 'x', true);
  ctx.fillText(label, x - 4, plot.valToPos(values[last] as number, 'y', true) - 4);
  ctx.restore();
}

function markInstant(plot: uPlot, { shownUs, clock }: ChartSetting, color: string): void {
  const us = shownUs();
  if (us === undefined) return;
  const x = Math.round(plot.valToPos(clock.localMs(us) / 1000, 'x', true));
  plot.ctx.fillStyle = color;
  plot.ctx.fillRect(x, plot.bbox.top, 1, plot.bbox.height);
}

/** The same color, nearly transparent. @param color `rgb(r, g, b)` */
function faint(color: string): string {
  return color.replace('rgb(', 'rgba(').replace(')', ', 0.14)');
}
