import type * as Phaser from 'phaser';
import { DrawLayer, SQUARE, VIEW_GLSL } from './draw-layer.ts';
import type { SegmentLayer } from './segment-layer.ts';
import { parseColor, type Theme } from './theme.ts';

const RADIUS = 8;

const vertexShader = `
#pragma phaserTemplate(shaderName)
precision highp float;
${VIEW_GLSL}
attribute vec2 inCorner;
attribute vec2 inPlace;
varying vec2 vAt;
void main() {
  vAt = inCorner * ${(RADIUS + 2).toFixed(1)};
  gl_Position = toClip(toPixels(inPlace) + vAt * uDpr);
}`;

const fragmentShader = `
#pragma phaserTemplate(shaderName)
precision highp float;
uniform vec3 uColor;
varying vec2 vAt;
void main() {
  float alpha = 1.0 - smoothstep(0.6, 1.4, abs(length(vAt) - ${RADIUS.toFixed(1)}));
  gl_FragColor = vec4(uColor * alpha, alpha);
}`;

/** A ring around the one vehicle that is chosen or pointed at. */
export class TripMark {
  private readonly layer: DrawLayer;
  private readonly place = new Float32Array(2);

  constructor(scene: Phaser.Scene) {
    this.layer = new DrawLayer(scene, {
      name: 'TripMark',
      topology: 'shapes',
      corners: SQUARE,
      attributes: [{ name: 'inPlace', size: 2, type: 'FLOAT' }],
      vertexShader,
      fragmentShader,
    });
  }

  set isShown(isShown: boolean) {
    this.layer.isShown = isShown;
  }

  setTheme(theme: Theme): void {
    this.layer.setUniform('uColor', parseColor(theme.focus));
  }

  /** `trip` is an index into the history; negative for none. */
  update(trip: number, segments: SegmentLayer, view: readonly number[], dpr: number): void {
    this.layer.count = trip < 0 ? 0 : 1;
    if (trip < 0) return;
    this.place[0] = segments.x(trip);
    this.place[1] = segments.y(trip);
    this.layer.upload(this.place.buffer as ArrayBuffer);
    this.layer.setUniform('uView', view);
    this.layer.setUniform('uDpr', dpr);
  }

  destroy(): void {
    this.layer.destroy();
  }
}
