import type * as Phaser from 'phaser';
import { DrawLayer, VIEW_GLSL } from './draw-layer.ts';
import { LANE_CURVE_GLSL } from './lane-curve.ts';
import type { LaneFlow } from './lane-flow.ts';
import { LaneLevels, levelAlpha } from './level-of-detail.ts';
import { parseColor, type Theme } from './theme.ts';
import type { ViewCamera } from './view-camera.ts';

const PIECES = 14;
const BYTES = 24;
/** Numbers of four bytes per lane. */
const WORDS = BYTES / 4;
/** How a lane stands out: held back while another is chosen, as ever, of the chosen facility, chosen itself. */
const FAINT = 60;
const NORMAL = 150;
const RELATED = 205;
const CHOSEN = 255;

/** What is wrong with a lane: drawn in dashes, long ones where it is slow and short ones where it is closed. */
export const LANE_OPEN = 0;
export const LANE_SLOWED = 1;
export const LANE_CLOSED = 2;

/** `inLook` is (width by flow, load factor, prominence, whether it is a feeder of a station), `inState` (level, trouble). */
const vertexShader = `
#pragma phaserTemplate(shaderName)
precision highp float;
${VIEW_GLSL}
${LANE_CURVE_GLSL}
uniform float uNear;
uniform mat3 uLoadColors;
uniform vec3 uChosen;
uniform vec3 uTrouble;
uniform float uDetail;
uniform float uScale;
attribute vec2 inCorner;
attribute vec4 inEnds;
attribute vec4 inLook;
attribute vec4 inState;
varying vec4 vColor;
varying vec4 vAcross;
void main() {
  float trouble = floor(inState.y * 255.0 + 0.5);
  float level = inState.x * 255.0 / 32.0 - 4.0;
  float detail = clamp((uDetail - level) / 0.5 + 1.0, 0.0, 1.0);
  detail = max(detail, max(step(0.7, inLook.z), min(1.0, trouble)));
  if (detail <= 0.0) { gl_Position = nowhere(); return; }
  float chosen = 0.5 * step(0.7, inLook.z) + 0.5 * step(0.9, inLook.z);
  float feeder = step(0.5, inLook.w);
  float halfWidth = (0.35 + (1.15 + 0.8 * uNear) * inLook.x + 0.5 * chosen) * uDpr * uScale;
  halfWidth *= mix(1.0, 0.6, feeder * (1.0 - chosen));
  float u = inCorner.x;
  vec2 at = toPixels(laneCurve(inEnds, u));
  vec2 d = toPixels(laneCurve(inEnds, min(1.0, u + 0.01))) - toPixels(laneCurve(inEnds, max(0.0, u - 0.01)));
  vec2 side = vec2(-d.y, d.x) / max(length(d), 0.001);
  float margin = halfWidth + 0.75;
  gl_Position = toClip(at + side * inCorner.y * margin);
  float load = inLook.y * 2.0;
  vec3 ramp = uLoadColors * vec3(max(0.0, 1.0 - load), 1.0 - abs(load - 1.0), max(0.0, load - 1.0));
  float alpha = mix(0.17 + 0.40 * inLook.x * inLook.x + 0.15 * inLook.x, 1.0, chosen) * min(1.0, inLook.z * 1.7);
  alpha *= mix(1.0, 0.25 + 0.55 * uNear, feeder * (1.0 - chosen));
  alpha = mix(alpha * detail, max(alpha, 0.85), min(1.0, trouble));
  vColor = vec4(mix(mix(ramp, uChosen, chosen * 0.6), uTrouble, min(1.0, trouble)), alpha);
  float along = u * length(inEnds.zw - inEnds.xy) * uView.x / uDpr;
  vAcross = vec4(inCorner.y * margin, max(halfWidth, min(1.0, trouble) * uDpr), along, trouble);
}`;

const fragmentShader = `
#pragma phaserTemplate(shaderName)
precision highp float;
varying vec4 vColor;
varying vec4 vAcross;
void main() {
  if (vAcross.w > 0.5 && fract(vAcross.z / (vAcross.w > 1.5 ? 7.0 : 12.0)) > (vAcross.w > 1.5 ? 0.5 : 0.75)) discard;
  float alpha = vColor.a * (1.0 - smoothstep(vAcross.y - 0.5, vAcross.y + 0.7, abs(vAcross.x)));
  gl_FragColor = vec4(vColor.rgb * alpha, alpha);
}`;

