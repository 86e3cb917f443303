import type * as Phaser from 'phaser';
import { DrawLayer, VIEW_GLSL } from './draw-layer.ts';
import { LANE_CURVE_GLSL, laneX, laneY } from './lane-curve.ts';
import type { SegmentHistory } from './segment-history.ts';
import { type SegmentLook, SegmentRing, WORDS } from './segment-ring.ts';
import type { Target } from './target.ts';
import { parseColor, type Theme } from './theme.ts';
import type { ViewCamera } from './view-camera.ts';

/**
 * One point per vehicle, large enough for a streak from where it is back along its lane's curve. Mode says color, and
 * shape too: air is long and thin, rail long, sea short and broad. Load factor says how bright. An empty vehicle is an
 * outline, and dim.
 */
const vertexShader = `
#pragma phaserTemplate(shaderName)
precision highp float;
${VIEW_GLSL}
${LANE_CURVE_GLSL}
uniform float uNow;
uniform float uTail;
uniform float uHalfWidth;
uniform float uAlpha;
uniform mat4 uModeColors;
attribute vec4 inEnds;
attribute vec2 inTimes;
attribute vec4 inLook;
varying vec4 vColor;
varying vec4 vStreak;
varying float vHalfWidth;
varying float vIsEmpty;
void main() {
  float u = (uNow - inTimes.x) / max(inTimes.y - inTimes.x, 0.001);
  if (u < 0.0 || u >= 1.0 || inTimes.y <= inTimes.x) { gl_Position = nowhere(); return; }
  float mode = floor(inLook.x * 255.0 + 0.5);
  vec4 isMode = vec4(equal(vec4(mode), vec4(0.0, 1.0, 2.0, 3.0)));
  float bulk = 0.75 + 0.5 * min(1.0, inLook.z * 1.5);
  float tail = uTail * dot(isMode, vec4(1.0, 1.9, 2.2, 0.8));
  float halfWidth = uHalfWidth * bulk * dot(isMode, vec4(1.0, 1.1, 0.75, 1.7));
  float laneLength = max(length(inEnds.zw - inEnds.xy) * uView.x, 1.0);
  vec2 front = toPixels(laneCurve(inEnds, u));
  vec2 back = toPixels(laneCurve(inEnds, max(0.0, u - tail / laneLength)));
  vec2 along = front - back;
  float reach = length(along);
  gl_Position = toClip((front + back) * 0.5);
  gl_PointSize = reach + 2.0 * halfWidth + 1.5;
  vColor = vec4((uModeColors * isMode).rgb, uAlpha * (0.45 + 0.55 * inLook.y));
  vStreak = vec4(reach > 0.01 ? along / reach : vec2(1.0, 0.0), reach, gl_PointSize);
  vHalfWidth = halfWidth;
  vIsEmpty = inLook.w;
  vColor.a *= mix(1.0, 0.55, vIsEmpty);
}`;

/** A capsule in the middle of the point whose tail tapers and fades. */
const fragmentShader = `
#pragma phaserTemplate(shaderName)
precision highp float;
uniform vec3 uHead;
varying vec4 vColor;
varying vec4 vStreak;
varying float vHalfWidth;
varying float vIsEmpty;
void main() {
  vec2 at = (gl_PointCoord - 0.5) * vStreak.w;
  float along = dot(at, vStreak.xy) + 0.5 * vStreak.z;
  float across = dot(at, vec2(-vStreak.y, vStreak.x));
  float share = clamp(along / max(vStreak.z, 0.01), 0.0, 1.0);
  float radius = vHalfWidth * mix(0.35, 1.0, share);
  float beyond = along - clamp(along, 0.0, vStreak.z);
  float edge = 1.0 - smoothstep(radius - 0.5, radius + 0.75, length(vec2(beyond, across)));
  float hollow = smoothstep(radius - 1.4, radius - 0.5, length(vec2(beyond, across)));
  float alpha = vColor.a * edge * share * share * mix(1.0, 0.15 + 0.85 * hollow, vIsEmpty);
  if (alpha < 0.004) discard;
  vec3 color = mix(vColor.rgb, uHead, smoothstep(0.7, 1.0, share) * 0.5 * (1.0 - vIsEmpty));
  gl_FragColor = vec4(color * alpha, alpha);
}`;

/** The vehicles on the map: feeds the GPU from a {@link SegmentRing} and tells which one is under the pointer. */
export class SegmentLayer {
  readonly ring: SegmentRing;
  private readonly layer: DrawLayer;
  private readonly history: SegmentHistory;
  private readonly look: SegmentLook;

