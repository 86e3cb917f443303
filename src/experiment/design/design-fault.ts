/** What is wrong with the plan of a design, for the loader of files to turn into a problem. */
export interface DesignFault {
  /** Where in the plan, e.g. `['factors', 2, 'low']`. */
  readonly path: readonly (string | number)[];
  readonly found: string;
  readonly allowed: string;
}

/** A fault in one line: `factors[2].low: found 9, allowed is a number below high`. */
export function faultText({ path, found, allowed }: DesignFault): string {
  const place = path.map((step, i) => (typeof step === 'number' ? `[${step}]` : i === 0 ? step : `.${step}`));
  return `${place.join('')}: found ${found}, allowed is ${allowed}`;
}
