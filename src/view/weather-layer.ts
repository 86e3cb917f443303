import * as Phaser from 'phaser';
import { type NetworkWorld, WEATHER_KINDS, type WorldWeather } from '../snapshot/network-snapshot.ts';
import { DrawLayer, VIEW_GLSL } from './draw-layer.ts';
import { polygonTriangles } from './outlines.ts';
import type { FittedMap } from './projection.ts';
import type { Provinces } from './provinces.ts';
import { RegionTimeline, strengthWithin } from './region-weather.ts';
import { newStrokeLayer, setPieces } from './stroke-layer.ts';
import { parseColor, type Theme } from './theme.ts';
import type { ViewCamera } from './view-camera.ts';
import { worldRegions } from './world-regions.ts';

const STRIDE = 12;
/** Strengths are drawn in so many steps: what rises slowly is written anew a few times, not with every picture. */
const STEPS = 16;

const vertexShader = `
#pragma phaserTemplate(shaderName)
precision highp float;
${VIEW_GLSL}
uniform mat4 uLightColors;
uniform mat4 uHeavyColors;
attribute vec2 inPlace;
attribute vec4 inLook;
varying vec2 vWorld;
varying vec2 vLook;
varying vec3 vColor;
void main() {
  if (inLook.y <= 0.0) { gl_Position = nowhere(); return; }
  vWorld = inPlace;
  float kind = floor(inLook.x * 255.0 + 0.5);
  vLook = vec2(kind, inLook.y);
  vec4 isKind = vec4(equal(vec4(mod(kind, 4.0)), vec4(0.0, 1.0, 2.0, 3.0)));
  vColor = (kind < 3.5 ? uLightColors * isKind : uHeavyColors * isKind).rgb;
  gl_Position = toClip(toPixels(vWorld));
}`;

/**
 * A texture and a tint per kind, numbered as the snapshot does: rain hatched, fog in level bands, snow stippled, heavy
 * rain hatched closer, cold in sparse crosses, heavy snow stippled closer, typhoon in arcs. `uStep` is world units per
 * CSS pixel rounded to a power of two of the zoom, so that the texture lies still on the ground while one pans and keeps
 * its grain while one zooms.
 */
const fragmentShader = `
#pragma phaserTemplate(shaderName)
precision highp float;
uniform float uStep;
uniform float uStrength;
uniform float uSoft;
varying vec2 vWorld;
varying vec2 vLook;
varying vec3 vColor;
float lines(float at, float spacing, float width) {
  float d = abs(fract(at / spacing) - 0.5) * spacing;
  return 1.0 - smoothstep(width - uSoft, width + uSoft, d);
}
float dots(vec2 at, float spacing, float radius) {
  float row = floor(at.y / spacing);
  vec2 cell = vec2(fract(at.x / spacing + 0.5 * mod(row, 2.0)), fract(at.y / spacing)) - 0.5;
  return 1.0 - smoothstep(radius - uSoft, radius + uSoft, length(cell) * spacing);
}
float swirl(vec2 at, float spacing) {
  vec2 cell = (fract(at / spacing) - 0.5) * spacing;
  float d = length(cell);
  float turn = atan(cell.y, cell.x) / 6.2831853;
  float arm = abs(fract(turn * 2.0 - d * 0.11) - 0.5) * 3.1415926 * max(d, 1.0);
  return (1.0 - smoothstep(0.7 - uSoft, 0.7 + uSoft, arm)) * (1.0 - smoothstep(7.0, 8.5, d)) * smoothstep(1.0, 2.5, d);
}
void main() {
  vec2 at = vWorld / uStep;
  float kind = vLook.x;
  float mark = 0.0;
  float tint = 0.08;
  if (kind < 1.5) mark = lines(at.x + at.y * 0.55, 11.0, 0.55);
  else if (kind < 2.5) { mark = 0.55 * lines(at.y, 9.0, 2.2); tint = 0.14; }
  else if (kind < 3.5) mark = dots(at, 11.0, 1.1);
  else if (kind < 4.5) { mark = lines(at.x + at.y * 0.55, 6.0, 0.6); tint = 0.13; }
  else if (kind < 5.5) { mark = max(lines(at.x, 16.0, 0.5) * lines(at.y, 16.0, 2.6), lines(at.y, 16.0, 0.5) * lines(at.x, 16.0, 2.6)); tint = 0.12; }
  else if (kind < 6.5) { mark = dots(at, 7.0, 1.35); tint = 0.12; mark *= 0.8; }
  else { mark = max(swirl(at, 18.0), 0.5 * lines(at.x - at.y * 0.55, 9.0, 0.5)); tint = 0.14; }
  float alpha = (tint + 0.3 * mark) * vLook.y * uStrength;
  gl_FragColor = vec4(vColor * alpha, alpha);
}`;

