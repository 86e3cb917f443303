import { describe, expect, it } from 'vitest';
import { acrossDateLine, clipLine, clipRing, type LonLat } from '../../src/view/clip-outline.ts';
import { facilityLook, majorFacilities, raisePeaks } from '../../src/view/facility-look.ts';
import { FrameCost } from '../../src/view/frame-cost.ts';
import { FrameHistory } from '../../src/view/frame-history.ts';
import { LANE_BEND, laneX, laneY, squaredDistanceToLane } from '../../src/view/lane-curve.ts';
import { sunDirection } from '../../src/view/night.ts';
import { darkTheme, lightTheme, parseColor } from '../../src/view/theme.ts';

const window = { west: 0, east: 10, south: 0, north: 10 };

function area(ring: readonly LonLat[]): number {
  return Math.abs(
    ring.reduce((sum, [x, y], i) => {
      const [nextX, nextY] = ring[(i + 1) % ring.length];
      return sum + (x * nextY - nextX * y) / 2;
    }, 0),
  );
}

describe('clipping of outlines', () => {
  it('keeps the part of a ring inside the window', () => {
    const square: LonLat[] = [
      [-5, 2],
      [5, 2],
      [5, 6],
      [-5, 6],
    ];
    expect(area(clipRing(square, window))).toBeCloseTo(20, 12);
    expect(
      clipRing(
        [
          [20, 20],
          [30, 20],
          [30, 30],
        ],
        window,
      ),
    ).toEqual([]);
    expect(
      area(
        clipRing(
          [
            [-9, -9],
            [19, -9],
            [19, 19],
            [-9, 19],
          ],
          window,
        ),
      ),
    ).toBeCloseTo(100, 12);
  });

  it('cuts a line into the pieces that touch the window', () => {
    const line: LonLat[] = [
      [-5, 5],
      [-1, 5],
      [1, 5],
      [20, 5],
      [30, 5],
      [30, 8],
      [9, 8],
      [8, 8],
    ];
    expect(clipLine(line, window)).toEqual([
      [
        [-1, 5],
        [1, 5],
        [20, 5],
      ],
      [
        [30, 8],
        [9, 8],
        [8, 8],
      ],
    ]);
  });

  it('runs an island on across the date line, and leaves a ring around a pole', () => {
    expect(
      acrossDateLine([
        [179, 0],
        [-179, 0],
        [-179, 1],
        [179, 0],
      ]),
    ).toEqual([
      [179, 0],
      [181, 0],
      [181, 1],
      [179, 0],
    ]);
    const polar: LonLat[] = [
      [-180, -80],
      [0, -75],
      [180, -80],
      [-180, -80],
    ];
    expect(acrossDateLine(polar)).toEqual(polar);
  });
});

describe('the curve of a lane', () => {
  it('starts and ends at its facilities and keeps the two directions apart', () => {
    expect([laneX(1, 2, 5, 9, 0), laneY(1, 2, 5, 9, 0)]).toEqual([1, 2]);
    expect([laneX(1, 2, 5, 9, 1), laneY(1, 2, 5, 9, 1)]).toEqual([5, 9]);
    // Eastward on a map whose y points down: the right-hand side is south.
    expect(laneY(0, 0, 100, 0, 0.5)).toBeCloseTo(100 * LANE_BEND, 12);
    expect(laneY(100, 0, 0, 0, 0.5)).toBeCloseTo(-100 * LANE_BEND, 12);
  });

  it('knows how far a point lies from it', () => {
    expect(squaredDistanceToLane(0, 0, 100, 0, 50, 7)).toBeLessThan(0.01);
    expect(Math.sqrt(squaredDistanceToLane(0, 0, 100, 0, 50, 17))).toBeCloseTo(10, 1);
    expect(squaredDistanceToLane(3, 4, 3, 4, 0, 0)).toBe(25);
  });
});

describe('the look of a facility', () => {
  const hub = { code: 'h', name: 'h', kind: 'hub', lat: 0, lon: 0, region: '' } as const;
  const station = { ...hub, kind: 'station' } as const;
  const levels = (throughput: number[], backlog: number[]) => ({
    present: Int32Array.from(backlog),
    backlog: Int32Array.from(backlog),
    utilization: Float32Array.from(backlog, () => 0.5),
    throughputPerHour: Float32Array.from(throughput),
  });

  it('has an area in proportion to the best throughput beyond the least radius', () => {
    const peaks = new Float32Array(2);
    raisePeaks(peaks, levels([100, 400], [0, 0]));
    raisePeaks(peaks, levels([50, 100], [0, 0]));
    const { radius } = facilityLook(majorFacilities([hub, hub]), null, peaks);
    expect((radius[0] - 5) / (radius[1] - 5)).toBeCloseTo(0.5, 5);
  });

  it('turns warm and hot by hours of its own best throughput, and is calm before the first parcel', () => {
    const look = (backlog: number, peak: number) =>
      facilityLook(Uint8Array.of(1), levels([0], [backlog]), Float32Array.of(peak)).heat[0];
    expect([look(390, 100), look(400, 100), look(999, 100), look(1000, 100), look(5000, 0)]).toEqual([
      0, 1, 1, 2, 0,
    ]);
  });

  it('draws everything as hubs where there is no hub', () => {
    expect([...majorFacilities([hub, station])]).toEqual([1, 0]);
    expect([...majorFacilities([station, station])]).toEqual([1, 1]);
  });
});

