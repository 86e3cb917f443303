/** The few distribution functions of jstat that these tests compare with; the package brings no types. */
declare module 'jstat' {
  interface TwoParameters {
    cdf(x: number, first: number, second: number): number;
  }
  const jstat: {
    normal: TwoParameters;
    /** Shape, scale. */
    gamma: TwoParameters;
    beta: TwoParameters;
    /** Minimum, maximum, mode. */
    triangular: { cdf(x: number, min: number, max: number, mode: number): number };
    gammafn(x: number): number;
  };
  export default jstat;
}
