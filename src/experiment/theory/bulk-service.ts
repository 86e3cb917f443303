/** Mean levels of a server that takes several together. */
export interface BulkStation {
  readonly waiting: number;
  readonly serving: number;
  readonly emptyShare: number;
}

/**
 * The root in (0, 1) of mu r^(b+1) - (lambda + mu) r + lambda = 0, that is, of r + ... + r^b = lambda / mu:
 * the factor by which each further one in line is less likely. For lambda < b mu.
 */
function decay(load: number, most: number): number {
  let low = 0;
  let high = 1;
  for (let step = 0; step < 200 && high - low > 1e-16; step++) {
    const r = (low + high) / 2;
    let power = 1;
    let sum = 0;
    for (let k = 1; k <= most; k++) {
      power *= r;
      sum += power;
    }
    if (sum < load) low = r;
    else high = r;
  }
  return (low + high) / 2;
}

/**
 * One exponential server for up to `most` together, whom arrivals join while there is room.
 * @param load lambda / mu, below `most`. Source: Gross et al. (2008), sec. 3.2.1, partial-batch model.
 */
export function joinedStation(load: number, most: number): BulkStation {
  const r = decay(load, most);
  let beyond = 1;
  for (let k = 0; k < most; k++) beyond *= r;
  const waiting = (beyond * r) / (1 - r);
  return { waiting, serving: r / (1 - r) - waiting, emptyShare: 1 - r };
}

/**
 * One exponential server that begins with at least `least` and at most `most` together: M/M(a,b)/1.
 * With a line of n beside a busy server the probability is A r^n; with q < a in line and nobody served it is
 * (A mu / lambda)(1 - r^(q+1)) / (1 - r). @param load lambda / mu, below `most`. Source: Neuts (1967); Medhi (2003), 6.
 */
export function generalBulkStation(load: number, least: number, most: number): BulkStation {
  const r = decay(load, most);
  let total = 1 / (1 - r);
  let waiting = r / (1 - r) / (1 - r);
  let power = 1;
  for (let q = 0; q < least; q++) {
    power *= r;
    const idle = (1 - power) / (1 - r) / load;
    total += idle;
    waiting += q * idle;
  }
  return { waiting: waiting / total, serving: load, emptyShare: 1 / load / total };
}
