import * as Phaser from 'phaser';
import { DrawLayer, VIEW_GLSL } from './draw-layer.ts';
import { nightMesh, sunDirection } from './night.ts';
import { cutOutlines, loadWorldTopology, type Triangulate } from './outlines.ts';
import type { FittedMap } from './projection.ts';
import { newStrokeLayer, setPieces } from './stroke-layer.ts';
import { parseColor, type Theme } from './theme.ts';

const landVertexShader = `
#pragma phaserTemplate(shaderName)
precision highp float;
${VIEW_GLSL}
attribute vec2 inPlace;
void main() { gl_Position = toClip(toPixels(inPlace)); }`;

const landFragmentShader = `
#pragma phaserTemplate(shaderName)
precision highp float;
uniform vec4 uColor;
void main() { gl_FragColor = vec4(uColor.rgb * uColor.a, uColor.a); }`;

const nightVertexShader = `
#pragma phaserTemplate(shaderName)
precision highp float;
${VIEW_GLSL}
attribute vec4 inPlace;
varying vec2 vPlace;
void main() {
  vPlace = inPlace.zw;
  gl_Position = toClip(toPixels(inPlace.xy));
}`;

/** From the sun's height: full day above 6 degrees below the horizon's rise, full night at 12 below (nautical dusk). */
const nightFragmentShader = `
#pragma phaserTemplate(shaderName)
precision highp float;
uniform vec4 uColor;
uniform vec3 uSun;
varying vec2 vPlace;
void main() {
  vec3 up = vec3(cos(vPlace.y) * cos(vPlace.x), cos(vPlace.y) * sin(vPlace.x), sin(vPlace.y));
  float alpha = uColor.a * (1.0 - smoothstep(-0.208, 0.105, dot(up, uSun)));
  gl_FragColor = vec4(uColor.rgb * alpha, alpha);
}`;

const triangulate: Triangulate = (flat, holes) => Phaser.Geom.Polygon.Earcut(flat, holes);

/** Land, borders and coast, and the night that falls on them. Hairlines stay hairlines at any zoom. */
export class GroundLayer {
  private readonly land: DrawLayer;
  private readonly night: DrawLayer;
  private readonly borders: DrawLayer;
  private readonly coast: DrawLayer;
  private isGone = false;

  constructor(scene: Phaser.Scene, map: FittedMap) {
    this.land = new DrawLayer(scene, {
      name: 'Land',
      topology: 'triangles',
      attributes: [{ name: 'inPlace', size: 2, type: 'FLOAT' }],
      vertexShader: landVertexShader,
      fragmentShader: landFragmentShader,
    });
    this.borders = newStrokeLayer(scene);
    this.coast = newStrokeLayer(scene);
    this.night = new DrawLayer(scene, {
      name: 'Night',
      topology: 'triangles',
      attributes: [{ name: 'inPlace', size: 4, type: 'FLOAT' }],
      vertexShader: nightVertexShader,
      fragmentShader: nightFragmentShader,
    });
    const mesh = nightMesh(map);
    this.night.count = mesh.length / 4;
    this.night.upload(mesh.buffer as ArrayBuffer);
  }

  /** Fetches and cuts the outlines. The map can be read without them, so a failure is the caller's to tell of. */
  async load(map: FittedMap): Promise<void> {
    const outlines = await cutOutlines(await loadWorldTopology(), map, triangulate);
    if (this.isGone) return;
    this.land.count = outlines.land.length / 2;
    this.land.upload(outlines.land.buffer as ArrayBuffer);
    setPieces(this.borders, outlines.borders);
    setPieces(this.coast, outlines.coast);
  }

  setTheme(theme: Theme): void {
    this.land.setUniform('uColor', [...parseColor(theme.land), 1]);
    this.borders.setUniform('uColor', [...parseColor(theme.border), 1]);
    this.coast.setUniform('uColor', [...parseColor(theme.coast), 1]);
    this.night.setUniform('uColor', [...parseColor(theme.night), theme.scheme === 'dark' ? 0.4 : 0.16]);
  }

  set isNightShown(isShown: boolean) {
    this.night.isShown = isShown;
  }

  /** `utcMs` is the calendar instant shown: it says where the sun stands. */
  update(utcMs: number, view: readonly number[], dpr: number): void {
    for (const layer of [this.land, this.borders, this.coast, this.night]) {
      layer.setUniform('uView', view);
      layer.setUniform('uDpr', dpr);
    }
    this.borders.setUniform('uHalfWidth', 0.4 * dpr);
    this.coast.setUniform('uHalfWidth', 0.45 * dpr);
    if (Number.isFinite(utcMs)) this.night.setUniform('uSun', sunDirection(utcMs));
  }

  destroy(): void {
    this.isGone = true;
    for (const layer of [this.land, this.borders, this.coast, this.night]) layer.destroy();
  }
}