describe('the sun', () => {
  /** Height of the sun over a place, degrees. */
  function height(utcMs: number, lat: number, lon: number): number {
    const [x, y, z] = sunDirection(utcMs);
    const [f, l] = [(lat * Math.PI) / 180, (lon * Math.PI) / 180];
    const sine = x * Math.cos(f) * Math.cos(l) + y * Math.cos(f) * Math.sin(l) + z * Math.sin(f);
    return (Math.asin(sine) * 180) / Math.PI;
  }

  it('stands over the tropic at the June solstice of 2024 and over the equator at the March equinox', () => {
    const solstice = sunDirection(Date.UTC(2024, 5, 20, 20, 51));
    expect((Math.asin(solstice[2]) * 180) / Math.PI).toBeCloseTo(23.44, 1);
    const equinox = sunDirection(Date.UTC(2024, 2, 20, 3, 6));
    expect((Math.asin(equinox[2]) * 180) / Math.PI).toBeCloseTo(0, 1);
  });

  it('is up in Beijing at noon and down at midnight, local time', () => {
    expect(height(Date.UTC(2026, 10, 10, 4), 39.9, 116.4)).toBeCloseTo(32.9, 0);
    expect(height(Date.UTC(2026, 10, 10, 16), 39.9, 116.4)).toBeLessThan(-50);
  });
});

describe('the frames kept for going back', () => {
  it('gives the latest frame at or before an instant, and the first before that', () => {
    const frames = new FrameHistory<{ nowUs: number }>();
    expect(frames.at(5)).toBeNull();
    for (const nowUs of [10, 20, 30]) frames.push({ nowUs });
    expect([5, 10, 19, 20, 99].map((now) => frames.at(now)?.nowUs)).toEqual([10, 10, 10, 20, 30]);
  });

  it('stays within its size over a long run, keeps the newest, and no gap is much wider than the others', () => {
    const frames = new FrameHistory<{ nowUs: number }>();
    for (let i = 0; i < 20_000; i++) frames.push({ nowUs: i * 1000 });
    expect(frames.length).toBeLessThanOrEqual(513);
    expect(frames.latest?.nowUs).toBe(19_999_000);
    for (let now = 0; now < 20_000_000; now += 250_000) {
      expect(now - (frames.at(now)?.nowUs ?? Number.NaN)).toBeLessThan(20_000_000 / 100);
    }
  });
});

describe('small measures', () => {
  it('gives median and 95th percentile of the latest frames by nearest rank', () => {
    const cost = new FrameCost();
    expect(cost.medianMs).toBeNaN();
    for (let i = 1; i <= 100; i++) cost.add(i);
    expect([cost.medianMs, cost.p95Ms, cost.frames]).toEqual([50, 95, 100]);
    for (let i = 0; i < 240; i++) cost.add(7);
    expect([cost.medianMs, cost.p95Ms]).toEqual([7, 7]);
  });

  it('letters provinces in colors that can be read on land: a contrast of 4.5 as WCAG 2.2 asks', () => {
    const luminance = (color: string) => {
      const [red, green, blue] = parseColor(color).map((c) =>
        c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4,
      );
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    for (const { provinceText, land } of [darkTheme, lightTheme]) {
      const [low, high] = [luminance(provinceText), luminance(land)].toSorted((a, b) => a - b);
      expect((high + 0.05) / (low + 0.05)).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('reads the colors of both themes and refuses what is none', () => {
    for (const theme of [darkTheme, lightTheme]) {
      for (const [name, value] of Object.entries(theme)) {
        if (typeof value === 'string' && name !== 'scheme' && name !== 'fontFamily') parseColor(value);
      }
    }
    expect(parseColor('#f80')).toEqual([1, 136 / 255, 0]);
    expect(parseColor('rgb(255, 0 51)')).toEqual([1, 0, 0.2]);
    expect(() => parseColor('salmon-ish')).toThrow(/salmon-ish/);
  });
});
