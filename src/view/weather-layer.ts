import * as Phaser from 'phaser';
import type { WeatherKind, WorldWeather } from '../snapshot/network-snapshot.ts';
import { DrawLayer, VIEW_GLSL } from './draw-layer.ts';
import { polygonTriangles } from './outlines.ts';
import type { FittedMap } from './projection.ts';
import { newStrokeLayer, setPieces } from './stroke-layer.ts';
import { parseColor, type Theme } from './theme.ts';
import type { ViewCamera } from './view-camera.ts';

const KINDS: readonly WeatherKind[] = ['rain', 'heavy-rain', 'snow', 'heavy-snow', 'fog', 'cold', 'typhoon'];
/** A weather event comes up and fades over this time within its limits, so that it does not blink in and out. */
const RAMP_US = 30 * 60 * 1e6;

const vertexShader = `
#pragma phaserTemplate(shaderName)
precision highp float;
${VIEW_GLSL}
attribute vec2 inPlace;
attribute vec4 inLook;
varying vec2 vWorld;
varying vec2 vLook;
void main() {
  vWorld = inPlace;
  vLook = vec2(floor(inLook.x * 255.0 + 0.5), inLook.y);
  gl_Position = toClip(toPixels(vWorld));
}`;

/**
 * A texture and a tint per kind: rain hatched, heavy rain hatched closer, snow stippled, fog in level bands, cold in
 * sparse crosses, typhoon cross-hatched. `uStep` is world units per CSS pixel rounded to a power of two of the zoom, so
 * that the texture lies still on the ground while one pans and keeps its grain while one zooms.
 */
const fragmentShader = `
#pragma phaserTemplate(shaderName)
precision highp float;
uniform vec3 uColor;
uniform float uStep;
uniform float uStrength;
uniform float uSoft;
varying vec2 vWorld;
varying vec2 vLook;
float lines(float at, float spacing, float width) {
  float d = abs(fract(at / spacing) - 0.5) * spacing;
  return 1.0 - smoothstep(width - uSoft, width + uSoft, d);
}
float dots(vec2 at, float spacing, float radius) {
  float row = floor(at.y / spacing);
  vec2 cell = vec2(fract(at.x / spacing + 0.5 * mod(row, 2.0)), fract(at.y / spacing)) - 0.5;
  return 1.0 - smoothstep(radius - uSoft, radius + uSoft, length(cell) * spacing);
}
void main() {
  vec2 at = vWorld / uStep;
  float kind = vLook.x;
  float mark = 0.0;
  float tint = 0.07;
  if (kind < 0.5) mark = lines(at.x + at.y * 0.55, 11.0, 0.55);
  else if (kind < 1.5) { mark = lines(at.x + at.y * 0.55, 6.0, 0.6); tint = 0.12; }
  else if (kind < 2.5) mark = dots(at, 11.0, 1.1);
  else if (kind < 3.5) { mark = dots(at, 7.0, 1.3); tint = 0.12; }
  else if (kind < 4.5) { mark = 0.7 * lines(at.y, 9.0, 2.2); tint = 0.14; }
  else if (kind < 5.5) mark = max(lines(at.x, 16.0, 0.5) * lines(at.y, 16.0, 2.6), lines(at.y, 16.0, 0.5) * lines(at.x, 16.0, 2.6));
  else { mark = max(lines(at.x + at.y * 0.55, 8.0, 0.6), lines(at.x - at.y * 0.55, 8.0, 0.6)); tint = 0.12; }
  float alpha = (tint + 0.28 * mark) * vLook.y * uStrength;
  gl_FragColor = vec4(uColor * alpha, alpha);
}`;

interface Area {
  readonly weather: WorldWeather;
  /** Six numbers per triangle. */
  readonly triangles: readonly number[];
  /** Four numbers per piece of the edge. */
  readonly edge: readonly number[];
  readonly x: number;
  readonly y: number;
}

/** How strongly an event is drawn at an instant: 0 outside [from, to), rising and falling within. */
function weatherStrength(weather: WorldWeather, nowUs: number): number {
  if (nowUs < weather.fromUs || nowUs >= weather.toUs) return 0;
  const ramp = Math.min(RAMP_US, (weather.toUs - weather.fromUs) / 2);
  const share = Math.min(nowUs - weather.fromUs, weather.toUs - nowUs) / ramp;
  return 0.3 + 0.7 * Math.min(1, share);
}

/** Weather areas: texture, tint and a hairline edge, below lanes and hubs so that nothing is hidden. */
export class WeatherLayer {
  private readonly fill: DrawLayer;
  private readonly edge: DrawLayer;
  private readonly areas: readonly Area[];
  private shown = '';

  constructor(scene: Phaser.Scene, weather: readonly WorldWeather[], map: FittedMap) {
    this.areas = weather.filter((event) => event.outline.length >= 3).map((event) => areaOf(event, map));
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
    this.edge = newStrokeLayer(scene);
  }

  set isShown(isShown: boolean) {
    this.fill.isShown = isShown;
    this.edge.isShown = isShown;
  }

  /** Names and places of what is active, for labels. */
  active(
    nowUs: number,
  ): readonly { readonly weather: WorldWeather; readonly x: number; readonly y: number }[] {
    return this.areas.filter((area) => weatherStrength(area.weather, nowUs) > 0);
  }

  setTheme(theme: Theme): void {
    const color = parseColor(theme.weather);
    this.fill.setUniform('uColor', color);
    this.fill.setUniform('uStrength', theme.scheme === 'dark' ? 1 : 1.15);
    this.edge.setUniform('uColor', [...color, 0.75]);
  }

  update(nowUs: number, camera: ViewCamera, view: readonly number[], dpr: number): void {
    const strengths = this.areas.map((area) => Math.round(255 * weatherStrength(area.weather, nowUs)));
    const key = strengths.join();
    if (key !== this.shown) {
      this.shown = key;
      this.rebuild(strengths);
    }
    const step = 1 / (camera.homeZoom * 2 ** Math.round(camera.doublings));
    for (const layer of [this.fill, this.edge]) {
      layer.setUniform('uView', view);
      layer.setUniform('uDpr', dpr);
    }
    this.fill.setUniform('uStep', step);
    this.fill.setUniform('uSoft', 0.6 / (step * camera.zoom * dpr));
    this.edge.setUniform('uHalfWidth', 0.5 * dpr);
  }

  private rebuild(strengths: readonly number[]): void {
    const stride = 12;
    const active = this.areas.filter((_, i) => strengths[i] > 0);
    const corners = active.reduce((sum, area) => sum + area.triangles.length / 2, 0);
    const bytes = new ArrayBuffer(corners * stride);
    const floats = new Float32Array(bytes);
    const octets = new Uint8Array(bytes);
    let at = 0;
    for (const area of active) {
      const strength = strengths[this.areas.indexOf(area)];
      for (let first = 0; first < area.triangles.length; first += 2, at++) {
        floats[at * 3] = area.triangles[first];
        floats[at * 3 + 1] = area.triangles[first + 1];
        octets[at * stride + 8] = KINDS.indexOf(area.weather.kind);
        octets[at * stride + 9] = strength;
      }
    }
    this.fill.count = corners;
    this.fill.upload(bytes);
    setPieces(this.edge, new Float32Array(active.flatMap((area) => area.edge)));
  }

  destroy(): void {
    this.fill.destroy();
    this.edge.destroy();
  }
}

function areaOf(weather: WorldWeather, map: FittedMap): Area {
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
