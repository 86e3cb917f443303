/** What is forecast of closures: all that forecast-aware policies see of what is to come. */
export interface ClosureOutlook {
  /**
   * Whether no trip will set out on a lane at an instant, as the forecast issued at another instant has it.
   * @param lane index @param atUs instant asked for @param issuedUs when the forecast was issued, not after `atUs`
   */
  willBeClosed(lane: number, atUs: number, issuedUs: number): boolean;
}
