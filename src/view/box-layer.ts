import type * as Phaser from 'phaser';
import { DrawLayer, SQUARE, VIEW_GLSL } from './draw-layer.ts';

const BYTES = 28;

const vertexShader = `
#pragma phaserTemplate(shaderName)
precision highp float;
${VIEW_GLSL}
attribute vec2 inCorner;
attribute vec4 inBox;
attribute float inRounding;
attribute vec4 inFill;
attribute vec4 inLine;
varying vec2 vAt;
varying vec3 vShape;
varying vec4 vFill;
varying vec4 vLine;
void main() {
  vec2 halfSize = inBox.zw * 0.5 * uView.x;
  vec2 at = inCorner * (halfSize + 1.5 * uDpr);
  vAt = at;
  vShape = vec3(halfSize, inRounding * uView.x);
  vFill = inFill;
  vLine = inLine;
  gl_Position = toClip(toPixels(inBox.xy + inBox.zw * 0.5) + at);
}`;

const fragmentShader = `
#pragma phaserTemplate(shaderName)
precision highp float;
uniform float uDpr;
varying vec2 vAt;
varying vec3 vShape;
varying vec4 vFill;
varying vec4 vLine;
void main() {
  vec2 q = abs(vAt) - vShape.xy + vShape.z;
  float d = min(max(q.x, q.y), 0.0) + length(max(q, 0.0)) - vShape.z;
  float body = (1.0 - smoothstep(-0.6, 0.6, d)) * vFill.a;
  float line = (1.0 - smoothstep(0.0, 0.7, abs(d + 0.6 * uDpr) - 0.5 * uDpr)) * vLine.a;
  vec4 color = vec4(vFill.rgb * body, body);
  gl_FragColor = vec4(mix(color.rgb, vLine.rgb, line), mix(color.a, 1.0, line));
}`;

/** Rounded boxes of any size, world units: blocks, server cells and queue dots of a diagram, in one draw call. */
export class BoxLayer {
  private readonly layer: DrawLayer;
  private bytes = new ArrayBuffer(256 * BYTES);
  private floats = new Float32Array(this.bytes);
  private words = new Uint32Array(this.bytes);
  private count = 0;

  constructor(scene: Phaser.Scene) {
    this.layer = new DrawLayer(scene, {
      name: 'Boxes',
      topology: 'shapes',
      corners: SQUARE,
      attributes: [
        { name: 'inBox', size: 4, type: 'FLOAT' },
        { name: 'inRounding', size: 1, type: 'FLOAT' },
        { name: 'inFill', size: 4, type: 'UNSIGNED_BYTE' },
        { name: 'inLine', size: 4, type: 'UNSIGNED_BYTE' },
      ],
      vertexShader,
      fragmentShader,
    });
  }

  begin(): void {
    this.count = 0;
  }

  /** Adds a box; colors are packed by {@link packColor}, 0 for none. */
  add(
    x: number,
    y: number,
    width: number,
    height: number,
    rounding: number,
    fill: number,
    line: number,
  ): void {
    if (this.count * BYTES === this.bytes.byteLength) this.grow();
    const at = this.count++ * (BYTES / 4);
    this.floats[at] = x;
    this.floats[at + 1] = y;
    this.floats[at + 2] = width;
    this.floats[at + 3] = height;
    this.floats[at + 4] = rounding;
    this.words[at + 5] = fill;
    this.words[at + 6] = line;
  }

  end(): void {
    this.layer.count = this.count;
    this.layer.upload(this.bytes, 0, this.count);
  }

  update(view: readonly number[], dpr: number): void {
    this.layer.setUniform('uView', view);
    this.layer.setUniform('uDpr', dpr);
  }

  destroy(): void {
    this.layer.destroy();
  }

  private grow(): void {
    const bytes = new ArrayBuffer(this.bytes.byteLength * 2);
    new Uint8Array(bytes).set(new Uint8Array(this.bytes));
    this.bytes = bytes;
    this.floats = new Float32Array(bytes);
    this.words = new Uint32Array(bytes);
  }
}

/** Red, green, blue and opacity, each 0 to 1, as one little-endian word of octets. */
export function packColor([red, green, blue]: readonly [number, number, number], alpha = 1): number {
  const octet = (share: number) => Math.round(255 * Math.min(1, Math.max(0, share)));
  return ((octet(alpha) << 24) | (octet(blue) << 16) | (octet(green) << 8) | octet(red)) >>> 0;
}
