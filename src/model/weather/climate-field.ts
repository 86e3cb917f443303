import { EARTH_RADIUS_KM } from '../../engine/math/great-circle.ts';
import { cos, exp, sin } from '../../engine/math/transcendental.ts';
import type { BitSource } from '../../engine/random/bit-source.ts';
import { standardNormal } from '../../engine/random/ziggurat.ts';

/** Waves that make up the field: its correlation within one replication is off by about 1 / sqrt(2 x waves), 0.04. */
const WAVES = 256;

const RADIANS_PER_DEGREE = Math.PI / 180;

/** A place on the globe, degrees. */
export interface Place {
  readonly lat: number;
  readonly lon: number;
}

/**
 * A Gaussian field over the globe that drifts: at every place and step a standard normal, correlated over a distance d
 * by exp(-d / reach) and over k steps by rho to the k, in distance through the Earth, which at 3,000 km is 1 % less than
 * over it. It is a sum of plane waves whose amplitudes are autoregressive (AR 1). What it is at a place does not depend on which
 * other places are asked, so that a region added changes no other region's weather.
 *
 * The frequencies of the waves are drawn from the field's spectrum, a Cauchy distribution in three dimensions: the
 * correlation is exact over replications. Source: Shinozuka (1971), "Simulation of multivariate and multidimensional
 * random processes", J. Acoust. Soc. Am. 49; as random Fourier features: Rahimi & Recht (2007).
 */
export class ClimateField {
  /** Correlation from one step to the next. */
  readonly rho: number;
  readonly #source: BitSource;
  readonly #fresh: number;
  /** Amplitudes of cosine and sine, wave by wave. */
  readonly #amplitudes = new Float64Array(2 * WAVES);
  /** Per place the cosines and sines of its phases, over the root of the number of waves. */
  readonly #phases: readonly Float64Array[];

  /** @param steps how many steps it takes to forget to a correlation of 1/e @param reach the same in km */
  constructor(places: readonly Place[], steps: number, reach: number, source: BitSource) {
    this.rho = exp(-1 / steps);
    this.#fresh = Math.sqrt(1 - this.rho * this.rho);
    this.#source = source;
    const frequencies = new Float64Array(3 * WAVES);
    for (let wave = 0; wave < WAVES; wave++) {
      const scale = 1 / (reach * Math.abs(standardNormal(source)));
      for (let axis = 0; axis < 3; axis++) frequencies[3 * wave + axis] = scale * standardNormal(source);
    }
    this.#phases = places.map((place) => phasesAt(place, frequencies));
    for (let i = 0; i < this.#amplitudes.length; i++) this.#amplitudes[i] = standardNormal(source);
  }

  /** The field now at the place of an index. */
  at(place: number): number {
    const phases = this.#phases[place];
    let sum = 0;
    for (let i = 0; i < phases.length; i++) sum += phases[i] * this.#amplitudes[i];
    return sum;
  }

  /** Goes on by one step. */
  advance(): void {
    const amplitudes = this.#amplitudes;
    for (let i = 0; i < amplitudes.length; i++)
      amplitudes[i] = this.rho * amplitudes[i] + this.#fresh * standardNormal(this.#source);
  }
}

function phasesAt({ lat, lon }: Place, frequencies: Float64Array): Float64Array {
  const [x, y, z] = onSphere(lat, lon);
  const phases = new Float64Array(2 * WAVES);
  const norm = 1 / Math.sqrt(WAVES);
  for (let wave = 0; wave < WAVES; wave++) {
    const [a, b, c] = frequencies.subarray(3 * wave, 3 * wave + 3);
    const phase = EARTH_RADIUS_KM * (a * x + b * y + c * z);
    phases[2 * wave] = norm * cos(phase);
    phases[2 * wave + 1] = norm * sin(phase);
  }
  return phases;
}

/** Unit vector of a place in degrees. */
export function onSphere(lat: number, lon: number): [number, number, number] {
  const [phi, lambda] = [lat * RADIANS_PER_DEGREE, lon * RADIANS_PER_DEGREE];
  return [cos(phi) * cos(lambda), cos(phi) * sin(lambda), sin(phi)];
}