/** Ground under one weather at a time: a drawn event, or a region. */
interface Area {
  /** Six numbers per triangle. */
  readonly triangles: ArrayLike<number>;
  /** Index into WEATHER_KINDS. */
  readonly kindAt: (nowUs: number) => number;
  readonly strengthAt: (nowUs: number) => number;
}

/** A drawn event, with the place of its name and its outline in pieces. */
interface DrawnEvent {
  readonly weather: WorldWeather;
  readonly x: number;
  readonly y: number;
  /** Four numbers per piece of the edge. */
  readonly edge: readonly number[];
  readonly triangles: readonly number[];
}

/** Weather by region and in drawn areas: texture, tint and a hairline front, below lanes and hubs: nothing is hidden. */
export class WeatherLayer {
  private readonly fill: DrawLayer;
  private readonly front: DrawLayer;
  private readonly map: FittedMap;
  private events: readonly DrawnEvent[] = [];
  private timeline!: RegionTimeline;
  private provinces: Provinces | null = null;
  private areas: readonly Area[] = [];
  private bytes = new ArrayBuffer(0);
  /** Kind and step of strength of each area, as drawn. */
  private shown = new Uint16Array(0);
  private shownFront = '';
  private strength = 1;

  constructor(scene: Phaser.Scene, world: NetworkWorld, map: FittedMap) {
    this.map = map;
    this.fill = new DrawLayer(scene, {
      name: 'Weather',
      topology: 'triangles',
      attributes: [
        { name: 'inPlace', size: 2, type: 'FLOAT' },
        { name: 'inLook', size: 4, type: 'UNSIGNED_BYTE' },
      ],
      vertexShader,
      fragmentShader,
    });
    this.front = newStrokeLayer(scene);
    this.takeWorld(world);
  }

  /** Takes the weather of a run. */
  takeWorld(world: NetworkWorld): void {
    this.events = world.weather
      .filter((event) => event.outline.length >= 3)
      .map((event) => drawnEvent(event, this.map));
    this.timeline = new RegionTimeline(world.regionWeather, worldRegions(world));
    this.spread();
  }

  /** Regions have weather only where they have an area. */
  setProvinces(provinces: Provinces): void {
    this.provinces = provinces;
    this.spread();
  }

  set isShown(isShown: boolean) {
    this.fill.isShown = isShown;
    this.front.isShown = isShown;
  }

  /** Names and places of what is active, for labels. */
  active(
    nowUs: number,
  ): readonly { readonly weather: WorldWeather; readonly x: number; readonly y: number }[] {
    return this.events.filter(({ weather }) => strengthWithin(weather.fromUs, weather.toUs, nowUs) > 0);
  }

  setTheme(theme: Theme): void {
    const colors = WEATHER_KINDS.map((kind) => [
      ...parseColor(kind === 'clear' ? theme.land : theme.weather[kind]),
      1,
    ]);
    this.fill.setUniform('uLightColors', colors.slice(0, 4).flat());
    this.fill.setUniform('uHeavyColors', colors.slice(4, 8).flat());
    this.strength = theme.scheme === 'dark' ? 1 : 1.15;
    this.front.setUniform('uColor', [...parseColor(theme.weatherText), 0.75]);
  }

  update(nowUs: number, camera: ViewCamera, view: readonly number[], dpr: number): void {
    this.write(nowUs);
    this.drawFront(nowUs);
    const step = 1 / (camera.homeZoom * 2 ** Math.round(camera.doublings));
    for (const layer of [this.fill, this.front]) {
      layer.setUniform('uView', view);
      layer.setUniform('uDpr', dpr);
    }
    // Near, an area fills the screen: what lies on it must stay the brighter.
    const near = Math.min(1, Math.max(0, (camera.doublings - 1.5) / 2.5));
    this.fill.setUniform('uStrength', this.strength * (1 - 0.45 * near));
    this.fill.setUniform('uStep', step);
    this.fill.setUniform('uSoft', 0.6 / (step * camera.zoom * dpr));
    this.front.setUniform('uHalfWidth', 0.5 * dpr);
  }

