import type * as Phaser from 'phaser';
import type { NetworkWorld, WorldWeather } from '../snapshot/network-snapshot.ts';
import type { FacilityLayer } from './facility-layer.ts';
import { type LabelCandidate, selectLabels } from './label-selection.ts';
import type { MapGeometry } from './map-geometry.ts';
import { TextPool, type TextStyle } from './text-pool.ts';
import type { Theme } from './theme.ts';
import type { ViewCamera } from './view-camera.ts';

const MOST_LABELS = 110;
/** Doublings of the zoom from which stations are named. */
const STATIONS_FROM = 1.1;

interface NamedArea {
  readonly weather: WorldWeather;
  readonly x: number;
  readonly y: number;
}

/** Names on the map: hubs first, then stations as one comes nearer, and the weather's. */
export class MapLabels {
  private readonly texts: TextPool;
  private readonly world: NetworkWorld;
  private readonly geometry: MapGeometry;
  private readonly lastSide: Int8Array;
  private hubStyle!: TextStyle;
  private stationStyle!: TextStyle;
  private weatherStyle!: TextStyle;

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
    const { fontFamily, halo } = theme;
    this.texts.clear();
    this.hubStyle = { size: 12, weight: 600, color: theme.text, fontFamily, halo };
    this.stationStyle = { size: 11, weight: 400, color: theme.mutedText, fontFamily, halo };
    this.weatherStyle = { size: 11, weight: 500, color: theme.weather, fontFamily, halo };
  }

  /** Forgets measured widths: called when the page's font has arrived. */
  remeasure(): void {
    this.texts.clear();
  }

  update(
    camera: ViewCamera,
    facilities: FacilityLayer,
    areas: readonly NamedArea[],
    chosen: number,
    dpr: number,
  ): void {
    this.texts.begin();
    if (this.texts.isShown) this.place(camera, facilities, areas, chosen, dpr);
    this.texts.end();
  }

  private place(
    camera: ViewCamera,
    facilities: FacilityLayer,
    areas: readonly NamedArea[],
    chosen: number,
    dpr: number,
  ): void {
    const named: { key: string; content: string; style: TextStyle; facility: number }[] = [];
    const candidates: LabelCandidate[] = [];
    const marks: { x: number; y: number; radius: number }[] = [];
    const isNear = camera.doublings >= STATIONS_FROM;
    this.world.facilities.forEach((facility, i) => {
      const x = camera.toScreenX(this.geometry.places[i * 2]);
      const y = camera.toScreenY(this.geometry.places[i * 2 + 1]);
      if (x < -80 || y < -40 || x > camera.width + 80 || y > camera.height + 40) return;
      const isHub = this.geometry.isMajor[i] === 1;
      const radius = facilities.radius(i) + (isHub ? 5 : 1);
      if (isHub) marks.push({ x, y, radius });
      if (!isHub && !isNear && i !== chosen) return;
      const style = isHub ? this.hubStyle : this.stationStyle;
      candidates.push({
        x,
        y,
        radius,
        width: this.texts.width(facility.name, style),
        height: style.size * 1.25,
        importance: (i === chosen ? 1e6 : 0) + (isHub ? 1e3 : 0) + radius,
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
    for (const label of selectLabels(candidates, marks, camera, MOST_LABELS)) {
      const { key, content, style, facility } = named[label.candidate];
      if (facility >= 0) this.lastSide[facility] = label.side;
      this.texts.put(key, content, style, label.x, label.y, dpr);
    }
  }

  destroy(): void {
    this.texts.clear();
  }
}
