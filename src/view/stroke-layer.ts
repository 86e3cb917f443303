import type * as Phaser from 'phaser';
import { DrawLayer, VIEW_GLSL } from './draw-layer.ts';

const vertexShader = `
#pragma phaserTemplate(shaderName)
precision highp float;
${VIEW_GLSL}
uniform float uHalfWidth;
attribute vec4 inPiece;
attribute vec2 inCorner;
varying float vAcross;
void main() {
  vec2 a = toPixels(inPiece.xy);
  vec2 b = toPixels(inPiece.zw);
  vec2 d = b - a;
  float reach = max(length(d), 0.001);
  float margin = uHalfWidth + 0.75;
  vAcross = inCorner.y * margin;
  gl_Position = toClip(mix(a, b, inCorner.x) + vec2(-d.y, d.x) / reach * vAcross);
}`;

const fragmentShader = `
#pragma phaserTemplate(shaderName)
precision highp float;
uniform float uHalfWidth;
uniform vec4 uColor;
varying float vAcross;
void main() {
  float alpha = uColor.a * (1.0 - smoothstep(uHalfWidth - 0.5, uHalfWidth + 0.6, abs(vAcross)));
  gl_FragColor = vec4(uColor.rgb * alpha, alpha);
}`;

/** A layer of straight pieces of line of one color and width: coasts, borders, edges of a diagram. */
export function newStrokeLayer(scene: Phaser.Scene): DrawLayer {
  return new DrawLayer(scene, {
    name: 'Strokes',
    topology: 'triangles',
    attributes: [
      { name: 'inPiece', size: 4, type: 'FLOAT' },
      { name: 'inCorner', size: 2, type: 'FLOAT' },
    ],
    vertexShader,
    fragmentShader,
  });
}

/** Which end of its piece (0, 1) and which side (-1, 1) each corner of the two triangles of a piece is. */
const CORNERS = [0, -1, 0, 1, 1, -1, 1, -1, 0, 1, 1, 1] as const;

/** Replaces the pieces of a stroke layer; four numbers each, world units. */
export function setPieces(layer: DrawLayer, pieces: Float32Array): void {
  const corners = new Float32Array(pieces.length * 9);
  for (let from = 0, at = 0; from < pieces.length; from += 4) {
    for (let corner = 0; corner < CORNERS.length; corner += 2, at += 6) {
      corners[at] = pieces[from];
      corners[at + 1] = pieces[from + 1];
      corners[at + 2] = pieces[from + 2];
      corners[at + 3] = pieces[from + 3];
      corners[at + 4] = CORNERS[corner];
      corners[at + 5] = CORNERS[corner + 1];
    }
  }
  layer.count = corners.length / 6;
  layer.upload(corners.buffer);
}
