import type * as Phaser from 'phaser';
import type { FloorSorter } from '../../snapshot/floor-snapshot.ts';
import { DrawLayer, VIEW_GLSL } from '../draw-layer.ts';
import { parseColor, type Theme } from '../theme.ts';
import { FLOOR_PATH_GLSL, type FloorPath, pathUniforms } from './floor-path.ts';
import { DECK_HALF, type SorterPlace } from './sorter-layout.ts';

const VERTICES = 6;
/** Ordinal of the tray on its deck, then corner, state and deck: octets. */
const WORDS = 2;
const CORNERS = [0, 1, 2, 2, 1, 3] as const;
/** Pitch on the screen, CSS pixels, from which single trays begin to be seen, and at which they are quite clear. */
const SEEN_FROM = 0.7;
const CLEAR_FROM = 1.6;

/**
 * A tray knows its ordinal only; where it is follows from how far the belt has come, so that moving costs one uniform.
 */
const vertexShader = `
#pragma phaserTemplate(shaderName)
precision highp float;
${VIEW_GLSL}
${FLOOR_PATH_GLSL}
uniform float uOffset;
uniform float uPitch;
uniform vec2 uDeckOut;
uniform mat4 uStateColors;
attribute float inTray;
attribute vec4 inLook;
varying vec2 vAt;
varying vec2 vHalf;
varying float vState;
varying vec3 vColor;
void main() {
  float corner = floor(inLook.x * 255.0 + 0.5);
  float state = floor(inLook.y * 255.0 + 0.5);
  float deck = floor(inLook.z * 255.0 + 0.5);
  vec4 place = pathPoint(mod(inTray * uPitch + uOffset, uLength), deck < 0.5 ? uDeckOut.x : uDeckOut.y);
  vec2 halfSize = vec2(0.43 * uPitch, ${(DECK_HALF * 0.72).toFixed(3)}) * uView.x;
  vec2 side = vec2(mod(corner, 2.0), floor(corner / 2.0)) * 2.0 - 1.0;
  vAt = side * (halfSize + 0.75);
  vHalf = halfSize;
  vState = state;
  vec4 isState = vec4(equal(vec4(state), vec4(1.0, 2.0, 3.0, 4.0)));
  vColor = (uStateColors * isState).rgb;
  gl_Position = toClip(toPixels(place.xy) + place.zw * vAt.x + vec2(-place.w, place.z) * vAt.y);
}`;

/**
 * The parcel on the tray, and never color alone: on its first pass a plain box; recirculating one as broad as the tray;
 * unread a hollow one; bound for the reject chute one with a bar across.
 */
const fragmentShader = `
#pragma phaserTemplate(shaderName)
precision highp float;
uniform float uAlpha;
uniform vec4 uEmpty;
varying vec2 vAt;
varying vec2 vHalf;
varying float vState;
varying vec3 vColor;
float inside(vec2 halfSize) {
  vec2 q = clamp(halfSize + 0.5 - abs(vAt), 0.0, 1.0);
  return q.x * q.y * min(1.0, 2.0 * halfSize.x) * min(1.0, 2.0 * halfSize.y);
}
void main() {
  float tray = inside(vHalf);
  vec4 color = vec4(uEmpty.rgb, uEmpty.a * tray);
  if (vState > 0.5) {
    float isLarge = vState > 1.5 ? 1.0 : 0.0;
    vec2 size = vHalf * mix(vec2(0.82, 0.66), vec2(0.98, 0.98), isLarge);
    float parcel = inside(size);
    float detail = smoothstep(3.0, 6.0, vHalf.y);
    if (vState > 2.5 && vState < 3.5) parcel -= detail * 0.8 * inside(size - max(1.0, 0.28 * vHalf.x));
    if (vState > 3.5) parcel -= detail * 0.85 * inside(vec2(size.x, 0.16 * vHalf.y));
    color = mix(color, vec4(vColor, 1.0), clamp(parcel, 0.0, 1.0));
  }
  float alpha = color.a * uAlpha;
  if (alpha < 0.004) discard;
  gl_FragColor = vec4(color.rgb * alpha, alpha);
}`;

/** The trays of one sorter with what they carry. */
export class TrayLayer {
  private readonly layer: DrawLayer;
  private readonly words: Uint32Array;
  private readonly pitchM: number;
  private readonly trays: number;
  private hasStates = false;
  private shownStates: Uint8Array | null = null;

  constructor(scene: Phaser.Scene, sorter: FloorSorter) {
    const decks = Math.max(1, sorter.decks);
    this.pitchM = sorter.pitchM;
    this.trays = sorter.trays * decks;
    this.words = new Uint32Array(this.trays * VERTICES * WORDS);
    const floats = new Float32Array(this.words.buffer);
    for (let tray = 0, at = 0; tray < this.trays; tray++) {
      const deck = Math.floor(tray / sorter.trays);
      for (const corner of CORNERS) {
        floats[at] = tray - deck * sorter.trays;
        this.words[at + 1] = corner | (deck << 16);
        at += WORDS;
      }
    }
    this.layer = new DrawLayer(scene, {
      name: 'Trays',
      topology: 'triangles',
      attributes: [
        { name: 'inTray', size: 1, type: 'FLOAT' },
        { name: 'inLook', size: 4, type: 'UNSIGNED_BYTE' },
      ],
      vertexShader,
      fragmentShader,
    });
    this.layer.setUniform('uPitch', sorter.pitchM);
  }

  /** Where the belt runs; again after a change of layout. */
  lay(path: FloorPath, place: SorterPlace): void {
    for (const [name, value] of pathUniforms(path)) this.layer.setUniform(name, value);
    this.layer.setUniform('uDeckOut', [place.deckOutM[0] ?? 0, place.deckOutM[1] ?? 0]);
  }

  setTheme(theme: Theme): void {
    const { trays, person } = theme.floor;
    this.layer.setUniform(
      'uStateColors',
      trays.flatMap((color) => [...parseColor(color), 1]),
    );
    this.layer.setUniform('uEmpty', [...parseColor(person), theme.scheme === 'dark' ? 0.11 : 0.13]);
  }

  /** States of the trays, deck by deck; none are drawn where the number does not fit. */
  show(states: Uint8Array): void {
    if (states === this.shownStates) return;
    this.shownStates = states;
    this.hasStates = states.length === this.trays && this.trays > 0;
    if (!this.hasStates) return;
    const { words } = this;
    for (let tray = 0, at = 1; tray < states.length; tray++) {
      const state = states[tray] << 8;
      for (let vertex = 0; vertex < VERTICES; vertex++, at += WORDS) {
        words[at] = (words[at] & 0xffff00ff) | state;
      }
    }
    this.layer.upload(words.buffer as ArrayBuffer);
  }

  /** How clearly single trays can be seen at a scale, pixels per meter: 0 not at all, 1 quite. */
  clarity(pixelsPerM: number): number {
    if (!this.hasStates) return 0;
    return Math.min(1, Math.max(0, (this.pitchM * pixelsPerM - SEEN_FROM) / (CLEAR_FROM - SEEN_FROM)));
  }

  update(offsetM: number, pixelsPerM: number, view: readonly number[], dpr: number): void {
    const clarity = this.clarity(pixelsPerM);
    this.layer.count = clarity > 0 ? this.trays * VERTICES : 0;
    this.layer.setUniform('uOffset', offsetM);
    this.layer.setUniform('uAlpha', clarity);
    this.layer.setUniform('uView', view);
    this.layer.setUniform('uDpr', dpr);
  }

  destroy(): void {
    this.layer.destroy();
  }
}