/** A triangle strip along a lane: two corners, left and right, at each of its points. */
function stripCorners(): number[] {
  const corners: number[] = [];
  for (let piece = 0; piece <= PIECES; piece++) corners.push(piece / PIECES, -1, piece / PIECES, 1);
  return corners;
}

/**
 * Lanes as curves in one draw call: width by the flow of a day, color by load factor. Only those that can be seen are
 * handed on: a renderer in software takes its time over each, drawn or not.
 */
export class LaneLayer {
  private readonly layer: DrawLayer;
  private readonly bytes: ArrayBuffer;
  private readonly octets: Uint8Array;
  private readonly floats: Float32Array;
  private readonly words: Uint32Array;
  /** What is on the GPU: the lanes that can be seen, one after the other. */
  private readonly seen: ArrayBuffer;
  private readonly seenWords: Uint32Array;
  private readonly count: number;
  private readonly ranking: LaneLevels;
  private readonly importance: Uint8Array;
  private readonly planned: Uint8Array;
  private readonly plannedLevels: Float32Array;
  private readonly levels: Float32Array;
  private detail = 0;
  private isStale = true;
  private seenBy = '';

  /** @param planned importance before anything has run, 0 to 255 */
  constructor(scene: Phaser.Scene, laneEnds: Float32Array, isFeeder: Uint8Array, planned: Uint8Array) {
    this.count = isFeeder.length;
    this.ranking = new LaneLevels(isFeeder);
    this.importance = new Uint8Array(this.count);
    this.levels = new Float32Array(this.count);
    this.planned = planned;
    this.plannedLevels = new Float32Array(this.count);
    this.ranking.rank(planned, this.plannedLevels);
    this.bytes = new ArrayBuffer(this.count * BYTES);
    this.octets = new Uint8Array(this.bytes);
    this.floats = new Float32Array(this.bytes);
    this.words = new Uint32Array(this.bytes);
    this.seen = new ArrayBuffer(this.count * BYTES);
    this.seenWords = new Uint32Array(this.seen);
    for (let lane = 0; lane < this.count; lane++) {
      this.floats.set(laneEnds.subarray(lane * 4, lane * 4 + 4), (lane * BYTES) / 4);
      this.octets[lane * BYTES + 18] = NORMAL;
      this.octets[lane * BYTES + 19] = 255 * isFeeder[lane];
    }
    this.layer = new DrawLayer(scene, {
      name: 'Lanes',
      topology: 'shapes',
      corners: stripCorners(),
      attributes: [
        { name: 'inEnds', size: 4, type: 'FLOAT' },
        { name: 'inLook', size: 4, type: 'UNSIGNED_BYTE' },
        { name: 'inState', size: 4, type: 'UNSIGNED_BYTE' },
      ],
      vertexShader,
      fragmentShader,
    });
    this.writePlan();
    this.writeLevels();
  }

  set isShown(isShown: boolean) {
    this.layer.isShown = isShown;
  }

  setTheme(theme: Theme): void {
    this.layer.setUniform('uLoadColors', theme.load.flatMap(parseColor));
    this.layer.setUniform('uChosen', parseColor(theme.accent));
    this.layer.setUniform('uTrouble', parseColor(theme.hot));
  }

  /** Widths relative to the busiest lane, by the square root, so that small flows still show. */
  showFlow(flow: LaneFlow): void {
    let most = 0;
    for (let lane = 0; lane < this.count; lane++) most = Math.max(most, flow.parcels[lane]);
    if (most === 0) this.writePlan();
    else this.writeFlow(flow, most);
    this.writeLevels();
    this.isStale = true;
  }

  private writeFlow(flow: LaneFlow, most: number): void {
    for (let lane = 0; lane < this.count; lane++) {
      this.importance[lane] = Math.round(255 * Math.sqrt(flow.parcels[lane] / most));
      this.octets[lane * BYTES + 16] = this.importance[lane];
      this.octets[lane * BYTES + 17] = Math.round(255 * (flow.load(lane) || 0));
    }
  }

