import type * as Phaser from 'phaser';
import type { NetworkWorld, WorldWeather } from '../snapshot/network-snapshot.ts';
import type { SignPlace } from './disruption-layer.ts';
import type { FacilityLayer } from './facility-layer.ts';
import { type LabelCandidate, selectLabels } from './label-selection.ts';
import { NAMES_FROM } from './level-of-detail.ts';
import type { MapGeometry } from './map-geometry.ts';
import type { Provinces } from './provinces.ts';
import { TextPool, type TextStyle } from './text-pool.ts';
import type { Theme } from './theme.ts';
import type { ViewCamera } from './view-camera.ts';

const MOST_LABELS = 110;
/** How long names stay where they are while the map lies still, ms. */
const STILL_MS = 200;
/** Doublings of the zoom up to which provinces are named: nearer, one seldom sees more than one. */
const PROVINCES_UNTIL = 2.4;

interface NamedArea {
  readonly weather: WorldWeather;
  readonly x: number;
  readonly y: number;
}

/** What a candidate says. */
interface Named {
  readonly key: string;
  readonly content: string;
  readonly style: TextStyle;
  /** -1 for an area. */
  readonly facility: number;
}

/** Names on the map: hubs first, then the weather's, the provinces', and stations as one comes nearer. */
export class MapLabels {
  private readonly texts: TextPool;
  private readonly world: NetworkWorld;
  private readonly geometry: MapGeometry;
  private readonly lastSide: Int8Array;
  private theme: Theme | null = null;
  /** How large names are against those on a desktop. */
  private scale = 1;
  private placedFor = '';
  private placedMs = 0;
  private hubStyle!: TextStyle;
  private stationStyle!: TextStyle;
  private weatherStyle!: TextStyle;
  private provinceStyle!: TextStyle;
  provinces: Provinces | null = null;
  areProvincesShown = true;

  constructor(scene: Phaser.Scene, world: NetworkWorld, geometry: MapGeometry) {
    this.texts = new TextPool(scene);
    this.world = world;
    this.geometry = geometry;
    this.lastSide = new Int8Array(world.facilities.length).fill(-1);
  }

  set isShown(isShown: boolean) {
    this.texts.isShown = isShown;
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    this.setStyles();
  }

  private setStyles(): void {
    const { theme, scale } = this;
    if (theme === null) return;
    const { fontFamily, halo } = theme;
    const small = Math.round(11 * scale);
    this.placedFor = '';
    this.texts.clear();
    this.hubStyle = { size: Math.round(12 * scale), weight: 600, color: theme.text, fontFamily, halo };
    this.stationStyle = { size: small, weight: 400, color: theme.mutedText, fontFamily, halo };
    this.provinceStyle = { size: small, weight: 500, color: theme.provinceText, fontFamily, halo };
    this.weatherStyle = { size: small, weight: 500, color: theme.weatherText, fontFamily, halo };
  }

  /** Forgets measured widths: called when the page's font has arrived. */
  remeasure(): void {
    this.texts.clear();
  }

  update(
    camera: ViewCamera,
    facilities: FacilityLayer,
    areas: readonly NamedArea[],
    signs: readonly SignPlace[],
    chosen: number,
    dpr: number,
  ): void {
    const scale = Math.max(1, camera.markScale);
    if (scale !== this.scale) {
      this.scale = scale;
      this.setStyles();
    }
    const { x, y, zoom, width, height } = camera;
    const named = `${this.texts.isShown} ${this.areProvincesShown} ${this.provinces === null}`;
    const others = `${areas.map(({ weather }) => weather.code).join()} ${signs.length} ${chosen} ${facilities.isStationShown} ${dpr}`;
    const view = `${x} ${y} ${zoom} ${width} ${height} ${named} ${others}`;
    // While the map lies still only the discs grow and shrink a little: names need not follow with every picture.
    const nowMs = performance.now();
    if (view === this.placedFor && nowMs - this.placedMs < STILL_MS) return;
    this.placedFor = view;
    this.placedMs = nowMs;
    this.texts.begin();
    if (this.texts.isShown) this.place(camera, facilities, areas, signs, chosen, dpr);
    this.texts.end();
  }

  private place(
    camera: ViewCamera,
    facilities: FacilityLayer,
    areas: readonly NamedArea[],
    signs: readonly SignPlace[],
    chosen: number,
    dpr: number,
  ): void {
    const named: Named[] = [];
    const candidates: LabelCandidate[] = [];
    const marks = signs.map(({ x, y, shift }) => ({
      x: camera.toScreenX(x) + shift,
      y: camera.toScreenY(y) - shift,
      radius: 8,
    }));
    this.world.facilities.forEach((facility, i) => {
      const x = camera.toScreenX(this.geometry.places[i * 2]);
      const y = camera.toScreenY(this.geometry.places[i * 2 + 1]);
      if (x < -80 || y < -40 || x > camera.width + 80 || y > camera.height + 40) return;
      const isHub = this.geometry.isMajor[i] === 1;
      const radius = facilities.radius(i) + (isHub ? 5 : 1);
      if (isHub) marks.push({ x, y, radius });
      const isNamed = camera.doublings >= NAMES_FROM[this.geometry.tier[i]] && facilities.alpha(i) > 0;
      if (!isNamed && i !== chosen) return;
      const style = isHub ? this.hubStyle : this.stationStyle;
      candidates.push({
        x,
        y,
        radius,
        width: this.texts.width(facility.name, style),
        height: style.size * 1.25,
        importance: (i === chosen ? 1e6 : 0) + (isHub ? 1e3 : 100 * (3 - this.geometry.tier[i])) + radius,
        lastSide: this.lastSide[i],
      });
      named.push({ key: `f${i}`, content: facility.name, style, facility: i });
    });
    areas.forEach(({ weather, x, y }) => {
      const style = this.weatherStyle;
      candidates.push({
        x: camera.toScreenX(x),
        y: camera.toScreenY(y),
        radius: 0,
        width: this.texts.width(weather.name, style),
        height: style.size * 1.3,
        importance: 900,
        lastSide: -1,
        isArea: true,
      });
      named.push({ key: `w${weather.code}`, content: weather.name, style, facility: -1 });
    });
    this.nameProvinces(camera, candidates, named);
    for (const label of selectLabels(candidates, marks, camera, MOST_LABELS)) {
      const { key, content, style, facility } = named[label.candidate];
      if (facility >= 0) this.lastSide[facility] = label.side;
      this.texts.put(key, content, style, label.x, label.y, dpr);
    }
  }

  /** Spaced wide, as atlases letter areas, and below every hub: they yield where room is short. */
  private nameProvinces(camera: ViewCamera, candidates: LabelCandidate[], named: Named[]): void {
    const { provinces } = this;
    if (provinces === null || !this.areProvincesShown || camera.doublings > PROVINCES_UNTIL) return;
    const style = this.provinceStyle;
    provinces.regions.forEach((region, i) => {
      const x = camera.toScreenX(provinces.middles[i * 2]);
      const y = camera.toScreenY(provinces.middles[i * 2 + 1]);
      if (!(x > 0 && y > 0 && x < camera.width && y < camera.height)) return;
      candidates.push({
        x,
        y,
        radius: 0,
        width: this.texts.width(region, style),
        height: style.size * 1.3,
        importance: 500,
        lastSide: -1,
        isArea: true,
      });
      named.push({ key: `p${i}`, content: region, style, facility: -1 });
    });
  }

  destroy(): void {
    this.texts.clear();
  }
}
