declare module 'seedrandom/lib/xor128.js' {
  /** The four words of Marsaglia's generator. */
  export interface Xor128State {
    x: number;
    y: number;
    z: number;
    w: number;
  }

  export interface Xor128 {
    (): number;
    int32(): number;
    double(): number;
    /** Present where the generator was made with `state`. */
    state(): Xor128State;
  }

  export default function xor128(seed: string | number, options: { state: true | Xor128State }): Xor128;
}
