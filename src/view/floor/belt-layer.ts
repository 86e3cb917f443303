import type * as Phaser from 'phaser';
import type { FloorSorterLevels } from '../../snapshot/floor-snapshot.ts';
import { DrawLayer, VIEW_GLSL } from '../draw-layer.ts';
import { parseColor, type Theme } from '../theme.ts';
import { beltCuts, densityAt } from './belt-density.ts';
import { FLOOR_PATH_GLSL, type FloorPath, pathUniforms } from './floor-path.ts';
import { DECK_HALF, type SorterPlace } from './sorter-layout.ts';

/** Position along the path, then side, deck and density: octets. */
const WORDS = 2;
/** Which end of its piece and which side each corner of the two triangles is. */
const CORNERS = [0, 0, 0, 1, 1, 0, 1, 0, 0, 1, 1, 1] as const;

const vertexShader = `
#pragma phaserTemplate(shaderName)
precision highp float;
${VIEW_GLSL}
${FLOOR_PATH_GLSL}
uniform vec2 uDeckOut;
attribute float inAt;
attribute vec4 inLook;
varying vec3 vAcross;
varying float vAlong;
void main() {
  float side = floor(inLook.x * 255.0 + 0.5) * 2.0 - 1.0;
  float deck = floor(inLook.y * 255.0 + 0.5);
  float halfWidth = ${DECK_HALF.toFixed(2)} * uView.x;
  float across = side * (halfWidth + 1.0);
  vec4 place = pathPoint(inAt, deck < 0.5 ? uDeckOut.x : uDeckOut.y);
  vAcross = vec3(across, halfWidth, inLook.z);
  vAlong = inAt * uView.x;
  gl_Position = toClip(toPixels(place.xy) + vec2(-place.w, place.z) * across);
}`;

/** The belt, and on it a band as broad and as bright as it is occupied; a stopped belt is hatched. */
const fragmentShader = `
#pragma phaserTemplate(shaderName)
precision highp float;
uniform float uDpr;
uniform vec3 uBelt;
uniform vec3 uEdge;
uniform vec3 uCargo;
uniform vec3 uStopped;
uniform float uBand;
uniform float uIsStopped;
varying vec3 vAcross;
varying float vAlong;
void main() {
  float d = abs(vAcross.x);
  float body = 1.0 - smoothstep(vAcross.y - 0.5, vAcross.y + 0.5, d);
  vec3 color = uBelt;
  float bandHalf = vAcross.y * mix(0.15, 0.9, vAcross.z);
  float band = (1.0 - smoothstep(bandHalf - 0.5, bandHalf + 0.5, d)) * uBand * step(0.004, vAcross.z);
  color = mix(color, uCargo, band * mix(0.1, 0.95, vAcross.z * vAcross.z));
  float stripe = fract((vAlong + vAcross.x) / (7.0 * uDpr));
  float hatch = (smoothstep(0.0, 0.12, stripe) - smoothstep(0.42, 0.54, stripe)) * uIsStopped;
  color = mix(color, uStopped, hatch * 0.6);
  float edge = smoothstep(vAcross.y - 1.3 * uDpr, vAcross.y - 0.3 * uDpr, d);
  color = mix(color, mix(uEdge, uStopped, uIsStopped), edge);
  gl_FragColor = vec4(color * body, body);
}`;

/** The belt of one sorter, with all its decks. */
export class BeltLayer {
  private readonly layer: DrawLayer;
  private words = new Uint32Array(0);
  private cuts: Float32Array = new Float32Array(0);
  private decks = 1;
  private path: FloorPath | null = null;
  private shown: FloorSorterLevels | null = null;

  constructor(scene: Phaser.Scene) {
    this.layer = new DrawLayer(scene, {
      name: 'Belts',
      topology: 'triangles',
      attributes: [
        { name: 'inAt', size: 1, type: 'FLOAT' },
        { name: 'inLook', size: 4, type: 'UNSIGNED_BYTE' },
      ],
      vertexShader,
      fragmentShader,
    });
    this.layer.setUniform('uIsStopped', 0);
  }

  /** Where the belt runs; again after a change of layout. */
  lay(path: FloorPath, place: SorterPlace): void {
    this.path = path;
    this.shown = null;
    this.decks = place.deckOutM.length;
    this.cuts = beltCuts(path);
    for (const [name, value] of pathUniforms(path)) this.layer.setUniform(name, value);
    this.layer.setUniform('uDeckOut', [place.deckOutM[0] ?? 0, place.deckOutM[1] ?? 0]);
    const pieces = (this.cuts.length - 1) * this.decks;
    this.words = new Uint32Array(pieces * 6 * WORDS);
    const floats = new Float32Array(this.words.buffer);
    for (let piece = 0, at = 0; piece < pieces; piece++) {
      const deck = Math.floor(piece / (this.cuts.length - 1));
      const first = piece % (this.cuts.length - 1);
      for (let corner = 0; corner < CORNERS.length; corner += 2, at += WORDS) {
        // Just below the length: at the length itself a loop begins anew.
        const cut = this.cuts[first + CORNERS[corner]];
        floats[at] = Math.min(cut, path.lengthM * (1 - 1e-6));
        this.words[at + 1] = CORNERS[corner + 1] | (deck << 8);
      }
    }
    this.layer.count = pieces * 6;
    this.layer.upload(this.words.buffer as ArrayBuffer);
  }

  setTheme(theme: Theme): void {
    this.layer.setUniform('uBelt', parseColor(theme.floor.belt));
    this.layer.setUniform('uEdge', parseColor(theme.floor.edge));
    this.layer.setUniform('uCargo', parseColor(theme.floor.trays[0]));
    this.layer.setUniform('uStopped', parseColor(theme.hot));
  }

  show(levels: FloorSorterLevels | null): void {
    if (levels === this.shown || !this.path) return;
    this.shown = levels;
    this.layer.setUniform('uIsStopped', levels && !levels.isRunning ? 1 : 0);
    const density = levels?.density ?? new Float32Array(0);
    const isLoop = this.path.radiusM > 0;
    const octets = Array.from(this.cuts, (cut) => {
      const share = densityAt(density, cut / (this.path?.lengthM ?? 1), isLoop);
      return Math.round(255 * Math.min(1, Math.max(0, share || 0)));
    });
    const { words } = this;
    const perDeck = this.cuts.length - 1;
    for (let piece = 0, at = 1; piece < perDeck * this.decks; piece++) {
      for (let corner = 0; corner < CORNERS.length; corner += 2, at += WORDS) {
        words[at] = (words[at] & 0xff00ffff) | (octets[(piece % perDeck) + CORNERS[corner]] << 16);
      }
    }
    this.layer.upload(words.buffer as ArrayBuffer);
  }

  /** `band` says how clearly the density is drawn, 0 to 1: where single trays are seen it steps back. */
  update(band: number, view: readonly number[], dpr: number): void {
    this.layer.setUniform('uBand', band);
    this.layer.setUniform('uView', view);
    this.layer.setUniform('uDpr', dpr);
  }

  destroy(): void {
    this.layer.destroy();
  }
}
