import type * as Phaser from 'phaser';
import type { WorldDisruption } from '../snapshot/network-snapshot.ts';
import { DrawLayer, SQUARE, VIEW_GLSL } from './draw-layer.ts';
import type { FacilityLayer } from './facility-layer.ts';
import { laneX, laneY } from './lane-curve.ts';
import type { MapGeometry } from './map-geometry.ts';
import { parseColor, type Theme } from './theme.ts';

/** Bytes of a sign: where it stands (2 × f32), how far up and to the right of that (f32, CSS pixels), which it is. */
const BYTES = 16;
/** Half a sign, CSS pixels. */
const HALF = 6.5;

const vertexShader = `
#pragma phaserTemplate(shaderName)
precision highp float;
${VIEW_GLSL}
uniform float uScale;
attribute vec2 inCorner;
attribute vec2 inPlace;
attribute float inShift;
attribute vec4 inLook;
varying vec2 vAt;
varying float vKind;
void main() {
  vAt = inCorner * ${(HALF + 2.5).toFixed(1)};
  vKind = inLook.x;
  gl_Position = toClip(toPixels(inPlace) + (vAt * uScale + vec2(inShift, -inShift)) * uDpr);
}`;

/** Closed: a round sign with a bar. Slowed: a triangle that points up. Both with an edge in the color of the ground. */
const fragmentShader = `
#pragma phaserTemplate(shaderName)
precision highp float;
uniform vec3 uClosed;
uniform vec3 uSlowed;
uniform vec3 uHalo;
uniform float uSoft;
varying vec2 vAt;
varying float vKind;
float inside(float d) { return 1.0 - smoothstep(-uSoft, uSoft, d); }
void main() {
  float round = length(vAt) - ${HALF.toFixed(1)};
  float peak = max(vAt.y - 4.6, abs(vAt.x) * 0.87 - (vAt.y + 7.0) * 0.5);
  float d = vKind > 0.5 ? peak : round;
  float bar = max(abs(vAt.x) - 4.0, abs(vAt.y) - 1.15);
  float stroke = min(max(abs(vAt.x) - 0.9, abs(vAt.y + 0.4) - 2.3), length(vAt - vec2(0.0, 3.2)) - 0.95);
  float mark = inside(vKind > 0.5 ? stroke : bar);
  vec3 color = mix(vKind > 0.5 ? uSlowed : uClosed, uHalo, mark);
  float shape = inside(d);
  float alpha = inside(d - 1.6);
  gl_FragColor = vec4(mix(uHalo, color, shape) * alpha, alpha);
}`;

/** Where a sign stands: world units, and CSS pixels to the right and up from there. */
export interface SignPlace {
  readonly x: number;
  readonly y: number;
  readonly shift: number;
}

/** Signs at facilities and in the middle of lanes that are closed or slow. */
export class DisruptionLayer {
  private readonly layer: DrawLayer;
  private readonly geometry: MapGeometry;
  private active: readonly WorldDisruption[] = [];
  /** What labels keep clear of. */
  signs: readonly SignPlace[] = [];

  constructor(scene: Phaser.Scene, geometry: MapGeometry) {
    this.geometry = geometry;
    this.layer = new DrawLayer(scene, {
      name: 'Disruptions',
      topology: 'shapes',
      corners: SQUARE,
      attributes: [
        { name: 'inPlace', size: 2, type: 'FLOAT' },
        { name: 'inShift', size: 1, type: 'FLOAT' },
        { name: 'inLook', size: 4, type: 'UNSIGNED_BYTE' },
      ],
      vertexShader,
      fragmentShader,
    });
  }

  setTheme(theme: Theme): void {
    this.layer.setUniform('uClosed', parseColor(theme.hot));
    this.layer.setUniform('uSlowed', parseColor(theme.warm));
    this.layer.setUniform('uHalo', parseColor(theme.halo));
  }

  show(active: readonly WorldDisruption[]): void {
    this.active = active;
  }

  update(facilities: FacilityLayer, markScale: number, view: readonly number[], dpr: number): void {
    this.layer.count = this.active.length;
    this.signs = [];
    if (this.active.length === 0) return;
    const scale = Math.max(0.75, markScale);
    this.write(facilities);
    this.layer.setUniform('uView', view);
    this.layer.setUniform('uDpr', dpr);
    this.layer.setUniform('uScale', scale);
    this.layer.setUniform('uSoft', 0.6 / (scale * dpr));
  }

  private write(facilities: FacilityLayer): void {
    const bytes = new ArrayBuffer(this.active.length * BYTES);
    const floats = new Float32Array(bytes);
    const octets = new Uint8Array(bytes);
    this.signs = this.active.map((one) => this.placeOf(one, facilities));
    this.signs.forEach(({ x, y, shift }, i) => {
      floats.set([x, y, shift], i * 4);
      octets[i * BYTES + 12] = this.active[i].effect === 'closed' ? 0 : 255;
    });
    this.layer.upload(bytes);
  }

  /** Beside a facility's disc, or on the middle of a lane. */
  private placeOf({ facility, lane }: WorldDisruption, facilities: FacilityLayer): SignPlace {
    const { places, laneEnds } = this.geometry;
    if (facility >= 0) {
      const shift = 0.75 * (facilities.radius(facility) + 3);
      return { x: places[facility * 2], y: places[facility * 2 + 1], shift };
    }
    const [fromX, fromY, toX, toY] = laneEnds.subarray(lane * 4, lane * 4 + 4);
    return { x: laneX(fromX, fromY, toX, toY, 0.5), y: laneY(fromX, fromY, toX, toY, 0.5), shift: 0 };
  }

  destroy(): void {
    this.layer.destroy();
  }
}
