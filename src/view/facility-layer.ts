import type * as Phaser from 'phaser';
import { DrawLayer, SQUARE, VIEW_GLSL } from './draw-layer.ts';
import type { FacilityLook } from './facility-look.ts';
import { crowdScale, tierAlpha } from './level-of-detail.ts';
import type { MapGeometry } from './map-geometry.ts';
import { parseColor, type Theme } from './theme.ts';
import type { ViewCamera } from './view-camera.ts';

const BYTES = 20;
/** Flags of the last octet of an instance. */
const HAS_ARC = 1;
const IS_STATION = 2;
const IS_CHOSEN = 4;
const IS_HOVERED = 8;

/** A square of `inRadius` and room for the arc around it; the disc itself is worked out per pixel, crisp at any zoom. */
const vertexShader = `
#pragma phaserTemplate(shaderName)
precision highp float;
${VIEW_GLSL}
uniform float uHubScale;
uniform float uStationScale;
uniform vec3 uTierAlpha;
attribute vec2 inCorner;
attribute vec2 inPlace;
attribute float inRadius;
attribute vec4 inLook;
attribute vec4 inFlags;
varying vec2 vAt;
varying vec4 vLook;
varying vec4 vFlags;
varying float vRadius;
void main() {
  float flags = floor(inFlags.x * 255.0 + 0.5);
  float hasArc = mod(flags, 2.0);
  float isStation = mod(floor(flags / 2.0), 2.0);
  float isChosen = mod(floor(flags / 4.0), 2.0);
  float isHovered = mod(floor(flags / 8.0), 2.0);
  float stands = max(isChosen, isHovered);
  vRadius = inRadius * mix(uHubScale, uStationScale, isStation) * uDpr;
  float tier = floor(inFlags.y * 255.0 + 0.5);
  float tierAlpha = tier < 1.5 ? uTierAlpha.x : (tier < 2.5 ? uTierAlpha.y : uTierAlpha.z);
  float alpha = mix(1.0, max(tierAlpha, stands), isStation);
  if (alpha <= 0.0) { gl_Position = nowhere(); return; }
  vRadius = max(vRadius, isStation * stands * 3.0 * uDpr);
  vAt = inCorner * (vRadius + 9.0 * uDpr);
  vLook = inLook;
  vFlags = vec4(hasArc, isStation, stands + isChosen, alpha);
  gl_Position = toClip(toPixels(inPlace) + vAt);
}`;

const fragmentShader = `
#pragma phaserTemplate(shaderName)
precision highp float;
uniform float uLine;
uniform mat3 uHeat;
uniform vec3 uBody;
uniform vec3 uHalo;
uniform vec3 uArc;
uniform vec3 uFocus;
varying vec2 vAt;
varying vec4 vLook;
varying vec4 vFlags;
varying float vRadius;
float inside(float edge, float d) { return 1.0 - smoothstep(edge - 0.6, edge + 0.6, d); }
float band(float from, float to, float d) { return inside(to, d) * (1.0 - inside(from, d)); }
vec4 over(vec4 below, vec3 color, float alpha) {
  return vec4(mix(below.rgb, color, alpha), below.a + alpha * (1.0 - below.a));
}
void main() {
  float d = length(vAt);
  float heat = floor(vLook.z * 2.0 + 0.5);
  vec3 color = uHeat * vec3(1.0 - min(1.0, heat), heat == 1.0 ? 1.0 : 0.0, heat == 2.0 ? 1.0 : 0.0);
  float isHub = 1.0 - vFlags.y;
  vec3 premultiplied;
  vec4 result = vec4(uHalo, 0.0);
  float arcRadius = vRadius + 2.2 * uLine;
  result = over(result, uHalo, 0.85 * inside(mix(vRadius + 1.2 * uLine, arcRadius + 3.2 * uLine, isHub * vFlags.x), d));
  if (isHub > 0.5) {
    result = over(result, uBody, 0.96 * inside(vRadius, d));
    float level = vRadius * (1.0 - 2.0 * vLook.y);
    float filled = smoothstep(level - 0.6, level + 0.6, vAt.y) * step(0.004, vLook.y);
    result = over(result, color, mix(0.22, 0.88, filled) * inside(vRadius, d));
    result = over(result, color, band(vRadius - 1.35 * uLine, vRadius, d));
    float turn = atan(vAt.x, -vAt.y) / 6.2831853;
    turn = turn < 0.0 ? turn + 1.0 : turn;
    float arc = band(arcRadius, arcRadius + 2.1 * uLine, d) * vFlags.x;
    result = over(result, color, arc * 0.25);
    float softness = 0.6 / max(6.2831853 * arcRadius, 1.0);
    result = over(result, uArc, arc * (1.0 - smoothstep(vLook.x - softness, vLook.x + softness, turn)) * step(0.004, vLook.x));
  } else {
    result = over(result, color, inside(vRadius, d));
  }
  float ring = max(arcRadius + 3.6 * uLine, vRadius + 3.0 * uLine);
  result = over(result, uFocus, band(ring, ring + (0.6 + 0.6 * vFlags.z) * uLine, d) * min(1.0, vFlags.z));
  float alpha = result.a * vFlags.w;
  premultiplied = result.rgb * alpha;
  gl_FragColor = vec4(premultiplied, alpha);
}`;

/** Hubs as discs with an arc and a rising fill, stations as dots; one draw call. */
export class FacilityLayer {
  private readonly layer: DrawLayer;
  private readonly isMajor: Uint8Array;
  private readonly tier: Uint8Array;
  private readonly hubs: number;
  private readonly bytes: ArrayBuffer;
  private readonly floats: Float32Array;
  private readonly octets: Uint8Array;
  private readonly places: Float32Array;
  /** Facilities from the lowest to the topmost: stations below hubs, small discs above large ones. */
  private order: readonly number[] = [];
  private look: FacilityLook | null = null;
  private chosen = -1;
  private hovered = -1;
  hubScale = 1;
  stationScale = 1;
  isStationShown = true;
  /** How strongly stations, relays and village stations are drawn. */
  private tierAlphas: readonly [number, number, number] = [1, 0, 0];

