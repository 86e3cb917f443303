import { packColor } from '../box-layer.ts';
import { parseColor, type Theme } from '../theme.ts';

/** A theme's colors as the plates of a floor take them. */
export interface FloorColors {
  readonly hall: number;
  readonly wall: number;
  readonly yard: number;
  readonly belt: number;
  readonly edge: number;
  /** Edge of what is only outlined. */
  readonly faint: number;
  readonly trailer: number;
  /** A trailer that is coming or going. */
  readonly passing: number;
  readonly cargo: number;
  readonly open: number;
  readonly person: number;
  readonly idle: number;
  readonly warm: number;
  readonly hot: number;
  readonly calm: number;
  readonly accent: number;
  readonly focus: number;
  /** Heat behind an area. */
  heat(share: number): number;
  /** The pulse of something stopped, fading out as it grows. */
  pulse(alpha: number): number;
}

/** Heat below this share is not drawn at all. */
const FELT = 0.12;

/** @throws RangeError when a color of the theme cannot be read. */
export function floorColors(theme: Theme): FloorColors {
  const { floor } = theme;
  const pack = (color: string, alpha = 1) => packColor(parseColor(color), alpha);
  const warm = parseColor(theme.warm);
  const hot = parseColor(theme.hot);
  return {
    hall: pack(floor.hall),
    wall: pack(floor.wall),
    yard: pack(floor.hall, 0.5),
    belt: pack(floor.belt),
    edge: pack(floor.edge),
    faint: pack(floor.edge, 0.5),
    trailer: pack(floor.trailer),
    passing: pack(floor.trailer, 0.5),
    cargo: pack(floor.cargo),
    open: pack(floor.cargo, 0.55),
    person: pack(floor.person),
    idle: pack(floor.person, 0.35),
    warm: pack(theme.warm),
    hot: pack(theme.hot),
    calm: pack(theme.calm),
    accent: pack(theme.accent),
    focus: pack(theme.focus),
    heat: (share) => {
      if (!(share > FELT)) return 0;
      const at = Math.min(1, share);
      const mixed = warm.map((value, i) => value + (hot[i] - value) * at) as [number, number, number];
      return packColor(mixed, 0.06 + 0.3 * at * at);
    },
    pulse: (alpha) => packColor(hot, alpha),
  };
}
