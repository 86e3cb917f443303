import type * as Phaser from 'phaser';
import { DrawLayer, VIEW_GLSL } from '../draw-layer.ts';
import type { FloorPlate } from './floor-plate.ts';
import type { PlateLook } from './plate-look.ts';

/** Four numbers of place, then axis, corner and pattern, level and rounding, and three colors: octets. */
const WORDS = 9;
const VERTICES = 6;
/** Corners of the two triangles: bit 0 right, bit 1 below. */
const CORNERS = [0, 1, 2, 2, 1, 3] as const;
/** Rounding is told in steps of this many meters. */
const ROUNDING_STEP = 0.05;

const vertexShader = `
#pragma phaserTemplate(shaderName)
precision highp float;
${VIEW_GLSL}
attribute vec4 inPlace;
attribute vec4 inTurn;
attribute vec4 inShape;
attribute vec4 inFill;
attribute vec4 inBack;
attribute vec4 inLine;
varying vec2 vAt;
varying vec4 vShape;
varying vec2 vKind;
varying vec4 vFill;
varying vec4 vBack;
varying vec4 vLine;
void main() {
  vec2 axis = (inTurn.xy * 255.0 - 127.0) / 127.0;
  float corner = floor(inTurn.z * 255.0 + 0.5);
  vec2 side = vec2(mod(corner, 2.0), floor(corner / 2.0)) * 2.0 - 1.0;
  vec2 halfSize = inPlace.zw * uView.x;
  vAt = side * (halfSize + 1.25 * uDpr);
  vShape = vec4(halfSize, min(inShape.y * 255.0 * ${ROUNDING_STEP} * uView.x, min(halfSize.x, halfSize.y)), inShape.x);
  vKind = vec2(floor(inTurn.w * 255.0 + 0.5), 0.0);
  vFill = inFill;
  vBack = inBack;
  vLine = inLine;
  gl_Position = toClip(toPixels(inPlace.xy) + axis * vAt.x + vec2(-axis.y, axis.x) * vAt.y);
}`;

const fragmentShader = `
#pragma phaserTemplate(shaderName)
precision highp float;
uniform float uDpr;
varying vec2 vAt;
varying vec4 vShape;
varying vec2 vKind;
varying vec4 vFill;
varying vec4 vBack;
varying vec4 vLine;
void main() {
  vec2 q = abs(vAt) - vShape.xy + vShape.z;
  float d = min(max(q.x, q.y), 0.0) + length(max(q, 0.0)) - vShape.z;
  if (vKind.x > 1.5 && vKind.x < 2.5) {
    vec2 away = abs(vAt) / max(vShape.xy, 1.0);
    float glow = (1.0 - smoothstep(0.55, 1.0, away.x)) * (1.0 - smoothstep(0.35, 1.0, away.y)) * vFill.a;
    gl_FragColor = vec4(vFill.rgb * glow, glow);
    return;
  }
  // Thinner than a pixel, a plate covers only a part of it.
  float thin = min(1.0, 2.0 * min(vShape.x, vShape.y));
  float body = (1.0 - smoothstep(-0.5, 0.5, d)) * thin;
  float edge = vShape.x * (2.0 * vShape.w - 1.0);
  float full = vShape.w >= 0.998 ? 1.0 : 1.0 - smoothstep(edge - 0.5, edge + 0.5, vAt.x);
  vec4 color = mix(vec4(vBack.rgb * vBack.a, vBack.a), vec4(vFill.rgb * vFill.a, vFill.a), full) * body;
  float stripe = fract((vAt.x + vAt.y) / (6.0 * uDpr));
  float hatch = vKind.x > 0.5 && vKind.x < 1.5 ? smoothstep(0.0, 0.12, stripe) - smoothstep(0.4, 0.52, stripe) : 0.0;
  float line = (1.0 - smoothstep(0.0, 0.7, abs(d + 0.5 * uDpr) - 0.5 * uDpr)) * vLine.a * thin;
  if (vKind.x > 2.5) line *= vShape.y < 6.0 * uDpr ? 0.5 : step(0.5, fract((vAt.x + vAt.y) / (5.0 * uDpr)));
  float drawn = max(line, hatch * body * vLine.a * 0.7);
  gl_FragColor = vec4(mix(color.rgb, vLine.rgb, drawn), mix(color.a, 1.0, drawn));
}`;

/** Rounded rectangles at any angle, each filled up to a level: nearly everything on a floor, in one draw call. */
export class PlateLayer {
  private readonly layer: DrawLayer;
  private words = new Uint32Array(256 * WORDS * VERTICES);
  private floats = new Float32Array(this.words.buffer);
  private count = 0;

  constructor(scene: Phaser.Scene) {
    this.layer = new DrawLayer(scene, {
      name: 'Plates',
      topology: 'triangles',
      attributes: [
        { name: 'inPlace', size: 4, type: 'FLOAT' },
        { name: 'inTurn', size: 4, type: 'UNSIGNED_BYTE' },
        { name: 'inShape', size: 4, type: 'UNSIGNED_BYTE' },
        { name: 'inFill', size: 4, type: 'UNSIGNED_BYTE' },
        { name: 'inBack', size: 4, type: 'UNSIGNED_BYTE' },
        { name: 'inLine', size: 4, type: 'UNSIGNED_BYTE' },
      ],
      vertexShader,
      fragmentShader,
    });
  }

  begin(): void {
    this.count = 0;
  }

  add(plate: FloorPlate, look: PlateLook): void {
    this.put(plate.x, plate.y, plate.halfLength, plate.halfWidth, plate.axisX, plate.axisY, look);
  }

  /** A disc. */
  dot(x: number, y: number, radius: number, fill: number, line = 0): void {
    this.put(x, y, radius, radius, 1, 0, { fill, line, rounding: radius });
  }

  end(): void {
    this.layer.count = this.count * VERTICES;
    if (this.count > 0) this.layer.upload(this.words.buffer as ArrayBuffer, 0, this.layer.count);
  }

  update(view: readonly number[], dpr: number): void {
    this.layer.setUniform('uView', view);
    this.layer.setUniform('uDpr', dpr);
  }

  destroy(): void {
    this.layer.destroy();
  }

  private put(
    x: number,
    y: number,
    halfLength: number,
    halfWidth: number,
    axisX: number,
    axisY: number,
    look: PlateLook,
  ): void {
    const step = WORDS * VERTICES;
    if ((this.count + 1) * step > this.words.length) this.grow();
    const { words, floats } = this;
    let at = this.count++ * step;
    const level = Math.round(255 * Math.min(1, Math.max(0, look.level ?? 1)));
    const rounding = Math.min(255, Math.round((look.rounding ?? 0) / ROUNDING_STEP));
    const turn =
      Math.round(127 + 127 * axisX) | (Math.round(127 + 127 * axisY) << 8) | ((look.pattern ?? 0) << 24);
    for (let vertex = 0; vertex < VERTICES; vertex++, at += WORDS) {
      floats[at] = x;
      floats[at + 1] = y;
      floats[at + 2] = halfLength;
      floats[at + 3] = halfWidth;
      words[at + 4] = turn | (CORNERS[vertex] << 16);
      words[at + 5] = level | (rounding << 8);
      words[at + 6] = look.fill;
      words[at + 7] = look.back ?? 0;
      words[at + 8] = look.line ?? 0;
    }
  }

  private grow(): void {
    const words = new Uint32Array(this.words.length * 2);
    words.set(this.words);
    this.words = words;
    this.floats = new Float32Array(words.buffer);
  }
}