  constructor(scene: Phaser.Scene, { places, isMajor, tier }: MapGeometry) {
    this.isMajor = isMajor;
    this.tier = tier;
    this.hubs = isMajor.reduce((sum, one) => sum + one, 0);
    const count = isMajor.length;
    this.bytes = new ArrayBuffer(count * BYTES);
    this.floats = new Float32Array(this.bytes);
    this.octets = new Uint8Array(this.bytes);
    this.places = places;
    this.layer = new DrawLayer(scene, {
      name: 'Facilities',
      topology: 'shapes',
      corners: SQUARE,
      attributes: [
        { name: 'inPlace', size: 2, type: 'FLOAT' },
        { name: 'inRadius', size: 1, type: 'FLOAT' },
        { name: 'inLook', size: 4, type: 'UNSIGNED_BYTE' },
        { name: 'inFlags', size: 4, type: 'UNSIGNED_BYTE' },
      ],
      vertexShader,
      fragmentShader,
    });
  }

  setTheme(theme: Theme): void {
    this.layer.setUniform('uHeat', [theme.calm, theme.warm, theme.hot].flatMap(parseColor));
    this.layer.setUniform('uBody', parseColor(theme.panel));
    this.layer.setUniform('uHalo', parseColor(theme.halo));
    this.layer.setUniform('uArc', parseColor(theme.text));
    this.layer.setUniform('uFocus', parseColor(theme.focus));
  }

  show(look: FacilityLook): void {
    this.look = look;
    const { tier } = this;
    const compare = (a: number, b: number) => tier[b] - tier[a] || look.radius[b] - look.radius[a] || a - b;
    // Sizes change seldom after the first day: a look in passing is cheaper than sorting again.
    const isInOrder =
      this.order.length > 0 && this.order.every((b, i, all) => i === 0 || compare(all[i - 1], b) < 0);
    if (!isInOrder) this.order = Array.from(tier.keys()).sort(compare);
    this.write();
  }

  mark(chosen: number, hovered: number): void {
    if (chosen === this.chosen && hovered === this.hovered) return;
    this.chosen = chosen;
    this.hovered = hovered;
    this.write();
  }

  /** Radius as drawn, CSS pixels. */
  radius(facility: number): number {
    const scale = this.isMajor[facility] ? this.hubScale : this.stationScale;
    return (this.look?.radius[facility] ?? 0) * scale;
  }

  /** Radius for picking, CSS pixels; 0 for a facility that is not drawn. */
  pickRadius(facility: number): number {
    return this.isMajor[facility] === 1 || this.alpha(facility) > 0.25 ? this.radius(facility) : 0;
  }

  /** How strongly a facility is drawn, 0 to 1. */
  alpha(facility: number): number {
    const tier = this.tier[facility];
    return tier === 0 ? 1 : this.tierAlphas[tier - 1];
  }

  update(camera: ViewCamera, view: readonly number[], dpr: number): void {
    const { doublings, markScale } = camera;
    this.hubScale = markScale * crowdScale(this.hubs, doublings) * 2 ** (0.22 * Math.max(0, doublings));
    this.stationScale = markScale * 2 ** (0.4 * Math.max(0, doublings - 0.5));
    const alphaOf = (tier: number) => (this.isStationShown ? tierAlpha(tier, doublings) : 0);
    const before = this.tierAlphas;
    this.tierAlphas = [alphaOf(1), alphaOf(2), alphaOf(3)];
    if (this.tierAlphas.some((alpha, tier) => alpha > 0 !== before[tier] > 0)) this.write();
    this.layer.setUniform('uView', view);
    this.layer.setUniform('uDpr', dpr);
    // Arcs and edges of small discs are finer, or they would be all that is seen of them.
    this.layer.setUniform('uLine', dpr * Math.min(1, Math.max(0.45, this.hubScale)));
    this.layer.setUniform('uHubScale', this.hubScale);
    this.layer.setUniform('uStationScale', this.stationScale);
    this.layer.setUniform('uTierAlpha', this.tierAlphas);
  }

  destroy(): void {
    this.layer.destroy();
  }

  /** Hands on the facilities that are drawn at the present zoom. */
  private write(): void {
    const { look } = this;
    if (!look) return;
    let count = 0;
    for (const i of this.order) {
      if (this.alpha(i) === 0 && i !== this.chosen && i !== this.hovered) continue;
      const instance = count++;
      this.floats[instance * 5] = this.places[i * 2];
      this.floats[instance * 5 + 1] = this.places[i * 2 + 1];
      this.floats[instance * 5 + 2] = look.radius[i];
      const octet = instance * BYTES + 12;
      const isBusyKnown = Number.isFinite(look.utilization[i]);
      this.octets[octet] = isBusyKnown ? Math.round(255 * Math.min(1, look.utilization[i])) : 0;
      this.octets[octet + 1] = Math.round(255 * look.fill[i]);
      this.octets[octet + 2] = Math.round(127.5 * look.heat[i]);
      this.octets[octet + 4] =
        (isBusyKnown ? HAS_ARC : 0) |
        (this.isMajor[i] ? 0 : IS_STATION) |
        (i === this.chosen ? IS_CHOSEN : 0) |
        (i === this.hovered ? IS_HOVERED : 0);
      this.octets[octet + 5] = this.tier[i];
    }
    this.layer.count = count;
    this.layer.upload(this.bytes, 0, count);
  }
}
