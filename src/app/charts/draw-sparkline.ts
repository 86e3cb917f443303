import type { LoggedFrame } from '../state/logged-frame.ts';

/** How a sparkline is drawn. */
interface SparklineLook {
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** Its axis is 0 to 1, whatever the values. */
  readonly isShare: boolean;
  /** A mark at this instant; none where the present is shown. */
  readonly shownUs: number | undefined;
}

/** Draws one figure over the run so far in the canvas's own color: line, soft ground, and the last value as a dot. */
export function drawSparkline(
  canvas: HTMLCanvasElement,
  frames: readonly LoggedFrame[],
  kpi: number,
  { width, height, isShare, shownUs }: SparklineLook,
): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const dpr = Math.min(3, window.devicePixelRatio || 1);
  if (canvas.width !== Math.round(width * dpr)) canvas.width = Math.round(width * dpr);
  if (canvas.height !== Math.round(height * dpr)) canvas.height = Math.round(height * dpr);
  context.setTransform(dpr, 0, 0, dpr, 0, 0);
  context.clearRect(0, 0, width, height);
  const endUs = frames.at(-1)?.nowUs ?? 0;
  if (!(endUs > 0)) return;
  let least = isShare ? 0 : Number.POSITIVE_INFINITY;
  let most = isShare ? 1 : Number.NEGATIVE_INFINITY;
  for (const { kpis } of frames) {
    const value = kpis[kpi];
    if (value < least) least = value;
    if (value > most) most = value;
  }
  // Counts begin at zero: a rise from 96 to 97 thousand is not drawn as a mountain.
  least = Math.min(0, least);
  const x = (us: number) => 1 + (us / endUs) * (width - 5);
  const y = (value: number) => height - 3 - ((value - least) / (most - least || 1)) * (height - 7);
  const { color } = getComputedStyle(canvas);
  const line = new Path2D();
  let first: number | undefined;
  let last: { x: number; y: number } | undefined;
  for (const { nowUs, kpis } of frames) {
    const value = kpis[kpi];
    if (!Number.isFinite(value)) continue;
    last = { x: x(nowUs), y: y(value) };
    if (first === undefined) line.moveTo(last.x, last.y);
    else line.lineTo(last.x, last.y);
    first ??= last.x;
  }
  if (last === undefined || first === undefined) return;
  const ground = new Path2D(line);
  ground.lineTo(last.x, height);
  ground.lineTo(first, height);
  context.fillStyle = color;
  context.globalAlpha = 0.14;
  context.fill(ground);
  context.globalAlpha = 1;
  context.strokeStyle = color;
  context.lineWidth = 1.5;
  context.lineJoin = 'round';
  context.stroke(line);
  context.beginPath();
  context.arc(last.x, last.y, 2.2, 0, 2 * Math.PI);
  context.fill();
  if (shownUs === undefined) return;
  context.globalAlpha = 0.7;
  context.fillRect(x(shownUs), 0, 1, height);
  context.globalAlpha = 1;
}