  constructor(scene: Phaser.Scene, history: SegmentHistory, look: SegmentLook) {
    this.history = history;
    this.look = look;
    this.ring = new SegmentRing(history, look);
    this.layer = new DrawLayer(scene, {
      name: 'VehicleStreaks',
      topology: 'points',
      attributes: [
        { name: 'inEnds', size: 4, type: 'FLOAT' },
        { name: 'inTimes', size: 2, type: 'FLOAT' },
        { name: 'inLook', size: 4, type: 'UNSIGNED_BYTE' },
      ],
      vertexShader,
      fragmentShader,
    });
  }

  set isShown(isShown: boolean) {
    this.layer.isShown = isShown;
  }

  setTheme(theme: Theme): void {
    const { road, rail, air, sea } = theme.modes;
    this.layer.setUniform(
      'uModeColors',
      [road, rail, air, sea].flatMap((color) => [...parseColor(color), 1]),
    );
    this.layer.setUniform('uHead', theme.scheme === 'dark' ? [1, 1, 1] : parseColor(theme.text));
  }

  /** Uploads what is new and sets the uniforms of the instant; the cost does not depend on how many are under way. */
  update(nowUs: number, camera: ViewCamera, view: readonly number[], dpr: number): void {
    this.ring.setTime(nowUs);
    this.ring.takeDirty((first, count) => this.layer.upload(this.ring.bytes, first, count));
    this.layer.count = this.ring.used;
    // Near, a streak is a vehicle; far, many together are a flow: shorter, thinner, fainter.
    const near = Math.min(1, Math.max(0, camera.doublings / 4));
    const crowd = Math.min(1, Math.max(0, Math.log10(Math.max(1, this.ring.used) / 3000) / 1.5)) * (1 - near);
    this.layer.setUniform('uNow', this.ring.shaderNow);
    this.layer.setUniform('uView', view);
    this.layer.setUniform('uDpr', dpr);
    this.layer.setUniform('uTail', (12 + 16 * near - 7 * crowd) * camera.markScale * dpr);
    this.layer.setUniform(
      'uHalfWidth',
      (1.05 + 0.9 * near - 0.4 * crowd) * Math.sqrt(camera.markScale) * dpr,
    );
    this.layer.setUniform('uAlpha', 1 - 0.6 * crowd);
  }

  /** The trip nearest to a world point, within a reach in world units; an index into the history, or -1. */
  pick(worldX: number, worldY: number, reach: number): number {
    const { words, used, shaderNow } = this.ring;
    let best = -1;
    let bestSquared = reach * reach;
    for (let slot = 0, at = 0; slot < used; slot++, at += WORDS) {
      const depart = words[at + 4];
      const arrive = words[at + 5];
      if (!(depart <= shaderNow && shaderNow < arrive)) continue;
      const u = (shaderNow - depart) / (arrive - depart);
      const dx = laneX(words[at], words[at + 1], words[at + 2], words[at + 3], u) - worldX;
      const dy = laneY(words[at], words[at + 1], words[at + 2], words[at + 3], u) - worldY;
      const squared = dx * dx + dy * dy;
      if (squared < bestSquared) {
        best = slot;
        bestSquared = squared;
      }
    }
    return best < 0 ? -1 : this.ring.at(best);
  }

  /** The trip with this ordinal on this lane, out or back, if it is under way; an index into the history, or -1. */
  find({ lane, trip, isReturn = false }: Extract<Target, { kind: 'trip' }>): number {
    for (let slot = 0; slot < this.ring.used; slot++) {
      if (!this.ring.isLive(slot)) continue;
      const index = this.ring.at(slot);
      const isSameWay = this.history.isReturn(index) === isReturn;
      if (isSameWay && this.history.lane(index) === lane && this.history.trip(index) === trip) return index;
    }
    return -1;
  }

  x(index: number): number {
    return this.position(index, laneX);
  }

  y(index: number): number {
    return this.position(index, laneY);
  }

  destroy(): void {
    this.layer.destroy();
  }

  private position(index: number, along: typeof laneX): number {
    const depart = this.history.departUs(index);
    const u = (this.ring.nowUs - depart) / Math.max(1, this.history.arriveUs(index) - depart);
    const isReturn = this.history.isReturn(index);
    const from = this.history.lane(index) * 4 + (isReturn ? 2 : 0);
    const to = this.history.lane(index) * 4 + (isReturn ? 0 : 2);
    const ends = this.look.laneEnds;
    return along(ends[from], ends[from + 1], ends[to], ends[to + 1], Math.min(1, Math.max(0, u)));
  }
}
