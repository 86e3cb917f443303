import type * as Phaser from 'phaser';
import { DrawLayer, VIEW_GLSL } from './draw-layer.ts';
import type { Provinces } from './provinces.ts';
import { newStrokeLayer, setPieces } from './stroke-layer.ts';
import { parseColor, type Theme } from './theme.ts';

const vertexShader = `
#pragma phaserTemplate(shaderName)
precision highp float;
${VIEW_GLSL}
attribute vec2 inPlace;
void main() { gl_Position = toClip(toPixels(inPlace)); }`;

const fragmentShader = `
#pragma phaserTemplate(shaderName)
precision highp float;
uniform vec4 uColor;
void main() { gl_FragColor = vec4(uColor.rgb * uColor.a, uColor.a); }`;

/** Borders between provinces as hairlines, and the one province that is chosen, lifted from the ground. */
export class ProvinceLayer {
  private readonly lift: DrawLayer;
  private readonly borders: DrawLayer;
  private readonly outline: DrawLayer;
  private provinces: Provinces | null = null;
  private marked = -1;
  private isOn = true;

  constructor(scene: Phaser.Scene) {
    this.lift = new DrawLayer(scene, {
      name: 'Province',
      topology: 'triangles',
      attributes: [{ name: 'inPlace', size: 2, type: 'FLOAT' }],
      vertexShader,
      fragmentShader,
    });
    this.borders = newStrokeLayer(scene);
    this.outline = newStrokeLayer(scene);
  }

  set isShown(isShown: boolean) {
    this.isOn = isShown;
    this.borders.isShown = isShown;
  }

  get isShown(): boolean {
    return this.isOn;
  }

  setProvinces(provinces: Provinces): void {
    this.provinces = provinces;
    setPieces(this.borders, provinces.borders);
    const { marked } = this;
    this.marked = -1;
    this.mark(marked);
  }

  setTheme(theme: Theme): void {
    this.borders.setUniform('uColor', [...parseColor(theme.province), 1]);
    this.lift.setUniform('uColor', [...parseColor(theme.accent), theme.scheme === 'dark' ? 0.09 : 0.08]);
    this.outline.setUniform('uColor', [...parseColor(theme.accent), 0.8]);
  }

  /** Lifts one region; none when negative. */
  mark(region: number): void {
    if (region === this.marked) return;
    this.marked = region;
    const { provinces } = this;
    const isKnown = provinces !== null && region >= 0;
    const corners = isKnown
      ? provinces.triangles.slice(provinces.firstCorner[region] * 2, provinces.firstCorner[region + 1] * 2)
      : new Float32Array(0);
    this.lift.count = corners.length / 2;
    this.lift.upload(corners.buffer as ArrayBuffer);
    setPieces(
      this.outline,
      isKnown ? provinces.bordersWhere((a, b) => a === region || b === region) : new Float32Array(0),
    );
  }

  update(view: readonly number[], dpr: number): void {
    for (const layer of [this.lift, this.borders, this.outline]) {
      layer.setUniform('uView', view);
      layer.setUniform('uDpr', dpr);
    }
    this.borders.setUniform('uHalfWidth', 0.3 * dpr);
    this.outline.setUniform('uHalfWidth', 0.6 * dpr);
  }

  destroy(): void {
    for (const layer of [this.lift, this.borders, this.outline]) layer.destroy();
  }
}