  /** Before anything has run, a lane is as wide as the plan makes it important, and never as wide as the strongest flow. */
  private writePlan(): void {
    this.importance.fill(0);
    for (let lane = 0; lane < this.count; lane++) {
      this.octets[lane * BYTES + 16] = Math.round(45 + 0.4 * this.planned[lane]);
      this.octets[lane * BYTES + 17] = 0;
    }
  }

  /** Marks what is closed or slow: one of the states above per lane. */
  showTrouble(stateOf: (lane: number) => number): void {
    for (let lane = 0; lane < this.count; lane++) this.octets[lane * BYTES + 21] = stateOf(lane);
    this.isStale = true;
  }

  /** Whether a lane can be seen at the zoom of the latest picture. */
  isVisible(lane: number): boolean {
    return this.stands(lane) || levelAlpha(this.levels[lane], this.detail) > 0.2;
  }

  /** Whether a lane is drawn whatever its level. */
  private stands(lane: number): boolean {
    return this.octets[lane * BYTES + 18] >= RELATED || this.octets[lane * BYTES + 21] !== LANE_OPEN;
  }

  /** Hands on the lanes of the present zoom that reach into the screen. */
  private collect(camera: ViewCamera): void {
    const { x, y, zoom, width, height } = camera;
    const view = `${x} ${y} ${zoom} ${width} ${height}`;
    if (!this.isStale && view === this.seenBy) return;
    this.isStale = false;
    this.seenBy = view;
    const margin = 8 / zoom;
    const [left, right] = [camera.toWorldX(0) - margin, camera.toWorldX(width) + margin];
    const [top, bottom] = [camera.toWorldY(0) - margin, camera.toWorldY(height) + margin];
    let count = 0;
    for (let lane = 0; lane < this.count; lane++) {
      if (levelAlpha(this.levels[lane], this.detail) === 0 && !this.stands(lane)) continue;
      const at = lane * WORDS;
      const fromX = this.floats[at];
      const fromY = this.floats[at + 1];
      const toX = this.floats[at + 2];
      const toY = this.floats[at + 3];
      // The curve leaves the box of its ends by less than a tenth of their distance.
      const bend = 0.1 * (Math.abs(toX - fromX) + Math.abs(toY - fromY));
      if (Math.max(fromX, toX) + bend < left || Math.min(fromX, toX) - bend > right) continue;
      if (Math.max(fromY, toY) + bend < top || Math.min(fromY, toY) - bend > bottom) continue;
      for (let word = 0; word < WORDS; word++) this.seenWords[count * WORDS + word] = this.words[at + word];
      count++;
    }
    this.layer.count = count;
    this.layer.upload(this.seen, 0, count);
  }

  /** A lane is drawn as early as either its flow or the plan asks for: in the first hours few lanes have any flow. */
  private writeLevels(): void {
    this.ranking.rank(this.importance, this.levels);
    for (let lane = 0; lane < this.count; lane++) {
      this.levels[lane] = Math.min(this.levels[lane], this.plannedLevels[lane]);
      this.octets[lane * BYTES + 20] = Math.round(32 * (this.levels[lane] + 4));
    }
  }

  /** Makes some lanes stand out, most when it is one alone, and holds the others back; null returns all to normal. */
  emphasize(isMeant: ((lane: number) => boolean) | null, isAlone: boolean): void {
    const meant = isAlone ? CHOSEN : RELATED;
    for (let lane = 0; lane < this.count; lane++) {
      this.octets[lane * BYTES + 18] = isMeant === null ? NORMAL : isMeant(lane) ? meant : FAINT;
    }
    this.isStale = true;
  }

  update(camera: ViewCamera, view: readonly number[], dpr: number): void {
    this.layer.setUniform('uView', view);
    this.layer.setUniform('uDpr', dpr);
    // A smaller screen holds fewer lanes.
    this.detail = camera.doublings + Math.log2(camera.markScale);
    this.collect(camera);
    this.layer.setUniform('uDetail', this.detail);
    this.layer.setUniform('uScale', Math.max(1, camera.markScale));
    this.layer.setUniform('uNear', Math.min(1, Math.max(0, camera.doublings / 3)));
  }

  destroy(): void {
    this.layer.destroy();
  }
}