  /** Lays all areas out in one buffer, once: from then on only their looks are written. */
  private spread(): void {
    const { provinces, timeline } = this;
    const regions = provinces?.regions.map((_, region) => ({
      triangles: provinces.triangles.subarray(
        provinces.firstCorner[region] * 2,
        provinces.firstCorner[region + 1] * 2,
      ),
      kindAt: (nowUs: number) => timeline.kindAt(region, nowUs),
      strengthAt: (nowUs: number) => timeline.strengthAt(region, nowUs),
    }));
    const events = this.events.map(({ weather, triangles }) => ({
      triangles,
      kindAt: () => WEATHER_KINDS.indexOf(weather.kind),
      strengthAt: (nowUs: number) => strengthWithin(weather.fromUs, weather.toUs, nowUs),
    }));
    this.areas = [...(regions ?? []), ...events];
    const corners = this.areas.reduce((sum, { triangles }) => sum + triangles.length / 2, 0);
    this.bytes = new ArrayBuffer(corners * STRIDE);
    const floats = new Float32Array(this.bytes);
    let corner = 0;
    for (const { triangles } of this.areas) {
      for (let at = 0; at < triangles.length; at += 2, corner++) {
        floats[corner * 3] = triangles[at];
        floats[corner * 3 + 1] = triangles[at + 1];
      }
    }
    this.shown = new Uint16Array(this.areas.length);
    this.shownFront = '';
    this.fill.count = corners;
    this.fill.upload(this.bytes);
  }

  /** Writes the looks that have changed. */
  private write(nowUs: number): void {
    const octets = new Uint8Array(this.bytes);
    let first = 0;
    this.areas.forEach(({ triangles, kindAt, strengthAt }, area) => {
      const count = triangles.length / 2;
      const kind = kindAt(nowUs);
      const step = Math.ceil(STEPS * strengthAt(nowUs));
      const look = step === 0 ? 0 : kind * 64 + step;
      if (look !== this.shown[area]) {
        this.shown[area] = look;
        for (let corner = first; corner < first + count; corner++) {
          octets[corner * STRIDE + 8] = kind;
          octets[corner * STRIDE + 9] = Math.round((255 * step) / STEPS);
        }
        this.fill.upload(this.bytes, first, count);
      }
      first += count;
    });
  }

  /** Outlines of active events, and the borders between regions of different weather. */
  private drawFront(nowUs: number): void {
    const { provinces, timeline } = this;
    const kinds = provinces?.regions.map((_, region) => timeline.kindAt(region, nowUs)) ?? [];
    const active = this.active(nowUs) as readonly DrawnEvent[];
    const key = `${kinds.join()};${active.map(({ weather }) => weather.code).join()}`;
    if (key === this.shownFront) return;
    this.shownFront = key;
    const between = provinces?.bordersWhere((a, b) => kinds[a] !== kinds[b]) ?? [];
    setPieces(this.front, Float32Array.from([...between, ...active.flatMap(({ edge }) => edge)]));
  }

  destroy(): void {
    this.fill.destroy();
    this.front.destroy();
  }
}

function drawnEvent(weather: WorldWeather, map: FittedMap): DrawnEvent {
  const { projection } = map;
  const points = weather.outline.map(([lon, lat]) => [projection.x(lon, lat), projection.y(lon, lat)]);
  const edge = points.flatMap(([x, y], i) => [x, y, ...points[(i + 1) % points.length]]);
  const top = Math.min(...points.map(([, y]) => y));
  const bottom = Math.max(...points.map(([, y]) => y));
  return {
    weather,
    edge,
    triangles: polygonTriangles([weather.outline], map, (flat, holes) =>
      Phaser.Geom.Polygon.Earcut(flat, holes),
    ),
    x: points.reduce((sum, [x]) => sum + x, 0) / points.length,
    y: top + (bottom - top) * 0.12,
  };
}
