import type { LaneMode, WeatherKind } from '../snapshot/network-snapshot.ts';

/**
 * Colors and type of everything drawn, given by the page, which reads them from its CSS tokens. A color is `#rgb`,
 * `#rrggbb` or `rgb(r g b)`.
 */
export interface Theme {
  readonly scheme: 'dark' | 'light';
  readonly water: string;
  readonly land: string;
  readonly coast: string;
  readonly border: string;
  /** Borders between provinces, and their names. */
  readonly province: string;
  readonly provinceText: string;
  /** What the dark half of the map is veiled with. */
  readonly night: string;
  readonly text: string;
  readonly mutedText: string;
  /** Outline of labels, and what separates a disc from the lanes below it. */
  readonly halo: string;
  /** Fill and outline of the boxes of a block diagram. */
  readonly panel: string;
  readonly panelLine: string;
  readonly accent: string;
  readonly focus: string;
  /** A facility without trouble, with a growing backlog, in trouble. */
  readonly calm: string;
  readonly warm: string;
  readonly hot: string;
  readonly weather: Readonly<Record<WeatherKind, string>>;
  /** Names and edges of weather. */
  readonly weatherText: string;
  readonly modes: Readonly<Record<LaneMode, string>>;
  /** Load factor 0, 0.5 and 1 of a lane. */
  readonly load: readonly [string, string, string];
  readonly floor: FloorTheme;
  readonly fontFamily: string;
}

/** Colors of a sorting center's floor. */
export interface FloorTheme {
  readonly hall: string;
  readonly wall: string;
  readonly belt: string;
  /** Of belts and of what stands empty. */
  readonly edge: string;
  readonly trailer: string;
  /** Parcels in trailers, chutes and containers. */
  readonly cargo: string;
  readonly person: string;
  /** Parcels on trays: on their first pass, recirculating, unread, bound for the reject chute. */
  readonly trays: readonly [string, string, string, string];
}

const fontFamily =
  '"Inter Variable", Inter, system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", sans-serif';

/** Default colors on dark: categories after Okabe & Ito (2008), load factor along cividis (Nuñez et al. 2018). */
export const darkTheme: Theme = {
  scheme: 'dark',
  water: '#0b121d',
  land: '#1b2535',
  coast: '#46597a',
  border: '#3d4f6d',
  province: '#2f3e57',
  provinceText: '#7c90b0',
  night: '#03060c',
  text: '#e8eef7',
  mutedText: '#9fb0c7',
  halo: '#0d1420',
  panel: '#182233',
  panelLine: '#3d4f6b',
  accent: '#4cc2ff',
  focus: '#ffffff',
  calm: '#8fb0cf',
  warm: '#e69f00',
  hot: '#ff6a2b',
  weather: {
    rain: '#6aa5ff',
    'heavy-rain': '#4b8bff',
    snow: '#e6eefb',
    'heavy-snow': '#ffffff',
    fog: '#b4bcc9',
    cold: '#6fe3ee',
    typhoon: '#c79bff',
  },
  weatherText: '#9cc0ff',
  modes: { road: '#56b4e9', rail: '#e79ac4', air: '#f0e442', sea: '#2fc79a' },
  load: ['#40578f', '#8d8a78', '#fee838'],
  floor: {
    hall: '#121b29',
    wall: '#4d6284',
    belt: '#1f2c40',
    edge: '#3a4d6b',
    trailer: '#243247',
    cargo: '#6f97bf',
    person: '#f2e6c4',
    trays: ['#4cc2ff', '#e69f00', '#e79ac4', '#ff6a2b'],
  },
  fontFamily,
};

/** Default colors on light; the load ramp runs from pale to dark, since the ground is pale. */
export const lightTheme: Theme = {
  scheme: 'light',
  water: '#dde6ee',
  land: '#f6f7f5',
  coast: '#9fb2c4',
  border: '#b4c0cb',
  province: '#d8dfe4',
  provinceText: '#5f6e80',
  night: '#2b3f66',
  text: '#16202e',
  mutedText: '#4c5b6e',
  halo: '#fbfcfb',
  panel: '#ffffff',
  panelLine: '#a9b7c6',
  accent: '#0067a8',
  focus: '#101820',
  calm: '#4a6f93',
  warm: '#c47f00',
  hot: '#c43d00',
  weather: {
    rain: '#2f6fd0',
    'heavy-rain': '#1c54b8',
    snow: '#5d6f92',
    'heavy-snow': '#44557a',
    fog: '#7d8590',
    cold: '#008a96',
    typhoon: '#7a3fb0',
  },
  weatherText: '#3b5fae',
  modes: { road: '#0072b2', rail: '#a8467c', air: '#8a6d00', sea: '#00795a' },
  load: ['#b3b8bd', '#77808c', '#00224e'],
  floor: {
    hall: '#f7f9fa',
    wall: '#7d8fa3',
    belt: '#dfe6ec',
    edge: '#b4c1ce',
    trailer: '#d5dee7',
    cargo: '#5f8bb5',
    person: '#3b2f12',
    trays: ['#0077b8', '#c47f00', '#a8467c', '#c43d00'],
  },
  fontFamily,
};

/** Red, green, blue of a color, each 0 to 1. @throws RangeError when the text is none of the forms of {@link Theme}. */
export function parseColor(text: string): [number, number, number] {
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text.trim());
  if (hex) {
    const digits = hex[1].length === 3 ? hex[1].replace(/./g, '$&$&') : hex[1];
    const value = Number.parseInt(digits, 16);
    return [((value >> 16) & 255) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];
  }
  const rgb = /^rgb\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)\s*\)$/.exec(text.trim());
  if (rgb) return [Number(rgb[1]) / 255, Number(rgb[2]) / 255, Number(rgb[3]) / 255];
  throw new RangeError(`Not a color of a theme: "${text}". Use #rgb, #rrggbb or rgb(r g b).`);
}
