/** A place that trailers come from or go to, with its weight among those of its kind. */
export interface Place {
  readonly code: string;
  readonly name: string;
  readonly weight: number;
}

/** Cities of other hubs, the largest first. */
const CITIES: readonly (readonly [code: string, name: string])[] = [
  ['CAN', 'Guangzhou'],
  ['SHA', 'Shanghai'],
  ['PEK', 'Beijing'],
  ['SZX', 'Shenzhen'],
  ['JHA', 'Jinhua'],
  ['CTU', 'Chengdu'],
  ['CGO', 'Zhengzhou'],
  ['WUH', 'Wuhan'],
  ['NKG', 'Nanjing'],
  ['JJN', 'Quanzhou'],
  ['CSX', 'Changsha'],
  ['CKG', 'Chongqing'],
  ['SIA', "Xi'an"],
  ['TSN', 'Tianjin'],
  ['TNA', 'Jinan'],
  ['SJW', 'Shijiazhuang'],
  ['HFE', 'Hefei'],
  ['KHN', 'Nanchang'],
  ['SHE', 'Shenyang'],
  ['TAO', 'Qingdao'],
  ['FOC', 'Fuzhou'],
  ['KMG', 'Kunming'],
  ['NNG', 'Nanning'],
  ['TYN', 'Taiyuan'],
  ['KWE', 'Guiyang'],
  ['HRB', 'Harbin'],
  ['CGQ', 'Changchun'],
  ['LHW', 'Lanzhou'],
  ['URC', 'Urumqi'],
  ['HET', 'Hohhot'],
];

/** Hubs of other regions: the first is 3.5 times the last. @param count at most 30 */
export function otherHubs(count: number): Place[] {
  return CITIES.slice(0, count).map(([code, name], rank) => ({
    code,
    name,
    weight: falling(rank, count, 3.5),
  }));
}

/** Stations of the region: the first is twice the last. */
export function stations(count: number): Place[] {
  return Array.from({ length: count }, (_, rank) => {
    const number = String(rank + 1).padStart(2, '0');
    return { code: `ST${number}`, name: `Station ${number}`, weight: falling(rank, count, 2) };
  });
}

/** Falls evenly from `most` to 1. */
function falling(rank: number, count: number, most: number): number {
  return most - ((most - 1) * rank) / Math.max(1, count - 1);
}

/**
 * Deals out units one by one so that at any time each place has as nearly as can be its share of those dealt.
 * @returns index of the place of each unit
 */
export function dealt(units: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const has = weights.map(() => 0);
  return Array.from({ length: units }, (_, dealtBefore) => {
    let next = 0;
    let most = Number.NEGATIVE_INFINITY;
    weights.forEach((weight, place) => {
      const missing = ((dealtBefore + 1) * weight) / total - has[place];
      if (missing > most + 1e-9) [next, most] = [place, missing];
    });
    has[next]++;
    return next;
  });
}
